"""The parts of a mesh, each as a mesh by itself that can be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cadwidgets.geometry.grouping import compacted
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.viewer.parts import Part, knows_edges, parts_of


@dataclass(frozen=True, eq=False)
class Piece:
    """``path`` is that of its part, empty for what belongs to none; ``colors`` are ranges of its triangles: how many,
    and ``#rrggbb`` or empty."""

    path: str
    mesh: Mesh
    colors: tuple[tuple[int, str], ...]


def pieces_of(mesh: Mesh) -> list[Piece]:
    """Every part, and last what belongs to none, if there is any."""
    parts = parts_of(mesh)
    if not parts:
        return [Piece("", compacted(mesh.drawable()), ((len(mesh.triangles), ""),))]
    mesh = mesh if mesh.normals is not None else mesh.with_normals()
    owned = mesh.edges is not None and knows_edges(mesh.edges, parts)
    pieces = [_piece(mesh, part, owned) for part in parts]
    loose = np.ones(len(mesh.triangles), bool)
    for group in mesh.groups:
        loose[group.start : group.start + group.count] = False
    if loose.any():
        rest = _of(mesh, np.flatnonzero(loose), None)
        pieces.append(Piece("", rest, ((len(rest.triangles), ""),)))
    return [piece for piece in pieces if len(piece.mesh.triangles)]


def _piece(mesh: Mesh, part: Part, owned: bool) -> Piece:
    edges = _ranges([group.edges for group in part.groups]) if owned else None
    piece = _of(mesh, _ranges([(group.start, group.count) for group in part.groups]), edges)
    return Piece(part.path, piece, tuple(_colors(part.groups)))


def _of(mesh: Mesh, triangles: NDArray[np.int64], edges: NDArray[np.int64] | None) -> Mesh:
    """Edges that nobody can tell the part of are made anew."""
    return compacted(
        Mesh(
            mesh.vertices,
            mesh.triangles[triangles],
            mesh.normals,
            None if edges is None or mesh.edges is None else mesh.edges[edges],
            faces=None if mesh.faces is None else mesh.faces[triangles],
        )
    ).drawable()


def _colors(groups: Sequence[Group]) -> Iterator[tuple[int, str]]:
    for group in groups:
        yield group.count, group.color


def _ranges(ranges: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(0, np.int64), *(np.arange(start, start + count) for start, count in ranges)])
