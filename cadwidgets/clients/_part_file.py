"""A file that appears under its name only when it is whole."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from cadwidgets.errors import RequestError


class PartFile:
    """Collects bytes in ``name.part`` beside ``name``; `finish` puts them in place, leaving without it drops them.

    A file that stood at ``name`` before is replaced in one step, or stays as it was.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._part = target.with_name(target.name + ".part")
        self._file: BinaryIO

    def __enter__(self) -> Self:
        try:
            if self._target.is_dir():
                raise IsADirectoryError(21, "it is a folder")
            self._file = self._part.open("w+b")
        except OSError as error:
            raise self._unwritable(error) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._part.unlink(missing_ok=True)

    @property
    def file(self) -> BinaryIO:
        """What came so far, for reading."""
        return self._file

    def restart(self) -> None:
        """Forget what came so far: an answer begins."""
        self._file.seek(0)
        self._file.truncate()

    def write(self, chunk: bytes) -> None:
        """Add bytes. Raises RequestError when the disk does not take them."""
        try:
            self._file.write(chunk)
        except OSError as error:
            raise self._unwritable(error) from None

    def finish(self) -> Path:
        """Put the file in place: on the disk first, then under its name. Returns its path."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._part.replace(self._target)
        except OSError as error:
            raise self._unwritable(error) from None
        return self._target

    def _unwritable(self, error: OSError) -> RequestError:
        return RequestError(
            f"{str(self._target)!r} cannot be written: {error.strerror}",
            parameter="path",
            value=str(self._target),
            allowed="a file in a folder that exists and may be written",
        )
