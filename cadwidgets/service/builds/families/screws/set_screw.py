"""Hexagon socket set screws as one solid, with flat, cone, dog or cup point.

They lie on the z axis, the end with the socket (size s, depth t) at z = 0, the point at z = -l. Both ends are chamfered
at 45 degrees; the cup is hollowed out by a cone of 120 degrees.
"""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.builds.families import thread
from cadwidgets.service.builds.families.joining import joined
from cadwidgets.service.builds.families.screws.parts import with_hexagon_socket
from cadwidgets.service.builds.families.turning import Outline, turned
from cadwidgets.service.catalog import Configuration
from cadwidgets.service.catalog.threads import is_real


def flat_point(size: Configuration) -> cq.Workplane:
    """A flat of diameter dp."""
    return _screw(size, _chamfered(size["dp"], size["d"]))


def cone_point(size: Configuration) -> cq.Workplane:
    """A cone with the angle alpha and a flat of diameter dt."""
    height = (size["d"] - size["dt"]) / 2 / math.tan(math.radians(size["alpha"] / 2))
    return _screw(size, ((0, 0), (size["dt"] / 2, 0), (size["d"] / 2, height)))


def dog_point(size: Configuration) -> cq.Workplane:
    """A cylinder of diameter dp, z long."""
    return _screw(size, ((0, 0), (size["dp"] / 2, 0), *_chamfered(size["dp"], size["d"], size["z"])[1:]))


def cup_point(size: Configuration) -> cq.Workplane:
    """A hollow with a sharp rim of diameter dv."""
    rim, end = size["dv"] / 2, -size["l"]
    hollow = turned(((0, end), (rim, end), (0, end + rim / math.tan(math.radians(60)))))
    return cq.Workplane(joined(_screw(size, _chamfered(size["dv"], size["d"])).val(), hollow, end))


def _chamfered(small: float, large: float, z: float = 0.0) -> Outline:
    return ((0, z), (small / 2, z), (large / 2, z + (large - small) / 2))


def _screw(size: Configuration, tip: Outline) -> cq.Workplane:
    d, pitch, length = size["d"], size["P"], size["l"]
    start = thread.chamfer(d, pitch)
    if is_real(size):
        body = thread.external(d, pitch, length, tip=tip, chamfered=True)
    else:
        lower, upper = ((r, h - length) for r, h in tip), ((r, -h) for r, h in reversed(start))
        body = turned((*lower, *upper))
    return cq.Workplane(with_hexagon_socket(body, size, 0.0))
