"""How the work on a part gets on, and the button that ends the waiting for it."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from cadwidgets.widgets._base import escape
from cadwidgets.widgets._layout import small_button


class PartProgress(ipywidgets.HBox):
    """Words; while there is work, also a bar and a button. ``cancel`` is called by the button."""

    def __init__(self, cancel: Callable[[], None]) -> None:
        self.status = ipywidgets.HTML()
        self.cancel = small_button("Cancel", "times", "Stop waiting for the part", cancel)
        self._bar = ipywidgets.FloatProgress(max=1.0, layout=ipywidgets.Layout(width="120px"))
        super().__init__((self.status, self._bar, self.cancel))
        self.add_class("cadw-progress-line")
        self.say("", working=False)

    def say(self, text: str, *, working: bool, share: float = 0.0) -> None:
        """How the work gets on, and that it can be cancelled while there is any."""
        self.status.value = f'<span class="cadw-quiet" role="status">{escape(text)}</span>'
        self._bar.value = share
        for shown in (self.cancel, self._bar):
            shown.layout.display = "" if working else "none"
