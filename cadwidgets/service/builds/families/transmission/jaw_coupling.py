"""A jaw coupling: two hubs, whose jaws mesh with a clearance at the other hub, and the spider between the jaws.

Only diameters, lengths and bores come from a table. The inside follows proportions: jaws from 0.6 to the whole
outside radius, jaws and legs of the spider alternating every 60 degrees with plane sides.
"""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.transmission.outlines import arc, point, ring
from cadwidgets.service.builds.families.transmission.stepped import circle, stepped
from cadwidgets.service.catalog import Configuration

_JAWS = 3
_INSIDE, _LEG_END = 0.6, 0.95
"""Radii of the jaws' inner face and of the legs' ends, in outside radii."""
_LEG = math.radians(20)
"""Angle of a leg of the spider."""
_CLEARANCE = 0.08
"""Between the jaws and the other hub, and on either side of the spider, in spider widths."""


def build(configuration: Configuration) -> cq.Workplane:
    """The coupling along the z axis: the hub with bore d1 from z = 0, the spider, and the hub with bore d2 above."""
    radius, length, gap = configuration["D"] / 2, configuration["L"], configuration["s"]
    lower = _hub(configuration, configuration["d1"])
    turned = _hub(configuration, configuration["d2"]).rotate(cq.Vector(), cq.Vector(1, 0, 0), 180)
    upper = turned.moved(cq.Location(cq.Vector(0, 0, length)))
    clearance = _CLEARANCE * gap
    spider = stepped([(_star(radius), gap - 2 * clearance)], circle(_INSIDE * radius)).val()
    middle = spider.moved(cq.Location(cq.Vector(0, 0, configuration["l1"] + clearance)))
    return cq.Workplane(cq.Compound.makeCompound([lower, middle, upper]))


def _hub(size: Configuration, bore: float) -> cq.Shape:
    """A hub upwards from z = 0, the first of its jaws between 0 and 60 degrees: so they mesh when turned around x."""
    base = stepped([(circle(size["D"]), size["l1"])], circle(bore)).val()
    return base.fuse(*(_jaw(size, turn) for turn in range(_JAWS)))


def _jaw(size: Configuration, turn: int) -> cq.Shape:
    radius, length = size["D"] / 2, (1 - _CLEARANCE) * size["s"]
    start, end = _LEG / 2, math.pi / _JAWS - _LEG / 2
    inside = cq.Edge.makeThreePointArc(*(point((_INSIDE * radius, at)) for at in (end, (start + end) / 2, start)))
    sides = [
        cq.Edge.makeLine(point((low * radius, at)), point((high * radius, at)))
        for low, high, at in ((_INSIDE, 1, start), (1, _INSIDE, end))
    ]
    outline = cq.Wire.assembleEdges([sides[0], arc(radius, start, end), sides[1], inside])
    jaw = cq.Solid.extrudeLinear(outline, [], cq.Vector(0, 0, length))
    return jaw.moved(cq.Location(cq.Vector(0, 0, size["l1"]), cq.Vector(0, 0, 1), 360 / _JAWS * turn))


def _star(radius: float) -> cq.Wire:
    """The outline of the spider: its legs lie between the jaws, its body within them."""
    body, end, half = 0.98 * _INSIDE * radius, _LEG_END * radius, 0.98 * _LEG / 2
    pitch = [
        cq.Edge.makeLine(point((body, -half)), point((end, -half))),
        arc(end, -half, half),
        cq.Edge.makeLine(point((end, half)), point((body, half))),
        arc(body, half, math.pi / _JAWS - half),
    ]
    return ring(pitch, 2 * _JAWS)
