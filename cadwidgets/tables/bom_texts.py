"""How a bill of materials is written for people: numbers, totals and a sum of it all in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from cadwidgets.contract.bom import PIECES, BomLine, Total, counted, total_costs, total_mass
from cadwidgets.contract.bom_tree import PlacedLine, placed
from cadwidgets.tables.bom_columns import COLUMNS, Cell, Column
from cadwidgets.tables.bom_numbers import coverage, lines_text, money_text, shown_number

_ALWAYS = ("item", "quantity", "part_number", "name")
_FOR_PROGRAMS = frozenset(
    {"technical_data", "source", "part_id", "selection_path", "classification_id", "catalog_part_number", "sha256"}
)
"""What a page for people would only become wider of: files for programs have it."""
_DIGITS = 6
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])
"""Characters that turn the direction of what follows them, perhaps to the end of a page."""


def summary(lines: Iterable[BomLine]) -> str:
    """As in "9 lines, 34 parts; mass 1.23 kg (7 of 9 lines); cost 20.50 EUR (all lines)"."""
    known = tuple(lines)
    leaves = list(counted(known))
    pieces = sum(quantity for quantity, line in leaves if line.unit in (PIECES, ""))
    words = [f"{lines_text(len(leaves))}, {shown_number(pieces, _DIGITS)} {'part' if pieces == 1 else 'parts'}"]
    words.append(f"mass {_covered(total_mass(known), lambda mass: f'{shown_number(mass)} kg')}")
    costs = total_costs(known).items()
    words += [f"cost {_covered(cost, partial(money_text, currency=currency))}" for currency, cost in costs]
    return "; ".join(words)


def shown(cell: Cell, column: str) -> str:
    """A cell for people. Characters that turn the direction of writing are named in place of being obeyed."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return visible(cell)
    return money_text(cell) if "cost" in column else shown_number(cell, _DIGITS)


def visible(text: str) -> str:
    """A text whose marks for another direction of writing, and other control characters, are seen: ``<U+202E>``."""
    return "".join(f"<U+{ord(mark):04X}>" if _acts(mark) else mark for mark in text)


def shown_table(lines: Iterable[BomLine]) -> tuple[list[Column], list[tuple[PlacedLine, list[str]]]]:
    """The columns that tell people anything, and for each line its texts in these."""
    rows = list(placed(lines))
    told = [column for column in COLUMNS if column.name not in _FOR_PROGRAMS]
    columns = [column for column in told if column.name in _ALWAYS or any(_shown(row, column) for row in rows)]
    return columns, [(row, [_shown(row, column) for column in columns]) for row in rows]


def _shown(row: PlacedLine, column: Column) -> str:
    return shown(column.value(row), column.name)


def _acts(mark: str) -> bool:
    return ord(mark) in _TURNING or (ord(mark) < 32 and mark not in "\t\r\n") or 0x7F <= ord(mark) < 0xA0


def _covered(total: Total, written: Callable[[float], str]) -> str:
    return "unknown" if total.value is None else f"{written(total.value)} ({coverage(total)})"
