"""Variants out of a table that somebody has written: a DataFrame, a CSV file, an XLSX file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.errors import RequestError
from cadwidgets.tables.design_cells import ParameterCells
from cadwidgets.tables.design_head import DesignHead, read_head
from cadwidgets.tables.design_sheet import Sheet, read_sheet

_TOLD = 20
"""Bad cells that a message names; the error's ``value`` has all of them."""


def read_design(
    source: pd.DataFrame | str | Path | bytes,
    schema: ParameterSchema,
    *,
    base: Mapping[str, Value] | None = None,
    results: Collection[str] = (),
) -> list[dict[str, Value]]:
    """The values of all parameters in each row of a DataFrame, of a file, or of its bytes; the file is recognised by
    its content.

    A column is known by a parameter's name or label in any spelling, with its unit or without. A parameter without a
    column, and an empty cell, take the value of the row's ``preset`` where there is such a column, else that of
    ``base``, by default the defaults.
    Results, as this project writes them, are not read; ``results`` names further columns of that kind.

    Raises RequestError, which tells every column that is not known or every cell that is wrong; TypeError for another
    kind of source; CadWidgetsError for XLSX without openpyxl.
    """
    sheet = read_sheet(source)
    rows = ((number, cells) for number, cells in enumerate(sheet.rows) if any(cell.strip() for cell in cells))
    _, titles = next(rows, (0, ()))
    if not titles:
        allowed = "a line with the names of the columns, and one for each variant"
        raise RequestError("the table is empty", parameter="source", allowed=allowed)
    marked = source.attrs.get("measures", ()) if isinstance(source, pd.DataFrame) else ()
    head = read_head(titles, schema, {*results, *marked})
    return _Reader(sheet, titles, head, schema, {**schema.defaults, **(base or {})}).read(rows)


class _Reader:
    """Reads row after row and notes every cell that is wrong."""

    def __init__(
        self,
        sheet: Sheet,
        titles: Sequence[str],
        head: DesignHead,
        schema: ParameterSchema,
        base: dict[str, Value],
    ) -> None:
        self._sheet, self._titles, self._preset, self._schema = sheet, titles, head.preset, schema
        self._columns = {
            place: (parameter.name, ParameterCells(parameter, schema)) for place, parameter in head.parameters.items()
        }
        self._bases = {"": base}
        self._problems: list[str] = []

    def read(self, rows: Iterator[tuple[int, Sequence[str]]]) -> list[dict[str, Value]]:
        """All of them. Raises RequestError if any cell is wrong."""
        read = [self._row(number, cells) for number, cells in rows]
        if self._problems:
            more = len(self._problems) - _TOLD
            told = self._problems[:_TOLD] + ([f"and {more:,} more"] if more > 0 else [])
            raise RequestError(
                "; ".join(told),
                parameter="source",
                value=tuple(self._problems),
                allowed="values as the parameters allow, or empty cells for the defaults",
            )
        return read

    def _row(self, number: int, cells: Sequence[str]) -> dict[str, Value]:
        values = dict(self._base(number, cells))
        for place, (name, column) in self._columns.items():
            try:
                value = column.value(cells[place]) if place < len(cells) else None
            except RequestError as error:
                self._note(number, place, str(error))
                continue
            if value is not None:
                values[name] = value
        for place, cell in enumerate(cells[len(self._titles) :], len(self._titles)):
            if cell.strip():
                self._note(number, place, f"{cell[:40]!r} stands in no column")
        return values

    def _base(self, number: int, cells: Sequence[str]) -> dict[str, Value]:
        """What the row has where it says nothing itself."""
        place = self._preset
        preset = cells[place].strip() if place is not None and place < len(cells) else ""
        if place is not None and preset not in self._bases:
            try:
                self._bases[preset] = self._schema.resolve(preset)
            except RequestError as error:
                self._note(number, place, f"{error}; known: {error.allowed}")
                return self._bases[""]
        return self._bases[preset]

    def _note(self, row: int, place: int, problem: str) -> None:
        heading = self._titles[place] if place < len(self._titles) else f"column {place + 1}"
        self._problems.append(f"{self._sheet.place(row, place, heading)}: {problem}")
