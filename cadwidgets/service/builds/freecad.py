"""The few names of FreeCAD that ModelScripts of 2013 to 2015 use, with FreeCAD's meaning, from CadQuery.

Signatures are those of FreeCAD's modules Part and Base (wiki.freecad.org/Part_API, /Base_API).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from math import radians
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import cadquery as cq
from OCP.BRepPrimAPI import BRepPrimAPI_MakeTorus
from OCP.gp import gp_Ax2

from cadwidgets.service.builds.freecad_shapes import PartSolid, Vector, adopted

_ORIGIN = cq.Vector(0, 0, 0)
_UP = cq.Vector(0, 0, 1)


def make_box(
    length: float,
    width: float,
    height: float,
    pnt: cq.Vector = _ORIGIN,
    dir: cq.Vector = _UP,  # noqa: A002 - FreeCAD's word
) -> Any:
    """A box with a corner at ``pnt``, its height along ``dir``."""
    return adopted(cq.Solid.makeBox(length, width, height, pnt, dir))


def make_cylinder(
    radius: float,
    height: float,
    pnt: cq.Vector = _ORIGIN,
    dir: cq.Vector = _UP,  # noqa: A002
    angle: float = 360,
) -> Any:
    """A cylinder that stands on ``pnt``; less than 360 degrees make a piece of cake."""
    return adopted(cq.Solid.makeCylinder(radius, height, pnt, dir, angle))


def make_cone(
    radius1: float,
    radius2: float,
    height: float,
    pnt: cq.Vector = _ORIGIN,
    dir: cq.Vector = _UP,  # noqa: A002
    angle: float = 360,
) -> Any:
    """A cone or a part of one: ``radius1`` at ``pnt``, ``radius2`` at the other end. Equal radii are a cylinder."""
    if radius1 == radius2:  # the kernel makes no cone of them
        return make_cylinder(radius1, height, pnt, dir, angle)
    return adopted(cq.Solid.makeCone(radius1, radius2, height, pnt, dir, angle))


def make_sphere(
    radius: float,
    pnt: cq.Vector = _ORIGIN,
    dir: cq.Vector = _UP,  # noqa: A002
    angle1: float = -90,
    angle2: float = 90,
    angle3: float = 360,
) -> Any:
    """A ball, whole unless angles in degrees say otherwise. CadQuery's own default is half a ball."""
    return adopted(cq.Solid.makeSphere(radius, pnt, dir, angle1, angle2, angle3))


def make_torus(
    radius1: float,
    radius2: float,
    pnt: cq.Vector = _ORIGIN,
    dir: cq.Vector = _UP,  # noqa: A002
    angle1: float = 0,
    angle2: float = 360,
    angle: float = 360,
) -> Any:
    """A ring of ``radius1``, thick ``2 radius2``; ``angle1`` to ``angle2`` of its section, ``angle`` of the ring."""
    place = gp_Ax2(cq.Vector(pnt).toPnt(), cq.Vector(dir).toDir())
    turns = map(radians, (angle1, angle2, angle))
    return PartSolid(BRepPrimAPI_MakeTorus(place, radius1, radius2, *turns).Shape())


def make_compound(shapes: Iterable[Any]) -> Any:
    """All shapes as one."""
    return adopted(cq.Compound.makeCompound(list(shapes)))


class _Part(ModuleType):
    """FreeCAD's module Part, as far as ModelScripts were documented to use it."""

    def __init__(self, show: Callable[..., None]) -> None:
        super().__init__("Part")
        self.makeBox = make_box
        self.makeSphere = make_sphere
        self.makeCylinder = make_cylinder
        self.makeCone = make_cone
        self.makeTorus = make_torus
        self.makeCompound = make_compound
        self.Vector = Vector
        self.show = show

    def __getattr__(self, name: str) -> NoReturn:
        known = ", ".join(sorted(known for known in vars(self) if not known.startswith("_")))
        raise AttributeError(f"of FreeCAD's Part this service knows {known}; not {name}")


def freecad_names(show: Callable[..., None]) -> dict[str, Any]:
    """The names ``Part``, ``Base``, ``FreeCAD`` and ``Vector``; ``show`` is what ``Part.show`` does."""
    base = ModuleType("Base")
    freecad = ModuleType("FreeCAD")
    for module in (base, freecad):
        setattr(module, "Vector", Vector)  # noqa: B010 - a module made here has no such attribute to check
    setattr(freecad, "Base", base)  # noqa: B010
    return {"Part": _Part(show), "Base": base, "FreeCAD": freecad, "Vector": Vector}


def make_importable(names: dict[str, Any], folder: Path) -> None:
    """Let ``import Part`` and the names of CadQuery's FreeCAD years work in this process of one script.

    A module of the same name in ``folder``, beside the script, wins.
    """
    for name in ("Part", "FreeCAD"):
        if not (folder / f"{name}.py").exists():
            sys.modules[name] = names[name]
    cq.CQ = cq.Workplane
    cq.Workplane.toFreecad = cq.Workplane.val
    cq.Workplane.combineSolids = _combine_solids


def _combine_solids(workplane: cq.Workplane, other: cq.Workplane | None = None) -> cq.Workplane:
    """All solids on the stack, and those of ``other``, as one: CadQuery had this until version 2."""
    solids = [*workplane.solids().vals(), *(other.solids().vals() if other else [])]
    return workplane.newObject([solids[0].fuse(*solids[1:]) if len(solids) > 1 else solids[0]])
