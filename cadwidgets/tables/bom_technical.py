r"""The technical data of a BOM line as one text: ``Length l = 20 [mm]; Thread = M6``.

Attributes come back from it as they were: ``; = [ ]`` and ``\`` within a text stand behind a backslash.
"""

from __future__ import annotations

import re

from cadwidgets.contract.bom import Attributes

LABEL = "Technical data"
_MARKS = re.compile(r"([\\;=\[\]])")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BETWEEN = re.compile(r"((?:\\.|[^\\;])+)(?:; |$)", re.DOTALL)
_ATTRIBUTE = re.compile(r"((?:\\.|[^\\=])*) = ((?:\\.|[^\\=\[\]])*?)(?: \[((?:\\.|[^\\=\[\]])+)\])?", re.DOTALL)


def technical_data(attributes: Attributes) -> str:
    """All attributes in one text."""
    return "; ".join(_text(*attribute) for attribute in attributes)


def attributes_in(text: str) -> Attributes:
    """The attributes that `technical_data` wrote; any other text is a single one, with the label "Technical data"."""
    pieces = [match.group(1) for match in _BETWEEN.finditer(text)]
    found = [_ATTRIBUTE.fullmatch(piece) for piece in pieces]
    read = tuple(_attribute(match) for match in found if match)
    if technical_data(read) == text:
        return read
    return ((LABEL, text, ""),)


def _text(label: str, value: str, unit: str) -> str:
    label, value, unit = (_MARKS.sub(r"\\\1", text) for text in (label, value, unit))
    return f"{label} = {value} [{unit}]" if unit else f"{label} = {value}"


def _attribute(match: re.Match[str]) -> tuple[str, str, str]:
    label, value, unit = (_ESCAPED.sub(r"\1", text or "") for text in match.groups())
    return label, value, unit
