"""WorkerPool: runs jobs of hostile scripts, each in a process of its own, and survives whatever they do."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from cadwidgets.service.to_the_end import to_the_end
from cadwidgets.service.workers.confinement import Confinement, probe
from cadwidgets.service.workers.isolation import Isolation
from cadwidgets.service.workers.messages import FrameError, Message
from cadwidgets.service.workers.outputs import NoOutput, hand_over, output_name
from cadwidgets.service.workers.process import ZygoteDied, ZygoteProcess
from cadwidgets.service.workers.results import NO_RESULT, error_result, is_whole
from cadwidgets.service.workers.sandbox import Limits
from cadwidgets.service.workers.session_folders import Place
from cadwidgets.service.workers.spawned import SpawnedProcesses
from cadwidgets.service.workers.turns import QUEUE, QUEUE_PER_ACCOUNT, MadeWay, QueueFull, Turns

__all__ = ["Limits", "MadeWay", "Outcome", "QueueFull", "State", "Turn", "WorkerPool", "WorkersUnavailable"]

_DEFAULT_LIMITS = Limits()
_Starter = ZygoteProcess | SpawnedProcesses
"""What starts a process for each job."""
State = Literal["cold", "warming", "ready", "failed"]

RENEW_AFTER = 500
"""Jobs after which another zygote takes over: the children of one share the layout of its memory, which whoever attacks
the kernel could learn."""
SESSIONS = 4
"""Processes that stay for later jobs of their script, on a machine that runs no more at once; else as many as that."""
_UNSURE = ("died", "memory")
"""Kinds of errors that what earlier jobs have left in a process may have caused."""
_log = logging.getLogger(__name__)
_BACKSTOP_SECONDS = 5.0
"""The zygote ends a late child itself; when it does not within this time more, the zygote is what hangs."""


class WorkersUnavailable(Exception):
    """No job can run: the zygote does not start (the text ends with its log), jobs cannot be confined as they must be,
    or the pool is closed."""


@dataclass(frozen=True)
class Outcome:
    """How a job went: ``frame`` is ``{"ok": ...}`` or ``{"error": ...}``, ``output`` what was printed, ``level`` how
    its script was confined, ``warm`` whether its process had done a job of the same session before. It ``waited`` so
    many seconds for its turn, and then ``took`` so many."""

    frame: Message
    output: str = ""
    level: str = ""
    warm: bool = False
    waited: float = 0.0
    took: float = 0.0

    @property
    def session(self) -> str:
        """`warm` in a word."""
        return "warm" if self.warm else "cold"


async def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Turn:
    """For which ``account`` a job waits (empty: for the service itself), and what is called when its turn has come.

    One in the ``background`` does not wait: it has its turn while nobody else works, or none.
    """

    account: str = ""
    begun: Callable[[], Awaitable[None]] = _nothing
    background: bool = False


_OWN_TURN = Turn()


class WorkerPool:
    """At most ``children`` jobs run at once, at most ``queue`` more wait, ``per_account`` of each account; each is held
    by ``limits``. Accounts take turns.

    The folders of all jobs lie in ``scratch``, which belongs to the pool. ``confinement`` is what holds every job,
    where None is given the best that this machine has. Every ``renew_after`` jobs the zygote is replaced, once the new
    one has loaded the kernel; no job notices. At most ``sessions`` processes stay for later jobs of their script, as
    many as there are ``children`` or `SESSIONS` where that is None.
    """

    def __init__(
        self,
        *,
        scratch: Path,
        children: int = os.cpu_count() or 1,
        queue: int = QUEUE,
        per_account: int = QUEUE_PER_ACCOUNT,
        limits: Limits = _DEFAULT_LIMITS,
        confinement: Confinement | None = None,
        renew_after: int = RENEW_AFTER,
        sessions: int | None = None,
    ) -> None:
        self.confinement = confinement or probe(Isolation(), scratch)
        self._scratch = scratch
        self._renew_after = renew_after
        stay = max(SESSIONS, children) if sessions is None else sessions
        self._max_sessions = stay if sys.platform == "linux" else 0  # elsewhere nothing tells what a process does
        self._renewal: asyncio.Task[None] | None = None
        self._limits = limits
        self._turns = Turns(children, queue, per_account)
        self._children = children
        self._zygote: asyncio.Task[_Starter] | None = None
        self._closed = False
        self.start_seconds: float | None = None
        """What the last start took until the CAD kernel was loaded; None before one has."""

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
    def idle(self) -> bool:
        """Whether no job runs or waits."""
        return self._turns.idle

    @property
    def level(self) -> str:
        """How jobs are confined (``L0``: limits of resources only); empty where none may run."""
        return self.confinement.level

    @property
    def sessions(self) -> int:
        """How many processes stay for later jobs of their script, those that work included."""
        return len(self._zygote.result().folders) if self._zygote and self.state == "ready" else 0

    async def start(self) -> None:
        """Begin to load the CAD kernel in the background; returns at once. `run` does it too when it must.

        Where nothing may be built, nothing is begun.
        """
        if not self.confinement.refusal:
            self._starting()

    def _starting(self) -> asyncio.Task[_Starter]:
        """The zygote in use, or a new one when there is none or the last one is gone."""
        if self._closed:
            raise WorkersUnavailable("the pool is closed")
        if self.confinement.refusal:
            raise WorkersUnavailable(self.confinement.refusal)
        if self._zygote is None or self.state == "failed":
            self._zygote = asyncio.create_task(self._begin())
            self._zygote.add_done_callback(_seen)
        return self._zygote

    async def _begin(self) -> _Starter:
        begun = time.perf_counter()
        if self.confinement.spawns:
            started: _Starter = await SpawnedProcesses.start(self.confinement, self._scratch, self._children)
        else:
            started = await ZygoteProcess.start(self.confinement, self._scratch, self._max_sessions)
        self.start_seconds = time.perf_counter() - begun
        return started

    async def run(
        self,
        job: Mapping[str, Any],
        folder: Path,
        limits: Limits | None = None,
        turn: Turn = _OWN_TURN,
        session: str = "",
    ) -> Outcome:
        """Run ``job`` in ``folder``, which must lie in the pool's own. ``limits`` are for this job alone.

        Jobs with the same ``session`` may be done by one process, one after the other, or by several at once: what the
        script of one does to its process, the next one there meets. They must be of one account, one script and the
        same files beside it. A job without one has a process of its own.

        After a success ``folder`` is a new one with nothing in it but the file that the outcome names (see
        `hand_over`). Whatever the script does is an outcome. Cancelling kills the child. When the zygote dies under the
        job, it is run once more; and so it is, in a process of its own, when it may have failed for what earlier jobs
        of its session have left. Raises QueueFull, MadeWay for a job in the background,
        WorkersUnavailable, whatever ``turn.begun`` raises, and ValueError for a folder elsewhere.
        """
        if not folder.is_relative_to(self._scratch):
            raise ValueError(f"the folder of a job lies in {self._scratch}, not at {folder}")
        came = time.perf_counter()
        try:
            async with self._turns.background() if turn.background else self._turns.turn(turn.account):
                await self._ready_zygote()  # a job has not begun while the kernel is still being loaded
                waited = time.perf_counter() - came
                await turn.begun()
                begun = time.perf_counter()
                outcome = await self._run(job, folder, limits or self._limits, session)
                if outcome.warm and outcome.frame.get("error", {}).get("kind") in _UNSURE:
                    outcome = await self._run(job, folder, limits or self._limits, "")
                return replace(outcome, waited=waited, took=time.perf_counter() - begun)
        except FrameError as error:
            return Outcome(error_result("request", f"the job is too long: {error}"), level=self.level)

    async def _run(self, job: Mapping[str, Any], folder: Path, limits: Limits, session: str) -> Outcome:
        for _ in range(2):
            zygote = await self._ready_zygote()
            self._renew(zygote)
            try:
                async with zygote.folders.root((session, limits) if session else None, folder) as root:
                    async with zygote.folders.place(root, folder) as place:
                        message = await _attempt(zygote, job, place, limits)
                    if not message["stays"]:
                        zygote.folders.forget(root)
                    outcome = await to_the_end(_outcome, message, job, folder, limits)
                return replace(outcome, level=self.level)
            except ZygoteDied:
                continue
        frame = error_result("died", "the build ended the process that starts builds, twice")
        return Outcome(frame, level=self.level)

    async def _ready_zygote(self) -> _Starter:
        starting = self._starting()
        try:
            return await asyncio.shield(starting)
        except (ZygoteDied, OSError) as error:
            raise WorkersUnavailable(str(error)) from None
        except asyncio.CancelledError:
            if self._closed and starting.cancelled():  # it is the pool that was closed, not this task
                raise WorkersUnavailable("the pool is closed") from None
            raise

    def _renew(self, zygote: _Starter) -> None:
        """Begin to replace the zygote in use when it has had its number of jobs; if that fails, again so many later."""
        if not isinstance(zygote, ZygoteProcess):  # spawned processes are new for each job
            return
        due = zygote.jobs > 0 and zygote.jobs % self._renew_after == 0
        if due and (self._renewal is None or self._renewal.done()) and self._zygote is not None:
            self._renewal = asyncio.create_task(self._replace(self._zygote, zygote))

    async def _replace(self, old: asyncio.Task[_Starter], zygote: ZygoteProcess) -> None:
        """Let a new zygote take over from ``zygote``, the result of ``old``, which ends when its last job has."""
        starting = asyncio.create_task(self._begin())
        try:
            fresh = await starting
        except (ZygoteDied, OSError) as error:
            _log.warning("the process that starts the builds could not be replaced: %s", error)
            return
        if self._zygote is old:
            self._zygote = starting
            await zygote.retire()
        else:  # the old one has died, and another one has taken over already
            await fresh.close()

    async def close(self) -> None:
        """Kill whatever runs, and wait until every process is gone. Idempotent."""
        self._closed = True
        if self._renewal is not None:
            self._renewal.cancel()
            await asyncio.wait([self._renewal])
        starting, self._zygote = self._zygote, None
        if starting is None:
            return
        starting.cancel()  # does nothing to a zygote that has started
        await asyncio.wait([starting])
        if not starting.cancelled() and not starting.exception():
            await starting.result().close()


async def _attempt(zygote: _Starter, job: Mapping[str, Any], place: Place, limits: Limits) -> Message:
    try:
        async with asyncio.timeout(limits.wall_seconds + _BACKSTOP_SECONDS):
            return await zygote.run(job, place, limits)
    except TimeoutError:
        zygote.kill()
        raise ZygoteDied("the process that starts the builds hung") from None


def _outcome(message: Message, job: Mapping[str, Any], folder: Path, limits: Limits) -> Outcome:
    frame, output = message["frame"], message["output"]
    if "ok" in frame:
        frame = _handed_over(frame, job, folder, limits)
    if "error" in frame:
        frame["error"]["output"] = output
    return Outcome(frame, output, warm=message["warm"])


def _handed_over(frame: Message, job: Mapping[str, Any], folder: Path, limits: Limits) -> Message:
    """The frame of a success, if its file is one. Raises WorkersUnavailable when the file cannot be kept."""
    name = frame["ok"]["file"]
    if not is_whole(job, frame["ok"]) or (name is not None and name != output_name(job["type"])):
        return error_result("died", NO_RESULT)
    try:
        if name is not None:
            hand_over(folder, job["type"], limits.file_bytes)
    except NoOutput as error:
        return error_result("died", f"the script's process ended without a proper file: {error}")
    except OSError as error:
        raise WorkersUnavailable(f"the model could not be kept: {error.strerror}") from None
    return frame


def _seen(starting: asyncio.Task[_Starter]) -> None:
    """Mark a failed start as noticed: whoever runs a job next reports it."""
    if not starting.cancelled():
        starting.exception()
