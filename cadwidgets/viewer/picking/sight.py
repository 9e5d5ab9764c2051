"""A model as it is seen: where its triangles, edges and vertices are in the picture, and what hides what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cadwidgets.geometry.measure import Floats
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.topology import Bools, Indices
from cadwidgets.viewer.picking.eye import Eye
from cadwidgets.viewer.picking.rays import Hit, first_hit

EDGE_PIXELS, VERTEX_PIXELS = 5.0, 7.0
_REACH = max(EDGE_PIXELS, VERTEX_PIXELS) + 1.0
_TRIED = 64
"""So many of the nearest edges or vertices are looked at for one that nothing hides."""
_BEHIND, _BEHIND_PIXELS = 1e-4, 0.25
"""Behind by more than this, in radii of what was fitted into the view, and so many pixels, is hidden."""

_NEAREST = 1e-9
_SINGLE = 2e-3
"""Pixels in float32 are as exact as this in any picture."""


@dataclass(frozen=True)
class Near:
    """The point of an edge or a vertex near a pixel: its ``number``, the ``share`` of the way along a segment."""

    number: int
    share: float


class Sight:
    """Triangles of a mesh, those with these ``numbers`` (m,), as an eye sees them."""

    def __init__(self, eye: Eye, mesh: Mesh, numbers: Indices) -> None:
        self.eye = eye
        self._seen = eye.seen(mesh.vertices)
        self._triangles, self._numbers = mesh.triangles[numbers], numbers
        pixels, depth = eye.pixels(self._seen)
        corners = np.ascontiguousarray(self._triangles.T)
        beyond = depth > eye.near
        self._cut_through = None if beyond.all() else _partly(beyond, corners)
        self._boxes = [bound for line in pixels.astype(np.float32).T for bound in _bounds(line, corners)]

    def front(self, pixel: Floats, among: Indices | None = None) -> Hit | None:
        """What is seen at a pixel."""
        here = self.around(pixel, 1e-6, among)
        return first_hit(self._seen[self._triangles[here]], self._numbers[here], self._sight(pixel), self.eye.near)

    def around(self, pixel: Floats, reach: float, among: Indices | None = None) -> Indices:
        """The triangles (k,) that may be seen within ``reach`` pixels."""
        left, right, top, bottom = self._boxes if among is None else (bound[among] for bound in self._boxes)
        low, high = (pixel - reach - _SINGLE).astype(np.float32), (pixel + reach + _SINGLE).astype(np.float32)
        inside = (left <= high[0]) & (right >= low[0]) & (top <= high[1]) & (bottom >= low[1])
        if self._cut_through is not None:
            inside |= self._cut_through if among is None else self._cut_through[among]
        found = np.flatnonzero(inside)
        return found if among is None else among[found]

    def vertex(self, pixel: Floats, points: Floats) -> Near | None:
        """The nearest of points (v, 3) of the model that is seen there, within `VERTEX_PIXELS`."""
        return self._first_in_sight(pixel, np.repeat(points[:, None], 2, axis=1), VERTEX_PIXELS)

    def edge(self, pixel: Floats, segments: Floats) -> Near | None:
        """The nearest of segments (e, 2, 3) of the model that is seen there, within `EDGE_PIXELS`."""
        return self._first_in_sight(pixel, segments, EDGE_PIXELS)

    def _first_in_sight(self, pixel: Floats, segments: Floats, reach: float) -> Near | None:
        seen, shares = self._cut(self.eye.seen(segments))
        ends, depths = self.eye.pixels(seen)
        way = ends[:, 1] - ends[:, 0]
        length = np.einsum("ij,ij->i", way, way)
        along = np.einsum("ij,ij->i", pixel - ends[:, 0], way)
        share = np.clip(np.divide(along, length, out=np.zeros_like(along), where=length > 0.0), 0.0, 1.0)
        places = ends[:, 0] + share[:, None] * way
        off = np.hypot(*(places - pixel).T)
        far, close = share / depths[:, 1], (1 - share) / depths[:, 0]
        share, depth = far / (far + close), 1 / (far + close)  # what is halfway in the picture is not so in space
        order = _best(off, depth, off <= reach)
        among = self.around(pixel, _REACH) if len(order) else np.zeros(0, np.int64)
        for number in order:
            if not self._hidden(places[number], depth[number], among):
                start, end = shares[number]
                return Near(int(number), float(start + share[number] * (end - start)))
        return None

    def _cut(self, seen: Floats) -> tuple[Floats, Floats]:
        """Segments (e, 2, 3) without what is behind the near plane, and the shares (e, 2) of the way where what is left
        begins and ends. What is behind it altogether has a depth of nan."""
        depth = -seen[..., 2]
        nearest = max(self.eye.near, _NEAREST)
        behind = depth <= nearest
        shares = np.tile([0.0, 1.0], (len(seen), 1))
        cut = np.flatnonzero(behind[:, 0] != behind[:, 1])
        shares[cut, np.where(behind[cut, 0], 0, 1)] = (nearest - depth[cut, 0]) / (depth[cut, 1] - depth[cut, 0])
        left = seen[:, :1] + shares[:, :, None] * (seen[:, 1:] - seen[:, :1])
        left[behind.all(axis=1)] = np.nan
        return left, shares

    def _hidden(self, place: Floats, depth: float, among: Indices) -> bool:
        front, allowed = self.front(place, among), _BEHIND + _BEHIND_PIXELS * float(self.eye.pixel_size(depth))
        return front is not None and float(depth) - front.depth > allowed

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


def _best(off: Floats, depth: Floats, within: Bools) -> list[int]:
    """The nearest to a pixel first; of those that are equally near to half a pixel, the one in front."""
    found = np.flatnonzero(within)
    order = np.lexsort((depth[found], np.rint(off[found] * 2)))[:_TRIED]
    best: list[int] = found[order].tolist()
    return best
