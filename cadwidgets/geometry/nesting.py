"""Closed polylines in a plane: what they enclose, and how they lie within each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cadwidgets.contract.sections import Plane
from cadwidgets.geometry.slicing import Loop

_INSIDE = 1e-6


def areas(loops: Sequence[Loop], plane: Plane) -> list[float]:
    """What each loop encloses: positive if it runs counter-clockwise where the plane's normal points at the eye."""
    return [_area(loop @ _axes(plane)) for loop in loops]


def nested(loops: Sequence[Loop], plane: Plane) -> list[tuple[int, list[int]]]:
    """(The number of a loop with material in it, those of the holes in that), by the even-odd rule.

    Loops do not cross each other. Which way they run does not matter.
    """
    flat = [loop @ _axes(plane) for loop in loops]
    sizes = np.abs([_area(loop) for loop in flat])
    probes = np.array([_inner_point(loop) for loop in flat]).reshape(-1, 2)
    within = np.array([_contains(loop, probes) for loop in flat]).reshape(len(flat), len(flat)).T
    np.fill_diagonal(within, False)
    depth = within.sum(axis=1)
    found: dict[int, list[int]] = {number: [] for number in np.flatnonzero(depth % 2 == 0).tolist()}
    for hole in np.flatnonzero(depth % 2).tolist():
        around = np.flatnonzero(within[hole] & (depth % 2 == 0))
        if len(around):
            found[int(around[np.argmin(sizes[around])])].append(hole)
    return list(found.items())


def _axes(plane: Plane) -> NDArray[np.float64]:
    """(3, 2) two directions in the plane, at right angles and counter-clockwise about its normal."""
    normal = np.array(plane.normal)
    side = np.eye(3)[np.argmin(np.abs(normal))]
    right = np.cross(side, normal)
    right /= np.linalg.norm(right)
    return np.stack((right, np.cross(normal, right)), axis=1)


def _area(flat: NDArray[np.float64]) -> float:
    x, y = (flat - flat.mean(axis=0)).T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def _inner_point(flat: NDArray[np.float64]) -> NDArray[np.float64]:
    """A point close inside the middle of the longest side: it lies on no other loop, even one that touches."""
    side = np.roll(flat, -1, axis=0) - flat
    at = int(np.argmax(np.einsum("ij,ij->i", side, side)))
    inwards = np.array((-side[at][1], side[at][0])) * np.sign(_area(flat))
    return np.asarray(flat[at] + side[at] / 2 + _INSIDE * inwards)


def _contains(flat: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(n,) whether each point is within the polygon: a ray from it crosses the polygon an odd number of times."""
    (x, y), (to_x, to_y) = flat.T, np.roll(flat, -1, axis=0).T
    px, py = points[:, :1], points[:, 1:]
    spans = (y > py) != (to_y > py)
    rise = np.where(to_y == y, 1.0, to_y - y)
    return np.asarray((spans & (px < x + (py - y) / rise * (to_x - x))).sum(axis=1) % 2 == 1)
