"""The rows of a BOM table: the lines with their items, and what each is in the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cadwidgets.contract.bom import BomLine, Total, total_costs, total_mass
from cadwidgets.contract.bom_diff import LineChange, difference
from cadwidgets.contract.bom_tree import PlacedLine
from cadwidgets.widgets._bom_columns import CHANGE, COST_TOTAL, ITEM, MASS, MASS_TOTAL, QUANTITY, UNIT_COST, Column

_DERIVED = ("unit_cost", "currency")
"""What an assembly has from its parts."""
_RUNS = re.compile(r"\d+|\D+")


@dataclass(frozen=True)
class Row:
    """A line of the table. ``item`` is its number, ``1.2``; empty for a line that only the baseline has.

    ``times`` is how many of its assembly the whole has, ``path`` the names from the top down to it. ``places`` are the
    items that a rolled-up line stands for. ``change`` says how it differs from the baseline's.
    """

    item: str
    line: BomLine
    times: float = 1.0
    path: tuple[str, ...] = ()
    children: tuple[Row, ...] = ()
    places: tuple[str, ...] = ()
    change: LineChange | None = None

    def mass(self, column: Column) -> Total:
        """The mass of one, in kg; in the column of totals, as these count it, what is stated of an assembly is not."""
        known = self.line.mass_kg
        if self.line.children and not (column == MASS and known is not None):
            return total_mass(self.line.children)
        return Total(known, int(known is not None), 1)

    def costs(self, column: Column) -> Mapping[str, Total]:
        """The cost of one by currency, in the same way."""
        known = self.line.unit_cost
        if self.line.children and not (column == UNIT_COST and known is not None):
            return total_costs(self.line.children)
        return {} if known is None else {self.line.currency: Total(known, 1, 1)}

    @property
    def place(self) -> str:
        """Its item in the BOM; of a rolled-up line that of its first place. Empty if only the baseline has it."""
        return self.places[0] if self.places else self.item

    @property
    def in_the_whole(self) -> float:
        """How many the whole has."""
        return self.times * self.line.quantity

    def number(self, column: Column) -> float | None:
        """The value in a column of numbers; None where it is not known, or stands in several currencies."""
        if column == QUANTITY:
            return self.line.quantity
        totals = [self.mass(column)] if column in (MASS, MASS_TOTAL) else list(self.costs(column).values())
        if len(totals) != 1 or totals[0].value is None:
            return None
        return totals[0].value * (self.in_the_whole if column in (MASS_TOTAL, COST_TOTAL) else 1.0)

    def text(self, column: Column) -> str:
        """The text in a column of texts."""
        if column == CHANGE:
            inside = "Inside" if any(row.change for row in walk(self.children)) else ""
            return inside if self.change is None else self.change.kind.capitalize()
        if column == ITEM and self.change and self.change.kind == "removed":
            return f"was {self.change.item}"
        return str(column.value(PlacedLine(self.item, len(self.path), self.line, self.in_the_whole)))

    def knows(self, column: Column) -> bool:
        """Whether there is a value in that column."""
        return self.number(column) is not None if column.is_number else bool(self.text(column))

    def may_edit(self, column: Column) -> bool:
        """Whether a user may change it: what an assembly costs follows from what is in it."""
        derived = bool(self.line.children) and column.name in _DERIVED
        rolled_up = bool(self.places) and column == QUANTITY
        return column.editable and bool(self.item) and not derived and not rolled_up


def tree_rows(lines: Sequence[BomLine]) -> tuple[Row, ...]:
    """The rows of a BOM in its own order, assemblies with what is in them."""
    return tuple(_rows(lines, "", 1.0, ()))


def flat_rows(rolled_up: Sequence[BomLine], tree: Iterable[Row]) -> tuple[Row, ...]:
    """The rows of a rolled-up BOM, each with the items of ``tree``, the BOM's own rows, that it stands for."""
    places: dict[BomLine, list[str]] = {}
    for row in walk(tree):
        if not row.line.children:
            places.setdefault(_same_part(row.line), []).append(row.item)
    rows = zip(tree_rows(rolled_up), places.values(), strict=True)  # parts stand where they were first, in both
    return tuple(replace(row, places=tuple(items)) for row, items in rows)


def compared_rows(rows: Sequence[Row], baseline: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, each with how it differs from the baseline; those that only the baseline has are last."""
    changes = difference([row.line for row in baseline], [row.line for row in rows]).changes
    kept = {change.item: change for change in changes if change.kind != "removed"}
    gone = {change.item: change for change in changes if change.kind == "removed"}
    removed = (row for row in walk(baseline) if row.item in gone)
    last = (replace(row, item="", children=(), places=(), change=gone[row.item]) for row in removed)
    return (*_marked(rows, kept), *last)


def walk(rows: Iterable[Row]) -> Iterator[Row]:
    """All rows, assemblies before what is in them."""
    for row in rows:
        yield row
        yield from walk(row.children)


def ordered(rows: Iterable[Row], column: Column, descending: bool) -> tuple[Row, ...]:
    """The rows sorted among their siblings; what is not known comes last, whichever way it goes."""
    known: list[Row] = []
    unknown: list[Row] = []
    for row in rows:
        if row.children:
            row = replace(row, children=ordered(row.children, column, descending))
        (known if row.knows(column) else unknown).append(row)
    known.sort(key=lambda row: _sort_key(row, column), reverse=descending)
    return (*known, *unknown)


def differing(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that differ from the baseline, and the assemblies that they stand in."""
    kept = (replace(row, children=differing(row.children)) for row in rows)
    return tuple(row for row in kept if row.change or row.children)


def _rows(lines: Sequence[BomLine], parent: str, times: float, path: tuple[str, ...]) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        item, names = f"{parent}{number}", (*path, line.part_number or line.name)
        children = tuple(_rows(line.children, f"{item}.", times * line.quantity, names))
        yield Row(item, line, times, names, children)


def _marked(rows: Iterable[Row], changes: Mapping[str, LineChange]) -> Iterator[Row]:
    for row in rows:
        yield replace(row, change=changes.get(row.item), children=tuple(_marked(row.children, changes)))


def _same_part(line: BomLine) -> BomLine:
    """What lines agree in that are rolled up into one."""
    return replace(line, quantity=1.0, reference_designation="")


def _sort_key(row: Row, column: Column) -> tuple[tuple[bool, float, str], ...] | float:
    """Numbers by value; digits within a text too, so that M6 comes before M10."""
    if column.is_number:
        return row.number(column) or 0.0
    runs = _RUNS.findall(row.text(column).casefold())
    return tuple((False, float(run), "") if run.isdecimal() else (True, 0.0, run) for run in runs)
