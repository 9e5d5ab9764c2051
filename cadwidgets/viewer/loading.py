"""Loading beside the notebook: models whose triangles a service makes, one at a time, the newest wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cadwidgets.errors import Cancelled
from cadwidgets.viewer.background import LatestJob, Mailbox
from cadwidgets.viewer.exact import Loaded
from cadwidgets.viewer.models import Builder, Shown, loaded


class Loader:
    """``status`` is ready, loading, failed or cancelled; ``title`` says of what, ``error`` why it failed.

    ``came`` gets what was loaded, ``changed`` is called when one of these has changed; both on the thread that made
    this.
    """

    def __init__(self, came: Callable[[Loaded], None], changed: Callable[[], None]) -> None:
        self.status, self.title = "ready", ""
        self.error: Exception | None = None
        self._came, self._changed = came, changed
        self._mailbox = Mailbox()
        self._job = LatestJob(self._mailbox)
        self._began = 0

    def start(self, models: Sequence[Shown], builder: Builder) -> None:
        """Load ``models``; what is being loaded is not needed any more."""
        self._began = number = self._began + 1
        self._job.replace(lambda cancel: loaded(models, builder, cancel), lambda outcome: self._done(number, outcome))
        self.title = models[0].title if len(models) == 1 else f"{len(models)} models"
        self._tell("loading")

    def cancel(self) -> None:
        """Stop, if anything is being loaded."""
        self._job.cancel()

    def skip(self) -> None:
        """Something is shown that need not be loaded: nothing that was begun before it counts any more."""
        self._job.cancel()
        self._began += 1
        self._tell("ready")

    def wait(self, timeout: float) -> None:
        """Wait until nothing is being loaded. Raises TimeoutError after ``timeout`` seconds."""
        if not self._mailbox.wait(lambda: not self._job.busy and self._mailbox.empty, timeout):
            raise TimeoutError(f"{self.title} is still being made after {timeout:g} s")

    def close(self) -> None:
        """Stop for good."""
        self._job.close()
        self._began += 1  # what ends later is not told any more

    def _done(self, number: int, outcome: Any) -> None:
        if number != self._began:  # something newer is on its way, or there already
            return
        if isinstance(outcome, Cancelled):
            self._tell("cancelled")
        elif isinstance(outcome, Exception):
            self._tell("failed", outcome)
        else:
            self._tell("ready")
            self._came(outcome)

    def _tell(self, status: str, error: Exception | None = None) -> None:
        self.status, self.error = status, error
        self._changed()
