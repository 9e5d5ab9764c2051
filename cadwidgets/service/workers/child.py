"""A forked child from the inside: how it is born, and its life of jobs, one after the other, all of one script.

It is confined when its first job comes, before anything of a script is looked at. Between jobs it stands still: its
zygote has stopped it before anybody looks at what it made.
"""

from __future__ import annotations

import fcntl
import os
import signal
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

from cadwidgets.service.workers import sandbox
from cadwidgets.service.workers.answering import RunJob, guarded, send_result
from cadwidgets.service.workers.messages import HANDED_ON_LIMIT, FrameBuffer, Message
from cadwidgets.service.workers.sandbox import Layers, Limits
from cadwidgets.service.workers.session import Session

_RESULT_FD, _JOBS_FD = 3, 4


def fork(layers: Layers, run_job: RunJob, warm_up: Callable[[], None] | None) -> Session:
    """Start a child that waits for jobs. With ``warm_up`` it is a spare: it does that first, and then stops itself.

    Raises RuntimeError when this process has a second thread, whose locks the child would inherit locked for
    ever, and OSError when the system has no process or descriptor left.
    """
    threads = sandbox.os_threads()
    if threads != 1:
        raise RuntimeError(f"the zygote has {threads} threads; it may only fork with one")
    jobs_end, result_fd, output_fd, jobs_fd, result_end, output_end = pipes = _three_pipes()
    zygote = os.getpid()
    try:
        pid = os.fork()
    except OSError:
        _close(pipes)
        raise
    if pid == 0:
        _live(zygote, layers, run_job, warm_up, (jobs_end, result_end, output_end))
    _close((jobs_end, result_end, output_end))
    return Session(pid, jobs_fd, result_fd, output_fd, is_spare=warm_up is not None)


def _three_pipes() -> list[int]:
    """The reading ends of three pipes, then their writing ends. Raises OSError."""
    pipes: list[tuple[int, int]] = []
    try:
        for _ in range(3):
            pipes.append(os.pipe())
    except OSError:
        _close(fd for pipe in pipes for fd in pipe)
        raise
    return [reading for reading, _ in pipes] + [writing for _, writing in pipes]


def _close(descriptors: Iterator[int] | list[int] | tuple[int, ...]) -> None:
    for fd in descriptors:
        os.close(fd)


def _live(
    zygote: int, layers: Layers, run_job: RunJob, warm_up: Callable[[], None] | None, ends: tuple[int, int, int]
) -> NoReturn:
    """A child's whole life. It leaves by _exit: no clean-up of the zygote's, no script's atexit runs here."""
    status = 1
    try:
        _settle(zygote, *ends)
        if warm_up is not None:
            warm_up()
            os.kill(os.getpid(), signal.SIGSTOP)  # tells the zygote that it is ready
        _serve(zygote, layers, run_job)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _settle(zygote: int, jobs_end: int, result_end: int, output_end: int) -> None:
    """A session and signals of its own, and no descriptor but null, output, result and jobs."""
    os.setsid()
    sandbox.die_with_parent(zygote)
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    # first out of the way: they may stand on numbers that are about to be taken
    jobs, result, output = (fcntl.fcntl(fd, fcntl.F_DUPFD, _JOBS_FD + 1) for fd in (jobs_end, result_end, output_end))
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(result, _RESULT_FD, inheritable=False)
    os.dup2(jobs, _JOBS_FD, inheritable=False)
    os.closerange(_JOBS_FD + 1, os.sysconf("SC_OPEN_MAX"))


def _serve(zygote: int, layers: Layers, run_job: RunJob) -> None:
    """Do one job after the other, until there is no zygote. A copy that a script made of this process answers none."""
    own, is_confined = os.getpid(), False
    for message in _messages():
        folder, nonce = Path(message["folder"]), message["nonce"]
        sandbox.live_in(folder)
        if not is_confined:
            root = Path(message["root"])
            sandbox.confine(Limits(**message["limits"]), layers, root, stays=root != folder)
            is_confined = True
        frame = guarded(run_job, message["job"], folder)
        if (os.getpid(), os.getppid()) != (own, zygote):
            return
        send_result(_RESULT_FD, frame, nonce)


def _messages() -> Iterator[Message]:
    frames = FrameBuffer(HANDED_ON_LIMIT)
    while data := os.read(_JOBS_FD, 1 << 16):
        yield from frames.feed(data)
