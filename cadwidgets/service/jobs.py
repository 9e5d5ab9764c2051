"""Work that goes on while its caller asks again and again: started once, found by a decimal id."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from cadwidgets.errors import Busy, CadWidgetsError

State: TypeAlias = Literal["queued", "running", "done", "failed"]

MAX_UNFINISHED = 64
"""So many jobs may wait or run at the same time; it is also what the workers' own queue holds."""
KEEP_SECONDS = 6 * 3600.0
"""A finished job is remembered as long as the file that it made."""
MAX_REMEMBERED = 10_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """How a job is getting on: ``result`` once it is done, ``message`` once it has failed."""

    id: str
    state: State
    result: Any = None
    message: str = ""

    @property
    def finished(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in ("done", "failed")


@dataclass
class _Entry:
    owner: str
    job: Job
    task: asyncio.Task[None] | None = None
    finished_at: float = 0.0


class JobTable:
    """The jobs of all owners; belongs to one event loop. ``clock`` counts seconds and never goes back."""

    def __init__(
        self,
        *,
        max_unfinished: int = MAX_UNFINISHED,
        keep_seconds: float = KEEP_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._max_unfinished = max_unfinished
        self._keep_seconds = keep_seconds
        self._clock = clock
        self._entries: dict[str, _Entry] = {}

    def start(self, owner: str, work: Coroutine[Any, Any, Any]) -> str:
        """Run ``work`` in the background for ``owner`` and return the job's id.

        Raises Busy (and closes ``work``) when too many jobs are unfinished.
        """
        self._forget_old()
        unfinished = sum(not entry.job.finished for entry in self._entries.values())
        if unfinished >= self._max_unfinished:
            work.close()
            raise Busy("too many CAD requests are waiting", status=503, retry_after=5.0)
        job_id = self._new_id()
        entry = self._entries[job_id] = _Entry(owner, Job(job_id, "queued"))
        entry.task = asyncio.get_running_loop().create_task(self._run(entry, work))
        # a task that is cancelled before its first step never reaches the work inside
        entry.task.add_done_callback(lambda _: work.close())
        return job_id

    def get(self, owner: str, job_id: str) -> Job | None:
        """The owner's job, or None if there is none by that id: a foreign job is as unknown as no job."""
        self._forget_old()
        entry = self._entries.get(job_id)
        return entry.job if entry is not None and entry.owner == owner else None

    async def wait(self, owner: str, job_id: str) -> Job | None:
        """As `get`, once the job has finished. A caller that stops waiting does not stop the job."""
        entry = self._entries.get(job_id)
        if entry is None or entry.owner != owner:
            return None
        if entry.task is not None:
            await asyncio.wait({entry.task})
        return entry.job

    async def close(self) -> None:
        """Cancel what is still going on, and wait for it."""
        tasks = {entry.task for entry in self._entries.values() if entry.task is not None}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _run(self, entry: _Entry, work: Coroutine[Any, Any, Any]) -> None:
        job_id = entry.job.id
        entry.job = Job(job_id, "running")
        try:
            entry.job = Job(job_id, "done", result=await work)
        except asyncio.CancelledError:
            entry.job = Job(job_id, "failed", message="the service was stopped")
            raise
        except CadWidgetsError as error:
            entry.job = Job(job_id, "failed", message=str(error))
        except Exception:  # the border of a background task: nobody else would ever see it
            _log.exception("job %s failed", job_id)
            entry.job = Job(job_id, "failed", message="an error inside the service")
        finally:
            entry.finished_at = self._clock()
            entry.task = None

    def _new_id(self) -> str:
        # decimal, as in the contract; random, so that ids say nothing about other callers
        while (job_id := str(10**11 + secrets.randbelow(9 * 10**11))) in self._entries:
            pass
        return job_id

    def _forget_old(self) -> None:
        finished = [job_id for job_id, entry in self._entries.items() if entry.job.finished]
        surplus = len(finished) - MAX_REMEMBERED
        for rank, job_id in enumerate(finished):
            if rank < surplus or self._clock() - self._entries[job_id].finished_at > self._keep_seconds:
                del self._entries[job_id]
