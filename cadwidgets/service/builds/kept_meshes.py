"""Meshes of bodies that are kept for later builds in the same process."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from cadwidgets.geometry.placed_parts import SharedMesh
from cadwidgets.service.builds.bodies import Body
from cadwidgets.service.builds.meshing import Fineness

_Key = tuple[Body, Fineness]


class KeptMeshes:
    """The meshes used last, of at most ``limit`` bytes.

    A body that has the same shape of the kernel as one before, which is kept alive for that, has its mesh again: it is
    neither meshed nor read nor checked, and not encoded either. Such a shape cannot have changed: the kernel freezes
    what is part of a compound, and reading makes one.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[_Key, SharedMesh] = OrderedDict()

    def find(self, body: Body, fineness: Fineness, *, detailed: bool) -> SharedMesh | None:
        """The mesh of the body if it is there, with normals and edges if it has to be ``detailed``, else without."""
        key = (body, fineness)
        found = self._kept.get(key)
        if found is None or (detailed and found.mesh.edges is None):
            return None
        self._kept.move_to_end(key)
        if detailed or found.mesh.edges is None:
            return found
        return SharedMesh(replace(found.mesh, normals=None, edges=None), found.faces)

    def keep(self, body: Body, fineness: Fineness, mesh: SharedMesh) -> None:
        """Keep the mesh in place of an earlier one, and let go those that were not used for longest."""
        key = (body, fineness)
        earlier = self._kept.pop(key, None)
        self._size += mesh.size - (earlier.size if earlier else 0)
        self._kept[key] = mesh
        while self._size > self._limit:
            self._size -= self._kept.popitem(last=False)[1].size

    def __len__(self) -> int:
        return len(self._kept)
