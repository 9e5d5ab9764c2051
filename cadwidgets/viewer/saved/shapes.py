"""The triangles and edges of one part in few bytes, with what can be said of its faces and edges.

Places are told in 65,535 steps of the part's own box along each axis: at most half a step, a 131,000th of the part's
size, is lost, where the deflection of the triangles is a hundredth of it or so. Normals lose a quarter of a degree.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.saved.faces import said_of
from cadwidgets.viewer.saved.packing import packed

STEPS = 65_535
NORMAL_STEPS = 1023
"""Of each of the two numbers of a normal."""


def shape_bytes(mesh: Mesh) -> bytes:
    """A part by itself: ``mesh`` has normals and edges."""
    edges = np.zeros((0, 2, 3), np.float32) if mesh.edges is None else mesh.edges
    points = np.concatenate([mesh.vertices, edges.reshape(-1, 3)]).astype(np.float64)
    low, high = points.min(axis=0, initial=np.inf), points.max(axis=0, initial=-np.inf)
    if not len(points):
        low = high = np.zeros(3)
    step = np.where(high > low, high - low, 1.0) / STEPS
    places = np.rint((points - low) / step).astype(np.int64)
    count = len(mesh.vertices)
    more, ends = _shared(places[:count], places[count:])
    said = said_of(mesh)
    head: dict[str, Any] = {"low": low.tolist(), "step": step.tolist(), "faces": said.faces, "edges": said.edges}
    head["part"] = said.part
    normals = np.zeros((0, 3), np.float32) if mesh.normals is None else mesh.normals
    return packed(
        head,
        {
            "position": np.concatenate([places[:count], more]),
            "normal": octahedral(normals),
            "triangle": mesh.triangles.astype(np.int64),
            "face": said.face_of[:, None],
            "segment": ends,
            "edge": said.edge_of[:, None],
        },
    )


def octahedral(normals: NDArray[np.floating]) -> NDArray[np.int64]:
    """Unit vectors (n, 3) as places (n, 2) on an octahedron that is folded flat ("A survey of efficient representations
    for independent unit vectors", JCGT 3, 2014)."""
    size = np.abs(normals).sum(axis=1, keepdims=True)
    flat = np.divide(normals, size, out=np.zeros(normals.shape), where=size > 0)
    x, y, z = flat.T
    folded = np.stack(((1 - np.abs(y)) * np.where(x >= 0, 1, -1), (1 - np.abs(x)) * np.where(y >= 0, 1, -1)), axis=1)
    # an even number of steps: 0 is one of them, so that what faces along an axis does so exactly
    half = NORMAL_STEPS // 2
    return np.rint(np.where(z[:, None] < 0, folded, flat[:, :2]) * half).astype(np.int64) + half


def _shared(places: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(The ends that are no corner of a triangle, all ends by their numbers (e, 2)): most edges are sides of
    triangles."""
    keys = [(axes[:, 0] << 32) | (axes[:, 1] << 16) | axes[:, 2] for axes in (places, ends)]
    known, first = np.unique(keys[0], return_index=True)
    at = np.searchsorted(known, keys[1])
    found = (at < len(known)) & (known[np.minimum(at, len(known) - 1)] == keys[1]) if len(known) else at < 0
    new, number = np.unique(keys[1][~found], return_inverse=True)
    numbers = np.zeros(len(ends), np.int64)
    numbers[found] = first[at[found]]
    numbers[~found] = len(places) + number
    return np.stack((new >> 32, (new >> 16) & 0xFFFF, new & 0xFFFF), axis=1), numbers.reshape(-1, 2)
