"""What is compared: the catalog's own values, each by family, size and symbol."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from cadwidgets.service import catalog
from cadwidgets.service.catalog import Configuration, Dimension


class Key(NamedTuple):
    """One value of a table, such as that of ``k`` of the size ``6`` in the family ``iso4762``."""

    family: str
    size: str
    symbol: str


Values = Mapping[Key, float]
"""The values of one table."""


def first_selector(configuration: Configuration) -> str:
    """The size of most families: the value that is chosen first."""
    return number(configuration.selection[0])


def bearing_number(configuration: Configuration) -> str:
    """``6205`` of 6205-2RS: the closure changes no boundary dimension."""
    return configuration.part_number.partition("-")[0]


def section(configuration: Configuration) -> str:
    """``8x7`` of a key: breadth and height."""
    return f"{configuration['b']:g}x{configuration['h']:g}"


def dash_number(configuration: Configuration) -> str:
    """``010`` of AS568-010 NBR70."""
    return re.findall(r"\d{3}", configuration.part_number.partition("-")[2])[0]


def number(text: str) -> str:
    """``6`` for 6, 6.0 and M6: numbers are compared as numbers; other text stays as it is."""
    try:
        return f"{float(text.removeprefix('M')):g}"
    except ValueError:
        return text


SIZES: Mapping[str, Callable[[Configuration], str]] = {
    "deep_groove_bearing": bearing_number,
    "thrust_ball_bearing": bearing_number,
    "din6885a": section,
    "din6885b": section,
    "as568": dash_number,
}
"""How the size of a family is read, where it is not what is chosen first."""


def own_values(symbols: Mapping[str, set[str]]) -> dict[Key, Dimension]:
    """The catalog's values of these symbols by family. Raises ValueError where a size has two values of one symbol."""
    found: dict[Key, Dimension] = {}
    for family_id, wanted in symbols.items():
        size_of = SIZES.get(family_id, first_selector)
        for configuration in catalog.family(family_id).configurations:
            for dimension in configuration.dimensions:
                key = Key(family_id, size_of(configuration), dimension.symbol)
                if dimension.symbol not in wanted:
                    continue
                if found.setdefault(key, dimension).value != dimension.value:
                    raise ValueError(f"{key} is {found[key].value} and {dimension.value}")
    return found


def digest(values: Mapping[Key, Dimension]) -> str:
    """SHA-256 of the values in hexadecimal: it changes with any of them."""
    lines = sorted(f"{key.family} {key.size} {key.symbol} {size.value:g}" for key, size in values.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
