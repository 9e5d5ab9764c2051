"""WorkerPool: runs jobs of hostile scripts, each in a process of its own, and survives whatever they do."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from cadwidgets.service.workers.confinement import Confinement, probe
from cadwidgets.service.workers.isolation import Isolation
from cadwidgets.service.workers.messages import FrameError, Message
from cadwidgets.service.workers.privileges import lend
from cadwidgets.service.workers.process import ZygoteDied, ZygoteProcess
from cadwidgets.service.workers.results import error_result, is_output
from cadwidgets.service.workers.sandbox import Limits
from cadwidgets.service.workers.spawned import SpawnedProcesses

__all__ = ["Limits", "Outcome", "QueueFull", "State", "WorkerPool", "WorkersUnavailable"]

_DEFAULT_LIMITS = Limits()
_Starter = ZygoteProcess | SpawnedProcesses
"""What starts a process for each job."""
State = Literal["cold", "warming", "ready", "failed"]

_BACKSTOP_SECONDS = 5.0
"""The zygote ends a late child itself; when it does not within this time more, the zygote is what hangs."""


class QueueFull(Exception):
    """As many jobs wait as may; ask again after ``retry_after`` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("too many builds are waiting")
        self.retry_after = retry_after


class WorkersUnavailable(Exception):
    """No job can run: the zygote does not start (the text ends with its log), jobs cannot be confined as they must be,
    or the pool is closed."""


@dataclass(frozen=True)
class Outcome:
    """How a job went: ``frame`` is ``{"ok": ...}`` or ``{"error": ...}``, ``output`` what was printed, ``level`` how
    its script was confined."""

    frame: Message
    output: str = ""
    level: str = ""


class WorkerPool:
    """At most ``children`` jobs run at once, at most ``queue`` more wait; each is held by ``limits``.

    The folders of all jobs lie in ``scratch``, which belongs to the pool. ``confinement`` is what holds every job,
    where None is given the best that this machine has.
    """

    def __init__(
        self,
        *,
        scratch: Path,
        children: int = os.cpu_count() or 1,
        queue: int = 64,
        limits: Limits = _DEFAULT_LIMITS,
        confinement: Confinement | None = None,
    ) -> None:
        self.confinement = confinement or probe(Isolation(), scratch)
        self._scratch = scratch
        self._limits = limits
        self._slots = asyncio.Semaphore(children)
        self._capacity = children + queue
        self._inside = 0
        self._children = children
        self._zygote: asyncio.Task[_Starter] | None = None
        self._closed = False

    @property
    def state(self) -> State:
        """``cold`` before the first start, ``warming`` while the kernel loads, ``ready``, or ``failed``."""
        if self._zygote is None:
            return "cold"
        if not self._zygote.done():
            return "warming"
        if self._zygote.cancelled() or self._zygote.exception():
            return "failed"
        return "ready" if self._zygote.result().alive else "failed"

    @property
    def level(self) -> str:
        """How jobs are confined (``L0``: limits of resources only); empty where none may run."""
        return self.confinement.level

    async def start(self) -> None:
        """Begin to load the CAD kernel in the background; returns at once. `run` does it too when it must.

        Where nothing may be built, nothing is begun.
        """
        if not self.confinement.refusal:
            self._starting()

    def _starting(self) -> asyncio.Task[_Starter]:
        """The zygote in use, or a new one when there is none or the last one is gone."""
        if self._closed:
            raise WorkersUnavailable("the pool is closed")
        if self.confinement.refusal:
            raise WorkersUnavailable(self.confinement.refusal)
        if self._zygote is None or self.state == "failed":
            self._zygote = asyncio.create_task(self._begin())
            self._zygote.add_done_callback(_seen)
        return self._zygote

    async def _begin(self) -> _Starter:
        if self.confinement.spawns:
            return await SpawnedProcesses.start(self.confinement, self._scratch, self._children)
        return await ZygoteProcess.start(self.confinement, self._scratch)

    async def run(self, job: Mapping[str, Any], folder: Path, limits: Limits | None = None) -> Outcome:
        """Run ``job`` in ``folder``, which must lie in the pool's own; files appear there. ``limits`` are for this job.

        Whatever the script does is an outcome. Cancelling kills the child. When the zygote dies under the
        job, it is run once more. Raises QueueFull and WorkersUnavailable, and ValueError for a folder elsewhere.
        """
        if not folder.is_relative_to(self._scratch):
            raise ValueError(f"the folder of a job lies in {self._scratch}, not at {folder}")
        if self._inside >= self._capacity:
            raise QueueFull(retry_after=1.0)
        self._inside += 1
        try:
            async with self._slots:
                return await self._run(job, folder, limits or self._limits)
        except FrameError as error:
            return Outcome(error_result("request", f"the job is too long: {error}"), level=self.level)
        finally:
            self._inside -= 1

    async def _run(self, job: Mapping[str, Any], folder: Path, limits: Limits) -> Outcome:
        for _ in range(2):
            zygote = await self._ready_zygote()
            try:
                lend(folder, self._scratch, self.confinement.user)
                message = await _attempt(zygote, job, folder, limits)
                return replace(_outcome(message, folder), level=self.level)
            except ZygoteDied:
                continue
        frame = error_result("died", "the build ended the process that starts builds, twice")
        return Outcome(frame, level=self.level)

    async def _ready_zygote(self) -> _Starter:
        starting = self._starting()
        try:
            return await asyncio.shield(starting)
        except (ZygoteDied, OSError) as error:
            raise WorkersUnavailable(str(error)) from None
        except asyncio.CancelledError:
            if self._closed and starting.cancelled():  # it is the pool that was closed, not this task
                raise WorkersUnavailable("the pool is closed") from None
            raise

    async def close(self) -> None:
        """Kill whatever runs, and wait until every process is gone. Idempotent."""
        self._closed = True
        starting, self._zygote = self._zygote, None
        if starting is None:
            return
        starting.cancel()  # does nothing to a zygote that has started
        await asyncio.wait([starting])
        if not starting.cancelled() and not starting.exception():
            await starting.result().close()


async def _attempt(zygote: _Starter, job: Mapping[str, Any], folder: Path, limits: Limits) -> Message:
    try:
        async with asyncio.timeout(limits.wall_seconds + _BACKSTOP_SECONDS):
            return await zygote.run(job, folder, limits)
    except TimeoutError:
        zygote.kill()
        raise ZygoteDied("the process that starts the builds hung") from None


def _outcome(message: Message, folder: Path) -> Outcome:
    frame, output = message["frame"], message["output"]
    name = frame.get("ok", {}).get("file")
    if name is not None and not is_output(folder, name):
        frame = error_result("died", "the script's process ended without a proper file")
    if "error" in frame:
        frame["error"]["output"] = output
    return Outcome(frame, output)


def _seen(starting: asyncio.Task[_Starter]) -> None:
    """Mark a failed start as noticed: whoever runs a job next reports it."""
    if not starting.cancelled():
        starting.exception()
