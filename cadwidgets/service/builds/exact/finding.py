"""From what somebody points at to the kernel's own face, edge or vertex."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cadquery as cq
import numpy as np
from OCP.Bnd import Bnd_Box
from OCP.BRep import BRep_Tool
from OCP.BRepBndLib import BRepBndLib
from OCP.BRepExtrema import BRepExtrema_DistShapeShape
from OCP.TopAbs import TopAbs_EDGE, TopAbs_FACE
from OCP.TopExp import TopExp, TopExp_Explorer
from OCP.TopTools import TopTools_IndexedDataMapOfShapeListOfShape

from cadwidgets.contract.picks import Pick, Point
from cadwidgets.errors import RequestError
from cadwidgets.service.builds.bodies import bodies_in
from cadwidgets.service.builds.shapes import Part, bounding_box, has_faces

_NEAR = 0.02
"""A point is on a thing when it is this near to it, as a share of the diagonal of its part: triangles stray so far."""
_AT = 1e-3
"""Nearer than this it is on that thing without a doubt."""


@dataclass(frozen=True, eq=False)
class Found:
    """What a ``pick`` means: a face, edge or vertex of a ``part``, or the part's own shape."""

    pick: Pick
    part: Part
    shape: cq.Shape


def visible(parts: Sequence[Part]) -> list[Part]:
    """The parts that count: those with a face, as files of triangles have them."""
    return [part for part in parts if has_faces(part.shape)]


def part_at(parts: Sequence[Part], number: int, parameter: str) -> Part:
    """The part of that number among the `visible` ones. Raises RequestError."""
    if number < len(parts):
        return parts[number]
    count = "1 part, number 0" if len(parts) == 1 else f"{len(parts)} parts, numbers 0 to {len(parts) - 1}"
    raise RequestError(
        f"there is no part {number}", parameter=parameter, value=number, allowed=f"the model has {count}"
    )


def find(parts: Sequence[Part], pick: Pick) -> Found:
    """What is picked among the `visible` parts. Raises RequestError for what is not there."""
    part = part_at(parts, pick.part, "o.picks")
    if pick.kind == "part":
        return Found(pick, part, part.shape)
    if pick.kind == "face":
        return Found(pick, part, _face(part, pick))
    shapes = edges_of(part.shape) if pick.kind == "edge" else part.shape.Vertices()
    return Found(pick, part, _at_point(shapes, part, pick))


def faces_of(shape: cq.Shape) -> list[cq.Face]:
    """The faces in the order in which files of triangles number them: those of each solid, then the loose ones."""
    return [cq.Face(face) for body, _ in bodies_in(shape.wrapped) for face in _explored(body)]


def edges_of(shape: cq.Shape) -> list[cq.Edge]:
    """The edges that can be seen: neither those where a face meets itself nor those without length."""
    return [cq.Edge(edge) for edge, faces in bordered(shape) if len(faces) != 1 or not _is_seam(edge, faces[0])]


def bordered(shape: cq.Shape) -> Iterator[tuple[Any, list[Any]]]:
    """(An edge of the kernel, its faces, each once) for all edges that have a length."""
    found = TopTools_IndexedDataMapOfShapeListOfShape()
    TopExp.MapShapesAndUniqueAncestors_s(shape.wrapped, TopAbs_EDGE, TopAbs_FACE, found)
    for number in range(1, found.Extent() + 1):
        edge = cq.Edge(found.FindKey(number)).wrapped
        if not BRep_Tool.Degenerated_s(edge):
            yield edge, _listed(found.FindFromIndex(number))


def _listed(faces: Any) -> list[Any]:
    """As ``list`` would: that ends with an exception of the kernel's binding, which takes a millisecond."""
    count = faces.Size()
    return [faces.First(), faces.Last()][:count] if count < 3 else list(faces)


def distance(one: cq.Shape, other: cq.Shape) -> BRepExtrema_DistShapeShape:
    """The shortest way between two shapes. Raises RequestError where the kernel finds none."""
    way = BRepExtrema_DistShapeShape(one.wrapped, other.wrapped)
    if not way.IsDone() or not way.NbSolution():
        raise RequestError("the CAD kernel finds no distance between these", parameter="o.picks")
    return way


def diagonal(shape: cq.Shape) -> float:
    """That of the bounding box."""
    box = bounding_box(shape)
    return math.dist(box[:3], box[3:])


def _explored(shape: Any) -> Iterator[Any]:
    explorer = TopExp_Explorer(shape, TopAbs_FACE)
    while explorer.More():
        yield explorer.Current()
        explorer.Next()


def _is_seam(edge: Any, face: Any) -> bool:
    return bool(BRep_Tool.IsClosed_s(edge, cq.Face(face).wrapped))


def _face(part: Part, pick: Pick) -> cq.Face:
    """By its number if it is at the point; else one at the point with a higher number: faces without triangles are
    not counted by who counts triangles."""
    faces = faces_of(part.shape)
    if pick.number >= len(faces):
        raise RequestError(
            f"part {pick.part} has no face {pick.number}",
            parameter="o.picks",
            value=pick.number,
            allowed=f"the part has {len(faces)} faces, numbers 0 to {len(faces) - 1}",
        )
    if pick.number < 0:
        return _at_point(faces, part, pick)
    size, numbered = diagonal(part.shape), faces[pick.number]
    away = distance(_vertex(pick.point), numbered).Value()
    if away <= _AT * size:
        return numbered
    nearest, gap = _nearest(faces[pick.number :], pick.point)
    if away <= _NEAR * size and gap > away / 4:
        return numbered
    if gap <= _AT * size:
        return nearest
    raise _off(pick, away, size)


def _at_point(shapes: Sequence[cq.Shape], part: Part, pick: Pick) -> cq.Shape:
    if not shapes:
        raise RequestError(f"part {pick.part} has no {pick.kind}", parameter="o.picks", value=pick.kind)
    (shape, away), size = _nearest(shapes, pick.point), diagonal(part.shape)
    if away > _NEAR * size:
        raise _off(pick, away, size)
    return shape


def _nearest(shapes: Sequence[cq.Shape], point: Point) -> tuple[cq.Shape, float]:
    """The nearest of the shapes, and how far it is; those whose boxes are farther than another are not looked at."""
    gaps = np.array([_box_gap(shape, point) for shape in shapes])
    best, least = 0, math.inf
    for number in np.argsort(gaps, kind="stable").tolist():
        if gaps[number] >= least:
            break
        away = distance(_vertex(point), shapes[number]).Value()
        if away < least:
            best, least = number, away
    return shapes[best], least


def _box_gap(shape: cq.Shape, point: Point) -> float:
    box = Bnd_Box()
    BRepBndLib.Add_s(shape.wrapped, box, useTriangulation=False)
    low, high = np.array(box.Get()).reshape(2, 3)
    return float(np.linalg.norm(np.maximum(0.0, np.maximum(low - point, point - high))))


def _vertex(point: Point) -> cq.Vertex:
    return cq.Vertex.makeVertex(*point)


def _off(pick: Pick, away: float, size: float) -> RequestError:
    what = f"face {pick.number}" if pick.number >= 0 else f"nearest {pick.kind}"
    return RequestError(
        f"the point is {away:.4g} away from the {what} of part {pick.part}",
        parameter="o.picks",
        value=list(pick.point),
        allowed=f"a point on it, at most {_NEAR * size:.3g} away",
    )
