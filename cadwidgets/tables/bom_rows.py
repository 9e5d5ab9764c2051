"""Lines of a bill of materials out of the rows of any table: its headings tell what is what, every cell is a text.

What cannot be read is told with its row number and never guessed: a row without a quantity is no line, a value that is
no number stays a text among the attributes, and so does a column that is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_json import MAX_LINES
from cadwidgets.errors import RequestError
from cadwidgets.tables.bom_columns import LEVEL_COLUMN
from cadwidgets.tables.bom_head import Head
from cadwidgets.tables.bom_nesting import Row, nested
from cadwidgets.tables.bom_row import line_of

_TOTALS = ("total", "sum", "summe", "gesamt", "totale", "suma", "somme")
Cells = Sequence[str]


@dataclass(frozen=True)
class ReadLines:
    """The lines of a file, its title, and in words what of it was not read, or read with a doubt."""

    lines: tuple[BomLine, ...]
    unread: tuple[str, ...] = ()
    title: str = ""


def lines_of_rows(rows: Sequence[Cells]) -> ReadLines:
    """The lines of a table. Raises RequestError where no row has a heading for part numbers or names, and for more
    lines or levels than a BOM may have."""
    head = Head.found_in(rows)
    told = [f"row {number}: above the head: {_shown(cells)}" for number, cells in _filled(rows[: head.row], 1)]
    if "mass_kg" in head.places and not head.units["mass_kg"]:
        told.append(f"row {head.row + 1}: {head.titles['mass_kg']!r} names no unit: numbers alone were taken for kg")
    read: list[Row] = []
    for number, cells in _filled(rows[head.row + 1 :], head.row + 2):
        told += [f"row {number}: {doubt}" for doubt in _read_row(head, number, cells, read)]
    if len(read) > MAX_LINES:
        raise RequestError(f"a BOM has at most {MAX_LINES:,} lines", parameter="source", value=len(read))
    lines, misplaced = nested(read)
    return ReadLines(lines, (*told, *misplaced))


def _read_row(head: Head, number: int, cells: Cells, read: list[Row]) -> list[str]:
    """Put the row's line into ``read`` and tell what of it could not be read; a row of totals is no line."""
    if _is_total(head, cells):
        return []
    try:
        line, doubts = line_of(head, cells)
    except RequestError as error:
        return [f"{error}: {_shown(cells)}"]
    read.append(Row(number, head.said(cells, "item"), head.said(cells, LEVEL_COLUMN.name), line))
    return doubts


def _filled(rows: Iterable[Cells], first: int) -> Iterator[tuple[int, Cells]]:
    return ((number, cells) for number, cells in enumerate(rows, start=first) if any(cell.strip() for cell in cells))


def _is_total(head: Head, cells: Cells) -> bool:
    """Whether the row sums up those above it: it begins so, and has neither a quantity nor a part number."""
    first = next(cell.strip() for cell in cells if cell.strip())
    others = {head.said(cells, name).strip() for name in ("quantity", "part_number")}
    return "quantity" in head.places and first.lower().startswith(_TOTALS) and others <= {"", first}


def _shown(cells: Cells) -> str:
    return " | ".join(cell.strip() for cell in cells if cell.strip())[:200]
