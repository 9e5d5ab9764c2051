"""A retaining washer (E-ring) as one solid, as it sits in its groove.

The standard leaves the outline to the maker, but for the dimensions. Here a tongue of 40 degrees opposite the opening
and one of 20 at each of its sides hold the groove, and the pockets between them leave about a third of the ring: rules
of thumb, chosen so that the washers weigh a little more than a maker's.
"""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.catalog import Configuration

_TONGUE = math.radians(20)
_POCKET = 0.65


def build(configuration: Configuration) -> cq.Workplane:
    """The washer around the z axis from z = 0 up to its thickness s: outside d3, seat d2, opening a along -y."""
    opening, seat, outside = (configuration[symbol] / 2 for symbol in ("a", "d2", "d3"))
    pocket, mouth = seat + _POCKET * (outside - seat), math.acos(opening / seat)
    corner = -math.sqrt(outside**2 - opening**2)
    bends = (-mouth, _TONGUE - mouth, math.pi / 2 - _TONGUE, math.pi / 2 + _TONGUE, math.pi - _TONGUE + mouth)
    arcs = zip((seat, pocket, seat, pocket, seat), bends, (*bends[1:], math.pi + mouth), strict=True)
    outline = cq.Workplane().moveTo(opening, corner)
    for radius, start, end in arcs:
        outline = outline.lineTo(*_at(start, radius)).threePointArc(_at((start + end) / 2, radius), _at(end, radius))
    outline = outline.lineTo(-opening, corner).threePointArc((0, outside), (opening, corner))
    return outline.close().extrude(configuration["s"])


def _at(angle: float, radius: float) -> tuple[float, float]:
    """The point of a circle at an angle from the x axis."""
    return radius * math.cos(angle), radius * math.sin(angle)
