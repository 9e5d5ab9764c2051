"""The sizes that a catalog has: what ``deep-groove bearing.d`` means, and the part numbers for each of its values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cadwidgets.errors import RequestError
from cadwidgets.units import MILLIMETRES

TOLERANCE = 1e-6
"""A value that is no farther from a size, in the same unit, is meant to be it."""
FORM = "words of one part family, a dot and a dimension's symbol, such as deep-groove bearing.d, series=62, d=10..50"
_NAMED = 3
_NAME = re.compile(r"(?P<words>.*\w.*)\.\s*(?P<symbol>[^\W\d]\w*)\s*")
_CONDITION = re.compile(r"(?P<symbol>[^\W\d]\w*)\s*=\s*(?P<value>[^=]*\S)")


@dataclass(frozen=True)
class Condition:
    """Only parts whose ``symbol`` has that value count; ``10..50`` is a range, ends included."""

    symbol: str
    value: str


@dataclass(frozen=True)
class SizeReference:
    """A dimension of the one family that ``words`` name, among its parts that meet all conditions."""

    words: str
    symbol: str
    conditions: tuple[Condition, ...] = ()

    @classmethod
    def parse(cls, text: str) -> SizeReference:
        """What ``deep-groove bearing.d, series=62`` says. Raises RequestError for text that has not this form."""
        name, *rest = text.split(",")
        named = _NAME.fullmatch(name)
        conditions = [_CONDITION.fullmatch(part.strip()) for part in rest]
        if named is None or None in conditions:
            raise RequestError(f"{text[:80]!r} names no sizes", parameter="of", value=text, allowed=FORM)
        return cls(
            named["words"].strip(),
            named["symbol"],
            tuple(Condition(found["symbol"], found["value"]) for found in conditions if found),
        )


@dataclass(frozen=True)
class Size:
    """One size, and all part numbers that have it, in the catalog's order."""

    value: float
    part_numbers: tuple[str, ...]

    @property
    def parts_text(self) -> str:
        """The first part numbers and how many more there are: ``6205, 6005, 6305 (+9)``."""
        more = len(self.part_numbers) - _NAMED
        return ", ".join(self.part_numbers[:_NAMED]) + (f" (+{more})" if more > 0 else "")

    def shown(self, unit: str = "") -> str:
        """The size for people: ``25 mm · 6205, 6005, 6305 (+9)``."""
        return f"{with_unit(self.value, unit)} \u00b7 {self.parts_text}"

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Size:
        """The size out of its JSON form. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(float(data["value"]), tuple(map(str, data["part_numbers"])))


@dataclass(frozen=True)
class Sizes:
    """The values of one dimension of a family, ascending. ``title`` is the family's, ``unit`` empty for a count."""

    title: str
    part_id: str
    symbol: str
    label: str
    unit: str
    sizes: tuple[Size, ...]

    def in_unit(self, unit: str) -> tuple[Size, ...]:
        """The sizes in another unit of length, or in their own. Raises RequestError for a unit of something else."""
        if unit == self.unit:
            return self.sizes
        if unit not in MILLIMETRES or self.unit not in MILLIMETRES:
            message = f"{self.label} of {self.title} is no value in {unit or 'plain numbers'}"
            raise RequestError(message, parameter="unit", value=unit, allowed=self.unit or "a number without a unit")
        factor = MILLIMETRES[self.unit] / MILLIMETRES[unit]
        return tuple(replace(size, value=size.value * factor) for size in self.sizes)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Sizes:
        """The sizes that the service answered. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(**{**data, "sizes": tuple(map(Size.from_json, data["sizes"]))})


def size_of(sizes: Sequence[Size], value: float) -> Size | None:
    """The size that ``value`` is, within the tolerance; None if there is none."""
    nearest = min(sizes, key=lambda size: abs(size.value - value), default=None)
    return nearest if nearest is not None and abs(nearest.value - value) <= TOLERANCE else None


def neighbours(sizes: Sequence[Size], value: float) -> tuple[Size, ...]:
    """The sizes right below and right above ``value``: one of them where it is smaller or larger than all."""
    below = [size for size in sizes if size.value < value]
    above = [size for size in sizes if size.value >= value]
    return (*below[-1:], *above[:1])


def with_unit(value: float, unit: str) -> str:
    """A number as people read it: ``25 mm``."""
    return f"{value:.7g} {unit}".strip()
