"""The zygote: a process that has loaded the CAD kernel once and forks one child per job.

Started by the pool with a clean environment, so that no key reaches it, and with the command line of `start`, which
names its own folder; it removes that at the end. It reads jobs from its standard input
and writes outcomes to its standard output, as frames. It never runs a script itself, and stays single-threaded:
a fork copies one thread and the locks of all.

To it:    {"id": 1, "job": {...}, "folder": "/...", "limits": {...}}   {"cancel": 1}
From it:  {"ready": {"pid": 42}}   {"id": 1, "frame": {...}, "output": "..."}
"""

from __future__ import annotations

import contextlib
import gc
import os
import selectors
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from cadwidgets.service.workers import sandbox
from cadwidgets.service.workers.child import Capture, Child, RunJob, fork
from cadwidgets.service.workers.folders import discard
from cadwidgets.service.workers.messages import (
    JOB_LIMIT,
    OUTCOME_LIMIT,
    FrameBuffer,
    FrameError,
    Message,
    write_frame,
)
from cadwidgets.service.workers.results import error_result
from cadwidgets.service.workers.sandbox import Layers, Limits
from cadwidgets.service.workers.start import private_descriptors, settle_in

_OPEN_FILES = 1024


class Zygote:
    """The event loop: one thread that waits on the service, on children's pipes, on deaths, on deadlines."""

    def __init__(self, requests: int, answers: int, run_job: RunJob, layers: Layers) -> None:
        self._layers = layers
        self._requests = requests
        self._answers = answers
        self._run_job = run_job
        self._frames = FrameBuffer(JOB_LIMIT)
        self._children: dict[int, Child] = {}  # by process id
        self._selector = selectors.DefaultSelector()
        self._serving = True

    def serve(self) -> None:
        """Work until the service closes its end; then kill every child. Raises FrameError, RuntimeError."""
        os.set_blocking(self._requests, False)
        self._selector.register(self._requests, selectors.EVENT_READ, self._read_requests)
        self._selector.register(_wake_on_death(), selectors.EVENT_READ, None)
        try:
            self._tell({"ready": {"pid": os.getpid()}})
            while self._serving:
                self._turn()
        finally:
            self._kill_all()

    def _turn(self) -> None:
        for key, _ in self._selector.select(self._patience()):
            if isinstance(key.data, Capture):
                self._read_child(key.data)
            elif key.data is None:
                os.read(key.fd, 4096)
            else:
                key.data()
        for child in self._children.values():
            child.look()
        self._bury_the_dead()

    def _patience(self) -> float | None:
        """Seconds to the next look at a child; None without one."""
        looks = [child.next_look for child in self._children.values()]
        return max(0.0, min(looks) - time.monotonic()) if looks else None

    def _read_requests(self) -> None:
        data = os.read(self._requests, 1 << 16)
        if not data:
            self._serving = False
        for message in self._frames.feed(data):
            self._obey(message)

    def _obey(self, message: Message) -> None:
        if "cancel" in message:
            for child in self._children.values():
                if child.job_id == message["cancel"]:
                    child.kill()
            return
        limits = Limits(**message["limits"])
        try:
            child = fork(message["id"], message["job"], Path(message["folder"]), limits, self._layers, self._run_job)
        except OSError as error:
            frame = error_result("died", f"no process could be started for the build: {error.strerror}")
            self._tell({"id": message["id"], "frame": frame, "output": ""})
            return
        self._children[child.pid] = child
        for capture in (child.result, child.output):
            self._selector.register(capture.fd, selectors.EVENT_READ, capture)

    def _read_child(self, capture: Capture) -> None:
        if not capture.read():
            self._selector.unregister(capture.fd)

    def _bury_the_dead(self) -> None:
        outcomes = []
        for pid, code, cpu_seconds in _dead_children():
            child = self._children.pop(pid, None)
            if child is None:  # an orphan
                continue
            for capture in (child.result, child.output):
                with contextlib.suppress(KeyError):  # already at its end
                    self._selector.unregister(capture.fd)
            outcomes.append(child.outcome(code, cpu_seconds))
        if outcomes:
            self._kill_orphans()  # first: who hears of an outcome opens files, and nobody may write to them any more
        for outcome in outcomes:
            self._tell(outcome)

    def _kill_orphans(self) -> None:
        """End what scripts left behind: it became this process's children when its own parents ended."""
        for _ in range(100):  # each round may free further ones
            orphans = [pid for pid in sandbox.child_pids(os.getpid()) if pid not in self._children]
            if not orphans:
                return
            for pid in orphans:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def _kill_all(self) -> None:
        for child in self._children.values():
            child.kill()
            os.waitpid(child.pid, 0)
        self._children.clear()
        self._kill_orphans()

    def _tell(self, message: Message) -> None:
        try:
            write_frame(self._answers, message, OUTCOME_LIMIT)
        except FrameError as error:
            frame = error_result("died", f"the result could not be handed on: {error}")
            write_frame(self._answers, {"id": message["id"], "frame": frame, "output": ""}, OUTCOME_LIMIT)


def _wake_on_death() -> int:
    """A descriptor that becomes readable when a child ends."""
    readable, writable = os.pipe()
    for fd in (readable, writable):
        os.set_blocking(fd, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(writable, warn_on_full_buffer=False)
    return readable


def _dead_children() -> Iterator[tuple[int, int, float]]:
    """Process id, exit code and processor time of each child that has ended since the last look."""
    while True:
        try:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        yield pid, os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime


def _limit_descriptors() -> None:
    """Few descriptor numbers, so that a child closes all it inherited at once."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft > _OPEN_FILES:
        resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, hard))


def _leave(*_: object) -> NoReturn:
    sys.exit(0)


def main() -> None:
    """Load the kernel, then serve until the service goes away."""
    home, layers = settle_in(sys.argv)
    if layers.bubblewrap:
        sandbox.die_with_parent(os.getppid())  # bubblewrap's own order is undone by becoming another user
    requests, answers = private_descriptors()
    _limit_descriptors()
    sandbox.adopt_orphans()
    signal.signal(signal.SIGTERM, _leave)
    from cadwidgets.service.builds.lean_import import import_cadquery

    import_cadquery()
    from cadwidgets.service.builds import run

    run.prepare()
    gc.collect()
    gc.freeze()  # keeps the collector from touching, and so copying, the pages that children share
    try:
        with contextlib.suppress(BrokenPipeError):  # the service is gone
            Zygote(requests, answers, run.run_job, layers).serve()
    finally:
        discard(home)


if __name__ == "__main__":
    main()
