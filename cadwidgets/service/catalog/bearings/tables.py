"""How this group writes its tables, and the documents that they were compared with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cadwidgets.service.catalog.model import Dimension

KYK = "general catalogue of rolling bearings by KYK"
ISB = "catalogue of rolling bearings by ISB"
FBJ = "catalogue of miniature bearings by FBJ"
SIZES = "list of bearings with loads and masses, in Dutch"
MOTORS = "list of bearings for electric motors, in Chinese"
ELEMENTS = "list of machine elements, in TypeScript"
BD, BOLTS, NOPSCADLIB = "bd-warehouse 0.4.0", "BOLTS bearings", "NopSCADlib"


@dataclass(frozen=True)
class Column:
    """A column of a table: a dimension, and the documents in which all its values were found."""

    symbol: str
    label: str
    agreeing: tuple[str, ...] = ()
    basis: str = "nominal"


def rows(text: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The rows of a table written as text: parted by commas, each a name and its numbers."""
    for row in text.split(","):
        name, *numbers = row.split()
        yield name, tuple(float(number) for number in numbers)


def dimensions(columns: Sequence[Column], values: Sequence[float], source: str) -> tuple[Dimension, ...]:
    """The dimensions of one row; ``source`` is the standard that defines them."""
    return tuple(
        Dimension(column.symbol, column.label, value, column.basis, source, column.agreeing)
        for column, value in zip(columns, values, strict=True)
    )
