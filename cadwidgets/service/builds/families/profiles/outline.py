"""Cross sections as wires, and their extrusion in one step: no Booleans, no fillets afterwards."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cadquery as cq

Corner = tuple[float, float, float]
"""x, y, and the radius that rounds the corner; 0 leaves it sharp."""

_TOUCHING = 1e-9


@dataclass(frozen=True)
class _Turn:
    """Where a rounded corner begins, passes and ends; all three are the corner itself where it is sharp."""

    start: cq.Vector
    middle: cq.Vector
    end: cq.Vector

    @classmethod
    def at(cls, before: Corner, corner: Corner, after: Corner) -> _Turn:
        here = cq.Vector(*corner[:2])
        back = (cq.Vector(*before[:2]) - here).normalized()
        ahead = (cq.Vector(*after[:2]) - here).normalized()
        half, radius = back.getAngle(ahead) / 2, corner[2]
        reach, depth = radius / math.tan(half), radius / math.sin(half) - radius
        return cls(here + back * reach, here + (back + ahead).normalized() * depth, here + ahead * reach)


def rounded(corners: Sequence[Corner]) -> cq.Wire:
    """The closed outline through ``corners``, each rounded by its own radius."""
    around = zip([corners[-1], *corners[:-1]], corners, [*corners[1:], corners[0]], strict=True)
    turns = [_Turn.at(*three) for three in around]
    edges: list[cq.Edge] = []
    for turn, following in zip(turns, [*turns[1:], turns[0]], strict=True):
        if (turn.end - turn.start).Length > _TOUCHING:
            edges.append(cq.Edge.makeThreePointArc(turn.start, turn.middle, turn.end))
        if (following.start - turn.end).Length > _TOUCHING:
            edges.append(cq.Edge.makeLine(turn.end, following.start))
    return cq.Wire.assembleEdges(edges)


def rectangle(width: float, height: float, radius: float = 0) -> cq.Wire:
    """A rectangle around the origin with equally rounded corners."""
    x, y = width / 2, height / 2
    return rounded([(-x, -y, radius), (x, -y, radius), (x, y, radius), (-x, y, radius)])


def circle(diameter: float, x: float = 0, y: float = 0) -> cq.Wire:
    """A circle in the plane of the cross section."""
    return cq.Wire.makeCircle(diameter / 2, cq.Vector(x, y, 0), cq.Vector(0, 0, 1))


def extruded(outline: cq.Wire, length: float, holes: Iterable[cq.Wire] = ()) -> cq.Workplane:
    """The profile along the z axis, from z = 0 up to its length (mm)."""
    return cq.Workplane(cq.Solid.extrudeLinear(outline, list(holes), cq.Vector(0, 0, length)))
