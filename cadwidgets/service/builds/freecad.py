"""The few names of FreeCAD that ModelScripts of 2013 to 2015 use, with FreeCAD's meaning, from CadQuery."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any, NoReturn

import cadquery as cq

_ORIGIN = cq.Vector(0, 0, 0)
_UP = cq.Vector(0, 0, 1)


def make_sphere(
    radius: float,
    pnt: cq.Vector = _ORIGIN,
    dir: cq.Vector = _UP,  # noqa: A002 - FreeCAD's word
    angle1: float = -90,
    angle2: float = 90,
    angle3: float = 360,
) -> cq.Solid:
    """A ball, whole unless angles in degrees say otherwise. CadQuery's own default is half a ball."""
    return cq.Solid.makeSphere(radius, pnt, dir, angle1, angle2, angle3)


class _Part(ModuleType):
    """FreeCAD's module Part, as far as ModelScripts were documented to use it."""

    def __init__(self, show: Callable[[Any], None]) -> None:
        super().__init__("Part")
        self.makeBox = cq.Solid.makeBox
        self.makeSphere = make_sphere
        self.makeCylinder = cq.Solid.makeCylinder
        self.makeCone = cq.Solid.makeCone
        self.makeTorus = cq.Solid.makeTorus
        self.Vector = cq.Vector
        self.show = show

    def __getattr__(self, name: str) -> NoReturn:
        known = ", ".join(sorted(known for known in vars(self) if not known.startswith("_")))
        raise AttributeError(f"of FreeCAD's Part this service knows {known}; not {name}")


def freecad_names(show: Callable[[Any], None]) -> dict[str, Any]:
    """The names ``Part``, ``Base`` and ``FreeCAD``; ``show`` is what ``Part.show`` does."""
    base = ModuleType("Base")
    freecad = ModuleType("FreeCAD")
    for module in (base, freecad):
        setattr(module, "Vector", cq.Vector)  # noqa: B010 - a module made here has no such attribute to check
    setattr(freecad, "Base", base)  # noqa: B010
    return {"Part": _Part(show), "Base": base, "FreeCAD": freecad}


def make_importable(names: dict[str, Any]) -> None:
    """Let ``import Part`` and the names of CadQuery's FreeCAD years work in this process of one script."""
    for name in ("Part", "FreeCAD"):
        sys.modules.setdefault(name, names[name])
    cq.CQ = cq.Workplane
    cq.Workplane.toFreecad = cq.Workplane.val
