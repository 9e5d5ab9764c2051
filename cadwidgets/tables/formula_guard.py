"""Texts in tables that a spreadsheet opens: none is taken for a formula, and reading gives every one back as it was."""

from __future__ import annotations

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for a formula, or for the blank before one; the last four are the wide ones of Japanese."""
_GUARD = "'"


def guarded(text: str) -> str:
    """The text with an apostrophe before it where it looks like a formula, or like a text that has one already."""
    return _GUARD + text if text.startswith((*_FORMULA_STARTS, _GUARD)) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if cell.startswith(_GUARD) and cell[1:].startswith((*_FORMULA_STARTS, _GUARD)) else cell
