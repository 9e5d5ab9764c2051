"""Which parts of a model change from build to build, so that the others need not be sent to the browser again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cadwidgets.geometry.grouping import compacted
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.parts import Part, knows_edges, parts_of, without

_MOST = 0.5
"""Where more of the triangles than this change, all are sent."""


class ChangingParts:
    """Divides each mesh into what stood as it is before, and what has changed in the meshes before or now.

    The first piece is the very same mesh as long as nothing else changes.
    """

    def __init__(self) -> None:
        self._mesh: Mesh | None = None
        self._parts: tuple[Part, ...] = ()
        self._changing: frozenset[str] = frozenset()
        self._resting: Mesh | None = None

    def pieces(self, mesh: Mesh) -> tuple[Mesh, ...]:
        """The mesh, or (what rests, what changes)."""
        parts = parts_of(mesh)
        changed = self._changed(mesh, parts)
        self._mesh, self._parts = mesh, parts
        if changed is None:
            self._changing, self._resting = frozenset(), None
            return (mesh,)
        if self._resting is None or not changed <= self._changing:
            self._changing |= changed
            self._resting = _only(mesh, parts, {part.path for part in parts} - self._changing)
        return (self._resting, _only(mesh, parts, self._changing)) if self._changing else (mesh,)

    def _changed(self, mesh: Mesh, parts: tuple[Part, ...]) -> frozenset[str] | None:
        """The paths of the parts that are others now; None where most are, or nobody can tell."""
        before = self._mesh
        known = before is not None and _is_all_of(mesh, parts) and _is_all_of(before, self._parts)
        if before is None or not known or [part.path for part in parts] != [part.path for part in self._parts]:
            return None
        pairs = zip(parts, self._parts, strict=True)
        changed = frozenset(new.path for new, old in pairs if not _same(mesh, new, before, old))
        count = sum(group.count for part in parts if part.path in changed | self._changing for group in part.groups)
        return changed if count <= _MOST * len(mesh.triangles) else None


def _is_all_of(mesh: Mesh, parts: Sequence[Part]) -> bool:
    """Whether every triangle and every edge belongs to one of several parts."""
    triangles = sum(group.count for part in parts for group in part.groups)
    edges = mesh.edges is not None and knows_edges(mesh.edges, parts)
    return len(parts) > 1 and triangles == len(mesh.triangles) and edges and mesh.normals is not None


def _same(mesh: Mesh, part: Part, before: Mesh, old: Part) -> bool:
    """Whether a part looks and stands as it did."""
    looks = [[(group.count, group.edges[1], group.color) for group in one.groups] for one in (part, old)]
    if looks[0] != looks[1]:
        return False
    pairs = zip(_arrays(mesh, part), _arrays(before, old), strict=True)
    return all(np.array_equal(new, last) for new, last in pairs)


def _arrays(mesh: Mesh, part: Part) -> list[NDArray[Any]]:
    """What a part is drawn from: its triangles, the points between the first and the last of them, its edges."""
    triangles = np.concatenate([mesh.triangles[group.start : group.start + group.count] for group in part.groups])
    first, last = (int(triangles.min()), int(triangles.max()) + 1) if len(triangles) else (0, 0)
    found: list[NDArray[Any]] = [triangles - np.uint32(first), mesh.vertices[first:last]]
    if mesh.normals is not None:
        found.append(mesh.normals[first:last])
    if mesh.edges is not None:
        found += [mesh.edges[group.edges[0] : sum(group.edges)] for group in part.groups]
    return found


def _only(mesh: Mesh, parts: Sequence[Part], paths: Collection[str]) -> Mesh:
    """Some parts of a mesh, with the points that they use."""
    return compacted(without(mesh, parts, {part.path for part in parts} - set(paths)))
