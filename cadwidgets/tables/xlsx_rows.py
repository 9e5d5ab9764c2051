"""Rows of an XLSX file as texts, read by openpyxl; the archive is checked first, since it may be anybody's."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException

from cadwidgets.clients._zip import read_archive
from cadwidgets.contract._bom_text_numbers import number_text
from cadwidgets.contract.own_catalogs import MAX_COLUMNS, MAX_ROWS
from cadwidgets.errors import BadAnswer, CadWidgetsError, RequestError

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How the format writes characters that XML cannot have (ECMA-376, ST_Xstring); openpyxl leaves them so."""
_UNREADABLE = (
    *(BadAnswer, DefusedXmlException, ParseError, zipfile.BadZipFile),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, RecursionError),  # openpyxl at nonsense
)


def xlsx_rows(
    data: bytes, *, calculated: bool = False, rows: int = MAX_ROWS, columns: int = MAX_COLUMNS
) -> list[list[str]]:
    """All rows of the first sheet. A number has the digits that a spreadsheet shows (15), a formula stays a text such
    as ``=A2*2``, a date is written ``2026-11-24``. ``calculated``: numbers have all their digits, and formulas are the
    results that were saved with them.

    Raises RequestError for what is no such file, for XML with entities, and for more than ``rows`` below the head, or
    more ``columns``: by default what a catalog may have; CadWidgetsError where openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError:
        raise CadWidgetsError('XLSX files need openpyxl: pip install "cadwidgets[xlsx]"') from None
    try:
        read_archive(data)  # no bombs, no names outside of it: openpyxl looks at neither
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=calculated)
        written = number_text if calculated else "{:.15g}".format
        return list(_rows(workbook.worksheets[0], written, rows, columns))
    except _UNREADABLE as error:
        raise RequestError(f"this is no XLSX file that can be read: {error}", parameter="SOURCE") from None


def _rows(sheet: Any, written: Callable[[float], str], rows: int, columns: int) -> Iterator[list[str]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        if number > rows or len(row) > columns:
            raise ValueError(f"it has more than {rows:,} rows or {columns} columns")
        yield [_text(cell, written) for cell in row]


def _text(cell: object, written: Callable[[float], str]) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return written(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), str(cell))
