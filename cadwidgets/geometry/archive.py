"""Zip archives around models: read with suspicion, written the same every time."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from cadwidgets.errors import GeometryError

MAX_ENTRIES = 20_000
"""A directory of more is not read: each takes some 700 bytes of memory."""
MAX_RATIO = 100
"""Decompressed bytes per byte of the archive; small files (below 8 MiB) may be denser."""
_RATIO_FREE_BYTES = 8 << 20
_ENTRY = b"PK\x01\x02"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can tell: equal models give equal bytes."""
_LEVEL = 3
"""Of zlib: on lists of numbers within a tenth of the best level's size, in a quarter of its time."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of the files by name, in this order, deflated. Equal files give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(timeless_entry(name), data, zipfile.ZIP_DEFLATED, _LEVEL)
    return buffer.getvalue()


def timeless_entry(name: str) -> zipfile.ZipInfo:
    """A file of an archive that is to be the same whenever and wherever it is written, deflated."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = 3  # Unix, also when written on Windows
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def unzipped(data: bytes, suffix: str, limit: int) -> bytes:
    """The first file of the archive with this ending, those in its root first; at most ``limit`` bytes.

    Raises GeometryError.
    """
    with _opened(data) as archive:
        member = _member(archive, suffix)
        check_ratio(member.file_size, len(data))
        return _extracted(archive, member, limit)


def unzipped_all(data: bytes, suffixes: tuple[str, ...], limit: int) -> dict[str, bytes]:
    """The files of the archive with these endings by name; at most ``limit`` bytes together. Raises GeometryError."""
    with _opened(data) as archive:
        members = [item for item in archive.infolist() if item.filename.lower().endswith(suffixes)]
        size = sum(item.file_size for item in members)
        check_ratio(size, len(data))
        check_size(size, limit)
        return {item.filename: _extracted(archive, item, limit) for item in members}


@contextmanager
def _opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """What is wrong with an archive is a GeometryError."""
    try:
        if entries_in(data) > MAX_ENTRIES:
            raise GeometryError(f"the zip archive has more than {MAX_ENTRIES} files", offset=0)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise GeometryError(f"the zip archive is damaged: {error}", offset=0) from None


def entries_in(data: bytes) -> int:
    """How many files the archive's directory may have, those of archives within it included; it is not read."""
    return data.count(_ENTRY)


def check_ratio(size: int, packed: int) -> None:
    """Raises GeometryError for ``size`` bytes that are packed into ``packed`` as no model is."""
    if size > max(_RATIO_FREE_BYTES, MAX_RATIO * packed):
        raise GeometryError(f"the zip archive is packed more than {MAX_RATIO} times: it looks like a trap", offset=0)


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
