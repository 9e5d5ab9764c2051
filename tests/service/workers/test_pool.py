"""The pool: a queue with an end, jobs to cancel, a zygote that may die, and nothing left behind."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from cadwidgets.service.workers.pool import QueueFull, WorkersUnavailable
from cadwidgets.service.workers.process import ZygoteProcess

BOX = {"op": "build", "script": "show_object(cq.Workplane().box(1, 2, 3))", "type": "STL"}
SLEEP = {"op": "build", "script": "open('started', 'w')\nimport time; time.sleep(1e6)", "type": "STL"}


def test_cancelling_kills_the_child(workers, tmp_path: Path) -> None:
    async def story() -> None:
        job = asyncio.create_task(workers.pool.run(SLEEP, tmp_path))
        await _until((tmp_path / "started").exists)
        zygote = await workers.zygote()
        (child,) = in_folder(tmp_path, zygote)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        assert not _works(child)

    workers.runner.run(story())


def test_beyond_the_children_jobs_wait_and_beyond_the_queue_they_are_refused(workers, tmp_path: Path) -> None:
    async def story() -> None:
        folders = [tmp_path / str(number) for number in range(4)]
        for folder in folders:
            folder.mkdir()
        sleepers = [asyncio.create_task(workers.pool.run(SLEEP, folder)) for folder in folders]
        await _until(lambda: sum((folder / "started").exists() for folder in folders) == 2)
        with pytest.raises(QueueFull) as refusal:
            await workers.pool.run(BOX, tmp_path)
        assert refusal.value.retry_after > 0
        for sleeper in sleepers[:3]:
            sleeper.cancel()
        await _until((folders[3] / "started").exists)
        sleepers[3].cancel()
        await asyncio.wait(sleepers)
        assert "ok" in (await workers.pool.run(BOX, tmp_path)).frame

    workers.runner.run(story())


@pytest.mark.long
def test_a_job_whose_zygote_was_killed_is_run_once_more(mortal_workers, tmp_path: Path) -> None:
    """The script stays in its first run and ends in its second."""
    script = """
import os, time
if os.path.exists('first'):
    show_object(cq.Workplane().box(1, 2, 3))
else:
    open('first', 'w').close()
    time.sleep(1e6)
"""

    async def story() -> None:
        job = asyncio.create_task(mortal_workers.pool.run(BOX | {"script": script}, tmp_path))
        await _until((tmp_path / "first").exists)
        first = await mortal_workers.zygote()
        (child,) = in_folder(tmp_path, first)
        first.kill()
        assert "ok" in (await job).frame
        assert await mortal_workers.zygote() != first
        await _until(lambda: not _works(child))

    mortal_workers.runner.run(story())


@pytest.mark.long
def test_a_zygote_that_died_while_idle_is_replaced(mortal_workers, tmp_path: Path) -> None:
    async def story() -> None:
        (await mortal_workers.zygote()).kill()
        await _until(lambda: mortal_workers.pool.state == "failed")
        assert "ok" in (await mortal_workers.pool.run(BOX, tmp_path)).frame
        assert mortal_workers.pool.state == "ready"

    mortal_workers.runner.run(story())


def fresh(parent: Path) -> Path:
    """A job's folder: each has its own."""
    return Path(tempfile.mkdtemp(dir=parent))


@pytest.mark.long
def test_a_zygote_is_replaced_after_so_many_jobs_and_no_job_notices(new_workers, tmp_path: Path) -> None:
    """One job outlasts the zygote's time; others run one after the other meanwhile."""
    pool = new_workers.pool
    pool._renew_after = 3
    slow = fresh(tmp_path)
    before = len(new_workers.zygotes())
    waiting = "import os, time\nwhile not os.path.exists('go on'): time.sleep(0.01)\n" + BOX["script"]

    async def story() -> None:
        job = asyncio.create_task(pool.run(BOX | {"script": waiting}, slow))
        first = zygote = await new_workers.zygote()
        while zygote == first:
            assert "ok" in (await pool.run(BOX, fresh(tmp_path))).frame
            assert pool.state == "ready"
            zygote = await new_workers.zygote()
        assert first.is_running()
        assert len(in_folder(slow, first)) == 1
        (slow / "go on").touch()
        assert "ok" in (await job).frame
        await _until(lambda: not _works(first))
        assert "ok" in (await pool.run(BOX, fresh(tmp_path))).frame

    new_workers.runner.run(story())
    assert len(new_workers.zygotes()) <= before + 1


