"""Where a plane cuts triangles: closed polylines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from cadwidgets.contract.sections import Plane
from cadwidgets.geometry.measure import Floats
from cadwidgets.geometry.mesh import WELD_STEP, Mesh
from cadwidgets.geometry.topology import Indices

Loop: TypeAlias = NDArray[np.float64]
"""(k, 3) the corners of a closed polyline in the model's coordinates, without the first one again."""

_NONE = -1


@dataclass(frozen=True, eq=False)
class Outline:
    """The closed polylines in which a plane cuts a mesh, those of a closed surface with the material on their left
    where the plane's normal points at the eye; ``open``: how many more there are that do not close."""

    loops: tuple[Loop, ...]
    open: int = 0


def sliced(mesh: Mesh, plane: Plane) -> Outline:
    """The outline of the mesh in the plane.

    Vertices on the plane (as near as points are welded) count as in front of it: a face that lies in the plane is in
    the outline if the material is behind it. So each triangle gives one segment or none, and a closed mesh closed
    polylines. Points that do not matter, such as those along a straight line, stay: see `simplified`.
    """
    welded = mesh.welded()
    points, triangles = welded.vertices.astype(np.float64), welded.triangles.astype(np.int64)
    height = points @ np.array(plane.normal) - plane.offset
    step = WELD_STEP * float(np.abs(points).max(initial=0.0))
    height[np.abs(height) <= step] = 0.0
    down, up = _crossings(triangles, height >= 0.0)
    following = _followers(down @ (len(points), 1), up @ (len(points), 1))
    loops, open_chains = _chained(following)
    share = height[down[:, 0]] / (height[down[:, 0]] - height[down[:, 1]])
    starts = points[down[:, 0]] + share[:, None] * (points[down[:, 1]] - points[down[:, 0]])
    starts -= (starts @ np.array(plane.normal) - plane.offset)[:, None] * np.array(plane.normal)
    return Outline(tuple(loop for loop in (starts[chain] for chain in loops) if _encloses(loop, step)), open_chains)


def _encloses(loop: Loop, width: float) -> bool:
    """Whether there is anything in the loop: it is wider than ``width``."""
    following = np.roll(loop, -1, axis=0)
    enclosed = np.cross(loop - loop[0], following - loop[0]).sum(axis=0)
    return float(np.linalg.norm(enclosed)) > width * float(np.linalg.norm(following - loop, axis=1).sum())


def _crossings(triangles: Indices, above: NDArray[np.bool_]) -> tuple[Indices, Indices]:
    """For each triangle that is cut, the edge by which its outline runs down through the plane, and the one up: (s, 2)
    each, the vertex above first."""
    sides = above[triangles].reshape(-1, 3)
    first = triangles[sides.any(axis=1) & ~sides.all(axis=1)]
    then = np.roll(first, -1, axis=1)
    falls, rises = above[first] & ~above[then], ~above[first] & above[then]
    return np.stack((first[falls], then[falls]), axis=1), np.stack((then[rises], first[rises]), axis=1)


def _followers(starts: Indices, ends: Indices) -> Indices:
    """(s,) the segment that begins where each one ends, or `_NONE`; where several do, each is taken once."""
    _, both = np.unique(np.concatenate((starts, ends)), return_inverse=True)
    begin, end = (_told_apart(part, len(both)) for part in (both[: len(starts)], both[len(starts) :]))
    _, at, of = np.intersect1d(begin, end, assume_unique=True, return_indices=True)
    following = np.full(len(starts), _NONE)
    following[of] = at
    return following


def _told_apart(keys: Indices, most: int) -> Indices:
    """Keys that differ: those of equal ones by how many of them came before."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    found = np.empty(len(keys), np.int64)
    found[order] = ordered * (most + 1) + np.arange(len(keys)) - np.searchsorted(ordered, ordered)
    return found


def _chained(following: Indices) -> tuple[list[Indices], int]:
    """(The segments of each closed chain in their order, the number of chains that are open).

    By doubling: each segment learns of 1, 2, 4, ... segments that follow, so that no chain is walked along.
    """
    count = len(following)
    jump = np.append(np.where(following == _NONE, count, following), count)
    doublings = range(count.bit_length() + 1)
    least, further = np.arange(count + 1), jump
    for _ in doublings:
        least, further = np.minimum(least, least[further]), further[further]
    closed = further[:count] != count
    ahead = np.append(np.where(closed & (following != least[:count]), following, count), count)
    left = (ahead != count).astype(np.int64)
    for _ in doublings:
        left, ahead = left + left[ahead], ahead[ahead]
    order = np.lexsort((-left[:count], least[:count]))
    order = order[closed[order]]
    cuts = np.flatnonzero(np.diff(least[order])) + 1
    return (np.split(order, cuts) if len(order) else []), int((following == _NONE).sum())


def simplified(loop: Loop, tolerance: float) -> Loop:
    """The loop without corners that it can spare: none of those left out is further than ``tolerance`` from it."""
    slack, idle, odd = np.zeros(len(loop)), 0, 0
    while len(loop) > 3 and idle < 2:
        before, after = np.roll(loop, 1, axis=0), np.roll(loop, -1, axis=0)
        strayed = _distances(loop, before, after) + np.maximum(slack, np.roll(slack, 1))
        spare = strayed <= tolerance
        spare[np.arange(len(loop)) % 2 != odd] = False  # of two neighbours one stays
        spare[-1] &= bool(odd)
        idle, odd = (0 if spare.any() else idle + 1), 1 - odd
        if len(loop) - spare.sum() < 3:
            break
        slack = np.where(np.roll(spare, -1), np.roll(strayed, -1), slack)[~spare]
        loop = loop[~spare]
    return loop


def _distances(points: Floats, starts: Floats, ends: Floats) -> Floats:
    """(n,) how far each point is from a line between two others."""
    line, way = ends - starts, points - starts
    square = np.einsum("ij,ij->i", line, line)
    share = np.clip(np.einsum("ij,ij->i", way, line) / np.where(square > 0.0, square, 1.0), 0.0, 1.0)
    return np.asarray(np.linalg.norm(way - share[:, None] * line, axis=1))
