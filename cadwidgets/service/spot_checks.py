"""Now and then, a model of a process that stays for its script is made once more by a fresh one, and compared.

The two must be the same model. Where they are not, something outlives a build that should not: from then on every build
of that source starts afresh and says so, and the doubtful model is kept no longer.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cadwidgets.service.same_results import Result, difference
from cadwidgets.service.scratch import write_files
from cadwidgets.service.workers.pool import MadeWay, Outcome, QueueFull, Turn, WorkerPool, WorkersUnavailable

CHECKED_ONE_IN = 50
"""Rarely enough to cost next to nothing, often enough for somebody who drags a slider for a minute."""
STARTS_AFRESH = (
    "a build of this script depended on the builds before it: each of its builds starts afresh now, which takes longer"
)
_MAX_DOUBTED = 1_000
_TRIES, _PAUSE_SECONDS = 60, 1.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Suspect:
    """A model that a process of ``session`` made, and how it is made again: its ``job``, and the ``files`` for it.

    ``forget`` is called when a fresh process makes another one.
    """

    session: str
    job: Mapping[str, Any]
    files: Mapping[str, bytes]
    result: Result
    forget: Callable[[], None]


class SpotChecks:
    """The checks of one service, of one build in ``one_in``. Belongs to one event loop.

    ``scratch`` gives a folder for a job, which is gone after the block.
    """

    def __init__(
        self,
        pool: WorkerPool,
        scratch: Callable[[], AbstractContextManager[Path]],
        one_in: int = CHECKED_ONE_IN,
    ) -> None:
        self._pool = pool
        self._scratch = scratch
        self._one_in = one_in
        self._doubted: dict[str, None] = {}
        self._running: asyncio.Task[None] | None = None
        self._made = 0

    @property
    def told(self) -> dict[str, int]:
        """How many checks were made, and how many sources start afresh since."""
        return {"made": self._made, "different": len(self._doubted)}

    def doubts(self, session: str) -> bool:
        """Whether builds of this session are to start afresh."""
        return session in self._doubted

    def wants(self, outcome: Outcome) -> bool:
        """Whether a build that ended so is to be checked: of those whose process had built before, one at a time."""
        free = self._running is None or self._running.done()
        return outcome.warm and free and secrets.randbelow(self._one_in) == 0

    def begin(self, suspect: Suspect) -> None:
        """Check a model once nothing else is to be built; returns at once."""
        self._running = asyncio.create_task(self._check(suspect))

    async def close(self) -> None:
        """End a check that is running."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait({self._running})

    async def _check(self, suspect: Suspect) -> None:
        try:
            fresh = await self._made_afresh(suspect)
            if fresh is None:
                return
            found = await asyncio.to_thread(difference, suspect.result, fresh)
        except (OSError, WorkersUnavailable) as error:  # told to whoever builds next
            _log.info("a build could not be checked: %s", error)
            return
        self._made += 1
        if found is not None:
            self._doubt(suspect, found)

    def _doubt(self, suspect: Suspect, found: str) -> None:
        _log.warning("a build was not what a fresh process builds; its script starts afresh from now on: %s", found)
        self._doubted[suspect.session] = None
        if len(self._doubted) > _MAX_DOUBTED:
            del self._doubted[next(iter(self._doubted))]
        suspect.forget()

    async def _made_afresh(self, suspect: Suspect) -> Result | None:
        """The result of a fresh process; None when others were at work all the time."""
        for _ in range(_TRIES):
            with suppress(MadeWay, QueueFull):
                return await self._once(suspect)
            await asyncio.sleep(_PAUSE_SECONDS)
        return None

    async def _once(self, suspect: Suspect) -> Result:
        with self._scratch() as folder:
            await asyncio.to_thread(write_files, folder, suspect.files)
            outcome = await self._pool.run(suspect.job, folder, turn=Turn(background=True))
            name = outcome.frame.get("ok", {}).get("file")
            content = await asyncio.to_thread((folder / name).read_bytes) if name else b""
            return Result(outcome.frame, content, suspect.result.output)
