"""The flank of a spur gear that a hob of the basic rack of ISO 53, profile A, generates: no profile shift.

A flank is the involute of the base circle (ISO 21771) down to where the rounded tip of the rack cuts: its path is the
fillet, which is computed here, too, not replaced by an arc. Below 18 teeth that path crosses the involute, and the
teeth are undercut as real ones are. Points are polar: radius (mm), and angle from the middle of the tooth space (rad).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from cadwidgets.service.builds.families.transmission.outlines import Polar

PRESSURE_ANGLE = math.radians(20)
ADDENDUM, DEDENDUM, FILLET = 1.0, 1.25, 0.38
"""haP, hfP and the radius rho_fP of the basic rack, in modules: ISO 53:1998, profile A."""

_INVOLUTE_POINTS = 9
_FILLET_POINTS = 7


def inv(angle: float) -> float:
    """The involute function, tan(angle) - angle."""
    return math.tan(angle) - angle


@dataclass(frozen=True)
class Flank:
    """The flank of a gear of ``z`` teeth of module ``m`` (mm)."""

    m: float
    z: int

    @property
    def pitch_radius(self) -> float:
        return self.m * self.z / 2

    @property
    def base_radius(self) -> float:
        return self.pitch_radius * math.cos(PRESSURE_ANGLE)

    @property
    def tip_radius(self) -> float:
        return self.pitch_radius + ADDENDUM * self.m

    @property
    def root_radius(self) -> float:
        return self.pitch_radius - DEDENDUM * self.m

    @property
    def root_angle(self) -> float:
        """Half the angle of the root circle's arc between two fillets."""
        return self._centre / self.pitch_radius

    def fillet(self) -> list[Polar]:
        """From the root circle to the involute."""
        first, last = -self.root_angle, self._junction()
        return [self._path(first + (last - first) * i / _FILLET_POINTS) for i in range(_FILLET_POINTS + 1)]

    def involute(self) -> list[Polar]:
        """From the fillet to the tip circle, with points closer together where it is bent more."""
        first = math.sqrt(self._path(self._junction())[0] ** 2 - self.base_radius**2)
        last = math.sqrt(self.tip_radius**2 - self.base_radius**2)
        rolled = (first + (last - first) * i / _INVOLUTE_POINTS for i in range(_INVOLUTE_POINTS + 1))
        return [self._on_involute(math.hypot(self.base_radius, length)) for length in rolled]

    def _on_involute(self, radius: float) -> Polar:
        turned = inv(math.acos(min(1.0, self.base_radius / radius))) - inv(PRESSURE_ANGLE)
        return radius, math.pi / (2 * self.z) + turned

    @property
    def _depth(self) -> float:
        """How far below the pitch line the centre of the rack's tip rounding is."""
        return (DEDENDUM - FILLET) * self.m

    @property
    def _centre(self) -> float:
        """How far that centre is from the middle of the rack's tooth."""
        flank = math.pi / 4 * self.m - self._depth * math.tan(PRESSURE_ANGLE)
        return flank - FILLET * self.m / math.cos(PRESSURE_ANGLE)

    @property
    def _end(self) -> float:
        """How far the gear has turned when the rounding's last point cuts, where the rack's straight flank begins."""
        return (self._depth / math.tan(PRESSURE_ANGLE) - self._centre) / self.pitch_radius

    def _path(self, turned: float) -> Polar:
        """What the rounding cuts at a turn of the gear: on its normal through the pitch point."""
        x, y = self._centre + self.pitch_radius * turned, -self._depth
        stretch = 1 + FILLET * self.m / math.hypot(x, y)
        x, y = x * stretch, self.pitch_radius + y * stretch
        return math.hypot(x, y), math.atan2(x, y) - turned

    def _junction(self) -> float:
        """The turn at which fillet and involute meet: where they touch, or, undercut, where they cross."""
        lowest = self.pitch_radius - self._depth - FILLET * self.m * math.sin(PRESSURE_ANGLE)
        if lowest >= self.pitch_radius * math.cos(PRESSURE_ANGLE) ** 2:
            return self._end
        inside, outside = -self.root_angle, self._end
        for _ in range(60):
            middle = (inside + outside) / 2
            radius, angle = self._path(middle)
            if radius <= self.base_radius or angle > self._on_involute(radius)[1]:
                inside = middle
            else:
                outside = middle
        return outside
