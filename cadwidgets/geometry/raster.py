"""Which pixels a triangle or a line covers, and how near it is there. Arrays in and out, no loop over triangles.

The screen's x runs to the right, y downwards, both in pixels; pixel (i, j) is sampled at its middle. Depth grows
towards the eye, from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

_AT_ONCE = 1 << 21
"""About so many pixels of triangles are made in one go: that bounds the memory."""
_HARDLY = 1e-12


@dataclass(frozen=True, eq=False)
class Fragments:
    """Samples of triangles or lines: ``pixel`` (n,) counted along the rows of the band, ``owner`` (n,) the number of
    the triangle or line, ``depth`` (n,)."""

    pixel: Indices
    owner: Indices
    depth: Floats


@dataclass(frozen=True)
class Band:
    """Rows ``top`` to ``bottom`` (exclusive) of a picture of ``width`` pixels."""

    width: int
    top: int
    bottom: int

    @property
    def size(self) -> int:
        """The number of pixels."""
        return self.width * (self.bottom - self.top)


def triangle_fragments(corners: Floats, band: Band) -> Iterator[Fragments]:
    """The samples of triangles (m, 3 corners, x y depth) in the band, some millions at a time.

    A pixel belongs to the triangle in which its middle lies; one on an edge belongs to one of the two.
    """
    first = np.clip(np.ceil(corners[:, :, 1].min(axis=1) - 0.5), band.top, band.bottom).astype(np.int64)
    last = np.clip(np.ceil(corners[:, :, 1].max(axis=1) - 0.5), band.top, band.bottom).astype(np.int64)
    columns = np.clip(np.ptp(corners[:, :, 0], axis=1), 1.0, band.width)
    for some in _in_portions(np.arange(len(corners)), (last - first) * columns.astype(np.int64)):
        rows = _counted(first[some], last[some])
        yield _filled(corners[some], rows[0], rows[1], band, int(some[0]))


def _counted(first: Indices, last: Indices) -> tuple[Indices, Indices]:
    """Count from first to last (exclusive) in every row: (number of the row, the counted values)."""
    count = np.maximum(last - first, 0)
    owner = np.repeat(np.arange(len(count)), count)
    return owner, np.arange(len(owner)) + np.repeat(first - np.cumsum(count) + count, count)


def _filled(corners: Floats, owner: Indices, row: Indices, band: Band, number: int) -> Fragments:
    """From rows of triangles to their pixels; ``number`` is that of the first of the triangles."""
    left, right = _span(corners, owner, _middle(row))
    ends = [np.clip(np.ceil(end - 0.5), 0, band.width).astype(np.int64) for end in (left, right)]
    span, column = _counted(*ends)
    depth = _Planes.of(corners).along(owner, _middle(row), span, _middle(column))
    return Fragments(((row - band.top) * band.width)[span] + column, owner[span] + number, depth)


def _middle(pixel: Indices) -> Floats:
    return pixel.astype(np.float64) + 0.5


def _span(corners: Floats, owner: Indices, y: Floats) -> tuple[Floats, Floats]:
    """Where the horizontal at ``y`` enters and leaves the triangle."""
    left, right = np.full(len(y), np.inf), np.full(len(y), -np.inf)
    for one, two in ((0, 1), (1, 2), (2, 0)):
        (x1, y1), (x2, y2) = (corners[owner, corner, :2].T for corner in (one, two))
        crosses = (y1 <= y) != (y2 <= y)
        x = x1 + np.divide(y - y1, y2 - y1, out=np.zeros_like(y), where=crosses) * (x2 - x1)
        np.minimum(left, x, out=left, where=crosses)
        np.maximum(right, x, out=right, where=crosses)
    return left, right


@dataclass(frozen=True, eq=False)
class _Planes:
    """The depth of triangles as a function of x and y."""

    corners: Floats
    slope_x: Floats
    slope_y: Floats
    nearest: Floats
    farthest: Floats

    @classmethod
    def of(cls, corners: Floats) -> _Planes:
        (x1, y1, z1), (x2, y2, z2) = ((corners[:, corner] - corners[:, 0]).T for corner in (1, 2))
        twice_area = x1 * y2 - x2 * y1
        flat = np.abs(twice_area) < 1e-12
        inverse = np.where(flat, 0.0, 1.0 / np.where(flat, 1.0, twice_area))
        depths = corners[:, :, 2]
        return cls(
            corners[:, 0],
            (z1 * y2 - z2 * y1) * inverse,
            (x1 * z2 - x2 * z1) * inverse,
            depths.max(axis=1),
            depths.min(axis=1),
        )

    def along(self, owner: Indices, y: Floats, span: Indices, x: Floats) -> Floats:
        """The depth at x in the rows ``span``, which lie at y in their owners; never beyond the corners' own."""
        x0, y0, z0 = self.corners[owner].T
        slope = self.slope_x[owner]
        at_zero = z0 + self.slope_y[owner] * (y - y0) - slope * x0
        depth = at_zero[span] + slope[span] * x
        inside: Floats = np.clip(depth, self.farthest[owner][span], self.nearest[owner][span])
        return inside


