"""Cells of XLSX files: numbers with all their digits, and texts that stay texts whatever they look like."""

from __future__ import annotations

import re
from typing import Any

from cadwidgets.errors import RequestError

_MAX_CELL = 32_767
"""Characters in a cell of Excel."""
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def write_number(cell: Any, digits: str, form: str) -> None:
    """A number as ``form`` shows it, such as ``0.000``."""
    cell.value = digits  # all of them: openpyxl itself writes 16
    cell.data_type = "n"
    cell.number_format = form


def write_text(cell: Any, text: str) -> None:
    """A text whatever it looks like, also after somebody has edited it. Raises RequestError for one too long."""
    cell.value = escaped(text)
    cell.data_type = "s"  # openpyxl takes =1+1 for a formula and #N/A for an error
    cell.number_format = "@"
    cell.quotePrefix = True


def escaped(text: str) -> str:
    """What XML cannot have, as the format writes it (ECMA-376, ST_Xstring). Raises RequestError for a text too long."""
    escaped = _NOT_XML.sub(lambda found: f"_x{ord(found.group()):04X}_", text)
    if len(escaped) > _MAX_CELL:
        raise RequestError(
            f"a text of {len(escaped):,} characters does not fit in a cell: {text[:40]!r}",
            parameter="path",
            allowed=f"{_MAX_CELL:,} characters, or another format than XLSX",
        )
    return escaped
