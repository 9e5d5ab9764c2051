"""An insert bearing: outer ring with a spherical outside, wide inner ring without its set screws, and the balls.

ISO 9628 fixes the outside; the inside follows the rules of thumb of deep groove ball bearings, without cage and seals.
"""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.bearings import rolling
from cadwidgets.service.catalog import Configuration

_BALL, _FILLING = 0.30, 0.60


def build(configuration: Configuration) -> cq.Workplane:
    """The bearing around the z axis: the middle of the outer ring at z = 0, its long side above it."""
    size = configuration
    ball, circle = _BALL * _space(size), (size["D"] - _space(size) / 2) / 2
    first = rolling.ball(ball).moved(cq.Location(cq.Vector(circle, 0, 0)))
    balls = rolling.around(first, rolling.filled(2 * circle, ball, _FILLING))
    inner = _inner(size, rolling.Groove.of(circle, ball, -1))
    return rolling.together([inner, _outer(size, rolling.Groove.of(circle, ball, 1)), *balls])


def _space(size: Configuration) -> float:
    """The ring space D - d of the series: the smallest bores have the inside of the bore of 20 mm."""
    return size["D"] - max(size["d"], 20)


def _inner(size: Configuration, groove: rolling.Groove) -> cq.Shape:
    low, high = -size["S"], size["B"] - size["S"]
    profile = groove.cut(cq.Workplane("XZ").moveTo(size["d"] / 2, high), high, low).lineTo(size["d"] / 2, low).close()
    return rolling.turned(profile)


def _outer(size: Configuration, groove: rolling.Groove) -> cq.Shape:
    half, outside = size["C"] / 2, size["D"] / 2
    edge = math.sqrt(outside**2 - half**2)
    profile = cq.Workplane("XZ").moveTo(edge, -half).threePointArc((outside, 0), (edge, half))
    return rolling.turned(groove.cut(profile, half, -half).close())
