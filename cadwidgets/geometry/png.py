"""PNG out (W3C recommendation Portable Network Graphics, third edition): 8 bits, with or without opacity."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOR_TYPES = {3: 2, 4: 6}
_UP = 2
"""The filter that stores the difference to the pixel above."""
_PERCEPTUAL = b"\0"


def write_png(bands: Iterable[Pixels], height: int, width: int, channels: int) -> bytes:
    """A PNG of sRGB bytes from the top left, some rows (rows, width, channels) at a time: no more than these are held
    unpacked. Of 4 ``channels``, instead of 3, the last is the opacity."""
    header = struct.pack(">IIBBBBB", width, height, 8, _COLOR_TYPES[channels], 0, 0, 0)
    chunks = ((b"IHDR", header), (b"sRGB", _PERCEPTUAL), (b"IDAT", b"".join(_packed(bands))), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


def _packed(bands: Iterable[Pixels]) -> Iterator[bytes]:
    """The rows, each as its difference to the one above."""
    pack, last = zlib.compressobj(6), np.zeros((1, 1), np.uint8)
    for band in bands:
        rows = band.reshape(len(band), -1)
        above = np.concatenate([np.broadcast_to(last, rows[:1].shape), rows[:-1]])
        yield pack.compress(np.concatenate([np.full((len(rows), 1), _UP, np.uint8), rows - above], axis=1).tobytes())
        last = rows[-1:]
    yield pack.flush()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
