"""What a BOM table shows, as plain data for browser/bom_table.js."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cadwidgets.contract.bom import exploded
from cadwidgets.widgets._bom_cells import cell, shown_text
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
    columns = columns_of(exploded(bom.lines), baseline is not None)
    shown = [column for column in columns if _is_shown(column, choices, rows)]
    visible = _visible(_arranged(rows, columns, choices), choices.folded)
    page = min(choices.page, _pages(visible))
    part = visible[PAGE_SIZE * (page - 1) : PAGE_SIZE * page]
    return {
        "title": bom.title,
        "mode": choices.mode,
        "sort": choices.sort,
        "columns": [_column(column, shown, rows) for column in columns],
        "rows": [
            _row(f"row {number}", row, level, shown, choices.folded, rejected)
            for number, (row, level) in enumerate(part, PAGE_SIZE * (page - 1) + 1)
        ],
        "first": PAGE_SIZE * (page - 1) + 1,
        "count": len(visible),
        "page": page,
        "pages": _pages(visible),
        "totals": totals(bom.lines, None if baseline is None else baseline.lines),
        "chart": chart(bom.lines, choices.measure),
        "compared": baseline is not None,
        "only_changes": choices.only_changes,
    }


def _arranged(rows: tuple[Row, ...], columns: Sequence[Column], choices: Choices) -> tuple[Row, ...]:
    if choices.only_changes:
        rows = differing(rows)
    column = next((column for column in columns if column.name == choices.sort.removeprefix("-")), None)
    return rows if column is None else ordered(rows, column, choices.sort.startswith("-"))


def _visible(rows: Sequence[Row], folded: frozenset[tuple[str, ...]], level: int = 1) -> list[tuple[Row, int]]:
    """The rows that are in no closed assembly, each with its level."""
    found: list[tuple[Row, int]] = []
    for row in rows:
        found.append((row, level))
        if row.path not in folded:
            found += _visible(row.children, folded, level + 1)
    return found


def _pages(visible: Sequence[object]) -> int:
    return max(1, -(-len(visible) // PAGE_SIZE))


def _is_shown(column: Column, choices: Choices, rows: Sequence[Row]) -> bool:
    if column in (ITEM, CHANGE):
        return True
    return choices.columns.get(column.name, column.usual and not _is_empty(column, rows))


def _is_empty(column: Column, rows: Sequence[Row]) -> bool:
    return not any(shown_text(row, column) for row in walk(rows))


def _column(column: Column, shown: Sequence[Column], rows: Sequence[Row]) -> dict[str, Any]:
    return {
        "name": column.name,
        "label": column.label,
        "unit": column.unit,
        "kind": column.kind,
        "shown": column in shown,
        "always": column in (ITEM, CHANGE),
        "empty": _is_empty(column, rows),
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
