"""The table of jobs: only legal changes, an end for every job, exact charges, and calls that may be repeated."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cadwidgets.errors import Busy
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.charges import QuotaSpent
from cadwidgets.service.database import open_database
from cadwidgets.service.idempotency import KEPT_SECONDS, KeyReused, Repeat
from cadwidgets.service.job_records import Job, NewJob
from cadwidgets.service.jobs import REMEMBERED_SECONDS, JobTable
from cadwidgets.service.storage import StorageFailed
from cadwidgets.service.store import KEEP_SECONDS


class Clock:
    """A clock that goes when it is told."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = open_database(tmp_path)
    Accounts(engine, []).add("team", 3)
    return engine


@pytest.fixture
def table(engine: Engine, clock: Clock) -> JobTable:
    return JobTable(engine, clock=clock)


def build(name: str = "a", key: str = "", said: str = "said", account: str = "team") -> NewJob:
    return NewJob("build", account, f"{account}/", "digest", name, repeat=Repeat(key, said) if key else Repeat())


def cad(request: str = "digest", owner: str = "team/k1", key: str = "", *, join: bool = False) -> NewJob:
    repeat = Repeat(key, request) if key else Repeat()
    return NewJob("cad", "team", owner, request, payload={"part": request}, repeat=repeat, join=join)


def run(table: JobTable, new: NewJob) -> Job:
    job, _ = table.accept(new)
    assert table.begin(job.id)
    return job


def known(table: JobTable, job: Job) -> Job:
    found = table.get(job.owner, job.id)
    assert found is not None
    return found


def used(engine: Engine) -> int:
    return Accounts(engine, []).usage("team").used


def test_a_job_is_queued_then_running_then_done(table: JobTable, clock: Clock) -> None:
    job, is_new = table.accept(cad())
    assert (is_new, job.state, job.attempts, job.started, job.ended) == (True, "queued", 0, 0.0, 0.0)
    clock.now += 1
    assert table.begin(job.id)
    assert (known(table, job).state, known(table, job).attempts) == ("running", 1)
    clock.now += 1
    table.done(job.id, {"file": "x"}, "L3")
    done = known(table, job)
    assert (done.state, done.answer, done.level, done.charged) == ("done", {"file": "x"}, "L3", False)
    assert (done.started - done.created, done.ended - done.started) == (1.0, 1.0)


def test_ids_are_decimal_and_differ_and_a_foreign_job_is_as_unknown_as_no_job(table: JobTable) -> None:
    ids = {table.accept(cad())[0].id for _ in range(30)}
    assert len(ids) == 30
    assert all(job_id.isdecimal() and len(job_id) == 12 for job_id in ids)
    assert all(table.get("team/k2", job_id) is None for job_id in ids)
    assert table.get("team/k1", "123") is None


def test_there_is_no_way_back_from_an_end(table: JobTable, engine: Engine) -> None:
    ends: list[Callable[[str], object]] = [
        lambda job_id: table.done(job_id, {}),
        lambda job_id: table.fail(job_id, "died", "it died", {}),
        table.cancel,
    ]
    for number, end in enumerate(ends):
        job = run(table, cad())
        end(job.id)
        before = known(table, job)
        assert before.finished
        for other in (*ends, table.begin, table.put_back):
            other(job.id)
        assert known(table, job) == before, number
    assert used(engine) == 0


def test_a_job_that_waits_cannot_be_done(table: JobTable) -> None:
    job, _ = table.accept(build())
    assert table.done(job.id, {}) == 3
    assert known(table, job).state == "queued"


def test_a_build_is_charged_once_and_its_place_is_taken_while_it_waits_or_runs(table: JobTable, engine: Engine) -> None:
    for name in "ab":
        run(table, build(name))
    table.accept(build("c"))
    with pytest.raises(QuotaSpent):
        table.accept(build("d"))
    assert used(engine) == 0
    table.fail("b", "script", "no", {})
    run(table, build("d"))
    assert [table.done("a", {}), table.done("a", {})] == [2, 2]
    table.cancel("c")
    table.done("d", {})
    assert used(engine) == 2


