"""seccomp: the kernel refuses every system call that a build does not need, also to whatever has taken it over.

The filter is a program of the kernel's classic BPF (``linux/filter.h``, ``linux/seccomp.h``), made here for one
process: what may be done to a process may be done to itself only. What is refused is answered with EPERM, as a library
that tries another way then can; a call by the rules of another machine ends the process.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from collections.abc import Iterator, Mapping

from cadwidgets.service.workers.kernel import prctl
from cadwidgets.service.workers.system_calls import FREE, GUARDED, Numbers

MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""Place of a machine's numbers in the tables, and what the kernel calls it (``linux/audit.h``)."""

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _KILL_PROCESS, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16
"""Where the kernel puts a call's number, its machine and its arguments, 8 bytes each."""

_FCNTL = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030)
"""Duplicate, flags, locks; not who gets a signal, leases, or the size of a pipe (``linux/fcntl.h``)."""
_IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
"""Is it a terminal, how large; bytes waiting; non-blocking; close on exec (``asm-generic/ioctls.h``)."""
_PRCTL = (3, 15, 16)
"""Get the dumpable flag; set and get a thread's name (``linux/prctl.h``)."""
_CLONE = (0x3D0F00, 0x7D0F00)
"""The flags of a new thread, as glibc and musl set them: no call of clone makes a process."""

_CLONE3 = 435
"""The same number on every machine."""

Guard = tuple[int, tuple[int, ...]]
"""An argument, counted from 0, and the values that it may have. The kernel takes its lower 32 bits only."""


def is_supported() -> bool:
    """Whether there is a filter for this machine, and the kernel takes filters."""
    if platform.machine() not in MACHINES:
        return False
    try:
        prctl(_PR_SET_SECCOMP, _MODE_FILTER, None)
    except OSError as error:
        return error.errno == errno.EFAULT  # it wanted to read the filter: whoever takes none says EINVAL
    return False


def program(pid: int, machine: str) -> bytes:
    """The filter for the process ``pid`` on ``machine``, a key of `MACHINES`."""
    column, name = MACHINES[machine]
    return b"".join(
        (
            _step(_LOAD, _MACHINE),
            _step(_JUMP_IF_EQUAL, name, if_true=1),
            _step(_RETURN, _KILL_PROCESS),
            _step(_LOAD, _NUMBER),
            *(_allowed(number) for number in _numbers(FREE, column)),
            *_guards(pid, column),
            _step(_RETURN, _ERRNO | errno.EPERM),
        )
    )


def install(program: bytes) -> None:
    """Put the filter over this process for good. Needs ``no_new_privs``. Raises OSError."""
    steps = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(steps))
    prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.c_char_p(header))


def _guards(pid: int, column: int) -> Iterator[bytes]:
    guards: Mapping[str, Guard] = {
        "kill": (0, (pid,)),
        "tgkill": (0, (pid,)),
        "prlimit64": (0, (0, pid)),
        "sched_getaffinity": (0, (0, pid)),
        "fcntl": (1, _FCNTL),
        "ioctl": (1, _IOCTL),
        "prctl": (0, _PRCTL),
        "clone": (0, _CLONE),
    }
    for name, (argument, values) in guards.items():
        number = GUARDED[name][column]
        if number is not None:
            yield _guarded(number, argument, values)
    # its flags lie in memory, out of a filter's sight: told that there is no such call, libraries use clone
    yield _step(_JUMP_IF_EQUAL, _CLONE3, if_false=1) + _step(_RETURN, _ERRNO | errno.ENOSYS)


def _numbers(calls: Mapping[str, Numbers], column: int) -> Iterator[int]:
    return (number for numbers in calls.values() if (number := numbers[column]) is not None)


def _allowed(number: int) -> bytes:
    return _step(_JUMP_IF_EQUAL, number, if_false=1) + _step(_RETURN, _ALLOW)


def _guarded(number: int, argument: int, values: tuple[int, ...]) -> bytes:
    """A call of that number returns here, allowed or not: what was loaded before is gone."""
    inside = _step(_LOAD, _ARGUMENTS + 8 * argument)
    inside += b"".join(_allowed(value) for value in values)
    inside += _step(_RETURN, _ERRNO | errno.EPERM)
    return _step(_JUMP_IF_EQUAL, number, if_false=len(inside) // 8) + inside


def _step(code: int, value: int, *, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
