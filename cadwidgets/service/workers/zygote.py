"""The zygote: a process that has loaded the CAD kernel once and forks the children that do jobs.

Started by the pool with a clean environment, so that no key reaches it, and with the command line of `start`, which
names its own folder; it removes that at the end. It reads jobs from its standard input
and writes outcomes to its standard output, as frames. It never runs a script itself, and stays single-threaded:
a fork copies one thread and the locks of all.

To it:    {"id": 1, "job": {...}, "folder": "/...", "root": "/...", "limits": {...}}   {"cancel": 1}   {"end": "/..."}
From it:  {"ready": {"pid": 42}}   {"ended": "/..."}
          {"id": 1, "frame": {...}, "output": "...", "warm": true, "stays": true}

``folder`` is where the job runs. ``root`` is all that its process may write to: the folder itself for a single use; a
folder around it for a session, whose process ``stays`` for later jobs with that ``root``. ``ended`` is said of one that
has ended while it had no job.
"""

from __future__ import annotations

import contextlib
import gc
import math
import os
import selectors
import signal
import sys
import time
from collections.abc import Callable
from typing import NoReturn

from cadwidgets.service.workers import sandbox
from cadwidgets.service.workers.answering import RunJob
from cadwidgets.service.workers.child import fork
from cadwidgets.service.workers.children import Children
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
from cadwidgets.service.workers.sandbox import Layers
from cadwidgets.service.workers.session import Session
from cadwidgets.service.workers.start import private_descriptors, settle_in

_OPEN_FILES = 1024


class Zygote:
    """The event loop: one thread that waits on the service, on children's pipes, on deaths, on deadlines.

    With ``warm_up`` there is always a child forked ahead that has done that.
    """

    def __init__(
        self,
        requests: int,
        answers: int,
        run_job: RunJob,
        layers: Layers,
        warm_up: Callable[[], None] | None = None,
    ) -> None:
        self._requests = requests
        self._answers = answers
        self._frames = FrameBuffer(JOB_LIMIT)
        self._selector = selectors.DefaultSelector()
        self._serving = True

        def new(is_spare: bool) -> Session:
            return fork(layers, run_job, warm_up if is_spare else None)

        self._children = Children(self._selector, new, self._tell, spares=warm_up is not None)

    def serve(self) -> None:
        """Work until the service closes its end; then kill every child. Raises FrameError, RuntimeError."""
        os.set_blocking(self._requests, False)
        self._selector.register(self._requests, selectors.EVENT_READ, self._read_requests)
        wake = _wake_on_change()
        self._selector.register(wake, selectors.EVENT_READ, lambda: os.read(wake, 4096))
        try:
            self._tell({"ready": {"pid": os.getpid()}})
            while self._serving:
                self._turn()
        finally:
            self._children.kill_all()

    def _turn(self) -> None:
        for key, _ in self._selector.select(self._patience()):
            key.data()
        self._children.look()
        self._children.wait()

    def _patience(self) -> float | None:
        """Seconds to the next look at a child; None without one."""
        next_look = self._children.next_look
        return None if math.isinf(next_look) else max(0.0, next_look - time.monotonic())

    def _read_requests(self) -> None:
        data = os.read(self._requests, 1 << 16)
        if not data:
            self._serving = False
        for message in self._frames.feed(data):
            self._obey(message)

    def _obey(self, message: Message) -> None:
        if "cancel" in message:
            self._children.cancel(message["cancel"])
        elif "end" in message:
            self._children.end(message["end"])
        else:
            self._children.begin(message)

    def _tell(self, message: Message) -> None:
        try:
            write_frame(self._answers, message, OUTCOME_LIMIT)
        except FrameError as error:
            frame = error_result("died", f"the result could not be handed on: {error}")
            write_frame(self._answers, message | {"frame": frame, "output": ""}, OUTCOME_LIMIT)


def _wake_on_change() -> int:
    """A descriptor that becomes readable when a child stops, goes on or ends."""
    readable, writable = os.pipe()
    for fd in (readable, writable):
        os.set_blocking(fd, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(writable, warn_on_full_buffer=False)
    return readable


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
            Zygote(requests, answers, run.run_job, layers, run.warm_up).serve()
    finally:
        discard(home)


if __name__ == "__main__":
    main()
