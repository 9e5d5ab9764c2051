"""What is indexed of a family: its parts, column by column."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cadwidgets.service.catalog import Configuration, Family, Selector

TEXT, NUMBER = "text", "number"
TREE = "category"
"""The texts of this column are codes that begin with those of their parents."""
GENERAL: Mapping[str, str] = {
    "catalog": "Catalog",
    "category": "Category",
    "standard": "Standard",
    "family": "Family",
    "class": "Property class",
    "material": "Material",
}
"""The facets that are no matter of one family, and their labels."""

Value = str | float | None


class Property(NamedTuple):
    """What a column tells of a part: a symbol, such as ``d``, and whether it is a text, or a number in a unit."""

    symbol: str
    kind: str = TEXT
    unit: str = ""


@dataclass(frozen=True)
class Stock:
    """What is searched: families, and the English titles of their catalogs and categories, by id and by code."""

    families: tuple[Family, ...]
    titles: Mapping[str, str]


@dataclass(frozen=True)
class Block:
    """The parts of one family, in catalog order.

    ``same`` are the texts that all of them share, such as the standard; ``meanings`` says in English what such a text
    means: first its title, then what else it shall be found by. ``above`` are the titles of the categories above its
    own, by their codes. ``columns`` are the values that differ, None where a part has none. ``selectors`` are the
    symbols that its parts are chosen by, ``labels`` those of all symbols. ``unseen`` are the places of the parts that
    there is no picture of.
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
    above: Mapping[str, str] = field(default_factory=dict)
    unseen: Collection[int] = frozenset()


def blocks_of(stock: Stock) -> Iterator[Block]:
    """A block for each family."""
    return (_block(family, stock.titles) for family in stock.families)


def _block(family: Family, titles: Mapping[str, str]) -> Block:
    same = {
        "catalog": family.classification_id,
        "category": family.category,
        "standard": family.standard,
        "family": family.id,
    }
    return Block(
        part_id=family.part_id,
        name=family.name,
        part_numbers=family.part_numbers,
        paths=[family.selection_path(part) for part in family.configurations],
        same={symbol: value for symbol, value in same.items() if value},
        meanings={
            "catalog": (titles.get(family.classification_id, family.classification_id),),
            "category": (titles.get(family.category, family.category),),
            "family": (family.title, family.name, family.description),
        },
        columns=_columns(family),
        selectors=tuple(known.symbol for known in family.selectors),
        labels=_labels(family),
        above={code: titles[code] for code in above(family.category) if code in titles},
        unseen=frozenset(place for place, part in enumerate(family.configurations) if not family.has_cad(part)),
    )


def above(code: str) -> Iterator[str]:
    """The codes of the categories above one; the first level of a code is none: it names the catalog."""
    levels = code.split(".")
    return (".".join(levels[:end]) for end in range(2, len(levels)))


def _labels(family: Family) -> Mapping[str, str]:
    labels = {label: label for part in family.configurations for label, _ in part.properties}
    labels |= {size.symbol: size.label for part in family.configurations for size in part.dimensions}
    return labels | {known.symbol: known.label for known in family.selectors}


def _columns(family: Family) -> Mapping[Property, Sequence[Value]]:
    columns: dict[Property, list[Value]] = {}
    for place, part in enumerate(family.configurations):
        for known, value in _values(family, part):
            columns.setdefault(known, [None] * len(family.configurations))[place] = value
    return columns


def _values(family: Family, part: Configuration) -> Iterator[tuple[Property, Value]]:
    """What a part was chosen by, unless that is its number, then its dimensions, properties and material."""
    for selector, chosen in zip(family.selectors, part.selection, strict=True):
        if chosen != part.part_number:
            yield _chosen(selector, chosen)
    for size in part.dimensions:
        yield Property(size.symbol, NUMBER, size.unit), size.value
    yield from ((Property(label), text or None) for label, text in part.properties)
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
