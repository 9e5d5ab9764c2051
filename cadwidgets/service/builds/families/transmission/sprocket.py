"""Chain sprockets with the smallest tooth gap form of ISO 606: roller seating arc, convex flanks, tip circle.

The gap around the x axis, in the plane z = 0: a seating arc of ri = 0.505 d1 around the roller spans
140° - 90°/z and touches the root circle; arcs of re = 0.12 d1 (z + 2) follow it up to the tip circle.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cadquery as cq

from cadwidgets.service.builds.families.transmission.outlines import arc, ring
from cadwidgets.service.builds.families.transmission.stepped import Section, circle, stepped
from cadwidgets.service.catalog import Configuration


def build_plate(configuration: Configuration) -> cq.Workplane:
    """The plate wheel around the z axis, from z = 0 upwards."""
    return stepped([_rim(configuration)], circle(configuration["d1"]))


def build(configuration: Configuration) -> cq.Workplane:
    """The sprocket, its hub on top."""
    hub = circle(configuration["dh"]), configuration["L"] - configuration["bf1"]
    return stepped([_rim(configuration), hub], circle(configuration["d1"]))


def _rim(configuration: Configuration) -> Section:
    root, tip, roller = (configuration[symbol] for symbol in ("df", "da", "dr"))
    z = int(configuration["z"])
    return ring(_Gap(root / 2, tip / 2, roller, z).pitch(), z), configuration["bf1"]


@dataclass(frozen=True)
class _Gap:
    """A tooth gap: root and tip radius, roller diameter (mm), number of teeth."""

    root: float
    tip: float
    roller: float
    z: int

    def pitch(self) -> list[cq.Edge]:
        """One gap, and the land of the tooth after it."""
        seat, middle, outer = self._seat(), self._on_flank(0.5), self._on_flank(1)
        lower = [cq.Vector(point.x, -point.y) for point in (outer, middle, seat)]
        edge = math.atan2(outer.y, outer.x)
        return [
            cq.Edge.makeThreePointArc(*lower),
            cq.Edge.makeThreePointArc(lower[2], cq.Vector(self.root, 0), seat),
            cq.Edge.makeThreePointArc(seat, middle, outer),
            arc(self.tip, edge, 2 * math.pi / self.z - edge),
        ]

    @property
    def _seat_radius(self) -> float:
        return 0.505 * self.roller

    @property
    def _flank_radius(self) -> float:
        return 0.12 * self.roller * (self.z + 2)

    @property
    def _centre(self) -> cq.Vector:
        """That of the seating arc."""
        return cq.Vector(self.root + self._seat_radius, 0)

    @property
    def _outwards(self) -> cq.Vector:
        """From that centre to the end of the seating arc."""
        half = math.radians(140 - 90 / self.z) / 2
        return cq.Vector(-math.cos(half), math.sin(half))

    def _seat(self) -> cq.Vector:
        return self._centre + self._outwards * self._seat_radius

    def _on_flank(self, part: float) -> cq.Vector:
        """A point of the flank, from the seating arc (0) to the tip circle (1): its arc bulges into the gap."""
        centre = self._centre + self._outwards * (self._seat_radius + self._flank_radius)
        start = math.atan2(-self._outwards.y, -self._outwards.x)
        turned = start + part * (self._tip_angle(centre) - start)
        return centre + cq.Vector(math.cos(turned), math.sin(turned)) * self._flank_radius

    def _tip_angle(self, centre: cq.Vector) -> float:
        """The direction, seen from the flank's centre, in which its arc meets the tip circle."""
        away = centre.Length
        cosine = (self.tip**2 - away**2 - self._flank_radius**2) / (2 * away * self._flank_radius)
        return math.atan2(centre.y, centre.x) - math.acos(cosine)
