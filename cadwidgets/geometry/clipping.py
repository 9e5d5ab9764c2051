"""Triangles and lines without what lies beyond a plane."""

from __future__ import annotations

import numpy as np

from cadwidgets.geometry.measure import Floats
from cadwidgets.geometry.topology import Indices


def clipped_triangles(corners: Floats, height: Floats) -> tuple[Floats, Indices]:
    """What of triangles (m, 3 corners, k numbers each) is on or above a plane: (the triangles, whose piece each is).

    ``height`` (m, 3) is that of the corners over the plane. A new corner has its share of the numbers of both ends of
    its side. All keep their direction of rotation.
    """
    above = height >= 0.0
    count = above.sum(axis=1)
    whole = np.flatnonzero(count == 3)
    pieces, owners = [corners[whole]], [whole]
    for kept in (1, 2):
        some = np.flatnonzero(count == kept)
        alone = np.argmax(above[some] == (kept == 1), axis=1)  # the corner that is on its side by itself
        order = (alone[:, None] + np.arange(3)) % 3
        one, two, three = corners[some[:, None], order].transpose(1, 0, 2)
        high = height[some[:, None], order]
        first, second = _between(one, two, high[:, 0], high[:, 1]), _between(one, three, high[:, 0], high[:, 2])
        found = [(one, first, second)] if kept == 1 else [(first, two, three), (first, three, second)]
        pieces += [np.stack(piece, axis=1) for piece in found]
        owners += [some] * len(found)
    return np.concatenate(pieces), np.concatenate(owners)


def clipped_lines(ends: Floats, height: Floats) -> tuple[Floats, Indices]:
    """The same for lines (e, 2 ends, k)."""
    above = height >= 0.0
    kept = np.flatnonzero(above.any(axis=1))
    ends, height, above = ends[kept], height[kept], above[kept]
    crossing = _between(ends[:, 0], ends[:, 1], height[:, 0], height[:, 1])
    return np.where(above[:, :, None], ends, crossing[:, None]), kept


def _between(one: Floats, other: Floats, high: Floats, low: Floats) -> Floats:
    """Where the height is 0 between two points (n, k)."""
    apart = high - low
    share = np.divide(high, apart, out=np.zeros_like(high), where=apart != 0.0)[:, None]
    between: Floats = one + share * (other - one)
    return between
