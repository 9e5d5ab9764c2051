"""Tables of dimensions, the documents that agree with them, and the grades in which a size is made."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cadwidgets.service.catalog.materials import material_named
from cadwidgets.service.catalog.model import Configuration, Dimension, Material


class Column(NamedTuple):
    """A dimension that a table has for each size: its symbol, its label, and what the standard means by it."""

    symbol: str
    label: str
    basis: str


@dataclass(frozen=True)
class Witness:
    """A public document that states the same values as a table, for some of its ``symbols`` (``"m s"``).

    ``only`` names the sizes that it has, where it does not have all of them; ``without`` those in which it is silent
    or says something else.
    """

    name: str
    symbols: str
    without: str = ""
    only: str = ""

    def states(self, symbol: str, size: str) -> bool:
        """Whether the document has the table's value of ``symbol`` for a size."""
        known = not self.only or size in self.only.split()
        return known and symbol in self.symbols.split() and size not in self.without.split()


@dataclass(frozen=True)
class Grade:
    """A property class or a material, and the nominal diameters (mm) in which it is made."""

    name: str
    material: Material | None = None
    smallest: float = 0
    largest: float = math.inf


def stainless(name: str, *, smallest: float = 0, largest: float = math.inf) -> Grade:
    """A grade of austenitic steel: ``A2``, ``A4-80``. Those of the A4 group have molybdenum, as 1.4401 has."""
    return Grade(name, material_named(name[:2]), smallest, largest)


@dataclass(frozen=True)
class Table:
    """A table of one standard: a row of values for each size.

    A size is written as in the part number, ``6`` or ``12x1.5``: its parts are the values of the selectors.
    """

    source: str
    columns: tuple[Column, ...]
    rows: Mapping[str, tuple[float, ...]]
    witnesses: tuple[Witness, ...] = ()

    def configurations(self, number: str, grades: tuple[Grade, ...]) -> tuple[Configuration, ...]:
        """Every size in every grade that it is made in. ``number`` is the part number in the first grade, with braces
        in the place of the size: ``ISO 4032 M{}``."""
        return tuple(self._configurations(number, grades))

    def _configurations(self, number: str, grades: tuple[Grade, ...]) -> Iterator[Configuration]:
        for size in self.rows:
            dimensions, nominal = self._dimensions(size), size.split("x")
            for grade in grades:
                if grade.smallest <= float(nominal[0]) <= grade.largest:
                    suffix = "" if grade is grades[0] else f" {grade.name}"
                    name, chosen = number.format(size) + suffix, (*nominal, grade.name)
                    yield Configuration(name, dimensions, chosen, material=grade.material)

    def _dimensions(self, size: str) -> tuple[Dimension, ...]:
        return tuple(
            Dimension(symbol, label, float(value), basis, self.source, self._agreeing(symbol, size))
            for (symbol, label, basis), value in zip(self.columns, self.rows[size], strict=True)
        )

    def _agreeing(self, symbol: str, size: str) -> tuple[str, ...]:
        return tuple(witness.name for witness in self.witnesses if witness.states(symbol, size))
