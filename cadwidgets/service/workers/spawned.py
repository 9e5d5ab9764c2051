"""Builds where a process that has loaded the CAD kernel cannot be forked: macOS, where that is unsafe, and Windows.

Some processes have loaded the kernel and wait; each does one job and ends, and another takes its place.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cadwidgets.service.workers.confinement import Confinement
from cadwidgets.service.workers.messages import Message
from cadwidgets.service.workers.process import ZygoteDied
from cadwidgets.service.workers.sandbox import Limits
from cadwidgets.service.workers.session_folders import Place, SessionFolders
from cadwidgets.service.workers.single_process import Single


class SpawnedProcesses:
    """``count`` processes that wait for a job, with the interface of a `ZygoteProcess`. Make it with `start`."""

    def __init__(self, confinement: Confinement, scratch: Path, count: int) -> None:
        self.folders = SessionFolders(scratch, confinement.user, 0, _never)
        """Where its jobs run: each process does one, so there are no sessions."""
        self._confinement = confinement
        self._scratch = scratch
        self._waiting = [self._another() for _ in range(count)]
        self._working: set[Single] = set()
        self._closed = False

    @classmethod
    async def start(cls, confinement: Confinement, scratch: Path, count: int) -> SpawnedProcesses:
        """Start the processes and wait until one has loaded the CAD kernel. Raises ZygoteDied, OSError."""
        started = cls(confinement, scratch, count)
        try:
            await asyncio.shield(started._waiting[0])
        except BaseException:
            await started.close()
            raise
        return started

    @property
    def alive(self) -> bool:
        """Whether it still takes jobs."""
        return not self._closed

    def _another(self) -> asyncio.Task[Single]:
        return asyncio.create_task(Single.start(self._confinement, self._scratch))

    async def run(self, job: Mapping[str, Any], place: Place, limits: Limits) -> Message:
        """The outcome of a job. Raises ZygoteDied when no process starts, and FrameError for a job that is too long.

        Cancelling this kills the process first, so that nobody writes to its folder any more.
        """
        if self._closed:
            raise ZygoteDied("the processes for builds are closed")
        starting = self._waiting.pop(0)
        self._waiting.append(self._another())
        try:
            single = await starting
        except asyncio.CancelledError:
            await _ended(starting)
            raise
        self._working.add(single)
        try:
            return await single.run(job, place.folder, limits)
        finally:
            self._working.discard(single)
            await single.close()

    def kill(self) -> None:
        """End what works at once; what waits ends with `close`."""
        self._closed = True
        for single in self._working:
            single.kill()

    async def close(self) -> None:
        """Kill every process and wait until all are gone."""
        self.kill()
        for starting in self._waiting:
            starting.cancel()
        for starting in self._waiting:
            await _ended(starting)
        for single in list(self._working):
            await single.close()


async def _never(root: Path) -> None:
    raise RuntimeError(f"there is no session in {root}")


async def _ended(starting: asyncio.Task[Single]) -> None:
    """End a process that waits or starts, also when it could not start."""
    starting.cancel()
    await asyncio.wait([starting])
    if not starting.cancelled() and not starting.exception():
        await starting.result().close()
