"""How a BOM text of unknown origin is cut into lines and cells.

* Text: a byte-order mark decides; without one UTF-16 shows by its zero bytes, then UTF-8, then cp1252. Other zero
  bytes are dropped. Lines end with CR LF, LF or CR.
* Cells: a tab always separates. ``;`` does where most lines have one, or where nothing else would; its cells may stand
  in quotes. Else a line is a pair: it is cut once, at the first ``=`` or ``:`` that belongs to no ``http://`` and no
  ratio such as 1:2.
* A first line that names the columns (attribute, value, unit, in five languages) decides what they are.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_PAIR = re.compile(r"=|:(?!//)(?!(?<=\d:)\d)")
_ANY_COLON = re.compile(r":(?!//)")
_LABELS = frozenset(
    [
        "attribute",
        "label",
        "name",
        "description",
        "property",
        "bezeichnung",
        "merkmal",
        "attribut",
        "eigenschaft",
        "désignation",
        "libellé",
        "attribut",
        "nom",
        "propriété",
        "etichetta",
        "descrizione",
        "attributo",
        "etiqueta",
        "descripción",
        "atributo",
    ]
)
_VALUES = frozenset(["value", "wert", "valeur", "valore", "valor"])
_UNITS = frozenset(["unit", "units", "einheit", "unité", "unités", "unità", "unidad"])
_OTHERS = frozenset(["symbol", "type", "typ", "kind", "pos", "no", "nr", "id", "symbole", "simbolo", "símbolo", "tipo"])


def decoded(data: bytes) -> str:
    """The text in the bytes, whatever they are. Never raises."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _utf_16_without_mark(data)
    if encoding:
        return data.decode(encoding, errors="replace").replace("\0", "")
    try:
        return data.decode("utf-8").replace("\0", "")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace").replace("\0", "")


def _utf_16_without_mark(data: bytes) -> str:
    """Western text in UTF-16 has a zero in most pairs of bytes, always on the same side."""
    pairs = len(data) // 2
    low, high = data[0::2].count(0), data[1::2].count(0)
    if high > pairs // 2 and not low:
        return "utf-16-le"
    return "utf-16-be" if low > pairs // 2 and not high else ""


def lines_of(text: str) -> list[str]:
    """The lines that are not blank."""
    return [line for line in _LINE_END.split(text) if line.strip()]


def cells_of(lines: Sequence[str]) -> list[list[str]]:
    """The cells of each line; a line that cannot be cut is one cell."""
    is_list = 2 * sum(";" in line for line in lines) > len(lines)
    return [[cell.strip() for cell in _cut(line, is_list)] for line in lines]


def _cut(line: str, is_list: bool) -> list[str]:
    if "\t" in line:
        return line.split("\t")
    if is_list and ";" in line:
        return _list_cells(line)
    found = _PAIR.search(line) or _ANY_COLON.search(line)
    if found:
        return [line[: found.start()], line[found.end() :]]
    return _list_cells(line)


def _list_cells(line: str) -> list[str]:
    """Cells between ``;``, in quotes or not. Quotes that do not pair, as in ``5 1/2"``, are part of the text."""
    try:
        return next(csv.reader([line], delimiter=";", strict=True, skipinitialspace=True))
    except csv.Error:
        return line.split(";")


@dataclass(frozen=True)
class Columns:
    """Where a line has its label, value and unit; ``unit`` None means whatever follows the value."""

    label: int = 0
    value: int = 1
    unit: int | None = None

    @classmethod
    def named_by(cls, cells: Sequence[str]) -> Columns | None:
        """The columns that a header line names; None for any other line."""
        words = [cell.strip(' ":').lower() for cell in cells]
        places = [_place(words, names) for names in (_LABELS, _VALUES, _UNITS)]
        known = all(word in _LABELS | _VALUES | _UNITS | _OTHERS or not word for word in words)
        if not known or places[0] is None or places[1] is None:
            return None
        return cls(places[0], places[1], places[2])

    def pick(self, cells: Sequence[str]) -> tuple[str, str, str | None]:
        """Label, value and unit of a line; the unit is None where the line has no column for it, and the label is
        empty where the line is no attribute."""
        if len(cells) <= max(self.label, self.value):
            return "", "", None
        rest = cells[self.value + 1 :] if self.unit is None else cells[self.unit : self.unit + 1]
        return cells[self.label], cells[self.value], " ".join(rest).strip() if rest else None


def _place(words: Sequence[str], names: frozenset[str]) -> int | None:
    return next((place for place, word in enumerate(words) if word in names), None)
