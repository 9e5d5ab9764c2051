"""What an operation gave, kept so that nothing the script does to it later is in what is given next.

A script may move a shape in place, give it a label, append to a list: so every time there is another Python object with
another handle, and only the kernel's object behind it, which nothing changes, is the same.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import cadquery as cq
from cadquery.occ_impl.shapes import downcast_LUT
from OCP.TopoDS import TopoDS_Shape

from cadwidgets.service.builds.memo.keys import SHAPES

Again = Callable[[], Any]
"""Makes the result once more."""
Bodies = list[TopoDS_Shape]


class NotKept(Exception):
    """A result of a kind that cannot be given again."""


def kept(result: Any, bodies: Bodies) -> Again:
    """How to give ``result`` again; the kernel's shapes that this holds are added to ``bodies``. Raises NotKept."""
    keep = _KEEPERS.get(type(result))
    if keep is None:
        raise NotKept(type(result).__name__)
    return keep(result, bodies)


def _shape(shape: cq.Shape, bodies: Bodies) -> Again:
    if shape.wrapped.IsNull():
        raise NotKept("a null shape")
    kind, cast, label, drawn = type(shape), downcast_LUT[shape.wrapped.ShapeType()], shape.label, shape.forConstruction
    turned = shape.wrapped.Orientation()
    hidden = cast(shape.wrapped.Oriented(turned))  # a handle of its own; a cast alone gives the same one
    bodies.append(hidden)

    def again() -> cq.Shape:
        other: cq.Shape = object.__new__(kind)
        other.wrapped = cast(hidden.Oriented(turned))
        other.forConstruction = drawn
        other.label = label
        return other

    return again


def _vector(vector: cq.Vector, bodies: Bodies) -> Again:
    numbers = vector.toTuple()
    return lambda: cq.Vector(*numbers)


def _box(box: cq.BoundBox, bodies: Bodies) -> Again:
    hidden = _copied_box(box)
    return lambda: _copied_box(hidden)


def _copied_box(box: cq.BoundBox) -> cq.BoundBox:
    other = copy.copy(box)
    other.center = cq.Vector(box.center)
    return other


def _list(items: list[Any], bodies: Bodies) -> Again:
    each = [kept(item, bodies) for item in items]
    return lambda: [again() for again in each]


def _tuple(items: tuple[Any, ...], bodies: Bodies) -> Again:
    each = [kept(item, bodies) for item in items]
    return lambda: tuple(again() for again in each)


def _itself(value: Any, bodies: Bodies) -> Again:
    return lambda: value


_KEEPERS: dict[type, Callable[[Any, Bodies], Again]] = {
    **dict.fromkeys((float, int, bool, str, type(None)), _itself),
    **dict.fromkeys(SHAPES, _shape),
    cq.Vector: _vector,
    cq.BoundBox: _box,
    list: _list,
    tuple: _tuple,
}
