"""Rows of a table become a tree: by item numbers (1.2 is in 1), else by a column of levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_json import MAX_DEPTH
from cadwidgets.errors import RequestError


@dataclass
class Row:
    """A line and what its row says of where it stands; ``inside`` are the rows in it."""

    number: int
    item: str
    level: str
    line: BomLine
    inside: list[Row] = field(default_factory=list)
    depth: int = 1


def nested(rows: Sequence[Row]) -> tuple[tuple[BomLine, ...], list[str]]:
    """The lines at the top with all that is in them, and what could not be placed: it stands at the top too."""
    if any("." in row.item.strip(". ") for row in rows):
        parents, told = _by_item(rows)
    else:
        parents, told = _by_level(rows)
    top: list[Row] = []
    for row, parent in zip(rows, parents, strict=True):
        (parent.inside if parent else top).append(row)
        row.depth = parent.depth + 1 if parent else 1
        if row.depth > MAX_DEPTH:
            raise RequestError(f"row {row.number} is deeper than {MAX_DEPTH} levels", parameter="source")
    return tuple(map(_whole, top)), told


def _by_item(rows: Sequence[Row]) -> tuple[list[Row | None], list[str]]:
    parents: list[Row | None] = []
    told = []
    known: dict[str, Row] = {}
    for row in rows:
        item = row.item.strip(". ")
        above = item.rpartition(".")[0]
        parents.append(known.get(above) if above else None)
        if above and above not in known:
            told.append(f"row {row.number}: item {item[:40]} was put at the top: no item {above[:40]} is above it")
        known[item] = row
    return parents, told


def _by_level(rows: Sequence[Row]) -> tuple[list[Row | None], list[str]]:
    parents: list[Row | None] = []
    told = []
    open_rows: list[tuple[int, Row]] = []
    for row in rows:
        level = int(row.level) if row.level.strip().isdecimal() else 0
        if row.level and not row.level.strip().isdecimal():
            told.append(f"row {row.number}: it was put at the top: {row.level[:40]!r} is no level")
        while open_rows and open_rows[-1][0] >= level:
            open_rows.pop()
        parents.append(open_rows[-1][1] if open_rows else None)
        open_rows.append((level, row))
    return parents, told


def _whole(row: Row) -> BomLine:
    return replace(row.line, children=tuple(map(_whole, row.inside)))
