"""A bill of materials as an XLSX file with live sums. Texts are written as texts: none can become a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_tree import PlacedLine, placed
from cadwidgets.errors import RequestError
from cadwidgets.tables.bom_xlsx_sums import PLACES, SHEET_COLUMNS, TOTALS, sums

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MAX_CELL = 32_767
"""Characters in a cell of Excel."""
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WIDTHS = {"part_number": 24, "name": 32, "technical_data": 40, "missing": 24, "remark": 32, "selection_path": 24}
_FORMATS = {"mass_kg": "0.000", "mass_total_kg": "0.000", "unit_cost": "#,##0.00", "cost_total": "#,##0.00"}


def to_xlsx(lines: Iterable[BomLine], title: str = "") -> bytes:
    """A sheet with a frozen head, a row for each line, and the sums below with how many lines they cover.

    Raises RequestError where openpyxl is not installed, and for a text that is too long for a cell.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Font
    except ModuleNotFoundError:
        raise RequestError(
            "XLSX files need openpyxl", parameter="path", allowed='pip install "cadwidgets[xlsx]", or .csv'
        ) from None
    rows = list(placed(lines))
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "BOM"
    book.properties.title = _escaped(title)
    _write_head(sheet)
    for number, known in enumerate(rows, start=2):
        _write_line(sheet, number, known)
    for (number, name), formula in sums(rows).items():
        cell: Any = sheet.cell(number, PLACES[name], formula)
        cell.font = Font(bold=number > len(rows) + 1)
        cell.number_format = _FORMATS.get(name, "General")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_head(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for column in SHEET_COLUMNS:
        cell = _text_cell(sheet, 1, column.name, column.heading)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(PLACES[column.name])].width = _WIDTHS.get(column.name, 14)
    sheet.freeze_panes = "B2"


def _write_line(sheet: Worksheet, number: int, known: PlacedLine) -> None:
    for column in SHEET_COLUMNS:
        value = column.value(known)
        if isinstance(value, str):
            _text_cell(sheet, number, column.name, value)
        elif value is not None and column.name not in TOTALS:
            _number_cell(sheet, number, column.name, value)


def _number_cell(sheet: Worksheet, number: int, name: str, value: float) -> None:
    cell: Any = sheet.cell(number, PLACES[name])
    cell.value = repr(value)  # all digits: openpyxl itself writes 16
    cell.data_type = "n"
    cell.number_format = _FORMATS.get(name, "General")


def _text_cell(sheet: Worksheet, number: int, name: str, text: str) -> Any:
    """A cell that holds a text whatever it looks like, also after somebody has edited it."""
    cell: Any = sheet.cell(number, PLACES[name])
    cell.value = _escaped(text)
    if text:
        cell.data_type = "s"  # openpyxl takes =1+1 for a formula and #N/A for an error
    cell.number_format = "@"
    cell.quotePrefix = True
    return cell


def _escaped(text: str) -> str:
    """What XML cannot have, as the format writes it (ECMA-376, ST_Xstring)."""
    escaped = _NOT_XML.sub(lambda found: f"_x{ord(found.group()):04X}_", text)
    if len(escaped) > _MAX_CELL:
        raise RequestError(
            f"a text of {len(escaped):,} characters does not fit in a cell: {text[:40]!r}",
            parameter="path",
            allowed=f"{_MAX_CELL:,} characters, or another format than XLSX",
        )
    return escaped
