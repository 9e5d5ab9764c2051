"""A single direction thrust ball bearing: housing washer, shaft washer and balls as separate solids, without a cage.

ISO 104 fixes d, D, T, D1 and r_s; the inside is each maker's own. The rules of thumb used here (ball diameter 0.5 of
the height, grooves of 0.54 ball diameters and 0.2 deep, balls over 75 % of their circle) come close to common makes;
they are no dimensions of any product.
"""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.bearings import rolling
from cadwidgets.service.catalog import Configuration

_BALL, _GROOVE, _DEPTH, _FILLING = 0.50, 0.54, 0.20, 0.75


def build(configuration: Configuration) -> cq.Workplane:
    """The bearing around the z axis: the housing washer stands on z = 0, the shaft washer is at the top."""
    size = configuration
    ball, circle, middle = _BALL * size["T"], (size["D"] + size["d"]) / 2, size["T"] / 2
    half = cq.Location(cq.Vector(0, 0, middle))
    housing = _washer(size["D1"] / 2, size, ball, circle / 2)
    shaft = _washer(size["d"] / 2, size, ball, circle / 2).mirror("XY")
    first = rolling.ball(ball).moved(cq.Location(cq.Vector(circle / 2, 0, 0)))
    balls = rolling.around(first, rolling.filled(circle, ball, _FILLING))
    return rolling.together(solid.moved(half) for solid in (housing, shaft, *balls))


def _washer(bore: float, size: Configuration, ball: float, circle: float) -> cq.Shape:
    """The washer below the balls, whose centres are at z = 0; both its edges at the bottom are chamfered."""
    outside, chamfer, bottom = size["D"] / 2, size["r_s"], -size["T"] / 2
    groove = _GROOVE * ball
    deepest = -ball / 2
    face = deepest + _DEPTH * ball
    reach = math.sqrt(groove**2 - (groove - _DEPTH * ball) ** 2)
    profile = (
        cq.Workplane("XZ")
        .moveTo(bore + chamfer, bottom)
        .lineTo(outside - chamfer, bottom)
        .lineTo(outside, bottom + chamfer)
        .lineTo(outside, face)
        .lineTo(circle + reach, face)
        .threePointArc((circle, deepest), (circle - reach, face))
        .lineTo(bore, face)
        .lineTo(bore, bottom + chamfer)
        .close()
    )
    return rolling.turned(profile)
