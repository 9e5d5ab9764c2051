"""The lines between merged points that triangles of one body meet on: is a body closed, where do its faces end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
_BITS = 63
_ONE = np.uint64(1)


@dataclass(frozen=True, eq=False)
class Lines:
    """The half-edges of triangles, sorted by the line on which they lie, then by face.

    ``keys`` (h,): the line's number, the number of the triangle's face in the ``width`` bits below it, and one bit that
    is set where the half-edge runs from the larger point to the smaller. One sort of plain numbers serves all
    questions. ``points``: how many there are; ``known``: the lines by number, where a number is not made of its points.
    """

    keys: NDArray[np.uint64]
    width: np.uint64
    points: np.uint64
    known: NDArray[np.uint64] | None = None

    @classmethod
    def of(cls, triangles: NDArray[Any], face: NDArray[Any], points: int, faces: int) -> Lines:
        """Of ``triangles`` (m, 3) over ``points`` points, which have three different corners; ``face`` (m,) of each,
        less than ``faces``."""
        begin = np.ascontiguousarray(triangles.T).astype(np.uint64)
        end = begin[[1, 2, 0]]
        keys = np.minimum(begin, end)
        keys *= np.uint64(points)
        keys += np.maximum(begin, end)
        width, known = faces.bit_length(), None
        if 2 * points.bit_length() + width + 1 > _BITS:
            known, rank = np.unique(keys, return_inverse=True)
            keys = rank.reshape(keys.shape).astype(np.uint64)
        keys <<= np.uint64(width + 1)
        keys |= face.astype(np.uint64) << _ONE
        keys |= begin > end
        keys = keys.reshape(-1)
        keys.sort()
        return cls(keys, np.uint64(width), np.uint64(points), known)

    @cached_property
    def _number(self) -> NDArray[np.uint64]:
        return self.keys >> (self.width + _ONE)

    def face(self, at: Numbers) -> Numbers:
        """(k,) the faces of the half-edges ``at`` (k,)."""
        return (self.keys[at] >> _ONE & ((_ONE << self.width) - _ONE)).astype(np.int64)

    def ends(self, at: Numbers) -> Numbers:
        """(k, 2) the points at the ends of the lines of the half-edges ``at`` (k,), the smaller first."""
        line = self._number[at] if self.known is None else self.known[self._number[at]]
        return np.stack(np.divmod(line, self.points), axis=1).astype(np.int64)

    def unpaired(self) -> Numbers:
        """The half-edges on lines that do not join exactly two triangles, which run along them in opposite ways."""
        if self._all_paired():
            return np.zeros(0, np.int64)
        count = np.diff(np.flatnonzero(np.diff(self._number, prepend=~np.uint64(0))), append=len(self.keys))
        backward = np.add.reduceat(self.keys & _ONE, np.cumsum(count) - count)
        return np.flatnonzero(np.repeat((count != 2) | (backward != 1), count))

    def _all_paired(self) -> bool:
        first, second = self._number[0::2], self._number[1::2]
        if len(self.keys) % 2 or not np.array_equal(first, second) or np.any(first[1:] == first[:-1]):
            return False
        return bool(np.all((self.keys[0::2] ^ self.keys[1::2]) & _ONE))

    def borders(self) -> Numbers:
        """One half-edge for each line on which a face ends, with the first such face: a seam, which its face has
        twice, is none."""
        place = self.keys >> _ONE
        same = place[1:] == place[:-1]
        alone = np.ones(len(place), bool)
        alone[1:] &= ~same
        alone[:-1] &= ~same
        at = np.flatnonzero(alone)
        first: Numbers = at[np.diff(self._number[at], prepend=~np.uint64(0)) != 0]
        return first
