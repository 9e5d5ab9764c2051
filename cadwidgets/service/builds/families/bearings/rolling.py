"""What rolling bearings are put together from: rings turned from a profile, and rolling elements on a circle."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import cadquery as cq

AXIS = ((0, 0, 0), (0, 1, 0))


def turned(profile: cq.Workplane) -> cq.Shape:
    """The solid of a closed profile in the XZ plane (x is the radius), turned around the z axis."""
    return profile.revolve(360, *AXIS).val()


def ring(outline: Sequence[tuple[float, float]]) -> cq.Shape:
    """A ring from its outline of (radius, height) points."""
    return turned(cq.Workplane("XZ").polyline(list(outline)).close())


def tube(inside: float, outside: float, low: float, high: float) -> cq.Shape:
    """A plain ring between two diameters and two heights."""
    return ring([(inside / 2, low), (outside / 2, low), (outside / 2, high), (inside / 2, high)])


def ball(diameter: float) -> cq.Shape:
    """A ball around the origin."""
    return cq.Solid.makeSphere(diameter / 2, cq.Vector(), cq.Vector(0, 0, 1), -90, 90, 360)


def around(element: cq.Shape, count: int) -> Iterator[cq.Shape]:
    """The element and its copies, equally spaced around the z axis."""
    for turn in range(count):
        yield element.moved(cq.Location(cq.Vector(), cq.Vector(0, 0, 1), 360 * turn / count))


def filled(circle: float, element: float, filling: float) -> int:
    """How many elements of a diameter cover the share ``filling`` of a circle of the diameter ``circle``."""
    return round(filling * math.pi * circle / element)


def together(solids: Iterable[cq.Shape]) -> cq.Workplane:
    """The solids as one part."""
    return cq.Workplane(cq.Compound.makeCompound(list(solids)))
