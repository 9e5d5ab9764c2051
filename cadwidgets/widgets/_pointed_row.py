"""Which parameter a hand points at: the browser knows, and tells it."""

from __future__ import annotations

from collections.abc import Callable

import anywidget

from cadwidgets.widgets._browser import module


class PointedRow(anywidget.AnyWidget):
    """Shows nothing, and calls ``pointed`` with the number of the parameter whose row is hovered, or focused by the
    keyboard, in the widget of class ``cadw-explorer`` that it stands in; with -1 once it no longer is."""

    _esm = module("pointed_row")

    def __init__(self, pointed: Callable[[int], None]) -> None:
        super().__init__()
        self.layout.display = "none"
        self.on_msg(lambda _widget, message, _buffers: pointed(int(message["row"])))
