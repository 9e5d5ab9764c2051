"""Rows of a design table on their way to the browser: a block of numbers, and the words that some of them stand for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.widgets._design_columns import GridColumn
from cadwidgets.widgets._design_rules import STATUSES
from cadwidgets.widgets._design_shown import cell_of

Rows = Mapping[int, DesignRow]
CHUNK = 2000
"""Rows in a message at most: the page draws between two of them."""


class Words:
    """Every text once, known by its place; ``fresh`` are those that the browser was not told yet."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._told = 0

    def place(self, text: str) -> int:
        """Where ``text`` is among the words."""
        return self._places.setdefault(text, len(self._places))

    def fresh(self) -> dict[str, Any]:
        """The words that are new since this was asked, and the place of the first."""
        told, self._told = self._told, len(self._places)
        return {"words_from": told, "words": list(self._places)[told:]}


def numbers_of(columns: Sequence[GridColumn], rows: Rows, words: Words) -> np.ndarray:
    """The ids, then the cells of each column: (1 + columns, rows) float64, NaN for none."""
    block = np.empty((1 + len(columns), len(rows)))
    block[0] = list(rows)
    for at, column in enumerate(columns, 1):
        block[at] = [_number(column, cell_of(column, row), words) for row in rows.values()]
    return block


def _number(column: GridColumn, cell: Any, words: Words) -> float:
    if cell is None:
        return math.nan
    if column.kind == "status":
        return STATUSES.index(cell)
    return words.place(cell) if isinstance(cell, str) else float(cell)


def message(columns: Sequence[GridColumn], rows: Rows, words: Words) -> tuple[dict[str, Any], list[bytes]]:
    """The message that puts these rows into the browser's table, as browser/design_grid_store.js takes it."""
    data = numbers_of(columns, rows, words).tobytes()
    return {"type": "rows", "columns": [column.name for column in columns], **words.fresh()}, [data]


def chunks(rows: Rows) -> list[Rows]:
    """The rows in groups of `CHUNK`; none, for no rows."""
    ids = list(rows)
    return [{row_id: rows[row_id] for row_id in ids[at : at + CHUNK]} for at in range(0, len(ids), CHUNK)]


def saved(columns: Sequence[GridColumn], rows: Rows, most: int) -> dict[str, Any]:
    """The first ``most`` rows for a notebook that is opened without a kernel; ``count`` is how many there are."""
    words = Words()
    first = {row_id: rows[row_id] for row_id in sorted(rows)[:most]}
    block = numbers_of(columns, first, words)
    numbers = [[None if math.isnan(cell) else cell for cell in cells] for cells in block.tolist()]
    return {"columns": [column.name for column in columns], "numbers": numbers, "count": len(rows), **words.fresh()}
