"""Reading the open tables: the CSV files of bd-warehouse and FastenersWB, the YAML files of BOLTS."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from comparison.sizes import Naming, plain
from comparison.values import Key, Values

Row = Mapping[str, str]


@dataclass(frozen=True)
class Columns:
    """Which columns of a file are which symbols of a family.

    ``size`` are the columns that name the size, joined by x; ``table`` names one of several tables in the file;
    ``above`` how far (mm) the limits of a column lie above the nominal value.
    """

    family: str
    file: str
    symbols: Mapping[str, str]
    size: tuple[str, ...]
    table: str = ""
    naming: Naming = plain
    above: Mapping[str, float] = field(default_factory=dict)

    def values(self, rows: Iterable[Row]) -> Iterator[tuple[Key, float]]:
        """What the rows state; an empty cell, or one that is no number, states nothing."""
        for row in rows:
            size = "x".join(self.naming(row[name]) for name in self.size)
            for name, symbol in self.symbols.items():
                if (value := number(row.get(name, ""))) is not None:
                    yield Key(self.family, size, symbol), value - self.above.get(name, 0.0)


@dataclass(frozen=True)
class Lengths:
    """The lengths of a family: of the values in the first column of one table those that another lets a size have."""

    family: str
    ranges: tuple[str, str]
    nominal: tuple[str, str]
    """Each a file and the name of a table in it."""

    def values(self, ranges: Iterable[Row], nominal: Iterable[Row]) -> Iterator[tuple[Key, float]]:
        """The lengths of each size. The columns of a range are its size, the least and the greatest."""
        lengths = [float(next(iter(row.values()))) for row in nominal]
        for row in ranges:
            size, shortest, longest = list(row.values())[:3]
            for length in (each for each in lengths if float(shortest) <= each <= float(longest)):
                yield Key(self.family, plain(size), "l"), length


def gathered(values: Iterable[tuple[Key, float]]) -> Values:
    """Values by key."""
    found: dict[Key, set[float]] = defaultdict(set)
    for key, value in values:
        found[key].add(value)
    return found


def rows_of(path: Path, table: str = "") -> Iterator[Row]:
    """The rows of the table of that name in a CSV file, or of its first. Raises KeyError if there is none.

    A table is a header and rows; above it, its names may stand, each alone in a line.
    """
    tables: dict[str, list[Row]] = {}
    names: list[str] = []
    header: list[str] = []
    for line in _lines(path):
        if len(line) == 1:
            names, header = ([] if header else names) + line, []
        elif not header:
            header = [name.strip() for name in line]
            current: list[Row] = []
            tables |= dict.fromkeys(names or [""], current)
        else:
            current.append(dict(zip(header, map(str.strip, line), strict=False)))
    return iter(tables[table] if table else next(iter(tables.values())))


def _lines(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from (line for line in csv.reader(file, skipinitialspace=True) if line)


def blt_rows(path: Path, table: str) -> Iterator[Row]:
    """The rows of a class of BOLTS; the name of a row is called ``key`` here. Raises StopIteration if there is none."""
    classes = yaml.safe_load(path.read_text("utf-8"))["classes"]
    found = next(known for known in classes if known["id"] == table)["parameters"]["tables"]
    for key, cells in found["data"].items():
        yield dict(zip(found["columns"], map(_text, cells), strict=True), key=key)


def number(text: str) -> float | None:
    """The number in a cell, also of a size such as M6; None where there is none."""
    try:
        return float(plain(text).partition("x")[0])
    except ValueError:
        return None


def _text(cell: Any) -> str:
    return "" if cell is None or cell == "None" else str(cell)
