"""Whether a model file is whole, told from its own content: a service need not announce how long its answer is.

Every format is looked at where it says its length or its end; nothing is held in memory but its edges.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Callable
from typing import BinaryIO

_HEAD_BYTES = 1024
_TAIL_BYTES = 4096
_CHUNK_BYTES = 1 << 20

_STL_HEADER = struct.Struct("<80xI")
_STL_TRIANGLE_BYTES = 50
_GLB_HEADER = struct.Struct("<4sII")
_ZIP_END = struct.Struct("<4s4H2IH")
_ZIP_COMMENT_BYTES = 0xFFFF
_WEB_PAGE = re.compile(rb"\s*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_AMF_END = re.compile(rb"</(\w+:)?amf\s*>")
_ESCAPED = re.compile(rb"\\.", re.DOTALL)


def is_web_page(file: BinaryIO) -> bool:
    """Whether the file is an HTML page, as a login or a proxy answers."""
    return _WEB_PAGE.match(_head(file)) is not None


def is_whole(kind: str, file: BinaryIO) -> bool:
    """Whether a seekable file of output type ``kind`` has not lost its end. Types without a mark at their end pass.

    Sources: STL (84 bytes and 50 per triangle, or ``endsolid``), STEP (ISO 10303-21: ``END-ISO-10303-21;``), AMF
    (ISO/ASTM 52915: ``</amf>``, or a zip), three.js JSON, a BOM and measures (their braces), GLB (glTF 2.0: the
    header's length), 3MF (a zip).
    """
    check = _CHECKS.get(kind)
    return check is None or check(file)


def _size(file: BinaryIO) -> int:
    return file.seek(0, os.SEEK_END)


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(_HEAD_BYTES)


def _tail(file: BinaryIO, count: int = _TAIL_BYTES) -> bytes:
    file.seek(max(0, _size(file) - count))
    return file.read(count)


def _stl_is_whole(file: BinaryIO) -> bool:
    head, size = _head(file), _size(file)
    if size >= _STL_HEADER.size:
        (triangles,) = _STL_HEADER.unpack_from(head)
        # text in these four bytes announces hundreds of millions of triangles: it never passes for a count
        if size >= _STL_HEADER.size + _STL_TRIANGLE_BYTES * triangles:
            return True
    last_line = _tail(file).rstrip().rpartition(b"\n")[2].lstrip().lower()
    return head.lstrip().lower().startswith(b"solid") and last_line.startswith(b"endsolid")


def _step_is_whole(file: BinaryIO) -> bool:
    return b"END-ISO-10303-21;" in _tail(file)


def _amf_is_whole(file: BinaryIO) -> bool:
    if _head(file).startswith(b"PK"):
        return _zip_is_whole(file)
    return _AMF_END.search(_tail(file).replace(b"\0", b"")) is not None  # also in UTF-16


def _zip_is_whole(file: BinaryIO) -> bool:
    """Whether the end record (APPNOTE 4.3.16) stands at the end, and the directory right before it."""
    size = _size(file)
    tail = _tail(file, _ZIP_END.size + _ZIP_COMMENT_BYTES)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _ZIP_END.size:
        return False
    *_, directory_bytes, directory_at, comment_bytes = _ZIP_END.unpack_from(tail, at)
    end_record_at = size - len(tail) + at
    return bool(directory_at + directory_bytes <= end_record_at and at + _ZIP_END.size + comment_bytes <= len(tail))


def _glb_is_whole(file: BinaryIO) -> bool:
    head, size = _head(file), _size(file)
    if len(head) < _GLB_HEADER.size:
        return False
    magic, _, announced = _GLB_HEADER.unpack_from(head)
    return bool(magic == b"glTF" and size >= announced)


def _json_is_whole(file: BinaryIO, chunk_bytes: int = _CHUNK_BYTES) -> bool:
    """Whether all braces and brackets outside of texts are closed, and there were any. Read in chunks."""
    file.seek(0)
    depth, opened, inside_text, carry = 0, 0, False, b""
    while chunk := file.read(chunk_bytes):
        chunk = carry + chunk
        carry = b"\\" if (len(chunk) - len(chunk.rstrip(b"\\"))) % 2 else b""
        pieces = _ESCAPED.sub(b"", chunk.removesuffix(carry)).split(b'"')
        outside = b" ".join(pieces[inside_text::2])
        inside_text ^= len(pieces) % 2 == 0
        opening = outside.count(b"{") + outside.count(b"[")
        opened += opening
        depth += opening - outside.count(b"}") - outside.count(b"]")
    return opened > 0 and depth == 0 and not inside_text


_CHECKS: dict[str, Callable[[BinaryIO], bool]] = {
    "STL": _stl_is_whole,
    "STEP": _step_is_whole,
    "AMF": _amf_is_whole,
    "TJS": _json_is_whole,
    "GLB": _glb_is_whole,
    "SECTION": _glb_is_whole,
    "3MF": _zip_is_whole,
    "BOM": _json_is_whole,
    "MEASURE": _json_is_whole,
    "PROPERTIES": _json_is_whole,
}
