"""Linear ball bearings as one solid: a sleeve with a seal at each end, and a flange if there is one; without balls.

The makers' tables fix the outside and the circle that the balls inscribe, which is the bore of the seals here. Between
them the sleeve is bored by 0.4 of its ring space, and a seal is 0.06 of the length thick: rules of thumb.
"""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.bearings import rolling
from cadwidgets.service.catalog import Configuration

_BORE, _SEAL = 0.40, 0.06


def sleeve(configuration: Configuration) -> cq.Workplane:
    """Around the z axis, centred at z = 0."""
    size = configuration
    half, outside, groove = size["L"] / 2, size["D"] / 2, size["D1"] / 2
    far, near = size["B"] / 2, size["B"] / 2 - size["W"]
    upper = [(outside, near), (groove, near), (groove, far), (outside, far), (outside, half)]
    lower = [(radius, -height) for radius, height in reversed(upper)]
    return cq.Workplane(rolling.ring([*lower, *upper, *_inside(size, -half, half)]))


def round_flange(configuration: Configuration) -> cq.Workplane:
    """Around the z axis; the flange stands on z = 0."""
    return _flanged(configuration, cq.Workplane().circle(configuration["Df"] / 2))


def square_flange(configuration: Configuration) -> cq.Workplane:
    """Around the z axis; the flange stands on z = 0, its sides along x and y."""
    radius, side = configuration["Df"] / 2, configuration["K"] / 2
    corner, arc = math.sqrt(radius**2 - side**2), radius / math.sqrt(2)
    outline = cq.Workplane().moveTo(side, -corner)
    for x, y in ((1, 1), (-1, 1), (-1, -1), (1, -1)):
        start, end = ((side, corner), (corner, side)) if x * y > 0 else ((corner, side), (side, corner))
        outline = outline.lineTo(x * start[0], y * start[1])
        outline = outline.threePointArc((x * arc, y * arc), (x * end[0], y * end[1]))
    return _flanged(configuration, outline.close())


def _flanged(size: Configuration, outline: cq.Workplane) -> cq.Workplane:
    across, outside = size["Dp"] / math.sqrt(2), size["D"] / 2
    flange = outline.rect(across, across, forConstruction=True).vertices().circle(size["X"] / 2)
    plate = flange.moveTo(0, 0).circle((outside + size["d"] / 2) / 2).extrude(size["t"])
    body = rolling.ring([(outside, 0), (outside, size["L"]), *_inside(size, 0, size["L"])])
    return plate.union(cq.Workplane(body)).solids()


def _inside(size: Configuration, low: float, high: float) -> list[tuple[float, float]]:
    """From the top to the bottom: the seal, the bore of the sleeve, the other seal."""
    lip, seal = size["d"] / 2, _SEAL * size["L"]
    bore = lip + _BORE * (size["D"] - size["d"]) / 2
    return [(lip, high), (lip, high - seal), (bore, high - seal), (bore, low + seal), (lip, low + seal), (lip, low)]
