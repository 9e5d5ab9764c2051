"""Builds where no process can be forked: one process for one job, as on macOS and Windows, tried wherever tests run."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from cadwidgets.service.workers.isolation import Isolation

pytestmark = pytest.mark.long
BOX = "import os\nprint(os.getpid())\nshow_object(cq.Workplane().box(1, 2, 3))\n"
SLEEP = {"op": "build", "script": "open('started', 'w')\nimport time; time.sleep(1e6)", "type": "STL"}


@pytest.fixture(scope="module")
def spawning(make_workers: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A pool that forks nothing and leaves no process when it is closed."""
    workers = make_workers(tmp_path_factory.getbasetemp(), Isolation(start_method="spawn", allow_root=True))
    try:
        yield workers
    finally:
        workers.close()
        assert singles() == []


def singles() -> list[psutil.Process]:
    """The processes that wait for a job of this process's pools, or do one."""
    children = [one for one in psutil.Process().children() if one.status() != psutil.STATUS_ZOMBIE]
    return [one for one in children if "cadwidgets.service.workers.single" in one.cmdline()]


def test_every_build_has_a_process_of_its_own_at_l0(spawning: Any, tmp_path: Path) -> None:
    outcomes = [spawning.run(BOX, tmp_path) for _ in range(2)]
    assert [outcome.level for outcome in outcomes] == ["L0", "L0"]
    assert all(outcome.frame["ok"]["properties"]["volume"] == pytest.approx(6.0) for outcome in outcomes)
    assert (tmp_path / "out.stl").stat().st_size == 84 + 12 * 50
    first, second = (int(outcome.output) for outcome in outcomes)
    assert first != second
    assert not psutil.pid_exists(first)


@pytest.mark.parametrize(
    ("script", "kind", "message"),
    [
        ("print('so far', flush=True)\nimport os; os.abort()", "died", "crashed (aborted)"),
        ("print('so far')\nraise KeyError('x')", "script", "x"),
        ("print('so far', flush=True)\nwhile True: pass", "timeout", "took longer than 2 s"),
        ("print('so far', flush=True)\nimport os\nos.closerange(3, 256)", "died", "exit status 1"),
    ],
)
def test_a_failure_is_told_as_what_it_was(spawning: Any, tmp_path: Path, script: str, kind: str, message: str) -> None:
    limits = {"wall_seconds": 2.0} if kind == "timeout" else {}
    error = spawning.error(script, tmp_path, **limits)
    assert (error["kind"], message in error["message"]) == (kind, True), error
    assert error["output"].startswith("so far")


def test_cancelling_kills_the_process(spawning: Any, tmp_path: Path) -> None:
    async def story() -> None:
        job = asyncio.create_task(spawning.pool.run(SLEEP, tmp_path))
        while not (tmp_path / "started").exists():
            await asyncio.sleep(0.01)
        working = [one for one in singles() if one.cwd() == str(tmp_path)]
        assert len(working) == 1
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        assert not working[0].is_running()

    spawning.runner.run(story())
