"""A deep groove ball bearing: two rings, their balls and its shields or seals as separate solids, without a cage.

ISO 15 fixes only d, D, B and r_s; the inside is each maker's own. The rules of thumb used here (ball diameter 0.3 of
the ring space but at most 0.7 of the width, grooves as `rolling` has them, balls over 60 % of their circle, closures in
the room between balls and faces) come close to common makes; they are no dimensions of any product.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cadquery as cq

from cadwidgets.service.builds.families.bearings import rolling
from cadwidgets.service.catalog import Configuration

_BALL, _BALL_TO_WIDTH = 0.30, 0.70
_FILLING = 0.60
_INSET, _THICKNESS = 0.15, 0.20
_GAP = 0.10


@dataclass(frozen=True)
class _Inside:
    """Ball diameter, ball circle radius and number of balls; the grooves of both rings; half the width (mm)."""

    ball: float
    circle: float
    count: int
    inner: rolling.Groove
    outer: rolling.Groove
    half: float

    @classmethod
    def of(cls, size: Configuration) -> _Inside:
        ball = min(_BALL * (size["D"] - size["d"]), _BALL_TO_WIDTH * size["B"])
        circle = (size["d"] + size["D"]) / 4
        inner, outer = (rolling.Groove.of(circle, ball, side) for side in (-1, 1))
        return cls(ball, circle, rolling.filled(2 * circle, ball, _FILLING), inner, outer, size["B"] / 2)


def build(configuration: Configuration) -> cq.Workplane:
    """The bearing around the z axis, centred at z = 0."""
    inside = _Inside.of(configuration)
    return _with(_ring(configuration["D"] / 2, -configuration["r_s"], inside.outer, inside.half), configuration, inside)


def flanged(configuration: Configuration) -> cq.Workplane:
    """The same with a flange at the top of the outer ring."""
    inside = _Inside.of(configuration)
    return _with(_flanged_ring(configuration, inside), configuration, inside)


def _with(outer: cq.Shape, size: Configuration, inside: _Inside) -> cq.Workplane:
    """The outer ring with the inner one, the balls and the closures."""
    inner = _ring(size["d"] / 2, size["r_s"], inside.inner, inside.half)
    ball = rolling.ball(inside.ball).moved(cq.Location(cq.Vector(inside.circle, 0, 0)))
    balls = rolling.around(ball, inside.count)
    return rolling.together([inner, outer, *balls, *_closures(size.selection[-1], inside)])


def _ring(seat: float, inwards: float, groove: rolling.Groove, half: float) -> cq.Shape:
    """A ring between the radius ``seat`` (bore or outside, chamfered by ``inwards``) and the groove."""
    chamfer = abs(inwards)
    profile = cq.Workplane("XZ").moveTo(seat, chamfer - half).lineTo(seat, half - chamfer).lineTo(seat + inwards, half)
    return rolling.turned(groove.cut(profile, half, -half).lineTo(seat + inwards, -half).close())


def _flanged_ring(size: Configuration, inside: _Inside) -> cq.Shape:
    """The outer ring: the flange takes the place of its upper chamfer."""
    half, seat, chamfer = inside.half, size["D"] / 2, size["r_s"]
    below = half - size["Bf"]
    profile = cq.Workplane("XZ").moveTo(seat, chamfer - half).lineTo(seat, below)
    profile = profile.lineTo(size["Df"] / 2, below).lineTo(size["Df"] / 2, half)
    return rolling.turned(inside.outer.cut(profile, half, -half).lineTo(seat - chamfer, -half).close())


def _closures(seal: str, inside: _Inside) -> Iterator[cq.Shape]:
    """Discs that sit in the outer ring near both faces: seals touch the inner ring, shields leave a gap."""
    if seal == "open":
        return
    room = inside.half - inside.ball / 2
    inner, outer = inside.inner.shoulder, inside.outer.shoulder
    gap = _GAP * (outer - inner) if seal == "ZZ" else 0.0
    high = inside.half - _INSET * room
    low = high - _THICKNESS * room
    yield rolling.tube(2 * (inner + gap), 2 * outer, low, high)
    yield rolling.tube(2 * (inner + gap), 2 * outer, -high, -low)
