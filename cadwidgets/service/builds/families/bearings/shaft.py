"""Precision shafts and what is put on them: collars, supports and plain bushes, each one solid."""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.bearings import rolling
from cadwidgets.service.catalog import Configuration

_SHAFT_CHAMFER, _COLLAR_CHAMFER = 0.05, 0.04
"""Of the diameters: rules of thumb. The slot of a support is 1 mm wide up to a bore of 16 mm, 2 mm above."""


def shaft(configuration: Configuration) -> cq.Workplane:
    """Along the z axis from z = 0, both ends chamfered."""
    radius, length = configuration["d"] / 2, configuration["l"]
    chamfer = _SHAFT_CHAMFER * configuration["d"]
    return cq.Workplane(rolling.ring([(0, 0), *_chamfered(radius, chamfer, length), (0, length)]))


def collar(configuration: Configuration) -> cq.Workplane:
    """Around the z axis, standing on z = 0; the hole of the set screw along +x, its thread simplified."""
    size = configuration
    outline = _chamfered(size["d2"] / 2, _COLLAR_CHAMFER * size["d1"], size["b"])
    ring = rolling.ring([(size["d1"] / 2, 0), *outline, (size["d1"] / 2, size["b"])])
    hole = cq.Solid.makeCylinder(size["d3"] / 2, size["d2"], cq.Vector(0, 0, size["b"] / 2), cq.Vector(1, 0, 0))
    return cq.Workplane(ring).cut(cq.Workplane(hole)).solids()


def bush(configuration: Configuration) -> cq.Workplane:
    """Around the z axis, standing on z = 0; its outer edges chamfered by a quarter of its wall."""
    size = configuration
    outline = _chamfered(size["D"] / 2, (size["D"] - size["d"]) / 8, size["b"])
    return cq.Workplane(rolling.ring([(size["d"] / 2, 0), *outline, (size["d"] / 2, size["b"])]))


def support(configuration: Configuration) -> cq.Workplane:
    """The foot on z = 0, wide in x; the bore along y at the height h, slotted upwards."""
    size = configuration
    holes = [(-size["B"] / 2, 0), (size["B"] / 2, 0)]
    foot = cq.Workplane().rect(size["W"], size["L"]).pushPoints(holes).circle(size["S"] / 2).extrude(size["G"])
    return foot.union(_clamp(size)).solids()


def _clamp(size: Configuration) -> cq.Workplane:
    """The upright block in front view, its bore and slot one outline, drawn out in y."""
    side, top, radius = size["P"] / 2, size["F"], size["d"] / 2
    slot = 0.5 if size["d"] <= 16 else 1.0
    meet = size["h"] + math.sqrt(radius**2 - slot**2)
    return (
        cq.Workplane("XZ", origin=(0, size["L"] / 2, 0))
        .moveTo(-side, 0)
        .lineTo(side, 0)
        .lineTo(side, top)
        .lineTo(slot, top)
        .lineTo(slot, meet)
        .threePointArc((0, size["h"] - radius), (-slot, meet))
        .lineTo(-slot, top)
        .lineTo(-side, top)
        .close()
        .extrude(size["L"])
    )


def _chamfered(radius: float, chamfer: float, length: float) -> list[tuple[float, float]]:
    """The outside of a turned part from z = 0 to its length, both edges chamfered."""
    inner = radius - chamfer
    return [(inner, 0), (radius, chamfer), (radius, length - chamfer), (inner, length)]
