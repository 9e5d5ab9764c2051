"""Bills of materials out of files of any kind, recognised by their content: a name may lie."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cadwidgets.clients._zip import read_archive
from cadwidgets.contract._bom_text_lines import Columns
from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_json import lines_from_json, to_json
from cadwidgets.contract.bom_parts import lines_of_text
from cadwidgets.contract.bom_text import BomText
from cadwidgets.errors import BadAnswer, RequestError
from cadwidgets.tables.bom_csv import read_csv
from cadwidgets.tables.bom_head import Head
from cadwidgets.tables.bom_rows import ReadLines, lines_of_rows
from cadwidgets.tables.xlsx_rows import xlsx_rows

_ZIP = b"PK\x03\x04"
_FORMAT = "cadwidgets-bom"
_VERSION = 1


def read_bom(source: str | Path | bytes) -> ReadLines:
    """A path or the bytes themselves: our JSON, an XLSX file, a zip with a BOM text, a table as CSV, a BOM text.

    Raises RequestError for a file that cannot be read or is none of these, BadAnswer for a zip that is damaged or has
    no BOM text.
    """
    data = source if isinstance(source, bytes) else _content(Path(source))
    if data.startswith(_ZIP):
        return lines_of_rows(xlsx_rows(data, calculated=True)) if _is_workbook(data) else _of_text(_text_in(data))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _of_json(data)
    rows = _table_rows(data)
    return lines_of_rows(rows) if rows else _of_text(BomText.parse(data))


def json_text(lines: Iterable[BomLine], title: str) -> str:
    """Our own JSON, which has all that the lines say."""
    told = {"format": _FORMAT, "version": _VERSION, "title": title, "lines": to_json(lines)}
    return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _of_json(data: bytes) -> ReadLines:
    try:
        told: Any = json.loads(data.decode("utf-8-sig"))
        if told["format"] != _FORMAT or told["version"] != _VERSION:
            raise ValueError("it is of another format or version")
        return ReadLines(lines_from_json(told["lines"]), title=str(told.get("title", "")))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RequestError(
            f"this JSON is no bill of materials: {error}",
            parameter="source",
            allowed=f'an object with "format": "{_FORMAT}", "version": {_VERSION} and "lines", as Bom.save writes it',
        ) from None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        why = getattr(error, "strerror", None) or str(error)
        raise RequestError(f"{str(path)[:200]!r} cannot be read: {why}", parameter="source") from None


def _is_workbook(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except zipfile.BadZipFile as error:
        raise BadAnswer(f"the archive is damaged: {error}") from None


def _text_in(archive: bytes) -> BomText:
    """The first text in the zip that reads as a BOM."""
    texts = (data for name, data in read_archive(archive).items() if name.lower().endswith(".txt"))
    found = next((text for text in map(BomText.parse, texts) if text.fields), None)
    if found is None:
        raise BadAnswer("the archive has no BOM text")
    return found


def _table_rows(data: bytes) -> list[list[str]]:
    """The rows of a table with a line a row; none for a text with an attribute a row."""
    try:
        rows = read_csv(data)
        head = Head.found_in(rows)
    except RequestError:
        return []
    return rows if Columns.named_by(rows[head.row]) is None else []


def _of_text(text: BomText) -> ReadLines:
    return ReadLines(lines_of_text(text), text.unread)
