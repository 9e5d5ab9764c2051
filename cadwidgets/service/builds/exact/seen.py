"""The faces and edges of a part as CadQuery's selectors see them, each answer of the kernel found once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any

import cadquery as cq
from cadquery.selectors import StringSyntaxSelector
from OCP.TopAbs import TopAbs_EDGE, TopAbs_FACE, TopAbs_FORWARD
from OCP.TopExp import TopExp, TopExp_Explorer
from OCP.TopTools import TopTools_IndexedMapOfShape

from cadwidgets.contract.measures import Steps
from cadwidgets.service.builds.exact.finding import bordered


class Seen:
    """A face or an edge; what CadQuery's selectors ask for has the names that they know."""

    def __init__(self, shape: cq.Shape) -> None:
        self.shape = shape
        self.neighbours: list[Seen] = []
        """Of a face its edges, of an edge its faces."""
        self.runs_along: dict[Seen, bool] = {}
        """Of a face, for each edge, whether it runs around the face as the edge does: the face is to its left."""

    @cached_property
    def type(self) -> str:
        """The kernel's word for its geometry."""
        return str(self.shape.geomType())

    @cached_property
    def is_face(self) -> bool:
        """Else it is an edge."""
        return isinstance(self.shape, cq.Face)

    @cached_property
    def center(self) -> cq.Vector:
        """The centre of mass."""
        return self.shape.Center()

    @cached_property
    def direction(self) -> cq.Vector:
        """The normal of a plane, the tangent of an edge."""
        return self.shape.normalAt() if self.is_face else self.shape.tangentAt()

    def ShapeType(self) -> str:  # noqa: N802 - CadQuery's name, as those below
        """Face or Edge."""
        return "Face" if self.is_face else "Edge"

    def geomType(self) -> str:  # noqa: N802
        """See `type`."""
        return self.type

    def Center(self) -> cq.Vector:  # noqa: N802
        """See `center`."""
        return self.center

    def normalAt(self, _: object = None) -> cq.Vector:  # noqa: N802
        """See `direction`."""
        return self.direction

    def tangentAt(self, _: object = None) -> cq.Vector:  # noqa: N802
        """See `direction`."""
        return self.direction


class SeenPart:
    """``faces`` and ``edges`` of a part, in the order in which a Workplane has them, and what borders on what."""

    def __init__(self, shape: cq.Shape) -> None:
        self.shape = shape
        self.workplanes = Workplanes(shape)
        numbers = TopTools_IndexedMapOfShape()
        TopExp.MapShapes_s(shape.wrapped, TopAbs_FACE, numbers)
        self.faces = [Seen(cq.Face(numbers.FindKey(number))) for number in range(1, numbers.Extent() + 1)]
        self.edges = []
        for edge, faces in bordered(shape):
            seen = Seen(cq.Edge(edge))
            self.edges.append(seen)
            for face in faces:
                near = self.faces[numbers.FindIndex(face) - 1]
                near.neighbours.append(seen)
                seen.neighbours.append(near)
        self._note_senses()

    def _note_senses(self) -> None:
        numbers = TopTools_IndexedMapOfShape()
        for edge in self.edges:
            numbers.Add(edge.shape.wrapped)
        for face in self.faces:
            explorer = TopExp_Explorer(face.shape.wrapped, TopAbs_EDGE)
            while explorer.More():
                number = numbers.FindIndex(explorer.Current())
                if number:
                    face.runs_along[self.edges[number - 1]] = explorer.Current().Orientation() == TopAbs_FORWARD
                explorer.Next()

    def find(self, shape: cq.Shape) -> Seen | None:
        """What is that face or edge; None for one that is not of the part."""
        pool = self.faces if isinstance(shape, cq.Face) else self.edges
        return next((seen for seen in pool if seen.shape.isSame(shape)), None)

    def chosen(self, steps: Steps) -> list[Seen]:
        """What the steps select; nothing where CadQuery finds no such thing."""
        pool: list[Seen] | None = None
        for method, text in steps:
            pool = selected(self._pool(method, pool), text)
        return pool or []

    def _pool(self, method: str, before: list[Seen] | None) -> list[Seen]:
        if before is None:
            return self.faces if method == "faces" else self.edges
        if method == "edges":
            return once(edge for seen in before for edge in (seen.neighbours if seen.is_face else [seen]))
        return [seen for seen in before if seen.is_face]


def selected(pool: Sequence[Seen], text: str) -> list[Seen]:
    """Those of the pool that CadQuery's selector chooses; none where it raises for want of any."""
    try:
        found: list[Seen] = _selector(text).filter(pool)
    except (ValueError, IndexError):  # so CadQuery says that there is no such thing
        return []
    return found


@lru_cache(maxsize=1024)
def _selector(text: str) -> StringSyntaxSelector:
    """CadQuery takes milliseconds to parse one."""
    return StringSyntaxSelector(text)


def once(seen: Iterable[Seen]) -> list[Seen]:
    """Each once, in the order in which they come."""
    return list(dict.fromkeys(seen))


class Workplanes:
    """Real Workplanes of a part, each step taken once."""

    def __init__(self, shape: cq.Shape) -> None:
        self._known: dict[Steps, cq.Workplane] = {(): cq.Workplane(shape)}

    def chosen(self, steps: Steps) -> list[Any]:
        """What the steps select; nothing where CadQuery finds no such thing."""
        try:
            return list(self._at(steps).vals())
        except (ValueError, IndexError):
            return []

    def _at(self, steps: Steps) -> cq.Workplane:
        if steps not in self._known:
            before, (method, text) = self._at(steps[:-1]), steps[-1]
            self._known[steps] = before.faces(text) if method == "faces" else before.edges(text)
        return self._known[steps]
