"""One forked process at work on one job: how it is born, and what its zygote sees of it."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from cadwidgets.service.workers import sandbox
from cadwidgets.service.workers.messages import RESULT_LIMIT, FrameError, Message, write_frame
from cadwidgets.service.workers.results import NO_RESULT, error_result, plain, sent_result
from cadwidgets.service.workers.sandbox import Layers, Limits
from cadwidgets.service.workers.watch import LOOK_SECONDS, FolderWatch

Job = dict[str, Any]
RunJob = Callable[[Job, Path], Message]

_PIPE_BYTES = 1 << 16
_RESULT_FD = 3


class Capture:
    """The reading end of a pipe: keeps the first ``limit`` bytes and drops the rest of a flood."""

    def __init__(self, fd: int, limit: int) -> None:
        os.set_blocking(fd, False)
        self.fd = fd
        self.kept = bytearray()
        self.overflowed = False
        self._limit = limit

    def read(self) -> bool:
        """Take what has arrived, at most one pipe's worth. False at the end of the stream."""
        try:
            data = os.read(self.fd, _PIPE_BYTES)
        except BlockingIOError:
            return True
        room = self._limit - len(self.kept)
        self.overflowed = self.overflowed or len(data) > room
        self.kept += data[:room]
        return bool(data)

    def close(self) -> None:
        """Take what is left in the pipe, which holds no more than that, and close it."""
        for _ in range(4):
            if not self.read():
                break
        os.close(self.fd)


class Child:
    """A running child: made by `fork`, ended by `kill` or by itself, summed up by `outcome`."""

    def __init__(
        self, job_id: int, pid: int, limits: Limits, watch: FolderWatch, nonce: str, result_fd: int, output_fd: int
    ) -> None:
        self.job_id = job_id
        self.pid = pid
        self._deadline = time.monotonic() + limits.wall_seconds
        self.next_look = self._after(time.monotonic())
        self.result = Capture(result_fd, RESULT_LIMIT + 4)
        self.output = Capture(output_fd, limits.output_bytes)
        self._limits = limits
        self._watch = watch
        self._nonce = nonce
        self._verdict: Message | None = None

    def look(self) -> None:
        """Kill the process if it has gone beyond a limit. Looks at `next_look`, not before."""
        now = time.monotonic()
        if now < self.next_look:
            return
        late = now >= self._deadline
        self.next_look = now + LOOK_SECONDS if late else self._after(now)
        verdict = took_too_long(self._limits) if late else self._excess()
        if verdict:
            self.kill(verdict)

    def _excess(self) -> Message | None:
        if self.result.overflowed:  # a flood would go on until the deadline
            return error_result("died", NO_RESULT)
        return self._watch.excess(self.pid)

    def _after(self, now: float) -> float:
        return min(now + LOOK_SECONDS, self._deadline)

    def kill(self, verdict: Message | None = None) -> None:
        """Kill the process and its group; it stays to be waited for. ``verdict`` is what the outcome will say."""
        self._verdict = self._verdict or verdict
        os.kill(self.pid, signal.SIGKILL)  # by itself, too: its group exists only after its first steps
        self.kill_group()

    def kill_group(self) -> None:
        """Kill what is left of the process's group."""
        with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS: a group of zombies
            os.killpg(self.pid, signal.SIGKILL)

    def outcome(self, code: int, cpu_seconds: float) -> Message:
        """How the job went, once the process has ended with ``code``, as Python tells it, negative for a signal.

        What is left of its group is killed.
        """
        self.kill_group()
        self.result.close()
        self.output.close()
        frame = self._frame(code, cpu_seconds)
        return {"id": self.job_id, "frame": frame, "output": self._output_text()}

    def _frame(self, code: int, cpu_seconds: float) -> Message:
        if self._verdict:
            return self._verdict
        if code in (-signal.SIGKILL, -signal.SIGXCPU) and cpu_seconds > self._limits.cpu_seconds - 0.5:
            return timeout_result("used more than {:g} s of processor time", self._limits.cpu_seconds)
        if code:
            return error_result("died", how_it_ended(code))
        return self._watch.excess() or self._result() or error_result("died", NO_RESULT)

    def _result(self) -> Message | None:
        return None if self.result.overflowed else sent_result(bytes(self.result.kept), self._nonce)

    def _output_text(self) -> str:
        text = plain(self.output.kept.decode("utf-8", "replace"))
        text = text.encode()[: self._limits.output_bytes].decode("utf-8", "ignore")
        return text + ("\n[the rest of the output was dropped]" if self.output.overflowed else "")


