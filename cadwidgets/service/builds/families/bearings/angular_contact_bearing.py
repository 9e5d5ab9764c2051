"""An angular contact ball bearing: two rings, each with one shoulder, and their balls as separate solids, without cage.

ISO 15 fixes only d, D, B and the chamfers; the inside is each maker's own. The rules of thumb used here (ball diameter
0.3 of the ring space, grooves of 0.52 ball diameters that touch the balls at 40 degrees, shoulders 0.2 ball diameters
off the ball circle, balls over 85 % of that circle) come close to common makes; they are no dimensions of any product.
"""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.bearings import rolling
from cadwidgets.service.catalog import Configuration

_ANGLE = math.radians(40)
_BALL, _GROOVE, _SHOULDER, _FILLING = 0.30, 0.52, 0.20, 0.85


def build(configuration: Configuration) -> cq.Workplane:
    """The bearing around the z axis, centred at z = 0; it takes a thrust on its inner ring in the direction of +z."""
    size = configuration
    ball, circle = _BALL * (size["D"] - size["d"]), (size["D"] + size["d"]) / 2
    wide, narrow = size["r_s"], size["r_1s"]
    outer = _ring(size["D"] / 2, circle / 2, ball, size["B"] / 2, (narrow, wide))
    inner = _ring(size["d"] / 2, circle / 2, ball, size["B"] / 2, (wide, wide))
    first = rolling.ball(ball).moved(cq.Location(cq.Vector(circle / 2, 0, 0)))
    return rolling.together([inner, outer, *rolling.around(first, rolling.filled(circle, ball, _FILLING))])


def _ring(seat: float, circle: float, ball: float, half: float, chamfers: tuple[float, float]) -> cq.Shape:
    """The ring at the radius ``seat``: its shoulder at the top if it is the outer one, else at the bottom.

    ``side`` turns the outer ring into the inner one: half a turn about the centre of the ball.
    """
    side = math.copysign(1.0, seat - circle)
    groove = _GROOVE * ball
    away = groove - ball / 2
    centre = (circle - side * away * math.cos(_ANGLE), -side * away * math.sin(_ANGLE))
    shoulder, bottom = circle + side * _SHOULDER * ball, centre[0] + side * groove
    top = centre[1] + side * math.sqrt(groove**2 - (shoulder - centre[0]) ** 2)
    middle = (centre[0] + side * groove * math.cos(_ANGLE), centre[1] + side * groove * math.sin(_ANGLE))
    lower, upper = chamfers
    profile = (
        cq.Workplane("XZ")
        .moveTo(seat, lower - half)
        .lineTo(seat, half - upper)
        .lineTo(seat - side * upper, half)
        .lineTo(shoulder if side > 0 else bottom, half)
        .lineTo(*((shoulder, top) if side > 0 else (bottom, centre[1])))
        .threePointArc(middle, (bottom, centre[1]) if side > 0 else (shoulder, top))
        .lineTo(bottom if side > 0 else shoulder, -half)
        .lineTo(seat - side * lower, -half)
        .close()
    )
    return rolling.turned(profile)
