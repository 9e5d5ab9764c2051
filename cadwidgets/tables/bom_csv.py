"""A bill of materials as CSV. No cell can be taken for a formula, and yet reading gives every text back as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from cadwidgets.contract._bom_text_numbers import number_text
from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_tree import placed
from cadwidgets.tables.bom_columns import COLUMNS, Cell
from cadwidgets.tables.csv_rows import csv_rows
from cadwidgets.tables.formula_guard import guarded, unguarded


def to_csv(lines: Iterable[BomLine]) -> str:
    """A head and a row for each line, as the DataFrame has them; for Excel write it in UTF-8 with a byte-order mark."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(column.heading for column in COLUMNS)
    for known in placed(lines):
        writer.writerow(_cell(column.value(known)) for column in COLUMNS)
    return target.getvalue()


def read_csv(data: bytes) -> list[list[str]]:
    """The rows of a CSV file as texts, without the apostrophes before what looks like a formula."""
    return [[unguarded(cell) for cell in row] for row in csv_rows(data)]


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return guarded(value)
    return "" if value is None else number_text(value)
