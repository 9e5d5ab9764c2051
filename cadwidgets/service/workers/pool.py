"""WorkerPool: runs jobs of hostile scripts, each in a process of its own, and survives whatever they do."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from cadwidgets.service.workers.messages import FrameError, Message
from cadwidgets.service.workers.process import ZygoteDied, ZygoteProcess
from cadwidgets.service.workers.results import error_result, is_output
from cadwidgets.service.workers.sandbox import Limits
from cadwidgets.service.workers.turns import QUEUE, QUEUE_PER_ACCOUNT, QueueFull, Turns

__all__ = ["Limits", "Outcome", "QueueFull", "State", "Turn", "WorkerPool", "WorkersUnavailable"]

_DEFAULT_LIMITS = Limits()
State = Literal["cold", "warming", "ready", "failed"]

_BACKSTOP_SECONDS = 5.0
"""The zygote ends a late child itself; when it does not within this time more, the zygote is what hangs."""


class WorkersUnavailable(Exception):
    """No job can run: the zygote does not start (the text ends with its log), or the pool is closed."""


@dataclass(frozen=True)
class Outcome:
    """How a job went: ``frame`` is ``{"ok": ...}`` or ``{"error": ...}``, ``output`` what was printed."""

    frame: Message
    output: str = ""


async def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Turn:
    """For which ``account`` a job waits (empty: for the service itself), and what is called when its turn has come."""

    account: str = ""
    begun: Callable[[], Awaitable[None]] = _nothing


_OWN_TURN = Turn()


class WorkerPool:
    """At most ``children`` jobs run at once, at most ``queue`` more wait, ``per_account`` of each account; each is held
    by ``limits``. Accounts take turns."""

    def __init__(
        self,
        *,
        children: int = os.cpu_count() or 1,
        queue: int = QUEUE,
        per_account: int = QUEUE_PER_ACCOUNT,
        limits: Limits = _DEFAULT_LIMITS,
    ) -> None:
        self._limits = limits
        self._turns = Turns(children, queue, per_account)
        self._zygote: asyncio.Task[ZygoteProcess] | None = None
        self._closed = False

    @property
    def state(self) -> State:
        """``cold`` before the first start, ``warming`` while the kernel loads, ``ready``, or ``failed``."""
        if self._zygote is None:
            return "cold"
        if not self._zygote.done():
            return "warming"
        if self._zygote.cancelled() or self._zygote.exception():
            return "failed"
        return "ready" if self._zygote.result().alive else "failed"

    @property
    def level(self) -> str:
        """How jobs are confined (``L0``: limits of resources only); empty while nothing has started."""
        return self._zygote.result().level if self._zygote and self.state == "ready" else ""

    async def start(self) -> None:
        """Begin to load the CAD kernel in the background; returns at once. `run` does it too when it must."""
        self._starting()

    def _starting(self) -> asyncio.Task[ZygoteProcess]:
        """The zygote in use, or a new one when there is none or the last one is gone."""
        if self._closed:
            raise WorkersUnavailable("the pool is closed")
        if self._zygote is None or self.state == "failed":
            self._zygote = asyncio.create_task(ZygoteProcess.start())
            self._zygote.add_done_callback(_seen)
        return self._zygote

    async def run(
        self, job: Mapping[str, Any], folder: Path, limits: Limits | None = None, turn: Turn = _OWN_TURN
    ) -> Outcome:
        """Run ``job`` in ``folder``, which must exist; files appear there. ``limits`` are for this job alone.

        Whatever the script does is an outcome. Cancelling kills the child. When the zygote dies under the
        job, it is run once more. Raises QueueFull and WorkersUnavailable, and whatever ``turn.begun`` raises.
        """
        try:
            async with self._turns.turn(turn.account):
                await self._ready_zygote()  # a job has not begun while the kernel is still being loaded
                await turn.begun()
                return await self._run(job, folder, limits or self._limits)
        except FrameError as error:
            return Outcome(error_result("request", f"the job is too long: {error}"))

    async def _run(self, job: Mapping[str, Any], folder: Path, limits: Limits) -> Outcome:
        for _ in range(2):
            zygote = await self._ready_zygote()
            try:
                return _outcome(await _attempt(zygote, job, folder, limits), folder)
            except ZygoteDied:
                continue
        return Outcome(error_result("died", "the build ended the process that starts builds, twice"))

    async def _ready_zygote(self) -> ZygoteProcess:
        starting = self._starting()
        try:
            return await asyncio.shield(starting)
        except (ZygoteDied, OSError) as error:
            raise WorkersUnavailable(str(error)) from None
        except asyncio.CancelledError:
            if self._closed and starting.cancelled():  # it is the pool that was closed, not this task
                raise WorkersUnavailable("the pool is closed") from None
            raise

    async def close(self) -> None:
        """Kill whatever runs, and wait until every process is gone. Idempotent."""
        self._closed = True
        starting, self._zygote = self._zygote, None
        if starting is None:
            return
        starting.cancel()  # does nothing to a zygote that has started
        await asyncio.wait([starting])
        if not starting.cancelled() and not starting.exception():
            await starting.result().close()


async def _attempt(zygote: ZygoteProcess, job: Mapping[str, Any], folder: Path, limits: Limits) -> Message:
    try:
        async with asyncio.timeout(limits.wall_seconds + _BACKSTOP_SECONDS):
            return await zygote.run(job, folder, limits)
    except TimeoutError:
        zygote.kill()
        raise ZygoteDied("the process that starts the builds hung") from None


def _outcome(message: Message, folder: Path) -> Outcome:
    frame, output = message["frame"], message["output"]
    name = frame.get("ok", {}).get("file")
    if name is not None and not is_output(folder, name):
        frame = error_result("died", "the script's process ended without a proper file")
    if "error" in frame:
        frame["error"]["output"] = output
    return Outcome(frame, output)


def _seen(starting: asyncio.Task[ZygoteProcess]) -> None:
    """Mark a failed start as noticed: whoever runs a job next reports it."""
    if not starting.cancelled():
        starting.exception()
