"""A design table as a file: CSV or XLSX, which appears whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.part_file import write_whole
from cadwidgets.errors import RequestError
from cadwidgets.tables.design_columns import VARIANT, Cell, DesignColumn, Measures, design_columns
from cadwidgets.tables.design_texts import csv_text
from cadwidgets.tables.design_xlsx import design_xlsx


def write_design(
    path: str | Path,
    rows: Sequence[DesignRow],
    schema: ParameterSchema,
    measures: Measures = (),
    numbers: Sequence[int] | None = None,
) -> Path:
    """Write the table to ``path``, in the format of its ending; `design_read.read_design` reads the same values again.
    The first column has the ``numbers`` of the variants, by default from 1.

    Returns the path. Raises RequestError for another ending, for a place that cannot be written, and for XLSX without
    openpyxl.
    """
    target, columns = Path(path), design_columns(rows, schema, measures)
    counted = range(1, len(rows) + 1) if numbers is None else numbers
    match target.suffix.lower():
        case ".csv":
            data = design_csv(columns, rows, {VARIANT: counted})
        case ".xlsx":
            data = design_xlsx(columns, rows, counted)
        case _:
            allowed = "a name that ends with .csv or .xlsx"
            raise RequestError(f"{target.name!r} is no table", parameter="path", value=str(path), allowed=allowed)
    return write_whole(target, data)


def design_csv(
    columns: Sequence[DesignColumn], rows: Sequence[DesignRow], first: Mapping[str, Sequence[int] | Sequence[str]]
) -> bytes:
    """A head with units and a row for each variant, in UTF-8 with the mark that spreadsheets want.

    ``first`` are columns by their headings that stand before the others and tell the variants, as their numbers do.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(map(csv_text, [*first, *(column.heading for column in columns)]))
    for cells, row in zip(zip(*first.values(), strict=True), rows, strict=True):
        values = (_blank(column.value(row)) if column.parameter is None else column.value(row) for column in columns)
        writer.writerow(map(csv_text, [*map(_blank, cells), *values]))
    return target.getvalue().encode("utf-8-sig")


def _blank(value: Cell) -> Cell:
    """A text of nothing is an empty cell where nobody reads it as a value."""
    return None if value == "" else value
