"""What CadQuery does at every step, in an equal and quicker way; on small models this is most of a script's time.

Every new workplane makes twelve planes to choose one of, and each plane its coordinate systems by way of tuples; every
list of faces or edges ends with an exception of the
kernel's binding, which alone costs more than the list; every selector in words is parsed again.
"""

from __future__ import annotations

from typing import Any

import cadquery as cq
from cadquery.occ_impl.shapes import inverse_shape_LUT
from OCP.gp import gp_Ax3, gp_GTrsf, gp_Trsf
from OCP.TopExp import TopExp
from OCP.TopoDS import TopoDS_Shape
from OCP.TopTools import TopTools_IndexedMapOfShape

_MAX_SELECTORS = 1_000
_DIRECTIONS = {
    name: (plane.xDir.toTuple(), plane.zDir.toTuple())
    for name in ("XY", "YZ", "ZX", "XZ", "YX", "ZY", "front", "back", "left", "right", "top", "bottom")
    for plane in [cq.Plane.named(name)]
}
"""The x direction and the normal of each plane that CadQuery names."""

_WORLD = gp_Ax3()


def quicken() -> None:
    """Replace the slow ways. Once per process, before a script runs."""
    cq.Shape._entities = _entities
    cq.Plane.named = classmethod(_named(cq.Plane.named))
    cq.Plane._calcTransforms = _calculate_transforms
    cq.StringSyntaxSelector.__init__ = _parsed_once(cq.StringSyntaxSelector.__init__)


def _entities(shape: cq.Shape, kind: Any) -> list[TopoDS_Shape]:
    found = TopTools_IndexedMapOfShape()
    TopExp.MapShapes_s(shape.wrapped, inverse_shape_LUT[kind], found)
    return [found.FindKey(number) for number in range(1, found.Extent() + 1)]


def _named(original: Any) -> Any:
    def named(cls: type[cq.Plane], stdName: str, origin: Any = (0, 0, 0)) -> cq.Plane:  # noqa: N803 - CadQuery's name
        directions = _DIRECTIONS.get(stdName) if isinstance(stdName, str) else None
        return cq.Plane(origin, *directions) if directions else original(stdName, origin)

    return named


def _calculate_transforms(plane: cq.Plane) -> None:
    """Have ``plane`` know its coordinate system, and the ways from the world's to it and back."""
    plane.lcs = gp_Ax3(plane.origin.toPnt(), plane.zDir.toDir(), plane.xDir.toDir())
    there, back = gp_Trsf(), gp_Trsf()
    there.SetTransformation(_WORLD, plane.lcs)
    back.SetTransformation(plane.lcs, _WORLD)
    plane.fG, plane.rG = cq.Matrix(gp_GTrsf(there)), cq.Matrix(gp_GTrsf(back))


def _parsed_once(original: Any) -> Any:
    known: dict[str, Any] = {}

    def parsed(self: cq.StringSyntaxSelector, selectorString: str) -> None:  # noqa: N803 - CadQuery's name
        if type(selectorString) is str and selectorString in known:
            self.selectorString, self.mySelector = selectorString, known[selectorString]
            return
        original(self, selectorString)
        if type(selectorString) is str and len(known) < _MAX_SELECTORS:
            known[selectorString] = self.mySelector

    return parsed
