"""Rows of an XLSX file as texts, read by openpyxl; the archive is checked first, since it may be anybody's."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException

from cadwidgets.clients._zip import read_archive
from cadwidgets.contract.own_catalogs import MAX_COLUMNS, MAX_ROWS
from cadwidgets.errors import BadAnswer, CadWidgetsError, RequestError

_UNREADABLE = (
    *(BadAnswer, DefusedXmlException, ParseError, zipfile.BadZipFile),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, RecursionError),  # openpyxl at nonsense
)


def xlsx_rows(data: bytes) -> list[list[str]]:
    """All rows of the first sheet. A number has the digits that a spreadsheet keeps (15), a formula stays a text such
    as ``=A2*2``, a date is written ``2026-11-24``.

    Raises RequestError for what is no such file, for XML with entities, and for more rows or columns than a catalog
    may have; CadWidgetsError where openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError:
        raise CadWidgetsError('XLSX files need openpyxl: pip install "cadwidgets[xlsx]"') from None
    try:
        read_archive(data)  # no bombs, no names outside of it: openpyxl looks at neither
        workbook = load_workbook(io.BytesIO(data), read_only=True)
        return list(_rows(workbook.worksheets[0]))
    except _UNREADABLE as error:
        raise RequestError(f"this is no XLSX file that can be read: {error}", parameter="SOURCE") from None


def _rows(sheet: Any) -> Iterator[list[str]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        if number > MAX_ROWS or len(row) > MAX_COLUMNS:
            raise ValueError(f"it has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns")
        yield [_text(cell) for cell in row]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    return str(cell)
