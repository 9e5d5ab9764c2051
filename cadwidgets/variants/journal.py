"""What has been built of a model's variants: kept on the disk row by row, so that nothing is built twice.

A file of JSON lines for each model, each line a row that is done. Lines are only ever added, each by one write: a
process that is killed loses at most the line that it was writing.
"""

from __future__ import annotations

import contextlib
import errno
import json
import logging
import os
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cadwidgets.contract.design_row import FINAL, DesignRow, row_key
from cadwidgets.contract.parameters import Value
from cadwidgets.errors import RequestError

FOLDER = "variants"
KEPT_SECONDS = 90 * 24 * 3600.0
"""A journal that nobody has used for so long is removed."""
MAX_JOURNALS = 500
"""So many are kept at most, those used last."""
_ENDING = ".jsonl"
_log = logging.getLogger(__name__)


class Journal:
    """The rows of one model that are done, in a file in ``folder``. May be used from several threads, and by several
    processes at a time, which then know of each other's rows when they open it.

    Raises RequestError for a folder that cannot be used.
    """

    def __init__(self, folder: Path, digest: str) -> None:
        self._lock = threading.Lock()
        self._path = folder / f"{digest}{_ENDING}"
        with _kept("variants that are done cannot be kept"):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _remove_old(folder, self._path)
            self._rows = {row_key(row.values): row for row in self._read()}
            self._file = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            self._end_line()

    def get(self, values: Mapping[str, Value]) -> DesignRow | None:
        """The row of these values, if it is done."""
        with self._lock:
            return self._rows.get(row_key(values))

    def __len__(self) -> int:
        return len(self._rows)

    def forget(self) -> None:
        """Know nothing any more. Raises RequestError where the disk refuses it."""
        with self._lock, _kept("what is known of variants cannot be removed"):
            self._rows.clear()
            os.truncate(self._file, 0)

    def add(self, row: DesignRow) -> None:
        """Keep a row that is done; not after `close`. Raises RequestError where the disk refuses it."""
        line = json.dumps(asdict(row) | {"values": _listed(row.values)}, allow_nan=False).encode() + b"\n"
        with self._lock, _kept("a variant that was built cannot be kept"):
            if self._file < 0:
                return
            self._rows[row_key(row.values)] = row
            if os.write(self._file, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def close(self) -> None:
        """Free the file. Idempotent."""
        with self._lock:
            if self._file >= 0:
                os.close(self._file)
                self._file = -1

    def _read(self) -> Iterator[DesignRow]:
        if not self._path.exists():
            return
        broken = 0
        for line in self._path.read_bytes().splitlines():
            try:
                yield _row(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                broken += 1  # a line that was being written when its process ended
        if broken:
            _log.warning("%d of the variants that were kept cannot be read, and are built anew", broken)

    def _end_line(self) -> None:
        """What is written next begins a line of its own, also after one that was cut short."""
        size = os.fstat(self._file).st_size
        if size and os.pread(self._file, 1, size - 1) != b"\n":
            os.write(self._file, b"\n")


@contextlib.contextmanager
def _kept(refused: str) -> Iterator[None]:
    """What the disk refuses in the block is a RequestError that begins with these words."""
    try:
        yield
    except OSError as error:
        allowed = "a folder that can be written, with room on its disk"
        message = f"{refused}: {error.strerror}"
        raise RequestError(message, parameter="data_dir", allowed=allowed) from None


def _listed(values: Mapping[str, Value]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _row(told: Any) -> DesignRow:
    """Raises what a line raises that `Journal.add` did not write."""
    row = DesignRow(**told)
    if row.status not in FINAL:
        raise ValueError(row.status)
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in row.values.items()}
    results = {str(name): float(value) for name, value in row.results.items()}
    return DesignRow(**(asdict(row) | {"values": values, "results": results}))


def _remove_old(folder: Path, spare: Path) -> None:
    """Remove journals that nobody uses any more."""
    with contextlib.suppress(FileNotFoundError):  # another process is at it, too
        used = sorted(((path.stat().st_mtime, path) for path in folder.glob(f"*{_ENDING}")), reverse=True)
        for at, (when, path) in enumerate(used):
            if path != spare and (at >= MAX_JOURNALS or time.time() - when > KEPT_SECONDS):
                path.unlink(missing_ok=True)
