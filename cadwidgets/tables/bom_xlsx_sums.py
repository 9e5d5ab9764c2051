"""The formulas in a sheet of a bill of materials: what a line makes in the whole, what an assembly does, and the sums.

They follow when somebody changes a quantity, a mass or a cost. What is not known stays empty and is no zero. The column
of levels tells what is in what: a row is in the last one above it with a lower level.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from cadwidgets.contract.bom import total_costs
from cadwidgets.contract.bom_tree import PlacedLine, placed
from cadwidgets.tables.bom_columns import COLUMNS, LEVEL_COLUMN

SHEET_COLUMNS = (*COLUMNS, LEVEL_COLUMN)
LETTERS = {column.name: letter for column, letter in zip(SHEET_COLUMNS, ascii_uppercase, strict=False)}
"""How the sheet calls each column."""
TOTALS = {"mass_total_kg": "mass_kg", "cost_total": "unit_cost"}
"""Columns of totals, each with that of one piece."""
_LEVEL = LEVEL_COLUMN.name
Formulas = dict[tuple[int, str], str]
"""Formulas and texts by row and column."""


def sums(lines: Sequence[PlacedLine]) -> Formulas:
    """All formulas of a sheet whose lines begin in row 2; the sums stand below them."""
    rows = {known.item: number for number, known in enumerate(lines, start=2)}
    costs = total_costs(known.line for known in lines if known.level == 1)
    formulas: Formulas = {}
    for total in TOTALS:
        for known in lines:
            formulas[rows[known.item], total] = _of_line(known, total, rows, mixed=len(costs) > 1)
    return formulas | _below(len(lines) + 1, list(costs)) if lines else {}


def _of_line(known: PlacedLine, total: str, rows: dict[str, int], *, mixed: bool) -> str:
    row = rows[known.item]
    if not known.line.children:
        each = _cell(TOTALS[total], row)
        quantities = "*".join(_cell("quantity", rows[item]) for item in _upwards(known.item))
        return f'=IF({each}="","",{quantities}*{each})'
    if mixed and total == "cost_total":  # nobody adds Euro to Dollar
        return ""
    last = row + sum(1 for _ in placed(known.line.children))
    inside = _range(total, row + 1, last)
    return f'=IF(COUNT({inside})=0,"",SUMIF({_range(_LEVEL, row + 1, last)},{known.level + 1},{inside}))'


def _below(last: int, currencies: list[str]) -> Formulas:
    """The sums over the rows at the top; one row for each currency, the mass in the first of them."""
    known = f'={_known("mass_total_kg", last)}&" have a mass, "&{_known("cost_total", last)}&" a cost"'
    formulas: Formulas = {
        (last + 1, "item"): "Total",
        (last + 1, "mass_total_kg"): _sum("mass_total_kg", last),
        (last + 1, "missing"): known,
    }
    mixed = len(currencies) > 1
    for number, currency in enumerate(currencies, start=last + 1):
        formulas[number, "item"] = f"Total {currency}".strip() if mixed else "Total"
        formulas[number, "currency"] = currency
        formulas[number, "cost_total"] = _cost_sum(currency, last) if mixed else _sum("cost_total", last)
    return formulas


def _sum(total: str, last: int) -> str:
    return f"=SUMIF({_range(_LEVEL, 2, last)},1,{_range(total, 2, last)})"


def _cost_sum(currency: str, last: int) -> str:
    return f'=SUMIFS({_range("cost_total", 2, last)},{_range("currency", 2, last)},"{currency}")'


def _known(total: str, last: int) -> str:
    """How many of the lines have a value, as "7 of 9 lines". A line is a row that no deeper one follows."""
    is_line = f"({_range(_LEVEL, 3, last + 1)}<={_range(_LEVEL, 2, last)})"
    return f'SUMPRODUCT({is_line}*ISNUMBER({_range(total, 2, last)}))&" of "&SUMPRODUCT({is_line}*1)&" lines"'


def _upwards(item: str) -> list[str]:
    """An item and all that it is in."""
    numbers = item.split(".")
    return [".".join(numbers[:end]) for end in range(len(numbers), 0, -1)]


def _cell(name: str, row: int) -> str:
    return f"{LETTERS[name]}{row}"


def _range(name: str, first: int, last: int) -> str:
    return f"{_cell(name, first)}:{_cell(name, last)}"
