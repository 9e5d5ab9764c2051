"""How a build is held: limits of resources, a clean environment, and a life that ends with its parent's.

This is damage limitation, not a boundary: level ``L0``. A script runs with the rights of the user who started
the service; it can read that user's files and open connections. `confine` is the one place where further
layers (Landlock, seccomp) belong, and `LEVEL` the one word that the service shows for what it does.
"""

from __future__ import annotations

import ctypes
import os
import signal
import site
import sys
from dataclasses import dataclass
from pathlib import Path

LEVEL = "L0"
"""The level that `confine` reaches: limits of resources only."""


@dataclass(frozen=True)
class Limits:
    """What one job may use.

    ``wall_seconds`` counts by the clock, ``cpu_seconds`` by the processor; ``memory_bytes`` is address space
    and includes 1.2 GB for the CAD kernel; ``file_bytes`` holds for each file written, ``output_bytes`` for
    what is kept of the text that the script prints.
    """

    wall_seconds: float = 120.0
    cpu_seconds: int = 110
    memory_bytes: int = 4 << 30
    file_bytes: int = 256 << 20
    output_bytes: int = 64 << 10


def confine(limits: Limits) -> None:
    """Confine this process, a child about to run a hostile script, for good: to `LEVEL`.

    Does now: limits of memory, processor time, file size and open files, and no core dumps. The place for
    further layers, in this order: no_new_privs, Landlock for files, seccomp for system calls. Raises OSError
    or ValueError when a limit cannot be had: then the script must not run.
    """
    import resource

    for kind, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),  # soft = hard: the script cannot catch the signal
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 256),
    ):
        _lower(kind, value)


def _lower(kind: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    try:
        resource.setrlimit(kind, (value, value))
    except (OSError, ValueError):
        if sys.platform == "linux":
            raise
        # macOS refuses to limit address space; the level says that nothing stronger than limits is promised


def clean_environment(home: Path) -> dict[str, str]:
    """The whole environment of the zygote. Nothing of the service's own gets in: no key, no address."""
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",  # a second thread in the zygote would make every fork a gamble
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",  # a script that walks over a set builds the same model every time
        "PYTHONUSERBASE": site.getuserbase(),  # HOME moved; packages of `pip install --user` did not
    }
    package_folder = str(Path(__file__).parents[3])
    if package_folder not in [*site.getsitepackages(), site.getusersitepackages()]:
        environment["PYTHONPATH"] = package_folder
    return environment


def os_threads() -> int:
    """The number of operating-system threads of this process; 1 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 1
    lines = status.read_text("ascii", "replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Threads:"))


_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when ``parent``, its parent, ends (Linux only)."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the kernel knew
        os._exit(1)


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent ended, so that none escapes unseen (Linux only)."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _prctl(option: int, value: int) -> None:
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
