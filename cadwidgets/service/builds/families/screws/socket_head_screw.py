"""A hexagon socket head cap screw as one solid."""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.builds.families.screws.parts import shank, with_hexagon_socket, with_thread
from cadwidgets.service.builds.families.turning import turned
from cadwidgets.service.catalog import Configuration


def build(configuration: Configuration) -> cq.Workplane:
    """The screw on the z axis: the bearing face of the head at z = 0, the head above, the shank below.

    Plain head dk x k with the edge v; socket of size s and depth t.
    """
    size = configuration
    head, edge = size["dk"] / 2, size["v"]
    outline = (*shank(size), (head, 0), (head, size["k"] - edge), (head - edge, size["k"]), (0, size["k"]))
    return with_thread(with_hexagon_socket(turned(outline), size, size["k"]), size)
