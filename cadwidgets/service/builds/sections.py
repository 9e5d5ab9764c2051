"""Sections through a model: where a plane cuts a solid, the exact face that closes the kept half, its cap.

Kept is what lies behind the plane, so a cap looks in the direction of the plane's normal. Where a plane lies in a flat
face of a solid, the solid is cut a hair's breadth deeper in the kept half: that face is a cap if the material is behind
it, and none if it is in front. Loose faces enclose nothing and have no cap; a plane that only touches has none.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import cadquery as cq
from OCP.Bnd import Bnd_Box
from OCP.BRep import BRep_Tool
from OCP.BRepAlgoAPI import BRepAlgoAPI_Common
from OCP.BRepBndLib import BRepBndLib
from OCP.BRepBuilderAPI import BRepBuilderAPI_MakeFace
from OCP.GeomLib import GeomLib_IsPlanarSurface
from OCP.gp import gp_Dir, gp_Pln, gp_Pnt, gp_Trsf, gp_Vec
from OCP.TopAbs import TopAbs_REVERSED
from OCP.TopLoc import TopLoc_Location
from OCP.TopoDS import TopoDS_Face
from OCP.TopTools import TopTools_ListOfShape

from cadwidgets.contract.sections import Plane
from cadwidgets.service.builds.failures import Failure
from cadwidgets.service.builds.shapes import Part, area, joined, volume

_HAIR = 1e-7
"""How much deeper a plane cuts that lies in a face, as a share of the solid's diagonal."""
_LEAST_HAIR = 1e-6
"""In the model's unit: the kernel holds what is closer together than some of its tolerances (1e-7) for one."""
_PARALLEL = 1e-9
_NOTHING = 1e-12
"""Area of a cap over the square of the solid's diagonal that is none."""
_DIGITS = 12


@dataclass(frozen=True)
class Section:
    """What one plane cuts: for each part with a cap the cap, as a part of the same look, and its area."""

    plane: Plane
    caps: tuple[Part, ...]
    areas: tuple[float, ...]


def sections(parts: Sequence[Part], planes: Sequence[Plane]) -> list[Section]:
    """The section at each plane. Raises Failure of kind ``geometry`` for a solid that the kernel cannot cut."""
    return [_section(parts, plane) for plane in planes]


def _section(parts: Sequence[Part], plane: Plane) -> Section:
    found = [(part, cap) for part in parts if (cap := list(_caps(part, plane)))]
    caps = tuple(replace(part, shape=joined(cap)) for part, cap in found)
    return Section(plane, caps, tuple(math.fsum(map(area, cap)) for _, cap in found))


def _caps(part: Part, plane: Plane) -> Iterator[cq.Shape]:
    """The cap of each solid where it stands: solids of one geometry that a plane cuts alike share theirs."""
    for solid in part.shape.Solids():
        place = solid.wrapped.Location()
        own = cq.Shape(solid.wrapped.Located(TopLoc_Location()))
        inside_out = (own.wrapped.Orientation() == TopAbs_REVERSED, volume(solid) < 0.0)
        cap = _cap(own, inside_out, *_within(plane, place))
        if cap is not None:
            yield cq.Shape.cast(cap.wrapped.Moved(place))


def _within(plane: Plane, place: TopLoc_Location) -> tuple[tuple[float, ...], float]:
    """Normal and offset in the coordinates of what stands at ``place``, rounded so that the same cut is found again."""
    back = place.Inverted().Transformation()
    normal = gp_Vec(*plane.normal).Transformed(back)
    origin = gp_Pnt(*(plane.offset * value for value in plane.normal)).Transformed(back)
    offset = origin.X() * normal.X() + origin.Y() * normal.Y() + origin.Z() * normal.Z()
    directions = tuple(round(value, _DIGITS) + 0.0 for value in (normal.X(), normal.Y(), normal.Z()))
    return directions, float(f"{offset:.{_DIGITS}g}") + 0.0


@lru_cache(maxsize=256)
def _cap(solid: cq.Shape, inside_out: tuple[bool, bool], normal: tuple[float, ...], offset: float) -> cq.Shape | None:
    """The cap of a solid in its own coordinates. Shapes are equal in spite of their orientations: ``inside_out``
    tells them apart, whether it is reversed and whether its volume is negative."""
    box, direction = _box(solid), gp_Dir(*normal)
    centre, diagonal = box.CornerMin().XYZ().Added(box.CornerMax().XYZ()).Multiplied(0.5), math.sqrt(box.SquareExtent())
    height = offset - centre.Dot(direction.XYZ())
    if abs(height) > diagonal / 2:
        return None
    origin = gp_Pnt(centre.Added(direction.XYZ().Multiplied(height)))
    hair = max(_HAIR * diagonal, _LEAST_HAIR)
    deeper = hair if _lies_in_a_face(gp_Pln(origin, direction), solid, hair) else 0.0
    step = gp_Vec(direction).Multiplied(deeper)
    plane = gp_Pln(origin.Translated(step.Reversed()), direction)
    cut = _cut(plane, solid, inside_out[1], diagonal)
    if not cut:  # of some cuts of a sphere the kernel finds nothing from one side, and all from the other
        plane = gp_Pln(plane.Location(), direction.Reversed())
        cut = [cq.Shape.cast(cap.wrapped.Reversed()) for cap in _cut(plane, solid, inside_out[1], diagonal)]
    if not cut:
        return None
    back = gp_Trsf()
    back.SetTranslation(step)
    return cq.Shape.cast(joined(cut).wrapped.Moved(TopLoc_Location(back)))


def _cut(plane: gp_Pln, solid: cq.Shape, inside_out: bool, diagonal: float) -> list[cq.Shape]:
    """The faces of the plane within the solid that have an area; they look in the direction of the plane's normal."""
    face = BRepBuilderAPI_MakeFace(plane, -diagonal, diagonal, -diagonal, diagonal).Face()
    return [cap for cap in _common(face, solid, inside_out) if area(cap) > _NOTHING * diagonal**2]


def _common(face: TopoDS_Face, solid: cq.Shape, inside_out: bool) -> list[cq.Shape]:
    """The faces of the plane's ``face`` within the solid, which stays as it is."""
    faces, solids = TopTools_ListOfShape(), TopTools_ListOfShape()
    faces.Append(face)
    solids.Append(solid.wrapped.Reversed() if inside_out else solid.wrapped)
    operation = BRepAlgoAPI_Common()
    operation.SetArguments(faces)
    operation.SetTools(solids)
    operation.SetNonDestructive(True)
    operation.Build()
    if not operation.IsDone():
        raise Failure("geometry", "the CAD kernel cannot cut a solid of the model by the plane: move it a little")
    return list(cq.Shape.cast(operation.Shape()).Faces())


def _lies_in_a_face(plane: gp_Pln, solid: cq.Shape, tolerance: float) -> bool:
    flat = (GeomLib_IsPlanarSurface(BRep_Tool.Surface_s(face.wrapped), tolerance / 10) for face in solid.Faces())
    planes = (surface.Plan() for surface in flat if surface.IsPlanar())
    return any(
        plane.Axis().IsParallel(one.Axis(), _PARALLEL) and plane.Distance(one.Location()) < tolerance for one in planes
    )


@lru_cache(maxsize=1024)
def _box(solid: cq.Shape) -> Bnd_Box:
    """The kernel's quick box, never too small."""
    box = Bnd_Box()
    BRepBndLib.Add_s(solid.wrapped, box, useTriangulation=False)
    return box
