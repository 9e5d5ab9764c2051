"""The ground under the model: a grid with round steps, and axes. Plain arrays in the model's unit."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10

import numpy as np
from numpy.typing import NDArray

Segments = NDArray[np.float64]

_CELLS = 10  # about so many grid cells across the model
_MARGIN = 0.15  # ground around the model, as a share of its size

X_COLOR, Y_COLOR, Z_COLOR = (214, 69, 65), (63, 155, 86), (78, 130, 224)


def round_step(length: float) -> float:
    """The smallest 1, 2 or 5 times a power of ten that is at least ``length`` (> 0)."""
    power = 10.0 ** floor(log10(length))
    factor = next(f for f in (1.0, 2.0, 5.0, 10.0) if f * power >= length * (1.0 - 1e-9))
    return float(f"{factor * power:.0e}")  # 3 * 0.1 is not 0.3


@dataclass(frozen=True)
class Ground:
    """A grid of ``step`` from column ``left`` to ``right`` and row ``front`` to ``back`` (multiples of it) at ``z``."""

    step: float
    left: int
    right: int
    front: int
    back: int
    z: float

    @classmethod
    def under(cls, box: tuple[float, float, float, float, float, float]) -> Ground:
        """The ground below the bounding box (xmin, ymin, zmin, xmax, ymax, zmax)."""
        low, high = np.array(box[:3]), np.array(box[3:])
        size = float(np.max(high - low)) or 1.0
        step, margin = round_step(size / _CELLS), size * _MARGIN
        return cls(
            step,
            floor((low[0] - margin) / step),
            ceil((high[0] + margin) / step),
            floor((low[1] - margin) / step),
            ceil((high[1] + margin) / step),
            float(low[2]),
        )

    @property
    def center(self) -> Segments:
        """(3,) The middle of the grid."""
        return np.array([(self.left + self.right) / 2 * self.step, (self.front + self.back) / 2 * self.step, self.z])

    def lines(self) -> Segments:
        """(n, 2, 3) One segment per grid line."""
        columns = np.arange(self.left, self.right + 1) * self.step
        rows = np.arange(self.front, self.back + 1) * self.step
        along_y = _between(columns, rows[[0, -1]], self.z)
        along_x = _between(rows, columns[[0, -1]], self.z)[:, :, [1, 0, 2]]
        return np.concatenate((along_y, along_x))

    def axes(self) -> tuple[Segments, NDArray[np.uint8]]:
        """(n, 2, 3) segments and their colours (n, 2, 3): X red, Y green, Z blue.

        A lettered triad at the grid's corner, and the X and Y axis as far as they cross the grid.
        """
        corner = np.array([self.left * self.step, self.front * self.step, self.z])
        triad = corner + _TRIAD * self.step
        segments = np.concatenate((triad, self._crossing_axes()))
        colors = np.array([*_TRIAD_COLORS, *self._crossing_colors()], np.uint8)
        return segments, np.repeat(colors[:, None, :], 2, axis=1)

    def _crossing_axes(self) -> Segments:
        left, right = self.left * self.step, self.right * self.step
        front, back = self.front * self.step, self.back * self.step
        axes = [
            *([[(left, 0.0, self.z), (right, 0.0, self.z)]] if self._has_x_axis else []),
            *([[(0.0, front, self.z), (0.0, back, self.z)]] if self._has_y_axis else []),
        ]
        return np.array(axes, float).reshape(-1, 2, 3)

    def _crossing_colors(self) -> list[tuple[int, int, int]]:
        return [X_COLOR] * self._has_x_axis + [Y_COLOR] * self._has_y_axis

    @property
    def _has_x_axis(self) -> bool:
        return self.front <= 0 <= self.back

    @property
    def _has_y_axis(self) -> bool:
        return self.left <= 0 <= self.right


def _between(places: Segments, ends: Segments, z: float) -> Segments:
    """Segments along Y at x = ``places`` from the first to the second of ``ends``."""
    lines = np.empty((len(places), 2, 3))
    lines[:, :, 0] = places[:, None]
    lines[:, :, 1] = ends
    lines[:, :, 2] = z
    return lines


def _strokes(text: str) -> Segments:
    """(n, 2, 2) from "x y x y; ...": pen strokes in the plane."""
    return np.array([stroke.split() for stroke in text.split(";")], float).reshape(-1, 2, 2)


# Letters half a grid step high on a plane that faces the iso view, a little turned towards front and top.
_LETTERS = [
    _strokes(t) for t in ("-1 -1 1 1; -1 1 1 -1", "-1 1 0 0; 1 1 0 0; 0 0 0 -1", "-1 1 1 1; 1 1 -1 -1; -1 -1 1 -1")
]
_LETTER_PLANE = np.array([[0.2, 0.12, 0.0], [-0.09, 0.15, 0.24]])
_SHAFT, _LETTER_AT = 1.6, 2.0  # in grid steps from the corner
_TRIAD = np.concatenate(
    [
        part
        for axis, letter in zip(np.eye(3), _LETTERS, strict=True)
        for part in ([[np.zeros(3), axis * _SHAFT]], letter @ _LETTER_PLANE + axis * _LETTER_AT)
    ]
)
_TRIAD_COLORS = [
    color
    for color, letter in zip((X_COLOR, Y_COLOR, Z_COLOR), _LETTERS, strict=True)
    for color in [color] * (len(letter) + 1)
]
