"""A hexagon head screw as one solid."""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.builds.families.screws.parts import across_corners, below, with_thread
from cadwidgets.service.builds.families.turning import turned
from cadwidgets.service.catalog import Configuration

_TOP = 0.95
"""The flat on top of the head, in widths across flats; from there its corners slope away at 30 degrees. Standards leave
both to the maker (15 to 30 degrees)."""
_SLOPE = 0.57735


def build(configuration: Configuration) -> cq.Workplane:
    """The screw on the z axis: the bearing face of the head at z = 0, the head above, the shank below.

    Head k high and s across flats, without the ring under it.
    """
    return with_thread(below(_head(configuration["s"], configuration["k"]), configuration), configuration)


def _head(s: float, k: float) -> cq.Solid:
    top, corner = _TOP * s / 2, 0.6 * s
    cap = turned(((0, 0), (corner, 0), (corner, k - _SLOPE * (corner - top)), (top, k), (0, k)))
    return cq.Workplane().polygon(6, across_corners(s)).extrude(k).val().intersect(cap).Solids()[0]
