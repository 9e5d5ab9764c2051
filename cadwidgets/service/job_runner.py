"""Jobs that go on while their caller asks again and again, also after a restart of the service."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any, TypeAlias

from cadwidgets.errors import CadWidgetsError, TimedOut
from cadwidgets.service.answers import Refused
from cadwidgets.service.job_records import Job, NewJob, Payload
from cadwidgets.service.jobs import JobTable
from cadwidgets.service.storage import StorageFailed, or_storage_failed
from cadwidgets.service.to_the_end import to_the_end
from cadwidgets.service.workers.pool import Turn

Work: TypeAlias = Callable[[Payload, Turn], Coroutine[Any, Any, Mapping[str, Any]]]
"""Does a job from its payload, in turns of its account, and returns what it made as JSON."""

_log = logging.getLogger(__name__)


class JobRunner:
    """Runs the jobs of a table in the background by ``work``; belongs to one event loop.

    A job is data: whatever ends the service, the next one finds it in the table and does it again. ``level`` tells
    how scripts are confined now.
    """

    def __init__(self, jobs: JobTable, work: Work, *, level: Callable[[], str] = lambda: "") -> None:
        self._jobs = jobs
        self._work = work
        self._level = level
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._begun: set[str] = set()

    @property
    def running(self) -> int:
        """How many jobs have begun."""
        return len(self._begun)

    def resume(self, waiting: Iterable[Job]) -> None:
        """Run the jobs that an earlier service has left, see `JobTable.recover`."""
        for job in waiting:
            self._run_in_background(job)

    async def start(self, new: NewJob) -> str:
        """Run a job in the background and return its id, or that of the job that the call means, see
        `JobTable.accept`. Raises as that."""
        job, is_new = await to_the_end(self._jobs.accept, new)
        if is_new:
            self._run_in_background(job)
        return job.id

    async def get(self, owner: str, job_id: str) -> Job | None:
        """The owner's job, or None if there is none by that id: a foreign job is as unknown as no job."""
        return await asyncio.to_thread(self._jobs.get, owner, job_id)

    async def wait(self, owner: str, job_id: str, seconds: float | None = None) -> Job | None:
        """As `get`, once the job has finished. A caller that stops waiting does not stop the job.

        Raises TimedOut after ``seconds`` (None = wait as long as it takes); the job goes on, and the next equal call
        that may join it gets it.
        """
        job = await self.get(owner, job_id)
        if job is None or job.finished:
            return job
        if task := self._tasks.get(job_id):
            await asyncio.wait({task}, timeout=seconds)
            job = await self.get(owner, job_id)
        if job is not None and not job.finished:
            await asyncio.to_thread(self._jobs.owe, job_id)
            within = "yet" if seconds is None else f"within {seconds:g} s"
            raise TimedOut(f"the CAD file was not ready {within}", status=408, limit=seconds or 0.0)
        return job

    def hold(self) -> None:
        """Begin nothing more: what waits stays in the table for the next service."""
        for job_id, task in self._tasks.items():
            if job_id not in self._begun:
                task.cancel()

    async def close(self) -> None:
        """End what is still going on, for the next service to do it again, and wait for that."""
        tasks = set(self._tasks.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _run_in_background(self, job: Job) -> None:
        task = self._tasks[job.id] = asyncio.get_running_loop().create_task(self._run(job))
        task.add_done_callback(lambda _: self._forget(job.id))

    def _forget(self, job_id: str) -> None:
        del self._tasks[job_id]
        self._begun.discard(job_id)

    async def _run(self, job: Job) -> None:
        async def begun() -> None:
            if job.id not in self._begun:  # a job may need several turns
                await to_the_end(self._jobs.begin, job.id)
                self._begun.add(job.id)

        try:
            with or_storage_failed("the files could not be made"):
                made = await self._work(job.payload, Turn(job.account, begun))
            await to_the_end(self._jobs.done, job.id, made, self._level())
        except asyncio.CancelledError:
            await self._put_back(job)
            raise
        except Refused as refused:
            await self._fail(job, str(refused.frame["kind"]), str(refused))
        except StorageFailed as error:
            await self._fail(job, "storage", str(error))
        except CadWidgetsError as error:
            await self._fail(job, "refused", str(error))
        except Exception:  # the border of a background task: nobody else would ever see it
            _log.exception("job %s failed", job.id)
            await self._fail(job, "internal", "an error inside the service")

    async def _fail(self, job: Job, kind: str, message: str) -> None:
        await to_the_end(self._jobs.fail, job.id, kind, message, {}, self._level())

    async def _put_back(self, job: Job) -> None:
        try:
            await to_the_end(self._jobs.put_back, job.id)
        except StorageFailed as error:  # the next service finds it running, and does the same
            _log.warning("the job %s could not be put back: %s", job.id, error)
