"""Reading the open tables: bd-warehouse's CSV files, FastenersWB's CSV files, the YAML files of BOLTS."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from values import Key, Values, number

Row = Mapping[str, str]


@dataclass(frozen=True)
class Columns:
    """Which columns of a file are which symbols of a family. ``size`` are the columns that name the size, joined by x."""

    family: str
    file: str
    symbols: Mapping[str, str]
    size: tuple[str, ...]
    table: str = field(default="")
    """BOLTS: the id of the class."""


def read_csv(folder: Path, columns: Columns) -> Values:
    """The values of a CSV file; one that is missing there is an error, an empty cell is none."""
    return dict(_values(columns, rows_of(folder / columns.file)))


def rows_of(path: Path) -> Iterator[Row]:
    """The rows below the header, which is the first line of more than one cell."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [line for line in csv.reader(file) if len(line) > 1]
    header = [name.strip() for name in lines[0]]
    return (dict(zip(header, line, strict=False)) for line in lines[1:])


def read_blt(folder: Path, columns: Columns) -> Values:
    """The values of a class of BOLTS; the key of its table is called ``key`` here."""
    classes = yaml.safe_load((folder / columns.file).read_text("utf-8"))["classes"]
    table = next(known for known in classes if known["id"] == columns.table)["parameters"]["tables"]
    table = table[0] if isinstance(table, list) else table
    rows = (dict(zip(table["columns"], map(_text, line), strict=True), key=key) for key, line in table["data"].items())
    return dict(_values(columns, rows))


def _values(columns: Columns, rows: Iterator[Row]) -> Iterator[tuple[Key, float]]:
    for row in rows:
        size = "x".join(_size(row[name]) for name in columns.size)
        for name, symbol in columns.symbols.items():
            if (value := _float(row.get(name, ""))) is not None:
                yield Key(columns.family, size, symbol), value


def _size(text: str) -> str:
    """``6`` of M6-1, M6 and ``6 mm``; a designation such as ``* 6205`` without its mark."""
    plain = text.strip().lstrip("* ").removesuffix(" mm")
    return number(plain.split("-")[0] if plain.startswith("M") else plain)


def _float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:  # an empty cell, or the name of a recess
        return None


def _text(cell: Any) -> str:
    return "" if cell is None or cell == "None" else str(cell)
