"""Triangles as an eye sees them: which is in front at a pixel, and what they hide."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cadwidgets.contract.sections import Plane
from cadwidgets.geometry.measure import Floats
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.topology import Bools, Indices
from cadwidgets.viewer.picking.eye import Eye
from cadwidgets.viewer.picking.lines import Lines, Near
from cadwidgets.viewer.picking.rays import Hit, first_hit

_BEHIND, _BEHIND_PIXELS = 1e-4, 0.25
"""Behind by more than this, in radii of what was fitted into the view, and so many pixels, is hidden."""

_SINGLE = 2e-3
"""Pixels in float32 are as exact as this in any picture."""


COVER = -1
_ON_PLANE = 1e-6
"""In radii of what was fitted into the view."""


@dataclass(frozen=True, eq=False)
class Cuts:
    """What of a model is cut away, all that lies beyond one of the ``planes``, and their ``faces``, of which nothing is
    known but that they hide what is behind them."""

    planes: tuple[Plane, ...] = ()
    faces: tuple[Mesh, ...] = ()


NO_CUTS = Cuts()


class Sight:
    """Triangles of a mesh, those with these ``numbers`` (m,), as an eye sees them, without what is cut away."""

    def __init__(self, eye: Eye, mesh: Mesh, numbers: Indices, cuts: Cuts = NO_CUTS) -> None:
        self.eye = eye
        self._planes = [eye.plane(plane) for plane in cuts.planes]
        self._covers = np.concatenate(
            [np.zeros((0, 3, 3)), *(eye.seen(face.vertices[face.triangles]) for face in cuts.faces)]
        )
        self._seen = eye.seen(mesh.vertices)
        self._triangles, self._numbers = mesh.triangles[numbers], numbers
        pixels, depth = eye.pixels(self._seen)
        corners = np.ascontiguousarray(self._triangles.T)
        beyond = depth > eye.near
        self._cut_through = None if beyond.all() else _partly(beyond, corners)
        self._boxes = [bound for line in pixels.astype(np.float32).T for bound in _bounds(line, corners)]

    def front(self, pixel: Floats, among: Indices | None = None) -> Hit | None:
        """What is seen at a pixel; the face of a cut has the number `COVER`."""
        here = self.around(pixel, 1e-6, among)
        corners, numbers = self._seen[self._triangles[here]], self._numbers[here]
        if len(self._covers):
            corners = np.concatenate((corners, self._covers))
            numbers = np.concatenate((numbers, np.full(len(self._covers), COVER)))
        return first_hit(corners, numbers, self._sight(pixel), self.eye.near, self._kept if self._planes else None)

    def around(self, pixel: Floats, reach: float, among: Indices | None = None) -> Indices:
        """The triangles (k,) that may be seen within ``reach`` pixels."""
        left, right, top, bottom = self._boxes if among is None else (bound[among] for bound in self._boxes)
        low, high = (pixel - reach - _SINGLE).astype(np.float32), (pixel + reach + _SINGLE).astype(np.float32)
        inside = (left <= high[0]) & (right >= low[0]) & (top <= high[1]) & (bottom >= low[1])
        if self._cut_through is not None:
            inside |= self._cut_through if among is None else self._cut_through[among]
        found = np.flatnonzero(inside)
        return found if among is None else among[found]

    def first_seen(self, lines: Lines, pixel: Floats, reach: float) -> Near | None:
        """Of the lines within ``reach`` pixels the nearest that nothing hides."""
        found = lines.near(pixel, reach)
        among = self.around(pixel, reach + 1.0) if found else None
        return next((near for near in found if self._is_there(near) and not self._hides(near, among)), None)

    def _is_there(self, near: Near) -> bool:
        return not self._planes or bool(self._kept(self._sight(near.place)[None] * near.depth)[0])

    def _kept(self, points: Floats) -> Bools:
        """Which points (n, 3), as the camera has them, are not cut away."""
        kept = np.ones(len(points), bool)
        for normal, offset in self._planes:
            kept &= points @ normal <= offset + _ON_PLANE
        return kept

    def _hides(self, near: Near, among: Indices | None) -> bool:
        front, allowed = (
            self.front(near.place, among),
            _BEHIND + _BEHIND_PIXELS * float(self.eye.pixel_size(near.depth)),
        )
        return front is not None and near.depth - front.depth > allowed

    def _sight(self, pixel: Floats) -> Floats:
        sight: Floats = self.eye.sights(pixel[None])[0]
        return sight


def _bounds(line: NDArray[np.float32], corners: NDArray[np.uint32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The smallest and the largest number (m,) at the corners (3, m) of triangles; nan where one is."""
    a, b, c = line[corners[0]], line[corners[1]], line[corners[2]]
    return np.minimum(np.minimum(a, b), c), np.maximum(np.maximum(a, b), c)


def _partly(marks: Bools, corners: NDArray[np.uint32]) -> Bools:
    """The triangles (m,) some corners of which are marked, and some are not."""
    a, b, c = marks[corners[0]], marks[corners[1]], marks[corners[2]]
    partly: Bools = (a | b | c) & ~(a & b & c)
    return partly
