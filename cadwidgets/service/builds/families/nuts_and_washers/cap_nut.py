"""A hexagon domed cap nut as one solid, the thread simplified to a blind hole of its minor diameter."""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.nuts_and_washers.blank import Edge, Hole, corner, hexagon
from cadwidgets.service.catalog import Configuration

_DRILL = math.tan(math.radians(30))
"""The point of a drill of 120 degrees at the end of the hole."""


def build(configuration: Configuration) -> cq.Workplane:
    """The nut around the z axis: hexagon from z = 0 to m, dome of the diameter dk up to h, hole to the depth t."""
    return hexagon(configuration, _turned(configuration))


def _turned(size: Configuration) -> cq.Workplane:
    edge, hole, dome = Edge.of(size, corner(size)), Hole.of(size), size["dk"] / 2
    centre, half = size["h"] - dome, math.sqrt(0.5) * dome
    outline = (
        cq.Workplane("XZ")
        .moveTo(hole.wide, 0)
        .lineTo(edge.inner, 0)
        .lineTo(edge.outer, edge.height)
        .lineTo(edge.outer, size["m"] - edge.height)
        .lineTo(dome, size["m"])
        .lineTo(dome, centre)
        .threePointArc((half, centre + half), (0, size["h"]))
        .lineTo(0, size["t"] + hole.narrow * _DRILL)
        .lineTo(hole.narrow, size["t"])
        .lineTo(hole.narrow, hole.countersink)
        .close()
    )
    return outline.revolve(360, (0, 0, 0), (0, 1, 0))
