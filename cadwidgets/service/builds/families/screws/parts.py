"""What all screws are made of: a shank on the z axis, a thread, and a recess for the tool."""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families import thread
from cadwidgets.service.builds.families.joining import joined
from cadwidgets.service.builds.families.turning import Outline, turned
from cadwidgets.service.catalog import Configuration
from cadwidgets.service.catalog.threads import is_real


def shank(size: Configuration, top: float = 0.0) -> Outline:
    """From the axis up to the edge of the head at height ``top``: a cylinder with the point of a thread.

    Where a real thread is asked for, only what has none: `with_thread` puts it below.
    """
    d, bottom = size["d"], -size["l"]
    if not is_real(size):
        return (*((r, bottom + height) for r, height in thread.chamfer(d, size["P"])), (d / 2, top))
    plain = round(bottom + size["thread"], 6)
    return ((0, plain), (d / 2, plain), (d / 2, top)) if plain < top else ((0, top),)


def below(head: cq.Solid, size: Configuration) -> cq.Solid:
    """The head, whose bearing face lies at z = 0, with its shank."""
    outline = shank(size)
    return joined(head, turned((*outline, (0, 0))), 0.0) if len(outline) > 1 else head


def with_thread(body: cq.Solid, size: Configuration) -> cq.Workplane:
    """The screw, with its real thread if that is asked for."""
    if is_real(size):
        top = size["thread"] - size["l"]
        rod = thread.external(size["d"], size["P"], size["thread"]).moved(cq.Location(cq.Vector(0, 0, top)))
        body = joined(body, rod, top)
    return cq.Workplane(body)


def with_hexagon_socket(body: cq.Solid, size: Configuration, top: float) -> cq.Solid:
    """The body with a socket for the key: s across flats, with the flat bottom at depth t below ``top``."""
    plane = cq.Workplane(origin=(0, 0, top - size["t"]))
    return joined(body, plane.polygon(6, across_corners(size["s"])).extrude(size["t"]).val(), top)


def slotted(body: cq.Solid, size: Configuration, top: float) -> cq.Solid:
    """The body with a slot for the screwdriver, n wide and t deep below ``top``."""
    slot = cq.Workplane(origin=(0, 0, top - size["t"])).rect(2 * size["dk"], size["n"]).extrude(2 * size["t"])
    return body.cut(slot.val()).Solids()[0]


def across_corners(across_flats: float) -> float:
    """Of a regular hexagon."""
    return across_flats * 2 / math.sqrt(3)
