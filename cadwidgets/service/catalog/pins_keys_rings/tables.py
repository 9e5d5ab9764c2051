"""Tables of sizes: what their columns mean, and which public documents state the same values."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cadwidgets.service.catalog.model import Configuration, Dimension, Material, Selector


@dataclass(frozen=True)
class Document:
    """A public document that a table was compared with: its name, and what of the table it states.

    It states the sizes from ``first`` to ``last``; of these not what ``unlike`` names as (size, symbol), and where
    ``only`` is given no other values than those.
    """

    name: str
    first: float = 0
    last: float = math.inf
    unlike: frozenset[tuple[float, str]] = frozenset()
    only: frozenset[float] = frozenset()

    def states(self, size: float, symbol: str, value: float) -> bool:
        """Whether the document gives the size this value."""
        within = self.first <= size <= self.last and (size, symbol) not in self.unlike
        return within and (not self.only or value in self.only)


@dataclass(frozen=True)
class Column:
    """A column: symbol, label, what the standard means by its values, and the documents that state them."""

    symbol: str
    label: str
    basis: str
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table of a standard (``source``). The values of the first column are the sizes."""

    source: str
    columns: tuple[Column, ...]

    def dimensions(self, row: Sequence[float]) -> tuple[Dimension, ...]:
        """The dimensions of a row: one value for each column."""
        pairs = zip(self.columns, row, strict=True)
        return tuple(self.dimension(column, row[0], value) for column, value in pairs)

    def dimension(self, column: Column, size: float, value: float) -> Dimension:
        """The value of a column for a size."""
        agreeing = tuple(known.name for known in column.documents if known.states(size, column.symbol, value))
        return Dimension(column.symbol, column.label, float(value), column.basis, self.source, agreeing)


@dataclass(frozen=True)
class Lengths:
    """A table whose sizes are made in several lengths, and in several materials.

    ``rows`` ends each row of the table with the shortest and the longest length. Part numbers name the first
    ``named`` columns and the length (``ISO 2338 6x20``). The first of ``classes`` is the family's material and stays
    unnamed; without any there is nothing to choose.
    """

    designation: str
    table: Table
    rows: Sequence[Sequence[float]]
    column: Column
    lengths: Sequence[float]
    named: int = 1
    classes: Mapping[str, Material] = field(default_factory=dict)

    @property
    def selectors(self) -> tuple[Selector, ...]:
        """Size, length, and the class of the material where there are several."""
        size = self.table.columns[0]
        chosen = (size.symbol, size.label), (self.column.symbol, self.column.label)
        material = (Selector("class", "Material class", "text"),) if self.classes else ()
        return *(Selector(symbol, label, "real", "mm") for symbol, label in chosen), *material

    def configurations(self) -> tuple[Configuration, ...]:
        """Every size in every length and class."""
        return tuple(known for row in self.rows for known in self._of_size(row))

    def _of_size(self, row: Sequence[float]) -> Iterator[Configuration]:
        *values, shortest, longest = row
        dimensions = self.table.dimensions(values)
        name = "x".join(f"{value:g}" for value in values[: self.named])
        for length in (each for each in self.lengths if shortest <= each <= longest):
            sized = (*dimensions, self.table.dimension(self.column, values[0], length))
            yield from self._in_classes(
                f"{self.designation} {name}x{length:g}", sized, (f"{values[0]:g}", f"{length:g}")
            )

    def _in_classes(
        self, number: str, dimensions: tuple[Dimension, ...], selection: tuple[str, ...]
    ) -> Iterator[Configuration]:
        if not self.classes:
            yield Configuration(number, dimensions, selection)
        for place, (name, material) in enumerate(self.classes.items()):
            own = None if place == 0 else material
            yield Configuration(f"{number} {name}" if own else number, dimensions, (*selection, name), material=own)
