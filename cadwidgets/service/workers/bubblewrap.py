"""bubblewrap: the zygote in namespaces of its own, where there is no file, process or network but what it needs.

A user who is not root gets them by a user namespace, which some systems refuse. Root needs none, and so can become a
really unprivileged user inside.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from cadwidgets.service.workers.sandbox import readable_paths

_HOST_NAME = "127.0.0.1"
"""A name that is its own address: the CAD kernel looks it up for STEP AP203. No script learns the true one."""
_ALWAYS = (
    *("--die-with-parent", "--new-session", "--as-pid-1", "--proc", "/proc", "--dev", "/dev"),
    *("--hostname", _HOST_NAME),
)
_AS_USER = ("--unshare-all",)
_AS_ROOT = (
    *("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"),
    *("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"),
)
"""The two capabilities let it become another user, which takes them from it."""


def find() -> str:
    """The program; empty where there is none."""
    return shutil.which("bwrap") or ""


def enclosure(program: str, scratch: Path, *, as_root: bool) -> list[str]:
    """The beginning of a command that runs its arguments with nothing writable but ``scratch``, as process 1.

    Every path inside is the same as outside.
    """
    shown = [path for path in _outermost(readable_paths()) if not path.is_relative_to("/dev")]
    options = [*_ALWAYS, *(_AS_ROOT if as_root else _AS_USER)]
    for folder in sorted({parent for path in (*shown, scratch) for parent in path.parents}):
        options += ["--perms", "0755", "--dir", str(folder)]  # else nobody but its maker may pass it
    for path in shown:
        options += ["--ro-bind", str(path), str(path)]
    return [program, *options, "--bind", str(scratch), str(scratch), "--remount-ro", "/", "--"]


def _outermost(paths: Iterable[Path]) -> list[Path]:
    """Those that exist and lie in no other of them."""
    existing = sorted({path for path in paths if path.exists()})
    return [path for path in existing if not any(parent in existing for parent in path.parents)]
