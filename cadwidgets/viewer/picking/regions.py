"""Which part each triangle belongs to, and how triangles meet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cadwidgets.geometry import measure, topology
from cadwidgets.geometry.mesh import CREASE_DEGREES, WELD_STEP, Mesh
from cadwidgets.geometry.topology import Indices
from cadwidgets.viewer.parts import Part


def owners(mesh: Mesh, parts: Sequence[Part]) -> Indices:
    """The number of the part of every triangle (m,); ``len(parts)`` for one of no part."""
    owner = np.full(len(mesh.triangles), len(parts))
    for number, part in enumerate(parts):
        for group in part.groups:
            owner[group.start : group.start + group.count] = number
    return owner


def weld_step(mesh: Mesh) -> float:
    """Points of a mesh that are nearer than this are one."""
    return WELD_STEP * max(map(abs, mesh.bounding_box))


def welded_apart(mesh: Mesh, owner: Indices) -> Indices:
    """The triangles (m, 3) over welded points, none of which belongs to two parts."""
    place = topology.weld(mesh.vertices, weld_step(mesh))[1][mesh.triangles]
    if not owner.size or owner.min() == owner.max():
        return place
    keys = (place + (owner * (int(place.max()) + 1))[:, None]).reshape(-1)
    return topology.numbered(keys.astype(np.uint64))[1].reshape(-1, 3)


def folds_of(mesh: Mesh, owner: Indices) -> topology.Folds:
    """How the triangles of each part meet: smooth up to `CREASE_DEGREES`."""
    normals = measure.normals_of(mesh.vertices, mesh.triangles)
    return topology.Folds.of(welded_apart(mesh, owner), normals, CREASE_DEGREES)


def first_faces(mesh: Mesh, owner: Indices, parts: int) -> Indices | None:
    """The smallest exact face of each part (parts + 1,), or None for a mesh that has no exact faces."""
    if mesh.faces is None:
        return None
    first = np.full(parts + 1, np.iinfo(np.int64).max)
    np.minimum.at(first, owner, mesh.faces.astype(np.int64))
    return first
