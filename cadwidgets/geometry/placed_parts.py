"""Parts of a model made of meshes of which each is there once, however often it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from cadwidgets.geometry.glb_chunks import Chunk, chunk_of
from cadwidgets.geometry.looks import Look
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.placing import Matrix, Placed, gathered


@dataclass(frozen=True, eq=False)
class SharedMesh:
    """A mesh in its own coordinates, whose groups are its bodies and have no look; ``faces``: the exact faces of its
    shape, also of those that no triangle shows."""

    mesh: Mesh
    faces: int

    @cached_property
    def chunk(self) -> Chunk:
        """Its stretch of a GLB's buffer, made once."""
        return chunk_of(self.mesh)

    @property
    def size(self) -> int:
        """Bytes of memory, the chunk's included."""
        mesh = self.mesh
        arrays = (mesh.vertices, mesh.triangles, mesh.normals, mesh.edges, mesh.faces)
        return 2 * sum(array.nbytes for array in arrays if array is not None)


@dataclass(frozen=True, eq=False)
class Piece:
    """A shared mesh where it stands: ``place`` (4, 4) float64 for column vectors, None for its own coordinates."""

    shared: SharedMesh
    place: Matrix | None = None


@dataclass(frozen=True, eq=False)
class PlacedPart:
    """Pieces of one name, colour and opacity, in the order of the part's bodies."""

    look: Look
    pieces: tuple[Piece, ...]

    def flattened(self) -> Mesh:
        """All in one mesh where it stands, with a group in the part's look for each body.

        Places are applied in float64, the result is rounded to float32. Faces are numbered from 0, body after body.
        """
        groups = tuple(self._groups())
        if len(self.pieces) == 1 and self.pieces[0].place is None:
            return replace(self.pieces[0].shared.mesh, groups=groups)
        return gathered([Placed(piece.shared.mesh, piece.place, piece.shared.faces) for piece in self.pieces], groups)

    def _groups(self) -> Iterator[Group]:
        start = 0
        for piece in self.pieces:
            for body in piece.shared.mesh.groups:
                yield Group(self.look.name, start, body.count, self.look.color, self.look.opacity)
                start += body.count
