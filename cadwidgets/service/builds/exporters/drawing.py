"""A drawing of the model from one side: its edges and outlines as exact plane curves, visible and hidden.

The kernel's exact hidden-line removal projects straight lines, circles, ellipses and B-splines to the same or simpler
curves; other curves become polygons of some 15 points. Edges where faces meet smoothly are not drawn, as in a
draughtsman's drawing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cadquery as cq
from OCP.BRepAdaptor import BRepAdaptor_Curve
from OCP.BRepLib import BRepLib
from OCP.GCPnts import GCPnts_QuasiUniformDeflection
from OCP.Geom import Geom_TrimmedCurve
from OCP.GeomAbs import GeomAbs_CurveType as CurveType
from OCP.GeomConvert import GeomConvert
from OCP.gp import gp_Ax2, gp_Dir, gp_Elips, gp_Pnt, gp_Vec
from OCP.HLRAlgo import HLRAlgo_Projector
from OCP.HLRBRep import HLRBRep_Algo, HLRBRep_HLRToShape
from OCP.TopAbs import TopAbs_EDGE
from OCP.TopExp import TopExp_Explorer
from OCP.TopoDS import TopoDS, TopoDS_Edge, TopoDS_Shape

from cadwidgets.service.builds.exporters.curves import Arc, Curve, Point, Segment, Spline, distinct
from cadwidgets.service.builds.failures import Failure
from cadwidgets.service.builds.shapes import Box, Part, bounding_box

SIDES: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "iso": ((1, -1, 1), (1, 1, 0)),
    "front": ((0, -1, 0), (1, 0, 0)),
    "back": ((0, 1, 0), (-1, 0, 0)),
    "left": ((-1, 0, 0), (0, -1, 0)),
    "right": ((1, 0, 0), (0, 1, 0)),
    "top": ((0, 0, 1), (1, 0, 0)),
    "bottom": ((0, 0, -1), (1, 0, 0)),
}
"""For each view where the eye is, seen from the model, and which way is right. Z is up; from above Y is, from below it
points downwards."""

_SAGITTA = 5e-4
"""How far the points of a free curve may lie from it in a picture, as a share of the model's diagonal."""
_SAME = 1e-6
"""Curves closer than this share of the diagonal are one."""


@dataclass(frozen=True)
class Drawing:
    """Curves in the plane of the drawing, in the model's unit: x to the right, y upwards."""

    visible: tuple[Curve, ...]
    hidden: tuple[Curve, ...]


def draw(parts: Sequence[Part], view: str) -> Drawing:
    """The parts from the side ``view`` of `SIDES`; a hidden line under a visible one is left out.

    Raises Failure of kind ``geometry`` when nothing is to be seen.
    """
    diagonal = _diagonal(parts)
    edges = _projected(parts, view)
    visible, hidden = (
        [curve for found in pair for curve in _curves(found, diagonal)]
        for pair in (
            (edges.VCompound(), edges.OutLineVCompound()),
            (edges.HCompound(), edges.OutLineHCompound()),
        )
    )
    if not visible:
        raise Failure("geometry", f"there is no edge and no outline to be seen from the side {view!r}")
    return Drawing(*map(tuple, distinct(visible, hidden, diagonal * _SAME)))


def flat_side(parts: Sequence[Part]) -> str | None:
    """The side from which a model without thickness, such as a sketch, is seen in true size; None for others."""
    box, least = _box(parts), _diagonal(parts) * _SAME
    sides = zip(("right", "front", "top"), box[:3], box[3:], strict=True)
    thin = [side for side, first, last in sides if last - first < least]
    return thin[0] if len(thin) == 1 else None


def _box(parts: Sequence[Part]) -> Box:
    return bounding_box(cq.Compound.makeCompound([part.shape for part in parts]))


def _diagonal(parts: Sequence[Part]) -> float:
    box = _box(parts)
    return math.dist(box[:3], box[3:])


