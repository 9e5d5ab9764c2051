"""Names for sliders and fields, for those who hear a widget: ipywidgets itself gives them none."""

from __future__ import annotations

import anywidget

from cadwidgets.widgets._browser import module


class ControlNames(anywidget.AnyWidget):
    """Shows nothing, and names the controls in the widget of class ``cadw-explorer`` that it stands in."""

    _esm = module("control_names")

    def __init__(self) -> None:
        super().__init__()
        self.layout.display = "none"
