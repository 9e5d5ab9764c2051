"""Rows below a ModelExplorer's picture: what it is doing, and what the picture is made from."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from cadwidgets.widgets._layout import quiet, row, small_button
from cadwidgets.widgets._model_texts import status_html

PICTURE_TYPES = ("GLB", "TJS", "STL")
"""The types that a picture can be made from."""


class StateRow(ipywidgets.HBox):
    """Whether the model follows a slider, what it is doing, and the buttons that stop it or begin again."""

    def __init__(self, live: bool, build: Callable[[], None], cancel: Callable[[], None]) -> None:
        self.live_box = ipywidgets.Checkbox(
            value=live,
            description="Live",
            indent=False,
            tooltip="Rebuild while a slider is dragged, not only when it is let go",
            layout=ipywidgets.Layout(width="64px"),
        )
        self.line = ipywidgets.HTML(layout=ipywidgets.Layout(flex="0 1 auto"))
        # beside the line: a screen reader that reads the line out would otherwise count the seconds aloud
        self.clock = ipywidgets.HTML(layout=ipywidgets.Layout(flex="1 0 30px"))
        self._cancel = small_button("Cancel", "times", "Stop this build; the last good model stays", cancel)
        self._build = small_button("Build", "play", "Build with the current parameters", build)
        layout = ipywidgets.Layout(align_items="center", flex_flow="row wrap")
        super().__init__((self.live_box, self.line, self.clock, self._cancel, self._build), layout=layout)

    def show(self, status: str, text: str, clock: str = "") -> None:
        """Show the status in words, the seconds of the ``clock``, and the button that is of use now."""
        self.clock.value = f'<span class="cadw-quiet">{clock}</span>' if clock else ""
        self._cancel.layout.display = "" if status in ("building", "starting") else "none"
        self._build.layout.display = "" if status in ("stopped", "failed", "cancelled") else "none"
        self.line.value = status_html(text)


def picture_row(chosen: str) -> tuple[ipywidgets.HBox, ipywidgets.ToggleButtons]:
    """The row that chooses what the picture is made from, and its switch."""
    switch = ipywidgets.ToggleButtons(
        options=[("Auto", "auto"), *((kind, kind) for kind in PICTURE_TYPES)],
        value=chosen,
        tooltips=["The best that the service offers", *(f"Show the model from {kind}" for kind in PICTURE_TYPES)],
        style={"button_width": "52px"},
    )
    return row(quiet("Picture from\u00a0"), switch), switch
