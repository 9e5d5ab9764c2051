"""The faces of a mesh as rows of numbers, by which those of two meshes are compared: no loop over triangles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cadwidgets.geometry import measure
from cadwidgets.geometry.measure import Floats
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.topology import Bools, Indices
from cadwidgets.viewer.parts import parts_of
from cadwidgets.viewer.picking.regions import folds_of, owners

OFF = 1e-5
"""What differs by less, in half diagonals of the model, is the same: float32 keeps places to a tenth of that."""


@dataclass(frozen=True)
class Scale:
    """Around which point, and in which length, the places of two meshes are told."""

    middle: Floats
    length: float

    @classmethod
    def of(cls, mesh: Mesh) -> Scale:
        """That in which a mesh reaches from -1 to 1."""
        low, high = np.array(mesh.bounding_box, np.float64).reshape(2, 3)
        return cls((low + high) / 2, float(np.linalg.norm(high - low)) / 2 or 1.0)


class FaceTable:
    """The faces of a mesh, told in a ``scale``: ``number`` (m,) is that of each triangle's face, of ``count`` faces.

    A face is an exact face of one part, whose number is in ``part`` (n,) and whose path in ``paths``; where a mesh has
    no exact faces, a face is what is joined without a crease.
    """

    def __init__(self, mesh: Mesh, scale: Scale) -> None:
        self.mesh, self.scale = mesh, scale
        parts = parts_of(mesh)
        owner = owners(mesh, parts)
        face = folds_of(mesh, owner).regions(len(owner)) if mesh.faces is None else mesh.faces.astype(np.int64)
        faces = int(face.max(initial=0)) + 1
        keys, number = np.unique(owner * faces + face, return_inverse=True)
        self.number: Indices = number.reshape(-1)
        self.count = len(keys)
        self.part: Indices = keys // faces
        self.paths = (*(part.path for part in parts), "")

    @cached_property
    def corners(self) -> Floats:
        """Of each triangle (m, 3, 3), in the scale."""
        points = measure.corners(self.mesh.vertices, self.mesh.triangles)
        return (points - self.scale.middle) / self.scale.length

    @cached_property
    def area(self) -> Floats:
        """Of each face (n,)."""
        return self._sums(np.linalg.norm(self._vectors, axis=1)[:, None])[:, 0]

    @cached_property
    def center(self) -> Floats:
        """Of each face (n, 3), its centre of mass."""
        weighted = np.linalg.norm(self._vectors, axis=1)[:, None] * self.corners.mean(axis=1)
        return self._sums(weighted) / np.maximum(self.area, np.finfo(np.float64).tiny)[:, None]

    @cached_property
    def normal(self) -> Floats:
        """Of each face (n, 3), on average."""
        return measure.unit(self._sums(self._vectors))

    @cached_property
    def planar(self) -> Bools:
        """Which faces (n,) lie in a plane."""
        away = np.einsum("kij,kj->ki", self.corners - self.center[self.number, None], self.normal[self.number])
        farthest = np.zeros(self.count)
        np.maximum.at(farthest, self.number, np.abs(away).max(axis=1))
        flat: Bools = (farthest < OFF) & self.normal.any(axis=1)
        return flat

    @cached_property
    def planes(self) -> Floats:
        """Normal and distance from the middle (n, 4); of those that are not planar they mean nothing."""
        return np.column_stack((self.normal, np.einsum("ij,ij->i", self.normal, self.center)))

    @cached_property
    def looks(self) -> Floats:
        """What faces (n, 10) have in common only if they are the same, however their triangles lie: area, centre,
        the area as a vector, and how far from the middle the area lies along each axis."""
        points, middles = self.corners, self.corners.mean(axis=1)
        weights = np.linalg.norm(self._vectors, axis=1)[:, None] / 12
        moments = self._sums(weights * (9 * middles**2 + (points**2).sum(axis=1)))
        return np.column_stack((self.area, self.center, self._sums(self._vectors), moments))

    def triangles(self, faces: Bools) -> Indices:
        """The numbers of the triangles of some of the faces (n,)."""
        return np.flatnonzero(faces[self.number])

    def points(self, face: int) -> Floats:
        """The corners of the triangles of one face (k, 3, 3), in the model's own coordinates."""
        points: Floats = self.corners[self._order[self._starts[face] : self._starts[face + 1]]]
        return points * self.scale.length + self.scale.middle

    @cached_property
    def _order(self) -> Indices:
        """The triangles, face by face."""
        return np.argsort(self.number, kind="stable")

    @cached_property
    def _starts(self) -> Indices:
        """Where each face begins in that order, and the end (n + 1,)."""
        return np.searchsorted(self.number[self._order], np.arange(self.count + 1))

    @cached_property
    def _vectors(self) -> Floats:
        return measure.area_vectors(self.corners) / 2

    def _sums(self, values: Floats) -> Floats:
        """The sums over the triangles (m, d) of each face (n, d)."""
        return np.column_stack([np.bincount(self.number, column, self.count) for column in values.T])
