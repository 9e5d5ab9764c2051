"""A timing belt pulley: toothed rim between two flanges, hub above, bore.

A groove is drawn around the x axis, its points in (radial, sideways) coordinates: the bottom, straight flanks, and
rounded edges that touch flank and outside circle exactly. Bottom corners of trapezoidal grooves are left sharp.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

import cadquery as cq

from cadwidgets.service.builds.families.builder import Builder
from cadwidgets.service.builds.families.transmission.outlines import arc, ring
from cadwidgets.service.builds.families.transmission.stepped import circle, stepped
from cadwidgets.service.catalog import Configuration
from cadwidgets.service.catalog.transmission.belts import Belt, Groove

_FLANGE = 1.0
"""How thick the flanges are (mm): those of pulleys for 2GT belts, for which 7 mm remain of 9."""


def builder(belt: Belt) -> Builder:
    """The builder of the pulleys for a belt."""
    return partial(_build, belt)


def _build(belt: Belt, configuration: Configuration) -> cq.Workplane:
    rim, length, flange = (configuration[symbol] for symbol in ("bf", "L", "D"))
    groove = _Outline(belt.groove, configuration["da"] / 2)
    teeth = ring(groove.pitch(int(configuration["z"])), int(configuration["z"]))
    sections = [
        (circle(flange), _FLANGE),
        (teeth, rim - 2 * _FLANGE),
        (circle(flange), _FLANGE),
        (circle(configuration["dh"]), length - rim),
    ]
    return stepped(sections, circle(configuration["d1"]))


@dataclass(frozen=True)
class _Outline:
    """That of a groove in a pulley of an outside radius (mm)."""

    groove: Groove
    outside: float

    def pitch(self, z: int) -> list[cq.Edge]:
        """One groove, and the land of the tooth after it."""
        outer, corner, inner = self._corner()
        bottom = self._bottom()
        left = [cq.Vector(point.x, -point.y) for point in (outer, corner, inner, bottom)]
        middle = cq.Vector(self.outside - self.groove.depth, 0)
        edge = math.atan2(outer.y, outer.x)
        return [
            cq.Edge.makeThreePointArc(*left[:3]),
            cq.Edge.makeLine(left[2], left[3]),
            cq.Edge.makeThreePointArc(left[3], middle, bottom)
            if self.groove.arc
            else cq.Edge.makeLine(left[3], bottom),
            cq.Edge.makeLine(bottom, inner),
            cq.Edge.makeThreePointArc(inner, corner, outer),
            arc(self.outside, edge, 2 * math.pi / z - edge),
        ]

    @property
    def _along(self) -> cq.Vector:
        """The direction of the upper flank, outwards."""
        angle = math.radians(self.groove.flank)
        return cq.Vector(math.cos(angle), math.sin(angle))

    @property
    def _across(self) -> cq.Vector:
        """From the upper flank into the tooth."""
        return cq.Vector(-self._along.y, self._along.x)

    def _bottom(self) -> cq.Vector:
        """Where the upper flank begins."""
        if self.groove.arc:
            return (
                cq.Vector(self.outside - self.groove.depth + self.groove.bottom, 0) + self._across * self.groove.bottom
            )
        return cq.Vector(self.outside - self.groove.depth, self.groove.bottom / 2)

    def _corner(self) -> tuple[cq.Vector, cq.Vector, cq.Vector]:
        """The rounded edge of the tooth: where it leaves the outside circle, its middle, where it meets the flank."""
        radius = self.groove.tip
        start = self._bottom() + self._across * radius
        forward = start.dot(self._along)
        reach = math.sqrt(forward**2 - start.Length**2 + (self.outside - radius) ** 2) - forward
        centre = start + self._along * reach
        inner, outer = centre - self._across * radius, centre * (self.outside / (self.outside - radius))
        middle = centre + ((inner + outer) * 0.5 - centre).normalized() * radius
        return outer, middle, inner
