"""What root may do and a build must not: it is given up for good before anything of a stranger's is near."""

from __future__ import annotations

import functools
import os
import secrets
import sys
from pathlib import Path

from cadwidgets.service.workers import kernel

_PASSING_USERS = range(61184, 65520)
"""The numbers that systemd, too, keeps for users who have no account."""


@functools.cache
def unprivileged_user() -> int:
    """A number that no account of this machine has, for a user and for its one group; always the same one."""
    import pwd

    taken = {number for entry in pwd.getpwall() for number in (entry.pw_uid, entry.pw_gid)}
    return secrets.choice([number for number in _PASSING_USERS if number not in taken])


def give_up(user: int | None) -> None:
    """Become ``user`` (None: stay who one is), in no group but its own, without any capability and with no way back.

    Only root can become somebody else. Raises OSError.
    """
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    if sys.platform == "linux":
        kernel.drop_capabilities()
        kernel.stay_visible()  # a zygote counts what its children have open
        kernel.forbid_new_privileges()  # else the user 0, should it stay, got them back with the next program


def lend(folder: Path, below: Path, user: int | None) -> None:
    """Let ``user`` work in ``folder`` and pass, but not see, the folders from ``below`` on the way to it.

    None is whoever made the folder. One that is not there is left to whoever misses it. Raises OSError.
    """
    if user is None or not folder.exists():
        return
    for passage in (parent for parent in folder.parents if parent.is_relative_to(below)):
        if passage.lstat().st_uid != user:
            os.chown(passage, -1, user, follow_symlinks=False)
            passage.chmod(0o710)
    os.chown(folder, user, user, follow_symlinks=False)
