"""Aluminium T-slot profiles: one outline with its slots, the bores of the cores, the cavities between the cells."""

from __future__ import annotations

from collections.abc import Sequence

import cadquery as cq

from cadwidgets.service.builds.families.profiles.outline import Corner, circle, extruded, rounded
from cadwidgets.service.catalog import Configuration

_SQRT2 = 2**0.5


def build(configuration: Configuration) -> cq.Workplane:
    """A profile of one or more square cells in a column along y, centred on the z axis.

    The ribs run along the diagonals of each cell, from its core to its corners.
    """
    width, height, bore = (configuration[symbol] for symbol in ("B", "H", "d"))
    count = round(height / width)
    centres = [width * (cell - (count - 1) / 2) for cell in range(count)]
    bores = [circle(bore, 0, y) for y in centres]
    cavities = [_cavity(configuration, y + width / 2) for y in centres[:-1]]
    return extruded(_outline(configuration, centres), configuration["l"], [*bores, *cavities])


def _outline(size: Configuration, centres: Sequence[float]) -> cq.Wire:
    """Counter-clockwise: the lower end, the right side upwards, the upper end, the left side downwards."""
    x, y, r = size["B"] / 2, size["H"] / 2, size["r"]
    slot = _slot(size)
    end: list[Corner] = [(-x, -y, r), *((across, depth - y, 0.0) for across, depth in slot)]
    side: list[Corner] = [
        (x, -y, r),
        *((x - depth, centre + across, 0.0) for centre in centres for across, depth in slot),
    ]
    half = [*end, *side]
    return rounded([*half, *((-at, -height, radius) for at, height, radius in half)])


def _slot(size: Configuration) -> list[tuple[float, float]]:
    """The corners of a slot: the place across it and the depth below the surface."""
    neck, inside, lip = size["s"] / 2, size["w"] / 2, size["t"]
    surface, offset = size["B"] / 2, size["e"] / _SQRT2
    floor = size["c"] / 2
    half = [
        (-neck, 0.0),
        (-neck, lip),
        (-inside, lip),
        (-inside, surface - inside - offset),
        (offset - floor, surface - floor),
    ]
    return [*half, *((-across, depth) for across, depth in reversed(half))]


def _cavity(size: Configuration, y: float) -> cq.Wire:
    """The closed cavity between two cells that meet at the height y: the floors and ribs of two slots."""
    (wall, rib), (edge, floor) = _slot(size)[3:5]
    right: list[Corner] = [(-edge, y - floor, 0), (-wall, y - rib, 0), (-wall, y + rib, 0), (-edge, y + floor, 0)]
    return rounded([*right, *((-at, height, radius) for at, height, radius in reversed(right))])
