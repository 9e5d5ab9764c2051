"""The cells of a design table, and its rows as a view filters and sorts them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.errors import RequestError
from cadwidgets.widgets._design_columns import GridColumn, value_text
from cadwidgets.widgets._design_rules import cell_text, condition, passes, rank

DEFAULT_VIEW: dict[str, Any] = {"sort": [], "filters": {}, "text": "", "show": "table", "card": ""}
"""``sort`` holds pairs of a column and "up" or "down", of which the first counts most; ``filters`` a text by column;
``text`` words of which each has to stand somewhere in a row; ``show`` is "table" or "film",
``card`` the result on a card."""


def cell_of(column: GridColumn, row: DesignRow) -> Any:
    """A finite number, a truth value, a status, a text that is not empty; else None."""
    value = column.cell(row)
    if column.kind in ("number", "int"):
        number = math.nan if value is None else float(value)
        return number if math.isfinite(number) else None
    if column.kind in ("bool", "status"):
        return value
    return value_text(value) or None


def shown_ids(columns: Sequence[GridColumn], rows: Mapping[int, DesignRow], view: Mapping[str, Any]) -> list[int]:
    """The ids of the rows that pass the filters, sorted; rows without a value are last, then their ids count."""
    named = {column.name: column for column in columns}
    filters = [(named[name], wanted) for name, wanted in view["filters"].items() if wanted and name in named]
    words = view["text"].lower().split(" ")

    def wanted_row(row_id: int, row: DesignRow) -> bool:
        if not all(passes(column, cell_of(column, row), wanted) for column, wanted in filters):
            return False
        return not any(words) or all(word in _all_text(columns, row_id, row) for word in words)

    ids = sorted(row_id for row_id, row in rows.items() if wanted_row(row_id, row))
    for name, way in reversed(view["sort"]):
        if name in named:
            ids = _sorted(ids, named[name], rows, way == "down")
    return ids


def _sorted(ids: list[int], column: GridColumn, rows: Mapping[int, DesignRow], down: bool) -> list[int]:
    cells = {row_id: cell_of(column, rows[row_id]) for row_id in ids}
    choices = tuple(map(value_text, column.choices))
    known = [row_id for row_id in ids if cells[row_id] is not None]
    known.sort(key=lambda row_id: rank(column, choices, cells[row_id]), reverse=down)  # equal ones stay as they are
    return known + [row_id for row_id in ids if cells[row_id] is None]


def _all_text(columns: Sequence[GridColumn], row_id: int, row: DesignRow) -> str:
    cells = (cell_text(column, cell_of(column, row)) for column in columns)
    return "\n".join([f"#{row_id}", *cells]).lower()


def checked_view(view: Mapping[str, Any], columns: Sequence[GridColumn]) -> dict[str, Any]:
    """A whole view of what is given. Raises RequestError; columns that there are not now may come."""
    if unknown := view.keys() - DEFAULT_VIEW.keys():
        raise _wrong("view", sorted(unknown), ", ".join(DEFAULT_VIEW))
    whole = {**DEFAULT_VIEW, **view}
    if whole["show"] not in ("table", "film"):
        raise _wrong("show", whole["show"], "table, film")
    if not all(len(key) == 2 and key[1] in ("up", "down") for key in whole["sort"]):
        raise _wrong("sort", whole["sort"], 'pairs of a column and "up" or "down"')
    for column in columns:
        wanted = whole["filters"].get(column.name, "")
        if wanted and column.kind in ("number", "int"):
            condition(wanted, column.name)
    return {**whole, "sort": [list(key) for key in whole["sort"]], "filters": dict(whole["filters"])}


def _wrong(name: str, value: object, allowed: str) -> RequestError:
    return RequestError(f"{name} cannot be {value!r}", parameter=name, value=value, allowed=allowed)
