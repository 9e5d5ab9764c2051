"""Work that goes on while its caller asks again and again: started once, found by a decimal id."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from cadwidgets.errors import Busy, CadWidgetsError, TimedOut

Work: TypeAlias = Coroutine[Any, Any, Any] | Callable[[], Coroutine[Any, Any, Any]]
"""What a job does: a coroutine, or what makes one when the job is really started."""
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
    same: str = ""
    task: asyncio.Task[None] | None = None
    finished_at: float = 0.0
    owed: bool = False  # somebody was sent away before it had finished, and nobody has fetched it since

    def answers(self, owner: str, same: str) -> bool:
        """Whether an equal request of the owner gets this job instead of a new one."""
        return self.owner == owner and self.same == same and (self.owed or not self.job.finished)


class JobTable:
    """The jobs of all owners; belongs to one event loop. ``clock`` counts seconds."""

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

    def start(self, owner: str, work: Work, same: str = "") -> str:
        """Run ``work`` in the background for ``owner`` and return the job's id.

        ``same`` is a digest of what is asked. An unfinished job of the same owner and digest is joined instead; one
        that finished after `wait` had raised TimedOut is handed out once more, so that who repeats a call that took
        too long gets what it made. ``work`` is not begun then, nor when Busy is raised: too many jobs are unfinished.
        """
        self._forget_old()
        if same and (known := self._known(owner, same)) is not None:
            _discard(work)
            known.owed = known.owed and not known.job.finished
            return known.job.id
        unfinished = sum(not entry.job.finished for entry in self._entries.values())
        if unfinished >= self._max_unfinished:
            _discard(work)
            raise Busy("too many CAD requests are waiting", status=503, retry_after=5.0)
        job_id = self._new_id()
        coroutine = work() if callable(work) else work
        entry = self._entries[job_id] = _Entry(owner, Job(job_id, "queued"), same)
        entry.task = asyncio.get_running_loop().create_task(self._run(entry, coroutine))
        # a task that is cancelled before its first step never reaches the work inside
        entry.task.add_done_callback(lambda _: coroutine.close())
        return job_id

    def get(self, owner: str, job_id: str) -> Job | None:
        """The owner's job, or None if there is none by that id: a foreign job is as unknown as no job."""
        self._forget_old()
        entry = self._entries.get(job_id)
        return entry.job if entry is not None and entry.owner == owner else None

    async def wait(self, owner: str, job_id: str, seconds: float | None = None) -> Job | None:
        """As `get`, once the job has finished. A caller that stops waiting does not stop the job.

        Raises TimedOut after ``seconds`` (None = wait as long as it takes); the job goes on, see `start`.
        """
        entry = self._entries.get(job_id)
        if entry is None or entry.owner != owner:
            return None
        if entry.task is not None:
            await asyncio.wait({entry.task}, timeout=seconds)
        if seconds is not None and not entry.job.finished:
            entry.owed = True
            raise TimedOut(f"the CAD file was not ready within {seconds:g} s", status=408, limit=seconds)
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

    def _known(self, owner: str, same: str) -> _Entry | None:
        return next((entry for entry in self._entries.values() if entry.answers(owner, same)), None)

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


def _discard(work: Work) -> None:
    """Let go of work that is not begun: a coroutine that nobody awaits has to be closed."""
    if not callable(work):
        work.close()
