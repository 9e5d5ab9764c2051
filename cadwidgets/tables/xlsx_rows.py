"""Rows of an XLSX file (ECMA-376) as texts: cells as they are stored, without a spreadsheet's idea of them.

Read by hand, as little as a table of parts needs: a library of its own for it would be the larger risk.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from cadwidgets.clients._zip import read_archive
from cadwidgets.contract.own_catalogs import MAX_COLUMNS
from cadwidgets.errors import BadAnswer, RequestError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_MOST_EMPTY = 10_000
"""So many rows may be left out one after the other: a row numbered a billion is no table."""
_LETTERS = re.compile("[A-Z]{1,3}")


def xlsx_rows(data: bytes) -> list[list[str]]:
    """All rows of the first sheet. A number has the digits that a spreadsheet keeps (15), a formula stays a text such
    as ``=A2*2``, a date is the number that is stored.

    Raises RequestError for what is no such file, and for XML with entities or a document type.
    """
    try:
        members = read_archive(data)
        strings = _strings(members)
        sheet = fromstring(members[_first_sheet(members)], forbid_dtd=True)
        return list(_rows(sheet, strings))
    except (BadAnswer, DefusedXmlException, ParseError, KeyError, IndexError, ValueError, RecursionError) as error:
        raise RequestError(f"this is no XLSX file that can be read: {error}", parameter="SOURCE") from None


def _first_sheet(members: Mapping[str, bytes]) -> str:
    workbook = fromstring(members[_WORKBOOK], forbid_dtd=True)
    sheets = [sheet.get(_LINK) for sheet in workbook.iterfind(f"{_MAIN}sheets/{_MAIN}sheet")]
    links = fromstring(members[_LINKS], forbid_dtd=True)
    targets = {each.get("Id"): each.get("Target", "") for each in links}
    return posixpath.normpath(posixpath.join("xl", targets[sheets[0]])).lstrip("/")


def _strings(members: Mapping[str, bytes]) -> Sequence[str]:
    """The texts that cells share; a file may have none."""
    if _STRINGS not in members:
        return ()
    return [_text(item) for item in fromstring(members[_STRINGS], forbid_dtd=True)]


def _text(item: Any) -> str:
    """The text of an item in all its runs, but not how it is pronounced."""
    parts = [item.find(f"{_MAIN}t"), *item.iterfind(f"{_MAIN}r/{_MAIN}t")]
    return "".join(part.text or "" for part in parts if part is not None)


def _rows(sheet: Any, strings: Sequence[str]) -> Iterator[list[str]]:
    """The rows in their places: the file leaves out empty ones."""
    at = 1
    for row in sheet.iterfind(f"{_MAIN}sheetData/{_MAIN}row"):
        number = int(row.get("r", at))
        if not at <= number <= at + _MOST_EMPTY:
            raise ValueError("its rows are out of order")
        yield from ([] for _ in range(at, number))
        at = number + 1
        yield _cells(row, strings)


def _cells(row: Any, strings: Sequence[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.iterfind(f"{_MAIN}c"):
        column = _column(cell.get("r", ""), len(cells))
        if column >= MAX_COLUMNS:
            raise ValueError(f"it has more than {MAX_COLUMNS} columns")
        cells += [""] * (column - len(cells))
        cells.append(_cell(cell, strings))
    return cells


def _column(reference: str, following: int) -> int:
    """The column of ``C7``, counted from 0; the ``following`` one where no reference is told."""
    letters = _LETTERS.match(reference)
    if letters is None:
        return following
    column = 0
    for letter in letters[0]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _cell(cell: Any, strings: Sequence[str]) -> str:
    formula, kind, inline = cell.find(f"{_MAIN}f"), cell.get("t", "n"), cell.find(f"{_MAIN}is")
    value = cell.findtext(f"{_MAIN}v", "")
    if formula is not None:
        return f"={formula.text or ''}"
    if kind == "s":
        return strings[int(value)]
    if kind == "inlineStr" and inline is not None:
        return _text(inline)
    return f"{float(value):.15g}" if kind == "n" and value else value
