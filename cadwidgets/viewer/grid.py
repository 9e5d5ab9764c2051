"""The ground under the model: where its grid lies and how wide its round steps are. Plain arrays, model's unit."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Box = tuple[float, float, float, float, float, float]

_CELLS = 10  # at most so many grid cells across the model
_MARGIN = 0.15  # ground on each side of the model, as a share of its size


def round_step(length: float) -> float:
    """The smallest 1, 2 or 5 times a power of ten that is at least ``length`` (> 0)."""
    power = 10.0 ** floor(log10(length))
    factor = next(f for f in (1.0, 2.0, 5.0, 10.0) if f * power >= length * (1.0 - 1e-9))
    return float(f"{factor * power:.0e}")  # 3 * 0.1 is not 0.3


@dataclass(frozen=True)
class Ground:
    """A grid of ``step`` at height ``z``, from column ``left`` to ``right`` and row ``front`` to ``back``.

    Columns and rows are whole multiples of ``step``: column 0 is the Y axis, row 0 the X axis. The step is round in
    the unit that is shown, of which ``scale`` make one of the model's.
    """

    step: float
    left: int
    right: int
    front: int
    back: int
    z: float
    scale: float = 1.0

    @classmethod
    def under(cls, box: Box, scale: float = 1.0) -> Ground:
        """The ground below a bounding box (xmin, ymin, zmin, xmax, ymax, zmax)."""
        low, high = box[:3], box[3:]
        size = max(b - a for a, b in zip(low, high, strict=True)) or 1.0
        step, margin = round_step(scale * size / _CELLS) / scale, size * _MARGIN
        left, front = (floor((value - margin) / step) for value in low[:2])
        right, back = (ceil((value + margin) / step) for value in high[:2])
        return cls(step, left, right, front, back, low[2], scale)

    @property
    def shown_step(self) -> float:
        """The step in the unit that is shown."""
        return float(f"{self.step * self.scale:.6g}")

    @property
    def corners(self) -> tuple[Array, Array]:
        """(3,) and (3,): the corner of the smallest and that of the largest x and y."""
        low = np.array([self.left * self.step, self.front * self.step, self.z])
        return low, np.array([self.right * self.step, self.back * self.step, self.z])

    def lines(self) -> Array:
        """(n, 2, 3) float64: one segment per grid line."""
        (x0, y0, z), (x1, y1, _) = self.corners
        columns = np.arange(self.left, self.right + 1) * self.step
        rows = np.arange(self.front, self.back + 1) * self.step
        along_y = [[(x, y0, z), (x, y1, z)] for x in columns]
        along_x = [[(x0, y, z), (x1, y, z)] for y in rows]
        return np.array(along_y + along_x)
