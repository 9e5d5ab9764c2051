"""JSON from elsewhere: read within limits of length, depth and number, and with numbers that are numbers."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

MAX_BYTES = 8 << 20
"""Longer JSON is not read, but for tables of a whole catalog, which have `TABLE_BYTES`."""
TABLE_BYTES = 256 << 20
MAX_DEPTH = 100
_BYTES_PER_OBJECT = 32
_FREE_OBJECTS = 250_000
"""Lists and objects can be 25 times as large in memory as in text: there may be so many, or one in every 32 bytes,
as in the rows of a large table."""
_MAX_DIGITS = 20


def parsed(data: bytes, most: int = MAX_BYTES) -> Any:
    """The value that the text is. Raises ValueError with the reason for text that is no JSON, and beyond the limits."""
    if len(data) > most:
        raise ValueError(f"the JSON is longer than {most >> 20} MiB")
    if data.count(b"[") + data.count(b"{") > max(_FREE_OBJECTS, len(data) // _BYTES_PER_OBJECT):
        raise ValueError("the JSON has too many lists and objects")
    try:
        value = json.loads(data, parse_constant=_no_number, parse_int=_whole, parse_float=_finite)
    except RecursionError:
        raise _too_deep() from None
    _check_depth(value)
    return value


def _check_depth(value: object) -> None:
    """Level by level, so that no nesting exhausts the stack, here or where the value is used."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [item for outer in level if isinstance(outer, (dict, list)) for item in _items(outer)]
        if not level:
            return
    raise _too_deep()


def _items(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value


def _too_deep() -> ValueError:
    return ValueError(f"the JSON is deeper than {MAX_DEPTH} levels")


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")


def _whole(digits: str) -> int:
    if len(digits.lstrip("-")) > _MAX_DIGITS:
        raise ValueError(f"the JSON has a number of {len(digits)} digits")
    return int(digits)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"the JSON has a number that is too large: {text[:40]}")
    return number
