"""Numbers that are none, stopped at the operation that meets them first.

A shape with a size of NaN is silently ignored by a Boolean operation, which then gives a model without its hole,
and sends the cleaning up after one into an endless loop. Both are refused here; at the end the whole model is
looked at anyway.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import cadquery as cq
from cadquery.occ_impl import shapes
from OCP.BRep import BRep_Tool
from OCP.gp import gp_Pnt
from OCP.TopAbs import TopAbs_VERTEX
from OCP.TopExp import TopExp
from OCP.TopoDS import TopoDS
from OCP.TopTools import TopTools_IndexedMapOfShape


def guard_operations() -> None:
    """Let CadQuery's Boolean operations, and its cleaning, refuse shapes that are not finite. Once per process."""
    cq.Shape.clean = _guarded(cq.Shape.clean)
    cq.Shape._bool_op = _guarded(cq.Shape._bool_op)
    shapes._bool_op = _guarded(shapes._bool_op)


def _guarded(operation: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(operation)
    def guarded(*arguments: Any, **options: Any) -> Any:
        given = (one for item in arguments for one in (item if isinstance(item, (list, tuple)) else (item,)))
        operands = {id(shape): shape for shape in given if isinstance(shape, cq.Shape)}
        if not all(map(is_finite, operands.values())):
            raise ValueError("a size, a place or an angle of a shape in this operation is not a finite number")
        return operation(*arguments, **options)

    return guarded


def is_finite(shape: cq.Shape) -> bool:
    """Whether every vertex of the shape is somewhere."""
    vertices = TopTools_IndexedMapOfShape()
    TopExp.MapShapes_s(shape.wrapped, TopAbs_VERTEX, vertices)
    find, cast, point, origin = vertices.FindKey, TopoDS.Vertex_s, BRep_Tool.Pnt_s, gp_Pnt()
    away = [point(cast(find(number))).SquareDistance(origin) for number in range(1, vertices.Extent() + 1)]
    return all(map(math.isfinite, away))
