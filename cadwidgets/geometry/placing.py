"""Meshes where they stand: several, some of them at many places, as one mesh."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cadwidgets.geometry.measure import unit as unit_vectors
from cadwidgets.geometry.mesh import Group, Mesh, single

Matrix = NDArray[np.float64]
"""(4, 4), for column vectors."""
_UNTURNED = np.eye(3)
_AT_ONCE = 1 << 20
"""Points that are moved in one go, which bounds the memory it takes."""


@dataclass(frozen=True, eq=False)
class Placed:
    """A mesh where it stands; ``place`` is None for its own coordinates. ``faces``: how many numbers of faces it takes
    up when meshes are put together, None for one more than its largest."""

    mesh: Mesh
    place: Matrix | None = None
    faces: int | None = None

    @cached_property
    def is_turned(self) -> bool:
        """Whether it does more than move, so that directions are others."""
        return self.place is not None and not np.array_equal(self.place[:3, :3], _UNTURNED)

    @property
    def mirrored(self) -> bool:
        """Whether the place turns the mesh inside out, so that its triangles have to run the other way round."""
        return self.is_turned and self.place is not None and bool(np.linalg.det(self.place[:3, :3]) < 0.0)


def gathered(placed: Sequence[Placed], groups: Sequence[Group] = (), unit: str = "") -> Mesh:
    """All in one mesh, in this order; normals and faces only if every mesh has them. ``groups`` are of the result.

    Points are moved in float64 and rounded once. Face numbers count on from mesh to mesh, so that no two share one.
    What stands at many places is moved by one operation for all of them.
    """
    return Mesh(
        _points(placed, [one.mesh.vertices for one in placed]),
        _triangles(placed),
        _normals(placed),
        _edges(placed),
        tuple(groups),
        unit,
        _faces(placed),
    )


def _points(placed: Sequence[Placed], points: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """(n, 3) the points of each where it stands; equal arrays are one object."""
    starts = np.cumsum([0, *map(len, points)])
    found = np.empty((int(starts[-1]), 3), np.float32)
    for own, numbers in _alike(points, [one.place is not None for one in placed]):
        places = np.stack([_matrix(placed[number]) for number in numbers])
        turned = any(placed[number].is_turned for number in numbers)
        moved = own.astype(np.float64) @ places[:, :3, :3].transpose(0, 2, 1) if turned else own
        moved = moved + places[:, None, :3, 3]
        _lay(single(moved), starts[numbers], found)
    for number, own in enumerate(points):
        if placed[number].place is None:
            found[starts[number] : starts[number + 1]] = own
    return found


def _lay(pieces: NDArray[np.float32], starts: NDArray[np.int64], found: NDArray[np.float32]) -> None:
    """Put each piece (k, 3) into ``found`` from its start on."""
    for start, piece in zip(starts.tolist(), pieces, strict=True):
        found[start : start + len(piece)] = piece


def _alike(
    arrays: Sequence[NDArray[np.float32]], wanted: Sequence[bool]
) -> Iterator[tuple[NDArray[np.float32], list[int]]]:
    """Each different array of those that are ``wanted``, with the numbers of some that have it."""
    by_array: dict[int, list[int]] = {}
    for number, array in enumerate(arrays):
        if wanted[number] and len(array):
            by_array.setdefault(id(array), []).append(number)
    for numbers in by_array.values():
        array = arrays[numbers[0]]
        some = max(1, _AT_ONCE // len(array))
        for start in range(0, len(numbers), some):
            yield array, numbers[start : start + some]


def _matrix(one: Placed) -> Matrix:
    return np.eye(4) if one.place is None else one.place


def _triangles(placed: Sequence[Placed]) -> NDArray[np.uint32]:
    firsts = np.cumsum([0, *(len(one.mesh.vertices) for one in placed)]).astype(np.uint32)
    found = [
        (one.mesh.triangles[:, ::-1] if one.mirrored else one.mesh.triangles) + first
        for one, first in zip(placed, firsts, strict=False)
    ]
    return np.concatenate([np.zeros((0, 3), np.uint32), *found])


def _normals(placed: Sequence[Placed]) -> NDArray[np.float32] | None:
    normals = [one.mesh.normals for one in placed if one.mesh.normals is not None]
    if len(normals) != len(placed) or not placed:
        return None
    starts = np.cumsum([0, *map(len, normals)])
    found = np.concatenate(normals)
    for own, numbers in _alike(normals, [one.is_turned for one in placed]):
        turns = np.stack([_turn(_matrix(placed[number])) for number in numbers])
        _lay(single(unit_vectors(own.astype(np.float64) @ turns)), starts[numbers], found)
    return found


def _turn(place: Matrix) -> Matrix:
    """What rows of normals are multiplied with, the inverse: normals go with the inverse transpose. What is squeezed
    flat has none, and they stay."""
    turn = place[:3, :3]
    determinant = float(np.linalg.det(turn))
    if not np.isfinite(determinant) or abs(determinant) < np.finfo(np.float64).tiny:
        return np.eye(3)
    return np.asarray(np.linalg.inv(turn), np.float64)


def _edges(placed: Sequence[Placed]) -> NDArray[np.float32] | None:
    edges = [(one, one.mesh.edges) for one in placed if one.mesh.edges is not None]
    if not edges:
        return None
    ends: dict[int, NDArray[np.float32]] = {id(own): own.reshape(-1, 3) for _, own in edges}
    return _points([one for one, _ in edges], [ends[id(own)] for _, own in edges]).reshape(-1, 2, 3)


def _faces(placed: Sequence[Placed]) -> NDArray[np.uint32] | None:
    faces = [one.mesh.faces for one in placed if one.mesh.faces is not None]
    if len(faces) != len(placed) or not placed:
        return None
    counts = [
        (int(own.max()) + 1 if len(own) else 0) if one.faces is None else one.faces
        for one, own in zip(placed, faces, strict=True)
    ]
    firsts = np.cumsum([0, *counts]).astype(np.uint32)
    return np.concatenate([own + first for own, first in zip(faces, firsts, strict=False)])
