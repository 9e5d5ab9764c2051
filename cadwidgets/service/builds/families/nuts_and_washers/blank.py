"""What nuts are made of: a prism of a width across flats, and what is turned from it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cadquery as cq

from cadwidgets.service.catalog import Configuration
from cadwidgets.service.catalog.nuts_and_washers.nuts import countersink_depth, minor_diameter

Points = tuple[tuple[float, float], ...]
"""Points of an outline: radius and height."""

_BEARING = 0.475
_SLOPE = math.tan(math.radians(30))


def hexagon(size: Configuration, height: float) -> cq.Workplane:
    """A hexagonal prism of the width across flats s, from z = 0 up."""
    return cq.Workplane().polygon(6, 2 * corner(size)).extrude(height)


def corner(size: Configuration) -> float:
    """The radius of a hexagon's corners."""
    return size["s"] / math.sqrt(3)


def turned(points: Points) -> cq.Workplane:
    """The solid of revolution of an outline around the z axis."""
    return cq.Workplane("XZ").polyline(points).close().revolve(360, (0, 0, 0), (0, 1, 0))


@dataclass(frozen=True)
class Edge:
    """The chamfer of a nut's corners: 30 degrees off the face, from the radius ``inner`` on, to ``outer``, which lies
    outside the corners.

    The inner circle is 0.95 s wide: a rule of thumb between the least bearing diameter of ISO 4032 and s.
    """

    inner: float
    outer: float

    @classmethod
    def of(cls, size: Configuration, corner_radius: float) -> Edge:
        """The chamfer of a nut whose corners lie on that radius."""
        return cls(_BEARING * size["s"], 1.05 * corner_radius)

    @property
    def height(self) -> float:
        """How high the cone is."""
        return (self.outer - self.inner) * _SLOPE


@dataclass(frozen=True)
class Hole:
    """A simplified thread: a hole of the minor diameter, with a countersink that begins with the nominal diameter."""

    wide: float
    narrow: float
    countersink: float

    @classmethod
    def of(cls, size: Configuration) -> Hole:
        """The hole of a nut with the nominal diameter d and the pitch P."""
        return cls(size["d"] / 2, minor_diameter(size) / 2, countersink_depth(size))

    def through(self, height: float) -> Points:
        """Its outline from the top down, countersunk on both sides."""
        return ((self.wide, height), (self.narrow, height - self.countersink), *self.bottom)

    @property
    def bottom(self) -> Points:
        """The outline of its lower end, from above."""
        return ((self.narrow, self.countersink), (self.wide, 0))
