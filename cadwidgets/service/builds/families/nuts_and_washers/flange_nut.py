"""A hexagon nut with a flange as one solid, the thread simplified to a hole of its minor diameter."""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.nuts_and_washers.blank import Edge, Hole, corner, hexagon, turned
from cadwidgets.service.catalog import Configuration

_SLOPE = math.tan(math.radians(25))
"""Of the flange's upper side; the standard allows 15 to 30 degrees."""


def build(configuration: Configuration) -> cq.Workplane:
    """The nut around the z axis, from the flange at z = 0 up to its height m; the edge of the flange is c high."""
    size, hole = configuration, Hole.of(configuration)
    edge, rim = Edge.of(size, corner(size)), size["dc"] / 2
    upper = ((edge.outer, 0), (edge.outer, size["m"] - edge.height), (edge.inner, size["m"]))
    nut = hexagon(size, turned((*upper, *hole.through(size["m"]))))
    # up to the circle in the hexagon, so that the cone ends within the prism
    top = size["c"] + (rim - edge.inner) * _SLOPE
    flange = turned(((rim, 0), (rim, size["c"]), (edge.inner, top), (hole.narrow, top), *hole.bottom))
    return nut.union(flange).solids()
