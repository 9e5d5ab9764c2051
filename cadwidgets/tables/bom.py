"""The bill of materials of a catalog part as a table."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from cadwidgets.clients._zip import read_archive
from cadwidgets.contract.bom_text import BomField, BomText
from cadwidgets.errors import BadAnswer

_ZIP = b"PK\x03\x04"
_SHOWN_CHARACTERS = 200
"""Of a line that was not understood; `Bom.unread` has the whole."""


@dataclass(frozen=True)
class Bom:
    """The attributes of a part, and the lines of its BOM text that could not be read.

    A notebook shows it as a table; ``bom.frame`` is the DataFrame.
    """

    fields: tuple[BomField, ...]
    unread: tuple[str, ...] = ()

    @classmethod
    def read(cls, source: str | Path | bytes) -> Bom:
        """A BOM from a text file or from the zip of a CAD request: its path, or the bytes themselves.

        Raises BadAnswer for a zip that is damaged or has no BOM text, and OSError for an unreadable path.
        """
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
        text = BomText.parse(_text_in(data) if data.startswith(_ZIP) else data)
        return cls(text.fields, text.unread)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row an attribute; the columns attribute, value and unit are all text."""
        rows = [(field.label, field.value, field.unit) for field in self.fields]
        return pd.DataFrame(rows, columns=["attribute", "value", "unit"], dtype="string")

    def __getitem__(self, label: str) -> str:
        """The value of the first attribute of that label. Raises KeyError."""
        for field in self.fields:
            if field.label == label:
                return field.value
        raise KeyError(label)

    def number(self, label: str) -> float | None:
        """The value of that attribute as a number, decimal commas understood; None where it is none.

        Raises KeyError.
        """
        return BomField(label, self[label]).number

    def _repr_html_(self) -> str:
        table = str(self.frame.to_html(index=False, escape=True, border=0))
        if not self.unread:
            return table
        lines = "".join(f"<li><code>{html.escape(_shortened(line))}</code></li>" for line in self.unread)
        return f"{table}<p>Lines that were not understood:</p><ul>{lines}</ul>"


def _shortened(line: str) -> str:
    """A line as it is shown: a long one would hide the others."""
    return line if len(line) <= _SHOWN_CHARACTERS else f"{line[:_SHOWN_CHARACTERS]} \u2026"


def _text_in(archive: bytes) -> bytes:
    """The first text in the zip that reads as a BOM."""
    texts = (data for name, data in read_archive(archive).items() if name.lower().endswith(".txt"))
    for text in texts:
        if BomText.parse(text).fields:
            return text
    raise BadAnswer("the archive has no BOM text")
