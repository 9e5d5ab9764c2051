"""From a click to what was picked, and what to draw to show it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cadwidgets.contract.picks import KINDS, Pick
from cadwidgets.errors import RequestError
from cadwidgets.geometry.grouping import compacted
from cadwidgets.geometry.measure import Floats
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.topology import Indices
from cadwidgets.viewer.parts import Part
from cadwidgets.viewer.picking.body import Body
from cadwidgets.viewer.picking.eye import Eye
from cadwidgets.viewer.picking.sight import COVER, NO_CUTS, Cuts
from cadwidgets.viewer.picking.view import View

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
        self.body = Body(mesh, parts)
        self._view: View | None = None

    def pick(
        self,
        eye: Eye,
        pixel: tuple[float, float],
        want: str = ANY,
        *,
        hidden: Collection[str] = (),
        apart: float = 0.0,
        cuts: Cuts = NO_CUTS,
    ) -> Picked | None:
        """What is seen at a pixel, or None for the background.

        ``want`` is face, edge, vertex, part, or any: a vertex within 7 pixels, else an edge within 5, else the face.
        Raises RequestError for another one.
        """
        if want not in (*KINDS, ANY):
            kinds = ", ".join((*KINDS, ANY))
            raise RequestError(f"no {want!r} can be picked", parameter="want", value=want, allowed=kinds)
        view, place = self._seen(eye, frozenset(hidden), apart, cuts), np.array(pixel, np.float64)
        found = self._vertex(view, place) if want in ("vertex", ANY) else None
        if found is None and want in ("edge", ANY):
            found = self._edge(view, place)
        if found is None and want in ("face", "part", ANY):
            found = self._surface(view, place, "part" if want == "part" else "face")
        return found

    def highlight(self, picked: Picked, *, hidden: Collection[str] = (), apart: float = 0.0) -> Highlight:
        """What to draw for it; nothing while its part is hidden."""
        part = picked.pick.part
        if not self.body.shown(hidden)[part]:
            return Highlight(None, np.zeros((0, 2, 3), np.float32), np.zeros((0, 3), np.float32))
        step = self.body.steps(apart)[part]
        drawn, mesh = self.body.drawn(apart), None
        if len(picked.triangles):
            mesh = compacted(Mesh(drawn.vertices, drawn.triangles[picked.triangles], drawn.normals))
        return Highlight(mesh, (picked.segments + step).astype(np.float32), (picked.points + step).astype(np.float32))

    def _seen(self, eye: Eye, hidden: frozenset[str], apart: float, cuts: Cuts) -> View:
        view = self._view
        if view is None or (view.eye, view.hidden, view.apart, view.cuts) != (eye, hidden, apart, cuts):
            self._view = view = View(self.body, eye, hidden, apart, cuts)
        return view

    def _vertex(self, view: View, pixel: Floats) -> Picked | None:
        number = view.vertex(pixel)
        if number is None:
            return None
        chains = self.body.chains
        point = chains.points[number]
        return Picked(as_pick("vertex", chains.point_owner[number], point), points=point[None])

    def _edge(self, view: View, pixel: Floats) -> Picked | None:
        found = view.edge(pixel)
        if found is None:
            return None
        (number, share), chains = found, self.body.chains
        start, end = chains.segments[number]
        whole = chains.segments[chains.edge == chains.edge[number]]
        return Picked(as_pick("edge", chains.owner[number], start + share * (end - start)), segments=whole)

    def _surface(self, view: View, pixel: Floats, kind: str) -> Picked | None:
        hit = view.sight.front(pixel)
        if hit is None or hit.number == COVER:
            return None
        mesh, part = self.body.mesh, int(self.body.owners[hit.number])
        point = hit.weights @ mesh.vertices[mesh.triangles[hit.number]].astype(np.float64)
        if kind == "part":
            return Picked(as_pick(kind, part, point), np.flatnonzero(self.body.owners == part))
        return self.picked_face(hit.number, point)

    def picked_face(self, triangle: int, point: Floats) -> Picked:
        """The face to which a triangle belongs, picked at a point (3,)."""
        part, number = self.body.owners[triangle], self.body.face_number(triangle)
        return Picked(as_pick("face", part, point, number), self.body.face(triangle))


def as_pick(kind: str, part: int, point: Floats, number: int = -1) -> Pick:
    """A pick at a point (3,)."""
    x, y, z = point.tolist()
    return Pick(kind, int(part), (x, y, z), number)
