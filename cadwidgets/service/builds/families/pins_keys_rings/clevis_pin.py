"""A clevis pin, with or without head and split pin holes, as one solid.

The chamfers of the shank have 15 degrees, about as the standards draw them; that of the head has 45.
"""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.pins_keys_rings.straight_pin import CHAMFER, parallel, revolved
from cadwidgets.service.catalog import Configuration


def without_head(configuration: Configuration) -> cq.Workplane:
    """The pin from z = 0 up to its length l; form B with holes of d1 along the x axis, le from both ends."""
    le, length = _hole(configuration), configuration["l"]
    return _drilled(parallel(configuration), configuration, (le, length - le) if le else ())


def with_head(configuration: Configuration) -> cq.Workplane:
    """The bearing face of the head dk x k at z = 0, the head above, the shank d x l below; form B with one hole."""
    size = configuration
    le, length = _hole(size), size["l"]
    return _drilled(revolved(_profile(size)), size, (le - length,) if le else ())


def _profile(size: Configuration) -> cq.Workplane:
    radius, c, length = size["d"] / 2, size["c"], size["l"]
    head, k, e, r = size["dk"] / 2, size["k"], size["e"], size["r"]
    bulge = r * (1 - math.sqrt(0.5))
    shank = ((0, -length), (radius - c * CHAMFER, -length), (radius, c - length), (radius, -r))
    profile = cq.Workplane("XZ").polyline(shank).threePointArc((radius + bulge, -bulge), (radius + r, 0))
    return profile.lineTo(head, 0).lineTo(head, k - e).lineTo(head - e, k).lineTo(0, k)


def _hole(size: Configuration) -> float:
    """How far the hole is from the end; 0 for form A, which has none."""
    return next((known.value for known in size.dimensions if known.symbol == "le"), 0.0)


def _drilled(pin: cq.Workplane, size: Configuration, heights: tuple[float, ...]) -> cq.Workplane:
    if not heights:
        return pin
    d = size["d"]
    centres = [(0, height) for height in heights]
    holes = cq.Workplane("YZ", origin=(-d, 0, 0)).pushPoints(centres).circle(size["d1"] / 2).extrude(2 * d)
    return pin.cut(holes).solids()
