"""Equal things counted: one line of a bill of materials for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cadwidgets.contract.bom import BomLine
from cadwidgets.service.builds.likeness import Likeness

_NUMBERED = re.compile(r"(?<=[^\W\d_])[ _-]*\d+$")
"""What tells the second ``screw`` from the first: ``screw_2``, ``screw 2``, ``screw2``."""


@dataclass(frozen=True)
class Found:
    """One thing with its line, of which there may be more; ``likeness`` is that of a script's own shape."""

    line: BomLine
    likeness: Likeness | None = None

    @property
    def base(self) -> str:
        """What equal things have in common: a part number, else a name without the number at its end."""
        return _base(self.line)

    def is_of(self, other: Found) -> bool:
        """Whether it is one more of the same; bases are equal already."""
        if self.likeness and other.likeness:
            return self.line.material == other.line.material and self.likeness.is_of(other.likeness)
        return _plain(self.line) == _plain(other.line)


def counted(found: Iterable[Found]) -> tuple[BomLine, ...]:
    """A line for all that is the same, in the order in which each came first."""
    groups: dict[str, list[list[Found]]] = {}
    order: list[list[Found]] = []
    for one in found:
        known = groups.setdefault(one.base, [])
        group = next((group for group in known if group[0].is_of(one)), None)
        if group is None:
            known.append(group := [])
            order.append(group)
        group.append(one)
    return tuple(map(_line, order))


def _base(line: BomLine) -> str:
    return line.part_number or _NUMBERED.sub("", line.name)


def _plain(line: BomLine) -> BomLine:
    """What is the same of a second such assembly: its names are others by their numbers, masses in the last digits."""
    return replace(line, name=_base(line), mass_kg=None, children=tuple(map(_plain, line.children)))


def _line(group: Sequence[Found]) -> BomLine:
    first = group[0]
    if len(group) == 1:
        return first.line
    name = first.line.name if first.line.part_number else first.base
    return replace(first.line, name=name, quantity=float(len(group)))
