"""What the writer and the reader of GLB share: the file's frame and the format's numbers."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

from cadwidgets.errors import GeometryError

Json = dict[str, Any]
"""An object of a glTF document."""

MAGIC = b"glTF"
LINES = 1
ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963
MAX_FACE = 1 << 24
"""Face numbers are stored as float32, which holds whole numbers up to here."""
MODEL_AXES = [-(0.5**0.5), 0.0, 0.0, 0.5**0.5]
"""The rotation (quaternion x, y, z, w) from a model with Z upwards into the format's axes, Y upwards."""

_HEADER, _CHUNK = struct.Struct("<4sII"), struct.Struct("<I4s")
_JSON, _BIN = b"JSON", b"BIN\0"
_VERSION = 2


def packed(json: bytes, chunks: Sequence[bytes]) -> bytes:
    """The file: a header, the JSON padded with spaces, and the buffer (``chunks`` of whole 4 bytes) if there is one.

    Raises ValueError for more than 4 GiB, which the header cannot tell.
    """
    json += b" " * (-len(json) % 4)
    size = sum(map(len, chunks))
    total = _HEADER.size + _CHUNK.size + len(json) + (_CHUNK.size + size if size else 0)
    if total >= 1 << 32:
        raise ValueError(f"the model takes {total} bytes; a GLB can hold less than 4 GiB")
    parts = [_HEADER.pack(MAGIC, _VERSION, total), _CHUNK.pack(len(json), _JSON), json]
    return b"".join([*parts, _CHUNK.pack(size, _BIN), *chunks] if size else parts)


def unpacked(data: bytes) -> tuple[bytes, int, memoryview]:
    """(The JSON, the byte where it begins, the buffer) of a GLB; bytes behind its own length do not count.

    Raises GeometryError.
    """
    magic, version, total = _read(_HEADER, data, 0)
    if magic != MAGIC:
        raise GeometryError("the file does not begin with 'glTF'", offset=0)
    if version != _VERSION:
        raise GeometryError(f"version {version} of the format is not known, only {_VERSION}", offset=4)
    if total > len(data):
        raise GeometryError(f"the header announces {total} bytes, there are {len(data)}", offset=8)
    found = _chunks(memoryview(data)[:total])
    if not found or found[0][0] != _JSON:
        raise GeometryError("the first chunk is no JSON", offset=_HEADER.size)
    buffer = next((chunk for kind, _, chunk in found[1:2] if kind == _BIN), memoryview(b""))
    return bytes(found[0][2]), found[0][1], buffer


def _chunks(data: memoryview) -> list[tuple[bytes, int, memoryview]]:
    """(Kind, first byte, content) of the first two chunks; others are extensions that nobody must know."""
    found: list[tuple[bytes, int, memoryview]] = []
    at = _HEADER.size
    while at < len(data) and len(found) < 2:
        length, kind = _read(_CHUNK, data, at)
        at += _CHUNK.size
        if length > len(data) - at:
            raise GeometryError(f"a chunk of {length} bytes does not fit into the file", offset=at - _CHUNK.size)
        found.append((kind, at, data[at : at + length]))
        at += length
    return found


def _read(layout: struct.Struct, data: bytes | memoryview, at: int) -> tuple[Any, ...]:
    if len(data) - at < layout.size:
        raise GeometryError("the file ends within a header", offset=len(data))
    return layout.unpack_from(data, at)
