"""Cylinders and spheres through the corners of many faces at once: what `fit_surface` finds face by face.

All of it is sums over corners by face, and small systems of equations, one for each face.
"""

from __future__ import annotations

import numpy as np

from cadwidgets.geometry.measure import Floats, area_vectors, unit
from cadwidgets.geometry.topology import Bools, Indices

_OFF = 2e-4
"""No corner may be farther off than this share of its face's size."""
_STEPS = 4
_ENOUGH = 48
"""So many triangles of a face, at least, if it has them."""
_LEAST = 1e-9
"""Keeps equations solvable where a face leaves a direction open."""


def round_rows(corners: Floats, number: Indices, count: int) -> Floats:
    """What tells round faces apart (n, 11): the axis without a sense, the foot of the middle on it or the centre, the
    radius, and 1 for a sphere; not a number for faces that are neither.

    ``corners`` (m, 3, 3) of triangles that belong to the faces ``number`` (m,) of ``count``.
    """
    rows = np.full((count, 11), np.nan)
    if not count:
        return rows
    faces = _Faces(corners, number, count)
    for fits, place, axis, radius, sphere in (_spheres(faces), _cylinders(faces)):
        where = place * faces.size[:, None] + faces.middle
        foot = where - np.einsum("ni,ni->n", where, axis)[:, None] * axis
        turn = (axis[:, :, None] * axis[:, None, :])[:, *np.triu_indices(3)]
        found = np.column_stack((turn, foot, radius * faces.size, np.full(count, sphere)))
        rows[fits] = found[fits]
    return rows


class _Faces:
    """The corners of all faces, each face around 0 and of size 1; ``face`` says whose each of the ``points`` is.

    Of a face with very many corners some are enough to find its surface; ``within`` looks at all of them.
    """

    def __init__(self, corners: Floats, number: Indices, count: int) -> None:
        order = np.argsort(number, kind="stable")
        corners, number = corners[order], number[order]
        self.count, starts = count, np.searchsorted(number, np.arange(count))
        flat = corners.reshape(-1, 3)
        low, high = (extreme.reduceat(flat, 3 * starts, axis=0) for extreme in (np.minimum, np.maximum))
        self.middle = (low + high) / 2
        self.size = np.maximum((high - low).max(axis=1) / 2, np.finfo(np.float64).tiny)
        self._all = np.repeat(number, 3)
        self._all_starts = 3 * starts
        self._all_points = (flat - self.middle[self._all]) / self.size[self._all, None]
        sizes = np.diff(starts, append=len(number))
        some = (np.arange(len(number)) - starts[number]) % np.maximum(sizes // _ENOUGH, 1)[number] == 0
        self.number, self.starts = number[some], np.searchsorted(number[some], np.arange(count))
        self.face = np.repeat(self.number, 3)
        self.points = self._all_points[np.repeat(some, 3)]
        self.normals = unit(area_vectors(corners[some]))

    def solved(self, slopes: Floats, wanted: Floats) -> Floats:
        """By face the least squares solution (n, d) of slopes (k, d) times it = wanted (k,), a row for each point."""
        starts = 3 * self.starts
        squares: Floats = np.add.reduceat(slopes[:, :, None] * slopes[:, None, :], starts, axis=0)
        right: Floats = np.add.reduceat(slopes * wanted[:, None], starts, axis=0)
        little = _LEAST * (np.trace(squares, axis1=1, axis2=2) + _LEAST)
        squares = squares + little[:, None, None] * np.eye(slopes.shape[1])
        return np.asarray(np.linalg.solve(squares, right[:, :, None])[:, :, 0], np.float64)

    def within(self, center: Floats, axis: Floats, radius: Floats) -> Bools:
        """Which faces have no point that is farther from so far away than is allowed."""
        away, along = self._all_points - center[self._all], axis[self._all]
        away = away - np.einsum("ki,ki->k", away, along)[:, None] * along
        wrong = np.abs(np.linalg.norm(away, axis=1) - radius[self._all])
        fits: Bools = np.maximum.reduceat(wrong, self._all_starts) < _OFF
        return fits


_Found = tuple[Bools, Floats, Floats, Floats, float]
"""(Which faces, a point each, the axis each, the radius each, 1 for spheres)."""


def _spheres(faces: _Faces) -> _Found:
    points = faces.points
    found = faces.solved(np.column_stack((2 * points, np.ones(len(points)))), (points**2).sum(axis=1))
    center = found[:, :3]
    radius = np.sqrt(np.maximum(found[:, 3] + (center**2).sum(axis=1), 0.0))
    axis = np.zeros((faces.count, 3))
    return faces.within(center, axis, radius), center, axis, radius, 1.0


def _cylinders(faces: _Faces) -> _Found:
    """By Gauss and Newton: the axis tilts and moves, the radius grows, as the distances of the points want it."""
    spread = np.add.reduceat(faces.normals[:, :, None] * faces.normals[:, None, :], faces.starts, axis=0)
    axis = np.linalg.eigh(spread)[1][:, :, 0]
    center, radius = np.zeros((faces.count, 3)), np.ones(faces.count)
    for step in range(_STEPS + 1):
        across, up = _beside(axis)
        away = faces.points - center[faces.face]
        x, y, along = (np.einsum("ki,ki->k", away, way[faces.face]) for way in (across, up, axis))
        if step == 0:  # a circle around the axis, to begin with
            begun = faces.solved(np.column_stack((2 * x, 2 * y, np.ones(len(x)))), x**2 + y**2)
            radius = np.sqrt(np.maximum(begun[:, 2] + begun[:, 0] ** 2 + begun[:, 1] ** 2, 0.0))
            center = begun[:, :1] * across + begun[:, 1:2] * up
            continue
        far = np.maximum(np.hypot(x, y), np.finfo(np.float64).tiny)
        cos, sin = x / far, y / far
        slopes = np.column_stack((cos, sin, cos * along, sin * along, np.ones(len(x))))
        moved = faces.solved(slopes, far - radius[faces.face])
        center = center + moved[:, :1] * across + moved[:, 1:2] * up
        axis = unit(axis + moved[:, 2:3] * across + moved[:, 3:4] * up)
        radius = radius + moved[:, 4]
    return faces.within(center, axis, radius), center, axis, radius, 0.0


def _beside(axis: Floats) -> tuple[Floats, Floats]:
    """Two directions (n, 3) across each axis and each other."""
    least = np.eye(3)[np.argmin(np.abs(axis), axis=1)]
    across = unit(np.cross(axis, least))
    return across, np.cross(axis, across)
