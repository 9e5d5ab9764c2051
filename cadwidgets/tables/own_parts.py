"""Somebody's own parts out of a CSV or XLSX file, a folder of STEP files, or a DataFrame. Every cell is text."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from cadwidgets.contract.own_catalogs import (
    FILE,
    PART_NUMBER,
    FileProblem,
    OwnParts,
    RowProblem,
    check_file_name,
    column_key,
)
from cadwidgets.errors import RequestError
from cadwidgets.tables.csv_rows import csv_rows
from cadwidgets.tables.xlsx_rows import xlsx_rows

FRAME_PREFIX = "frame-"
"""How the ids of catalogs begin that are called by nothing but their content."""
_STEP_ENDINGS = (".step", ".stp")
_READERS: Mapping[str, Callable[[bytes], list[list[str]]]] = {
    ".csv": csv_rows,
    ".txt": csv_rows,
    ".tsv": csv_rows,
    ".xlsx": xlsx_rows,
}
Row = dict[str, str]


def read_parts(path: Path, *, files: Path | None = None, title: str = "") -> OwnParts:
    """The parts in a table (CSV, XLSX) or in a folder of STEP files.

    The paths in a table's column ``file`` begin at the folder ``files``, else at the table's own, and stay below it.
    Raises RequestError for what cannot be read as a whole; single rows and files that cannot are told in the result.
    """
    title = title or path.stem
    if path.is_dir():
        return _of_folder(path, title)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        allowed = f"a folder, or a file that ends with {', '.join(_READERS)}"
        raise RequestError(f"{path.name!r} is no table", parameter="SOURCE", value=str(path), allowed=allowed)
    try:
        table = reader(path.read_bytes())
    except OSError as error:
        raise RequestError(f"{str(path)!r} cannot be read: {error.strerror}", parameter="SOURCE") from None
    lines, rows, problems = _rows(table)
    return _with_files(title, rows, lines, problems, _below(files or path.parent))


def frame_parts(frame: Any, title: str = "") -> OwnParts:
    """The parts in a DataFrame; paths in its column ``file`` begin at the working folder.

    Raises TypeError for what is no DataFrame, and RequestError for one without a column of part numbers: one that is
    called so, else the first, if it has another text in each row.
    """
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"catalog is a {type(frame).__name__} and no pandas DataFrame")
    columns = [str(column) for column in frame.columns]
    rows = [dict(zip(columns, map(_text, values), strict=True)) for values in frame.itertuples(index=False, name=None)]
    _check_numbers(columns, rows)
    return _with_files(title or "DataFrame", rows, list(range(1, len(rows) + 1)), [], Path)


def content_id(parts: OwnParts) -> str:
    """An id for a catalog that is called by nothing but its content: equal parts have the same."""
    said = json.dumps([parts.title, *parts.rows, {name: str(path) for name, path in parts.files.items()}])
    return f"{FRAME_PREFIX}{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def _of_folder(folder: Path, title: str) -> OwnParts:
    """A part for each STEP file, called by the file's name without its ending."""
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in _STEP_ENDINGS and path.is_file())
    if not paths:
        raise RequestError(f"{str(folder)!r} has no STEP file", parameter="SOURCE", allowed="files in .step or .stp")
    rows = [{PART_NUMBER: path.stem, FILE: path.name} for path in paths]
    read = _with_files(title, rows, list(range(1, len(rows) + 1)), [], _below(folder))
    kept = [place for place, row in enumerate(read.rows) if row[FILE]]
    return OwnParts(
        title,
        tuple(read.rows[place] for place in kept),
        tuple(read.lines[place] for place in kept),
        read.files,
        file_problems=read.file_problems,
        of_files=True,
    )


def _rows(table: Sequence[Sequence[str]]) -> tuple[list[int], list[Row], list[RowProblem]]:
    """The rows below the head with their lines, and those that have more cells than the head; blank ones are left
    out."""
    if not table:
        raise RequestError("the table is empty", parameter="SOURCE", allowed="a line with the names of the columns")
    head = _head(table[0])
    lines, rows, problems = [], [], []
    for line, cells in enumerate(table[1:], start=2):
        if any(cell.strip() for cell in cells[len(head) :]):
            problems.append(RowProblem(line, cells[0][:40], "the row has more cells than there are columns"))
        elif any(cell.strip() for cell in cells):
            lines.append(line)
            rows.append(dict(zip(head, [*cells, *[""] * len(head)], strict=False)))
    return lines, rows, problems


def _head(cells: Sequence[str]) -> list[str]:
    head = [cell.strip() for cell in cells]
    while head and not head[-1]:
        head.pop()
    if not head or not all(head) or len(set(map(column_key, head))) < len(head):
        raise RequestError("the columns cannot be told apart", parameter="SOURCE", allowed="a different name for each")
    return head


def _with_files(
    title: str, rows: list[Row], lines: list[int], problems: list[RowProblem], locate: Callable[[str], Path]
) -> OwnParts:
    """The rows with plain names in place of paths, and the paths; a file that cannot be had is told."""
    column = next((name for row in rows[:1] for name in row if column_key(name) == FILE), "")
    files: dict[str, Path] = {}
    broken: list[FileProblem] = []
    for row in rows if column else ():
        said, row[column] = row[column].strip(), ""
        try:
            if said:
                row[column] = _kept_as(locate(said), files)
        except RequestError as error:
            broken.append(FileProblem(said[:80], str(error)))
    return OwnParts(title, tuple(rows), tuple(lines), files, tuple(problems), tuple(dict.fromkeys(broken)))


def _kept_as(path: Path, files: dict[str, Path]) -> str:
    """The name of a file in its catalog, noted in ``files``: a second file of one name gets a number."""
    if not os.path.isfile(path):  # which takes any name, while Path.is_file raises for one that is too long
        raise RequestError("there is no such file")
    if path.suffix.lower() not in _STEP_ENDINGS:  # nothing else is read and sent, whatever a table says
        raise RequestError(f"its name ends with neither {' nor '.join(_STEP_ENDINGS)}")
    name, count = check_file_name(path.name), 1
    while files.setdefault(name, path) != path:
        count += 1
        name = check_file_name(f"{count}_{path.name}")
    return name


def _below(folder: Path) -> Callable[[str], Path]:
    """Finds files below a folder and nowhere else: a table from a stranger must not send what it does not have."""
    root = folder.resolve()

    def locate(text: str) -> Path:
        try:
            path = (root / text.replace("\\", "/")).resolve()
        except (OSError, ValueError):  # a name that no file can have
            raise RequestError("no file can be called that") from None
        if not path.is_relative_to(root):
            raise RequestError(f"the file is not below the folder {folder}")
        return path

    return locate


def _text(value: Any) -> str:
    """A cell's text: a whole number is written as one, whatever its type."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _check_numbers(columns: Sequence[str], rows: Sequence[Row]) -> None:
    if len(set(map(column_key, columns))) < len(columns):
        raise RequestError("two columns of the DataFrame have the same name", parameter="catalog")
    if not rows:
        raise RequestError("the DataFrame has no rows", parameter="catalog", allowed="one row for each part")
    if PART_NUMBER in map(column_key, columns):
        return
    numbers = [row[columns[0]].strip() for row in rows]
    if not all(numbers) or len(set(numbers)) < len(numbers):
        raise RequestError(
            "the DataFrame has no column of part numbers",
            parameter="catalog",
            allowed="a column part_number, or a first column with another text in each row",
        )
