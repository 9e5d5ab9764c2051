"""What a zygote asks of, and does to, the processes below it. Only Linux tells; see `ARE_TOLD`."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import time
from pathlib import Path

ARE_TOLD = sys.platform == "linux"
"""Whether the system tells a process's threads, children, memory and processor time while it lives."""
_DYING_SECONDS = 1.0


def cpu_seconds(pid: int) -> float:
    """The processor time of a process that lives, or is not buried yet, and of children that it has waited for; 0 where
    nothing is told (``proc_pid_stat(5)``, fields 14 to 17)."""
    return sum(map(int, _stat(pid)[11:15])) / os.sysconf("SC_CLK_TCK") if ARE_TOLD else 0.0


def address_space(pid: int) -> int:
    """Bytes of address space that a process has; 0 where nothing is told."""
    return int(_stat(pid)[20]) if ARE_TOLD else 0


def open_files(pid: int) -> int:
    """How many files a process that lives has open; 0 where nothing is told."""
    return len(os.listdir(f"/proc/{pid}/fd")) if ARE_TOLD else 0


def thread_ids(pid: int) -> list[int]:
    """The threads of a process that lives; itself alone where nothing is told."""
    return [int(name) for name in os.listdir(f"/proc/{pid}/task")] if ARE_TOLD else [pid]


def was_continued(pid: int) -> bool:
    """Whether this process's child goes on since it was last seen to stop."""
    return os.waitid(os.P_PID, pid, os.WCONTINUED | os.WNOHANG) is not None


def allow_cpu_seconds(pid: int, seconds: int) -> None:
    """Let the kernel warn a process after ``seconds`` of processor time, counted from its birth. Raises OSError."""
    if sys.platform == "linux":
        _, hard = resource.prlimit(pid, resource.RLIMIT_CPU)
        resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, hard))


def kill_descendants(pid: int) -> bool:
    """Kill every process below a stopped one, and wait until they are dead; whether there was any that lived.

    What goes on being born for `_DYING_SECONDS` is left to be killed with its parent.
    """
    found, patience = False, time.monotonic() + _DYING_SECONDS
    while living := [child for child in descendants(pid) if _stat(child)[0] not in ("Z", "X")]:
        found = True
        for child in living:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        if time.monotonic() > patience:
            break
        time.sleep(0.001)  # a busy machine takes its time to end even what was killed
    return found


def descendants(pid: int) -> list[int]:
    """The processes below a process, of whichever of its threads."""
    found: list[int] = []
    for thread in thread_ids(pid):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            for child in map(int, Path(f"/proc/{pid}/task/{thread}/children").read_text("ascii").split()):
                found += [child, *descendants(child)]
    return found


def _stat(pid: int) -> list[str]:
    """The fields of ``proc_pid_stat(5)`` from the third, the state, on; a process that is gone has state X."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except (FileNotFoundError, ProcessLookupError):
        return ["X", *50 * ["0"]]
    return text.rpartition(")")[2].split()  # the name before it may hold anything
