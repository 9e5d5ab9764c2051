"""PickPane: what is selected, and what it measures, below the picture."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets


class PickPane(ipywidgets.HBox):
    """Words, and a button that calls ``clear``; not there while nothing is said."""

    def __init__(self, clear: Callable[[], None]) -> None:
        self._said = ipywidgets.HTML()
        button = ipywidgets.Button(description="Clear", tooltip="Select nothing (Escape on the picture)")
        button.on_click(lambda _: clear())
        super().__init__((self._said, button))
        self.add_class("cadwidgets-viewer-picks")
        self.say("")

    def say(self, html: str) -> None:
        """Show this."""
        self._said.value = html
        self.layout.display = "" if html else "none"
