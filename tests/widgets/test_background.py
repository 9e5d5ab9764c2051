"""One job at a time, the newest waits, and only the owner's thread hears of it."""

from __future__ import annotations

import asyncio
import threading

from cadwidgets.widgets._background import LatestJob, Mailbox


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
