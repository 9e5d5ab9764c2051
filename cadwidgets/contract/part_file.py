"""A file that appears under its name only when it is whole."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from cadwidgets.errors import RequestError


def write_whole(path: Path, data: bytes) -> Path:
    """Write ``data`` to ``path``, all of it or nothing. Raises RequestError for a place that cannot be written."""
    with PartFile(path) as part:
        part.write(data)
        return part.finish()


class PartFile:
    """Collects bytes in ``name.part`` beside ``name``; `finish` puts them in place, leaving without it drops them.

    A file that stood at ``name`` before is replaced in one step, or stays as it was. Whatever the disk refuses is a
    RequestError that names the file.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._part = target.with_name(target.name + ".part")
        self._file: BinaryIO

    def __enter__(self) -> Self:
        with self._writing():
            if self._target.is_dir():
                raise IsADirectoryError(21, "it is a folder")
            self._file = self._part.open("w+b")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # a full disk fails once more when the rest is written, of a file that is dropped anyhow
        with contextlib.suppress(OSError):
            self._file.close()
        with contextlib.suppress(OSError):  # what led here is worth telling, not that half a file stays beside
            self._part.unlink(missing_ok=True)

    @property
    def file(self) -> BinaryIO:
        """What came so far, for reading."""
        with self._writing():
            self._file.flush()
        return self._file

    def restart(self) -> None:
        """Forget what came so far: an answer begins."""
        with self._writing():
            self._file.seek(0)
            self._file.truncate()

    def write(self, chunk: bytes) -> None:
        """Add bytes."""
        with self._writing():
            self._file.write(chunk)

    def finish(self) -> Path:
        """Put the file in place: on the disk first, then under its name. Returns its path."""
        with self._writing():
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._part.replace(self._target)
        return self._target

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise RequestError(
                f"{str(self._target)!r} cannot be written: {error.strerror}",
                parameter="path",
                value=str(self._target),
                allowed="a file in a folder that exists and may be written",
            ) from None
