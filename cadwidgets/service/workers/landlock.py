"""Landlock: a process gives up the files, ports and processes that it does not need, for good and without root.

The numbers are those of the kernel's ``linux/landlock.h``; the system calls have the same number on every machine.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from cadwidgets.service.workers.kernel import system_call

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ONLY_VERSION = 1
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE = 1 << 4, 1 << 5
_MAKE_DIR, _MAKE_REG = 1 << 7, 1 << 8
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_RIGHTS_OF_ABI = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights on files each version of the interface knows; later ones know as many as the last."""
_BOTH_PORT_RIGHTS = 3
"""To bind and to connect TCP sockets, from version 4 on."""
_ALL_SCOPES = 3
"""No abstract Unix socket and no signal to anyone outside, from version 6 on."""

_READ = _READ_FILE | _READ_DIR
_WRITE = _READ | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _REFER | _TRUNCATE
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV


def version() -> int:
    """The version of Landlock that the kernel offers; 0 for none. Asked of the kernel itself: the list of security
    modules may be hidden."""
    try:
        return system_call(_CREATE_RULESET, None, 0, _ONLY_VERSION)
    except OSError as error:
        if error.errno in (errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM):
            return 0
        raise


def restrict(readable: Iterable[Path], writable: Iterable[Path], abi: int) -> None:
    """Leave this process these paths and what is below them; nothing may be executed, no link, device, pipe or
    socket be made. Paths that there are not are passed over. Needs ``no_new_privs``. Raises OSError.

    What is open stays so. The metadata of all files can still be asked for.
    """
    handled = (1 << _RIGHTS_OF_ABI.get(abi, 16)) - 1
    ruleset = _ruleset(handled, abi)
    try:
        for path in readable:
            _allow(ruleset, path, _READ & handled)
        for path in writable:
            _allow(ruleset, path, _WRITE & handled)
        system_call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _ruleset(handled: int, abi: int) -> int:
    ports = _BOTH_PORT_RIGHTS if abi >= 4 else 0
    scopes = _ALL_SCOPES if abi >= 6 else 0
    try:
        return _new_ruleset(handled, ports, scopes)
    except OSError as error:
        if error.errno != errno.EINVAL or not scopes:
            raise
        return _new_ruleset(handled, ports, 0)  # some kernels claim a version without its last part


def _new_ruleset(handled: int, ports: int, scopes: int) -> int:
    fields = [handled, *([ports] if ports else []), *([scopes] if scopes else [])]
    content = struct.pack(f"={len(fields)}Q", *fields)
    return system_call(_CREATE_RULESET, ctypes.c_char_p(content), len(content), 0)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not path.is_dir():
            rights &= _OF_A_FILE
        rule = struct.pack("=Qi", rights, place)
        system_call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.c_char_p(rule), 0)
    finally:
        os.close(place)
