"""Holding the catalog's values against those of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explained import why
from values import Key, Values

from cadwidgets.service.catalog import Dimension

_EQUAL = 0.005
"""Values nearer than that (in mm) are the same: the tables round to two digits."""


@dataclass(frozen=True)
class Compared:
    """One value with what the tables say of it, by the table's name. ``reason`` is why it differs, where that is known."""

    key: Key
    own: Dimension
    said: Mapping[str, float]
    reason: str = ""

    @property
    def agrees(self) -> bool:
        """Whether at least one table says the same."""
        return any(abs(value - self.own.value) < _EQUAL for value in self.said.values())

    @property
    def settled(self) -> bool:
        """Whether it agrees, or its difference is explained, or it is shown as unverified."""
        return self.agrees or bool(self.reason) or not self.own.verified


def compare(own: Mapping[Key, Dimension], tables: Mapping[str, Values]) -> list[Compared]:
    """Every value of the catalog that at least one table has."""
    found = []
    for key, dimension in own.items():
        said = {name: values[key] for name, values in tables.items() if key in values}
        if said:
            found.append(Compared(key, dimension, said, why(key)))
    return found