def test_many_threads_get_exactly_the_quota(table: JobTable, engine: Engine) -> None:
    Accounts(engine, []).set_quota("team", 10)
    together = threading.Barrier(8)

    def work(first: int) -> int:
        together.wait()
        done = 0
        for number in range(first, first + 5):
            try:
                run(table, build(str(number)))
            except QuotaSpent:
                continue
            table.done(str(number), {})
            done += 1
        return done

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(0, 40, 5))) == 10
    assert used(engine) == 10


def test_after_a_kill_builds_have_failed_uncharged_and_cad_requests_are_run_once_more(
    table: JobTable, engine: Engine, clock: Clock
) -> None:
    for name in "ab":
        run(table, build(name, key=f"key {name}"))
    table.done("a", {})
    jobs = [run(table, cad("first"))]
    clock.now += 1
    jobs.append(table.accept(cad("second"))[0])
    after = JobTable(engine, clock=clock)
    assert [(job.id, job.payload) for job in after.recover()] == [(job.id, job.payload) for job in jobs]
    table.done("b", {})
    lost = after.get("team/", "b")
    assert lost is not None
    assert (lost.state, lost.error_kind, lost.charged, used(engine)) == ("failed", "lost", False, 1)
    assert after.accept(build("b2", key="key b"))[1], "the repeated call is a new job"
    assert not after.accept(build("a2", key="key a"))[1], "what was done is not built again"


def test_a_job_under_which_the_service_dies_twice_is_lost(table: JobTable, engine: Engine) -> None:
    job = run(table, cad())
    assert [left.id for left in table.recover()] == [job.id]
    assert [left.id for left in table.recover()] == [job.id], "a job that waits has lost no attempt"
    table.begin(job.id)
    assert table.recover() == []
    lost = known(table, job)
    assert (lost.state, lost.error_kind, lost.attempts) == ("failed", "lost", 2)


def test_a_stop_in_good_order_is_no_attempt(table: JobTable) -> None:
    job = run(table, cad())
    for _ in range(5):
        assert table.put_back(job.id)
        assert [left.id for left in table.recover()] == [job.id]
        table.begin(job.id)
    assert known(table, job).attempts == 1


def test_a_failed_job_is_never_run_again(table: JobTable) -> None:
    job = run(table, cad())
    table.fail(job.id, "died", "the process died", {})
    assert table.recover() == []
    assert not table.begin(job.id)


def test_the_same_key_and_call_are_the_same_job_and_another_call_is_refused(table: JobTable, clock: Clock) -> None:
    first = run(table, build("a", key="k"))
    assert table.accept(build("b", key="k"))[0].id == first.id
    with pytest.raises(KeyReused) as refused:
        table.accept(build("c", key="k", said="something else"))
    assert refused.value.parameter == "Idempotency-Key"
    assert table.accept(build("d", key="k", said="something else", account="local"))[1], "of another account"
    table.done("a", {})
    again, is_new = table.accept(build("d", key="k"))
    assert (again.id, again.state, is_new) == ("a", "done", False)
    clock.now += KEPT_SECONDS + 1
    assert table.accept(build("e", key="k", said="something else"))[1]


@pytest.mark.parametrize(("kind", "is_final"), [("script", True), ("timeout", True), ("died", True), ("busy", False)])
def test_a_repeated_call_gets_the_failure_of_the_job_but_none_of_the_service(
    table: JobTable, kind: str, is_final: bool
) -> None:
    run(table, build("a", key="k"))
    table.fail("a", kind, "no", {"kind": kind, "message": "no"})
    job, is_new = table.accept(build("b", key="k"))
    assert is_new is not is_final
    assert job.answer == ({"kind": kind, "message": "no"} if is_final else {})


def test_many_threads_with_one_key_make_one_job(table: JobTable) -> None:
    together = threading.Barrier(8)

    def work(number: int) -> tuple[Job, bool]:
        together.wait()
        return table.accept(build(str(number), key="k"))

    with ThreadPoolExecutor(8) as pool:
        accepted = list(pool.map(work, range(8)))
    assert len({job.id for job, _ in accepted}) == 1
    assert sum(is_new for _, is_new in accepted) == 1


def test_a_call_that_the_cache_answered_takes_its_key_and_costs_nothing(table: JobTable, engine: Engine) -> None:
    for _ in range(2):
        table.note_answered(build("a", key="k"))
    assert used(engine) == 0
    with pytest.raises(KeyReused):
        table.note_answered(build("b", key="k", said="something else"))


def test_too_many_unfinished_jobs_are_refused_until_one_ends(engine: Engine) -> None:
    Accounts(engine, []).add("other")
    table = JobTable(engine, max_unfinished=3, max_of_account=2)
    first = run(table, cad())
    table.accept(cad())
    with pytest.raises(Busy, match="of this account") as refused:
        table.accept(cad())
    assert (refused.value.status, refused.value.retry_after > 0) == (429, True)
    table.accept(build("a", account="other"))
    with pytest.raises(Busy):
        table.accept(build("b", account="other"))
    table.cancel(first.id)
    assert table.accept(cad())[1]


def test_an_equal_unfinished_job_of_the_same_owner_is_joined(table: JobTable) -> None:
    first, _ = table.accept(cad(join=True))
    assert table.accept(cad(join=True)) == (first, False)
    others = [cad(join=True, owner="team/k2"), cad("another", join=True), cad()]
    assert all(is_new for _, is_new in map(table.accept, others))
    run(table, cad("third"))
    table.begin(first.id)
    table.done(first.id, {})
    assert table.accept(cad(join=True))[0].id not in ("", first.id)


@pytest.mark.parametrize("fails", [False, True])
def test_what_ended_after_its_caller_was_sent_away_is_handed_to_the_next_equal_call_once(
    table: JobTable, fails: bool
) -> None:
    job = run(table, cad(join=True))
    table.owe(job.id)
    if fails:
        table.fail(job.id, "script", "no", {})
    else:
        table.done(job.id, {"file": "x"})
    assert table.accept(cad(join=True, owner="team/k2"))[1]
    assert table.accept(cad(join=True))[0].id == job.id
    assert table.accept(cad(join=True))[0].id != job.id


def test_a_cad_request_expires_with_its_files_and_is_forgotten_later(table: JobTable, clock: Clock) -> None:
    job = run(table, cad())
    table.done(job.id, {"file": "x"})
    clock.now += KEEP_SECONDS
    table.sweep()
    assert known(table, job).state == "done"
    clock.now += 1
    for _ in range(2):  # whether or not it was swept
        assert (known(table, job).state, known(table, job).answer) == ("expired", {})
        assert table.sweep() == 0
    clock.now += REMEMBERED_SECONDS
    assert table.sweep() == 1
    assert table.get(job.owner, job.id) is None


def test_what_was_charged_outlives_its_row(table: JobTable, engine: Engine, clock: Clock) -> None:
    run(table, build("a"))
    table.done("a", {})
    clock.now += REMEMBERED_SECONDS + 1
    assert (table.sweep(), used(engine)) == (1, 1)


def test_a_message_is_one_plain_line_without_a_key(table: JobTable) -> None:
    job = run(table, cad())
    table.fail(job.id, "script", "no\n\x1b[31m cw_" + "0123456789" * 4 + " x" * 1000, {})
    message = known(table, job).message
    assert message.startswith("no [31m *** x")
    assert len(message) <= 500


def test_nothing_is_taken_that_is_not_admitted_but_earlier_calls_are_answered(engine: Engine) -> None:
    def refuse() -> None:
        raise StorageFailed("full")

    earlier = run(JobTable(engine), build("a", key="k"))
    table = JobTable(engine, admit=refuse)
    with pytest.raises(StorageFailed):
        table.accept(build("b"))
    assert table.accept(build("c", key="k"))[0].id == earlier.id


def test_stored_keys_outlive_the_service_and_given_ones_do_not(engine: Engine, tmp_path: Path) -> None:
    accounts = Accounts(engine, ["given"])
    key_id, key = accounts.keys.create("team", "first")
    assert accounts.owner("given") == "local"
    again = Accounts(open_database(tmp_path), ["another"])
    assert again.owner(key) == "team"
    assert [stored.id for stored in again.keys.of("team")] == [key_id]
    assert not again.check("given")
