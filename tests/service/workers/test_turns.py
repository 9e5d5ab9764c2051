"""Turns: so many at once, and nobody waits for all that somebody else has asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.service.workers.turns import MadeWay, QueueFull, Turns


async def served(turns: Turns, accounts: Sequence[str]) -> list[str]:
    """The accounts in the order of their turns, when all of them ask at once, one after the other."""
    order: list[str] = []

    async def job(account: str) -> None:
        async with turns.turn(account):
            order.append(account)
            await asyncio.sleep(0)

    await asyncio.gather(*map(job, accounts))
    return order


def test_one_build_does_not_wait_for_the_hundred_of_another_account() -> None:
    order = asyncio.run(served(Turns(2), ["many"] * 100 + ["one"] + ["few"] * 3))
    assert order.index("one") == 3, "two were at work already, then each account has its turn"
    assert [place for place, account in enumerate(order) if account == "few"] == [4, 6, 8]
    assert order.count("many") == 100


@given(st.lists(st.sampled_from("abcd"), max_size=60), st.integers(1, 4))
def test_everybody_has_a_turn_and_who_waits_longest_of_an_account_has_it_first(accounts: list[str], slots: int) -> None:
    order = asyncio.run(served(Turns(slots), accounts))
    assert sorted(order) == sorted(accounts)
    for account in set(accounts):
        first_round = slots + len(set(accounts))
        assert order.index(account) < first_round


def test_too_many_are_refused_at_once_in_all_and_of_one_account() -> None:
    async def main() -> None:
        turns, gate = Turns(1, queue=3, per_account=2), asyncio.Event()

        async def job(account: str) -> None:
            async with turns.turn(account):
                await gate.wait()

        jobs = [asyncio.create_task(job(account)) for account in ("a", "a", "a", "b")]
        await asyncio.sleep(0)
        for account in ("a", "b", "c"):
            with pytest.raises(QueueFull):
                await job(account)
        gate.set()
        await asyncio.gather(*jobs)
        await job("a")

    asyncio.run(main())


@given(st.lists(st.booleans(), min_size=1, max_size=20), st.integers(0, 5))
def test_who_leaves_at_any_moment_leaves_no_slot_behind(leaving: list[bool], steps: int) -> None:
    async def main() -> None:
        turns, gate = Turns(2), asyncio.Event()

        async def job(account: str) -> None:
            async with turns.turn(account):
                await gate.wait()

        jobs = [asyncio.create_task(job(f"account {number % 3}")) for number in range(len(leaving))]
        await asyncio.sleep(0)
        gate.set()
        for _ in range(steps):
            await asyncio.sleep(0)
        for each, leaves in zip(jobs, leaving, strict=True):
            if leaves:
                each.cancel()
        await asyncio.wait(jobs)
        assert not any(each.exception() for each in jobs if not each.cancelled())
        async with turns.turn("a"), turns.turn("b"):
            waiting = asyncio.create_task(job("c"))
            await asyncio.sleep(0)
            assert not waiting.done(), "there are two slots, no more and no less"
        await waiting

    asyncio.run(main())


@pytest.mark.parametrize("slots", [1, 3])
def test_a_job_in_the_background_ends_as_soon_as_anybody_wants_a_turn(slots: int) -> None:
    async def main() -> None:
        turns, ended = Turns(slots), asyncio.Event()

        async def in_the_background() -> None:
            async with turns.background():
                try:
                    await asyncio.Event().wait()
                finally:
                    ended.set()

        for _ in range(3):
            ended.clear()
            job = asyncio.create_task(in_the_background())
            await asyncio.sleep(0)
            assert not turns.idle
            with pytest.raises(MadeWay):  # there is one at most
                await in_the_background()
            async with turns.turn("anybody"):
                if slots == 1:
                    assert ended.is_set(), "its slot was needed"
                with pytest.raises(MadeWay):
                    await job
                with pytest.raises(MadeWay):
                    await in_the_background()
            assert turns.idle
        assert await served(turns, ["a"] * 5) == ["a"] * 5

    asyncio.run(main())


def test_a_job_in_the_background_that_ends_by_itself_or_is_cancelled_leaves_its_slot() -> None:
    async def main() -> None:
        turns = Turns(1)

        async def job(error: Exception | None = None) -> str:
            async with turns.background():
                await asyncio.sleep(0)
                if error:
                    raise error
                return "done"

        assert await job() == "done"
        with pytest.raises(TimeoutError, match="its own"):
            await job(TimeoutError("its own"))
        cancelled = asyncio.create_task(job())
        await asyncio.sleep(0)
        cancelled.cancel()
        with pytest.raises(asyncio.CancelledError):
            await cancelled
        assert turns.idle
        assert await job() == "done"

    asyncio.run(main())
