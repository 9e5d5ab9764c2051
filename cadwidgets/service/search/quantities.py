"""Numbers with units as people type them: ``20 mm``, ``1/4in``, ``2,5 cm``, ``10..30``."""

from __future__ import annotations

import re
from fractions import Fraction

from cadwidgets.contract.search import Filter
from cadwidgets.errors import RequestError
from cadwidgets.service.search.columns import NumberColumn
from cadwidgets.units import length_unit

_NUMBER = r"(?:(?:\d{1,9}\s+)?\d{1,9}/\d{1,9}|\d{1,9}(?:[.,]\d{1,9})?)"
UNIT = r"(?:inch(?:es)?|mm|cm|in|ft|\")(?![^\W_])"
"""No metres: ``3M`` is the profile of a timing belt."""
_TO = r"\s*(?:\.\.\.?|-|\bto\b|\bbis\b|\ba\b)\s*"


def _quantity(name: str) -> str:
    return rf"(?P<{name}>{_NUMBER})(?:\s*(?P<{name}_unit>{UNIT}))?"


AMOUNT = rf"{_quantity('low')}(?:{_TO}{_quantity('high')})?(?![^\W_]|[.,]\d)"
"""A quantity, or a range of them; the unit of both may stand behind the last."""


def unit_of(amount: re.Match[str]) -> str:
    """The unit of what `AMOUNT` found, or an empty text."""
    unit = amount["high_unit"] or amount["low_unit"]
    return length_unit(unit) if unit else ""


def condition(column: NumberColumn, amount: re.Match[str], sign: str = "=") -> Filter | None:
    """The condition that a column has the amount, or at least or at most that; None where it has no such unit."""
    unit = unit_of(amount)
    try:
        low = column.in_unit(_number(amount["low"]), amount["low_unit"] or unit)
        high = column.in_unit(_number(amount["high"]), unit) if amount["high"] else low
    except (RequestError, ZeroDivisionError):
        return None
    if not amount["high"] and sign in "=:":
        return Filter(column.name, (f"{low:.10g}",))
    return Filter(column.name, (), None if "<" in sign else low, None if ">" in sign else high)


def _number(text: str) -> float:
    """``1 1/2``, ``1/4``, ``2,5``. Raises ZeroDivisionError for ``1/0``."""
    return float(sum(map(Fraction, text.replace(",", ".").split())))
