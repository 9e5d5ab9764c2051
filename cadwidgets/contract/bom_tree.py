"""Lines of a bill of materials by their item numbers (1, 1.2): one of them changed, one more, all of them rolled up."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cadwidgets.contract.bom import BomLine, exploded
from cadwidgets.errors import RequestError

Lines = tuple[BomLine, ...]


@dataclass(frozen=True)
class PlacedLine:
    """A line and where it stands: its item number, its level from 1, and how many there are of it in the whole."""

    item: str
    level: int
    line: BomLine
    in_whole: float


def placed(lines: Iterable[BomLine], parent: str = "", times: float = 1.0) -> Iterator[PlacedLine]:
    """All lines, assemblies before what is in them."""
    for number, line in enumerate(lines, start=1):
        item = f"{parent}{number}"
        in_whole = times * line.quantity
        yield PlacedLine(item, item.count(".") + 1, line, in_whole)
        yield from placed(line.children, f"{item}.", in_whole)


def line_at(lines: Lines, item: str) -> BomLine:
    """The line with that item number. Raises RequestError for one that there is not."""
    found = next((known.line for known in placed(lines) if known.item == item), None)
    if found is None:
        raise _no_item(item, [known.item for known in placed(lines)])
    return found


def exchanged(lines: Lines, item: str, others: Lines) -> Lines:
    """With ``others`` in the place of that line: none take it away. Raises RequestError for an unknown item number."""
    line_at(lines, item)
    return _exchanged(lines, [int(number) - 1 for number in item.split(".")], others)


def joined(lines: Lines, more: BomLine) -> Lines:
    """With one line more; where an equal one stands at the top level, that one's quantity grows instead."""
    for place, line in enumerate(lines):
        if replace(line, quantity=more.quantity) == more:
            grown = replace(line, quantity=line.quantity + more.quantity)
            return (*lines[:place], grown, *lines[place + 1 :])
    return (*lines, more)


def rolled_up(lines: Iterable[BomLine]) -> Lines:
    """Every part once, with its quantity in the whole and all of its reference designations.

    Lines are of one part when they say the same. Where they have a part number in common and differ all the same,
    each tells so in its remark.
    """
    groups: dict[BomLine, list[BomLine]] = {}
    for line in exploded(lines):
        groups.setdefault(replace(line, quantity=1.0, reference_designation=""), []).append(line)
    once = [_summed(part, group) for part, group in groups.items()]
    numbers = Counter(line.part_number for line in once)
    return tuple(_told_apart(line) if line.part_number and numbers[line.part_number] > 1 else line for line in once)


ALSO_ELSE = "same part number as another line that differs"
"""The remark of such lines."""


def _summed(part: BomLine, group: list[BomLine]) -> BomLine:
    designations = dict.fromkeys(line.reference_designation for line in group if line.reference_designation)
    quantity = math.fsum(line.quantity for line in group)
    return replace(part, quantity=quantity, reference_designation=", ".join(designations))


def _told_apart(line: BomLine) -> BomLine:
    if ALSO_ELSE in line.remark:
        return line
    return replace(line, remark=f"{line.remark}; {ALSO_ELSE}" if line.remark else ALSO_ELSE)


def _exchanged(lines: Lines, path: list[int], others: Lines) -> Lines:
    place, *below = path
    if below:
        line = lines[place]
        others = (replace(line, children=_exchanged(line.children, below, others)),)
    return (*lines[:place], *others, *lines[place + 1 :])


def _no_item(item: object, known: list[str]) -> RequestError:
    allowed = ", ".join(known[:20]) + (", ..." if len(known) > 20 else "")
    return RequestError(
        f"the BOM has no item {str(item)[:40]!r}",
        parameter="item",
        value=item,
        allowed=allowed or "none: the BOM is empty",
    )
