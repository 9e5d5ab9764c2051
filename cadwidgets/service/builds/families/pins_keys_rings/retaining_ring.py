"""Retaining rings for shafts and bores as one solid: an eccentric beam with two ears and their holes, unstressed.

The standards leave the outline to the maker. Here the beam narrows to half its width at the ears, the gap is as wide as
a hole, and the ears end as far beside their holes as above them: rules of thumb that look like common makes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cadquery as cq

from cadwidgets.service.catalog import Configuration

_NARROWED = 0.5

Point = tuple[float, float]


def for_shafts(configuration: Configuration) -> cq.Workplane:
    """The ring around the z axis from z = 0 up to its thickness s: inside d3, ears outwards, gap along the y axis."""
    return _ring(configuration, 1)


def for_bores(configuration: Configuration) -> cq.Workplane:
    """The ring around the z axis from z = 0 up to its thickness s: outside d3, ears inwards, gap along the y axis."""
    return _ring(configuration, -1)


@dataclass(frozen=True)
class _Ears:
    """The right ear: where its hole is, and at which angle from the y axis it ends (radians).

    ``of`` needs the distance of the holes from the axis, the width of the ears, and half that of the gap.
    """

    hole: Point
    end: float

    @classmethod
    def of(cls, middle: float, a: float, gap: float) -> _Ears:
        beside = gap + a / 2
        angle = math.asin(beside / middle)
        return cls((beside, middle * math.cos(angle)), angle + math.asin(a / 2 / middle))


def _ring(size: Configuration, side: int) -> cq.Workplane:
    """``side`` is 1 where beam and ears lie outside the circle of d3, -1 where they lie inside."""
    hole = size["d5"] / 2
    ears = _Ears.of(size["d3"] / 2 + side * size["a"] / 2, size["a"], gap=hole)
    x, y = ears.hole
    return _outline(size, side, ears.end).pushPoints(((x, y), (-x, y))).circle(hole).extrude(size["s"])


def _outline(size: Configuration, side: int, end: float) -> cq.Workplane:
    seat, gap = size["d3"] / 2, size["d5"] / 2
    tip, beam = seat + side * size["a"], _beam(size, side, end)
    right = (_beside(gap, seat), _beside(gap, tip), _at(end, tip), _at(end, beam))
    left = tuple((-x, y) for x, y in right)
    x, y = _at((math.asin(gap / tip) + end) / 2, tip)
    outline = cq.Workplane().moveTo(*right[0]).lineTo(*right[1]).threePointArc((x, y), right[2]).lineTo(*right[3])
    outline = outline.threePointArc((0, -seat - side * size["b"]), left[3]).lineTo(*left[2])
    outline = outline.threePointArc((-x, y), left[1]).lineTo(*left[0])
    return outline.threePointArc((0, -seat), right[0]).close()


def _beam(size: Configuration, side: int, angle: float) -> float:
    """How far from the axis the free edge of the beam is, seen at an angle from the y axis: a circle off the axis."""
    widest, narrowest = size["b"], _NARROWED * size["b"]
    off = side * (widest - narrowest) / 2
    radius = size["d3"] / 2 + side * (widest + narrowest) / 2
    return math.sqrt(radius**2 - (off * math.sin(angle)) ** 2) - off * math.cos(angle)


def _beside(x: float, radius: float) -> Point:
    """The point of a circle at x, above the axis."""
    return x, math.sqrt(radius**2 - x**2)


def _at(angle: float, radius: float) -> Point:
    """The point of a circle at an angle from the y axis."""
    return radius * math.sin(angle), radius * math.cos(angle)
