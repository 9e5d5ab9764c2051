"""Where the camera stands: named views, orientation, and the distance from which a sphere is seen whole.

Lengths are in radii of the model's bounding sphere, which the scene scales to 1 around the origin; Z points up.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, hypot, radians, sin, tan

Vector = tuple[float, float, float]
Quaternion = tuple[float, float, float, float]

_OFF_POLE = 1e-4  # looking straight along Z leaves "up" open; this small tilt keeps +Y up in the picture


_STEEPEST = radians(90.0) - _OFF_POLE


def unit(vector: Sequence[float]) -> Vector:
    """``vector`` at length 1."""
    x, y, z = vector
    length = hypot(x, y, z)
    return (x / length, y / length, z / length)


VIEWS: dict[str, Vector] = {
    "iso": unit((1.0, -1.0, 1.0)),
    "front": (0.0, -1.0, 0.0),
    "back": (0.0, 1.0, 0.0),
    "left": (-1.0, 0.0, 0.0),
    "right": (1.0, 0.0, 0.0),
    "top": unit((0.0, -_OFF_POLE, 1.0)),
    "bottom": unit((0.0, -_OFF_POLE, -1.0)),
}
"""Name of a view -> the unit vector from the model to the camera."""


def turned(direction: Sequence[float], around: float, up: float) -> Vector:
    """``direction`` turned by ``around`` degrees about Z and by ``up`` degrees towards +Z, not beyond the poles."""
    x, y, z = unit(direction)
    heading = atan2(y, x) + radians(around)
    height = max(-_STEEPEST, min(_STEEPEST, atan2(z, hypot(x, y)) + radians(up)))
    return (cos(height) * cos(heading), cos(height) * sin(heading), sin(height))


FIELD_OF_VIEW = 30.0
"""Vertically, in perspective, in degrees."""

_MARGIN = 1.12  # air around a fitted model


def orientation(direction: Sequence[float]) -> Quaternion:
    """The rotation (x, y, z, w) of a camera that looks back along ``direction`` with Z up.

    A camera at rest looks down from +Z with +Y up: it is tilted about X by the polar angle, then turned about Z.
    """
    x, y, z = unit(direction)
    tilt, turn = atan2(hypot(x, y), z) / 2, atan2(x, -y) / 2
    return (cos(turn) * sin(tilt), sin(turn) * sin(tilt), sin(turn) * cos(tilt), cos(turn) * cos(tilt))


def fit_distance(aspect: float) -> float:
    """The distance from which the unit sphere fills a picture in perspective."""
    half = radians(FIELD_OF_VIEW) / 2
    narrowest = min(tan(half), tan(half) * aspect)
    return _MARGIN / sin(atan2(narrowest, 1.0))
