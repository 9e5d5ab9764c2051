"""The meshes of bodies: made by the kernel, read in bulk, checked. What was made before is taken again.

The fast triangulation of OCCT (Delabella) is tried first, its default one (Watson) for a body that the first leaves
open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cadquery as cq
import numpy as np
from numpy.typing import NDArray

from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.placed_parts import SharedMesh
from cadwidgets.service.builds.bodies import Body
from cadwidgets.service.builds.kept_meshes import KeptMeshes
from cadwidgets.service.builds.kernel_arrays import count_per_face, read_arrays
from cadwidgets.service.builds.meshing import FAST, THOROUGH, Fineness, clean, mesh
from cadwidgets.service.builds.triangulation import Triangulation

Stage = Callable[[str], AbstractContextManager[None]]
Check = Callable[[NDArray[np.int64]], None]
"""Raises for too many triangles, given those of each body (b,)."""

KEPT = KeptMeshes(64 << 20)
"""Those of this process, which serves one script: a body that a build leaves as it was is not meshed again."""


@dataclass(frozen=True, eq=False)
class _Made:
    mesh: SharedMesh | None
    """None when there is no triangle."""
    sound: bool
    """The kernel was content, and a solid is closed."""


@dataclass(frozen=True, eq=False)
class Maker:
    """How meshes are made: ``detailed`` ones have normals of the exact surface and the edges of the model. ``folder``
    takes scratch files; ``stage`` times ``mesh`` and ``read``."""

    folder: Path
    stage: Stage
    detailed: bool

    def meshes(self, bodies: Sequence[Body], fineness: Sequence[Fineness], check: Check) -> list[SharedMesh | None]:
        """The mesh of each body, None for one without triangles. ``check`` is asked before anything is read."""
        found = [KEPT.find(body, fine, detailed=self.detailed) for body, fine in zip(bodies, fineness, strict=True)]
        missing = [number for number, known in enumerate(found) if known is None]
        counts = np.array([0 if known is None else len(known.mesh.triangles) for known in found], np.int64)
        if not missing:
            check(counts)
            return found
        made = self._best(
            [bodies[at] for at in missing], [fineness[at] for at in missing], _among(missing, counts, check)
        )
        for at, new in zip(missing, made, strict=True):
            found[at] = new
            if new is not None:
                KEPT.keep(bodies[at], fineness[at], new)
        return found

    def _best(self, bodies: list[Body], fineness: list[Fineness], check: Check) -> list[SharedMesh | None]:
        first = self._attempt(bodies, fineness, FAST, check)
        again = [at for at, made in enumerate(first) if not made.sound]
        found = [made.mesh for made in first]
        if not again:
            return found
        counts = np.array([0 if known is None else len(known.mesh.triangles) for known in found], np.int64)
        check_all = _among(again, counts, check)
        second = self._attempt([bodies[at] for at in again], [fineness[at] for at in again], THOROUGH, check_all)
        for at, made in zip(again, second, strict=True):
            if made.mesh is not None and (made.sound or found[at] is None):
                found[at] = made.mesh
        return found

    def _attempt(self, bodies: list[Body], fineness: list[Fineness], algorithm: Any, check: Check) -> list[_Made]:
        with self.stage("mesh"):
            clean(bodies)
            done = [mesh(body, fine, algorithm) == 0 for body, fine in zip(bodies, fineness, strict=True)]
        with self.stage("read"):
            try:
                return self._read(bodies, np.array(done), check)
            finally:
                clean(bodies)

    def _read(self, bodies: list[Body], done: NDArray[np.bool_], check: Check) -> list[_Made]:
        whole = cq.Compound.makeCompound([cq.Shape(body.shape) for body in bodies]).wrapped
        vertices, triangles = count_per_face(whole)
        faces = np.array([body.faces for body in bodies])
        face_body = np.repeat(np.arange(len(bodies)), faces)
        made = np.bincount(face_body, triangles, len(bodies)).astype(np.int64)
        check(made)
        if not made.any():
            return [_Made(None, sound=False) for _ in bodies]
        arrays = read_arrays(whole, self.folder)
        if (len(arrays.vertices), len(arrays.triangles)) != (vertices.sum(), triangles.sum()):
            raise RuntimeError("the CAD kernel wrote other triangles than it made")
        number = np.arange(len(face_body))
        found = Triangulation(
            arrays.vertices,
            arrays.normals,
            arrays.triangles,
            vertex_face=np.repeat(number, vertices),
            triangle_face=np.repeat(number, triangles),
            face_body=face_body,
        )
        solids = np.array([body.solid for body in bodies])
        sound = done & (found.closed(solids) | ~solids) & (made > 0)
        meshes = _split(found, faces, self.detailed)
        return [_Made(mesh, bool(good)) for mesh, good in zip(meshes, sound, strict=True)]


def _among(some: list[int], counts: NDArray[np.int64], check: Check) -> Check:
    """The check for the bodies ``some``, the others having ``counts`` triangles."""

    def check_some(made: NDArray[np.int64]) -> None:
        every = counts.copy()
        every[some] = made
        check(every)

    return check_some


def _split(found: Triangulation, faces: NDArray[np.int64], detailed: bool) -> list[SharedMesh | None]:
    """Everything stands in the order of the bodies, so that a body is a slice of each array."""
    kept = np.flatnonzero(found.solid)
    triangles, triangle_face = found.triangles[kept], found.triangle_face[kept]
    first_face = np.cumsum([0, *faces])
    vertex = np.searchsorted(found.vertex_face, first_face)
    triangle = np.searchsorted(triangle_face, first_face)
    segments, bordered = found.edges if detailed else (None, np.zeros(0, np.int64))
    edge = np.searchsorted(bordered, np.arange(len(faces) + 1))
    meshes: list[SharedMesh | None] = []
    for number, count in enumerate(faces.tolist()):
        nodes, mine = slice(*vertex[number : number + 2]), slice(*triangle[number : number + 2])
        if mine.start == mine.stop:
            meshes.append(None)
            continue
        one = Mesh(
            found.vertices[nodes],
            triangles[mine] - triangles.dtype.type(nodes.start),
            normals=found.smooth_normals[nodes] if detailed else None,
            edges=None if segments is None else segments[slice(*edge[number : number + 2])],
            faces=triangle_face[mine] - first_face[number],
            groups=(Group("", 0, int(mine.stop - mine.start)),),
        )
        meshes.append(SharedMesh(one, count))
    return meshes
