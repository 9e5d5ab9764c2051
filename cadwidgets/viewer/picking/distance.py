"""The shortest distance between two sets of triangles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cadwidgets.geometry.measure import Floats, bounds
from cadwidgets.geometry.topology import Indices
from cadwidgets.viewer.picking.near_triangles import nearest_pair

_BLOCK, _BLOCKS = 48, 512
"""Triangles in a block, unless there would be more than so many blocks."""
_SAMPLE, _TO_AND_FRO = 400, 4
_AT_ONCE = 20_000
MOST_PAIRS = 4_000_000
"""So many pairs of triangles are looked at."""
_SAME = 1e-9

Closest = tuple[float, Floats, Floats]
"""(Distance, the point (3,) on the first, the point on the second)."""


def closest(one: Floats, other: Floats) -> Closest:
    """The shortest distance between triangles (k, 3, 3) and triangles (l, 3, 3), and between which points it is.

    It is exact, 0 where they meet or cross, to a share of 1e-9 of itself. Only if more than `MOST_PAIRS` pairs are as
    near to each other as the nearest ones could be, so that the boxes around them do not tell, does the search end
    before all are compared: then it is the distance of two points on them, but a shorter one may exist.
    """
    first, second = _Blocks.of(one), _Blocks.of(other)
    best = _guess(one, other)
    gaps = _gaps(first.low, first.high, second.low, second.high)
    left = MOST_PAIRS
    for place in np.argsort(gaps, axis=None).tolist():
        block, against = divmod(place, gaps.shape[1])
        if gaps[block, against] >= best[0] * (1 - _SAME) or left <= 0:
            break
        best, tried = _between(first, block, second, against, best)
        left -= tried
    return best


@dataclass(frozen=True, eq=False)
class _Blocks:
    """Triangles sorted so that neighbours stand together; blocks of ``size``, and the box around each."""

    triangles: Floats
    size: int
    low: Floats
    high: Floats

    @classmethod
    def of(cls, triangles: Floats) -> _Blocks:
        triangles = triangles[_order(triangles.mean(axis=1))]
        size = max(_BLOCK, -(-len(triangles) // _BLOCKS))
        starts = np.arange(0, len(triangles), size)
        low = np.minimum.reduceat(triangles.min(axis=1), starts)
        return cls(triangles, size, low, np.maximum.reduceat(triangles.max(axis=1), starts))

    def block(self, number: int) -> Floats:
        """(k, 3, 3)."""
        return self.triangles[number * self.size : (number + 1) * self.size]


def _order(points: Floats) -> Indices:
    """Along the curve of Morton, which seldom leaves a neighbourhood before all of it is visited."""
    low = points.min(axis=0)
    size = float((points.max(axis=0) - low).max()) or 1.0
    cells = ((points - low) / size * 1023).astype(np.int64)
    key = np.zeros(len(points), np.int64)
    for bit in range(10):
        for axis in range(3):
            key |= (cells[:, axis] >> bit & 1) << (3 * bit + axis)
    return np.argsort(key, kind="stable")


def _gaps(low: Floats, high: Floats, other_low: Floats, other_high: Floats) -> Floats:
    """(k, l): how far boxes are from other boxes."""
    apart = np.maximum(low[:, None] - other_high[None], other_low[None] - high[:, None])
    gaps: Floats = np.linalg.norm(np.maximum(apart, 0.0), axis=2)
    return gaps


def _guess(one: Floats, other: Floats) -> Closest:
    """The nearest of some corners, and from there to and fro between the nearest corners of all."""
    mine, others = (piece[:: 1 + len(piece) // _SAMPLE].reshape(-1, 3) for piece in (one, other))
    place = int(np.argmin(np.linalg.norm(mine[:, None] - others[None], axis=2))) // len(others)
    start = end = mine[place]
    for _ in range(_TO_AND_FRO):
        end = _nearest(other.reshape(-1, 3), start)
        start = _nearest(one.reshape(-1, 3), end)
    return float(np.linalg.norm(start - end)), start, end


def _nearest(points: Floats, place: Floats) -> Floats:
    away = points - place
    nearest: Floats = points[int(np.argmin(np.einsum("ij,ij->i", away, away)))]
    return nearest


def _between(first: _Blocks, block: int, second: _Blocks, against: int, best: Closest) -> tuple[Closest, int]:
    """(The nearest points of two blocks, or ``best`` if these are nearer; how many pairs were compared)."""
    one, other = first.block(block), second.block(against)
    for _ in range(2):
        one = _within(one, other, best[0])
        other = _within(other, one, best[0])
    if not len(one) or not len(other):
        return best, 0
    gaps = _gaps(one.min(axis=1), one.max(axis=1), other.min(axis=1), other.max(axis=1))
    order = np.argsort(gaps, axis=None)
    gaps = gaps.reshape(-1)[order]
    done = 0
    size = _AT_ONCE // 100  # the first few mostly tell how near it is
    while done < len(order) and gaps[done] < best[0] * (1 - _SAME):
        some = order[done : done + size][gaps[done : done + size] < best[0]]
        found = nearest_pair(one[some // len(other)], other[some % len(other)])
        best = min(best, found, key=lambda closest: closest[0])
        done, size = done + size, _AT_ONCE
    return best, min(done, len(order))


def _within(triangles: Floats, others: Floats, reach: float) -> Floats:
    """Those whose boxes are nearer than ``reach`` to the box around the others; none if there are no others."""
    if not len(others):
        return triangles[:0]
    low, high = bounds(others.reshape(-1, 3))
    near = _gaps(triangles.min(axis=1), triangles.max(axis=1), low[None], high[None])[:, 0] <= reach
    return triangles[near]
