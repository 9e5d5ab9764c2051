"""The formulas in a sheet of a bill of materials: what a line makes in the whole, what an assembly does, and the sums.

They follow when somebody changes a quantity, a mass or a cost. What is not known stays empty and is no zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from openpyxl.utils import get_column_letter

from cadwidgets.contract.bom import total_costs
from cadwidgets.contract.bom_tree import PlacedLine
from cadwidgets.errors import RequestError
from cadwidgets.tables.bom_columns import COLUMNS

PLACES = {column.name: place for place, column in enumerate(COLUMNS, start=1)}
"""The number of each column in the sheet."""
TOTALS = {"mass_total_kg": "mass_kg", "cost_total": "unit_cost"}
"""Columns of totals, each with that of one piece."""
_MAX_PIECES = 250
"""Ranges in one SUM; Excel has 255, in a formula of 8192 characters."""
Formulas = dict[tuple[int, str], str]
"""Formulas and texts by row and column."""


def sums(lines: Sequence[PlacedLine]) -> Formulas:
    """All formulas of a sheet whose lines begin in row 2; the sums stand below them.

    Raises RequestError where a sum would have more ranges than a spreadsheet takes.
    """
    rows = {known.item: number for number, known in enumerate(lines, start=2)}
    costs = total_costs(known.line for known in lines if known.level == 1)
    formulas: Formulas = {}
    for total in TOTALS:
        for known in lines:
            formulas[rows[known.item], total] = _of_line(known, total, rows, mixed=len(costs) > 1)
    if lines:
        formulas |= _below(lines, rows, list(costs))
    return formulas


def _of_line(known: PlacedLine, total: str, rows: dict[str, int], *, mixed: bool) -> str:
    if not known.line.children:
        each = _cell(TOTALS[total], rows[known.item])
        quantities = "*".join(_cell("quantity", rows[item]) for item in _upwards(known.item))
        return f'=IF({each}="","",{quantities}*{each})'
    if mixed and total == "cost_total":  # nobody adds Euro to Dollar
        return ""
    inside = _ranges(total, (rows[f"{known.item}.{number}"] for number in range(1, len(known.line.children) + 1)))
    return f'=IF(COUNT({inside})=0,"",SUM({inside}))'


def _below(lines: Sequence[PlacedLine], rows: dict[str, int], currencies: list[str]) -> Formulas:
    """The sums over the rows at the top; one row for each currency, the mass in the first of them."""
    first = len(lines) + 2
    top = [rows[known.item] for known in lines if known.level == 1]
    leaves = [rows[known.item] for known in lines if not known.line.children]
    formulas: Formulas = {(first, "item"): "Total", (first, "mass_total_kg"): f"=SUM({_ranges('mass_total_kg', top)})"}
    counted = f'COUNT({_ranges("mass_total_kg", leaves)})&" of {len(leaves)} lines have a mass, "'
    costed = f'COUNT({_ranges("cost_total", leaves)})&" of {len(leaves)} a cost"'
    formulas[first, "missing"] = f"={counted}&{costed}"
    for number, currency in enumerate(currencies, start=first):
        formulas[number, "item"] = f"Total {currency}" if len(currencies) > 1 else "Total"
        formulas[number, "currency"] = currency
        formulas[number, "cost_total"] = _cost_sum(currency, top, first - 1, mixed=len(currencies) > 1)
    return formulas


def _cost_sum(currency: str, top: list[int], last: int, *, mixed: bool) -> str:
    if not mixed:
        return f"=SUM({_ranges('cost_total', top)})"
    costs, codes = (f"{_cell(name, 2)}:{_cell(name, last)}" for name in ("cost_total", "currency"))
    return f'=SUMIFS({costs},{codes},"{currency}")'


def _upwards(item: str) -> list[str]:
    """An item and all that it is in."""
    numbers = item.split(".")
    return [".".join(numbers[:end]) for end in range(len(numbers), 0, -1)]


def _cell(name: str, row: int) -> str:
    return f"{get_column_letter(PLACES[name])}{row}"


def _ranges(name: str, rows: Iterable[int]) -> str:
    """Rows in ascending order as ranges: ``J2:J5,J9``."""
    numbers = list(rows)
    ends = [before for before, after in pairwise(numbers) if after != before + 1] + numbers[-1:]
    starts = numbers[:1] + [after for before, after in pairwise(numbers) if after != before + 1]
    pieces = [f"{_cell(name, start)}:{_cell(name, end)}" for start, end in zip(starts, ends, strict=True)]
    if len(pieces) > _MAX_PIECES:
        raise RequestError(
            f"a sum of {len(pieces)} ranges does not fit in a formula",
            parameter="path",
            allowed=f"{_MAX_PIECES} assemblies between parts; bom.flat() has none, other formats no formulas",
        )
    return ",".join(pieces)
