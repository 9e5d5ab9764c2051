"""A deep groove ball bearing: two rings and their balls as separate solids, without a cage.

ISO 15 fixes only d, D, B and r_s; the inside is each maker's own. The rules of thumb used here (ball
diameter 0.3 of the ring space, grooves of 0.52 ball diameters, shoulders 0.28 ball diameters off the ball
circle, balls over 60 % of that circle) come close to common makes; they are no dimensions of any product.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cadquery as cq

from cadwidgets.service.catalog import Configuration

_BALL = 0.30
_GROOVE = 0.52
_SHOULDER = 0.28
_FILLING = 0.60


@dataclass(frozen=True)
class _Inside:
    """Ball diameter, ball circle radius (mm) and number of balls."""

    ball: float
    circle: float
    count: int

    @classmethod
    def of(cls, d: float, outer: float) -> _Inside:
        ball, circle = _BALL * (outer - d), (d + outer) / 4
        return cls(ball, circle, round(_FILLING * 2 * math.pi * circle / ball))


def build(configuration: Configuration) -> cq.Workplane:
    """The bearing around the z axis, centred at z = 0."""
    d, outer, width, chamfer = (configuration[symbol] for symbol in ("d", "D", "B", "r_s"))
    inside = _Inside.of(d, outer)
    shoulder = _SHOULDER * inside.ball
    rings = (
        _ring(d / 2, inside.circle - shoulder, width, chamfer, inside),
        _ring(outer / 2, inside.circle + shoulder, width, chamfer, inside),
    )
    return cq.Workplane(cq.Compound.makeCompound([*rings, *_balls(inside)]))


def _ring(seat: float, shoulder: float, width: float, chamfer: float, inside: _Inside) -> cq.Shape:
    """A ring between the radii ``seat`` (bore or outside, chamfered) and ``shoulder`` (with the groove)."""
    half, inwards = width / 2, math.copysign(chamfer, shoulder - seat)
    groove, side = _GROOVE * inside.ball, math.copysign(1.0, seat - inside.circle)
    # the groove touches the balls at its bottom: its own centre lies a little off the ball circle
    bottom = inside.circle + side * inside.ball / 2
    centre = bottom - side * groove
    reach = math.sqrt(groove**2 - (shoulder - centre) ** 2)
    profile = (
        cq.Workplane("XZ")
        .moveTo(seat, chamfer - half)
        .lineTo(seat, half - chamfer)
        .lineTo(seat + inwards, half)
        .lineTo(shoulder, half)
        .lineTo(shoulder, reach)
        .threePointArc((bottom, 0), (shoulder, -reach))
        .lineTo(shoulder, -half)
        .lineTo(seat + inwards, -half)
        .close()
    )
    return profile.revolve(360, (0, 0, 0), (0, 1, 0)).val()


def _balls(inside: _Inside) -> list[cq.Shape]:
    ball = cq.Solid.makeSphere(inside.ball / 2, cq.Vector(), cq.Vector(0, 0, 1), -90, 90, 360)
    angles = (2 * math.pi * turn / inside.count for turn in range(inside.count))
    return [
        ball.moved(cq.Location(cq.Vector(inside.circle * math.cos(a), inside.circle * math.sin(a), 0))) for a in angles
    ]
