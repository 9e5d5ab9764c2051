"""One job in the hands of a child: what it may use, what is known against it, and the result that it has sent."""

from __future__ import annotations

import math
import secrets
import signal
import time
from pathlib import Path

from cadwidgets.service.workers import processes
from cadwidgets.service.workers.endings import how_it_ended, took_too_long, used_too_much_time
from cadwidgets.service.workers.messages import Message
from cadwidgets.service.workers.results import NO_RESULT, error_result, sent_result
from cadwidgets.service.workers.sandbox import Limits
from cadwidgets.service.workers.watch import LOOK_SECONDS, FolderWatch


class Work:
    """The job ``message``, done by the process ``pid`` from now on. ``is_warm``: it has done jobs before."""

    def __init__(self, message: Message, pid: int, *, is_warm: bool) -> None:
        """Raises OSError when the job's folder cannot be read."""
        self.job_id: int = message["id"]
        self.limits = Limits(**message["limits"])
        self.nonce = secrets.token_hex(16)
        self.is_warm = is_warm
        self.verdict: Message | None = None
        """The limit that it has met; the outcome will say it."""
        self._pid = pid
        self._watch = FolderWatch(Path(message["root"]), self.limits)
        self._cpu_before = processes.cpu_seconds(pid)
        self._deadline = time.monotonic() + self.limits.wall_seconds
        self.next_look = self._after(time.monotonic())

    @property
    def last_cpu_second(self) -> int:
        """The processor time of the whole process at which this job has had its own."""
        return math.ceil(self._cpu_before) + self.limits.cpu_seconds

    def look(self, now: float) -> Message | None:
        """The error of a job that has gone beyond a limit; None if it has not."""
        if now >= self._deadline:
            self.next_look = now + LOOK_SECONDS
            return took_too_long(self.limits)
        self.next_look = self._after(now)
        if processes.cpu_seconds(self._pid) - self._cpu_before > self.limits.cpu_seconds:
            return used_too_much_time(self.limits)
        return self._watch.excess(self._pid)

    def _after(self, now: float) -> float:
        return min(now + LOOK_SECONDS, self._deadline)

    def frame(self, sent: bytes | None) -> Message:
        """How the job went, by what a process has ``sent`` that now stands still or is dead; None for too much."""
        self.verdict = self.verdict or self._watch.excess()
        result = None if sent is None else sent_result(sent, self.nonce)
        return self.verdict or result or error_result("died", NO_RESULT)

    def last_frame(self, sent: bytes | None, code: int, cpu_seconds: float) -> Message:
        """How the job went, once the process has ended: with ``code``, as Python tells it, negative for a signal, after
        ``cpu_seconds`` of processor time in all its life."""
        if self.verdict:
            return self.verdict
        used = cpu_seconds - self._cpu_before
        if code in (-signal.SIGKILL, -signal.SIGXCPU) and used > self.limits.cpu_seconds - 0.5:
            return used_too_much_time(self.limits)
        return error_result("died", how_it_ended(code)) if code else self.frame(sent)
