"""Runs a command as containers run theirs: no new namespace, no mount, whoever one is.

``python container.py COMMAND ...``. The filter is the one that container engines put over a container by default, of
which bubblewrap notices only that its calls are refused.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys

_CALLS = {  # unshare, setns, mount, umount2, pivot_root; clone
    "x86_64": ((272, 308, 165, 166, 155), 56),
    "aarch64": ((97, 268, 40, 39, 41), 220),
}
_NEW_NAMESPACE = 0x7E020000
"""CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET."""
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _EPERM, _ENOSYS = 0x7FFF0000, 0x00050001, 0x00050026
_CLONE3 = 435


def command(*arguments: str) -> list[str]:
    """The command that runs ``arguments`` so."""
    return [sys.executable, __file__, *arguments]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _program() -> bytes:
    refused, clone = _CALLS[platform.machine()]
    steps = [_step(_LOAD, 0)]
    for number in refused:
        steps += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _EPERM)]
    steps += [_step(_EQUAL, _CLONE3, 0, 1), _step(_RETURN, _ENOSYS)]
    steps += [_step(_EQUAL, clone, 0, 3), _step(_LOAD, 16), _step(_ANY_BIT, _NEW_NAMESPACE, 0, 1)]
    return b"".join([*steps, _step(_RETURN, _EPERM), _step(_RETURN, _ALLOW)])


def main() -> None:
    """Put the filter over this process and become the command."""
    program = _program()
    steps = ctypes.create_string_buffer(program, len(program))
    header = ctypes.create_string_buffer(struct.pack("@HP", len(program) // 8, ctypes.addressof(steps)))
    libc = ctypes.CDLL(None, use_errno=True)
    if os.getuid() and libc.prctl(38, ctypes.c_ulong(1), 0, 0, 0):  # PR_SET_NO_NEW_PRIVS
        raise OSError(ctypes.get_errno(), "no_new_privs")
    if libc.prctl(22, ctypes.c_ulong(2), header, 0, 0):  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
        raise OSError(ctypes.get_errno(), "seccomp")
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606  # the command is the caller's own


if __name__ == "__main__":
    main()
