"""What a user types into a cell of a BOM table, as another BOM."""

from __future__ import annotations

import re
from typing import Any

from cadwidgets.contract._bom_text_numbers import number_in
from cadwidgets.errors import RequestError
from cadwidgets.widgets._bom_columns import QUANTITY, UNIT_COST, Column
from cadwidgets.widgets._bom_rows import Row
from cadwidgets.widgets.bom import Bom

_AMOUNT = re.compile(r"(?P<number>.*?)\s*(?P<currency>[A-Za-z]{3})?")


def edited(bom: Bom, row: Row, column: Column, text: str) -> Bom:
    """The BOM with ``text`` in that cell; of a rolled-up line, in every line that it stands for.

    Raises RequestError for what the cell cannot hold, and for a cell that cannot be edited.
    """
    if not row.may_edit(column):
        raise RequestError(
            f"{column.label} of {row.item or 'a removed line'} cannot be edited here", parameter=column.label
        )
    if column == QUANTITY:
        return bom.with_quantity(row.item, _number(column, text))
    values = _values(column, text.strip())
    for item in row.places or (row.item,):
        bom = bom.with_values(item, **values)
    return bom


def _values(column: Column, text: str) -> dict[str, Any]:
    if column.name == "currency":
        return {"currency": text.upper()}
    if column != UNIT_COST:
        return {column.name: text}
    if not text:
        return {"unit_cost": None}
    amount = _AMOUNT.fullmatch(text)
    currency = (amount and amount["currency"]) or ""
    cost = _number(column, text.removesuffix(currency))
    return {"unit_cost": cost, **({"currency": currency.upper()} if currency else {})}


def _number(column: Column, text: str) -> float:
    number = number_in(text)
    if number is None:
        allowed = "a number such as 4 or 0.5" if column == QUANTITY else "an amount such as 0.12, or 0.12 EUR"
        raise RequestError(f"{text[:80]!r} is no number", parameter=column.label, value=text, allowed=allowed)
    return number
