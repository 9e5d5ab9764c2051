"""What an operation was called with, as a value that is equal for equal inputs, and only for them.

A shape counts by the kernel's object behind it (its TShape), where it stands, and how it is turned round. Two shapes
that merely look alike are two: a fusion of a body with itself is another thing than one of two bodies in the same
place. A key holds the TShape, so that its address is never given to another while something is remembered of it.

Numbers count by their bits: 0.0 and -0.0 point an angle to opposite sides, 1 and True are not one thing, and NaN is
equal to itself here. Whatever may change after the call, or is read only once, has no key: functions, iterators,
sets, arrays, open files, objects of the script's own classes, also those made of a class of CadQuery.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from struct import Struct
from typing import Any

import cadquery as cq
import numpy as np
from cadquery.occ_impl.shapes import CompSolid
from OCP import TopoDS
from OCP.gp import gp_Trsf
from OCP.TopLoc import TopLoc_Location

SHAPES = (cq.Shape, cq.Vertex, cq.Edge, cq.Wire, cq.Face, cq.Shell, cq.Solid, CompSolid, cq.Compound)
"""CadQuery's own classes of shapes."""

_KERNEL = tuple(
    getattr(TopoDS, f"TopoDS_{kind}")
    for kind in ("Shape", "Vertex", "Edge", "Wire", "Face", "Shell", "Solid", "CompSolid", "Compound")
)
_ONE, _THREE, _TWELVE = Struct("d").pack, Struct("3d").pack, Struct("12d").pack
_PLACES = tuple((row, column) for row in (1, 2, 3) for column in (1, 2, 3, 4))


class NoKey(Exception):
    """Something was given that cannot be told apart by its value; what it was."""


def key_of(value: Any) -> Hashable:
    """The key of one input. Raises NoKey."""
    encode = _ENCODERS.get(type(value))
    if encode is None:
        raise NoKey(type(value).__name__)
    return encode(value)


def kernel_key(shape: TopoDS.TopoDS_Shape) -> Hashable:
    """The key of a shape of the kernel. Raises NoKey for a null shape."""
    body = shape.TShape()
    if body is None:
        raise NoKey("a null shape")
    place = shape.Location()
    return (body, shape.Orientation().value, None if place.IsIdentity() else place_key(place))


def place_key(place: TopLoc_Location) -> bytes:
    """The twelve numbers of a place, by their bits."""
    return _numbers(place.Transformation())


def _numbers(motion: gp_Trsf) -> bytes:
    value = motion.Value
    return _TWELVE(*[value(row, column) for row, column in _PLACES])


def _shape(shape: cq.Shape) -> Hashable:
    return (type(shape), kernel_key(shape.wrapped), shape.forConstruction, shape.label)


def _vector(vector: cq.Vector) -> Hashable:
    wrapped = vector.wrapped
    return (cq.Vector, _THREE(wrapped.X(), wrapped.Y(), wrapped.Z()))


def _plane(plane: cq.Plane) -> Hashable:
    return (cq.Plane, *map(_vector, (plane.origin, plane.xDir, plane.zDir)))


def _matrix(matrix: cq.Matrix) -> Hashable:
    return (cq.Matrix, _TWELVE(*[matrix.wrapped.Value(row, column) for row, column in _PLACES]))


def _sequence(items: Any) -> Hashable:
    return (type(items), *map(key_of, items))


def _mapping(items: dict[Any, Any]) -> Hashable:
    return (dict, *((key_of(name), key_of(item)) for name, item in items.items()))


def _class(kind: type) -> Hashable:
    if kind not in SHAPES:
        raise NoKey(kind.__name__)
    return kind


def _itself(value: Hashable) -> Hashable:
    return value


_ENCODERS: dict[type, Callable[[Any], Hashable]] = {
    float: _ONE,
    int: _itself,
    str: _itself,
    type(None): _itself,
    bool: lambda value: (bool, value),
    np.float64: lambda value: (np.float64, _ONE(value)),
    np.int64: lambda value: (np.int64, int(value)),
    bytes: lambda value: (bytes, value),
    tuple: _sequence,
    list: _sequence,
    dict: _mapping,
    type: _class,
    cq.Vector: _vector,
    cq.Location: lambda location: (cq.Location, place_key(location.wrapped)),
    cq.Plane: _plane,
    cq.Matrix: _matrix,
    **dict.fromkeys(SHAPES, _shape),
    **dict.fromkeys(_KERNEL, kernel_key),
}
