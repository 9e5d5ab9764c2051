"""A hexagon socket shoulder screw as one solid, without the grooves under its head and behind its thread."""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.builds.families import thread
from cadwidgets.service.builds.families.joining import joined
from cadwidgets.service.builds.families.screws.parts import with_hexagon_socket
from cadwidgets.service.builds.families.turning import Outline, turned
from cadwidgets.service.catalog import Configuration
from cadwidgets.service.catalog.threads import is_real


def build(configuration: Configuration) -> cq.Workplane:
    """The screw on the z axis: the bearing face of the head at z = 0, the shoulder ds down to z = -l, below it the
    thread d, b long; head dk x k with a socket of size s and depth t.
    """
    size = configuration
    shoulder, head, k, end = size["ds"] / 2, size["dk"] / 2, size["k"], -size["l"]
    outline = (*_lower_end(size), (shoulder, end), (shoulder, 0), (head, 0), (head, k), (0, k))
    body = with_hexagon_socket(turned(outline), size, k)
    if is_real(size):
        rod = thread.external(size["d"], size["P"], size["b"])
        body = joined(body, rod.moved(cq.Location(cq.Vector(0, 0, end))), end)
    return cq.Workplane(body)


def _lower_end(size: Configuration) -> Outline:
    """The simplified thread, or the end of the shoulder, where the real one is joined."""
    end = -size["l"]
    if is_real(size):
        return ((0, end),)
    return (*((r, end - size["b"] + h) for r, h in thread.chamfer(size["d"], size["P"])), (size["d"] / 2, end))
