"""What a face, an edge, a vertex or a part is: of the exact geometry, in the model's unit."""

from __future__ import annotations

import math
from typing import Any

import cadquery as cq
import numpy as np
from OCP.BRepAdaptor import BRepAdaptor_Surface
from OCP.BRepGProp import BRepGProp
from OCP.GCPnts import GCPnts_TangentialDeflection
from OCP.GProp import GProp_GProps

from cadwidgets.contract.measures import Facts
from cadwidgets.contract.picks import Point
from cadwidgets.service.builds.exact.finding import Found
from cadwidgets.service.builds.moments import moments
from cadwidgets.service.builds.shapes import PRECISION, area, volume

_PATH_POINTS = 200
_PATH_ANGLE = 0.05
"""Radians between two pieces of a path."""
_ROUND_FACES = {"CYLINDER": "Cylinder", "CONE": "Cone", "TORUS": "Torus", "SPHERE": "Sphere"}
_ROUND_EDGES = {"CIRCLE": "Circle", "ELLIPSE": "Ellipse"}


def facts_of(found: Found) -> Facts:
    """The facts of what was picked."""
    facts: Facts = _FACTS[found.pick.kind](found.shape, found.part.name)
    return facts


def axis_of(shape: cq.Shape) -> tuple[Point, Point] | None:
    """(A point, the unit direction) of the axis of a round face or edge, or of a straight edge; None without one."""
    form = _round(shape)
    if form is not None:
        axis = form.Axis() if shape.geomType() in (*_ROUND_EDGES, "CYLINDER", "CONE", "TORUS") else None
        return None if axis is None else (_point(axis.Location()), _point(axis.Direction()))
    if isinstance(shape, cq.Edge) and shape.geomType() == "LINE":
        line = shape._geomAdaptor().Line()
        return _point(line.Location()), _point(line.Direction())
    return None


def direction_of(shape: cq.Shape) -> Point | None:
    """The outward normal of a plane, the direction of an axis; None without one."""
    if isinstance(shape, cq.Face) and shape.geomType() == "PLANE":
        return _xyz(shape.normalAt())
    axis = axis_of(shape)
    return None if axis is None else axis[1]


def center_of(shape: cq.Shape) -> Point:
    """The centre of a circle or a sphere, a vertex itself, else the centre of mass; that of a part is its solids'."""
    if isinstance(shape, cq.Vertex):
        return _xyz(shape.Center())
    if isinstance(shape, (cq.Face, cq.Edge)) and shape.geomType() in ("SPHERE", "CIRCLE"):
        return _point(_round(shape).Location())
    if isinstance(shape, cq.Face):
        return _middle_of_surface(shape)
    if isinstance(shape, cq.Edge):
        return _xyz(shape.Center())
    found = moments(shape.Solids())
    return found[0] if found else _middle_of_surface(shape)


def length_of(face: cq.Face) -> float:
    """How long all that borders the face is."""
    return math.fsum(edge.Length() for wire in face.Wires() for edge in wire.Edges())


def radius_of(shape: cq.Shape) -> float | None:
    """That of a circle, cylinder or sphere, of a torus the one around its axis; None without one."""
    kind = shape.geomType()
    if kind == "TORUS":
        return float(_round(shape).MajorRadius())
    return float(_round(shape).Radius()) if kind in ("CYLINDER", "SPHERE", "CIRCLE") else None


def _face(face: cq.Face, part: str) -> Facts:
    return Facts(
        "face",
        face.geomType(),
        part,
        center_of(face),
        area=area(face),
        length=length_of(face),
        radius=radius_of(face),
        direction=direction_of(face),
    )


def _edge(edge: cq.Edge, part: str) -> Facts:
    return Facts(
        "edge",
        edge.geomType(),
        part,
        center_of(edge),
        length=edge.Length(),
        radius=radius_of(edge),
        direction=direction_of(edge),
        path=_path(edge),
    )


def _vertex(vertex: cq.Vertex, part: str) -> Facts:
    return Facts("vertex", "VERTEX", part, center_of(vertex))


def _part(shape: cq.Shape, part: str) -> Facts:
    solids = shape.Solids()
    size = math.fsum(map(volume, solids)) if solids else None
    return Facts("part", "PART", part, center_of(shape), area=area(shape), volume=size)


_FACTS: dict[str, Any] = {"face": _face, "edge": _edge, "vertex": _vertex, "part": _part}


def _round(shape: cq.Shape) -> Any:
    """The kernel's cylinder, circle and so on of a face or an edge; None for one that is not round."""
    forms = _ROUND_FACES if isinstance(shape, cq.Face) else _ROUND_EDGES if isinstance(shape, cq.Edge) else {}
    name = forms.get(shape.geomType()) if forms else None
    if name is None:
        return None
    adaptor = BRepAdaptor_Surface(shape.wrapped) if isinstance(shape, cq.Face) else shape._geomAdaptor()
    return getattr(adaptor, name)()


def _middle_of_surface(shape: cq.Shape) -> Point:
    mass = GProp_GProps()
    BRepGProp.SurfaceProperties_s(shape.wrapped, mass, PRECISION, False)
    return _point(mass.CentreOfMass())


def _path(edge: cq.Edge) -> tuple[Point, ...]:
    """Points along the edge, so near to each other that straight pieces look like it."""
    curve = edge._geomAdaptor()
    points = GCPnts_TangentialDeflection(curve, _PATH_ANGLE, 1e-3 * edge.Length())
    if 2 <= points.NbPoints() <= _PATH_POINTS:
        return tuple(_point(points.Value(number)) for number in range(1, points.NbPoints() + 1))
    steps = np.linspace(curve.FirstParameter(), curve.LastParameter(), _PATH_POINTS).tolist()
    return tuple(_point(curve.Value(step)) for step in steps)


def _xyz(vector: cq.Vector) -> Point:
    return (vector.x, vector.y, vector.z)


def _point(kernel: Any) -> Point:
    return (kernel.X(), kernel.Y(), kernel.Z())
