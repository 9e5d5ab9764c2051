"""How a filter is written: ``facet:value,value`` or ``facet:minimum..maximum``.

In a facet's name or a value, a backslash stands before a comma, a colon, a backslash, and a dot that another dot
follows: these would else end the name, the value, or make a range of it.
"""

from __future__ import annotations

import math
import re
from typing import NoReturn

from cadwidgets.errors import RequestError
from cadwidgets.units import MILLIMETRES, length_unit

ALLOWED = "facet:value,value or facet:minimum..maximum, such as d:6 or l:10..30"
_PIECE = re.compile(r"\\(.)|(\.\.)|([,:])|(.)", re.DOTALL)
_SPECIAL = re.compile(r"[\\,:]|\.(?=\.)")
_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(\D*)", re.IGNORECASE)


def escaped(text: str) -> str:
    """``text`` as a facet's name or a value."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def list_of(values: tuple[str, ...]) -> str:
    """The values as a list."""
    return ",".join(escaped(value) for value in values)


def range_of(minimum: float | None, maximum: float | None, unit: str) -> str:
    """The range; ``unit`` stands behind each number."""
    return "..".join("" if end is None else f"{_digits(end)}{unit}" for end in (minimum, maximum))


def parts(text: str) -> tuple[str, tuple[str, ...], tuple[str, str]]:
    """The facet with its values, or without any and with the two ends of a range. Raises RequestError."""
    fields, marks = _split(text)
    if not marks or marks[0] != ":" or not fields[0]:
        refuse(text, "names no facet")
    if marks[1:] == [".."]:
        return fields[0], (), (fields[1], fields[2])
    if any(mark != "," for mark in marks[1:]):
        refuse(text, "has a colon or two dots too many; in a value, write them as \\: and \\..")
    if not all(fields[1:]):
        refuse(text, "has an empty value")
    return fields[0], tuple(fields[1:]), ("", "")


def read_range(text: str, first: str, last: str) -> tuple[float | None, float | None, str]:
    """Minimum, maximum and unit of a range; of two units, millimetres. Raises RequestError."""
    ends = [quantity(end) if end.strip() else None for end in (first, last)]
    if ends == [None, None]:
        refuse(text, "is a range without an end")
    units = {end[1] for end in ends if end and end[1]}
    if len(units) > 1:
        ends = [(number * _millimetres(text, unit), "mm") for number, unit in filter(None, ends)]
        units = {"mm"}
    low, high = (None if end is None else end[0] for end in ends)
    return low, high, "".join(units)


def quantity(text: str) -> tuple[float, str]:
    """A number and the unit behind it, which may be missing. Raises RequestError."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None or not math.isfinite(float(found[1])):
        raise RequestError(
            f"{text[:60]!r} is no number", parameter="filter", value=text[:60], allowed="a number, with or without unit"
        )
    return float(found[1]), found[2].strip()


def refuse(text: str, why: str) -> NoReturn:
    """Raise the RequestError that says what is wrong with a filter."""
    raise RequestError(f"the filter {text[:80]!r} {why}", parameter="filter", value=text[:80], allowed=ALLOWED)


def _split(text: str) -> tuple[list[str], list[str]]:
    """The fields, and the marks between them."""
    fields: list[str] = [""]
    marks: list[str] = []
    for literal, dots, mark, letter in _PIECE.findall(text):
        if dots or (mark and (mark == "," or not marks)):
            marks.append(dots or mark)
            fields.append("")
        else:
            fields[-1] += literal or mark or letter
    return fields, marks


def _millimetres(text: str, unit: str) -> float:
    try:
        return MILLIMETRES[length_unit(unit)]
    except ValueError:
        refuse(text, f"has two ends in units that do not go together ({unit[:20] or 'none'!r})")


def _digits(number: float) -> str:
    return repr(number).removesuffix(".0")
