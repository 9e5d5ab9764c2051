"""Zip archives around models: read with suspicion, written the same every time."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from cadwidgets.errors import GeometryError

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can tell: equal models give equal bytes."""
_LEVEL = 3
"""Of zlib: on lists of numbers within a tenth of the best level's size, in a quarter of its time."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of the files by name, in this order, deflated. Equal files give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # Unix, also when written on Windows
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, _LEVEL)
    return buffer.getvalue()


def unzipped(data: bytes, suffix: str, limit: int) -> bytes:
    """The first file of the archive with this ending, those in its root first; at most ``limit`` bytes.

    Raises GeometryError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _extracted(archive, _member(archive, suffix), limit)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise GeometryError(f"the zip archive is damaged: {error}", offset=0) from None


def check_size(size: int, limit: int) -> None:
    """Raises GeometryError for more than ``limit`` bytes of XML."""
    if size > limit:
        raise GeometryError(f"{size} bytes of XML are more than {limit >> 20} MiB", offset=0)


def _member(archive: zipfile.ZipFile, suffix: str) -> zipfile.ZipInfo:
    members = [item for item in archive.infolist() if item.filename.lower().endswith(suffix)]
    if not members:
        raise GeometryError(f"the zip archive holds no {suffix} file", offset=0)
    return min(members, key=lambda item: item.filename.count("/"))


def _extracted(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    """The member's bytes. Only stored and deflated ones: other methods can ask for gigabytes of memory."""
    if member.flag_bits & 1 or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise GeometryError("the zip archive is encrypted or packed in an unusual way", offset=member.header_offset)
    check_size(member.file_size, limit)
    with archive.open(member) as stream:
        return stream.read(member.file_size)
