"""The body of an answer, unpacked as it comes: neither a length nor a packing of the other side is believed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from cadwidgets.errors import BadAnswer

FILE_BYTES = 512 << 20
"""No file may be longer than this after decompression."""
ANSWER_BYTES = 64 << 20
"""Nor any other success."""
REFUSAL_BYTES = 1 << 20
"""Nor a refusal, of which only the beginning is shown."""
MAX_RATIO = 100
"""Decompressed bytes per byte on the wire; a body below `_RATIO_FREE_BYTES` may be denser."""
ACCEPTED = "gzip, deflate"

_RATIO_FREE_BYTES = 8 << 20
_PIECE_BYTES = 1 << 20
_ZLIB_OR_GZIP = 32 + zlib.MAX_WBITS
_PACKED, _PLAIN = ("gzip", "x-gzip", "deflate"), ("", "identity")


class CutShort(Exception):
    """The connection ended in the middle of a body, after so many bytes."""


@dataclass
class Body:
    """Counts and unpacks one body of the Content-Encoding ``coding``, which may have ``most`` bytes in the end.

    ``come`` is the number of bytes so far, unpacked.
    """

    coding: str
    most: int
    url: str
    come: int = 0

    def __post_init__(self) -> None:
        if self.coding not in (*_PACKED, *_PLAIN):
            raise BadAnswer(f"the answer is packed with {self.coding[:40]!r}, which was not asked for", url=self.url)
        self._wire = 0
        self._unpacker = zlib.decompressobj(_ZLIB_OR_GZIP) if self.coding in _PACKED else None

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What these bytes of the wire unpack to, in pieces of a megabyte. Raises BadAnswer beyond the limits."""
        self._wire += len(data)
        for piece in self._unpacked(data):
            self.come += len(piece)
            if self.come > self.most:
                raise BadAnswer(f"the answer is longer than {self.most >> 20} MiB", url=self.url)
            if self.come > max(_RATIO_FREE_BYTES, MAX_RATIO * self._wire):
                raise BadAnswer(f"the answer is packed more than {MAX_RATIO} times: it looks like a trap", url=self.url)
            yield piece

    def end(self) -> None:
        """The connection has no more bytes. Raises CutShort if the packing has not ended."""
        if self._unpacker is not None and self._wire and not self._unpacker.eof:
            raise CutShort(self.come)

    def _unpacked(self, data: bytes) -> Iterator[bytes]:
        if self._unpacker is None:
            yield data
            return
        try:
            while data and not self._unpacker.eof:  # what follows the end belongs to no answer
                yield self._unpacker.decompress(data, _PIECE_BYTES)
                data = self._unpacker.unconsumed_tail
        except zlib.error as error:
            raise BadAnswer(f"the answer's packing is damaged: {error}", url=self.url) from None
