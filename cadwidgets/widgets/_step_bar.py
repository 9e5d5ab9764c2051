"""The buttons for undo and redo, and their keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import ipywidgets

from cadwidgets.widgets._browser import module

STEPS = ("undo", "redo")


class StepBar(ipywidgets.HBox):
    """Two buttons; ``do`` is called with undo or redo when one is clicked, or its key pressed in the explorer."""

    def __init__(self, do: Callable[[str], None]) -> None:
        self._undo = _button("Undo", "undo", "Take the last change of the parameters back (Ctrl+Z)")
        self._redo = _button("Redo", "repeat", "Do again what was taken back (Ctrl+Shift+Z or Ctrl+Y)")
        for button, step in zip((self._undo, self._redo), STEPS, strict=True):
            button.on_click(lambda _, step=step: do(step))
        # so narrow that all three buttons stand in one row also where a notebook is 400 pixels wide
        super().__init__((self._undo, self._redo, StepKeys(do)), layout=ipywidgets.Layout(flex="1 1 140px"))

    def show(self, *, undo: bool, redo: bool) -> None:
        """Which of them is of use now."""
        self._undo.disabled, self._redo.disabled = not undo, not redo


class StepKeys(anywidget.AnyWidget):
    """Shows nothing, and hears Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y in the widget of class ``cadw-explorer`` around it."""

    _esm = module("step_keys")

    def __init__(self, do: Callable[[str], None]) -> None:
        super().__init__()
        self.layout.display = "none"
        self._do = do
        self.on_msg(lambda _widget, message, _buffers: self._heard(message))

    def _heard(self, message: Mapping[str, Any]) -> None:
        if message.get("step") in STEPS:
            self._do(str(message["step"]))


def _button(label: str, icon: str, tooltip: str) -> ipywidgets.Button:
    layout = ipywidgets.Layout(flex="1 1 64px", width="auto", max_width="84px", padding="0 4px")
    return ipywidgets.Button(description=label, icon=icon, tooltip=tooltip, disabled=True, layout=layout)
