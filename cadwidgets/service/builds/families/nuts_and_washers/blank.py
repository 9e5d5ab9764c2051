"""What nuts are made of: a body that is turned, with a hole and chamfers, and cut to its width across flats."""

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


def corner(size: Configuration) -> float:
    """The radius of a hexagon's corners."""
    return size["s"] / math.sqrt(3)


def hexagon(size: Configuration, body: cq.Workplane) -> cq.Workplane:
    """What of a turned body lies in the hexagon of the width across flats s."""
    return _within(cq.Workplane().polygon(6, 2 * corner(size)), body)


def square(size: Configuration, body: cq.Workplane) -> cq.Workplane:
    """What of a turned body lies in the square of the width across flats s."""
    return _within(cq.Workplane().rect(size["s"], size["s"]), body)


def _within(outline: cq.Workplane, body: cq.Workplane) -> cq.Workplane:
    # longer than the body at both ends, and not cleaned: planes that do not coincide take the kernel less time
    box = body.val().BoundingBox()
    prism = outline.extrude(1.5 * box.zmax).translate((0, 0, -0.25 * box.zmax))
    return prism.intersect(body, clean=False).solids()


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
