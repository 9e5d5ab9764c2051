"""A split pin as one solid: a wire of half-round section, bent to an eye and two straight legs.

The flat sides of the legs are a little apart here, by a fiftieth of the pin's diameter, lest they grow together.
"""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.catalog import Configuration

_APART = 0.02


def build(configuration: Configuration) -> cq.Workplane:
    """The legs below z = 0, l long and, on the side of x > 0, by a longer; the eye above, b long and c wide."""
    size = configuration
    gap, wire, bottom = _APART * size["d"] / 2, size["d"] / 2, -size["l"] - size["a"]
    section = cq.Workplane(origin=(0, 0, bottom)).moveTo(gap, -wire).threePointArc((gap + wire, 0), (gap, wire)).close()
    return section.sweep(_inner_side(size, gap, wire, bottom))


def _inner_side(size: Configuration, gap: float, wire: float, bottom: float) -> cq.Workplane:
    """The way of the wire's flat side: necks and eye are arcs that go over into each other and into the legs."""
    eye, height = size["c"] / 2 - wire, size["b"] - size["c"] / 2
    neck = (height**2 - eye**2 + gap**2) / (2 * (eye - gap))
    tilt = math.atan2(height, gap + neck)
    meeting = eye * math.cos(tilt), height - eye * math.sin(tilt)
    middle = gap + neck * (1 - math.cos(tilt / 2)), neck * math.sin(tilt / 2)
    way = cq.Workplane("XZ").moveTo(gap, bottom).lineTo(gap, 0).threePointArc(middle, meeting)
    way = way.threePointArc((0, height + eye), _mirrored(meeting)).threePointArc(_mirrored(middle), (-gap, 0))
    return way.lineTo(-gap, -size["l"])


def _mirrored(point: tuple[float, float]) -> tuple[float, float]:
    return -point[0], point[1]
