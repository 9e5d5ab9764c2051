"""What a BOM table shows, as plain data for browser/bom_table.js: pure functions of the lines and of what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cadwidgets.contract.bom import BomLine, exploded
from cadwidgets.widgets._bom_cells import cell, shown_text
from cadwidgets.widgets._bom_chart import MASS, chart
from cadwidgets.widgets._bom_columns import CHANGE, ITEM, Column, columns_of
from cadwidgets.widgets._bom_rows import Row, compared_rows, differing, flat_rows, ordered, tree_rows, walk
from cadwidgets.widgets._bom_totals import totals

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


@dataclass(frozen=True)
class Lines:
    """The lines of a BOM, as they are and rolled up."""

    tree: tuple[BomLine, ...] = ()
    flat: tuple[BomLine, ...] = ()

    def rows(self, mode: str) -> tuple[Row, ...]:
        """The rows in that mode."""
        return flat_rows(self.flat, tree_rows(self.tree)) if mode == FLAT else tree_rows(self.tree)


Rejected = Mapping[tuple[str, str], str]
"""What was typed into a cell (item, column's name) and could not be taken."""


def rows_of(lines: Lines, baseline: Lines | None, mode: str) -> tuple[Row, ...]:
    """The rows of a BOM, compared with its baseline where there is one."""
    rows = lines.rows(mode)
    return rows if baseline is None else compared_rows(rows, baseline.rows(mode))


def table_view(lines: Lines, baseline: Lines | None, choices: Choices, rejected: Rejected) -> dict[str, Any]:
    """The table, its totals and its chart."""
    rows = rows_of(lines, baseline, choices.mode)
    columns = columns_of(exploded(lines.tree), baseline is not None)
    shown = [column for column in columns if _is_shown(column, choices, rows)]
    visible = _visible(_arranged(rows, columns, choices), choices.folded)
    page = min(choices.page, _pages(visible))
    part = visible[PAGE_SIZE * (page - 1) : PAGE_SIZE * page]
    return {
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
        "totals": totals(lines.tree, None if baseline is None else baseline.tree),
        "chart": chart(lines.tree, choices.measure),
        "compared": baseline is not None,
        "only_changes": choices.only_changes,
    }


def _arranged(rows: tuple[Row, ...], columns: Sequence[Column], choices: Choices) -> tuple[Row, ...]:
    if choices.only_changes:
        rows = differing(rows)
    column = next((column for column in columns if column.name == choices.sort.removeprefix("-")), None)
    return rows if column is None else ordered(rows, column, choices.sort.startswith("-"))


def _visible(
    rows: Sequence[Row], folded: frozenset[tuple[str, ...]], level: int = 1
) -> list[tuple[Row, int]]:
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
        "id": row.item or key,
        "item": row.item,
        "level": level,
        "assembly": bool(row.children),
        "folded": row.path in folded,
        "change": row.change.kind if row.change else "",
        "cells": [cell(row, column, rejected.get((row.item, column.name))) for column in columns],
    }
