"""The BOM text file of a catalog part: one attribute a line.

Our own form is UTF-8, ``label<TAB>value<TAB>unit``. What other services write is not documented, so the reader is
tolerant: byte-order mark, UTF-8, then cp1252; tab, ``;``, ``=`` or ``:`` between label and value. Values stay text:
a part number 00123 or 1E5 must not become a number. Lines that are not read are kept.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_SEPARATORS = ("\t", ";", "=", " : ", ":")


@dataclass(frozen=True)
class BomField:
    """One attribute of a part: its label, its value as text, and the unit if one is given."""

    label: str
    value: str
    unit: str = ""


@dataclass(frozen=True)
class BomText:
    """All attributes of a BOM text, and the lines that could not be read."""

    fields: tuple[BomField, ...]
    unread: tuple[str, ...] = ()

    @classmethod
    def parse(cls, data: bytes) -> BomText:
        """Read a BOM text of unknown origin. Never fails: what is not understood stands in ``unread``."""
        fields, unread = [], []
        for line in filter(str.strip, _decode(data).splitlines()):
            field = _parse_line(line)
            if field is None:
                unread.append(line)
            else:
                fields.append(field)
        return cls(tuple(fields), tuple(unread))

    def to_bytes(self) -> bytes:
        """Our own form of the text, which `parse` reads back unchanged."""
        lines = ("\t".join(_one_line(text) for text in (f.label, f.value, f.unit)) for f in self.fields)
        return ("\n".join(lines) + "\n").encode()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _decode(data: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _parse_line(line: str) -> BomField | None:
    for separator in _SEPARATORS:
        if separator in line:
            label, *rest = line.split(separator) if separator in "\t;" else line.split(separator, 1)
            if not label.strip():
                return None
            value, unit = rest[0].strip(), " ".join(rest[1:]).strip()
            return BomField(label.strip(), value, unit)
    return None
