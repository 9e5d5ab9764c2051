"""What a face or an edge is within its part, whatever the sizes: its kin are those that are the same.

The colour of a face comes of its surface, the axis that it is aligned with, and of the colours around it, as sets,
again and again: three holes or four make no difference (the refinement of colours by Weisfeiler and Leman).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from typing import Any

import cadquery as cq
from OCP.BRepAdaptor import BRepAdaptor_Surface

from cadwidgets.service.builds.exact.facts import axis_of
from cadwidgets.service.builds.exact.seen import Seen, SeenPart
from cadwidgets.service.builds.shapes import bounding_box

Row = list[float]
"""Where a thing is in its part's bounding box, from -1 to 1; its direction, of an axis without a sense; its size, as a
share of the box's diagonal."""
_ROUNDS = (2, 3, 4)
"""So often colours take those around them in. After one round the top of a block looks like that of a boss on it."""
_ALIGNED = 1e-5
_DIGITS = 6
_BENT = ("CYLINDER", "CONE")


class KinPart:
    """The faces and edges of a part, told by what they are and where."""

    def __init__(self, part: SeenPart) -> None:
        self.part = part
        x, y, z, *high = bounding_box(part.shape)
        self._low, self._high = (x, y, z), tuple(high)
        self._diagonal = math.dist(self._low, self._high) or 1.0
        plain = {face: _plain(face) for face in part.faces}
        self.labels = [" ".join(_undirected(face)).strip() for face in part.faces]
        colours = {face: _hashed(plain[face]) for face in part.faces}
        rounds = []
        for _ in range(max(_ROUNDS)):
            colours = {face: _hashed((colours[face], _around(face, colours))) for face in part.faces}
            rounds.append(colours | {edge: _hashed((_plain(edge), _faces_of(edge, colours))) for edge in part.edges})
        self._colours = [rounds[number - 1] for number in _ROUNDS]

    def faces(self) -> list[list[Any]]:
        """Each face as what it is without its direction, and its row."""
        return [[label, *self.row(face)] for label, face in zip(self.labels, self.part.faces, strict=True)]

    def kin(self, seen: Seen) -> dict[str, Any]:
        """The rows of all that are of the same kind as a face or an edge, ``which`` of them it is, and ever finer
        ``kinds``: a colour, and the numbers of those rows that have it, too."""
        pool = self.part.faces if seen.is_face else self.part.edges
        alike = [other for other in pool if self._colours[0][other] == self._colours[0][seen]]
        kinds = [
            [colours[seen], [number for number, other in enumerate(alike) if colours[other] == colours[seen]]]
            for colours in self._colours
        ]
        return {"rows": list(map(self.row, alike)), "which": alike.index(seen), "kinds": kinds}

    def row(self, seen: Seen) -> Row:
        """Seven numbers, see `Row`."""
        center = (seen.center.x, seen.center.y, seen.center.z)
        place = map(_share, center, self._low, self._high)
        size = math.sqrt(seen.shape.Area()) if seen.is_face else seen.shape.Length()
        return [round(value, _DIGITS) for value in (*place, *_direction(seen), size / self._diagonal)]


def _share(value: float, low: float, high: float) -> float:
    return (2 * value - low - high) / (high - low) if high > low else 0.0


def _direction(seen: Seen) -> tuple[float, float, float]:
    """Of an axis and of a line the sizes of its parts, so that both senses are one; zeros without a direction."""
    if seen.type == "PLANE":
        return (seen.direction.x, seen.direction.y, seen.direction.z)
    axis = axis_of(seen.shape)
    x, y, z = axis[1] if axis else (0.0, 0.0, 0.0)
    return (abs(x), abs(y), abs(z))


def _plain(seen: Seen) -> tuple[object, ...]:
    return (*_undirected(seen), _heading(seen))


def _undirected(seen: Seen) -> tuple[str, ...]:
    return (seen.type, _bend(seen.shape) if seen.type in _BENT else "")


def _heading(seen: Seen) -> str:
    """The axis that a thing is aligned with, of planes with its sense; oblique, or nothing without a direction."""
    direction = _direction(seen)
    largest = max(direction, key=abs)
    if largest == 0.0:
        return ""
    if 1.0 - abs(largest) > _ALIGNED:
        return "oblique"
    return ("-" if largest < 0 else "+") + "XYZ"[direction.index(largest)]


def _bend(face: cq.Face) -> str:
    """Whether a round face is seen from outside or from inside, and whether it goes all round."""
    surface = BRepAdaptor_Surface(face.wrapped)
    first, last = surface.FirstUParameter(), surface.LastUParameter()
    axis = axis_of(face)
    normal, at = face.normalAt((first + last) / 2, (surface.FirstVParameter() + surface.LastVParameter()) / 2)
    if axis is None:
        return ""
    out = at - cq.Vector(*axis[0])
    out -= cq.Vector(*axis[1]) * out.dot(cq.Vector(*axis[1]))
    return ("convex" if out.dot(normal) > 0 else "concave") + (" whole" if last - first > 2 * math.pi - 1e-6 else "")


def _around(face: Seen, colours: dict[Seen, str]) -> list[Any]:
    """What borders on a face, over which edge and at which side of its plane; each once."""
    return sorted({(edge.type, _fold(face, edge), *_others(face, edge, colours)) for edge in face.neighbours})


def _others(face: Seen, edge: Seen, colours: dict[Seen, str]) -> list[str]:
    return [colours[other] for other in edge.neighbours if other is not face]


def _fold(face: Seen, edge: Seen) -> str:
    """Whether two planes meet at a ridge or in a groove."""
    others = [other for other in edge.neighbours if other is not face]
    if len(others) != 1 or {face.type, others[0].type, edge.type} != {"PLANE", "LINE"}:
        return ""
    along = face.direction.cross(others[0].direction).dot(edge.direction)
    return "ridge" if (along > 0) == face.runs_along[edge] else "groove"


def _faces_of(edge: Seen, colours: dict[Seen, str]) -> Sequence[str]:
    return sorted(colours[face] for face in edge.neighbours)


def _hashed(value: object) -> str:
    return hashlib.blake2b(repr(value).encode(), digest_size=8).hexdigest()
