"""What a build waits for, second by second: the first one of a day waits for the service and for its CAD kernel."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial

from cadwidgets.clients.build import BuildClient
from cadwidgets.errors import CadWidgetsError
from cadwidgets.viewer.background import LatestJob, Mailbox

STARTING = "Starting the service"
_KERNEL = "Loading the CAD kernel"
_TICK_SECONDS = 1.0


class Waiting:
    """Calls ``show(text, seconds)`` on the owner's thread once a second while a build is awaited, never before that.

    ``text`` says what it waits for, empty where that is the build itself. ``start_seconds`` is how long the service
    and its kernel took to be ready in that time, to the second; 0 where they were.
    """

    def __init__(self, client: BuildClient, mailbox: Mailbox, show: Callable[[str, float], None]) -> None:
        self.job = LatestJob(mailbox)
        self.start_seconds = 0.0
        self._client, self._mailbox, self._show = client, mailbox, show
        self._begun, self._warm = False, not client.embedded

    def begin(self) -> None:
        """A build is awaited from now on; one that is awaited already goes on to count."""
        if not self._begun:
            self._begun, self.start_seconds = True, 0.0
            self.job.replace(self._tick, lambda _: None)

    def end(self) -> None:
        """Nothing is awaited any more."""
        self._begun = False
        self.job.cancel()

    def _tick(self, cancel: threading.Event) -> None:
        begun = time.monotonic()
        while not cancel.wait(_TICK_SECONDS):
            text, seconds = self._awaited(), time.monotonic() - begun
            if text:
                self.start_seconds = seconds
            self._mailbox.post(partial(self._tell, cancel, text, seconds))

    def _tell(self, cancel: threading.Event, text: str, seconds: float) -> None:
        if not cancel.is_set():  # else it has ended while these words were on their way
            self._show(text, seconds)

    def _awaited(self) -> str:
        if self._client.starting:
            self._warm = False
            return STARTING
        if self._warm:
            return ""
        try:
            self._warm = self._client.health().get("workers") not in ("cold", "warming")
        except CadWidgetsError:  # the build itself meets the same trouble, and its error is shown
            return ""
        return "" if self._warm else _KERNEL
