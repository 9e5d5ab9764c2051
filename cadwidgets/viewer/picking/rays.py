"""Where rays from the eye meet triangles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cadwidgets.geometry.measure import Floats
from cadwidgets.geometry.topology import Bools, Indices

_RIM = 1e-9
"""A ray so little outside a triangle, as a share of its size, still meets it: none slips through between two."""
_EDGE_ON = 1e-12


@dataclass(frozen=True)
class Hit:
    """A ray meets triangle ``number`` at ``depth``; ``weights`` (3,) of its corners give the point."""

    number: int
    depth: float
    weights: Floats


def first_hit(
    corners: Floats, numbers: Indices, sight: Floats, near: float, kept: Callable[[Floats], Bools] | None = None
) -> Hit | None:
    """The first of the triangles that a ray from the origin meets behind the plane at depth ``near``, from either side.

    ``corners`` (k, 3, 3) as the camera has them, ``numbers`` (k,) what they are called, ``sight`` (3,) as of
    `Eye.sights`; of the points (n, 3) where it meets them, only those that are ``kept`` count. (After Möller and
    Trumbore, J. Graphics Tools 2, 1997.)
    """
    origin = corners[:, 0]
    one, two = corners[:, 1] - origin, corners[:, 2] - origin
    across = np.cross(sight, two)
    volume = _dot(one, across)
    size = np.linalg.norm(one, axis=1) * np.linalg.norm(two, axis=1) * np.linalg.norm(sight)
    turned = np.cross(-origin, one)
    with np.errstate(divide="ignore", invalid="ignore"):
        u, v, depth = _dot(-origin, across) / volume, turned @ sight / volume, _dot(two, turned) / volume
        met = (np.abs(volume) > _EDGE_ON * size) & (np.minimum(u, v) >= -_RIM) & (u + v <= 1 + _RIM) & (depth > near)
    if kept is not None:
        with np.errstate(invalid="ignore"):
            met &= kept(depth[:, None] * sight)
    if not met.any():
        return None
    first = int(np.argmin(np.where(met, depth, np.inf)))
    weights = np.clip([1 - u[first] - v[first], u[first], v[first]], 0.0, 1.0)
    return Hit(int(numbers[first]), float(depth[first]), weights / weights.sum())


def _dot(one: Floats, two: Floats) -> Floats:
    products: Floats = np.einsum("ij,ij->i", one, two)
    return products
