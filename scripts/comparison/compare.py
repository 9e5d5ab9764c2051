"""Holding the catalog's values against those of the tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from cadwidgets.service.catalog import Dimension
from comparison.explained import why
from comparison.values import Own, Values, named_by_size

_EQUAL = 0.005
"""Values nearer than that (in mm) are the same: the tables round to two digits."""

Tables = Mapping[str, Values]
"""The tables by name, as `Dimension.agreeing` begins with it."""


@dataclass(frozen=True)
class Compared:
    """One value with what the tables say of it, by the table's name. ``reason`` is why it differs."""

    own: Own
    said: Mapping[str, tuple[float, ...]]
    reason: str = ""

    @property
    def dimension(self) -> Dimension:
        """The value as the catalog has it."""
        return self.own.dimension

    @property
    def differing(self) -> Mapping[str, tuple[float, ...]]:
        """What those tables say that do not say the same."""
        return {name: values for name, values in self.said.items() if not _states(values, self.dimension)}

    @property
    def agrees(self) -> bool:
        """Whether at least one table says the same."""
        return len(self.differing) < len(self.said)

    @property
    def settled(self) -> bool:
        """Whether it agrees, or its difference is explained, or it is shown as unverified."""
        return self.agrees or bool(self.reason) or not self.dimension.verified


def compare(values: Sequence[Own], tables: Tables) -> list[Compared]:
    """Every value of the catalog that at least one table has, but for those that are looked up by themselves."""
    found = []
    for own in values:
        said = {name: tuple(sorted(table[own.key])) for name, table in tables.items() if own.key in table}
        if said and not named_by_size(own):
            found.append(Compared(own, said, why(own.key)))
    return found


def false_claims(values: Sequence[Own], tables: Tables) -> list[tuple[Own, str]]:
    """The values which say that a table agrees that does not have them, each with the name that it gives."""
    return [
        (own, name)
        for own in values
        for name in own.dimension.agreeing
        for table in (known for known in tables if name.startswith(known))
        if not _states(tables[table].get(own.key, ()), own.dimension)
    ]


def _states(stated: Collection[float], dimension: Dimension) -> bool:
    return any(abs(value - dimension.value) < _EQUAL for value in stated)
