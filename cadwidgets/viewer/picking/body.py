"""A mesh with its parts, and what picking has to know of it: found out when it is asked for, and once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

import numpy as np

from cadwidgets.geometry.measure import Floats
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.topology import Bools, Folds, Indices
from cadwidgets.viewer.parts import Part, spread
from cadwidgets.viewer.picking.chains import Chains, chains_of, creases, own_segments
from cadwidgets.viewer.picking.regions import first_faces, folds_of, owners


class Body:
    """A whole ``mesh`` with its ``parts``."""

    def __init__(self, mesh: Mesh, parts: Sequence[Part] = ()) -> None:
        self.mesh, self.parts = mesh, tuple(parts)
        self._apart: tuple[float, Mesh] = (0.0, mesh)

    @cached_property
    def owners(self) -> Indices:
        """The number of the part of every triangle (m,)."""
        return owners(self.mesh, self.parts)

    @cached_property
    def chains(self) -> Chains:
        """The edges and where they end: the mesh's own where it has them, else its creases."""
        own = own_segments(self.mesh, self.parts)
        return chains_of(self.mesh, *(own or creases(self.mesh, self._folds, self.owners)))

    def face(self, triangle: int) -> Indices:
        """The numbers of all triangles (k,) of the face to which one belongs: those of the same exact face, and where
        a mesh has no exact faces, those that are joined by edges without a crease."""
        if self.mesh.faces is None:
            return np.flatnonzero(self._regions == self._regions[triangle])
        same = (self.mesh.faces == self.mesh.faces[triangle]) & (self.owners == self.owners[triangle])
        return np.flatnonzero(same)

    @property
    def face_labels(self) -> Indices:
        """Of every triangle (m,) a number that those of its face have alone, in a mesh of one part."""
        return self._regions if self.mesh.faces is None else self.mesh.faces.astype(np.int64)

    def face_number(self, triangle: int) -> int:
        """The number of its exact face within its part; -1 where a mesh has no exact faces."""
        if self.mesh.faces is None or self.first_faces_of_parts is None:
            return -1
        return int(self.mesh.faces[triangle]) - int(self.first_faces_of_parts[self.owners[triangle]])

    def shown(self, hidden: Collection[str]) -> Bools:
        """Which parts (parts + 1,) are drawn; the last is what belongs to none."""
        return np.array([*(part.path not in hidden for part in self.parts), True])

    def drawn(self, apart: float) -> Mesh:
        """The mesh with its parts apart; its triangles are in the same order."""
        if self._apart[0] != apart:
            self._apart = apart, spread(self.mesh, self.parts, apart)
        return self._apart[1]

    def steps(self, apart: float) -> Floats:
        """How far each part is drawn from its place in the model (parts + 1, 3)."""
        steps = np.zeros((len(self.parts) + 1, 3))
        if apart:
            owner, first = self._first_triangles
            drawn, own = (one.vertices[one.triangles[first, 0]] for one in (self.drawn(apart), self.mesh))
            steps[owner] = drawn.astype(np.float64) - own
        return steps

    @cached_property
    def _folds(self) -> Folds:
        return folds_of(self.mesh, self.owners)

    @cached_property
    def _regions(self) -> Indices:
        return self._folds.regions(len(self.mesh.triangles))

    @cached_property
    def first_faces_of_parts(self) -> Indices | None:
        """The smallest number of a face of each part (parts + 1,); None for a mesh without numbers of faces."""
        return first_faces(self.mesh, self.owners, len(self.parts))

    @cached_property
    def _first_triangles(self) -> tuple[Indices, Indices]:
        """(The parts that have triangles, the first of each)."""
        owner, first = np.unique(self.owners, return_index=True)
        return owner, first
