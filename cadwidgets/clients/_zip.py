"""Reading an archive that somebody else made, without trusting anything that it says."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from cadwidgets.errors import BadAnswer

MAX_MEMBERS = 1000
MAX_BYTES = 512 << 20
"""All members together, after decompression."""
MAX_RATIO = 100
"""Decompressed bytes per byte of the archive; small archives (below 1 MiB decompressed) may be denser."""

_RATIO_FREE_BYTES = 1 << 20
_ENCRYPTED = 0x1
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def read_archive(data: bytes) -> dict[str, bytes]:
    """The files of a zip by name, in its own order; folders are left out.

    Raises BadAnswer with the reason for bytes that are no zip, for a damaged or encrypted one, for names
    that lead out of their folder, for links, for repeated names, and beyond the limits above. Nothing is
    decompressed before the whole directory has been checked, and no member is read further than the size
    that was checked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check(members, len(data))
            return {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OSError) as error:
        raise BadAnswer(f"the archive is damaged: {error}") from None
    except (NotImplementedError, RuntimeError) as error:
        raise BadAnswer(f"the archive cannot be read: {error}") from None


def _check(members: list[zipfile.ZipInfo], archive_bytes: int) -> None:
    if len(members) > MAX_MEMBERS:
        raise BadAnswer(f"the archive has more than {MAX_MEMBERS} files")
    for member in members:
        _check_member(member)
    if len({member.filename.casefold() for member in members}) < len(members):
        raise BadAnswer("the archive has two files of the same name")
    total = sum(member.file_size for member in members)
    if total > MAX_BYTES:
        raise BadAnswer(f"the archive holds more than {MAX_BYTES >> 20} MiB")
    if total > max(_RATIO_FREE_BYTES, MAX_RATIO * archive_bytes):
        raise BadAnswer(f"the archive is packed more than {MAX_RATIO} times: it looks like a trap")


def _check_member(member: zipfile.ZipInfo) -> None:
    shown = repr(member.filename[:80])
    if not _is_plain(member.filename):
        raise BadAnswer(f"the archive has a file with the unsafe name {shown}")
    mode = member.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise BadAnswer(f"the archive's {shown} is no plain file")
    if member.flag_bits & _ENCRYPTED:
        raise BadAnswer(f"the archive's {shown} is encrypted")
    if member.compress_type not in _COMPRESSIONS:
        raise BadAnswer(f"the archive's {shown} is compressed in an unusual way")


def _is_plain(name: str) -> bool:
    """Whether the name stays below the folder it would be unpacked in, on any system."""
    if not name or _CONTROL.search(name) or "\\" in name or ":" in name:
        return False
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts
