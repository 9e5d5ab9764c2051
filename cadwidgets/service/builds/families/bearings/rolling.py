"""What rolling bearings are put together from: rings turned from a profile, and rolling elements on a circle."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cadquery as cq

AXIS = ((0, 0, 0), (0, 1, 0))

_GROOVE, _SHOULDER = 0.52, 0.28


@dataclass(frozen=True)
class Groove:
    """A deep groove around the balls: the radii of its shoulders and its bottom, and its half width (mm).

    Its own radius is 0.52 ball diameters, its shoulders are 0.28 of them off the ball circle: rules of thumb.
    """

    shoulder: float
    bottom: float
    reach: float

    @classmethod
    def of(cls, circle: float, ball: float, side: int) -> Groove:
        """Around the balls on the radius ``circle``: in the outer ring (``side`` 1) or in the inner one (-1).

        The groove touches the balls at its bottom: its own centre lies a little off the ball circle.
        """
        shoulder, bottom = circle + side * _SHOULDER * ball, circle + side * ball / 2
        centre = bottom - side * _GROOVE * ball
        return cls(shoulder, bottom, math.sqrt((_GROOVE * ball) ** 2 - (shoulder - centre) ** 2))

    def cut(self, profile: cq.Workplane, high: float, low: float) -> cq.Workplane:
        """The profile continued downwards along the shoulders and through the groove, which is at z = 0."""
        return (
            profile.lineTo(self.shoulder, high)
            .lineTo(self.shoulder, self.reach)
            .threePointArc((self.bottom, 0), (self.shoulder, -self.reach))
            .lineTo(self.shoulder, low)
        )


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
