"""From a click to what was picked, and what to draw to show it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cadwidgets.contract.picks import KINDS, Pick
from cadwidgets.errors import RequestError
from cadwidgets.geometry.measure import Floats
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.topology import Bools, Folds, Indices
from cadwidgets.viewer.parts import Part, spread
from cadwidgets.viewer.picking.chains import Chains, chains_of, creases, own_segments
from cadwidgets.viewer.picking.eye import Eye
from cadwidgets.viewer.picking.regions import first_faces, folds_of, owners
from cadwidgets.viewer.picking.sight import Sight

ANY = "any"

_NO_TRIANGLES = np.zeros(0, np.int64)


def _nothing(*shape: int) -> Floats:
    return np.zeros((0, *shape))


@dataclass(frozen=True, eq=False)
class Picked:
    """What was picked, in the model's own coordinates, wherever its part is drawn.

    ``triangles`` (k,) are numbers of the mesh's triangles, of a face or a part; ``segments`` (k, 2, 3) are those of an
    edge; ``points`` (1, 3) is a vertex.
    """

    pick: Pick
    triangles: Indices = field(default_factory=lambda: _NO_TRIANGLES)
    segments: Floats = field(default_factory=lambda: _nothing(2, 3))
    points: Floats = field(default_factory=lambda: _nothing(3))


@dataclass(frozen=True, eq=False)
class Highlight:
    """What to draw to show a pick where its part is drawn: ``mesh`` or None, ``segments`` (k, 2, 3), ``points`` (k, 3).

    The mesh has the vertices that its triangles use, with their normals.
    """

    mesh: Mesh | None
    segments: NDArray[np.float32]
    points: NDArray[np.float32]


class Pickable:
    """A whole ``mesh`` with its ``parts`` (of `parts_of`), to be picked in.

    It is to be kept as long as the mesh is shown: what is found out once is not found out again. ``hidden`` are paths
    of parts that are not drawn, ``apart`` is how far the parts stand apart, as in `spread`. A mesh without parts is
    one part with the number 0; triangles of no part get the number after the last.
    """

    def __init__(self, mesh: Mesh, parts: Sequence[Part] = ()) -> None:
        self.mesh, self.parts = mesh, tuple(parts)
        self._moved: tuple[float, Mesh] = (0.0, mesh)
        self._sight: tuple[tuple[Eye, frozenset[str], float], Sight] | None = None

    def pick(
        self,
        eye: Eye,
        pixel: tuple[float, float],
        want: str = ANY,
        *,
        hidden: Collection[str] = (),
        apart: float = 0.0,
    ) -> Picked | None:
        """What is seen at a pixel, or None for the background.

        ``want`` is face, edge, vertex, part, or any: a vertex within 7 pixels, else an edge within 5, else the face.
        Raises RequestError for another one.
        """
        if want not in (*KINDS, ANY):
            kinds = ", ".join((*KINDS, ANY))
            raise RequestError(f"no {want!r} can be picked", parameter="want", value=want, allowed=kinds)
        sight, place = self._seen(eye, frozenset(hidden), apart), np.array(pixel, np.float64)
        found = self._vertex(sight, place, hidden, apart) if want in ("vertex", ANY) else None
        if found is None and want in ("edge", ANY):
            found = self._edge(sight, place, hidden, apart)
        if found is None and want in ("face", "part", ANY):
            found = self._surface(sight, place, "part" if want == "part" else "face")
        return found

    def highlight(self, picked: Picked, *, hidden: Collection[str] = (), apart: float = 0.0) -> Highlight:
        """What to draw for it; nothing while its part is hidden."""
        part = picked.pick.part
        if part in self._hidden_parts(hidden):
            return Highlight(None, np.zeros((0, 2, 3), np.float32), np.zeros((0, 3), np.float32))
        step = self._steps(apart)[part]
        moved, segments, points = self._drawn(apart), picked.segments + step, picked.points + step
        mesh = _only(moved, picked.triangles) if len(picked.triangles) else None
        return Highlight(mesh, segments.astype(np.float32), points.astype(np.float32))

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

    @cached_property
    def _folds(self) -> Folds:
        return folds_of(self.mesh, self.owners)

    @cached_property
    def _regions(self) -> Indices:
        return self._folds.regions(len(self.mesh.triangles))

    @cached_property
    def _first_faces(self) -> Indices | None:
        return first_faces(self.mesh, self.owners, len(self.parts))

    def _vertex(self, sight: Sight, pixel: Floats, hidden: Collection[str], apart: float) -> Picked | None:
        numbers = np.flatnonzero(self._shown(self.chains.point_owner, hidden))
        points, owner = self.chains.points[numbers], self.chains.point_owner[numbers]
        near = sight.vertex(pixel, points + self._steps(apart)[owner])
        if near is None:
            return None
        point = points[near.number]
        return Picked(_pick("vertex", owner[near.number], point), points=point[None])

    def _edge(self, sight: Sight, pixel: Floats, hidden: Collection[str], apart: float) -> Picked | None:
        numbers = np.flatnonzero(self._shown(self.chains.owner, hidden))
        segments, owner = self.chains.segments[numbers], self.chains.owner[numbers]
        near = sight.edge(pixel, segments + self._steps(apart)[owner][:, None])
        if near is None:
            return None
        start, end = segments[near.number]
        point = start + near.share * (end - start)
        whole = self.chains.segments[self.chains.edge == self.chains.edge[numbers[near.number]]]
        return Picked(_pick("edge", owner[near.number], point), segments=whole)

    def _surface(self, sight: Sight, pixel: Floats, kind: str) -> Picked | None:
        hit = sight.front(pixel)
        if hit is None:
            return None
        part = self.owners[hit.number]
        point = hit.weights @ self.mesh.vertices[self.mesh.triangles[hit.number]].astype(np.float64)
        if kind == "part":
            return Picked(_pick(kind, part, point), np.flatnonzero(self.owners == part))
        number = -1
        if self.mesh.faces is not None and self._first_faces is not None:
            number = int(self.mesh.faces[hit.number]) - int(self._first_faces[part])
        return Picked(_pick(kind, part, point, number), self.face(hit.number))

    def _seen(self, eye: Eye, hidden: frozenset[str], apart: float) -> Sight:
        key = (eye, hidden, apart)
        if self._sight is None or self._sight[0] != key:
            drawn, shown = self._drawn(apart), np.flatnonzero(self._shown(self.owners, hidden))
            self._sight = (
                key,
                Sight(eye, drawn, shown),
            )
        return self._sight[1]

    def _shown(self, owner: Indices, hidden: Collection[str]) -> Bools:
        shown = np.ones(len(self.parts) + 1, bool)
        shown[list(self._hidden_parts(hidden))] = False
        return shown[owner]

    def _hidden_parts(self, hidden: Collection[str]) -> set[int]:
        return {number for number, part in enumerate(self.parts) if part.path in hidden}

    def _drawn(self, apart: float) -> Mesh:
        """The mesh with its parts apart; its triangles are in the same order."""
        if self._moved[0] != apart:
            self._moved = apart, spread(self.mesh, self.parts, apart)
        return self._moved[1]

    def _steps(self, apart: float) -> Floats:
        """How far each part is drawn from its place in the model (parts + 1, 3)."""
        steps = np.zeros((len(self.parts) + 1, 3))
        if not apart:
            return steps
        owner, first = np.unique(self.owners, return_index=True)
        drawn = self._drawn(apart)
        one, other = (mesh.vertices[mesh.triangles[first, 0]].astype(np.float64) for mesh in (drawn, self.mesh))
        steps[owner] = one - other
        return steps


def _pick(kind: str, part: int, point: Floats, number: int = -1) -> Pick:
    x, y, z = point.tolist()
    return Pick(kind, int(part), (x, y, z), number)


def _only(mesh: Mesh, numbers: Indices) -> Mesh:
    """Some triangles of a mesh with the vertices that they use."""
    used, place = np.unique(mesh.triangles[numbers], return_inverse=True)
    normals = None if mesh.normals is None else mesh.normals[used]
    return Mesh(mesh.vertices[used], place.reshape(-1, 3).astype(np.uint32), normals)
