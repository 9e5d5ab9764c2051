"""A bill of materials: lines, lines within lines, and what follows from them.

Masses are in kg and costs in the line's currency, both of one unit of the line; what is not known is None, never 0.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from cadwidgets.contract.parts import PartRef
from cadwidgets.errors import RequestError

PIECES = "pcs"
"""The unit of what is counted."""
Attributes = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class BomLine:
    """So many of one thing. Texts stay texts: a part number 00123 or 1E5 never becomes a number.

    A line with ``children`` is an assembly; their quantities are those in one of it. ``mass_kg`` and ``unit_cost`` of
    an assembly are None where they follow from its children. ``attributes`` are further (label, value, unit) texts.
    ``part``, ``cad_file`` and ``sha256`` (of that file, in hexadecimal) say how the part is had again.

    Raises RequestError for a quantity or mass below 0, for NaN and infinity, for a currency that is no three letters
    of ISO 4217, and for what has the wrong type.
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
    attributes: Attributes = ()
    part: PartRef | None = None
    cad_file: str = ""
    sha256: str = ""
    children: tuple[BomLine, ...] = ()

    def __post_init__(self) -> None:
        for name in TEXTS:
            if not isinstance(getattr(self, name), str):
                raise _wrong(name, getattr(self, name), "a text")
        for name in NUMBERS:
            object.__setattr__(self, name, _number(name, getattr(self, name)))
        if self.currency and not _CURRENCY.fullmatch(self.currency):
            raise _wrong("currency", self.currency, "three capital letters, as EUR")
        _check_nested(self)


TEXTS = tuple(field.name for field in fields(BomLine) if field.type == "str")
"""The fields of a line that are texts."""
NUMBERS = ("quantity", "mass_kg", "unit_cost")
"""The fields of a line that are numbers; the last two may be None."""
_CURRENCY = re.compile("[A-Z]{3}")


def _number(name: str, value: object) -> float | None:
    if value is None and name != "quantity":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _wrong(name, value, "a number")
    if value < 0 and name != "unit_cost":
        raise _wrong(name, value, "a number that is not below 0")
    return float(value)


def _check_nested(line: BomLine) -> None:
    attributes: object = line.attributes
    if not isinstance(attributes, tuple) or not all(map(_is_attribute, attributes)):
        raise _wrong("attributes", attributes, "a tuple of (label, value, unit), all texts")
    if not isinstance(line.part, PartRef | None):
        raise _wrong("part", line.part, "a PartRef or None")
    if not isinstance(line.children, tuple) or not all(isinstance(child, BomLine) for child in line.children):
        raise _wrong("children", line.children, "a tuple of BomLine")


def _is_attribute(said: object) -> bool:
    return isinstance(said, tuple) and len(said) == 3 and all(isinstance(text, str) for text in said)


def _wrong(name: str, value: object, allowed: str) -> RequestError:
    shown = repr(value)
    shown = shown if len(shown) <= 80 else f"{shown[:80]} ..."
    return RequestError(f"{shown} is no {name} of a BOM line", parameter=name, value=value, allowed=allowed)


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
