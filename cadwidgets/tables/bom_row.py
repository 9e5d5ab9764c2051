"""One row of a table as a line of a bill of materials: numbers are read where there is no doubt, texts stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from cadwidgets.contract._bom_text_numbers import number_in, split_unit
from cadwidgets.contract._bom_values import currency_in, mass_in, money_in
from cadwidgets.contract.bom import TEXTS, BomLine
from cadwidgets.contract.parts import PartRef
from cadwidgets.errors import RequestError
from cadwidgets.tables.bom_head import Head
from cadwidgets.tables.bom_technical import attributes_in

_COPIED = [name for name in TEXTS if name != "currency"]
_COUNTED = re.compile(r"([\d.,]+)\s+([^\W\d]{1,12}\.?)")
"""A number and a word for what is counted, as ``4 Stk``."""
_PART = ("part_id", "selection_path", "classification_id")


def line_of(head: Head, cells: Sequence[str]) -> tuple[BomLine, list[str]]:
    """The line, and in words what of the row is no value of its column: that is kept among the attributes.

    Raises RequestError for a row without a quantity that can be read, and for half of a part's catalog name.
    """
    values: dict[str, Any] = {name: head.said(cells, name) for name in _COPIED if name in head.places}
    values |= _quantity(head, cells)
    known, not_read = _mass_and_cost(head, cells)
    technical = head.said(cells, "technical_data")
    attributes = list(attributes_in(technical)) if technical else []
    attributes += [(head.title_of(place), cells[place], "") for place in head.others(cells)]
    attributes += [(head.titles[name], head.said(cells, name), "") for name in not_read]
    line = BomLine(**values, **known, attributes=tuple(attributes), part=_part(head, cells))
    return line, [f"{head.said(cells, name)[:80]!r} cannot be read as {name}" for name in not_read]


def _quantity(head: Head, cells: Sequence[str]) -> dict[str, Any]:
    """The quantity, with its unit if that stands in the same cell; 1 where the table has none."""
    if "quantity" not in head.places:
        return {}
    text = head.said(cells, "quantity")
    counted = _COUNTED.fullmatch(text.strip())
    value, unit = counted.groups() if counted else split_unit(text.strip())
    number = number_in(value)
    if number is None or number < 0:
        raise RequestError(f"{text[:80]!r} is no quantity", parameter="quantity", value=text, allowed="a number")
    return {"quantity": number, "unit": unit} if unit else {"quantity": number}


def _mass_and_cost(head: Head, cells: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """What can be read of mass, cost and currency, and the names of the columns that say something else."""
    known: dict[str, Any] = {}
    mass, cost, currency = (head.said(cells, name) for name in ("mass_kg", "unit_cost", "currency"))
    known["mass_kg"] = mass_in(mass, head.units.get("mass_kg") or "kg")
    amount, own_currency = money_in(cost) or (None, "")
    in_head = currency_in(head.units.get("unit_cost", ""))
    known["unit_cost"] = amount
    known["currency"] = currency_in(currency) or own_currency or (in_head if cost.strip() else "") or ""
    said = {"mass_kg": mass, "unit_cost": cost, "currency": currency}
    empty = (None, "")
    return known, [name for name, text in said.items() if text.strip() and known[name] in empty]


def _part(head: Head, cells: Sequence[str]) -> PartRef | None:
    """By what name a catalog has the part; its number there is the part number where no other one is said."""
    said = {name: head.said(cells, name) for name in _PART}
    if not any(said.values()):
        return None
    number = head.said(cells, "catalog_part_number") or head.said(cells, "part_number")
    return PartRef(**said, part_number=number if said["classification_id"] else "")
