"""PNG out (W3C recommendation Portable Network Graphics, third edition): 8 bits, with or without opacity."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOR_TYPES = {3: 2, 4: 6}
_UP = 2
"""The filter that stores the difference to the pixel above."""
_PERCEPTUAL = b"\0"


def write_png(pixels: NDArray[np.uint8]) -> bytes:
    """A PNG of (height, width, 3 or 4) sRGB bytes from the top left; the fourth is the opacity."""
    height, width, channels = pixels.shape
    rows = pixels.reshape(height, width * channels)
    above = np.concatenate([np.zeros_like(rows[:1]), rows[:-1]])
    filtered = np.concatenate([np.full((height, 1), _UP, np.uint8), rows - above], axis=1)
    header = struct.pack(">IIBBBBB", width, height, 8, _COLOR_TYPES[channels], 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"sRGB", _PERCEPTUAL),
        (b"IDAT", zlib.compress(filtered.tobytes(), 6)),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
