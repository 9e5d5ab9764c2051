"""Masses and prices as texts have them: ``8,2 g`` and ``1.20 €``; None where there is any doubt."""

from __future__ import annotations

import re
from decimal import Decimal

from cadwidgets.contract._bom_text_numbers import number_in, split_unit

_KILOGRAMS = {
    "kg": "1",
    "g": "0.001",
    "mg": "0.000001",
    "t": "1000",
    "lb": "0.45359237",  # the international pound of 1959, and its sixteenth
    "lbs": "0.45359237",
    "oz": "0.028349523125",
}
_SYMBOLS = {"€": "EUR", "EURO": "EUR", "$": "USD", "US$": "USD", "£": "GBP"}
_CODE = re.compile("[A-Z]{3}")
_MONEY = re.compile(r"([^\d\s.,+\-']*)\s*([\d.,+\-'\s]*\d)\s*([^\d\s]*)")


def mass_in(text: str, unit: str = "") -> float | None:
    """A mass in kg, of a number with its unit; ``unit`` is that of a number alone."""
    value, own_unit = split_unit(text.strip())
    number = number_in(value)
    factor = _KILOGRAMS.get((own_unit or unit).strip().lower())
    return None if number is None or factor is None else float(Decimal(repr(number)) * Decimal(factor))


def currency_in(text: str) -> str | None:
    """A currency's code: EUR for EUR, Euro and €; the empty text for itself, None for no currency."""
    text = text.strip().upper()
    code = _SYMBOLS.get(text, text)
    return code if not code or _CODE.fullmatch(code) else None


def money_in(text: str) -> tuple[float, str] | None:
    """An amount and its currency, which is empty if none is said."""
    found = _MONEY.fullmatch(text.strip())
    number = number_in(found.group(2)) if found else None
    currency = currency_in(found.group(1) + found.group(3)) if found else None
    return None if number is None or currency is None else (number, currency)
