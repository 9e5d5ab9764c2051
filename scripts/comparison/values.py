"""What is compared: the catalog's own values, each by family, size and symbol."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from cadwidgets.service import catalog
from cadwidgets.service.catalog import Dimension, Family
from comparison.sizes import DESIGNATED, of_part

_CATEGORIES = ("CW.10", "CW.20", "CW.30", "CW.40.050")
"""Fasteners, bearings, seals and keys: what open tables may have."""


class Key(NamedTuple):
    """One cell of a table, such as that of ``k`` of the size ``6`` in the family ``iso4762``."""

    family: str
    size: str
    symbol: str


Values = Mapping[Key, Collection[float]]
"""What one table states. A cell may have several values: the lengths of a size, or thread lengths."""


class Own(NamedTuple):
    """A value of the catalog."""

    key: Key
    dimension: Dimension


def families() -> tuple[Family, ...]:
    """The families whose values are looked for in the tables. Assemblies have the values of their components."""
    return tuple(
        family
        for family in catalog.families()
        if family.category.startswith(_CATEGORIES) and not family.configurations[0].components
    )


def own_values() -> tuple[Own, ...]:
    """The different values of these families, in catalog order."""
    return tuple(dict.fromkeys(own for family in families() for own in _values_of(family)))


def _values_of(family: Family) -> list[Own]:
    return [
        Own(Key(family.id, of_part(family.id, configuration), dimension.symbol), dimension)
        for configuration in family.configurations
        for dimension in configuration.dimensions
    ]


def named_by_size(own: Own) -> bool:
    """Whether a value is a part of what it is looked up by: it cannot differ, a table has it or has it not."""
    family_id, _, symbol = own.key
    return family_id not in DESIGNATED and symbol in {each.symbol for each in catalog.family(family_id).selectors}


def digest(values: Sequence[Own]) -> str:
    """SHA-256 of the values in hexadecimal: it changes with any of them, and with what is said of them."""
    lines = (f"{' '.join(key)} {size.value:g} {size.basis} {'|'.join(size.agreeing)}" for key, size in values)
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
