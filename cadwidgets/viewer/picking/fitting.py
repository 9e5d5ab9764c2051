"""Planes, cylinders, spheres, lines and circles through points: by least squares, or none if some point is off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cadwidgets.geometry.measure import Floats, area_vectors, bounds, unit
from cadwidgets.geometry.topology import EdgeTable, next_corner, weld

_OFF = 1e-4
"""No point may be farther off than this share of half the size: corners of triangles lie on the surface itself."""
_NOISE = 4 * float(np.finfo(np.float32).eps)
_ENOUGH = 5000
_FLATTEST = 1e3
"""A radius of so many times half the size is none that points could tell."""
_ALONG = 0.8
"""How well the triangles must face as the surface does there (cosine)."""


@dataclass(frozen=True, eq=False)
class Fit:
    """``type`` as in `Facts`; ``point`` (3,) on the plane or the axis, or the centre of a sphere or a circle."""

    type: str
    point: Floats
    direction: Floats | None = None
    radius: float | None = None


class _Frame:
    """Points around 0, of size 1, so that models of any size anywhere meet the same numbers."""

    def __init__(self, points: Floats) -> None:
        flat = points.reshape(-1, 3)
        low, high = bounds(flat)
        self.middle, self.size = (low + high) / 2, float((high - low).max()) / 2 or 1.0
        self.points = (points - self.middle) / self.size
        self.off = _OFF + _NOISE * float(np.abs(flat).max()) / self.size

    def fit(self, type_: str, point: Floats, direction: Floats | None, radius: float | None = None) -> Fit:
        """In the points' own coordinates."""
        return Fit(type_, point * self.size + self.middle, direction, None if radius is None else radius * self.size)


def fit_surface(corners: Floats) -> Fit | None:
    """The PLANE, CYLINDER or SPHERE on which all corners of triangles (k, 3, 3) lie, or None.

    A plane's direction is outward. Two rings of points lie on many surfaces: they are taken for a cylinder if they are
    equally wide, and never for a sphere, which must have points within its rim.
    """
    frame = _Frame(corners)
    vectors = area_vectors(frame.points)
    points = frame.points.reshape(-1, 3)
    return _plane(frame, vectors) or _cylinder(frame, vectors, points) or _sphere(frame, vectors, points)


def fit_curve(path: Floats) -> Fit | None:
    """The LINE or CIRCLE on which all points (k, 3) of an edge lie, in their order, or None.

    A circle needs four different points. Its direction is that around which the edge turns counter-clockwise.
    """
    frame = _Frame(path)
    return _line(frame) or _circle(frame)


def _plane(frame: _Frame, vectors: Floats) -> Fit | None:
    normal = unit(vectors.sum(axis=0))
    middle = frame.points.mean(axis=(0, 1))
    if not normal.any() or np.abs((frame.points - middle) @ normal).max() > frame.off:
        return None
    return frame.fit("PLANE", middle, normal)


def _cylinder(frame: _Frame, vectors: Floats, points: Floats) -> Fit | None:
    some = _some(points)
    axis = np.linalg.eigh(unit(vectors).T @ vectors)[1][:, 0]
    center = np.zeros(3)
    for _ in range(6):  # Gauss and Newton: the axis tilts and moves, the radius grows, as the distances want it
        across, up = _beside(axis)
        flat = np.stack((some @ across, some @ up), axis=1)
        middle, radius = _around(flat)
        outward, along = unit(flat - middle), some @ axis
        wrong = np.linalg.norm(flat - middle, axis=1) - radius
        slopes = np.column_stack((outward, outward * along[:, None], np.ones(len(some))))
        step = np.linalg.lstsq(slopes, wrong, rcond=None)[0]
        center = (middle[0] + step[0]) * across + (middle[1] + step[1]) * up
        radius += step[4]
        axis = unit(axis + step[2] * across + step[3] * up)
    if len(some) < 6 or not all(_lies(frame, _off_axis(these, center, axis), radius) for these in (some, points)):
        return None
    if not _faces(_off_axis(frame.points.mean(axis=1), center, axis), vectors):
        return None
    return frame.fit("CYLINDER", center, axis, radius)


