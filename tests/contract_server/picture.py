"""Pictures of the catalog: a PNG that a browser shows, at addresses that ask for no key."""

from __future__ import annotations

import struct
import zlib

FAMILY_PICTURE = "/pictures/family.png"
PART_PICTURE = "/pictures/part.png"
SIDE = 48


def picture(path: str) -> bytes | None:
    """The PNG behind a path."""
    colours = {FAMILY_PICTURE: (70, 110, 160), PART_PICTURE: (150, 90, 40)}
    return _png(colours[path]) if path in colours else None


def _png(colour: tuple[int, int, int]) -> bytes:
    """A washer of this colour on white: ``SIDE`` x ``SIDE`` pixels of 8-bit RGB (PNG, ISO/IEC 15948)."""
    rows = (b"\0" + b"".join(_pixel(x, y, colour) for x in range(SIDE)) for y in range(SIDE))
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, *zip(*chunks, strict=True)))


def _pixel(x: int, y: int, colour: tuple[int, int, int]) -> bytes:
    distance = ((x - SIDE / 2 + 0.5) ** 2 + (y - SIDE / 2 + 0.5) ** 2) ** 0.5
    return bytes(colour if SIDE / 4 <= distance <= SIDE / 2.2 else (255, 255, 255))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
