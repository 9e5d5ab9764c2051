"""Rows narrowed by conditions on facets, each of which can be looked behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from cadwidgets.service.search.columns import Chosen, Column


class Condition(NamedTuple):
    """What a facet must be: the codes that pass, and which of the rows fail."""

    chosen: Chosen
    fails: np.ndarray


@dataclass(frozen=True, eq=False)
class Narrowed:
    """Rows in ascending order, and the conditions by facet. All must hold, also several on one facet."""

    rows: np.ndarray
    conditions: Mapping[str, Condition] = field(default_factory=dict)

    def by(self, column: Column, chosen: Chosen) -> Narrowed:
        """Narrowed further, see `Column.chosen`."""
        if column.name in self.conditions:
            chosen = chosen & self.conditions[column.name].chosen
        # all rows need not be picked out one by one
        codes = column.codes if len(self.rows) == len(column.codes) else column.codes[self.rows]
        condition = Condition(chosen, ~chosen[codes])
        return Narrowed(self.rows, {**self.conditions, column.name: condition})

    def within(self, wanted: np.ndarray) -> Narrowed:
        """The same conditions on fewer rows: those for which ``wanted``, a truth for every row of the index, holds."""
        kept = wanted[self.rows]
        conditions = {name: Condition(each.chosen, each.fails[kept]) for name, each in self.conditions.items()}
        return Narrowed(self.rows[kept], conditions)

    @cached_property
    def left(self) -> np.ndarray:
        """The rows that fail nothing."""
        return self._failing(np.zeros(1, bool)) if self.conditions else self.rows

    def behind(self, facet: str) -> np.ndarray:
        """The rows that fail nothing but the facet's own condition: what else could be chosen there."""
        if facet not in self.conditions:
            return self.left
        return self._failing(self.conditions[facet].fails)

    def _failing(self, conditions: np.ndarray) -> np.ndarray:
        """The rows that fail just so many conditions."""
        rows: np.ndarray = self.rows[self._failed == conditions]
        return rows

    @cached_property
    def _failed(self) -> np.ndarray:
        """How many conditions each row fails."""
        failed = np.zeros(len(self.rows), np.uint16)
        for condition in self.conditions.values():
            failed += condition.fails
        return failed
