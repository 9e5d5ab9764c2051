"""How the work on a part gets on, and the button that ends the waiting for it."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from cadwidgets.widgets._base import escape
from cadwidgets.widgets._layout import row, small_button


class PartProgress:
    """``status`` are words, ``waiting`` a bar and a button that are there while there is work.

    ``cancel`` is called by the button.
    """

    def __init__(self, cancel: Callable[[], None]) -> None:
        self.status = ipywidgets.HTML()
        self._bar = ipywidgets.FloatProgress(max=1.0, layout=ipywidgets.Layout(width="80px"))
        self.waiting = row(self._bar, small_button("Cancel", "times", "Stop waiting for the part", cancel))
        self.say("", working=False)

    def say(self, text: str, *, working: bool, share: float = 0.0) -> None:
        """How the work gets on, and that it can be cancelled while there is any."""
        self.status.value = f'<span class="cadw-quiet" role="status">{escape(text)}</span>'
        self._bar.value = share
        self.waiting.layout.display = "" if working else "none"
