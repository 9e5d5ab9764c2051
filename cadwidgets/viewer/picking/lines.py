"""Line segments as an eye sees them, and which of them are near a pixel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cadwidgets.geometry.measure import Floats
from cadwidgets.viewer.picking.eye import Eye

_TRIED = 64
_NEAREST = 1e-9


@dataclass(frozen=True, eq=False)
class Near:
    """The point of segment ``number`` that is nearest to a pixel: at the ``share`` of its way, seen at ``place`` (2,)
    in the picture, at ``depth``."""

    number: int
    share: float
    place: Floats
    depth: float


class Lines:
    """Segments (e, 2, 3) of the model as an eye sees them; what is behind the near plane is cut off."""

    def __init__(self, eye: Eye, segments: Floats) -> None:
        seen = eye.seen(segments)
        self._shares = _left_over(-seen[..., 2], max(eye.near, _NEAREST))
        left = seen[:, :1] + self._shares[:, :, None] * (seen[:, 1:] - seen[:, :1])
        self._ends, self._depths = eye.pixels(left)
        self._ways = self._ends[:, 1] - self._ends[:, 0]
        self._squares = np.einsum("ij,ij->i", self._ways, self._ways)

    def near(self, pixel: Floats, reach: float) -> list[Near]:
        """Those within ``reach`` pixels, the nearest 64 at most: nearest first, and of those that are equally near to
        half a pixel, the one in front."""
        along = np.einsum("ij,ij->i", pixel - self._ends[:, 0], self._ways)
        share = np.divide(along, self._squares, out=np.zeros_like(along), where=self._squares > 0.0).clip(0.0, 1.0)
        places = self._ends[:, 0] + share[:, None] * self._ways
        off = np.hypot(*(places - pixel).T)
        found = np.flatnonzero(off <= reach)
        share, start, end = share[found], self._depths[found, 0], self._depths[found, 1]
        depth = 1 / (share / end + (1 - share) / start)  # what is halfway in the picture is not so in space
        first, last = self._shares[found].T
        share = first + share * depth / end * (last - first)
        best = np.lexsort((depth, np.rint(off[found] * 2)))[:_TRIED].tolist()
        return [Near(int(found[one]), float(share[one]), places[found[one]], float(depth[one])) for one in best]


def _left_over(depth: Floats, nearest: float) -> Floats:
    """The shares (e, 2) of the way where what is not nearer begins and ends; nan where all is."""
    behind = depth <= nearest
    shares = np.tile([0.0, 1.0], (len(depth), 1))
    cut = np.flatnonzero(behind[:, 0] != behind[:, 1])
    shares[cut, np.where(behind[cut, 0], 0, 1)] = (nearest - depth[cut, 0]) / (depth[cut, 1] - depth[cut, 0])
    shares[behind.all(axis=1)] = np.nan
    return shares
