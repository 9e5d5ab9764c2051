"""Solids that touch in a plane, made one by sewing their faces: where a Boolean operation would take long."""

from __future__ import annotations

from collections.abc import Iterable

import cadquery as cq
from OCP.BRep import BRep_Tool
from OCP.BRepBuilderAPI import BRepBuilderAPI_Sewing

_TOUCH = 1e-6


def joined(body: cq.Solid, other: cq.Solid, z: float) -> cq.Solid:
    """One solid of two that have plane faces at height z, that of ``other`` within that of ``body``.

    If it is on the other side of the plane, it stands there; if on the same, it is sunk into the body, in which it must
    find place.
    """
    seat, foot = _at(body, z), _at(other, z)
    around = seat.cut(foot).Faces()
    rest = (face for solid, used in ((body, seat), (other, foot)) for face in solid.Faces() if not face.isSame(used))
    return sewn((*around, *rest))


def sewn(faces: Iterable[cq.Face]) -> cq.Solid:
    """The solid within faces whose edges meet."""
    sewing = BRepBuilderAPI_Sewing(_TOUCH)
    for face in faces:
        sewing.Add(face.wrapped)
    sewing.Perform()
    shell = sewing.SewedShape()
    shell.Closed(BRep_Tool.IsClosed_s(shell))  # sewing leaves it unsaid where a cone ends in its tip
    return cq.Solid.makeSolid(cq.Shape.cast(shell))


def _at(solid: cq.Solid, z: float) -> cq.Face:
    """The plane face at height z."""
    return next(face for face in solid.Faces() if face.geomType() == "PLANE" and _lies_at(face, z))


def _lies_at(face: cq.Face, z: float) -> bool:
    return bool(abs(face.Center().z - z) < _TOUCH and abs(abs(face.normalAt().z) - 1) < _TOUCH)
