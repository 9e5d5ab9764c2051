"""The nearest points of pairs of triangles; segments and points are triangles whose corners are in one place."""

from __future__ import annotations

import numpy as np

from cadwidgets.geometry.measure import Floats, area_vectors
from cadwidgets.geometry.topology import Bools

_AFTER = [1, 2, 0]
_FLAT = 1e-12
"""A triangle so much smaller than its sides is a segment, and a segment so nearly along another is parallel to it."""


def nearest_pair(one: Floats, other: Floats) -> tuple[float, Floats, Floats]:
    """Of pairs of triangles (n, 3, 3), (the shortest distance of a pair, the point on the first, that on the second).

    Two triangles are nearest where two of their sides are, or a corner and the inside of the other, unless a side
    goes through the other: then their distance is 0.
    """
    candidates = (
        _sides(one, other),
        _corners(one, other),
        _corners(other, one)[::-1],
        _crossings(one, other),
        _crossings(other, one)[::-1],
    )
    starts, ends = (np.concatenate([pair[side].reshape(-1, 3) for pair in candidates]) for side in (0, 1))
    apart = np.linalg.norm(starts - ends, axis=1)
    best = int(np.nanargmin(apart))
    return float(apart[best]), starts[best], ends[best]


def nearest_to(point: Floats, triangles: Floats) -> tuple[int, Floats]:
    """Of triangles (n, 3, 3) (the number of the one nearest to a point (3,), its nearest point)."""
    spot = np.broadcast_to(point, (len(triangles), 3, 3))
    below = _corners(spot, triangles)[1][:, :1]
    start, way = triangles, triangles[:, _AFTER] - triangles
    size = _dot(way, way)
    share = np.clip(_share(_dot(point - start, way), size, size > 0.0), 0.0, 1.0)
    places = np.concatenate((below, start + share[..., None] * way), axis=1)
    apart = np.linalg.norm(places - point, axis=2)
    best = int(np.nanargmin(apart.reshape(-1)))
    number, place = divmod(best, places.shape[1])
    return number, places[number, place]


def _sides(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    """The nearest points (n, 3, 3, 3) of every side of one and every side of the other. (After Ericson, "Real-Time
    Collision Detection", 2005, section 5.1.9.)"""
    start, way = one[:, :, None], (one[:, _AFTER] - one)[:, :, None]
    begin, course = other[:, None], (other[:, _AFTER] - other)[:, None]
    between = start - begin
    a, b, e = _dot(way, way), _dot(way, course), _dot(course, course)
    c, f = _dot(way, between), _dot(course, between)
    spread = a * e - b * b
    s = np.clip(_share(b * f - c * e, spread, spread > _FLAT * a * e), 0.0, 1.0)
    t = np.clip(_share(b * s + f, e, e > 0.0), 0.0, 1.0)
    s = np.clip(_share(b * t - c, a, a > 0.0), 0.0, 1.0)
    return start + s[..., None] * way, begin + t[..., None] * course


def _corners(points: Floats, triangles: Floats) -> tuple[Floats, Floats]:
    """The corners (n, 3, 3) of some, and the points right below them in the others; nan for those beside these."""
    normals = area_vectors(triangles)[:, None]
    size = _dot(normals, normals)
    origin, one, two = triangles[:, :1], (triangles[:, 1] - triangles[:, 0])[:, None], triangles[:, 2] - triangles[:, 0]
    away = points - origin
    solid = size > _FLAT * _dot(one, one) * _dot(two, two)[:, None]
    u = _share(_dot(np.cross(away, two[:, None]), normals), size, solid)
    v = _share(_dot(np.cross(one, away), normals), size, solid)
    inside = solid & (u >= 0.0) & (v >= 0.0) & (u + v <= 1.0)
    below = origin + u[..., None] * one + v[..., None] * two[:, None]
    return points, np.where(inside[..., None], below, np.nan)


def _crossings(segments: Floats, triangles: Floats) -> tuple[Floats, Floats]:
    """Where the sides of some go through the others, twice (n, 3, 3); nan for those that do not."""
    normals = area_vectors(triangles)[:, None]
    heights = _dot(segments - triangles[:, :1], normals)
    after = heights[:, _AFTER]
    share = _share(heights, heights - after, heights * after < 0.0)
    places = segments + share[..., None] * (segments[:, _AFTER] - segments)
    inside = (heights * after < 0.0) & ~np.isnan(_corners(places, triangles)[1][..., 0])
    met = np.where(inside[..., None], places, np.nan)
    return met, met


def _dot(one: Floats, other: Floats) -> Floats:
    return np.asarray(np.sum(one * other, axis=-1))


def _share(part: Floats, whole: Floats, where: Bools) -> Floats:
    """``part`` / ``whole``, and 0 elsewhere."""
    shape = np.broadcast_shapes(part.shape, whole.shape, where.shape)
    shares: Floats = np.divide(part, whole, out=np.zeros(shape), where=where)
    return shares
