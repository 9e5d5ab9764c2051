"""A bill of materials: lines, lines within lines, and what follows from them.

Masses are in kg and costs in the line's currency, both of one unit of the line; what is not known is None, never 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cadwidgets.contract.parts import PartRef

PIECES = "pcs"
"""The unit of what is counted."""


@dataclass(frozen=True)
class BomLine:
    """So many of one thing. Texts stay texts: a part number 00123 or 1E5 never becomes a number.

    A line with ``children`` is an assembly; their quantities are those in one of it. ``mass_kg`` and ``unit_cost`` of
    an assembly are None where they follow from its children. ``attributes`` are further (label, value, unit) texts.
    ``part``, ``cad_file`` and ``sha256`` (of that file, in hexadecimal) say how the part is had again.
    """

    part_number: str = ""
    name: str = ""
    quantity: float = 1.0
    unit: str = PIECES
    reference_designation: str = ""
    standard: str = ""
    material: str = ""
    mass_kg: float | None = None
    unit_cost: float | None = None
    currency: str = ""
    supplier: str = ""
    source: str = ""
    remark: str = ""
    attributes: tuple[tuple[str, str, str], ...] = ()
    part: PartRef | None = None
    cad_file: str = ""
    sha256: str = ""
    children: tuple[BomLine, ...] = ()


@dataclass(frozen=True)
class Total:
    """A sum and how many lines it covers: of ``lines`` lines, ``covered`` have a value. None if none has."""

    value: float | None
    covered: int
    lines: int

    @property
    def complete(self) -> bool:
        """Whether every line has a value."""
        return self.covered == self.lines


def exploded(lines: Iterable[BomLine], times: float = 1.0) -> Iterator[BomLine]:
    """The lines that have no children, wherever they stand, each with its quantity in the whole."""
    for line in lines:
        if line.children:
            yield from exploded(line.children, times * line.quantity)
        else:
            yield replace(line, quantity=times * line.quantity)


def total_mass(lines: Iterable[BomLine]) -> Total:
    """The mass in kg of all that is counted, over the exploded tree."""
    return _total([(line.quantity, line.mass_kg) for line in exploded(lines)])


def total_costs(lines: Iterable[BomLine]) -> dict[str, Total]:
    """The cost by currency, over the exploded tree; the lines of a sum are all lines, in whatever currency."""
    leaves = list(exploded(lines))
    currencies = dict.fromkeys(line.currency for line in leaves if line.unit_cost is not None)
    return {
        currency: _total([(line.quantity, line.unit_cost if line.currency == currency else None) for line in leaves])
        for currency in currencies
    }


def _total(values: Sequence[tuple[float, float | None]]) -> Total:
    known = [quantity * value for quantity, value in values if value is not None]
    return Total(math.fsum(known) if known else None, len(known), len(values))
