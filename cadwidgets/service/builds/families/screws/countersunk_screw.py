"""A countersunk head screw as one solid, with a hexagon socket or a slot."""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.builds.families.screws.parts import shank, slotted, with_hexagon_socket, with_thread
from cadwidgets.service.builds.families.turning import turned
from cadwidgets.service.catalog import Configuration


def with_socket(configuration: Configuration) -> cq.Workplane:
    """The screw on the z axis: the flat top of the head at z = 0, its point at z = -l; socket of size s and depth t."""
    return with_thread(with_hexagon_socket(_body(configuration), configuration, 0.0), configuration)


def with_slot(configuration: Configuration) -> cq.Workplane:
    """The screw on the z axis: the flat top of the head at z = 0, its point at z = -l; slot n wide and t deep."""
    return with_thread(slotted(_body(configuration), configuration, 0.0), configuration)


def _body(size: Configuration) -> cq.Solid:
    """The cone of 90 degrees would be dkt wide on top and is cut off at the diameter dk."""
    rim, edge = size["dk"] / 2, (size["dkt"] - size["dk"]) / 2
    outline = (*shank(size, top=-size["k"]), (size["d"] / 2, -size["k"]), (rim, -edge), (rim, 0.0), (0.0, 0.0))
    return turned(tuple(dict.fromkeys(outline)))  # where there is a shank, it ends where the cone begins
