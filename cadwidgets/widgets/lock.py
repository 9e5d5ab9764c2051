"""Lock files: `lock_parts` takes down the parts of a bill of materials, `check` tells whether they are the same."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cadwidgets.clients._parts import Progress, say_nothing
from cadwidgets.clients.part_lock import PartLocker, rolled_up
from cadwidgets.contract.bom import BomLine, exploded
from cadwidgets.contract.lock import MAX_BYTES, LockFile
from cadwidgets.contract.part_file import PartFile
from cadwidgets.errors import LockBroken, RequestError
from cadwidgets.sources import Sources, connect


@dataclass(frozen=True)
class LockReport:
    """So many parts and CAD files are what the lock file says. A cell that shows it is the same in every run."""

    parts: int
    files: int


def lock_parts(
    lines: Iterable[BomLine],
    path: str | Path,
    format: str = "STEP AP214",  # noqa: A002 - the field's word
    *,
    source: Sources | None = None,
    agree: bool = False,
    progress: Progress = say_nothing,
    cancel: threading.Event | None = None,
) -> LockFile:
    """Download every part of the lines, and write down which files came; the file is written whole or not at all.

    ``source`` is what `cadwidgets.connect` returned. A foreign catalog counts and records every download as a CAD
    request: there ``agree=True`` is needed. Raises RequestError without it, for lines of which none is a part of a
    catalog, for a part that does not come in the format and for a path that cannot be written; SourceError and its
    kinds where a part cannot be had.
    """
    lines = tuple(lines)
    parts = rolled_up(exploded(lines))
    if not parts:
        raise RequestError("no line is a part of a catalog", parameter="lines", allowed="lines with their part")
    source = _agreed(source, len(parts), agree)
    with PartFile(Path(path)) as target:  # before anything is asked for: a path of no use costs no CAD request
        lock = PartLocker(source.parts, progress, cancel).lock(lines, format)
        target.write(lock.text.encode())
        target.finish()
    return lock


def read_lock(path: str | Path) -> LockFile:
    """The lock that a file holds. Raises RequestError for a file that cannot be read, and as `LockFile.parse`."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RequestError(
            f"{str(path)!r} cannot be read: {error.strerror}",
            parameter="path",
            value=str(path),
            allowed="a lock file",
        ) from None
    return LockFile.parse(data)


def check(
    path: str | Path,
    *,
    source: Sources | None = None,
    agree: bool = False,
    progress: Progress = say_nothing,
    cancel: threading.Event | None = None,
) -> LockReport:
    """Download every part of a lock file again and compare.

    Raises LockBroken, which names each part that the catalog has lost or that is not the same any more; else as
    `lock_parts` and `read_lock`.
    """
    lock = read_lock(path)
    source = _agreed(source, len(lock.entries), agree)
    if deviations := PartLocker(source.parts, progress, cancel).deviations(lock):
        raise LockBroken(deviations)
    return LockReport(len(lock.entries), sum(len(entry.files) for entry in lock.entries))


def _agreed(source: Sources | None, count: int, agree: bool) -> Sources:
    source = source or connect()
    if not agree and source.catalog is None:
        raise RequestError(
            f"{source.parts.source} would record {count} CAD request{'s' if count > 1 else ''}",
            parameter="agree",
            value=agree,
            allowed="agree=True",
        )
    return source
