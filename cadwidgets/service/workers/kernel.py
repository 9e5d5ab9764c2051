"""Calls of the Linux kernel that Python does not offer."""

from __future__ import annotations

import ctypes
import functools
import os
import struct
from typing import Any

_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
_CAPABILITY_VERSION_3 = 0x20080522


@functools.cache
def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def system_call(number: int, *arguments: Any) -> int:
    """The result of a system call. Raises OSError."""
    return _checked(_libc().syscall(ctypes.c_long(number), *arguments))


def prctl(option: int, value: int = 0, more: Any = 0) -> int:
    """The result of ``prctl``. Raises OSError."""
    return _checked(_libc().prctl(option, ctypes.c_ulong(value), more, 0, 0))


def forbid_new_privileges() -> None:
    """No program that this process or its descendants start may gain a right by it. Raises OSError."""
    prctl(_PR_SET_NO_NEW_PRIVS, 1)


def stay_visible() -> None:
    """Processes of the same user may look at this one, also when it became another user. Raises OSError."""
    prctl(_PR_SET_DUMPABLE, 1)


def drop_capabilities() -> None:
    """Leave this process no capability (``linux/capability.h``). Raises OSError."""
    _checked(_libc().capset(struct.pack("=Ii", _CAPABILITY_VERSION_3, 0), bytes(24)))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return int(result)
