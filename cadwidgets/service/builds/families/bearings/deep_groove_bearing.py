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
    inside, chamfer = _Inside.of(configuration), configuration["r_s"]
    rings = (
        _ring(configuration["d"] / 2, chamfer, inside.inner, inside.half),
        _ring(configuration["D"] / 2, -chamfer, inside.outer, inside.half),
    )
    ball = rolling.ball(inside.ball).moved(cq.Location(cq.Vector(inside.circle, 0, 0)))
    closures = _closures(configuration.selection[-1], inside)
    return rolling.together([*rings, *rolling.around(ball, inside.count), *closures])


def _ring(seat: float, inwards: float, groove: rolling.Groove, half: float) -> cq.Shape:
    """A ring between the radius ``seat`` (bore or outside, chamfered by ``inwards``) and the groove."""
    chamfer = abs(inwards)
    profile = cq.Workplane("XZ").moveTo(seat, chamfer - half).lineTo(seat, half - chamfer).lineTo(seat + inwards, half)
    return rolling.turned(groove.cut(profile, half, -half).lineTo(seat + inwards, -half).close())


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
