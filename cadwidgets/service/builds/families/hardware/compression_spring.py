"""A compression spring: one wire swept along a helix on the cylinder of its mean diameter.

The last turn at each end is closed. It keeps 5 % of a wire off its neighbour, so that the solid does not touch
itself, and is not ground. Over the half turn that follows, the slope grows evenly to that of the active coils.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import cadquery as cq
from OCP.BRepBuilderAPI import BRepBuilderAPI_MakeEdge
from OCP.BRepLib import BRepLib
from OCP.BRepOffsetAPI import BRepOffsetAPI_MakePipe
from OCP.Geom import Geom_CylindricalSurface
from OCP.Geom2d import Geom2d_Curve
from OCP.Geom2dAPI import Geom2dAPI_Interpolate
from OCP.gp import gp_Ax3, gp_Pnt2d
from OCP.TColgp import TColgp_HArray1OfPnt2d
from OCP.TColStd import TColStd_HArray1OfReal

from cadwidgets.service.catalog import Configuration

_CLOSED, _CHANGE = 1.0, 0.5
_GAP = 0.05
_POINTS_PER_TURN = 4


@dataclass(frozen=True)
class _Path:
    """How the middle of the wire climbs: ``turns`` in all, from ``start`` by ``rise`` (mm), ``closed`` at the ends."""

    turns: float
    start: float
    rise: float
    closed: float

    @classmethod
    def of(cls, size: Configuration) -> _Path:
        wire = size["d"]
        closed = (1 + _GAP) * wire
        # the end faces are at right angles to the climbing wire: their lowest point is a little above half a wire
        start = wire / 2 * math.cos(math.atan(closed / (math.pi * size["D"])))
        return cls(size["n"] + 2 * _CLOSED, start, size["L0"] - 2 * start, closed)

    @property
    def pitch(self) -> float:
        """The rise of an active coil: what the closed turns and half of the changes leave."""
        active = self.turns - 2 * _CLOSED - _CHANGE
        return (self.rise - self.closed * (2 * _CLOSED + _CHANGE)) / active

    def height(self, turn: float) -> float:
        """The height after some turns; the upper half is the image of the lower one."""
        if turn > self.turns / 2:
            return 2 * self.start + self.rise - self.height(self.turns - turn)
        opened = max(turn - _CLOSED, 0.0)
        changing = min(opened, _CHANGE)
        steeper = self.pitch - self.closed
        return self.start + self.closed * turn + steeper * (changing**2 / (2 * _CHANGE) + opened - changing)


def build(configuration: Configuration) -> cq.Workplane:
    """The spring around the z axis, from z = 0 up to its free length."""
    path = cq.Wire.assembleEdges(_helix(_Path.of(configuration), configuration["D"] / 2))
    wire = cq.Face.makeFromWires(cq.Wire.makeCircle(configuration["d"] / 2, path.startPoint(), path.tangentAt(0)))
    return cq.Workplane(cq.Shape.cast(BRepOffsetAPI_MakePipe(path.wrapped, wire.wrapped).Shape()))


def _helix(path: _Path, radius: float) -> list[cq.Edge]:
    """The curve on the cylinder: angle and height are the coordinates of its surface.

    In pieces of about half a turn: the kernel measures and meshes many small faces faster than one long one.
    """
    count = math.ceil(path.turns * _POINTS_PER_TURN) + 1
    points, turns = TColgp_HArray1OfPnt2d(1, count), TColStd_HArray1OfReal(1, count)
    for place in range(count):
        turn = path.turns * place / (count - 1)
        points.SetValue(place + 1, gp_Pnt2d(2 * math.pi * turn, path.height(turn)))
        turns.SetValue(place + 1, turn)
    unrolled = Geom2dAPI_Interpolate(points, turns, False, 1e-9)
    unrolled.Perform()
    cylinder, pieces = Geom_CylindricalSurface(gp_Ax3(), radius), math.ceil(2 * path.turns)
    ends = [path.turns * place / pieces for place in range(pieces + 1)]
    return [_edge(unrolled.Curve(), cylinder, *piece) for piece in pairwise(ends)]


def _edge(unrolled: Geom2d_Curve, cylinder: Geom_CylindricalSurface, start: float, end: float) -> cq.Edge:
    edge = BRepBuilderAPI_MakeEdge(unrolled, cylinder, start, end).Edge()
    BRepLib.BuildCurves3d_s(edge)
    return cq.Edge(edge)
