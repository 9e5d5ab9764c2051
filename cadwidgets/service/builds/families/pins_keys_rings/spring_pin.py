"""A slotted spring pin as one solid, before mounting.

The maker chooses the slot. Here it is as wide outside as the pin must give way to enter a hole of its nominal diameter,
and a tenth of that diameter more. The ends keep half the wall: neither is a dimension of any product.
"""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.pins_keys_rings.straight_pin import revolved
from cadwidgets.service.catalog import Configuration

_CLEARANCE = 0.1
_END_WALL = 0.5


def build(configuration: Configuration) -> cq.Workplane:
    """The pin from z = 0 up to its length l, its slot on the x axis: outside d1, wall s, drawn in to d2 over a."""
    size = configuration
    outer, end, a, length = size["d1"] / 2, size["d2"] / 2, size["a"], size["l"]
    inner, hole = outer - size["s"], end - _END_WALL * size["s"]
    outside = ((end, 0), (outer, a), (outer, length - a), (end, length))
    inside = ((hole, length), (inner, length - a), (inner, a), (hole, 0))
    slot = _slot(size["d"], size["d1"])
    pin = revolved(cq.Workplane("XZ").polyline((*outside, *inside)), 360 - slot)
    return pin.rotate((0, 0, 0), (0, 0, 1), slot / 2)


def _slot(d: float, d1: float) -> float:
    """The angle of the slot in degrees."""
    width = math.pi * (d1 - d) + _CLEARANCE * d
    return math.degrees(2 * width / d1)
