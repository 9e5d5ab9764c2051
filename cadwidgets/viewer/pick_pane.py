"""PickPane: what is selected, and what it measures, below the picture."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets


class PickPane(ipywidgets.HBox):
    """Words, and buttons that call ``fit`` and ``clear``; not there while nothing is said."""

    def __init__(self, fit: Callable[[], None], clear: Callable[[], None]) -> None:
        self._said = ipywidgets.HTML()
        near = ipywidgets.Button(description="Go near", tooltip="See what is selected as large as possible")
        near.on_click(lambda _: fit())
        nothing = ipywidgets.Button(description="Clear", tooltip="Select nothing (Escape on the picture)")
        nothing.on_click(lambda _: clear())
        super().__init__((self._said, near, nothing))
        self.add_class("cadwidgets-viewer-picks")
        self.say("")

    def say(self, html: str) -> None:
        """Show this."""
        self._said.value = html
        self.layout.display = "" if html else "none"
