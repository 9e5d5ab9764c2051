"""The parts of a mesh: which there are, the mesh without some of them, and all of them moved apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cadwidgets.geometry.measure import bounds
from cadwidgets.geometry.mesh import Group, Mesh, single

UNNAMED = "part"


@dataclass(frozen=True)
class Part:
    """``path`` is its name, with ``/`` between the names of the assemblies around it, and belongs to it alone.

    ``groups`` are those of the mesh.
    """

    path: str
    groups: tuple[Group, ...]

    def is_below(self, path: str) -> bool:
        """Whether it is the part, or in the assembly, with that path."""
        return self.path == path or self.path.startswith(f"{path}/")


def parts_of(mesh: Mesh) -> tuple[Part, ...]:
    """The parts of a mesh in its order. One of several that have one name gets a number behind it."""
    runs: list[list[Group]] = []
    for group in mesh.groups:
        if runs and group.part is not None and group.part == runs[-1][-1].part:
            runs[-1].append(group)
        else:
            runs.append([group])
    names = [next((group.name for group in run if group.name), UNNAMED) for run in runs]
    return tuple(Part(name, tuple(run)) for name, run in zip(_unique(names), runs, strict=True))


def _unique(names: Sequence[str]) -> Iterator[str]:
    twice = {name for name, count in Counter(names).items() if count > 1}
    counts = Counter[str]()
    for name in names:
        counts[name] += 1
        yield f"{name} ({counts[name]})" if name in twice else name


def without(mesh: Mesh, parts: Sequence[Part], hidden: Collection[str]) -> Mesh:
    """The mesh without the parts whose paths are ``hidden``. Its vertices are the same, also those that nothing uses;
    its edges are those of the parts that are left, or None where the mesh does not know whose they are."""
    if not hidden:
        return mesh
    left = [group for part in parts if part.path not in hidden for group in part.groups]
    grouped = _marked(len(mesh.triangles), [(group.start, group.count) for part in parts for group in part.groups])
    loose = np.flatnonzero(~grouped)
    ranges = [np.arange(group.start, group.start + group.count) for group in left]
    kept = np.concatenate([np.zeros(0, np.int64), *ranges, loose])
    return replace(
        mesh,
        triangles=mesh.triangles[kept],
        faces=None if mesh.faces is None else mesh.faces[kept],
        edges=_edges_of(mesh, parts, left),
        groups=tuple(_one_after_the_other(left)),
    )


def _edges_of(mesh: Mesh, parts: Sequence[Part], left: Sequence[Group]) -> NDArray[np.float32] | None:
    """Edges that belong to no part are left out."""
    if mesh.edges is None or not knows_edges(mesh.edges, parts):
        return None
    return mesh.edges[_marked(len(mesh.edges), [group.edges for group in left])]


def knows_edges(edges: NDArray[np.float32], parts: Sequence[Part]) -> bool:
    """Whether every edge belongs to a part."""
    return sum(group.edges[1] for part in parts for group in part.groups) == len(edges)


def _marked(count: int, ranges: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    marked = np.zeros(count, bool)
    for start, length in ranges:
        marked[start : start + length] = True
    return marked


def _one_after_the_other(groups: Sequence[Group]) -> Iterator[Group]:
    triangle = edge = 0
    for group in groups:
        yield replace(group, start=triangle, edges=(edge, group.edges[1]))
        triangle += group.count
        edge += group.edges[1]


def spread(mesh: Mesh, parts: Sequence[Part], factor: float) -> Mesh:
    """The mesh with its parts moved away from its middle, by ``factor`` times the distance of their own middles."""
    if not factor or len(parts) < 2:
        return mesh
    mesh, owner = _owned(mesh, parts)
    steps = np.zeros((len(parts) + 1, 3))
    low, high = bounds(mesh.vertices)
    for number, part in enumerate(parts):
        mine = np.concatenate([mesh.triangles[group.start : group.start + group.count] for group in part.groups])
        if len(mine):
            steps[number] = np.add(*bounds(mesh.vertices[mine.reshape(-1)])) / 2 - (low.astype(float) + high) / 2
    steps *= factor
    edges = None
    if mesh.edges is not None and knows_edges(mesh.edges, parts):
        whose = np.full(len(mesh.edges), len(parts))
        for number, part in enumerate(parts):
            for group in part.groups:
                whose[group.edges[0] : sum(group.edges)] = number
        edges = single(mesh.edges + steps[whose][:, None])
    return replace(mesh, vertices=single(mesh.vertices + steps[owner]), edges=edges)


def _owned(mesh: Mesh, parts: Sequence[Part]) -> tuple[Mesh, NDArray[np.int64]]:
    """The mesh, no vertex of which belongs to two parts, and the part of each vertex; one beyond the last for none."""
    part = np.full(len(mesh.triangles), len(parts))
    for number, one in enumerate(parts):
        for group in one.groups:
            part[group.start : group.start + group.count] = number
    corner, whose = mesh.triangles.reshape(-1), np.repeat(part, 3)
    owner = np.full(len(mesh.vertices), len(parts))
    owner[corner] = whose
    if np.array_equal(owner[corner], whose):
        return mesh, owner
    pairs, place = np.unique(corner.astype(np.int64) * (len(parts) + 1) + whose, return_inverse=True)
    vertex, owner = np.divmod(pairs, len(parts) + 1)
    normals = None if mesh.normals is None else mesh.normals[vertex]
    split = replace(
        mesh, vertices=mesh.vertices[vertex], normals=normals, triangles=place.reshape(-1, 3).astype(np.uint32)
    )
    return split, owner
