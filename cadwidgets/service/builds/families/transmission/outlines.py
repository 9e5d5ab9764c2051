"""Closed outlines of toothed rims: one pitch, turned around the axis as often as there are teeth."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cadquery as cq

Polar = tuple[float, float]
"""Radius (mm) and angle (rad, from the x axis)."""


def point(polar: Polar) -> cq.Vector:
    """The point in the plane z = 0."""
    radius, angle = polar
    return cq.Vector(radius * math.cos(angle), radius * math.sin(angle), 0)


def arc(radius: float, start: float, end: float) -> cq.Edge:
    """The arc around the axis between two angles, counterclockwise."""
    return cq.Edge.makeThreePointArc(*(point((radius, angle)) for angle in (start, (start + end) / 2, end)))


def spline(points: Sequence[Polar]) -> cq.Edge:
    """A smooth curve through points."""
    return cq.Edge.makeSpline([point(each) for each in points])


def ring(pitch: Sequence[cq.Edge], count: int) -> cq.Wire:
    """The outline of ``count`` equal pitches; the edges of one end where those of the next begin."""
    axis = cq.Vector(0, 0, 1)
    turns = [cq.Location(cq.Vector(), axis, 360 * turn / count) for turn in range(count)]
    return cq.Wire.assembleEdges([edge.moved(turn) for turn in turns for edge in pitch])
