"""To run a program as a user who owns nothing, wherever Python and this project were installed."""

from __future__ import annotations

import os
import shlex
import stat
import sys
from pathlib import Path

USER = 64_321
"""A number that no account has."""


def as_unprivileged_user() -> list[str]:
    """The beginning of a command that runs its arguments as `USER`, with no group and no right; needs root.

    In a view of the file system of its own, folders of root that hide Python or this project show them and nothing
    else.
    """
    wanted = {Path(place).resolve() for place in (sys.prefix, sys.base_prefix, Path(__file__).parents[2])}
    hidden = {closed: sorted(path for path in wanted if path.is_relative_to(closed)) for closed in _closed(wanted)}
    steps = ["set -e", "mount -t tmpfs tmpfs /mnt", *(step for item in hidden.items() for step in _shown(*item))]
    return ["unshare", "--mount", "sh", "-c", "\n".join([*steps, f'exec {_SET_RIGHTS} "$@"']), "sh"]


_SET_RIGHTS = f"setpriv --reuid {USER} --regid {USER} --clear-groups --inh-caps=-all --bounding-set=-all"


def _closed(wanted: set[Path]) -> list[Path]:
    """The outermost folders on the way to ``wanted`` that others may not pass."""
    parents = {parent for path in wanted for parent in path.parents}
    closed = {parent for parent in parents if not os.stat(parent).st_mode & stat.S_IXOTH}
    return sorted(path for path in closed if not closed & set(path.parents))


def _shown(closed: Path, wanted: list[Path]) -> list[str]:
    """The steps of a shell that put an empty folder over ``closed``, with ``wanted`` in it."""
    steps: list[str] = []
    for number, path in enumerate(wanted):
        steps += [f"mkdir -p /mnt/{number}", f"mount --bind {shlex.quote(str(path))} /mnt/{number}"]
    steps.append(f"mount -t tmpfs -o mode=0755 tmpfs {shlex.quote(str(closed))}")
    for number, path in enumerate(wanted):
        place = shlex.quote(str(path))
        steps += [f"mkdir -p {place}", f"mount --bind /mnt/{number} {place}"]
    return steps
