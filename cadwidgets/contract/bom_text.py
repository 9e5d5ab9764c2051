"""The BOM text file of a catalog part: one attribute a line.

Our own form is UTF-8, ``label<TAB>value<TAB>unit``. What other services write is not documented, so the reader is
tolerant (`contract._bom_text_lines` has its rules). Values stay text: a part number 00123 or 1E5 must not become a
number, `BomField.number` reads one where there is no doubt. Lines that are not read are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from cadwidgets.contract._bom_text_lines import Columns, cells_of, decoded, lines_of
from cadwidgets.contract._bom_text_numbers import number_in, split_unit

MAX_LINES = 20_000
"""A BOM text may have so many attributes; lines behind them are kept unread."""
_OWN_HEADER = "Attribute\tValue\tUnit"


@dataclass(frozen=True)
class BomField:
    """One attribute of a part: its label, its value as text, and the unit if one is given."""

    label: str
    value: str
    unit: str = ""

    @property
    def quantity(self) -> tuple[float, str] | None:
        """The value as a number and its unit: (12.5, "mm") for ``12,5 mm``; None for what is no number.

        A comma or dot that stands alone is the decimal one; thousands may be grouped by the other one, by blanks or by
        apostrophes. Leading zeros and exponents belong to part numbers: ``00123`` and ``1E5`` are no numbers.
        """
        value, unit = (self.value, self.unit) if self.unit else split_unit(self.value)
        number = number_in(value)
        return None if number is None else (number, unit)

    @property
    def number(self) -> float | None:
        """The number of `quantity`, without its unit."""
        return None if self.quantity is None else self.quantity[0]


@dataclass(frozen=True)
class BomText:
    """All attributes of a BOM text, and the lines that could not be read."""

    fields: tuple[BomField, ...]
    unread: tuple[str, ...] = ()

    @classmethod
    def parse(cls, data: bytes) -> BomText:
        """Read a BOM text of unknown origin. Never fails: what is not understood stands in ``unread``.

        A unit is taken from behind the value (``12,5 mm``) only where the line has no column for it, the unit is a
        known one and a number stands before it.
        """
        lines = lines_of(decoded(data))
        lines, behind = lines[:MAX_LINES], lines[MAX_LINES:]
        fields: list[BomField] = []
        unread: list[str] = []
        columns = Columns()
        for line, cells in zip(lines, cells_of(lines), strict=True):
            heading = None if fields or columns != Columns() else Columns.named_by(cells)
            field = _field(columns.pick(cells))
            if heading is not None:
                columns = heading
            elif field is None:
                unread.append(line)
            else:
                fields.append(field)
        return cls(tuple(fields), (*unread, *behind))

    def to_bytes(self) -> bytes:
        """Our own form of the text, which `parse` reads back unchanged but for blanks at the ends of a cell."""
        rows = [[_one_line(text) for text in (f.label, f.value, f.unit)] for f in self.fields]
        looks_like_header = bool(rows) and Columns.named_by(rows[0]) is not None
        lines = [_OWN_HEADER] if looks_like_header else []
        lines += map("\t".join, rows)
        return ("\n".join(lines) + "\n").encode(errors="replace")


def _field(cells: tuple[str, str, str | None]) -> BomField | None:
    label, value, unit = cells
    if not label:
        return None
    return BomField(label, *split_unit(value)) if unit is None else BomField(label, value, unit)


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
