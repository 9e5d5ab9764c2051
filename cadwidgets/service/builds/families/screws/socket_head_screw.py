"""A hexagon socket head cap screw as one solid, its thread simplified to a cylinder."""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.catalog import Configuration


def build(configuration: Configuration) -> cq.Workplane:
    """The screw on the z axis: the bearing face of the head at z = 0, the head above, the shank below.

    Shank of the nominal diameter d with a chamfer as deep as the thread; plain head dk x k with the edge v;
    socket of size s with the flat bottom at depth t.
    """
    size = configuration
    socket = (
        cq.Workplane(origin=(0, 0, size["k"] - size["t"])).polygon(6, _across_corners(size["s"])).extrude(2 * size["t"])
    )
    return _body(size).cut(socket).solids()


def _body(size: Configuration) -> cq.Workplane:
    shank, head = size["d"] / 2, size["dk"] / 2
    # thread depth of the basic profile of ISO 68-1, external: (d - d3) / 2
    chamfer, edge = 0.613434 * size["P"], size["v"]
    outline = (
        (0, -size["l"]),
        (shank - chamfer, -size["l"]),
        (shank, chamfer - size["l"]),
        (shank, 0),
        (head, 0),
        (head, size["k"] - edge),
        (head - edge, size["k"]),
        (0, size["k"]),
    )
    return cq.Workplane("XZ").polyline(outline).close().revolve(360, (0, 0, 0), (0, 1, 0))


def _across_corners(across_flats: float) -> float:
    return across_flats * 2 / math.sqrt(3)