def timeout_result(how: str, limit: float) -> Message:
    """The error of a build that met a limit of time; ``how`` has a place for it."""
    return error_result("timeout", f"the build {how.format(limit)} and was stopped", limit=float(limit))


_CRASHES = {getattr(signal, name, None) for name in ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE", "SIGILL")}


def took_too_long(limits: Limits) -> Message:
    """The error of a build that met its limit by the clock."""
    return timeout_result("took longer than {:g} s", limits.wall_seconds)


def how_it_ended(code: int) -> str:
    """An exit code as Python tells it, negative for a signal, in words."""
    if code > 0:
        return f"the script ended its process with exit status {code}"
    if -code == signal.SIGKILL:
        return "the script's process was killed, perhaps because memory ran out"
    name = (signal.strsignal(-code) or f"signal {-code}").lower()
    if -code in _CRASHES:
        return f"the script's process crashed ({name}), as the CAD kernel may on geometry it cannot build"
    return f"the script's process was ended by a signal ({name})"


def fork(job_id: int, job: Job, folder: Path, limits: Limits, layers: Layers, run_job: RunJob) -> Child:
    """Start a child that runs ``job`` in ``folder``.

    Raises RuntimeError when this process has a second thread, whose locks the child would inherit locked for
    ever, and OSError when the system has no process left.
    """
    threads = sandbox.os_threads()
    if threads != 1:
        raise RuntimeError(f"the zygote has {threads} threads; it may only fork with one")
    watch, nonce = FolderWatch(folder, limits), secrets.token_hex(16)
    result_fd, result_end = os.pipe()
    output_fd, output_end = os.pipe()
    zygote = os.getpid()
    try:
        pid = os.fork()
        if pid == 0:
            _live(zygote, job, folder, limits, layers, run_job, nonce, result_end, output_end)
    except OSError:
        os.close(result_fd)
        os.close(output_fd)
        raise
    finally:
        os.close(result_end)
        os.close(output_end)
    return Child(job_id, pid, limits, watch, nonce, result_fd, output_fd)


def _live(
    zygote: int,
    job: Job,
    folder: Path,
    limits: Limits,
    layers: Layers,
    run_job: RunJob,
    nonce: str,
    result_end: int,
    output_end: int,
) -> NoReturn:
    """A child's whole life. It leaves by _exit: no clean-up of the zygote's, no script's atexit runs here."""
    status = 1
    try:
        _settle(zygote, folder, result_end, output_end)
        sandbox.confine(limits, layers, folder)
        frame = guarded(run_job, job, folder)
        if os.getppid() == zygote:  # not a copy that the script made of its own process
            send_result(_RESULT_FD, frame, nonce)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _settle(zygote: int, folder: Path, result_end: int, output_end: int) -> None:
    """A session and signals of its own, the job's folder, and no descriptor but null, output and result."""
    os.setsid()
    sandbox.die_with_parent(zygote)
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    result = os.dup(result_end)  # first out of the way: it may stand on a number that is about to be taken
    while result <= _RESULT_FD:
        result = os.dup(result)
    os.dup2(output_end, 1)
    os.dup2(output_end, 2)
    os.dup2(result, _RESULT_FD, inheritable=False)
    os.closerange(_RESULT_FD + 1, os.sysconf("SC_OPEN_MAX"))
    sandbox.live_in(folder)


def send_result(fd: int, frame: Message, nonce: str) -> None:
    """Write a job's result to a pipe; one that is too long becomes an error of the script. Raises OSError.

    The nonce says which job the frame is of, so that none passes for another's; it is no secret from the script, which
    can find it in its own process. What the frame says is checked all the same.
    """
    named = {"nonce": nonce}
    try:
        write_frame(fd, frame | named, RESULT_LIMIT)
    except FrameError as error:
        failed = error_result("script", f"the script declares too much: {error}", limit=float(RESULT_LIMIT))
        write_frame(fd, failed | named, RESULT_LIMIT)


def guarded(run_job: RunJob, job: Mapping[str, Any], folder: Path) -> Message:
    """The frame of a job, whatever it does in Python."""
    output = sys.stdout  # the script may put something else in its place
    try:
        return run_job(dict(job), folder)
    except MemoryError:
        return error_result("memory", "the build needs more memory than it may use")
    except BaseException as error:
        traceback.print_exc()
        return error_result("died", f"the build failed: {type(error).__name__}")
    finally:
        with contextlib.suppress(ValueError):  # closed by the script, and then nothing waits in it
            output.flush()
