"""Looking at files now and then, on the notebook's own loop: no thread, and nothing left when it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

LOOK_SECONDS = 1.0
SETTLE_SECONDS = 0.2
"""A file that has just changed is looked at again after so long: it may be half written."""

Stamp = tuple[int, int, int] | None


class FileWatch:
    """Calls ``changed`` once after each change of the files' times or sizes, also when one goes or comes.

    The first look always finds a change: nobody knows what happened since they were read. Without a running loop, as in
    plain Python, nothing is watched.
    """

    def __init__(self, paths: Sequence[Path], changed: Callable[[], None]) -> None:
        self._paths, self._changed = tuple(paths), changed
        self._known: tuple[Stamp, ...] | None = None
        self._coming: tuple[Stamp, ...] | None = None
        self._timer: asyncio.TimerHandle | None = None
        try:
            self._loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        self._look_after(LOOK_SECONDS)

    def close(self) -> None:
        """Look no more."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None

    def _look_after(self, seconds: float) -> None:
        self._timer = self._loop.call_later(seconds, self._look)

    def _look(self) -> None:
        now = tuple(map(_stamp, self._paths))
        settled, self._coming = now == self._coming, now
        fresh = now != self._known
        self._look_after(SETTLE_SECONDS if fresh and not settled else LOOK_SECONDS)
        if fresh and settled:
            self._known = now
            self._changed()


def _stamp(path: Path) -> Stamp:
    """(Time, size, number of the file); None for one that is not there, or cannot be looked at."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino
