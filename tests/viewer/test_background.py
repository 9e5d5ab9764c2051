"""One job at a time, the newest waits, and only the owner's thread hears of it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

import pytest

from cadwidgets.viewer.background import LatestJob, Mailbox, OneThread


def test_of_the_jobs_that_come_meanwhile_only_the_newest_runs() -> None:
    box, begun, go, ran = Mailbox(), threading.Event(), threading.Event(), []

    def first(_: threading.Event) -> int:
        begun.set()
        go.wait(10)
        return 0

    jobs = LatestJob(box)
    jobs.submit(first, ran.append)
    assert begun.wait(10)
    for number in range(1, 6):
        jobs.submit(lambda _, n=number: n, ran.append)
    go.set()
    assert box.wait(lambda: not jobs.busy, 10)
    box.drain()
    assert ran == [0, 5]


def test_results_and_errors_arrive_on_the_owners_thread() -> None:
    box, threads, outcomes = Mailbox(), [], []

    def done(outcome: object) -> None:
        threads.append(threading.current_thread())
        outcomes.append(outcome)

    jobs = LatestJob(box)
    error = ValueError("x")

    def fail(_: threading.Event) -> None:
        raise error

    jobs.submit(fail, done)
    assert box.wait(lambda: bool(outcomes), 10)
    assert outcomes == [error]
    assert threads == [threading.current_thread()]


def test_cancel_tells_the_running_job_and_forgets_the_waiting_one() -> None:
    box, begun, outcomes = Mailbox(), threading.Event(), []

    def until_told(cancel: threading.Event) -> str:
        begun.set()
        return "told" if cancel.wait(10) else "never told"

    jobs = LatestJob(box)
    jobs.submit(until_told, outcomes.append)
    assert begun.wait(10)
    jobs.submit(lambda _: "waiting", outcomes.append)
    jobs.cancel()
    assert box.wait(lambda: not jobs.busy, 10)
    box.drain()
    assert outcomes == ["told"]


def test_only_the_outcome_of_the_newest_job_is_the_last() -> None:
    box, begun, go, settled = Mailbox(), threading.Event(), threading.Event(), []
    jobs = LatestJob(box)
    jobs.submit(lambda _: (begun.set(), go.wait(10)), lambda _: settled.append(jobs.settled))
    assert begun.wait(10)
    jobs.submit(lambda _: None, lambda _: settled.append(jobs.settled))
    go.set()
    assert box.wait(lambda: not jobs.busy and box.empty, 10)
    assert settled == [False, True]


def test_an_outcome_told_before_its_thread_has_ended_is_the_last_all_the_same() -> None:
    class Immediate(Mailbox):
        def post(self, call: Callable[[], None]) -> None:
            call()  # as an event loop may that is quicker than the thread

    box, told = Immediate(), []
    jobs = LatestJob(box)
    jobs.submit(lambda _: None, lambda _: told.append((jobs.busy, jobs.settled)))
    assert box.wait(lambda: not jobs.busy, 10)
    assert told == [(True, True)]


def test_a_cancelled_job_is_the_last_when_it_ends() -> None:
    box, begun, told = Mailbox(), threading.Event(), []
    jobs = LatestJob(box)
    jobs.submit(lambda cancel: (begun.set(), cancel.wait(10)), lambda _: told.append(jobs.settled))
    assert begun.wait(10)
    jobs.submit(lambda _: None, told.append)
    jobs.cancel()
    assert box.wait(lambda: not jobs.busy and box.empty, 10)
    assert told == [True]


def test_a_running_job_is_abandoned_only_for_a_newer_one_which_then_runs() -> None:
    box, begun, told = Mailbox(), threading.Event(), []

    def until_told(cancel: threading.Event) -> str:
        begun.set()
        return "told" if cancel.wait(10) else "never told"

    jobs = LatestJob(box)
    jobs.submit(until_told, told.append)
    assert begun.wait(10)
    jobs.abandon()
    assert not jobs.waiting
    jobs.submit(lambda _: "newer", told.append)
    assert jobs.waiting
    jobs.abandon()
    assert box.wait(lambda: not jobs.busy and box.empty, 10)
    assert told == ["told", "newer"]
    begun.clear()
    jobs.submit(until_told, told.append)
    assert begun.wait(10)
    jobs.replace(lambda _: "newest", told.append)
    assert box.wait(lambda: not jobs.busy and box.empty, 10)
    assert told[2:] == ["told", "newest"]


def test_nothing_begins_after_close() -> None:
    box, begun, told = Mailbox(), threading.Event(), []
    jobs = LatestJob(box)
    jobs.submit(lambda cancel: (begun.set(), cancel.wait(10)), told.append)
    assert begun.wait(10)
    jobs.submit(lambda _: "waiting", told.append)
    jobs.close()
    jobs.submit(lambda _: "later", told.append)
    assert box.wait(lambda: not jobs.busy and box.empty, 10)
    assert told == [(None, True)]


def test_jobs_of_one_thread_run_in_it_one_after_the_other_whoever_submits_them() -> None:
    box, one = Mailbox(), OneThread("one")
    threads: list[threading.Thread] = []
    jobs = [LatestJob(box, one.start) for _ in range(5)]
    for _ in range(3):
        for job in jobs:
            job.submit(lambda _: threads.append(threading.current_thread()), lambda _: None)
        assert box.wait(lambda: not any(job.busy for job in jobs) and box.empty, 10)
    assert {thread.name for thread in threads} == {"one"}
    assert len(set(threads)) == 1


def test_a_job_that_waits_for_the_one_thread_is_cancelled_or_replaced_before_it_begins() -> None:
    box, one, go, ran = Mailbox(), OneThread("one"), threading.Event(), []
    before, cancelled, replaced = (LatestJob(box, one.start) for _ in range(3))
    before.submit(lambda _: go.wait(10), lambda _: None)
    for job in (cancelled, replaced):
        job.submit(lambda _: ran.append("first"), lambda _: None)
        assert job.busy
    cancelled.cancel()
    replaced.replace(lambda cancel: ran.append(("second", cancel.is_set())), lambda _: None)
    go.set()
    assert box.wait(lambda: not (cancelled.busy or replaced.busy), 10)
    assert ran == [("second", False)]


def test_a_call_that_failed_does_not_end_the_one_thread_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    failed, called = [], threading.Event()
    monkeypatch.setattr(threading, "excepthook", failed.append)
    one = OneThread("failing")
    one.start(lambda: 1 // 0)
    for _ in range(1000):
        if failed and not any(thread.name == "failing" for thread in threading.enumerate()):
            break
        time.sleep(0.01)
    one.start(called.set)
    assert called.wait(10)
    assert [args.exc_type for args in failed] == [ZeroDivisionError]


def test_a_free_event_loop_empties_the_box_by_itself() -> None:
    async def main() -> list[int]:
        box, got = Mailbox(), []
        threading.Thread(target=lambda: box.post(lambda: got.append(1))).start()
        for _ in range(100):
            await asyncio.sleep(0.01)
            if got:
                break
        return got

    assert asyncio.run(main()) == [1]
