"""A bill of materials as an XLSX file with live sums. Texts are written as texts: none can become a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_tree import PlacedLine, placed
from cadwidgets.errors import RequestError
from cadwidgets.tables.bom_xlsx_sums import LETTERS, SHEET_COLUMNS, TOTALS, sums
from cadwidgets.tables.xlsx_cells import escaped, write_number, write_text

_WIDTHS = {"part_number": 24, "name": 32, "technical_data": 40, "missing": 24, "remark": 32, "selection_path": 24}
_FORMATS = {"mass_kg": "0.000", "mass_total_kg": "0.000", "unit_cost": "#,##0.00", "cost_total": "#,##0.00"}


def to_xlsx(lines: Iterable[BomLine], title: str = "") -> bytes:
    """A sheet with a frozen head, a row for each line, and the sums below with how many lines they cover.

    Raises RequestError where openpyxl is not installed, and for a text that is too long for a cell.
    """
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError:
        raise RequestError(
            "XLSX files need openpyxl", parameter="path", allowed='pip install "cadwidgets[xlsx]", or .csv'
        ) from None
    rows = list(placed(lines))
    book = Workbook()
    book.properties.title = escaped(title)
    sheet: Any = book.active
    sheet.title = "BOM"
    _write_head(sheet)
    for number, known in enumerate(rows, start=2):
        _write_line(sheet, number, known)
    for (number, name), formula in sums(rows).items():
        sheet[f"{LETTERS[name]}{number}"] = formula
        sheet[f"{LETTERS[name]}{number}"].number_format = _FORMATS.get(name, "General")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_head(sheet: Any) -> None:
    """The headings, and how cells of each column are that nobody has filled yet: there 00123 stays a text too."""
    from openpyxl.styles import Alignment, Font

    for column in SHEET_COLUMNS:
        cell = sheet[f"{LETTERS[column.name]}1"]
        cell.value = column.heading
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        dimension = sheet.column_dimensions[LETTERS[column.name]]
        dimension.width = _WIDTHS.get(column.name, 14)
        dimension.number_format = _FORMATS.get(column.name, "General" if column.is_number else "@")
    sheet.freeze_panes = "B2"


def _write_line(sheet: Any, number: int, known: PlacedLine) -> None:
    for place, column in enumerate(SHEET_COLUMNS, start=1):
        value = column.value(known)
        if value in (None, "") or column.name in TOTALS:
            continue
        cell = sheet.cell(number, place)  # by its name it would be found twice as slowly
        if isinstance(value, str):
            write_text(cell, value)
        else:
            write_number(cell, repr(value), _FORMATS.get(column.name, "General"))
