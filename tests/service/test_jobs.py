"""The table of jobs: they run by themselves, belong to one owner, and never become too many."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from cadwidgets.errors import Busy, NotFound, TimedOut
from cadwidgets.service.jobs import Job, JobTable


async def answer(value: object) -> object:
    await asyncio.sleep(0)
    return value


async def fail(error: Exception) -> None:
    await asyncio.sleep(0)
    raise error


async def finished(table: JobTable, work: Coroutine[Any, Any, Any]) -> Job:
    job = await table.wait("me", table.start("me", work))
    assert job is not None
    return job


def test_a_job_is_queued_then_running_then_done() -> None:
    async def main() -> None:
        table, gate = JobTable(), asyncio.Event()

        async def work() -> str:
            await gate.wait()
            return "file"

        job_id = table.start("me", work())
        assert table.get("me", job_id) == Job(job_id, "queued")
        await asyncio.sleep(0)
        assert table.get("me", job_id) == Job(job_id, "running")
        gate.set()
        assert await table.wait("me", job_id) == Job(job_id, "done", result="file")
        assert table.get("me", job_id) == Job(job_id, "done", result="file")

    asyncio.run(main())


def test_ids_are_decimal_and_differ() -> None:
    async def main() -> None:
        table = JobTable()
        ids = {table.start("me", answer(number)) for number in range(30)}
        assert len(ids) == 30
        assert all(job_id.isdecimal() and len(job_id) == 12 for job_id in ids)
        await table.close()

    asyncio.run(main())


def test_a_foreign_job_is_as_unknown_as_no_job() -> None:
    async def main() -> None:
        table = JobTable()
        job_id = table.start("me", answer(1))
        assert table.get("somebody", job_id) is None
        assert await table.wait("somebody", job_id) is None
        assert table.get("me", "123") is None
        await table.close()

    asyncio.run(main())


def test_an_expected_failure_keeps_its_message() -> None:
    job = asyncio.run(_finished(NotFound("no such part")))
    assert (job.state, job.message) == ("failed", "no such part")


def test_an_unexpected_failure_says_nothing_of_the_inside() -> None:
    job = asyncio.run(_finished(OSError("/srv/secret/path")))
    assert job.state == "failed"
    assert "secret" not in job.message


async def _finished(error: Exception) -> Job:
    return await finished(JobTable(), fail(error))


def test_too_many_unfinished_jobs_are_refused_until_one_ends() -> None:
    async def main() -> None:
        table, gate = JobTable(max_unfinished=2), asyncio.Event()
        first = table.start("me", gate.wait())
        table.start("somebody", gate.wait())
        with pytest.raises(Busy):
            table.start("me", answer(1))
        gate.set()
        await table.wait("me", first)
        await asyncio.sleep(0)
        assert (await finished(table, answer(3))).result == 3

    asyncio.run(main())


def test_finished_jobs_are_forgotten_after_their_time() -> None:
    async def main() -> None:
        now = 0.0
        table = JobTable(keep_seconds=10, clock=lambda: now)
        job = await finished(table, answer(1))
        now = 10.0
        assert table.get("me", job.id) == job
        now = 10.5
        assert table.get("me", job.id) is None

    asyncio.run(main())


def test_a_caller_that_stops_waiting_does_not_stop_the_job() -> None:
    async def main() -> None:
        table, gate = JobTable(), asyncio.Event()
        job_id = table.start("me", gate.wait())
        waiting = asyncio.ensure_future(table.wait("me", job_id))
        await asyncio.sleep(0)
        waiting.cancel()
        gate.set()
        job = await table.wait("me", job_id)
        assert job is not None
        assert job.state == "done"

    asyncio.run(main())


def test_closing_ends_running_jobs() -> None:
    async def main() -> None:
        table, ended = JobTable(), asyncio.Event()

        async def work() -> None:
            try:
                await asyncio.Event().wait()
            finally:
                ended.set()

        job_id = table.start("me", work())
        await asyncio.sleep(0)
        await table.close()
        assert ended.is_set()
        job = table.get("me", job_id)
        assert job is not None
        assert job.state == "failed"

    asyncio.run(main())


@pytest.mark.filterwarnings("error")
def test_closing_before_a_job_began_leaves_nothing_behind() -> None:
    async def main() -> None:
        table = JobTable()
        table.start("me", answer(1))
        await table.close()

    asyncio.run(main())


def test_an_equal_unfinished_job_of_the_same_owner_is_joined() -> None:
    async def main() -> None:
        table, gate = JobTable(), asyncio.Event()
        first = table.start("me", gate.wait, "digest")
        assert table.start("me", gate.wait, "digest") == first
        assert table.start("me", gate.wait(), "digest") == first
        others = {table.start("somebody", gate.wait, "digest"), table.start("me", gate.wait, "another")}
        others |= {table.start("me", gate.wait), table.start("me", gate.wait)}
        assert len(others | {first}) == 5
        gate.set()
        await table.wait("me", first)
        assert table.start("me", gate.wait, "digest") != first
        await table.close()

    asyncio.run(main())


def test_work_is_begun_only_for_a_job_that_is_new() -> None:
    async def main() -> None:
        table, begun = JobTable(max_unfinished=1), []

        async def work() -> None:
            begun.append(1)
            await asyncio.Event().wait()

        table.start("me", work, "digest")
        table.start("me", work, "digest")
        with pytest.raises(Busy):
            table.start("me", work, "another")
        await asyncio.sleep(0)
        assert begun == [1]
        await table.close()

    asyncio.run(main())


def test_waiting_ends_after_its_seconds_and_the_job_goes_on() -> None:
    async def main() -> None:
        table, gate = JobTable(), asyncio.Event()
        job_id = table.start("me", gate.wait, "digest")
        with pytest.raises(TimedOut) as caught:
            await table.wait("me", job_id, 0.0)
        assert caught.value.status == 408
        assert table.start("me", gate.wait, "digest") == job_id
        gate.set()
        assert await table.wait("me", job_id, 60.0) == Job(job_id, "done", result=True)
        await table.close()

    asyncio.run(main())


@pytest.mark.parametrize("fails", [False, True])
def test_what_finished_after_its_caller_was_sent_away_is_handed_to_the_next_equal_call_once(fails: bool) -> None:
    async def main() -> None:
        table, gate = JobTable(), asyncio.Event()

        async def work() -> None:
            await gate.wait()
            if fails:
                raise NotFound("no such part")

        job_id = table.start("me", work, "digest")
        with pytest.raises(TimedOut):
            await table.wait("me", job_id, 0.0)
        gate.set()
        job = await table.wait("me", job_id)
        assert job is not None
        assert job.state == ("failed" if fails else "done")
        assert table.start("somebody", work, "digest") != job_id
        assert table.start("me", work, "digest") == job_id
        assert table.start("me", work, "digest") != job_id
        await table.close()

    asyncio.run(main())
