"""All triangles of some bodies, with the face and the body that each belongs to: closedness, edges, normals.

Triangles of one face share vertices, those of different faces do not. Equal points of one body are merged once, and
its lines sorted once: every question is answered from that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cadwidgets.geometry import measure, topology
from cadwidgets.geometry.mesh import WELD_STEP
from cadwidgets.service.builds.lines import Lines

Numbers = NDArray[np.int64]
Bools = NDArray[np.bool_]

_TRUSTED_COSINE = 0.5
"""A normal that leans further from one of its triangles than this (60 degrees) was not known to the kernel."""
_CLEAR_COSINE = 0.6
"""What single precision finds above this is above `_TRUSTED_COSINE`."""


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

    @cached_property
    def solid(self) -> Bools:
        """(m,) False for triangles of two equal points, as the kernel makes them at a pole: they open the surface for
        readers that keep them."""
        return topology.distinct_corners(self._merged)

    def closed(self, wanted: Bools) -> Bools:
        """(b,) which of the bodies that ``wanted`` (b,) marks are watertight, each for itself, equal points merged.

        Where equal points are not enough, those are merged that round to the same multiple of a millionth of the
        largest coordinate.
        """
        there = np.bincount(self.face_body[self.triangle_face], minlength=len(wanted)) > 0
        closed = wanted & there & ~self._opened(self._lines, len(wanted))
        doubtful = wanted & there & ~closed
        return closed | (doubtful & self._closed_when_rounded(doubtful)) if doubtful.any() else closed

    @cached_property
    def edges(self) -> tuple[NDArray[np.float32], Numbers]:
        """(Segments (e, 2, 3) along the edges of the model, the body of each (e,), ascending).

        An edge where a face meets itself is a seam and left out, as are edges without length, such as the tip of a
        cone. Where faces of one body meet, the edge is there once.
        """
        borders = self._lines.borders()
        segments: NDArray[np.float32] = self.vertices[self._lines.ends(borders)]
        return segments, self.face_body[self._lines.face(borders)]

    @cached_property
    def smooth_normals(self) -> NDArray[np.float32]:
        """The normals (n, 3), those that the exact surface does not have replaced by the mean of the triangles'."""
        doubted = self._doubted_triangles()
        if not len(doubted):
            return self.normals
        flat = measure.area_vectors(measure.corners(self.vertices, doubted))
        cosines = np.einsum("mj,mkj->mk", measure.unit(flat), self.normals[doubted])
        leaning: Bools = ~(cosines >= _TRUSTED_COSINE)
        leaning &= np.any(flat != 0.0, axis=1)[:, None]
        doubtful = np.zeros(len(self.vertices), bool)
        doubtful[doubted[leaning]] = True
        return self._replaced(doubtful) if doubtful.any() else self.normals

    def _doubted_triangles(self) -> NDArray[np.unsignedinteger[Any]]:
        """Those of which single precision, at a fraction of the cost, does not show that all normals fit."""
        triangles = self.triangles[self.solid]
        corner = np.ascontiguousarray(triangles.T).astype(np.intp)
        points = [column[corner] for column in np.ascontiguousarray(self.vertices.T)]
        normals = [column[corner] for column in np.ascontiguousarray(self.normals.T)]
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            (ax, bx), (ay, by), (az, bz) = ((column[1] - column[0], column[2] - column[0]) for column in points)
            flat = (ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx)
            length = np.sqrt(flat[0] * flat[0] + flat[1] * flat[1] + flat[2] * flat[2])
            along = flat[0] * normals[0] + flat[1] * normals[1] + flat[2] * normals[2]
            clear = (along.min(axis=0) > np.float32(_CLEAR_COSINE) * length) & np.isfinite(length)
        doubted: NDArray[np.unsignedinteger[Any]] = triangles[~clear]
        return doubted

    def _replaced(self, doubtful: Bools) -> NDArray[np.float32]:
        triangles = self.triangles[self.solid]
        triangles = triangles[doubtful[triangles].any(axis=1)]
        flat = measure.area_vectors(measure.corners(self.vertices, triangles))
        corner, count = triangles.reshape(-1), len(self.vertices)
        each = np.repeat(flat, 3, axis=0)
        sums = np.stack([np.bincount(corner, each[:, axis], count) for axis in range(3)], axis=1)
        normals = self.normals.copy()
        known = doubtful & np.any(sums != 0.0, axis=1)
        normals[known] = measure.unit(sums[known])
        return normals

    @cached_property
    def _vertex_body(self) -> Numbers:
        return self.face_body[self.vertex_face]

    @cached_property
    def _merged(self) -> Numbers:
        """(m, 3) the triangles over merged points: the first of all that are equal."""
        zero = np.float32(0.0)  # + 0.0 turns -0.0 into 0.0
        bits = [(column + zero).view(np.uint32) for column in self.vertices.T]
        merged: Numbers = self._merge(bits)[self.triangles]
        return merged

    def _merge(self, columns: Sequence[NDArray[Any]]) -> Numbers:
        """The first of the vertices that are one; the body is one more column, so that bodies that touch stay apart."""
        kept, place = topology.merged([*columns, self._vertex_body])
        return kept[place]

    @cached_property
    def _lines(self) -> Lines:
        return self._lines_of(self._merged[self.solid], self.triangle_face[self.solid])

    def _lines_of(self, triangles: Numbers, face: Numbers) -> Lines:
        return Lines.of(triangles, face, len(self.vertices), len(self.face_body))

    def _opened(self, lines: Lines, bodies: int) -> Bools:
        """(b,) the bodies with lines that do not join exactly two triangles."""
        opened = np.zeros(bodies, bool)
        opened[self.face_body[lines.face(lines.unpaired())]] = True
        return opened

    def _closed_when_rounded(self, bodies: Bools) -> Bools:
        mine = bodies[self._vertex_body]
        step = WELD_STEP * float(np.abs(self.vertices[mine]).max(initial=0.0))
        if step <= np.finfo(np.float32).tiny:
            return np.zeros(len(bodies), bool)
        rounded = np.rint(self.vertices / np.float64(step)) + 0.0
        triangles = self._merge([column.view(np.uint64) for column in np.ascontiguousarray(rounded.T)])[self.triangles]
        kept = topology.distinct_corners(triangles) & bodies[self.face_body[self.triangle_face]]
        lines = self._lines_of(triangles[kept], self.triangle_face[kept])
        return ~self._opened(lines, len(bodies))
