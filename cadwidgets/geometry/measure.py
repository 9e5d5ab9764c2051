"""Areas, normals, angles and volumes of triangles, in float64, from arrays of corners (m, 3, 3)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_FLAT = 1e-9
"""A volume that is so much less than what adds up to it is rounding."""


def bounds(points: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """(The smallest x, y and z, the largest) of points (n, 3), n > 0; in their own number type.

    Along rows of a transposed copy: numpy is some hundred times slower along the three columns.
    """
    rows = np.ascontiguousarray(points.T)
    return rows.min(axis=1), rows.max(axis=1)


def all_finite(numbers: NDArray[Any]) -> bool:
    """Whether every number is finite. Their sum tells it at once, unless it overflows although they are."""
    with np.errstate(over="ignore", invalid="ignore"):
        return bool(np.isfinite(numbers.sum()) or np.isfinite(numbers).all())


def corners(vertices: NDArray[np.float32], triangles: NDArray[np.uint32]) -> Floats:
    """The corner points of every triangle: (m, 3 corners, 3 coordinates)."""
    return vertices.astype(np.float64)[triangles]


def area_vectors(points: Floats) -> Floats:
    """Per triangle the vector along its normal whose length is *twice* its area: (m, 3).

    Seen from its tip the corners run counter-clockwise.
    """
    vectors: Floats = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])
    return vectors


def unit(vectors: Floats) -> Floats:
    """Vectors scaled to length 1; the zero vector stays zero."""
    lengths = np.sqrt(np.einsum("...i,...i->...", vectors, vectors))[..., None]
    units: Floats = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0.0)
    return units


def normals_of(vertices: NDArray[np.float32], triangles: NDArray[np.uint32]) -> Floats:
    """The unit normal of every triangle (m, 3); zeros for one without an area."""
    return unit(area_vectors(corners(vertices, triangles)))


def area(points: Floats) -> float:
    """The sum of the triangles' areas."""
    return float(np.linalg.norm(area_vectors(points), axis=1).sum() / 2.0)


def signed_volume(points: Floats) -> float:
    """The volume enclosed by a closed surface: the signed tetrahedra between the origin and every triangle.

    Positive when the triangles run counter-clockwise seen from outside.
    """
    return float(np.einsum("ij,ij->", points[:, 0], np.cross(points[:, 1], points[:, 2])) / 6.0)


def volume_moments(points: Floats) -> tuple[float, Floats, Floats] | None:
    """(Volume, its centre (3,), the matrix (3, 3) of second moments about the centre, of unit density) of what a closed
    surface encloses, by signed tetrahedra between its box's middle and every triangle; None without a volume.

    A surface that is inside out encloses as much. The moments of a tetrahedron are those of its corners and of their
    sum ("Explicit exact formulas for the 3-D tetrahedron inertia tensor", J. Math. Stat. 1, 2005).
    """
    if not len(points):
        return None
    low, high = bounds(points.reshape(-1, 3))
    middle = (low + high) / 2
    near = points - middle
    parts = np.einsum("ij,ij->i", near[:, 0], np.cross(near[:, 1], near[:, 2])) / 6.0
    volume = float(parts.sum())
    if abs(volume) <= _FLAT * float(np.abs(parts).sum()):
        return None
    sums = near.sum(axis=1)
    center = parts @ sums / (4.0 * volume)
    squares = np.einsum("m,mci,mcj->ij", parts, near, near, optimize=True) + (parts[:, None] * sums).T @ sums
    spread = squares / 20.0 - volume * np.outer(center, center)
    inertia = np.copysign(1.0, volume) * (np.trace(spread) * np.eye(3) - spread)
    return abs(volume), center + middle, (inertia + inertia.T) / 2


def corner_angles(points: Floats) -> Floats:
    """The inner angle at every corner in radians: (m, 3)."""
    forward = unit(np.roll(points, -1, axis=1) - points)
    cosines = np.einsum("mck,mck->mc", forward, -np.roll(forward, 1, axis=1))
    angles: Floats = np.arccos(np.clip(cosines, -1.0, 1.0))
    return angles
