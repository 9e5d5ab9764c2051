"""How a cell of a design table is written as a text: read again it is the same value."""

from __future__ import annotations

from cadwidgets.contract.requests import http_text
from cadwidgets.tables.design_columns import Cell
from cadwidgets.tables.formula_guard import guarded, unguarded

_NO_TEXT = "'"
"""A text without a character. An empty cell says something else: it stands for the default."""


def csv_text(value: Cell) -> str:
    """As CSV has it: numbers with all their digits, texts that no spreadsheet takes for a formula."""
    if isinstance(value, str):
        return guarded(value) or _NO_TEXT
    return "" if value is None else http_text(value)


def cell_text(value: str) -> str:
    """A text where it cannot be taken for a formula anyhow: as it is, but where reading would change it."""
    return value if value and read_text(value) == value else _NO_TEXT + value


def read_text(cell: str) -> str:
    """The text that either of them was given."""
    return "" if cell == _NO_TEXT else unguarded(cell)
