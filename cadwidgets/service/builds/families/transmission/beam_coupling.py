"""A beam coupling: a turned sleeve with two bores that meet in its middle, and slits from alternating sides.

Real ones have slits along helices. Here four straight saw cuts, each turned by a quarter, stand for them; their width
and depth are proportions, no dimensions of any product.
"""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.catalog import Configuration

_CUTS = 4
_WEB = 0.7
"""How far from the axis the material begins that a cut leaves, in outside radii."""
_SLIT = 0.2
"""Width of a slit, in distances between slits."""


def build(configuration: Configuration) -> cq.Workplane:
    """The coupling along the z axis, the end with bore d1 in z = 0."""
    first, step = configuration["l1"], (configuration["L"] - 2 * configuration["l1"]) / (_CUTS - 1 + _SLIT)
    radius, width = configuration["D"] / 2, _SLIT * step
    cut = cq.Solid.makeBox((1.1 + _WEB) * radius, 2.2 * radius, width, cq.Vector(-_WEB * radius, -1.1 * radius, 0))
    axis = cq.Vector(0, 0, 1)
    places = [cq.Location(cq.Vector(0, 0, first + step * turn), axis, 90 * turn) for turn in range(_CUTS)]
    return cq.Workplane(_sleeve(configuration).cut(*(cut.moved(place) for place in places)))


def _sleeve(size: Configuration) -> cq.Shape:
    outer, length, middle = size["D"] / 2, size["L"], size["L"] / 2
    first, second = size["d1"] / 2, size["d2"] / 2
    corners = [(outer, 0), (outer, length), (second, length), (second, middle), (first, middle), (first, 0)]
    profile = cq.Workplane("XZ").polyline(list(dict.fromkeys(corners))).close()
    return profile.revolve(360, (0, 0, 0), (0, 1, 0)).val()
