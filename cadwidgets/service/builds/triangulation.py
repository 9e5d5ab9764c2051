"""All triangles of a model, with the face, the body and the part that each belongs to: closedness, edges, normals.

Triangles of one face share vertices, those of different faces do not. So the border of a face is where a half-edge of
its triangles has no opposite, and only such borders are looked at to find the edges of the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cadwidgets.geometry import measure, topology
from cadwidgets.geometry.mesh import WELD_STEP

Numbers = NDArray[np.int64]

_TRUSTED_COSINE = 0.5
"""A normal that leans further from one of its triangles than this (60 degrees) was not known to the kernel."""


@dataclass(frozen=True, eq=False)
class Triangulation:
    """``vertices`` and ``normals`` (n, 3) float32; ``triangles`` (m, 3), face after face.

    ``vertex_face`` (n,) and ``triangle_face`` (m,): the number of the face that each belongs to, ascending;
    ``face_body`` (f,): the number of the body of each face, ascending.
    """

    vertices: NDArray[np.float32]
    normals: NDArray[np.float32]
    triangles: NDArray[np.unsignedinteger[Any]]
    vertex_face: Numbers
    triangle_face: Numbers
    face_body: Numbers

    def is_closed(self, bodies: NDArray[np.bool_]) -> bool:
        """Whether every body that ``bodies`` (b,) marks is watertight for itself, its equal points being merged."""
        step = WELD_STEP * float(np.abs(self.vertices).max(initial=0.0))
        with_triangles = np.bincount(self.face_body[self.triangle_face], minlength=len(bodies)) > 0
        return bool(np.all(with_triangles[bodies])) and any(
            self._is_closed(bodies, tolerance) for tolerance in (0.0, step)
        )

    def _is_closed(self, bodies: NDArray[np.bool_], tolerance: float) -> bool:
        """The number of the body is a fourth coordinate, so that bodies that touch stay apart."""
        apart = self.face_body[self.vertex_face] * max(1.0, 2.0 * tolerance)
        place = topology.weld(np.column_stack((self.vertices, apart.astype(np.float32))), tolerance)[1]
        triangles = place[self.triangles[bodies[self.face_body[self.triangle_face]]]]
        return _all_paired(triangles[topology.distinct_corners(triangles)])

    @cached_property
    def edges(self) -> tuple[NDArray[np.float32], Numbers]:
        """(Segments (e, 2, 3) along the edges of the model, the face that each borders (e,)).

        An edge where a face meets itself is a seam and left out, as are edges without length, such as the tip of a
        cone. Where faces of one body meet, the edge is there once.
        """
        ends = _borders(self.triangles, len(self.vertices))
        face = self.vertex_face[ends[:, 0]]
        place = self._merged(ends, self.face_body[face])
        low, high = np.sort(place, axis=1).T
        line = low * len(ends) * 2 + high
        order = np.argsort(line, kind="stable")  # borders come face by face, and stay so on one line
        same_line: topology.Bools = np.diff(line[order], prepend=-1) == 0
        same_face = np.diff(face[order], prepend=-1) == 0
        within: topology.Bools = np.append(same_line & same_face, False)  # each with the one before
        seam = within[:-1] | within[1:]
        kept = order[~seam & ~same_line]
        kept = np.sort(kept[low[kept] != high[kept]])
        segments: NDArray[np.float32] = self.vertices[ends[kept]]
        return segments, face[kept]

    def _merged(self, ends: Numbers, body: Numbers) -> Numbers:
        """(h, 2) numbers of the points at the ends of borders, equal for equal points of one body."""
        points = np.column_stack((self.vertices[ends.reshape(-1)], np.repeat(body, 2).astype(np.float32)))
        return topology.weld(points, 0.0)[1].reshape(-1, 2)

    @cached_property
    def smooth_normals(self) -> NDArray[np.float32]:
        """The normals (n, 3), those that the exact surface does not have replaced by the mean of the triangles'."""
        flat = measure.area_vectors(measure.corners(self.vertices, self.triangles))
        cosines = np.einsum("mj,mkj->mk", measure.unit(flat), self.normals[self.triangles])
        leaning: topology.Bools = cosines < _TRUSTED_COSINE
        leaning &= np.any(flat != 0.0, axis=1)[:, None]
        doubtful = np.zeros(len(self.vertices), bool)
        doubtful[self.triangles[leaning]] = True
        if not doubtful.any():
            return self.normals
        touching = doubtful[self.triangles]
        sums = np.zeros((len(self.vertices), 3))
        np.add.at(sums, self.triangles[touching], np.repeat(flat, touching.sum(axis=1), axis=0))
        normals = self.normals.copy()
        known = doubtful & np.any(sums != 0.0, axis=1)
        normals[known] = measure.unit(sums[known])
        return normals


def _half_edges(triangles: NDArray[Any], points: int) -> Numbers:
    """(3m,) sorted: twice the number of each half-edge's line, plus one where it runs from the smaller point.

    Sorting plain numbers is several times faster than sorting an order.
    """
    begin = triangles.reshape(-1).astype(np.int64)
    end = triangles[:, [1, 2, 0]].reshape(-1).astype(np.int64)
    keys: Numbers = 2 * (np.minimum(begin, end) * points + np.maximum(begin, end)) + (begin < end)
    keys.sort()
    return keys


def _all_paired(triangles: NDArray[Any]) -> bool:
    """Each line joins exactly two triangles, which run along it in opposite directions."""
    keys = _half_edges(triangles, int(triangles.max(initial=0)) + 1)
    if len(keys) % 2:
        return False
    first, second = keys[0::2], keys[1::2]
    opposite = np.all((second - first == 1) & (first % 2 == 0))
    return bool(opposite and np.all(first[1:] != first[:-1]))


def _borders(triangles: NDArray[Any], points: int) -> Numbers:
    """(h, 2) the vertices of every line that only one triangle uses."""
    lines = _half_edges(triangles, points) >> 1
    single = np.ones(len(lines), bool)
    again = lines[1:] == lines[:-1]
    single[1:] &= ~again
    single[:-1] &= ~again
    return np.stack(np.divmod(lines[single], points), axis=1)
