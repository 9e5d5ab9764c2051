"""The file that a hostile process has made, handed over: checked on the open descriptor, then copied out of its reach.

Nothing is believed of the file but its bytes: not its name, which is fixed, nor what the name may have become.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cadwidgets.contract.requests import SUFFIXES
from cadwidgets.service.workers.contents import looks_like
from cadwidgets.service.workers.folders import discard, fresh_beside, open_folder, replace_folder

# a pipe in the file's place must not hold up whoever opens it
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)

_CHUNK = 1 << 20


class NoOutput(Exception):
    """There is no proper file. Says why."""


def output_name(output: str) -> str:
    """The name that a file of this type has in its job's folder."""
    return f"out{SUFFIXES[output]}"


def hand_over(folder: Path, output: str, limit: int) -> None:
    """Leave in ``folder`` nothing but the file of the type ``output``: a copy, in a new folder in place of the old one.

    The processes that wrote into it must be dead. The file must be a plain one, have one name, belong to the folder's
    owner, have 1 to ``limit`` bytes, and look like one of its type. Raises NoOutput, and OSError when the copy cannot
    be written.
    """
    name = output_name(output)
    fresh = fresh_beside(folder)
    try:
        with _opened(folder, name, limit) as source, (fresh / name).open("x+b") as copy:
            _copy(source, copy)
            if not looks_like(output, copy):
                raise NoOutput(f"{name} is no {output} file")
        replace_folder(folder, fresh)
    finally:
        discard(fresh)


@contextmanager
def _opened(folder: Path, name: str, limit: int) -> Iterator[IO[bytes]]:
    try:
        place = open_folder(folder)
        try:
            owner = os.fstat(place).st_uid
            file = os.open(name, _READ, dir_fd=place)
        finally:
            os.close(place)
    except OSError as error:  # there is none, or a link, or a socket
        raise NoOutput(f"{name} cannot be opened: {error.strerror}") from None
    try:
        _check(name, os.fstat(file), owner, limit)
        with os.fdopen(file, "rb", closefd=False) as source:
            yield source
    finally:
        os.close(file)


def _check(name: str, found: os.stat_result, owner: int, limit: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise NoOutput(f"{name} is no plain file")
    if found.st_nlink != 1 or found.st_uid != owner:
        raise NoOutput(f"{name} is somebody else's file")
    if not 1 <= found.st_size <= limit:
        raise NoOutput(f"{name} has {found.st_size:,} bytes; 1 to {limit:,} are allowed")


def _copy(source: IO[bytes], copy: IO[bytes]) -> None:
    """Copy what `_check` has seen; a file that grows or shrinks still has a writer, and is none."""
    left = os.fstat(source.fileno()).st_size
    while chunk := source.read(min(left, _CHUNK)):
        copy.write(chunk)
        left -= len(chunk)
    if left or source.read(1):
        raise NoOutput("the file changed while it was copied")
