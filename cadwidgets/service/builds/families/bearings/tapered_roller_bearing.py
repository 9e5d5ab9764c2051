"""A tapered roller bearing: inner ring, outer ring and rollers as separate solids, without a cage.

ISO 355 fixes d, D, T, B, C and the chamfers; the inside is each maker's own. The rules of thumb used here (rollers at
12 degrees, 0.23 of the ring space thick and 0.68 of the inner ring's width long, ribs of 0.25 and 0.08 roller diameters
a gap of 0.03 roller lengths off them, rollers over 92 % of their circle) come close to common makes; they are no
dimensions of any product.

Raceways and rollers are cones with one common tip on the axis, so that they touch along lines and roll.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cadquery as cq

from cadwidgets.service.builds.families.bearings import rolling
from cadwidgets.service.catalog import Configuration

_ANGLE = math.radians(12)
_ROLLER, _LENGTH, _FILLING = 0.23, 0.68, 0.92
_RIB, _FRONT_RIB = 0.25, 0.08
_MIDDLE, _GAP = 0.54, 0.03

Point = tuple[float, float]


@dataclass(frozen=True)
class _Rollers:
    """A roller in the plane of its axis: its thickness, length, and the middle of its axis as (radius, height)."""

    thickness: float
    length: float
    middle: Point

    @classmethod
    def of(cls, size: Configuration) -> _Rollers:
        middle = ((size["d"] + size["D"]) / 4, _MIDDLE * size["B"])
        return cls(_ROLLER * (size["D"] - size["d"]), _LENGTH * size["B"], middle)

    @property
    def tip(self) -> float:
        """The height of the common tip on the axis of the bearing."""
        return self.middle[1] + self.middle[0] / math.tan(_ANGLE)

    @property
    def half_angle(self) -> float:
        """Between the axis of a roller and its surface."""
        return math.atan(self.thickness / 2 * math.sin(_ANGLE) / self.middle[0])

    def point(self, along: float, across: float) -> Point:
        """A point ``along`` the axis from its middle (0.5: the thick end), ``across`` in radii there (1: outwards)."""
        far = self.middle[0] / math.sin(_ANGLE) + along * self.length
        out = across * far * math.tan(self.half_angle)
        radius = far * math.sin(_ANGLE) + out * math.cos(_ANGLE)
        return radius, self.tip - far * math.cos(_ANGLE) + out * math.sin(_ANGLE)


def build(configuration: Configuration) -> cq.Workplane:
    """The bearing around the z axis: the back of the inner ring at z = 0, that of the outer ring at z = T."""
    rollers = _Rollers.of(configuration)
    count = rolling.filled(2 * rollers.middle[0], rollers.thickness, _FILLING)
    return rolling.together(
        [_inner(configuration, rollers), _outer(configuration, rollers), *rolling.around(_roller(rollers), count)]
    )


def _roller(rollers: _Rollers) -> cq.Shape:
    """The first roller, in the XZ plane: half of its outline, turned around its own axis."""
    (x0, z0), (x1, z1) = rollers.point(0.5, 0), rollers.point(-0.5, 0)
    outline = [(x0, z0), rollers.point(0.5, 1), rollers.point(-0.5, 1), (x1, z1)]
    face = cq.Workplane("XZ").polyline(outline).close()
    return face.revolve(360, (x0, z0, 0), (x1, z1, 0)).val()


def _inner(size: Configuration, rollers: _Rollers) -> cq.Shape:
    """From the back with its high rib along the raceway to the low rib in front."""
    bore, width, chamfer = size["d"] / 2, size["B"], size["r_s"]
    end = 0.5 + _GAP
    rib, front = rollers.point(end, 2 * _RIB - 1), rollers.point(-end, 2 * _FRONT_RIB - 1)
    return rolling.ring(
        [
            (bore, width - chamfer),
            (bore, chamfer),
            (bore + chamfer, 0),
            (rib[0], 0),
            rib,
            rollers.point(end, -1),
            rollers.point(-end, -1),
            front,
            (front[0], width),
            (bore + chamfer, width),
        ]
    )


def _outer(size: Configuration, rollers: _Rollers) -> cq.Shape:
    outside, chamfer = size["D"] / 2, size["r_1s"]
    front, back = size["T"] - size["C"], size["T"]
    race = math.tan(_ANGLE + rollers.half_angle)
    return rolling.ring(
        [
            (outside, front),
            (outside, back - chamfer),
            (outside - chamfer, back),
            ((rollers.tip - back) * race, back),
            ((rollers.tip - front) * race, front),
        ]
    )
