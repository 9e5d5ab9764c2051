"""A design table as an XLSX file, to sort and filter in a spreadsheet. No text can become a formula."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Any

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.requests import http_text
from cadwidgets.errors import RequestError
from cadwidgets.tables.design_columns import VARIANT, Cell, DesignColumn
from cadwidgets.tables.design_texts import cell_text
from cadwidgets.tables.xlsx_cells import escaped, write_number, write_text

_MAX_ROWS = 1_048_575
"""Of a sheet in Excel, below its head."""
_WIDTHS = {"error": 60, "status": 12, VARIANT: 9}
_GENERAL, _AS_TEXT = "General", "@"
_DIGITS = 4
"""Significant ones of a column of results, as it is shown; the cell has them all."""


def design_xlsx(columns: Sequence[DesignColumn], rows: Sequence[DesignRow], numbers: Sequence[int]) -> bytes:
    """A sheet with a frozen head and first column, which has the variants' numbers; with a filter over all columns, and
    failed variants marked.

    Raises RequestError where openpyxl is not installed, and for more rows than a sheet can have.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
    except ModuleNotFoundError:
        raise RequestError(
            "XLSX files need openpyxl", parameter="path", allowed='pip install "cadwidgets[xlsx]", or .csv'
        ) from None
    if len(rows) > _MAX_ROWS:
        raise RequestError(f"{len(rows):,} rows do not fit in a sheet", parameter="path", allowed="CSV")
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("Variants")
    forms = [_form(column, rows) for column in columns]
    _lay_out(sheet, columns, forms, len(rows))
    sheet.append([_heading(WriteOnlyCell(sheet), text) for text in (VARIANT, *(column.heading for column in columns))])
    for number, row in zip(numbers, rows, strict=True):
        cells = zip(columns, forms, strict=True)
        sheet.append([number, *(_cell(WriteOnlyCell(sheet), column, row, form) for column, form in cells)])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _lay_out(sheet: Any, columns: Sequence[DesignColumn], forms: Sequence[str], rows: int) -> None:
    """All that is told before the first row: widths, what new cells are like, what stays in sight."""
    from openpyxl.utils import get_column_letter

    sheet.column_dimensions["A"].width = _WIDTHS[VARIANT]
    for place, (column, form) in enumerate(zip(columns, forms, strict=True), start=2):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = _WIDTHS.get(column.name, min(max(12, len(column.heading) + 4), 30))
        dimension.number_format = form
    last = get_column_letter(len(columns) + 1)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{last}{rows + 1}"
    if rows:
        status = next(place for place, column in enumerate(columns, start=2) if column.name == "status")
        _mark_failed(sheet, f"A2:{last}{rows + 1}", get_column_letter(status))


def _mark_failed(sheet: Any, cells: str, status: str) -> None:
    """By a rule rather than cell by cell: so the marks stay right in a table that is sorted or changed."""
    from openpyxl.formatting import rule
    from openpyxl.styles import Font, PatternFill

    fill = PatternFill(start_color="FFFCE4D6", end_color="FFFCE4D6", fill_type="solid")
    made: Any = rule.FormulaRule
    marks = made(formula=[f'${status}2="failed"'], fill=fill, font=Font(color="FF9C2A00"))
    sheet.conditional_formatting.add(cells, marks)


def _heading(cell: Any, text: str) -> Any:
    from openpyxl.styles import Alignment, Font

    cell.value = escaped(text)
    cell.data_type = "s"
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(cell: Any, column: DesignColumn, row: DesignRow, form: str) -> Any:
    value = column.value(row)
    if value is None or (value == "" and column.parameter is None):
        return None
    if isinstance(value, bool):
        cell.value = value
    elif isinstance(value, int | float):
        write_number(cell, repr(value), form)
    else:
        write_text(cell, cell_text(value) if isinstance(value, str) else http_text(value))
    return cell


def _form(column: DesignColumn, rows: Sequence[DesignRow]) -> str:
    """How the cells of a column are shown: results with as many decimals as the largest one needs."""
    if column.role in ("result", "measure") or column.name == "seconds":
        return _decimals([column.value(row) for row in rows])
    texts = column.role == "fact" or (column.parameter is not None and column.parameter.kind in ("text", "tuple"))
    return _AS_TEXT if texts else _GENERAL


def _decimals(values: Sequence[Cell]) -> str:
    largest = max((abs(value) for value in values if isinstance(value, int | float)), default=0.0)
    if not largest:
        return _GENERAL
    decimals = _DIGITS - 1 - math.floor(math.log10(largest))
    return "0." + "0" * decimals if 0 < decimals < 10 else "0" if -12 < decimals <= 0 else "0.000E+00"
