"""A hexagon socket button head screw as one solid."""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families.screws.parts import below, with_hexagon_socket, with_thread
from cadwidgets.service.catalog import Configuration


def build(configuration: Configuration) -> cq.Workplane:
    """The screw on the z axis: the bearing face of the head at z = 0, the head above, the shank below.

    The head is a dome of radius rf, from its edge dk to a flat dl at height k; socket of size s and depth t.
    """
    size = configuration
    head = with_hexagon_socket(_dome(size["dk"] / 2, size["dl"] / 2, size["k"], size["rf"]), size, size["k"])
    return with_thread(below(head, size), size)


def _dome(edge: float, flat: float, k: float, radius: float) -> cq.Solid:
    bulge = _sagitta(math.hypot(edge - flat, k), radius)
    across = math.atan2(edge - flat, k)
    middle = ((edge + flat) / 2 + bulge * math.cos(across), k / 2 + bulge * math.sin(across))
    outline = cq.Workplane("XZ").lineTo(edge, 0).threePointArc(middle, (flat, k)).lineTo(0, k).close()
    return outline.revolve(360, (0, 0, 0), (0, 1, 0)).val()


def _sagitta(chord: float, radius: float) -> float:
    """How far an arc rises above its chord."""
    return radius - math.sqrt(radius**2 - chord**2 / 4)
