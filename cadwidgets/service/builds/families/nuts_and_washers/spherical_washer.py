"""Spherical washers and the conical seats that they lie in, as one solid."""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.nuts_and_washers.blank import turned
from cadwidgets.service.catalog import Configuration


def spherical(configuration: Configuration) -> cq.Workplane:
    """The washer around the z axis, its flat side at z = h2, the sphere of the radius r1 below.

    The edge f1 of the hole is modelled as a flat ring at z = 0 of that width.
    """
    size = configuration
    hole, outside, sphere = size["d1"] / 2, size["d3"] / 2, size["r1"]
    land = hole + size["f1"]
    centre = math.sqrt(sphere**2 - land**2)
    lower = [(radius, centre - math.sqrt(sphere**2 - radius**2)) for radius in (land, (land + outside) / 2, outside)]
    outline = (
        cq.Workplane("XZ")
        .moveTo(hole, 0)
        .lineTo(*lower[0])
        .threePointArc(*lower[1:])
        .lineTo(outside, size["h2"])
        .lineTo(hole, size["h2"])
        .close()
    )
    return outline.revolve(360, (0, 0, 0), (0, 1, 0))


def conical_seat(configuration: Configuration) -> cq.Workplane:
    """The seat around the z axis, from z = 0 up to its height h3: a cone of 120 degrees, d5 wide at the top."""
    size = configuration
    hole, outside, seat, height = size["d2"] / 2, size["d4"] / 2, size["d5"] / 2, size["h3"]
    bottom = height - (seat - hole) * math.tan(math.radians(30))
    return turned(((hole, 0), (outside, 0), (outside, height), (seat, height), (hole, bottom)))
