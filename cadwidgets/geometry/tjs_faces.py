"""The face stream of three.js JSON model format 3: one flat list of records, each led by a mask.

A record reads ``mask, corners, [material], [face uv per layer], [corner uvs per layer], [face normal],
[corner normals], [face colour], [corner colours]``; bit 0 of the mask says four corners instead of three, the
others say in this order which parts are there. (JSON Model format 3, three.js wiki.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import overload

import numpy as np

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.grouping import NONE
from cadwidgets.geometry.topology import Bools, Indices

_QUAD = 1
_MASKS = 256
_HALVES = np.array([[0, 1, 3], [1, 2, 3]])
"""A quad (a, b, c, d) is the triangles (a, b, d) and (b, c, d)."""


@dataclass(frozen=True, eq=False)
class Faces:
    """The triangles of a stream: ``corners``, ``normals``, ``colors`` (m, 3), ``materials`` (m,).

    NONE stands where a triangle has none, None where no triangle has one.
    """

    corners: Indices
    normals: Indices | None = None
    colors: Indices | None = None
    materials: Indices | None = None


def decode(stream: Indices, layers: int, limits: Mapping[str, int]) -> Faces:
    """The triangles of a face stream, in its order.

    ``layers`` is the number of uv layers that are not empty; ``limits`` the numbers of ``vertices``,
    ``normals`` and ``colors`` that there are. A stream with one mask only is one reshape, any other is cut
    into one table per mask. Raises GeometryError with the index in ``stream``.
    """
    if not stream.size:
        return Faces(np.zeros((0, 3), np.int64))
    if stream.min() < 0:
        bad = np.flatnonzero(stream < 0)
        raise GeometryError(f"faces hold the negative number {stream[bad[0]]}", offset=int(bad[0]))
    tables = _tables(stream, layers)
    for table in tables:
        table.check(limits)
    if len(tables) == 1:
        return tables[0].triangles()
    return _merged([table.triangles() for table in tables], [table.order() for table in tables])


def _tables(stream: Indices, layers: int) -> list[_Table]:
    """The records, a table for each mask."""
    step = _layout(int(stream[0]), layers)[1] if stream[0] < _MASKS else 0
    if step and stream.size % step == 0 and np.all(stream[::step] == stream[0]):
        places = range(0, stream.size, step)
        return [_Table(stream.reshape(-1, step), range(len(places)), places, _layout(int(stream[0]), layers)[0])]
    starts = _walk(stream, np.array([_layout(mask, layers)[1] for mask in range(_MASKS)]))
    masks = stream[starts]
    return [_Table.of(stream, starts, np.flatnonzero(masks == mask), int(mask), layers) for mask in np.unique(masks)]


def _walk(stream: Indices, lengths: Indices) -> Indices:
    """Follow the records from the first on, all at once.

    From every place one knows where the next record would begin if one began here. Doubling these jumps
    reaches all true beginnings in as many rounds as the number of records has binary digits.
    """
    size = stream.size
    known = stream < _MASKS
    behind = np.arange(size) + np.where(known, lengths[np.where(known, stream, 0)], size)
    jump = np.append(np.minimum(behind, size), size)
    reached = np.zeros(size + 1, bool)
    reached[0] = True
    while not reached[jump[reached]].all():
        reached[jump[reached]] = True
        jump = jump[jump]
    starts = np.flatnonzero(reached[:size])
    _check_records(stream, starts, known, behind)
    return starts


def _check_records(stream: Indices, starts: Indices, known: Bools, behind: Indices) -> None:
    wrong = starts[~known[starts]]
    if len(wrong):
        raise GeometryError(f"the mask {stream[wrong[0]]} has unknown bits", offset=int(wrong[0]))
    if behind[starts[-1]] != stream.size:
        raise GeometryError("the last face is cut off", offset=int(starts[-1]))


def _layout(mask: int, layers: int) -> tuple[dict[str, slice], int]:
    """The columns of a record and its length."""
    corners = 4 if mask & _QUAD else 3
    parts = (
        ("mask", 1, True),
        ("corners", corners, True),
        ("material", 1, mask & 2),
        ("face uvs", layers, mask & 4),
        ("corner uvs", layers * corners, mask & 8),
        ("face normal", 1, mask & 16),
        ("corner normals", corners, mask & 32),
        ("face color", 1, mask & 64),
        ("corner colors", corners, mask & 128),
    )
    columns, length = {}, 0
    for name, width, present in parts:
        if present:
            columns[name] = slice(length, length + width)
            length += width
    return columns, length


_LIMITED = {
    "corners": "vertices",
    "face normal": "normals",
    "corner normals": "normals",
    "face color": "colors",
    "corner colors": "colors",
}


@dataclass(frozen=True, eq=False)
class _Table:
    """All records of one mask, (r, length); ``faces`` (r,) their numbers, ``starts`` (r,) their places."""

    records: Indices
    faces: Indices | range
    starts: Indices | range
    columns: Mapping[str, slice]

    @classmethod
    def of(cls, stream: Indices, starts: Indices, faces: Indices, mask: int, layers: int) -> _Table:
        columns, length = _layout(mask, layers)
        if len(faces) == len(starts):
            return cls(stream.reshape(-1, length), faces, starts, columns)
        own = starts[faces]
        return cls(stream[own[:, None] + np.arange(length)], faces, own, columns)

    def check(self, limits: Mapping[str, int]) -> None:
        """Raise GeometryError for an index that names nothing."""
        for name, kind in _LIMITED.items():
            if name not in self.columns:
                continue
            part = self.records[:, self.columns[name]]
            if part.max() >= limits[kind]:
                row, column = np.argwhere(part >= limits[kind])[0]
                raise GeometryError(
                    f"a face uses number {part[row, column]} of {limits[kind]} {kind}",
                    offset=int(self.starts[row] + self.columns[name].start + column),
                )

    def triangles(self) -> Faces:
        """The records as triangles, the two halves of a quad behind each other."""
        halves = _HALVES if self._is_quad else _HALVES[:0]
        return Faces(
            corners=_halved(self.records[:, self.columns["corners"]], halves),
            normals=_halved(self._per_corner("corner normals", "face normal"), halves),
            colors=_halved(self._per_corner("corner colors", "face color"), halves),
            materials=self._materials(len(halves) or 1),
        )

    def order(self) -> Indices:
        """The number of the face of every triangle."""
        return np.repeat(self.faces, 2 if self._is_quad else 1)

    @property
    def _is_quad(self) -> bool:
        return len(self.records[0, self.columns["corners"]]) == 4

    def _per_corner(self, of_corners: str, of_face: str) -> Indices | None:
        if of_corners in self.columns:
            return self.records[:, self.columns[of_corners]]
        if of_face not in self.columns:
            return None
        corners = 4 if self._is_quad else 3
        return np.broadcast_to(self.records[:, self.columns[of_face]], (len(self.records), corners))

    def _materials(self, times: int) -> Indices | None:
        if "material" not in self.columns:
            return None
        return np.repeat(self.records[:, self.columns["material"].start], times)


@overload
def _halved(values: Indices, halves: Indices) -> Indices: ...
@overload
def _halved(values: None, halves: Indices) -> None: ...
def _halved(values: Indices | None, halves: Indices) -> Indices | None:
    return values if values is None or not len(halves) else values[:, halves].reshape(-1, 3)


def _merged(parts: list[Faces], orders: list[Indices]) -> Faces:
    """The triangles of several tables in the order of the stream."""
    order = np.argsort(np.concatenate(orders), kind="stable")
    return Faces(
        corners=np.concatenate([part.corners for part in parts])[order],
        normals=_stacked([(part.normals, (len(part.corners), 3)) for part in parts], order),
        colors=_stacked([(part.colors, (len(part.corners), 3)) for part in parts], order),
        materials=_stacked([(part.materials, (len(part.corners),)) for part in parts], order),
    )


def _stacked(parts: list[tuple[Indices | None, tuple[int, ...]]], order: Indices) -> Indices | None:
    """The values of all parts in this order, NONE of the given shape for a part without; None when all are."""
    if all(values is None for values, _ in parts):
        return None
    filled = [np.full(shape, NONE) if values is None else values for values, shape in parts]
    return np.concatenate(filled)[order]
