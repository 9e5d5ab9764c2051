"""Aluminium slot profiles: one outline with its slots, the bores of the cores, the cavities between the cells."""

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
    """Counter-clockwise: the lower end and the right side; the upper end and the left side are their image."""
    x, y, r = size["B"] / 2, size["H"] / 2, size["r"]
    slot = _slot(size)
    end: list[Corner] = [(-x, -y, r), *((across, depth - y, 0.0) for across, depth in slot)]
    side: list[Corner] = [(x, -y, r)]
    side += [(x - depth, centre + across, 0.0) for centre in centres for across, depth in slot]
    half = [*end, *side]
    return rounded([*half, *((-at, -height, radius) for at, height, radius in half)])


def _slot(size: Configuration) -> list[tuple[float, float]]:
    """The corners of a slot: the place across it and the depth below the surface."""
    surface, inside, floor = size["B"] / 2, size["w"] / 2, size["c"] / 2
    offset = size["e"] / _SQRT2
    half = [
        (-size["m"] / 2, 0.0),
        (-size["s"] / 2, size["t"]),
        (-inside, size["t"]),
        (-inside, surface - inside - offset),
        (offset - floor, surface - floor),
    ]
    return [*half, *((-across, depth) for across, depth in reversed(half))]


def _cavity(size: Configuration, y: float) -> cq.Wire:
    """The closed cavity between two cells that meet at the height y.

    It has the floors and ribs of two slots. Where the cells meet, it is wider: the wall is as thick as the lips
    there, between two webs as thick as the ribs.
    """
    (edge, floor), (side, rib) = _slot(size)[5:7]
    wall, web = size["B"] / 2 - size["t"], (size["B"] - size["w"]) / 2 - size["e"]
    lower = [(edge, floor), (side, rib), (side, web), (wall, web)]
    right: list[Corner] = [*((x, y - u, 0.0) for x, u in lower), *((x, y + u, 0.0) for x, u in reversed(lower))]
    return rounded([*right, *((-x, height, radius) for x, height, radius in reversed(right))])
