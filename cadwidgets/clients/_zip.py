"""Reading an archive that somebody else made, without trusting anything that it says."""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from pathlib import PurePosixPath

from cadwidgets.errors import BadAnswer
from cadwidgets.geometry.archive import MAX_ENTRIES, entries_in

MAX_MEMBERS = 1000
MAX_BYTES = 512 << 20
"""All members together, after decompression."""
MAX_RATIO = 100
"""Decompressed bytes per byte of the archive; small archives (below 1 MiB decompressed) may be denser."""

_RATIO_FREE_BYTES = 1 << 20
_ENCRYPTED = 0x1
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NAME_AND_EXTRA = struct.Struct("<26xHH")
"""A local file header without what follows it: the lengths of name and extra field at its end (APPNOTE 4.3.7)."""
_RESERVED = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    "CONIN$",
    "CONOUT$",
    *(f"{port}{digit}" for port in ("COM", "LPT") for digit in "123456789¹²³"),
}
"""What is no file on Windows, whatever its ending."""
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def read_archive(data: bytes) -> dict[str, bytes]:
    """The files of a zip by name, in its own order; folders are left out.

    Raises BadAnswer with the reason for bytes that are no zip, for a damaged or encrypted one, for names
    that lead out of their folder, for links, for repeated names, and beyond the limits above. Nothing is
    decompressed before the whole directory has been checked, and no member is read further than the size
    that was checked.
    """
    if entries_in(data) > MAX_ENTRIES:  # before a directory of any length is read
        raise BadAnswer(f"the archive has more than {MAX_MEMBERS} files")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.filename.endswith("/")]
            _check(members, data, archive.start_dir)
            return {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OSError) as error:
        raise BadAnswer(f"the archive is damaged: {error}") from None
    except (NotImplementedError, RuntimeError) as error:
        raise BadAnswer(f"the archive cannot be read: {error}") from None


def _check(members: list[zipfile.ZipInfo], data: bytes, directory_at: int) -> None:
    if len(members) > MAX_MEMBERS:
        raise BadAnswer(f"the archive has more than {MAX_MEMBERS} files")
    for member in members:
        _check_member(member)
    if len({compared(member.filename) for member in members}) < len(members):
        raise BadAnswer("the archive has two files of the same name")
    _check_places(members, data, directory_at)
    total = sum(member.file_size for member in members)
    if total > MAX_BYTES:
        raise BadAnswer(f"the archive holds more than {MAX_BYTES >> 20} MiB")
    if total > max(_RATIO_FREE_BYTES, MAX_RATIO * len(data)):
        raise BadAnswer(f"the archive is packed more than {MAX_RATIO} times: it looks like a trap")


def _check_places(members: list[zipfile.ZipInfo], data: bytes, directory_at: int) -> None:
    """No bytes belong to two members: a small archive whose members overlap can hold any number of them."""
    ordered = sorted(members, key=lambda member: member.header_offset)
    starts = [*(member.header_offset for member in ordered), directory_at]
    for member, end in zip(ordered, starts[1:], strict=True):
        name_bytes, extra_bytes = _NAME_AND_EXTRA.unpack_from(data, member.header_offset)
        if member.header_offset + _NAME_AND_EXTRA.size + name_bytes + extra_bytes + member.compress_size > end:
            raise BadAnswer(f"the archive's {member.filename[:80]!r} overlaps another part: it looks like a trap")


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
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and all(map(is_plain_name, path.parts))


def is_plain_name(name: str) -> bool:
    """Whether a file or folder may be called so on any system (Windows forbids the most), and shows as what it is.

    No control characters, line separators or marks that change the direction of writing.
    """
    if set(name) & set('<>:"|?*\\/') or any(unicodedata.category(letter) in _UNSEEN for letter in name):
        return False
    stem = name.partition(".")[0].strip().upper()
    return not (name in ("", "..") or name.endswith((".", " ")) or stem in _RESERVED)


def compared(name: str) -> str:
    """The name as file systems compare it that ignore case and forms of accents, without empty folders."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", str(PurePosixPath(name))).casefold())
