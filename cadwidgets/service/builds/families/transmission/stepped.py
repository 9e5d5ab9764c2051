"""Solids of sections stacked along the z axis with one bore: toothed rims, flanges and hubs.

Built face by face instead of by Boolean operations, which take seconds where a rim has hundreds of tooth faces: the
side of each section is its outline moved along the axis, and the step between two sections is one plane face with the
smaller outline as its hole. Neighbouring faces share their edges, so that the solid is closed by construction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import cadquery as cq
from OCP.BRep import BRep_Builder
from OCP.BRepBuilderAPI import BRepBuilderAPI_MakeFace
from OCP.BRepPrimAPI import BRepPrimAPI_MakePrism
from OCP.gp import gp_Dir, gp_Pln, gp_Pnt, gp_Vec
from OCP.TopoDS import TopoDS, TopoDS_Shape, TopoDS_Shell, TopoDS_Solid, TopoDS_Wire

Section = tuple[cq.Wire, float]
"""An outline at z = 0, counterclockwise seen from above, and how high (mm) it reaches."""


def circle(diameter: float) -> cq.Wire:
    """The outline of a round section."""
    return cq.Wire.makeCircle(diameter / 2, cq.Vector(), cq.Vector(0, 0, 1))


def stepped(sections: Sequence[Section], bore: cq.Wire) -> cq.Workplane:
    """The sections on top of one another from z = 0, with a hole of the outline ``bore`` through all of them.

    Of two neighbouring outlines one lies wholly inside the other; all of them surround the bore.
    """
    levels = list(accumulate((height for _, height in sections), initial=0.0))
    sides = [_Side.of(wire, low, high) for (wire, _), (low, high) in zip(sections, pairwise(levels), strict=True)]
    hole = _Side.of(bore, levels[0], levels[-1])
    faces = [face.Reversed() for side in sides for face in side.faces()]
    faces += [
        *hole.faces(),
        _flat(0, sides[0].first, hole.first).Reversed(),
        _flat(levels[-1], sides[-1].last, hole.last),
    ]
    faces += _steps(sides, levels[1:-1])
    return cq.Workplane(_solid(faces))


@dataclass(frozen=True)
class _Side:
    """The mantle of an outline between two heights, and the outline at both of them."""

    mantle: TopoDS_Shape
    first: TopoDS_Wire
    last: TopoDS_Wire
    reach: float

    @classmethod
    def of(cls, wire: cq.Wire, low: float, high: float) -> _Side:
        lifted = wire.moved(cq.Location(cq.Vector(0, 0, low)))
        prism = BRepPrimAPI_MakePrism(lifted.wrapped, gp_Vec(0, 0, high - low))
        first, last = TopoDS.Wire_s(prism.FirstShape()), TopoDS.Wire_s(prism.LastShape())
        return cls(prism.Shape(), first, last, float(wire.BoundingBox().xmax))

    def faces(self) -> list[TopoDS_Shape]:
        """They face the axis."""
        return [face.wrapped for face in cq.Shape.cast(self.mantle).Faces()]


def _steps(sides: Sequence[_Side], levels: Iterable[float]) -> Iterator[TopoDS_Shape]:
    """The faces between neighbouring sections: upwards where the lower one is wider, else downwards."""
    for (below, above), level in zip(pairwise(sides), levels, strict=True):
        if below.reach > above.reach:
            yield _flat(level, below.last, above.first)
        else:
            yield _flat(level, above.first, below.last).Reversed()


def _flat(level: float, outer: TopoDS_Wire, inner: TopoDS_Wire) -> TopoDS_Shape:
    """The plane face between two outlines at a height, facing upwards."""
    maker = BRepBuilderAPI_MakeFace(gp_Pln(gp_Pnt(0, 0, level), gp_Dir(0, 0, 1)), outer)
    maker.Add(TopoDS.Wire_s(inner.Reversed()))
    return maker.Face()


def _solid(faces: Iterable[TopoDS_Shape]) -> cq.Solid:
    """The solid within faces that share their edges and look outwards."""
    builder, shell, solid = BRep_Builder(), TopoDS_Shell(), TopoDS_Solid()
    builder.MakeShell(shell)
    for face in faces:
        builder.Add(shell, face)
    shell.Closed(True)
    builder.MakeSolid(solid)
    builder.Add(solid, shell)
    return cq.Solid(solid)
