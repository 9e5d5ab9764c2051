"""Whether a file looks like one of its type: its first and last bytes and the lengths that it states. Nothing is read
in full: the reader of a file must be wary anyway, but it is not to get half a file, or a web page called a model.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from typing import IO

_HEAD, _TAIL = 256, 256
_STL_HEADER, _STL_TRIANGLE = 84, 50


class Ends:
    """The first and the last bytes of a file, and its size."""

    def __init__(self, file: IO[bytes]) -> None:
        file.seek(0)
        self.head = file.read(_HEAD)
        self.size = file.seek(0, 2)
        file.seek(max(0, self.size - _TAIL))
        self.tail = file.read(_TAIL)

    def are(self, first: bytes, last: bytes) -> bool:
        """Whether it begins and ends like that, white space at the end aside."""
        return self.head.startswith(first) and self.tail.rstrip().endswith(last)


def looks_like(output: str, file: IO[bytes]) -> bool:
    """Whether ``file`` looks like a file of the type ``output``, one of the contract's or of ours."""
    return _CHECKS[output](Ends(file))


def _is_stl(ends: Ends) -> bool:
    if ends.size >= _STL_HEADER:
        triangles: int = struct.unpack_from("<I", ends.head, _STL_HEADER - 4)[0]
        if ends.size == _STL_HEADER + _STL_TRIANGLE * triangles:
            return triangles > 0
    return ends.head.startswith(b"solid") and b"endsolid" in ends.tail


def _is_glb(ends: Ends) -> bool:
    return ends.head[:8] == b"glTF\x02\x00\x00\x00" and ends.head[8:12] == struct.pack("<I", ends.size)


def _is_zip(ends: Ends) -> bool:
    """With the record at the end of an archive that has no comment."""
    return ends.head.startswith(b"PK\x03\x04") and ends.tail[-22:].startswith(b"PK\x05\x06")


_CHECKS: Mapping[str, Callable[[Ends], bool]] = {
    "STL": _is_stl,
    "STEP": lambda ends: ends.are(b"ISO-10303-21;", b"END-ISO-10303-21;"),
    "AMF": lambda ends: ends.are(b"<?xml", b"</amf>") or _is_zip(ends),
    "TJS": lambda ends: ends.are(b"{", b"}"),
    "GLB": _is_glb,
    "SECTION": _is_glb,
    "3MF": _is_zip,
    "BREP": lambda ends: b"CASCADE Topology V" in ends.head,
    "SVG": lambda ends: ends.are(b"<", b"</svg>"),
    "DXF": lambda ends: b"SECTION" in ends.head and ends.tail.rstrip().endswith(b"EOF"),
    "VRML": lambda ends: ends.are(b"#VRML V2.0 utf8", b"}"),
    "PNG": lambda ends: ends.are(b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    "BOM": lambda ends: ends.are(b"[", b"]") or ends.are(b"{", b"}"),
    "MEASURE": lambda ends: ends.are(b"{", b"}"),
    "PROPERTIES": lambda ends: ends.are(b"{", b"}"),
}
