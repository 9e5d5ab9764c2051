"""Rows of texts out of whatever a design table comes in, and what people call the place of a cell there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from cadwidgets.clients._zip import read_archive
from cadwidgets.contract.requests import http_text
from cadwidgets.errors import RequestError
from cadwidgets.tables.csv_rows import csv_rows
from cadwidgets.tables.design_columns import VARIANT
from cadwidgets.tables.design_texts import cell_text
from cadwidgets.tables.xlsx_rows import xlsx_rows

MAX_ROWS = 100_000
"""So many variants may one table have."""
_MAX_COLUMNS = 2_000
_MAX_BYTES = 128 << 20
_FORMULA = re.compile(rb"<(\w+:)?f[\s/>]")
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Sheet:
    """All rows, the head first. ``place`` tells a cell by its row and column, counted from 0, and its heading."""

    rows: Sequence[Sequence[str]]
    place: Callable[[int, int, str], str]


def read_sheet(source: object) -> Sheet:
    """A DataFrame, the path of a CSV or XLSX file, or the bytes of one.

    Raises RequestError for what cannot be read and for too many rows, TypeError for another kind of source, and
    CadWidgetsError for XLSX without openpyxl.
    """
    if isinstance(source, pd.DataFrame):
        return _of_frame(source)
    if not isinstance(source, str | Path | bytes):
        raise TypeError(f"a design table is a DataFrame, a path or bytes, and no {type(source).__name__}")
    data = source if isinstance(source, bytes) else _content(Path(source))
    if data.startswith(_ZIP):
        return Sheet(_workbook(data), _in_workbook)
    rows = csv_rows(data)
    _check_length(len(rows) - 1)
    if rows and rows[0] and rows[0][0].lower().startswith("sep="):  # which tells spreadsheets the separator
        rows[0] = []
    return Sheet(rows, lambda row, _, heading: f"row {row + 1}, {heading!r}")


def _of_frame(frame: pd.DataFrame) -> Sheet:
    _check_length(len(frame))
    labels = [str(label) for label in frame.index]
    columns = [[_text(value) for value in frame.iloc[:, place]] for place in range(frame.shape[1])]
    rows = [list(cells) for cells in zip(labels, *columns, strict=True)]
    head = [VARIANT, *map(str, frame.columns)]
    return Sheet([head, *rows], lambda row, _, heading: f"row {labels[row - 1]}, {heading!r}")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return cell_text(value)
    if isinstance(value, list | tuple):
        return http_text(value)
    if pd.api.types.is_scalar(value):
        return "" if pd.isna(value) else http_text(value.item() if hasattr(value, "item") else value)
    return http_text(value.tolist()) if hasattr(value, "tolist") else str(value)  # an array is a tuple, too


def _workbook(data: bytes) -> list[list[str]]:
    """The first sheet. A formula whose result was not saved stays a formula, which is no value: it must not pass for an
    empty cell, and so for a default."""
    rows = xlsx_rows(data, calculated=True, rows=MAX_ROWS, columns=_MAX_COLUMNS)
    if not any(map(_FORMULA.search, read_archive(data).values())):
        return rows
    written = xlsx_rows(data, rows=MAX_ROWS, columns=_MAX_COLUMNS)
    return [
        [cell or (said if said.startswith("=") else "") for cell, said in zip(cells, others, strict=True)]
        for cells, others in zip(rows, written, strict=True)
    ]


def _in_workbook(row: int, column: int, heading: str) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column + 1)}{row + 1}"


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        why = getattr(error, "strerror", None) or str(error)
        raise RequestError(f"{str(path)[:200]!r} cannot be read: {why}", parameter="source") from None
    if len(data) > _MAX_BYTES:
        allowed = f"at most {_MAX_BYTES >> 20} MiB"
        raise RequestError(f"{path.name!r} is too long for a design table", parameter="source", allowed=allowed)
    return data


def _check_length(rows: int) -> None:
    if rows > MAX_ROWS:
        allowed = f"at most {MAX_ROWS:,} variants"
        raise RequestError(f"the table has {rows:,} rows", parameter="source", value=rows, allowed=allowed)