def line_fragments(ends: Floats, band: Band, thickness: int) -> Iterator[Fragments]:
    """The samples of lines (e, 2 ends, x y depth) in the band, each a square of ``thickness`` pixels; some millions at
    a time."""
    steps = np.ceil(np.abs(ends[:, 1, :2] - ends[:, 0, :2]).max(axis=1, initial=0.0)) + 1.0
    first, last = _inside(ends, band, thickness)
    begin, end = np.floor(first * steps).astype(np.int64), np.ceil(last * steps).astype(np.int64) + 1
    numbers = np.flatnonzero(first <= last)
    for some in _in_portions(numbers, (end - begin)[numbers]):
        line, step = _counted(begin[some], end[some])
        start, way = ends[some, 0], ends[some, 1] - ends[some, 0]
        point = start[line] + way[line] * (step / steps[some[line]])[:, None]
        yield from _squares(point, some[line], band, thickness)


def _inside(ends: Floats, band: Band, margin: int) -> tuple[Floats, Floats]:
    """Which share of each line is in the band, or near it: (from, to); from > to where none is."""
    first, last = np.zeros(len(ends)), np.ones(len(ends))
    for side, low, high in ((0, -margin, band.width + margin), (1, band.top - margin, band.bottom + margin)):
        start, way = ends[:, 0, side], ends[:, 1, side] - ends[:, 0, side]
        way = np.where(way == 0.0, _HARDLY, way)  # a line along the border is inside for good, or never
        one, other = (low - start) / way, (high - start) / way
        first = np.maximum(first, np.clip(np.minimum(one, other), 0.0, 2.0))
        last = np.minimum(last, np.clip(np.maximum(one, other), -1.0, 1.0))
    return first, last


def _in_portions(numbers: Indices, sizes: Indices) -> Iterator[Indices]:
    """The numbers, so many at a time that their sizes make `_AT_ONCE` or little more."""
    total = np.cumsum(sizes)
    cuts = np.searchsorted(total, np.arange(_AT_ONCE, total[-1] if len(total) else 0, _AT_ONCE))
    for start, stop in pairwise(np.unique([0, *cuts.tolist(), len(numbers)]).tolist()):
        yield numbers[start:stop]


def _squares(point: Floats, owner: Indices, band: Band, side: int) -> Iterator[Fragments]:
    """The samples in squares around points (n, 3)."""
    corner = np.floor(point[:, :2] - (side - 1) / 2.0).astype(np.int64)
    for across in range(side):
        for down in range(side):
            x, y = corner[:, 0] + across, corner[:, 1] + down
            shown = (x >= 0) & (x < band.width) & (y >= band.top) & (y < band.bottom)
            pixel = (y[shown] - band.top) * band.width + x[shown]
            yield Fragments(pixel, owner[shown], point[shown, 2])


def weights(corners: Floats, x: Floats, y: Floats) -> Floats:
    """The share of every corner (n, 3) of triangles (n, 3, 2 or more) at the points x, y; never outside of 0..1."""
    (x1, y1), (x2, y2) = ((corners[:, corner, :2] - corners[:, 0, :2]).T for corner in (1, 2))
    px, py = x - corners[:, 0, 0], y - corners[:, 0, 1]
    twice_area = x1 * y2 - x2 * y1
    flat = np.abs(twice_area) < 1e-12
    inverse = np.where(flat, 0.0, 1.0 / np.where(flat, 1.0, twice_area))
    second, third = (px * y2 - x2 * py) * inverse, (x1 * py - px * y1) * inverse
    shares: Floats = np.clip(np.stack([1.0 - second - third, second, third], axis=-1), 0.0, 1.0)
    shares /= shares.sum(axis=1, keepdims=True)
    return shares
