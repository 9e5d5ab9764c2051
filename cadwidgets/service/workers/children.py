"""Which child does which job: a session has one of its own, every other job takes the spare one, or a new one.

The spare is forked ahead, when nothing is to be done, so that no job waits for the fork and for the memory that every
new process touches first. It has run nothing of anybody.
"""

from __future__ import annotations

import contextlib
import math
import os
import selectors
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

from cadwidgets.service.workers import processes, sandbox
from cadwidgets.service.workers.messages import Message
from cadwidgets.service.workers.pipes import Capture
from cadwidgets.service.workers.results import NO_RESULT, error_result
from cadwidgets.service.workers.session import Session

_SPARE_SECONDS = 0.05
"""How long nothing must have happened before a spare is forked."""
_RETRY_SECONDS = 10.0
"""How long to go without, where one could not be made."""


class Children:
    """The children of a zygote, which tells what it hears of them by ``tell``; ``fork`` makes one, a spare or not."""

    def __init__(
        self,
        selector: selectors.BaseSelector,
        fork: Callable[[bool], Session],
        tell: Callable[[Message], None],
        *,
        spares: bool,
    ) -> None:
        self._selector = selector
        self._fork = fork
        self._tell = tell
        self._living: dict[int, Session] = {}  # by process id
        self._spare: Session | None = None
        self._wants_spare = spares
        self._spare_due = time.monotonic() + _SPARE_SECONDS

    def begin(self, message: Message) -> None:
        """Have a job done."""
        try:
            session = self._for(message)
            session.begin(message)
        except OSError as error:
            frame = error_result("died", f"no process could be started for the build: {error.strerror}")
            self._tell({"id": message["id"], "frame": frame, "output": "", "warm": False, "stays": False})
            return
        if not session.jobs.is_empty:
            self._selector.register(session.jobs.fd, selectors.EVENT_WRITE, partial(self._write, session))

    def _for(self, message: Message) -> Session:
        """The free child that may do a job. Raises OSError."""
        for session in self._living.values():
            if session.is_free and session.root == message["root"]:
                return session
        if self._spare and self._spare.is_free:
            spare, self._spare = self._spare, None
            return spare
        return self._new(is_spare=False)

    def _new(self, *, is_spare: bool) -> Session:
        session = self._fork(is_spare)
        self._living[session.pid] = session
        for capture in (session.result, session.output):
            self._selector.register(capture.fd, selectors.EVENT_READ, partial(self._read, session, capture))
        return session

    def _read(self, session: Session, capture: Capture) -> None:
        if not capture.read():
            self._selector.unregister(capture.fd)
        session.hear()
        self._settle(session)

    def _write(self, session: Session) -> None:
        session.write()
        if session.jobs.is_empty or session.is_doomed:
            self._selector.unregister(session.jobs.fd)

    def cancel(self, job_id: int) -> None:
        """Kill the child that does a job, if one does."""
        for session in self._living.values():
            if session.work and session.work.job_id == job_id:
                session.kill()

    def end(self, root: str) -> None:
        """End the session of a folder, if it is idle."""
        for session in self._living.values():
            if session.root == root and session.work is None:
                session.kill()

    @property
    def next_look(self) -> float:
        """When to `look` next, on the clock of `time.monotonic`; infinite for not at all."""
        looks = [session.next_look for session in self._living.values() if not session.is_doomed]
        return min([*looks, self._spare_due if self._lacks_spare else math.inf])

    @property
    def _lacks_spare(self) -> bool:
        is_working = any(session.work or session.is_doomed for session in self._living.values())
        return self._wants_spare and self._spare is None and not is_working

    def look(self) -> None:
        """End what is beyond a limit; fork a spare when there is none and nothing else to be done."""
        now = time.monotonic()
        for session in self._living.values():
            session.look(now)
        if self._lacks_spare and now >= self._spare_due:
            try:
                self._spare = self._new(is_spare=True)
            except OSError as error:
                self._go_without_spare(str(error))

    def _go_without_spare(self, why: str) -> None:
        print(f"no process could be forked ahead: {why}", file=sys.stderr)  # noqa: T201 - the zygote's log
        self._put_off_spare(_RETRY_SECONDS)

    def _put_off_spare(self, seconds: float) -> None:
        self._spare_due = max(self._spare_due, time.monotonic() + seconds)

    def wait(self) -> None:
        """Take note of every child that has stopped, goes on, or has ended since the last time."""
        for pid, status, cpu_seconds in _changes():
            session = self._living.get(pid)
            if session is None:  # an orphan
                continue
            if os.WIFSTOPPED(status):
                session.stopped()
                self._settle(session)
            elif os.WIFCONTINUED(status):
                session.continued()
            else:
                self._bury(session, os.waitstatus_to_exitcode(status), cpu_seconds)

    def _settle(self, session: Session) -> None:
        """Tell the outcome of a job that is done, when nobody can change it any more."""
        if not session.is_settled:
            return
        had_company, left_orphans = session.kill_company(), self._kill_orphans()
        if had_company or left_orphans:
            session.give_up()
        if processes.was_continued(session.pid):
            session.kill(error_result("died", NO_RESULT))
            return
        self._tell(session.outcome())
        self._put_off_spare(_SPARE_SECONDS)

    def _bury(self, session: Session, code: int, cpu_seconds: float) -> None:
        del self._living[session.pid]
        self._put_off_spare(_SPARE_SECONDS)
        if session is self._spare:
            self._spare = None
            if session.is_warming:
                self._go_without_spare(f"it ended with {code}")
        for pipe in (session.result, session.output, session.jobs):
            with contextlib.suppress(KeyError):  # already at its end, or not waited for
                self._selector.unregister(pipe.fd)
        outcome = session.last_outcome(code, cpu_seconds)
        self._kill_orphans()  # first: who hears of an outcome opens files, and nobody may write to them any more
        if outcome:
            self._tell(outcome)
        elif session.root:
            self._tell({"ended": session.root})

    def _kill_orphans(self) -> bool:
        """End what scripts left behind: it became this process's children when its own parents ended. Whether there was
        any."""
        for rounds in range(100):  # each may free further ones
            orphans = [pid for pid in sandbox.child_pids(os.getpid()) if pid not in self._living]
            if not orphans:
                return rounds > 0
            for pid in orphans:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        return True

    def kill_all(self) -> None:
        """End every child, and wait until all are gone."""
        for session in self._living.values():
            session.kill()
            os.waitpid(session.pid, 0)
        self._living.clear()
        self._kill_orphans()


def _changes() -> Iterator[tuple[int, int, float]]:
    """Process id, wait status and processor time of each child that has stopped, goes on or has ended."""
    options = os.WNOHANG | os.WUNTRACED | os.WCONTINUED
    while True:
        try:
            pid, status, usage = os.wait4(-1, options)
        except ChildProcessError:
            return
        if pid == 0:
            return
        yield pid, status, usage.ru_utime + usage.ru_stime
