"""A zip archive of many files that appears whole under its name, or not at all. No file is in memory as a whole."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cadwidgets.contract.part_file import PartFile
from cadwidgets.errors import RequestError
from cadwidgets.geometry.archive import timeless_entry


class CadArchive:
    """Takes files in their order. Equal files in equal order give equal bytes: no times are kept."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names: list[str] = []

    def move_in(self, path: Path, name: str) -> None:
        """The file is in the archive then, and no longer at ``path``."""
        entry = timeless_entry(name)
        entry.file_size = path.stat().st_size  # more than 2 GiB has another head
        with path.open("rb") as source, self._archive.open(entry, "w") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        path.unlink()
        self.names.append(name)

    def write(self, name: str, data: bytes) -> None:
        """A small file."""
        self._archive.writestr(timeless_entry(name), data, zipfile.ZIP_DEFLATED)
        self.names.append(name)


@contextmanager
def cad_archive(target: Path) -> Iterator[CadArchive]:
    """The archive at ``target`` for the block; after an exception in it there is none, or the one from before.

    Raises RequestError where the disk refuses it.
    """
    with PartFile(target) as part:
        try:
            with zipfile.ZipFile(part.file, "w") as archive:
                yield CadArchive(archive)
        except OSError as error:
            raise RequestError(
                f"{str(target)!r} cannot be written: {error.strerror}",
                parameter="path",
                value=str(target),
                allowed="a file in a folder that may be written, on a disk with room for it",
            ) from None
        part.finish()
