"""Shapes and vectors that answer to FreeCAD's methods where CadQuery means something else by the same name.

They are CadQuery's own shapes and vectors as well, so everything of CadQuery takes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import cadquery as cq


class Vector(cq.Vector):  # type: ignore[misc]  # cadquery is untyped here
    """FreeCAD's Vector: missing coordinates are 0, ``multiply`` and ``normalize`` change it in place."""

    def __init__(self, *coordinates: Any) -> None:
        one_number = len(coordinates) == 1 and isinstance(coordinates[0], (int, float))
        super().__init__(*((coordinates[0], 0, 0) if one_number else coordinates))

    def multiply(self, factor: float) -> Vector:
        """Make it ``factor`` times as long."""
        return self._become(super().multiply(factor))

    def normalize(self) -> Vector:
        """Make its length 1."""
        return self._become(self.normalized())

    def _become(self, other: cq.Vector) -> Vector:
        self.x, self.y, self.z = other.toTuple()
        return self


class _Number(float):
    """A property in FreeCAD, a method in CadQuery: ``shape.Volume`` and ``shape.Volume()``."""

    def __call__(self, *_: Any) -> float:
        return float(self)


class _List(list[Any]):
    """As `_Number`, for ``shape.Faces``."""

    def __call__(self) -> list[Any]:
        return list(self)


class _FreeCadShape:
    """What FreeCAD's shapes do otherwise than CadQuery's. Moves are in place, as there, and give the shape, too."""

    wrapped: Any

    @property
    def Volume(self) -> _Number:  # noqa: N802 - FreeCAD's names
        return _Number(self._plain.Volume())

    @property
    def Area(self) -> _Number:  # noqa: N802
        return _Number(self._plain.Area())

    @property
    def Faces(self) -> _List:  # noqa: N802
        return _List(self._plain.Faces())

    @property
    def Edges(self) -> _List:  # noqa: N802
        return _List(self._plain.Edges())

    @property
    def Solids(self) -> _List:  # noqa: N802
        return _List(self._plain.Solids())

    @property
    def Vertexes(self) -> _List:  # noqa: N802
        return _List(self._plain.Vertices())

    @property
    def _plain(self) -> Any:
        """The same shape as CadQuery has it."""
        return cq.Shape.cast(self.wrapped)

    def cut(self, *others: Any, **options: Any) -> Any:
        """This shape without the others; they may come in a list."""
        return adopted(self._plain.cut(*_flat(others), **options))

    def fuse(self, *others: Any, **options: Any) -> Any:
        """This shape and the others as one."""
        return adopted(self._plain.fuse(*_flat(others), **options))

    def common(self, *others: Any, **options: Any) -> Any:
        """What this shape and the others share."""
        return adopted(self._plain.intersect(*_flat(others), **options))

    intersect = common

    def translate(self, vector: Any) -> Any:
        """Move it by ``vector``."""
        return self._become(self._plain.translate(cq.Vector(vector)))

    def rotate(self, base: Any, axis: Any, degrees: float) -> Any:
        """Turn it around the line through ``base`` in the direction ``axis``: CadQuery wants a second point there."""
        start = cq.Vector(base)
        return self._become(self._plain.rotate(start, start + cq.Vector(axis), degrees))

    def mirror(self, base: Any = "XY", normal: Any = (0, 0, 0)) -> Any:
        """A mirrored copy; the plane by a point and its normal, or as CadQuery names it."""
        if isinstance(base, str):
            return adopted(self._plain.mirror(base, normal))
        return adopted(self._plain.mirror(cq.Vector(normal), cq.Vector(base)))

    def copy(self, mesh: bool = False) -> Any:
        """A shape of its own, which moves by itself."""
        return adopted(self._plain.copy(mesh))

    def makeFillet(self, radius: float, edges: Iterable[Any]) -> Any:  # noqa: N802
        """The shape with round edges."""
        return adopted(self._plain.fillet(radius, list(edges)))

    def makeChamfer(self, size: float, edges: Iterable[Any]) -> Any:  # noqa: N802
        """The shape with bevelled edges."""
        return adopted(self._plain.chamfer(size, None, list(edges)))

    def removeSplitter(self) -> Any:  # noqa: N802
        """The shape without needless edges."""
        return adopted(self._plain.clean())

    def _become(self, other: Any) -> Any:
        self.wrapped = other.wrapped
        return self


class PartSolid(_FreeCadShape, cq.Solid):  # type: ignore[misc]
    """A solid of ``Part``."""


class PartCompound(_FreeCadShape, cq.Compound):  # type: ignore[misc]
    """What a Boolean operation on solids of ``Part`` gives."""


def adopted(shape: cq.Shape) -> Any:
    """The shape with FreeCAD's methods; one that is neither a solid nor a compound stays as it is."""
    if isinstance(shape, cq.Solid):
        return PartSolid(shape.wrapped)
    return PartCompound(shape.wrapped) if isinstance(shape, cq.Compound) else shape


def _flat(shapes: Iterable[Any]) -> list[Any]:
    return [one for shape in shapes for one in (shape if isinstance(shape, (list, tuple)) else [shape])]
