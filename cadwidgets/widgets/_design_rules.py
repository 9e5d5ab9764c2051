"""What a text in a filter means, how a cell reads, and in which order rows stand.

browser/design_grid_rules.js has the same rules; a test gives both the same tables.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from cadwidgets.errors import RequestError

STATUSES = ("ready", "building", "waiting", "cancelled", "failed")
"""In the order of sorting."""
DIGITS: Mapping[str, int] = {"result": 6, "build": 3}
"""Significant digits that are shown of a group's numbers; of a parameter, all."""
EXACT = ("bool", "choice", "status")
"""Kinds of which a filter names a value as it is shown; of texts and tuples it names a part."""
CONDITIONS = "a number, 10..20, 10.., ..20, or <, <=, >, >=, =, != and a number"
_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?"
_COMPARED = re.compile(rf" *(<=|>=|!=|<|>|=|) *({_NUMBER}) *", re.IGNORECASE)
_RANGE = re.compile(rf" *({_NUMBER})? *\.\. *({_NUMBER})? *", re.IGNORECASE)
_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "<=": lambda number, bound: number <= bound,
    ">=": lambda number, bound: number >= bound,
    "!=": lambda number, bound: number != bound,
    "<": lambda number, bound: number < bound,
    ">": lambda number, bound: number > bound,
    "=": lambda number, bound: number == bound,
    "": lambda number, bound: number == bound,
}


def condition(text: str, name: str = "filters") -> Callable[[float], bool]:
    """What ``<= 1.2`` or ``10..20`` asks of a number as it is shown. Raises RequestError, which calls it ``name``."""
    if found := _RANGE.fullmatch(text):
        low, high = float(found[1] or -math.inf), float(found[2] or math.inf)
        return lambda number: low <= number <= high
    if found := _COMPARED.fullmatch(text):
        holds, bound = _HOLDS[found[1]], float(found[2])
        return lambda number: holds(number, bound)
    raise RequestError(f"{text[:80]!r} is no condition", parameter=name, value=text[:80], allowed=CONDITIONS)


def rounded(number: float, digits: int = 0) -> float:
    """A number as it is shown: with so many significant digits, 0 for all; half of the last one goes away from 0."""
    return float(Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal(Decimal(number))) if digits else number


def number_text(number: float, digits: int = 0) -> str:
    """A number as a browser writes it: 0.25, 4, 1e-7."""
    shown = rounded(number, digits)
    if shown == 0:
        return "0"
    exact = Decimal(repr(shown)).normalize()
    exponent = exact.adjusted()
    if -7 < exponent < 21:
        return f"{exact:f}"
    return f"{exact.scaleb(-exponent):f}e{exponent:+d}"


def cell_text(column: Any, cell: Any) -> str:
    """What a cell shows: of a number, a truth value, the name of a status, a text; None shows nothing."""
    if cell is None:
        return ""
    if column.kind in ("number", "int"):
        return number_text(cell, 0 if column.kind == "int" else DIGITS.get(column.group, 0))
    if column.kind == "bool":
        return "yes" if cell else "no"
    return str(cell).capitalize() if column.kind == "status" else str(cell)


def passes(column: Any, cell: Any, wanted: str) -> bool:
    """Whether a cell is what a filter of its column wants. Raises RequestError for what is no condition."""
    if column.kind in ("number", "int"):
        holds = condition(wanted, column.name)
        return cell is not None and holds(rounded(cell, 0 if column.kind == "int" else DIGITS.get(column.group, 0)))
    shown = cell_text(column, cell)
    return shown == wanted if column.kind in EXACT else shown != "" and wanted.lower() in shown.lower()


def rank(column: Any, choices: tuple[str, ...], cell: Any) -> Any:
    """What a cell that is not None is sorted by: a choice by its place in the list, a text without regard to case."""
    if column.kind in ("number", "int", "bool"):
        return float(cell)
    if column.kind == "status":
        return STATUSES.index(cell)
    place = choices.index(cell) if cell in choices else len(choices)
    return place, _units(cell.lower()), _units(cell)


def _units(text: str) -> bytes:
    """In the order in which a browser compares texts."""
    return text.encode("utf-16-be", "surrogatepass")
