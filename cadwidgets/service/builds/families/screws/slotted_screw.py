"""Slotted screws with a cylindrical or rounded head, as one solid.

They lie on the z axis: the bearing face of the head at z = 0, the head dk x k above, the shank below. The slot is n
wide and t deep.
"""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.screws.parts import below, slotted, with_thread
from cadwidgets.service.builds.families.turning import turned
from cadwidgets.service.catalog import Configuration


def cheese_head(configuration: Configuration) -> cq.Workplane:
    """A head with sharp edges."""
    edge, k = configuration["dk"] / 2, configuration["k"]
    return _screw(turned(((0, 0), (edge, 0), (edge, k), (0, k))), configuration)


def pan_head(configuration: Configuration) -> cq.Workplane:
    """A head whose upper edge is rounded with the radius rf."""
    edge, k, radius = configuration["dk"] / 2, configuration["k"], configuration["rf"]
    inwards = radius * (1 - math.sqrt(0.5))
    side = cq.Workplane("XZ").lineTo(edge, 0).lineTo(edge, k - radius)
    rounded = side.threePointArc((edge - inwards, k - inwards), (edge - radius, k))
    head = rounded.lineTo(0, k).close().revolve(360, (0, 0, 0), (0, 1, 0))
    return _screw(head.val(), configuration)


def _screw(head: cq.Solid, size: Configuration) -> cq.Workplane:
    return with_thread(below(slotted(head, size, size["k"]), size), size)
