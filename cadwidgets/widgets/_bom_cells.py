"""The cells of a BOM table: their texts, what is missing, and what they were in the baseline."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cadwidgets.contract.bom import Total
from cadwidgets.tables.bom_numbers import money_text, shown_number, signed
from cadwidgets.tables.bom_texts import visible
from cadwidgets.widgets._bom_columns import CHANGE, COST_TOTAL, ITEM, QUANTITY, UNIT_COST, Column
from cadwidgets.widgets._bom_rows import Row

_EXACT = 12
"""Digits of a number that is edited: what was typed comes back."""


def cell(row: Row, column: Column, rejected: str | None) -> dict[str, Any]:
    """A cell as the browser draws it; ``rejected`` is what a user typed and what could not be taken."""
    text = shown_text(row, column)
    return {
        "text": visible(text) or column.missing,
        "missing": not text and bool(column.missing),
        "was": _was(row, column, text),
        "edit": (_edit_text(row, column) if rejected is None else rejected) if row.may_edit(column) else None,
        "rejected": rejected is not None,
    }


def shown_text(row: Row, column: Column) -> str:
    """What stands in the cell; empty where nothing is known."""
    if not column.is_number:
        return row.text(column)
    if column in (UNIT_COST, COST_TOTAL):
        return _costs_text(row, column)
    value = row.number(column)
    if value is None:
        return ""
    if column == QUANTITY:
        return shown_number(value, _EXACT)
    return shown_number(value) + _coverage(row.mass(column))


def _costs_text(row: Row, column: Column) -> str:
    times = row.in_the_whole if column == COST_TOTAL else 1.0
    return " + ".join(
        money_text(total.value * times, currency) + _coverage(total)
        for currency, total in row.costs(column).items()
        if total.value is not None
    )


def _coverage(total: Total) -> str:
    return "" if total.complete else f" ({total.covered} of {total.lines})"


def _edit_text(row: Row, column: Column) -> str:
    if column == UNIT_COST:
        cost = row.line.unit_cost
        return "" if cost is None else shown_number(cost, _EXACT).replace(",", "")
    return shown_text(row, column).replace(",", "") if column == QUANTITY else shown_text(row, column)


def _was(row: Row, column: Column, text: str) -> str:
    """``was 4 (+2)``; empty where nothing changed, and for lines that only one of both has."""
    if row.change is None or row.change.before is None or row.change.after is None or column in (ITEM, CHANGE):
        return ""
    before = replace(row, line=row.change.before, change=None)
    old = shown_text(before, column)
    if old == text:
        return ""
    return f"was {visible(old) or 'empty'}{_delta(before, row, column)}"


def _delta(before: Row, after: Row, column: Column) -> str:
    old, new = (row.number(column) if column.is_number else None for row in (before, after))
    if old is None or new is None:
        return ""
    if column not in (UNIT_COST, COST_TOTAL):
        return f" ({signed(new - old, shown_number(abs(new - old)))})"
    same_currency = before.costs(column).keys() == after.costs(column).keys()
    return f" ({signed(new - old, money_text(abs(new - old)))})" if same_currency else ""
