"""The life of a child, as its zygote sees it: stopped while it waits, awake for one job at a time, killed in the end.

A single use is a session that ends with its first outcome.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import time

from cadwidgets.service.workers import processes
from cadwidgets.service.workers.messages import HANDED_ON_LIMIT, RESULT_LIMIT, Message, begins_with_frame, encode
from cadwidgets.service.workers.pipes import Capture, Outbox
from cadwidgets.service.workers.results import NO_RESULT, error_result, plain
from cadwidgets.service.workers.work import Work

IDLE_SECONDS = 60.0
"""A session that nobody asks for so long ends."""
MAX_BUILDS = 200
"""What a script leaves in its process, a little each time, goes at the latest after so many builds."""
MAX_GROWTH = 256 << 20
"""Bytes of address space that a session may have more than at its first job: the next one needs what its limit says."""
MAX_OPEN_FILES = 64
"""Files that a session may have left open: a script may have 256 open at once."""
_STOP_SECONDS = 1.0
_WARM_UP_SECONDS = 30.0
_FATAL = ("died", "memory", "timeout")
"""Kinds of errors after which nobody knows what state a process is in."""


class Session:
    """A running child. A spare has run nothing of anybody; it stops itself when it is warm."""

    def __init__(self, pid: int, jobs_fd: int, result_fd: int, output_fd: int, *, is_spare: bool) -> None:
        self.pid = pid
        self.root = ""
        """The folder that it is confined to and has all its jobs in; empty before the first, and for a single use."""
        self.work: Work | None = None
        self.is_doomed = False
        """Whether it was killed, and only has to be waited for."""
        self.is_warming = is_spare
        self.jobs = Outbox(jobs_fd)
        self.result = Capture(result_fd)
        self.output = Capture(output_fd)
        self._stays = False
        self._is_stopped = False
        self._stop_by = 0.0
        self._idle_by = time.monotonic() + _WARM_UP_SECONDS
        self._builds = 0
        self._first_size = 0

    @property
    def is_free(self) -> bool:
        """Whether it stands still and can be given a job."""
        return self._is_stopped and self.work is None and not self.is_doomed

    @property
    def next_look(self) -> float:
        """When to look at it next, on the clock of `time.monotonic`."""
        if self._stop_by:
            return self._stop_by
        return self.work.next_look if self.work else self._idle_by

    def begin(self, message: Message) -> None:
        """Have it do a job. Raises OSError when the folder cannot be read; then the next look ends it."""
        self._idle_by = time.monotonic()
        self.work = work = Work(message, self.pid, is_warm=self._builds > 0)
        self.root = message["root"] if message["root"] != message["folder"] else ""
        self._stays = bool(self.root)
        if self._builds:
            processes.allow_cpu_seconds(self.pid, work.last_cpu_second)
        else:
            self._first_size = processes.address_space(self.pid)
        self._builds += 1
        self.result.begin(RESULT_LIMIT + 4)
        self.output.begin(work.limits.output_bytes)
        told = {name: message[name] for name in ("job", "folder", "root", "limits")}
        self.jobs.put(encode(told | {"nonce": work.nonce}, HANDED_ON_LIMIT))
        self.write()
        if self._is_stopped:
            self._is_stopped = False
            self._signal(signal.SIGCONT)

    def write(self) -> None:
        """Send what is left to send of its job."""
        try:
            self.jobs.write()
        except BrokenPipeError:  # it has closed its end, or is dead: either way it will not do the job
            self.kill(error_result("died", NO_RESULT))

    def hear(self) -> None:
        """Look at what it has just sent: a whole result ends its job, and one that does no job has nothing to say."""
        if self.work is None:
            if self.result.overflowed or self.output.overflowed:
                self.kill()
        elif begins_with_frame(self.result.kept, RESULT_LIMIT) and not self._stop_by and not self.is_doomed:
            self._stop_by = time.monotonic() + _STOP_SECONDS
            if not self._is_stopped:
                self._signal(signal.SIGSTOP)

    def look(self, now: float) -> None:
        """Kill the process if it has gone beyond a limit. Looks at `next_look`, not before."""
        if now < self.next_look or self.is_doomed:
            return
        if self._stop_by or self.work is None:
            self.kill(error_result("died", NO_RESULT))
        elif verdict := self.work.look(now):
            self.kill(verdict)

    def stopped(self) -> None:
        """It was seen to stand still."""
        self._is_stopped = True
        if self.is_warming:
            self.is_warming, self._idle_by = False, math.inf

    def continued(self) -> None:
        """It was seen to go on; kill it when that is not this zygote's doing."""
        if self._is_stopped:
            self.kill(error_result("died", NO_RESULT))

    @property
    def is_settled(self) -> bool:
        """Whether it stands still with its job done, so that `outcome` can be asked for."""
        return self._is_stopped and bool(self._stop_by) and not self.is_doomed

    def kill_company(self) -> bool:
        """Kill what a settled one has started; whether there was anything, threads included."""
        return processes.kill_descendants(self.pid) or len(processes.thread_ids(self.pid)) > 1

    def give_up(self) -> None:
        """Let it end with its job, though it was to stay."""
        self._stays = False

    def outcome(self) -> Message:
        """How the job of a settled one without company went. It is killed, unless it stays for another one."""
        self.result.drain()
        self.output.drain()
        frame = self._work.frame(self._sent)
        stays = self._stays and self._is_well(frame)
        told = self._told(frame, stays=stays)
        self.work, self._stop_by = None, 0.0
        self._idle_by = time.monotonic() + IDLE_SECONDS
        self.result.begin(0)
        self.output.begin(0)
        if not stays:
            self.kill()
        return told

    def _is_well(self, frame: Message) -> bool:
        """Whether another job would find this process as good as new."""
        if self._work.verdict or frame.get("error", {}).get("kind") in _FATAL or not self.jobs.is_empty:
            return False
        if self._builds >= MAX_BUILDS or processes.open_files(self.pid) > MAX_OPEN_FILES:
            return False
        return processes.address_space(self.pid) - self._first_size <= MAX_GROWTH

    def last_outcome(self, code: int, cpu_seconds: float) -> Message | None:
        """How its job went, once it has ended; None when it had none. See `Work.last_frame`. Closes its pipes."""
        self.is_doomed = True
        self.kill_group()
        self.result.drain()
        self.output.drain()
        for pipe in (self.jobs, self.result, self.output):
            pipe.close()
        if self.work is None:
            return None
        return self._told(self.work.last_frame(self._sent, code, cpu_seconds), stays=False)

    @property
    def _work(self) -> Work:
        if self.work is None:
            raise RuntimeError("a process without a job has no outcome")
        return self.work

    @property
    def _sent(self) -> bytes | None:
        return None if self.result.overflowed else bytes(self.result.kept)

    def _told(self, frame: Message, *, stays: bool) -> Message:
        work = self._work
        told = {"id": work.job_id, "frame": frame, "output": self._text(work.limits.output_bytes)}
        return told | {"warm": work.is_warm, "stays": stays}

    def _text(self, limit: int) -> str:
        text = plain(self.output.kept.decode("utf-8", "replace"))
        text = text.encode()[:limit].decode("utf-8", "ignore")
        return text + ("\n[the rest of the output was dropped]" if self.output.overflowed else "")

    def kill(self, verdict: Message | None = None) -> None:
        """Kill the process and its group; it stays to be waited for. ``verdict`` is what the outcome will say."""
        self.is_doomed = True
        if self.work:
            self.work.verdict = self.work.verdict or verdict
        os.kill(self.pid, signal.SIGKILL)  # by itself, too: its group exists only after its first steps
        self.kill_group()

    def kill_group(self) -> None:
        """Kill what is left of the process's group."""
        with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS: a group of zombies
            os.killpg(self.pid, signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)
