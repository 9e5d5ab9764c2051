"""Whose turn it is: so many jobs at once, and the accounts that wait take turns, however much one of them asks for."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

QUEUE = 1000
QUEUE_PER_ACCOUNT = 100

_Waiter: TypeAlias = "asyncio.Future[None]"


class QueueFull(Exception):
    """As many jobs wait as may; ask again after ``retry_after`` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("too many builds are waiting")
        self.retry_after = retry_after


class MadeWay(Exception):
    """A job in the background found somebody at work, or made way for somebody who came."""


class Turns:
    """At most ``slots`` at once; at most ``queue`` wait, of one account at most ``per_account``.

    A free slot goes to the next account in the round, and there to who waits longest: an account that asks once waits
    for one job of each other account, not for all of them. One job may run in the background, as long as nobody else
    wants to work. Belongs to one event loop.
    """

    def __init__(self, slots: int, queue: int = QUEUE, per_account: int = QUEUE_PER_ACCOUNT) -> None:
        self._slots = self._free = slots
        self._background: asyncio.Timeout | None = None
        self._queue = queue
        self._per_account = per_account
        self._waiting: OrderedDict[str, deque[_Waiter]] = OrderedDict()
        """Those who wait by account; the first account is the next to have its turn."""

    @asynccontextmanager
    async def turn(self, account: str) -> AsyncIterator[None]:
        """Have a slot for the time of the block. Raises QueueFull at once."""
        await self._take(account)
        try:
            yield
        finally:
            self._give()

    @property
    def idle(self) -> bool:
        """Whether nothing runs and nobody waits."""
        return self._free == self._slots

    @asynccontextmanager
    async def background(self) -> AsyncIterator[None]:
        """Have a slot as long as nobody else wants one: then the block is cancelled, and gives it back.

        Raises MadeWay, at once when anything runs.
        """
        if not self.idle:
            raise MadeWay("somebody is at work")
        self._free -= 1
        try:
            async with asyncio.timeout(None) as scope:
                self._background = scope
                yield
        except TimeoutError:
            if scope.expired():
                raise MadeWay("somebody came to work") from None
            raise
        finally:
            self._background = None
            self._give()

    def _end_background(self) -> None:
        if self._background is not None:
            self._background.reschedule(asyncio.get_running_loop().time())
            self._background = None  # it can be ended once

    async def _take(self, account: str) -> None:
        self._end_background()
        if self._free:  # then nobody waits
            self._free -= 1
            return
        own = self._waiting.get(account, ())
        if len(own) >= self._per_account or sum(map(len, self._waiting.values())) >= self._queue:
            raise QueueFull(retry_after=1.0)
        waiter: _Waiter = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(account, deque()).append(waiter)
        try:
            await waiter
        except asyncio.CancelledError:
            self._leave(account, waiter)
            raise

    def _leave(self, account: str, waiter: _Waiter) -> None:
        """Stand no longer in the queue; a slot that was just handed over goes to the next."""
        if not waiter.cancelled():
            self._give()
            return
        own = self._waiting.get(account, deque())
        if waiter in own:  # else `_next` has passed it by already
            own.remove(waiter)
        if not own:
            self._waiting.pop(account, None)

    def _give(self) -> None:
        waiter = self._next()
        if waiter is None:
            self._free += 1
        else:
            waiter.set_result(None)

    def _next(self) -> _Waiter | None:
        """Take the next in the round out of the queue; None when nobody waits."""
        while self._waiting:
            account, own = self._waiting.popitem(last=False)
            waiter = own.popleft()
            if own:
                self._waiting[account] = own  # at the end: the others are next
            if not waiter.cancelled():
                return waiter
        return None
