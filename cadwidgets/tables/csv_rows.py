"""Rows of a CSV file as texts: nothing is guessed but the separator."""

from __future__ import annotations

import codecs
import csv
import io

from cadwidgets.errors import RequestError

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SEPARATORS = ";\t,|"


def csv_rows(data: bytes) -> list[list[str]]:
    """All rows of a file, the head included.

    The encoding is that of its byte-order mark, else UTF-8 if it is that throughout, else Windows-1252. The separator
    is the one of semicolon, tab, comma and bar that stands most often in the first line that has any.

    Raises RequestError.
    """
    text = _decoded(data)
    lines = text.splitlines()
    head = next((line for line in lines if any(separator in line for separator in _SEPARATORS)), "")
    separator = max(_SEPARATORS, key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise RequestError(f"the table cannot be read: {error}", parameter="SOURCE") from None


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # five of its bytes mean nothing
