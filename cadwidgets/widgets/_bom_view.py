"""What a BOM table shows, as plain data for browser/bom_table.js."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cadwidgets.tables.bom_texts import visible
from cadwidgets.widgets._bom_cells import cell
from cadwidgets.widgets._bom_chart import MASS, chart
from cadwidgets.widgets._bom_columns import CHANGE, ITEM, Column, columns_of
from cadwidgets.widgets._bom_rows import Row, compared_rows, differing, flat_rows, ordered, tree_rows, walk
from cadwidgets.widgets._bom_totals import totals
from cadwidgets.widgets.bom import Bom

MULTI_LEVEL, FLAT = "multi-level", "flat"
PAGE_SIZE = 200
"""Rows that a browser draws without anybody waiting for it."""


@dataclass(frozen=True)
class Choices:
    """How a user wants to see the table. ``sort`` is a column's name, with ``-`` before it when descending.

    ``folded`` are the paths of assemblies that are closed, ``columns`` those that were switched on or off.
    """

    mode: str = MULTI_LEVEL
    sort: str = ""
    page: int = 1
    folded: frozenset[tuple[str, ...]] = frozenset()
    columns: Mapping[str, bool] = field(default_factory=dict)
    measure: str = MASS
    only_changes: bool = False


Rejected = Mapping[tuple[str, str], str]
"""What was typed into a cell (item, column's name) and could not be taken."""


def rows_of(bom: Bom, mode: str) -> tuple[Row, ...]:
    """The rows of a BOM in that mode."""
    tree = tree_rows(bom.lines)
    return flat_rows(bom.flat().lines, tree) if mode == FLAT else tree


def table_view(bom: Bom, baseline: Bom | None, choices: Choices, rejected: Rejected) -> dict[str, Any]:
    """The table, its totals and its chart; where there is a baseline, with what is different from it."""
    rows = rows_of(bom, choices.mode)
    if baseline is not None:
        rows = compared_rows(rows, rows_of(baseline, choices.mode))
    columns = columns_of(bom.lines, baseline is not None)
    filled = {column for column in columns if any(row.knows(column) for row in walk(rows))}
    shown = [column for column in columns if _is_shown(column, choices, column in filled)]
    open_rows = _open_rows(_arranged(rows, columns, choices), choices.folded)
    return {
        "title": visible(bom.title),
        "mode": choices.mode,
        "sort": choices.sort,
        "columns": [_column(column, column in shown, column in filled) for column in columns],
        **_page(open_rows, shown, choices, rejected),
        "totals": totals(bom.lines, None if baseline is None else baseline.lines),
        "chart": chart(bom.lines, choices.measure),
        "compared": baseline is not None,
        "only_changes": choices.only_changes,
    }


def _page(
    rows: Sequence[tuple[Row, int]], columns: Sequence[Column], choices: Choices, rejected: Rejected
) -> dict[str, Any]:
    """The rows of the page that is looked at; of the last one, where there are fewer by now."""
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    page = min(choices.page, pages)
    first = PAGE_SIZE * (page - 1)
    shown = [
        _row(f"row {number}", row, level, columns, choices.folded, rejected)
        for number, (row, level) in enumerate(rows[first : first + PAGE_SIZE], first + 1)
    ]
    return {"rows": shown, "first": first + 1, "count": len(rows), "page": page, "pages": pages}


def _arranged(rows: tuple[Row, ...], columns: Sequence[Column], choices: Choices) -> tuple[Row, ...]:
    if choices.only_changes:
        rows = differing(rows)
    column = next((column for column in columns if column.name == choices.sort.removeprefix("-")), None)
    return rows if column is None else ordered(rows, column, choices.sort.startswith("-"))


def _open_rows(rows: Sequence[Row], folded: frozenset[tuple[str, ...]], level: int = 1) -> list[tuple[Row, int]]:
    """The rows that are in no closed assembly, each with its level."""
    found: list[tuple[Row, int]] = []
    for row in rows:
        found.append((row, level))
        if row.path not in folded:
            found += _open_rows(row.children, folded, level + 1)
    return found


def _is_shown(column: Column, choices: Choices, filled: bool) -> bool:
    if column in (ITEM, CHANGE):
        return True
    return choices.columns.get(column.name, column.usual and filled)


def _column(column: Column, shown: bool, filled: bool) -> dict[str, Any]:
    return {
        "name": column.name,
        "label": visible(column.label),
        "kind": "number" if column.is_number else "text",
        "shown": shown,
        "always": column in (ITEM, CHANGE),
        "empty": not filled,
    }


def _row(
    key: str,
    row: Row,
    level: int,
    columns: Sequence[Column],
    folded: frozenset[tuple[str, ...]],
    rejected: Rejected,
) -> dict[str, Any]:
    return {
        "id": row.place or key,
        "item": row.place,
        "level": level,
        "assembly": bool(row.children),
        "folded": row.path in folded,
        "change": row.change.kind if row.change else "",
        "cells": [cell(row, column, rejected.get((row.place, column.name))) for column in columns],
    }
