"""A bill of materials as DataFrames: texts are of the type string, numbers float64 with NaN for what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from cadwidgets.contract._bom_text_numbers import number_text
from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_tree import placed
from cadwidgets.tables.bom_columns import COLUMNS, LEVEL_COLUMN

_ALL = (*COLUMNS, LEVEL_COLUMN)
_TYPES = {column.name: "float64" if column.is_number else "string" for column in _ALL} | {LEVEL_COLUMN.name: "int64"}


def bom_frame(lines: Iterable[BomLine]) -> pd.DataFrame:
    """One row a line, assemblies before what is in them. ``mass_total_kg`` and ``cost_total`` count in the whole: with
    the quantities of all assemblies above; the rows without children make the sums."""
    rows = [[column.value(known) for column in _ALL] for known in placed(lines)]
    return pd.DataFrame(rows, columns=[column.name for column in _ALL]).astype(_TYPES)


def attributes_frame(lines: Iterable[BomLine]) -> pd.DataFrame:
    """The technical data side by side: a row for each line, a text column for each label with its unit, as
    ``Length l [mm]``. What a line says twice is joined by semicolons."""
    index, rows = [], []
    for known in placed(lines):
        index.append((known.item, known.line.part_number))
        row: dict[str, str] = {}
        for label, value, unit in known.line.attributes:
            name = f"{label} [{unit}]" if unit else label
            row[name] = f"{row[name]}; {value}" if name in row else value
        rows.append(row)
    names = list(dict.fromkeys(name for row in rows for name in row))
    by_line = pd.MultiIndex.from_arrays([[one[place] for one in index] for place in (0, 1)], names=_INDEX)
    return pd.DataFrame([[row.get(name) for name in names] for row in rows], by_line, names, dtype="string")


_INDEX = ["item", "part_number"]


def frame_rows(frame: Any) -> list[list[str]]:
    """A DataFrame as rows of texts, its columns first. Raises TypeError for what is none."""
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"a BOM is read from a pandas DataFrame, not from a {type(frame).__name__}")
    body = [[_text(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    return [[str(column) for column in frame.columns], *body]


def _text(value: Any) -> str:
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    return number_text(float(value)) if isinstance(value, float) else str(value)
