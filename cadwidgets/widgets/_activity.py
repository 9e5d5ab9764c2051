"""Activity: one kind of slow work of a widget, how it gets on, and how it ended."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from cadwidgets.errors import Cancelled
from cadwidgets.viewer.background import Done, LatestJob, Mailbox, Work


class Activity:
    """Work of which only the newest counts, beside other activities of the same widget.

    ``status`` is idle, working, failed or cancelled; ``error`` is why it failed, ``text`` what it is doing and
    ``share`` how much of it is done, from 0 to 1. ``changed`` is called when one of these has changed. With
    ``in_between``, what older work brings is still told while newer work waits, as a search under typing hands wants
    it; else older work is stopped.
    """

    def __init__(self, mailbox: Mailbox, changed: Callable[[], None], *, in_between: bool = False) -> None:
        self.status, self.text, self.share = "idle", "", 0.0
        self.error: Exception | None = None
        self._mailbox, self._changed, self._in_between = mailbox, changed, in_between
        self._job = LatestJob(mailbox)

    @property
    def busy(self) -> bool:
        """Whether work is running or waiting."""
        return self._job.busy

    def start(self, text: str, work: Work, done: Done) -> None:
        """Run ``work`` in the background, then ``done`` with its result; whatever goes wrong in either is kept."""
        if not self._in_between:
            self._job.cancel()
        self._job.submit(work, lambda outcome: self._came(outcome, done))
        self._tell("working", text)

    def progress(self, text: str, share: float) -> None:
        """Say how the work gets on. May be used from any thread."""
        self._mailbox.post(lambda: self._tell("working", text, share) if self.status == "working" else None)

    def cancel(self) -> None:
        """Stop the work, if there is any."""
        self._job.cancel()

    def clear(self) -> None:
        """Forget how the last work ended; work that still runs goes on."""
        if self.status != "working":
            self.error = None
            self._tell("idle")

    def fail(self, error: Exception) -> None:
        """End in ``error``, as something was asked for that cannot begin."""
        self.error = error
        self._tell("failed")

    def _came(self, outcome: Any, done: Done) -> None:
        if not self._job.settled and (isinstance(outcome, Exception) or not self._in_between):
            return  # newer work is on its way, and its end counts
        if isinstance(outcome, Cancelled):
            self._tell("cancelled", "Cancelled.")
        elif isinstance(outcome, Exception):
            self.fail(outcome)
        else:
            self._finish(outcome, done)

    def _finish(self, outcome: Any, done: Done) -> None:
        self.error = None
        try:
            done(outcome)
        except Exception as error:  # a callback's last border: nobody above it could show the error
            self.fail(error)
            return
        if self._job.settled:
            self._tell("idle")
        else:
            self._changed()

    def _tell(self, status: str, text: str = "", share: float = 0.0) -> None:
        self.status, self.text, self.share = status, text, share
        self._changed()


def rest(cancel: threading.Event, seconds: float) -> None:
    """Wait until a choice has rested for so long. Raises Cancelled once there is another one."""
    if cancel.wait(seconds):
        raise Cancelled("something else was chosen meanwhile")
