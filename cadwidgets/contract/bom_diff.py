"""What is different between two bills of materials, and how one becomes the other.

Lines are the same thing when they have the same part number, or without one the same name and material, and stand in
the same assembly; of several such lines the first goes with the first, the second with the second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal

from cadwidgets.contract.bom import BomLine
from cadwidgets.errors import RequestError

Kind = Literal["added", "removed", "changed"]
Identity = tuple[str, str, str, int]
"""Part number, name and material of a line, and the how many-th of these it is in its assembly."""
Lines = tuple[BomLine, ...]
_COMPARED = tuple(field.name for field in fields(BomLine) if field.name != "children")


@dataclass(frozen=True)
class LineChange:
    """One line that is only in one of them, or not the same in both. ``fields`` are the names of what changed.

    ``item`` is the item number in the second BOM, of a removed line in the first. What is in an added or removed
    assembly comes with it; changes within one that stays are changes of their own.
    """

    kind: Kind
    before: BomLine | None
    after: BomLine | None
    fields: tuple[str, ...] = ()
    item: str = ""


@dataclass(frozen=True)
class Step:
    """How a line of the second BOM is made: of the line ``of`` in the first, or new.

    ``line`` is what it says now, without what is in it (of a new one with it); None if that stayed. ``inside`` makes
    its children; None if they stayed.
    """

    of: Identity | None = None
    line: BomLine | None = None
    inside: Steps | None = None


@dataclass(frozen=True)
class Steps:
    """How the lines of one assembly are made, in their order, out of those ``of`` the first BOM; others fit not."""

    of: tuple[Identity, ...]
    lines: tuple[Step, ...]


@dataclass(frozen=True)
class BomDiff:
    """The lines that differ, in the order of the second BOM; those that were removed last.

    ``steps`` make the second BOM of the first; None if they are equal. There may be steps without changes: the order
    alone is no change of a line.
    """

    changes: tuple[LineChange, ...]
    steps: Steps | None = None


def difference(before: Iterable[BomLine], after: Iterable[BomLine]) -> BomDiff:
    """What is different in ``after``."""
    first, second = tuple(before), tuple(after)
    changes = list(_changes(first, second))
    steps = None if first == second else _steps(first, second)
    return BomDiff(tuple(sorted(changes, key=lambda change: change.kind == "removed")), steps)


def patched(before: Iterable[BomLine], diff: BomDiff) -> Lines:
    """The second BOM, made from the first and their difference.

    Raises RequestError where ``before`` has not the lines that the difference starts from.
    """
    lines = tuple(before)
    return lines if diff.steps is None else _made(lines, diff.steps)


def _identified(lines: Lines) -> dict[Identity, BomLine]:
    seen: Counter[tuple[str, str, str]] = Counter()
    known: dict[Identity, BomLine] = {}
    for line in lines:
        name = (line.part_number, "", "") if line.part_number else ("", line.name, line.material)
        seen[name] += 1
        known[(*name, seen[name])] = line
    return known


def _changes(before: Lines, after: Lines, was_in: str = "", now_in: str = "") -> Iterator[LineChange]:
    olds, news = _identified(before), _identified(after)
    was = {identity: f"{was_in}{number}" for number, identity in enumerate(olds, start=1)}
    for number, (identity, new) in enumerate(news.items(), start=1):
        item = f"{now_in}{number}"
        old = olds.get(identity)
        if old is None:
            yield LineChange("added", None, new, item=item)
        elif old != new:
            yield from _changed(old, new, item)
            yield from _changes(old.children, new.children, f"{was[identity]}.", f"{item}.")
    yield from (
        LineChange("removed", old, None, item=was[identity]) for identity, old in olds.items() if identity not in news
    )


def _changed(old: BomLine, new: BomLine, item: str) -> Iterator[LineChange]:
    names = tuple(name for name in _COMPARED if getattr(old, name) != getattr(new, name))
    if names:
        yield LineChange("changed", old, new, names, item)


def _steps(before: Lines, after: Lines) -> Steps:
    olds = _identified(before)
    lines = (_step(identity, olds.get(identity), new) for identity, new in _identified(after).items())
    return Steps(tuple(olds), tuple(lines))


def _step(identity: Identity, old: BomLine | None, new: BomLine) -> Step:
    if old is None:
        return Step(line=new)
    bare = replace(new, children=())
    stayed = bare == replace(old, children=())
    inside = None if old.children == new.children else _steps(old.children, new.children)
    return Step(identity, None if stayed else bare, inside)


def _made(before: Lines, steps: Steps) -> Lines:
    olds = _identified(before)
    strange = olds.keys() ^ set(steps.of)
    if strange:
        name = " ".join(min(strange)[:3]).strip()
        raise RequestError(
            f"the difference does not belong to this BOM: {name[:80]!r} is only in one of them",
            parameter="bom",
            allowed="the BOM that the difference was taken from",
        )
    return tuple(_line(step, olds) for step in steps.lines)


def _line(step: Step, olds: Mapping[Identity, BomLine]) -> BomLine:
    if step.of is None:
        return step.line or BomLine()
    old = olds[step.of]
    children = old.children if step.inside is None else _made(old.children, step.inside)
    return replace(step.line or old, children=children)
