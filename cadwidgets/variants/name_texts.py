"""Texts of file names: values as people write them, and what Windows, macOS and Linux allow."""

from __future__ import annotations

import re
import unicodedata

from cadwidgets.clients._zip import is_plain_name
from cadwidgets.contract.parameters import Value
from cadwidgets.contract.requests import SUFFIXES

MAX_NAME = 120
"""Characters of a file's name, its ending included."""
MAX_BYTES = 240
"""Of the same in UTF-8: file systems of Linux take 255."""
FORMAT = re.compile(r"[+]?0?[0-9]{0,2}(\.[0-9]{1,2})?[dfeg]?")
"""What may stand behind the colon of a field: Python's own formats of numbers, of a bounded length."""
_ENDING = max(map(len, SUFFIXES.values()))


def value_text(value: Value, form: str = "") -> str:
    """The value in a name: ``40``, ``2.5``, ``true``, ``10x20`` for a tuple. Raises ValueError for a format that does
    not fit it: only numbers have any."""
    if isinstance(value, tuple):
        return "x".join(value_text(number, form) for number in value)
    if isinstance(value, bool | str):
        if form:
            raise ValueError(f"{str(value)[:40]!r} is no number")
        return str(value).lower() if isinstance(value, bool) else value
    return format(value, form or (".10g" if isinstance(value, float) else "d"))


def safe_name(text: str, room: int = 0) -> str:
    """``text`` as a file can be called on any system, with room for any ending, and for ``room`` characters more."""
    name = unicodedata.normalize("NFC", text)
    if not is_plain_name(name):
        name = "".join(letter if is_plain_name(f"a{letter}a") else "_" for letter in name)
    name = _cut(name.strip(" ."), room) or "variant"
    return name if is_plain_name(name) and not name.startswith("-") else _cut(f"_{name}", room)


def _cut(text: str, room: int) -> str:
    """The beginning of the text that a name has place for."""
    cut = text[: MAX_NAME - _ENDING - room].encode()[: MAX_BYTES - _ENDING - room]
    return cut.decode("utf-8", "ignore").rstrip(" .")
