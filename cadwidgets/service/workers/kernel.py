"""Calls of the Linux kernel that Python does not offer."""

from __future__ import annotations

import ctypes
import functools
import os
from typing import Any


@functools.cache
def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def system_call(number: int, *arguments: Any) -> int:
    """The result of a system call. Raises OSError."""
    return _checked(_libc().syscall(ctypes.c_long(number), *arguments))


def prctl(option: int, value: int = 0, more: Any = 0) -> int:
    """The result of ``prctl``. Raises OSError."""
    return _checked(_libc().prctl(option, ctypes.c_ulong(value), more, 0, 0))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return int(result)
