"""How two picked things stand to each other."""

from __future__ import annotations

import math

import cadquery as cq
import numpy as np

from cadwidgets.contract.measures import Relation
from cadwidgets.service.builds.exact.facts import axis_of, center_of, direction_of
from cadwidgets.service.builds.exact.finding import Found, distance

_PARALLEL = 1e-6
"""Sine of the angle between axes that are parallel."""


def relation_of(one: Found, other: Found) -> Relation:
    """Of the trimmed shapes as they are: the shortest distance and its ends, angle, centres, axes."""
    way = distance(one.shape, other.shape)
    start, end = way.PointOnShape1(1), way.PointOnShape2(1)
    return Relation(
        way.Value(),
        (start.X(), start.Y(), start.Z()),
        (end.X(), end.Y(), end.Z()),
        math.dist(center_of(one.shape), center_of(other.shape)),
        _angle(one.shape, other.shape),
        _axes(one.shape, other.shape),
    )


def _angle(one: cq.Shape, other: cq.Shape) -> float | None:
    first, second = direction_of(one), direction_of(other)
    if first is None or second is None:
        return None
    across, along = float(np.linalg.norm(np.cross(first, second))), abs(float(np.dot(first, second)))
    between = math.degrees(math.atan2(across, along))
    return between if _is_plane(one) == _is_plane(other) else 90.0 - between


def _is_plane(shape: cq.Shape) -> bool:
    return isinstance(shape, cq.Face) and shape.geomType() == "PLANE"


def _axes(one: cq.Shape, other: cq.Shape) -> float | None:
    first, second = axis_of(one), axis_of(other)
    if first is None or second is None or np.linalg.norm(np.cross(first[1], second[1])) > _PARALLEL:
        return None
    return float(np.linalg.norm(np.cross(np.subtract(second[0], first[0]), first[1])))