def _projected(parts: Sequence[Part], view: str) -> HLRBRep_HLRToShape:
    eye, right = SIDES[view]
    algorithm = HLRBRep_Algo()
    for part in parts:
        algorithm.Add(part.shape.wrapped, 0)
    algorithm.Projector(HLRAlgo_Projector(gp_Ax2(gp_Pnt(0, 0, 0), gp_Dir(*eye), gp_Dir(*right))))
    algorithm.Update()
    algorithm.Hide()
    return HLRBRep_HLRToShape(algorithm)


def _curves(found: TopoDS_Shape | None, diagonal: float) -> Iterable[Curve]:
    """The curves of a compound; there is no compound when there is no edge."""
    if found is None or found.IsNull():
        return
    BRepLib.BuildCurves3d_s(found)
    explorer = TopExp_Explorer(found, TopAbs_EDGE)
    while explorer.More():
        yield _curve(TopoDS.Edge_s(explorer.Current()), diagonal)
        explorer.Next()


def _curve(edge: TopoDS_Edge, diagonal: float) -> Curve:
    curve = BRepAdaptor_Curve(edge)
    first, last = curve.FirstParameter(), curve.LastParameter()
    match curve.GetType():
        case CurveType.GeomAbs_Line:
            return Segment(_flat(curve.Value(first)), _flat(curve.Value(last)))
        case CurveType.GeomAbs_Circle:
            circle = curve.Circle()
            return _arc(gp_Elips(circle.Position(), circle.Radius(), circle.Radius()), first, last)
        case CurveType.GeomAbs_Ellipse:
            return _arc(curve.Ellipse(), first, last)
        case _:
            spline = _spline(curve, diagonal * _SAGITTA)
            return _straight(spline.points, diagonal * _SAME) or spline


def _arc(ellipse: gp_Elips, first: float, last: float) -> Arc:
    """Seen from its back an ellipse runs clockwise: its parameter is taken negative."""
    axis = ellipse.Position()
    major = gp_Vec(axis.XDirection()).Multiplied(ellipse.MajorRadius())
    if axis.Direction().Z() < 0:
        first, last = -last, -first
    turn = 2 * math.pi * math.floor(first / (2 * math.pi) + 1e-12)
    return Arc(
        _flat(ellipse.Location()),
        (major.X(), major.Y()),
        ellipse.MinorRadius() / ellipse.MajorRadius(),
        first - turn,
        last - turn,
    )


def _spline(curve: BRepAdaptor_Curve, sagitta: float) -> Spline:
    first, last = curve.FirstParameter(), curve.LastParameter()
    exact = Geom_TrimmedCurve(curve.Curve().Curve().Transformed(curve.Trsf()), first, last)
    spline = GeomConvert.CurveToBSplineCurve_s(exact)
    if spline.IsPeriodic():
        spline.SetNotPeriodic()
    numbers = range(1, spline.NbPoles() + 1)
    points = GCPnts_QuasiUniformDeflection(curve, sagitta, first, last)
    return Spline(
        spline.Degree(),
        tuple(spline.KnotSequence()),
        tuple(_flat(spline.Pole(number)) for number in numbers),
        tuple(spline.Weight(number) for number in numbers) if spline.IsRational() else (),
        tuple(_flat(points.Value(number)) for number in range(1, points.NbPoints() + 1)),
    )


def _straight(points: Sequence[Point], tolerance: float) -> Segment | None:
    """The line on which all points lie, if there is one: a circle seen from its edge comes as a polygon."""
    start = min(points)
    end = max(points, key=lambda point: math.dist(start, point))
    length = math.dist(start, end)
    x, y = end[0] - start[0], end[1] - start[1]
    apart = max(abs(x * (point[1] - start[1]) - y * (point[0] - start[0])) for point in points)
    return Segment(start, end) if apart <= tolerance * length else None


def _flat(point: gp_Pnt) -> Point:
    return (point.X(), point.Y())
