"""How a build is held: limits of resources, layers of the kernel, and a life that ends with its parent's.

`Layers` says what this machine can do and which level that makes; `confine` is the one place where it is done.
"""

from __future__ import annotations

import math
import os
import platform
import signal
import site
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from cadwidgets.service.workers import kernel, landlock, seccomp


@dataclass(frozen=True)
class Limits:
    """What one job may use.

    ``wall_seconds`` counts by the clock, ``cpu_seconds`` by the processor; ``memory_bytes`` is address space
    and includes 1.2 GB for the CAD kernel; ``file_bytes`` holds for each file written, ``folder_bytes`` for all
    together, ``files`` for how many they are; ``output_bytes`` for what is kept of the text that the script prints.
    """

    wall_seconds: float = 120.0
    cpu_seconds: int = 110
    memory_bytes: int = 4 << 30
    file_bytes: int = 256 << 20
    folder_bytes: int = 512 << 20
    files: int = 64
    output_bytes: int = 64 << 10


@dataclass(frozen=True)
class Layers:
    """What holds a build besides the limits: the ``landlock`` version that is used (0 for none), ``seccomp``, and
    ``bubblewrap`` around the zygote."""

    landlock: int = 0
    seccomp: bool = False
    bubblewrap: bool = False

    @property
    def level(self) -> str:
        """In one word. ``L0``: limits only. ``L1``: no network, no other process, but the user's files can be read.
        ``L2``: nor these. ``L3``: nor is there anything else of the machine to be seen."""
        if not self.seccomp:
            return "L0"
        if not self.landlock:
            return "L1"
        return "L3" if self.bubblewrap else "L2"


def confine(limits: Limits, layers: Layers, folder: Path, *, stays: bool = False) -> None:
    """Confine this process, a child about to run a hostile script, for good: it may write to ``folder`` alone.

    A child that ``stays`` does several jobs; its zygote then counts the processor time of each, and the kernel's limit,
    which it raises from job to job, only warns. Raises OSError or ValueError when a limit or a layer cannot be had:
    then the script must not run.
    """
    _limit(limits, stays)
    if layers.landlock or layers.seccomp:
        kernel.forbid_new_privileges()
    if layers.landlock:
        landlock.restrict(readable_paths(), [folder, Path(os.devnull)], layers.landlock)
    if layers.seccomp:  # last: it refuses the calls of the others
        seccomp.install(seccomp.program(os.getpid(), platform.machine()))


def readable_paths() -> list[Path]:
    """What a build needs to read: Python, its packages and this one, the system's libraries, fonts, time zones and
    own name."""
    python = [sys.prefix, sys.base_prefix, *site.getsitepackages(), site.getusersitepackages()]
    system = ["/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime", "/dev/urandom", "/dev/zero"]
    own_name = ["/etc/hosts", "/etc/host.conf", "/etc/nsswitch.conf"]  # STEP AP203 tells the machine's address
    return [Path(__file__).parents[2], *map(Path, (*python, *system, *own_name))]


def _limit(limits: Limits, stays: bool) -> None:
    if sys.platform == "win32":
        return  # it has no such limits: only time is limited, by whoever waits for the build
    import resource

    cpu_seconds = limits.cpu_seconds + math.ceil(time.process_time())  # a spare has used some while it warmed up
    for kind, value, is_final in (
        (resource.RLIMIT_AS, limits.memory_bytes, True),
        (resource.RLIMIT_CPU, cpu_seconds, not stays),
        (resource.RLIMIT_FSIZE, limits.file_bytes, True),
        (resource.RLIMIT_CORE, 0, True),
        (resource.RLIMIT_NOFILE, 256, True),
    ):
        _lower(kind, value, is_final)


def _lower(kind: int, value: int, is_final: bool) -> None:
    """Lower the limit; also the one up to which it may be raised again, if it ``is_final``: whoever meets that cannot
    catch the signal."""
    import resource

    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    try:
        resource.setrlimit(kind, (value, value if is_final else hard))
    except (OSError, ValueError):
        if sys.platform == "linux":
            raise
        # macOS refuses to limit address space; the level says that nothing stronger than limits is promised


HOMES = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR")
"""Where programs keep what they keep."""


def live_in(folder: Path) -> None:
    """Make a job's ``folder`` this process's only place: the home that it was started with is shared by all builds."""
    os.umask(0o077)
    os.chdir(folder)
    for name in HOMES:
        os.environ[name] = str(folder)
    tempfile.tempdir = None


def clean_environment(home: Path) -> dict[str, str]:
    """The whole environment of the zygote. Nothing of the service's own gets in: no key, no address."""
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        **dict.fromkeys(HOMES, str(home)),
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


def child_pids(pid: int) -> list[int]:
    """All children of a process with one thread, where the system tells (Linux)."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text("ascii").split()] if path.exists() else []


_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when ``parent``, its parent, ends (Linux only)."""
    if sys.platform == "linux":
        kernel.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the kernel knew
        os._exit(1)


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent ended, so that none escapes unseen (Linux only)."""
    if sys.platform == "linux":
        kernel.prctl(_PR_SET_CHILD_SUBREAPER, 1)
