"""Which triangles meet where: welding, edges, creases. Index arrays in and out, no loop over triangles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cadwidgets.geometry.measure import Floats

Indices = NDArray[np.int64]
Bools = NDArray[np.bool_]

_HALF = 2.0**31
_COSINE_NOISE = 1e-6
"""Two faces that meet at exactly the crease angle stay smooth in spite of rounding."""


def weld(vertices: NDArray[np.float32], tolerance: float) -> tuple[Indices, Indices]:
    """Merge equal points: (``kept``, ``place``) with ``vertices[kept][place]`` equal to ``vertices``.

    ``tolerance`` 0 merges points with equal coordinates (-0.0 equals 0.0), a positive one those that fall
    into the same cell of a grid of that size. ``kept`` is (k,) and ascends, ``place`` is (n,).
    """
    return merged(_bits(vertices, tolerance))


def merged(columns: Sequence[NDArray[Any]]) -> tuple[Indices, Indices]:
    """Merge the equal rows of ``columns``, which are (n,) whole numbers: (``kept``, ``place``) as of `weld`."""
    keys = _hashed(columns)
    for number in (_numbered_by_share, numbered):
        kept, place = number(keys)
        if all(np.array_equal(column[kept][place], column) for column in columns):
            return kept, place
    rows = np.stack(columns, axis=1)
    return numbered(np.unique(rows, axis=0, return_inverse=True)[1].reshape(-1).astype(np.uint64))


def _bits(vertices: NDArray[np.float32], tolerance: float) -> Sequence[NDArray[Any]]:
    """x, y and z as (n,) whole numbers that are equal where the points are one."""
    if tolerance <= np.finfo(np.float32).tiny:
        return [(column + np.float32(0.0)).view(np.uint32) for column in vertices.T]  # + 0.0 turns -0.0 into 0.0
    return [_cells(column, tolerance) for column in vertices.T]


def _cells(column: NDArray[np.float32], tolerance: float) -> NDArray[np.uint32] | NDArray[np.uint64]:
    """The numbers of the cells, in 32 bits where they fit."""
    cells = column / np.float64(tolerance)
    np.rint(cells, out=cells)
    if len(cells) and cells.min() > -_HALF and cells.max() < _HALF:
        return cells.astype(np.int32).view(np.uint32)
    cells += 0.0
    return cells.view(np.uint64)


def _hashed(columns: Sequence[NDArray[Any]]) -> NDArray[np.uint64]:
    """One 64-bit number per row (multiply and fold, with the constants of the SplitMix64 generator)."""
    key = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        key ^= column.astype(np.uint64, copy=False)
        key *= np.uint64(0xBF58476D1CE4E5B9)
        key ^= key >> np.uint64(29)
    key *= np.uint64(0x94D049BB133111EB)
    key ^= key >> np.uint64(32)
    return key


def numbered(keys: NDArray[np.uint64]) -> tuple[Indices, Indices]:
    """Number equal keys alike: (``first``, ``place``) with ``keys[first][place]`` equal to ``keys``.

    `numpy.unique` with index and inverse at nearly twice its speed: the order among equal keys is not needed.
    """
    if not len(keys):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    order = np.argsort(keys)
    begins = _begins(keys[order])
    return _in_order(begins, order, np.minimum.reduceat(order, begins))


def _numbered_by_share(keys: NDArray[np.uint64]) -> tuple[Indices, Indices]:
    """What `numbered` does, by as many leading bits of the keys as `_ascending` has room for.

    Keys that differ only in their other bits get one number.
    """
    ascending, order = _ascending(keys >> np.uint64(len(keys).bit_length()))
    begins = _begins(ascending)
    return _in_order(begins, order, order[begins])


def _ascending(keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], Indices]:
    """The keys in ascending order and where each stood, equal ones in the order in which they stood.

    Key and place together are one number where both fit into 64 bits: numbers alone are sorted several times faster.
    """
    bits = len(keys).bit_length()
    if int(keys.max(initial=0)).bit_length() + bits > 64:
        order = np.argsort(keys, kind="stable")
        return keys[order], order
    mixed = keys << np.uint64(bits)
    mixed |= np.arange(len(keys), dtype=np.uint64)
    mixed.sort()
    return mixed >> np.uint64(bits), (mixed & np.uint64((1 << bits) - 1)).view(np.int64)


def _begins(ascending: NDArray[np.uint64]) -> Indices:
    """Where the runs of equal numbers begin."""
    return np.flatnonzero(np.concatenate((np.ones(len(ascending[:1]), bool), ascending[1:] != ascending[:-1])))


def _in_order(begins: Indices, order: Indices, first: Indices) -> tuple[Indices, Indices]:
    """``first`` and ``place``, numbered by where each appears first, of runs in ``order`` and what is first in each."""
    appears = np.zeros(len(order), bool)
    appears[first] = True
    number = (np.cumsum(appears) - 1)[first]
    place = np.empty(len(order), np.int64)
    place[order] = np.repeat(number, np.diff(begins, append=len(order)))
    return np.flatnonzero(appears), place


def distinct_corners(triangles: Indices) -> Bools:
    """(m,) True for triangles whose three corners are three different points."""
    a, b, c = triangles.T
    result: Bools = (a != b) & (b != c) & (c != a)
    return result


@dataclass(frozen=True, eq=False)
class EdgeTable:
    """The half-edges of triangles over welded points, sorted so that those of one edge stand together.

    ``half`` (h,): half-edge numbers, 3 * triangle + corner it starts at; ``start`` (e,): where each edge
    begins in ``half``; ``count`` (e,): how many triangles use it; ``forward`` (h,): does it run from the
    smaller to the larger point.
    """

    half: Indices
    start: Indices
    count: Indices
    forward: Bools

    @classmethod
    def of(cls, triangles: Indices) -> EdgeTable:
        """The edges of (m, 3) welded triangles; triangles that welding made a line or a point have none."""
        begin = triangles.reshape(-1)
        end = triangles[:, [1, 2, 0]].reshape(-1)
        half = np.flatnonzero(np.repeat(distinct_corners(triangles), 3))
        begin, end = begin[half], end[half]
        key = np.minimum(begin, end) * (int(triangles.max(initial=0)) + 1) + np.maximum(begin, end)
        ascending, order = _ascending(key.view(np.uint64))
        start = _begins(ascending)
        count = np.diff(start, append=len(key))
        return cls(half[order], start, count, (begin < end)[order])

    @property
    def is_closed(self) -> bool:
        """There are edges, and each joins exactly two triangles that run along it in opposite directions."""
        if not len(self.start) or np.any(self.count != 2):
            return False
        return bool(np.all(self.forward[self.start] != self.forward[self.start + 1]))

    @property
    def is_boundary(self) -> bool:
        """There are edges, and as many triangles run along each in one direction as in the other: they enclose
        something, also where several bodies touch."""
        ways = np.where(self.forward, 1, -1)
        return bool(len(self.start)) and not np.add.reduceat(ways, self.start).any()

    def bends(self, normals: Floats, crease_degrees: float) -> tuple[Indices, Bools, Bools]:
        """The edges that join two triangles: (their numbers, is it a crease, is it smooth).

        A triangle without area has no normal; its edges are neither.
        """
        pairs = np.flatnonzero(self.count == 2)
        at = self.start[pairs]
        one, two = normals[self.half[at] // 3], normals[self.half[at + 1] // 3]
        against = self.forward[at] == self.forward[at + 1]  # the two are wound against each other
        cosines = np.einsum("ij,ij->i", one, two) * np.where(against, -1.0, 1.0)
        known = np.any(one != 0.0, axis=1) & np.any(two != 0.0, axis=1)
        crease = cosines < np.cos(np.radians(crease_degrees)) - _COSINE_NOISE
        return pairs, known & crease, known & ~crease


@dataclass(frozen=True, eq=False)
class Folds:
    """How triangles meet: their edges in a ``table``, and of those that join two, numbered ``pairs``, the bends."""

    table: EdgeTable
    pairs: Indices
    crease: Bools
    smooth: Bools

    @classmethod
    def of(cls, triangles: Indices, normals: Floats, crease_degrees: float) -> Folds:
        """Of (m, 3) welded triangles with unit normals (m, 3)."""
        table = EdgeTable.of(triangles)
        return cls(table, *table.bends(normals, crease_degrees))

    def feature_half_edges(self) -> Indices:
        """One half-edge for every edge that shows: creases, open edges and edges of more than two triangles."""
        shown = self.table.count != 2
        shown[self.pairs[self.crease]] = True
        return np.sort(self.table.half[self.table.start[shown]])

    def regions(self, count: int) -> Indices:
        """Number the ``count`` triangles from 0; those that are joined across smooth edges get one number."""
        at = self.table.start[self.pairs[self.smooth]]
        return components(count, self.table.half[at] // 3, self.table.half[at + 1] // 3)


def feature_half_edges(triangles: Indices, normals: Floats, crease_degrees: float) -> Indices:
    """One half-edge for every edge that shows: see `Folds`."""
    return Folds.of(triangles, normals, crease_degrees).feature_half_edges()


def smooth_corners(triangles: Indices, normals: Floats, crease_degrees: float) -> Indices:
    """Number the corners (3m,) from 0; those that share a point across smooth edges get one number."""
    table = EdgeTable.of(triangles)
    pairs, _, smooth = table.bends(normals, crease_degrees)
    at = table.start[pairs[smooth]]
    one, two = table.half[at], table.half[at + 1]
    one_end, two_end = next_corner(one), next_corner(two)
    opposite = table.forward[at] != table.forward[at + 1]
    left = np.concatenate((one, one_end))
    right = np.concatenate((np.where(opposite, two_end, two), np.where(opposite, two, two_end)))
    return components(triangles.size, left, right)


def next_corner(corner: Indices) -> Indices:
    """The number of the following corner of the same triangle."""
    return np.where(corner % 3 == 2, corner - 2, corner + 1)


def components(size: int, left: Indices, right: Indices) -> Indices:
    """Number the connected components of an undirected graph of ``size`` nodes: (size,) from 0.

    Every node takes the smallest label around it and labels are shortened to their root by jumping, so that
    the rounds grow with the logarithm of the longest chain (after "An O(log n) parallel connectivity
    algorithm", J. Algorithms 3, 1982).
    """
    label = np.arange(size)
    while True:
        low, high = np.minimum(label[left], label[right]), np.maximum(label[left], label[right])
        differs = low != high
        if not differs.any():
            break
        left, right = left[differs], right[differs]
        np.minimum.at(label, high[differs], low[differs])
        while not np.array_equal(label[label], label):
            label = label[label]
    roots = np.cumsum(label == np.arange(size)) - 1
    numbers: Indices = roots[label]
    return numbers
