"""Numbers and units in the values of a BOM text, read only where there is no doubt."""

from __future__ import annotations

import re
from decimal import Decimal

_BLANKS = " \u00a0\u202f\u2009"
"""A blank, and the unbreakable and narrow ones that group thousands in French."""
_GROUPED = re.compile(rf"[+-]?[1-9]\d{{0,2}}(?:([{_BLANKS}'\u2019])\d{{3}}(?:\1\d{{3}})*)(?:[.,]\d+)?")
_MIXED = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+|(?:\.\d{3}){2,}|(?:,\d{3}){2,})")
_PLAIN = re.compile(r"[+-]?(?:0|[1-9]\d*)(?:[.,]\d+)?")
_UNITS = [
    "nm",
    "µm",
    "μm",
    "mm",
    "cm",
    "dm",
    "m",
    "km",
    "in",
    "inch",
    "ft",
    "mm²",
    "cm²",
    "m²",
    "mm2",
    "cm2",
    "m2",
    "mm³",
    "cm³",
    "dm³",
    "m³",
    "mm3",
    "cm3",
    "dm3",
    "m3",
    "ml",
    "l",
    "mg",
    "g",
    "kg",
    "t",
    "lb",
    "lbs",
    "oz",
    "mN",
    "kN",
    "MN",
    "Nm",
    "Nmm",
    "kNm",
    "N·m",
    "N/mm",
    "N/mm²",
    "N/mm2",
    "Pa",
    "kPa",
    "MPa",
    "GPa",
    "bar",
    "mbar",
    "psi",
    "°",
    "deg",
    "rad",
    "°C",
    "°F",
    "mA",
    "mV",
    "kV",
    "kW",
    "MW",
    "Hz",
    "kHz",
    "MHz",
    "Ω",
    "Ohm",
    "ms",
    "min",
    "h",
    "s",
    "1/min",
    "min-1",
    "rpm",
    "U/min",
    "m/s",
    "mm/s",
    "m/min",
    "l/min",
    "kg/m",
    "kg/m³",
    "%",
]
"""Units that may stand behind a number. Capitals that stand alone are none: ``2 A`` may be a revision."""
_LONGEST_FIRST = sorted(_UNITS, key=len, reverse=True)


def number_in(text: str) -> float | None:
    """The number that ``text`` is, with a decimal comma or dot; None if it is none, or may be a part number."""
    text = text.strip().replace("\u2212", "-")
    if _PLAIN.fullmatch(text):
        return float(text.replace(",", "."))
    if not (_GROUPED.fullmatch(text) or _MIXED.fullmatch(text)):
        return None
    digits = re.sub(rf"[{_BLANKS}'\u2019]", "", text)
    return float(_ungrouped(digits))


def number_text(value: float) -> str:
    """A number with all its digits and without an exponent: `number_in` reads the same number."""
    return format(Decimal(repr(value)).normalize(), "f") if value else "0"


def _ungrouped(text: str) -> str:
    """The number without the marks that group its thousands, the decimal one as a dot."""
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return text
    mark = text[last]
    if text.count(mark) > 1:  # a mark that comes twice groups
        return text.replace(mark, "")
    return text[:last].replace(".", "").replace(",", "") + "." + text[last + 1 :]


def split_unit(value: str) -> tuple[str, str]:
    """``12,5 mm`` as value and unit; any other value as it is, without a unit."""
    for unit in _LONGEST_FIRST:
        number = value.removesuffix(unit)
        apart = number != value and (number[-1:].isspace() or not unit[0].isdigit())
        if apart and number_in(number) is not None:
            return number.strip(), unit
    return value, ""
