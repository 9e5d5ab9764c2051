"""Whether a face or an edge in one build of a script is the same one in another build; where it is not sure, it is not.

What a service tells of a part (see `cadwidgets.service.builds.exact.kin`) has no sizes but as shares of the part.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float64]
"""(n, 7): places from -1 to 1, directions, sizes as shares of the diagonal."""
_WEIGHTS = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0])
_CLEAR = 0.02
"""Two that are not further apart than this are not told apart by their places."""
_SAME_WAY = 0.02
_COMPARED = 150
"""So many of a part's largest faces tell whether it was turned."""
_MISSING = 3.0
"""How far away a face is that has none like it."""
_TURNS = [
    np.diag(signs)[list(order)]
    for order in itertools.permutations(range(3))
    for signs in itertools.product((1.0, -1.0), repeat=3)
]
"""The 48 ways to turn and mirror the axes into each other (3, 3), the first of which leaves them."""


@dataclass(frozen=True, eq=False)
class PartFaces:
    """The faces of a part: its ``name``, how many ``parts`` there are, ``labels`` (n,) and ``rows`` (n, 7)."""

    name: str
    parts: int
    labels: NDArray[np.str_]
    rows: Rows

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> PartFaces:
        """Raises KeyError, TypeError or ValueError for what is none."""
        faces = told["faces"]
        labels, rows = np.array([str(row[0]) for row in faces]), _rows([row[1:] for row in faces])
        largest = np.argsort(-rows[:, 6], kind="stable")[:_COMPARED]
        return cls(str(told["name"]), int(told["parts"]), labels[largest], rows[largest])

    def is_same_part(self, other: PartFaces) -> bool:
        """Whether the other is this part in another build, and stands as it does."""
        named = self.name == other.name and (bool(self.name) or self.parts == other.parts)
        return named and not self._is_turned(other)

    def _is_turned(self, other: PartFaces) -> bool:
        """Whether the part turned or mirrored looks clearly more like the other than it does as it stands."""
        as_it_is, *turned = (max(self._unlike(other, turn), other._unlike(self, turn.T)) for turn in _TURNS)
        return as_it_is > _CLEAR / 2 and min(turned) < as_it_is / 2

    def _unlike(self, other: PartFaces, turn: Rows) -> float:
        """How far a face, turned, is from the nearest like it in the other, on average."""
        return float(np.mean(np.concatenate([self._gaps(label, other, turn) for label in self._kinds])))

    def _gaps(self, label: str, other: PartFaces, turn: Rows) -> Rows:
        mine, theirs = self._kinds[label], other._kinds.get(label)
        if theirs is None:
            return np.full(len(mine), _MISSING)
        gaps: Rows = _distances(_turned(mine, turn, sense=label == "PLANE"), theirs).min(axis=1)
        return gaps

    @cached_property
    def _kinds(self) -> dict[str, Rows]:
        return {label: self.rows[self.labels == label] for label in dict.fromkeys(self.labels.tolist())}


@dataclass(frozen=True, eq=False)
class Kin:
    """What a face or an edge is: the ``rows`` (n, 7) of all in its part that are of its kind, ``which`` it is, and the
    ever finer ``kinds``: a colour, and which of the rows have it."""

    rows: Rows
    which: int
    kinds: tuple[tuple[str, tuple[int, ...]], ...]

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Kin:
        """Raises KeyError, TypeError or ValueError for what is none."""
        kinds = tuple((str(colour), tuple(map(int, numbers))) for colour, numbers in told["kinds"])
        kin = cls(_rows(told["rows"]), int(told["which"]), kinds)
        if any(kin.which not in numbers or not set(numbers) <= set(range(len(kin.rows))) for _, numbers in kinds):
            raise ValueError(kin.which)
        return kin

    def is_same(self, other: Kin) -> bool:
        """Whether the other is this one in another build of the part: the only one of a kind, or without a doubt the
        one of as many of that kind that is at this place."""
        return any(
            colour == found and len(mine) == len(theirs) and (len(mine) == 1 or self._is_at(other, mine, theirs))
            for (colour, mine), (found, theirs) in zip(self.kinds, other.kinds, strict=True)
        )

    def _is_at(self, other: Kin, mine: Sequence[int], theirs: Sequence[int]) -> bool:
        here, there = self.rows[self.which], other.rows[other.which]
        if np.linalg.norm(here[3:6] - there[3:6]) > _SAME_WAY:
            return False
        others, mates = set(theirs) - {other.which}, set(mine) - {self.which}
        return _is_clear(here, there, other.rows[list(others)]) and _is_clear(there, here, self.rows[list(mates)])


def _is_clear(row: Rows, meant: Rows, others: Rows) -> bool:
    """Whether the one that is meant is nearest to a row, and every other one twice as far away."""
    own, *gaps = _distances(row[None], np.vstack((meant, others)))[0].tolist()
    return bool(min(gaps) > max(2 * own, own + _CLEAR))


def _distances(some: Rows, others: Rows) -> Rows:
    apart = (some[:, None] - others[None]) * _WEIGHTS
    return np.asarray(np.linalg.norm(apart, axis=2), np.float64)


def _turned(rows: Rows, turn: Rows, *, sense: bool) -> Rows:
    """The rows of the turned part; what has no ``sense`` is an axis, whose direction is that of its positive parts."""
    ways = rows[:, 3:6] @ turn.T
    return np.hstack((rows[:, :3] @ turn.T, ways if sense else np.abs(ways), rows[:, 6:]))


def _rows(told: Any) -> Rows:
    rows = np.array(told, np.float64)
    if rows.ndim != 2 or rows.shape[1] != 7 or not np.isfinite(rows).all():
        raise ValueError("no rows of seven numbers")
    return rows
