"""A deep groove ball bearing: two rings, their balls and its shields or seals as separate solids, without a cage.

ISO 15 fixes only d, D, B and r_s; the inside is each maker's own. The rules of thumb used here (ball diameter 0.3 of
the ring space but at most 0.7 of the width, grooves of 0.52 ball diameters, shoulders 0.28 ball diameters off the ball
circle, balls over 60 % of that circle, closures in the room between balls and faces) come close to common makes; they
are no dimensions of any product.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import cadquery as cq

from cadwidgets.service.builds.families.bearings import rolling
from cadwidgets.service.catalog import Configuration

_BALL, _BALL_TO_WIDTH = 0.30, 0.70
_GROOVE = 0.52
_SHOULDER = 0.28
_FILLING = 0.60
_INSET, _THICKNESS = 0.15, 0.20
_GAP = 0.10


@dataclass(frozen=True)
class _Inside:
    """Ball diameter, ball circle radius and number of balls; the radii of the shoulders; half the width (mm)."""

    ball: float
    circle: float
    count: int
    half: float

    @classmethod
    def of(cls, size: Configuration) -> _Inside:
        ball = min(_BALL * (size["D"] - size["d"]), _BALL_TO_WIDTH * size["B"])
        circle = (size["d"] + size["D"]) / 2
        return cls(ball, circle / 2, rolling.filled(circle, ball, _FILLING), size["B"] / 2)

    @property
    def shoulders(self) -> tuple[float, float]:
        return self.circle - _SHOULDER * self.ball, self.circle + _SHOULDER * self.ball


def build(configuration: Configuration) -> cq.Workplane:
    """The bearing around the z axis, centred at z = 0."""
    inside = _Inside.of(configuration)
    inner, outer = inside.shoulders
    rings = (
        _ring(configuration["d"] / 2, inner, configuration["r_s"], inside),
        _ring(configuration["D"] / 2, outer, configuration["r_s"], inside),
    )
    ball = rolling.ball(inside.ball).moved(cq.Location(cq.Vector(inside.circle, 0, 0)))
    closures = _closures(configuration.selection[-1], inside)
    return rolling.together([*rings, *rolling.around(ball, inside.count), *closures])


def _ring(seat: float, shoulder: float, chamfer: float, inside: _Inside) -> cq.Shape:
    """A ring between the radii ``seat`` (bore or outside, chamfered) and ``shoulder`` (with the groove)."""
    half, inwards = inside.half, math.copysign(chamfer, shoulder - seat)
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
    return rolling.turned(profile)


def _closures(seal: str, inside: _Inside) -> Iterator[cq.Shape]:
    """Discs that sit in the outer ring near both faces: seals touch the inner ring, shields leave a gap."""
    if seal == "open":
        return
    room = inside.half - inside.ball / 2
    inner, outer = inside.shoulders
    gap = _GAP * (outer - inner) if seal == "ZZ" else 0.0
    high = inside.half - _INSET * room
    low = high - _THICKNESS * room
    yield rolling.tube(2 * (inner + gap), 2 * outer, low, high)
    yield rolling.tube(2 * (inner + gap), 2 * outer, -high, -low)
