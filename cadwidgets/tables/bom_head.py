"""The head of a table with lines of a bill of materials: which row it is, and which column is what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cadwidgets.errors import RequestError
from cadwidgets.tables.bom_columns import column_called

_WITHIN = 30
"""Rows in which the head is looked for: titles may stand above it."""
_NAMES = {"part_number", "name"}


@dataclass(frozen=True)
class Head:
    """The head's cells, where the known columns stand, what they are titled, and the units in their titles."""

    row: int
    cells: Sequence[str]
    places: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)

    @classmethod
    def found_in(cls, rows: Sequence[Sequence[str]]) -> Head:
        """The head of a table. Raises RequestError where no row has a heading for part numbers or names."""
        for number, cells in enumerate(rows[:_WITHIN]):
            columns = [column_called(cell) for cell in cells]
            known = {name for name, _ in columns if name}
            filled = sum(bool(cell.strip()) for cell in cells)
            if known & _NAMES and (len(known) > 1 or filled == 1):
                return cls(number, cells)._with(columns)
        raise RequestError(
            "no row of the table names its columns",
            parameter="source",
            allowed="a head with a column of part numbers or of names, as in: Quantity, Part number, Part name",
        )

    def said(self, cells: Sequence[str], name: str) -> str:
        """The cell of a row in that column; empty where there is none."""
        place = self.places.get(name, len(cells))
        return cells[place] if place < len(cells) else ""

    def others(self, cells: Sequence[str]) -> list[int]:
        """Where a row says something in a column that is not known, or in a second one of the same meaning."""
        known = set(self.places.values())
        return [place for place, cell in enumerate(cells) if cell and place not in known]

    def title_of(self, place: int) -> str:
        """How a column is called: by its number where it has no title."""
        title = self.cells[place].strip() if place < len(self.cells) else ""
        return title or f"Column {place + 1}"

    def _with(self, columns: Sequence[tuple[str, str]]) -> Head:
        for place, (name, unit) in enumerate(columns):
            if name and name not in self.places:
                self.places[name] = place
                self.titles[name], self.units[name] = self.title_of(place), unit
        return self