def _sphere(frame: _Frame, vectors: Floats, points: Floats) -> Fit | None:
    some = _some(points)
    center, radius = _around(some)
    if not _lies(frame, some - center, radius) or not _lies(frame, points - center, radius):
        return None
    if not _faces(frame.points.mean(axis=1) - center, vectors) or not _has_inner_points(points):
        return None
    return frame.fit("SPHERE", center, None, radius)


def _line(frame: _Frame) -> Fit | None:
    points = frame.points
    direction = unit(points[-1] - points[0])
    away = points - points[0]
    away = away - np.outer(away @ direction, direction)
    if not direction.any() or np.linalg.norm(away, axis=1).max() > frame.off:
        return None
    return frame.fit("LINE", points[0], direction)


def _circle(frame: _Frame) -> Fit | None:
    points = frame.points
    some = _some(points)
    if len(some) < 4:
        return None
    middle = some.mean(axis=0)
    across, up, normal = np.linalg.svd(some - middle, full_matrices=False)[2]
    flat = np.stack(((some - middle) @ across, (some - middle) @ up), axis=1)
    (x, y), radius = _around(flat)
    center = middle + x * across + y * up
    away = points - center
    if np.abs(away @ normal).max() > frame.off or not _lies(frame, away, radius):
        return None
    turns = np.cross(away[:-1], away[1:]).sum(axis=0) @ normal
    return frame.fit("CIRCLE", center, normal if turns >= 0.0 else -normal, radius)


def _some(points: Floats) -> Floats:
    """Different points, at most so many that more would tell no more."""
    some = points[:: 1 + len(points) // _ENOUGH]
    return some[weld(some.astype(np.float32), 1e-6)[0]]


def _around(points: Floats) -> tuple[Floats, float]:
    """(Centre, radius) of the circle or sphere nearest to points (n, 2 or 3); a linear problem (Kåsa, 1976)."""
    rows = np.column_stack((2.0 * points, np.ones(len(points))))
    *center, rest = np.linalg.lstsq(rows, (points * points).sum(axis=1), rcond=None)[0]
    found = np.array(center)
    return found, float(np.sqrt(max(rest + found @ found, 0.0)))


def _off_axis(points: Floats, center: Floats, axis: Floats) -> Floats:
    """The vectors from an axis to points, at right angles to it."""
    away: Floats = points - center
    return away - np.outer(away @ axis, axis)


def _beside(axis: Floats) -> tuple[Floats, Floats]:
    """Two unit vectors at right angles to a unit vector and each other."""
    across = unit(np.cross(axis, np.eye(3)[int(np.argmin(np.abs(axis)))]))
    return across, np.cross(axis, across)


def _lies(frame: _Frame, away: Floats, radius: float) -> bool:
    """Whether all points are a radius away."""
    return 0.0 < radius < _FLATTEST and bool(np.abs(np.linalg.norm(away, axis=1) - radius).max() <= frame.off)


def _faces(outward: Floats, vectors: Floats) -> bool:
    """Whether all triangles look outwards, or all inwards."""
    large = np.linalg.norm(vectors, axis=1) > 1e-9
    cosines = np.einsum("ij,ij->i", unit(outward[large]), unit(vectors[large]))
    return bool(large.any() and (cosines.min() >= _ALONG or cosines.max() <= -_ALONG))


def _has_inner_points(points: Floats) -> bool:
    place = weld(points.astype(np.float32), 1e-6)[1].reshape(-1, 3)
    table = EdgeTable.of(place)
    half = table.half[table.start[table.count == 1]]
    rim = np.concatenate((half, next_corner(half)))
    inner = np.zeros(int(place.max()) + 1, bool)
    inner[place] = True
    inner[place.reshape(-1)[rim]] = False
    return bool(inner.any())
