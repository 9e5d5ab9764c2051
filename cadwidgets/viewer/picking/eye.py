"""The eye: where the model's points are in the picture, and which ray of the model a pixel sees."""

from __future__ import annotations

from dataclasses import dataclass
from math import radians, tan

import numpy as np
from numpy.typing import ArrayLike

from cadwidgets.contract.sections import Plane
from cadwidgets.geometry.measure import Floats, unit

Vector = tuple[float, float, float]
_NARROW = 0.002
"""Degrees that an eye in parallel projection sees."""


@dataclass(frozen=True)
class Eye:
    """A camera and the picture it makes.

    ``position``, ``quaternion`` (x, y, z, w) and ``near``, the distance of the near plane, are in the camera's own
    units; ``fov`` is the vertical field of view in degrees, ``aspect`` the picture's width by its height, ``height`` in
    CSS pixels. A point of the model stands at ``scale`` * point + ``offset`` in the camera's units.

    Pixels are (x, y) from the upper left corner of the picture, y downwards.
    """

    position: Vector
    quaternion: tuple[float, float, float, float]
    fov: float
    aspect: float
    height: float
    scale: float = 1.0
    offset: Vector = (0.0, 0.0, 0.0)
    near: float = 0.0

    @classmethod
    def parallel(
        cls,
        position: Vector,
        quaternion: tuple[float, float, float, float],
        half: float,
        aspect: float,
        height: float,
        scale: float,
        offset: Vector,
        depth: float,
    ) -> Eye:
        """A camera in parallel projection, to which ``half`` the height of the picture is as long everywhere: as one in
        perspective so far behind it that they differ by less than a ten thousandth, and at ``depth`` not at all."""
        away = half / tan(radians(_NARROW) / 2) - depth
        x, y, z = np.array(position) + away * _axes(quaternion)[:, 2]
        return cls((float(x), float(y), float(z)), quaternion, _NARROW, aspect, height, scale, offset)

    def seen(self, points: ArrayLike) -> Floats:
        """Points of the model (..., 3) as the camera has them: x to the right, y upwards, z towards the camera."""
        axes = self._axes
        points, shift = np.asarray(points, np.float64), np.subtract(self.offset, self.position) @ axes
        columns = [points[..., 0] * x + points[..., 1] * y + points[..., 2] * z for x, y, z in (axes * self.scale).T]
        return np.stack([column + step for column, step in zip(columns, shift, strict=True)], axis=-1)

    def turned(self, directions: ArrayLike) -> Floats:
        """Directions (..., 3) of the model in the camera's axes."""
        turned: Floats = np.asarray(directions, np.float64) @ self._axes
        return turned

    def project(self, points: ArrayLike) -> tuple[Floats, Floats]:
        """(The pixels (n, 2) of points (n, 3) of the model, their depths (n,) in the camera's units).

        A depth is the distance from the plane through the camera; a point that is not before it has no pixel: nan.
        """
        return self.pixels(self.seen(points))

    def pixels(self, seen: Floats) -> tuple[Floats, Floats]:
        """The same for points as `seen` gives them."""
        depth = -seen[..., 2]
        ratio = np.full(depth.shape, np.nan)
        np.divide(self._focus, depth, out=ratio, where=depth > 0.0)
        x, y = self.height * self.aspect / 2 + seen[..., 0] * ratio, self.height / 2 - seen[..., 1] * ratio
        return np.stack((x, y), axis=-1), depth

    def sights(self, pixels: ArrayLike) -> Floats:
        """The directions (n, 3) in which the camera sees pixels (n, 2), in its own axes; z is -1."""
        x, y = np.asarray(pixels, np.float64).T
        across, up = (x - self.height * self.aspect / 2) / self._focus, (self.height / 2 - y) / self._focus
        return np.stack((across, up, np.full(across.shape, -1.0)), axis=-1)

    def rays(self, pixels: ArrayLike) -> tuple[Floats, Floats]:
        """(The point (3,) of the model where the camera stands, unit vectors (n, 3) through pixels (n, 2))."""
        start = (np.array(self.position) - self.offset) / self.scale
        return start, unit(self.sights(pixels) @ self._axes.T)

    def plane(self, plane: Plane) -> tuple[Floats, float]:
        """(The normal (3,), the offset) of a plane of the model among points as `seen` gives them."""
        origin, normal = (np.array(self.position) - self.offset) / self.scale, np.array(plane.normal)
        return normal @ self._axes, self.scale * (plane.offset - float(normal @ origin))

    def pixel_size(self, depth: ArrayLike) -> Floats:
        """How long a pixel is at a depth, both in the camera's units."""
        return np.asarray(depth, np.float64) / self._focus

    @property
    def _focus(self) -> float:
        """The distance in pixels at which the picture would be as large as it is seen."""
        return self.height / 2 / tan(radians(self.fov) / 2)

    @property
    def _axes(self) -> Floats:
        return _axes(self.quaternion)


def _axes(quaternion: tuple[float, float, float, float]) -> Floats:
    """(3, 3): the columns are the camera's x, y and z."""
    x, y, z, w = np.array(quaternion) / np.linalg.norm(quaternion)
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
