"""Straight and taper pins, each as one solid of revolution from z = 0 up to the length l.

The chamfers have 15 degrees and the dome of a dowel pin has the radius d, about as the standards draw them: neither is
tabulated.
"""

from __future__ import annotations

import math

import cadquery as cq

from cadwidgets.service.catalog import Configuration

CHAMFER = math.tan(math.radians(15))
"""How far a chamfer reaches inwards, for its length along the axis."""
_DOWEL_DOME = 1 - math.sqrt(3) / 2
"""How high a dome of the radius d is above a circle of the diameter d, for d = 1."""


def parallel(configuration: Configuration) -> cq.Workplane:
    """A parallel pin: diameter d, both ends with a chamfer c long."""
    radius, c, length = configuration["d"] / 2, configuration["c"], configuration["l"]
    end = radius - c * CHAMFER
    outline = ((0, 0), (end, 0), (radius, c), (radius, length - c), (end, length), (0, length))
    return revolved(cq.Workplane("XZ").polyline(outline))


def dowel(configuration: Configuration) -> cq.Workplane:
    """A dowel pin: diameter d, the lower end with a chamfer c long, the upper end domed."""
    d, c, length = (configuration[symbol] for symbol in ("d", "c", "l"))
    dome = _DOWEL_DOME * d
    x, y = _middle_of_dome(d / 2, dome)
    outline = ((0, 0), (d / 2 - c * CHAMFER, 0), (d / 2, c), (d / 2, length - dome))
    return revolved(cq.Workplane("XZ").polyline(outline).threePointArc((x, length - dome + y), (0, length)))


def taper(configuration: Configuration) -> cq.Workplane:
    """A taper pin 1:50: diameter d at the thin (lower) end, both ends with domes a high."""
    thin, a, length = configuration["d"] / 2, configuration["a"], configuration["l"]
    thick = thin + (length - 2 * a) / 100
    (low_x, low_y), (high_x, high_y) = _middle_of_dome(thin, a), _middle_of_dome(thick, a)
    profile = cq.Workplane("XZ").threePointArc((low_x, a - low_y), (thin, a)).lineTo(thick, length - a)
    return revolved(profile.threePointArc((high_x, length - a + high_y), (0, length)))


def revolved(profile: cq.Workplane, degrees: float = 360) -> cq.Workplane:
    """The profile (x is the radius, y the height), closed and turned around the z axis."""
    return profile.close().revolve(degrees, (0, 0, 0), (0, 1, 0))


def _middle_of_dome(radius: float, height: float) -> tuple[float, float]:
    """The point halfway up a dome over a circle: its distance from the axis, and its height above the circle."""
    sphere = (radius**2 + height**2) / (2 * height)
    half = math.asin(radius / sphere) / 2
    return sphere * math.sin(half), height - sphere * (1 - math.cos(half))
