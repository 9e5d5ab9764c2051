"""Jobs in the background: data in a table, made by whichever service runs, until each has come to its end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from cadwidgets.errors import NotFound, TimedOut
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.answers import Refused
from cadwidgets.service.database import open_database
from cadwidgets.service.job_records import Job, NewJob, Payload
from cadwidgets.service.job_runner import JobRunner, Work
from cadwidgets.service.jobs import JobTable
from cadwidgets.service.storage import StorageFailed
from cadwidgets.service.workers.pool import Turn


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = open_database(tmp_path)
    Accounts(engine, [])
    return engine


def order(name: str = "part", *, join: bool = False) -> NewJob:
    return NewJob("cad", "local", "me", name, payload={"name": name}, join=join)


class Gate:
    """Work that begins at once and goes on until the gate is opened; ``made`` is what it was asked for."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.made: list[Payload] = []

    async def __call__(self, payload: Payload, turn: Turn) -> Mapping[str, Any]:
        await turn.begun()
        await self.open.wait()
        self.made.append(payload)
        return {"made": payload["name"]}


async def until(condition: Callable[[], object]) -> None:
    while not condition():
        await asyncio.sleep(0.01)


def test_a_job_goes_on_without_its_caller_and_is_done(engine: Engine) -> None:
    async def main() -> None:
        gate = Gate()
        runner = JobRunner(JobTable(engine), gate, level=lambda: "L3")
        job_id = await runner.start(order())
        waiting = asyncio.create_task(runner.wait("me", job_id))
        await until(lambda: runner.running)
        waiting.cancel()
        gate.open.set()
        job = await runner.wait("me", job_id)
        assert job is not None
        assert (job.state, job.answer, job.level, runner.running) == ("done", {"made": "part"}, "L3", 0)
        assert await runner.get("somebody", job_id) is None
        assert await runner.wait("somebody", job_id) is None

    asyncio.run(main())


def test_work_is_begun_once_for_equal_requests(engine: Engine) -> None:
    async def main() -> None:
        gate = Gate()
        runner = JobRunner(JobTable(engine), gate)
        ids = await asyncio.gather(*(runner.start(order(join=True)) for _ in range(5)))
        assert len(set(ids)) == 1
        gate.open.set()
        await runner.wait("me", ids[0])
        assert len(gate.made) == 1

    asyncio.run(main())


@pytest.mark.parametrize(
    ("error", "kind", "message"),
    [
        (NotFound("no such part"), "refused", "no such part"),
        (Refused("timeout", "it took too long"), "timeout", "it took too long"),
        (StorageFailed("the disk is full"), "storage", "the disk is full"),
        (
            OSError(28, "No space left on device", "/srv/secret"),
            "storage",
            "the files could not be made: No space",
        ),
        (RuntimeError("/srv/secret/path"), "internal", "an error inside the service"),
    ],
)
def test_a_failure_is_told_and_final(engine: Engine, error: Exception, kind: str, message: str) -> None:
    async def fail(_payload: Payload, turn: Turn) -> Mapping[str, Any]:
        await turn.begun()
        raise error

    job = asyncio.run(only_job(engine, fail))
    assert (job.state, job.error_kind, job.attempts) == ("failed", kind, 1)
    assert job.message.startswith(message)
    assert "secret" not in job.message
    assert JobTable(engine).recover() == []


async def only_job(engine: Engine, work: Work) -> Job:
    runner = JobRunner(JobTable(engine), work)
    job = await runner.wait("me", await runner.start(order()))
    assert job is not None
    return job


def test_waiting_ends_after_its_seconds_and_the_job_is_handed_to_the_next_equal_call(engine: Engine) -> None:
    async def main() -> None:
        gate = Gate()
        runner = JobRunner(JobTable(engine), gate)
        job_id = await runner.start(order(join=True))
        with pytest.raises(TimedOut) as caught:
            await runner.wait("me", job_id, 0.0)
        assert caught.value.status == 408
        gate.open.set()
        await runner.wait("me", job_id)
        assert await runner.start(order(join=True)) == job_id
        assert await runner.start(order(join=True)) != job_id
        await runner.close()

    asyncio.run(main())


def test_what_a_service_leaves_the_next_one_makes_in_its_order(engine: Engine) -> None:
    async def first() -> list[str]:
        runner = JobRunner(JobTable(engine), begun_only(at_once=1))
        ids = [await runner.start(order(name)) for name in "abc"]
        await until(lambda: runner.running)
        await runner.close()
        assert runner.running == 0
        return ids

    async def second(ids: list[str]) -> list[Job | None]:
        table, gate = JobTable(engine), Gate()
        runner = JobRunner(table, gate)
        gate.open.set()
        runner.resume(table.recover())
        return [await runner.wait("me", job_id) for job_id in ids]

    ids = asyncio.run(first())
    jobs = [job for job in asyncio.run(second(ids)) if job]
    assert [(job.state, job.answer, job.attempts) for job in jobs] == [("done", {"made": name}, 1) for name in "abc"]


def test_holding_leaves_what_has_begun_and_begins_nothing_more(engine: Engine) -> None:
    async def main() -> None:
        runner = JobRunner(JobTable(engine), begun_only(at_once=2))
        ids = [await runner.start(order(name)) for name in "abcd"]
        await until(lambda: runner.running == 2)
        runner.hold()
        await asyncio.sleep(0.05)
        states = [job.state for job_id in ids if (job := await runner.get("me", job_id))]
        assert sorted(states) == ["queued", "queued", "running", "running"]
        await runner.close()

    asyncio.run(main())


def begun_only(at_once: int) -> Work:
    """Work that never ends; no more than ``at_once`` may begin."""
    slots = asyncio.Semaphore(at_once)

    async def work(_payload: Payload, turn: Turn) -> Mapping[str, Any]:
        async with slots:
            await turn.begun()
            await asyncio.Event().wait()
        raise AssertionError

    return work


@pytest.mark.filterwarnings("error")
def test_closing_before_a_job_began_leaves_it_in_the_table(engine: Engine) -> None:
    async def main() -> None:
        runner = JobRunner(JobTable(engine), Gate())
        await runner.start(order())
        await runner.close()

    asyncio.run(main())
    assert [job.state for job in JobTable(engine).recover()] == ["queued"]
