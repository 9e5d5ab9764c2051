"""What is indexed of a family: its parts, column by column."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cadwidgets.service.catalog import CATALOGS, Configuration, Family, Selector
from cadwidgets.service.catalog.categories import CATEGORIES

TEXT, NUMBER = "text", "number"
GENERAL: Mapping[str, str] = {
    "catalog": "Catalog",
    "category": "Category",
    "standard": "Standard",
    "family": "Family",
    "class": "Property class",
    "material": "Material",
}
"""The facets that are no matter of one family, and their labels."""
_TITLES = {known.classification_id: known.title for known in CATALOGS}
_CATEGORIES = {known.code: known.title for known in CATEGORIES}

Value = str | float | None


class Property(NamedTuple):
    """What a column tells of a part: a symbol, such as ``d``, and whether it is a text, or a number in a unit."""

    symbol: str
    kind: str = TEXT
    unit: str = ""


@dataclass(frozen=True)
class Block:
    """The parts of one family, in catalog order.

    ``same`` are the texts that all of them share, such as the standard; ``meanings`` says in English what such a text
    means: first its title, then what else it shall be found by. ``columns`` are the values that differ, None where a
    part has none. ``selectors`` are the symbols that its parts are chosen by, ``labels`` those of all symbols.
    """

    part_id: str
    name: str
    part_numbers: Sequence[str]
    paths: Sequence[str]
    same: Mapping[str, str]
    meanings: Mapping[str, tuple[str, ...]]
    columns: Mapping[Property, Sequence[Value]]
    selectors: tuple[str, ...]
    labels: Mapping[str, str]


def blocks_of(families: Iterable[Family]) -> Iterator[Block]:
    """A block for each family."""
    return map(_block, families)


def _block(family: Family) -> Block:
    same = {
        "catalog": family.classification_id,
        "category": family.category,
        "standard": family.standard,
        "family": family.id,
    }
    meanings = {
        "catalog": (_TITLES.get(family.classification_id, family.classification_id),),
        "category": (category_title(family.category),),
        "family": (family.title, family.name, family.description),
    }
    sizes = (size for part in family.configurations for size in part.dimensions)
    return Block(
        part_id=family.part_id,
        name=family.name,
        part_numbers=family.part_numbers,
        paths=[family.selection_path(part) for part in family.configurations],
        same={symbol: value for symbol, value in same.items() if value},
        meanings=meanings,
        columns=_columns(family),
        selectors=tuple(known.symbol for known in family.selectors),
        labels={size.symbol: size.label for size in sizes} | {each.symbol: each.label for each in family.selectors},
    )


def category_title(code: str) -> str:
    """The title of a category, or its code where nobody says more."""
    return _CATEGORIES.get(code, code)


def _columns(family: Family) -> Mapping[Property, Sequence[Value]]:
    columns: dict[Property, list[Value]] = {}
    for place, part in enumerate(family.configurations):
        for known, value in _values(family, part):
            columns.setdefault(known, [None] * len(family.configurations))[place] = value
    return columns


def _values(family: Family, part: Configuration) -> Iterator[tuple[Property, Value]]:
    """What a part was chosen by, then its dimensions, then its material."""
    for selector, chosen in zip(family.selectors, part.selection, strict=True):
        yield _chosen(selector, chosen)
    for size in part.dimensions:
        yield Property(size.symbol, NUMBER, size.unit), size.value
    material = family.material_of(part)
    if material:
        yield Property("material"), material.name


def _chosen(selector: Selector, value: str) -> tuple[Property, Value]:
    if selector.kind in ("real", "integer"):
        return Property(selector.symbol, NUMBER, selector.unit), _number(value)
    return Property(selector.symbol), value or None


def _number(text: str) -> float | None:
    """The number; None for a text that is none, which no range can hold."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
