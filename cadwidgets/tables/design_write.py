"""A design table as a file: CSV or XLSX, which appears whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.part_file import write_whole
from cadwidgets.contract.user_measures import UserMeasure
from cadwidgets.errors import RequestError
from cadwidgets.tables.design_columns import VARIANT, Cell, DesignColumn, design_columns
from cadwidgets.tables.design_texts import csv_text
from cadwidgets.tables.design_xlsx import design_xlsx

_Writer: TypeAlias = Callable[[Sequence[DesignColumn], Sequence[DesignRow]], bytes]


def write_design(
    path: str | Path,
    rows: Sequence[DesignRow],
    schema: ParameterSchema,
    measures: Mapping[str, UserMeasure] | None = None,
) -> Path:
    """Write the table to ``path``, in the format of its ending; `design_read.read_design` reads the same values again.

    Returns the path. Raises RequestError for another ending, for a place that cannot be written, and for XLSX without
    openpyxl.
    """
    target = Path(path)
    writer = _WRITERS.get(target.suffix.lower())
    if writer is None:
        allowed = "a name that ends with " + " or ".join(_WRITERS)
        raise RequestError(f"{target.name!r} is no table", parameter="path", value=str(path), allowed=allowed)
    return write_whole(target, writer(design_columns(rows, schema, measures), rows))


def design_csv(
    columns: Sequence[DesignColumn],
    rows: Sequence[DesignRow],
    before: Mapping[str, Sequence[str]] | None = None,
) -> bytes:
    """A head with units and a row for each variant, in UTF-8 with the mark that spreadsheets want.

    ``before`` are columns of texts by their headings, in place of the variants' numbers.
    """
    first: Mapping[str, Iterable[Cell]] = before or {VARIANT: range(len(rows))}
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


_WRITERS: Mapping[str, _Writer] = {".csv": design_csv, ".xlsx": design_xlsx}