@pytest.mark.long
def test_a_zygote_that_cannot_be_replaced_goes_on(new_workers, tmp_path: Path, monkeypatch, caplog) -> None:
    pool = new_workers.pool
    pool._renew_after = 2

    async def fail(*_: object) -> None:
        raise OSError("no memory")

    async def story() -> None:
        first = await new_workers.zygote()
        monkeypatch.setattr(ZygoteProcess, "start", fail)
        for _ in range(5):
            assert "ok" in (await pool.run(BOX, fresh(tmp_path))).frame
        assert await new_workers.zygote() == first

    new_workers.runner.run(story())
    assert [message for message in caplog.messages if "no memory" in message] == 2 * [caplog.messages[-1]]


@pytest.mark.long
@pytest.mark.parametrize("wait", [0.0, 1.0])
def test_closing_while_a_zygote_is_replaced_leaves_none(new_workers, tmp_path: Path, wait: float) -> None:
    pool = new_workers.pool
    pool._renew_after = 1

    async def story() -> None:
        for _ in range(2):
            await pool.run(BOX, tmp_path)
        await asyncio.sleep(wait)
        await pool.close()

    before = len(new_workers.zygotes())
    new_workers.runner.run(story())
    assert len(new_workers.zygotes()) == before


def test_how_long_the_kernel_took_to_load_is_told_once_it_has(new_workers, tmp_path: Path) -> None:
    async def story() -> None:
        pool = new_workers.pool
        await pool.start()
        assert pool.start_seconds is None
        await pool.run(BOX, tmp_path)
        assert pool.start_seconds is not None

    new_workers.runner.run(story())


def test_a_pool_starts_in_the_background_and_leaves_no_process_when_closed(new_workers, tmp_path: Path) -> None:
    async def story() -> None:
        pool = new_workers.pool
        assert pool.state == "cold"
        await pool.start()
        assert pool.state == "warming"
        job = asyncio.create_task(pool.run(SLEEP, tmp_path))
        await _until((tmp_path / "started").exists)
        assert pool.state == "ready"
        zygote = await new_workers.zygote()
        family = [zygote, *zygote.children(recursive=True)]
        assert len(in_folder(tmp_path, zygote)) == 1
        await pool.close()
        await _until(lambda: not any(map(_works, family)))
        for refused in (job, pool.run(BOX, tmp_path)):
            with pytest.raises(WorkersUnavailable):
                await refused
        await pool.close()

    new_workers.runner.run(story())


def test_closing_while_the_kernel_loads_ends_the_start(new_workers, tmp_path: Path) -> None:
    async def story() -> None:
        job = asyncio.create_task(new_workers.pool.run(BOX, tmp_path))
        await _until(lambda: len(new_workers.zygotes()) > before)
        await new_workers.pool.close()
        with pytest.raises(WorkersUnavailable):
            await job

    before = len(new_workers.zygotes())
    new_workers.runner.run(story())
    assert len(new_workers.zygotes()) == before


@pytest.mark.parametrize("level", ["", pytest.param("L0", marks=pytest.mark.long)])
def test_when_the_service_is_killed_its_zygote_ends_with_all_children(tmp_path: Path, level: str) -> None:
    folder = tmp_path / "job"
    folder.mkdir()
    script = f"""
import asyncio, pathlib
from cadwidgets.service.workers.confinement import probe
from cadwidgets.service.workers.isolation import Isolation
from cadwidgets.service.workers.pool import WorkerPool
folder = pathlib.Path({str(folder)!r})
confinement = probe(Isolation(level={level!r}, allow_root=True), folder.parent)
asyncio.run(WorkerPool(children=1, scratch=folder.parent, confinement=confinement).run({SLEEP!r}, folder))
"""
    service = psutil.Popen([sys.executable, "-c", script])
    asyncio.run(_until((folder / "started").exists))
    family = service.children(recursive=True)
    assert len(family) >= 2
    service.kill()
    service.wait()
    asyncio.run(_until(lambda: not any(map(_works, family))))


def in_folder(folder: Path, zygote: psutil.Process) -> list[psutil.Process]:
    """The children of a zygote that do a job in ``folder``."""
    return [child for child in zygote.children() if child.cwd() == str(folder)]


def _works(process: psutil.Process) -> bool:
    """Whether it runs; who is to bury it, once its service is gone, is the system's matter."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


async def _until(condition) -> None:
    """Wait for something that must happen; the test run's own deadline is the limit."""
    while not condition():
        await asyncio.sleep(0.01)
