"""Worker pools with real processes, used from ordinary test functions."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from processes import awake

from cadwidgets.service.workers.confinement import probe
from cadwidgets.service.workers.isolation import Isolation
from cadwidgets.service.workers.pool import Limits, Outcome, WorkerPool

BEST = Isolation(allow_root=True)
"""The tests of root, too, run where there is no bubblewrap and Python lies in root's own folder."""


class Workers:
    """A pool, whose jobs have their folders anywhere below ``scratch``, and the event loop that it lives in."""

    def __init__(self, scratch: Path, isolation: Isolation = BEST) -> None:
        self.runner = asyncio.Runner()
        self.pool = WorkerPool(children=2, queue=2, scratch=scratch, confinement=probe(isolation, scratch))

    def run(self, script: str, folder: Path, **limits: Any) -> Outcome:
        """Build ``script`` as STL within ``limits`` and wait for the outcome."""
        job = {"op": "build", "script": script, "type": "STL"}
        return self.runner.run(self.pool.run(job, folder, Limits(**limits)))

    def error(self, script: str, folder: Path, **limits: Any) -> dict[str, Any]:
        """The error of a build that must fail."""
        return self.run(script, folder, **limits).frame["error"]

    async def zygote(self) -> psutil.Process:
        """The zygote in use, ready."""
        return psutil.Process((await self.pool._ready_zygote()).pid)

    def at_work(self) -> list[int]:
        """The processes below the zygote in use that do a job, or did one and have not ended: all but what waits for
        one, which stands still."""
        return awake(self.runner.run(self.zygote()).pid)

    def zygotes(self) -> list[psutil.Process]:
        """The zygotes that belong to this pool's process and live."""
        return [process for process in psutil.Process().children() if _is_zygote(process)]

    def close(self) -> None:
        """End the pool and its event loop."""
        self.runner.run(self.pool.close())
        self.runner.close()


def _is_zygote(process: psutil.Process) -> bool:
    try:
        return "cadwidgets.service.workers.zygote" in process.cmdline()
    except psutil.ZombieProcess:
        return False


@pytest.fixture(scope="session")
def make_workers() -> type[Workers]:
    """Makes a pool; whoever asks for it closes it."""
    return Workers


@pytest.fixture(scope="session")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    """A pool shared by all tests: none may be able to spoil it for the next."""
    workers = Workers(tmp_path_factory.getbasetemp())
    yield workers
    workers.close()


@pytest.fixture(scope="module")
def mortal_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    """A pool whose zygote the tests of a module kill again and again."""
    workers = Workers(tmp_path_factory.getbasetemp())
    yield workers
    workers.close()


@pytest.fixture
def new_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    """A pool of the test's own, not started, closed by the test or after it."""
    workers = Workers(tmp_path_factory.getbasetemp())
    yield workers
    workers.close()
