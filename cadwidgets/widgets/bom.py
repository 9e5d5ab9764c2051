"""Bom: the bill of materials that a notebook works with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from cadwidgets.contract.bom import BomLine, Total, total_costs, total_mass
from cadwidgets.contract.bom_diff import difference
from cadwidgets.contract.bom_tree import exchanged, joined, line_at, rolled_up
from cadwidgets.contract.lock import LockFile
from cadwidgets.contract.part_file import write_whole
from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources
from cadwidgets.tables.bom_csv import to_csv
from cadwidgets.tables.bom_frame import attributes_frame, bom_frame, frame_rows
from cadwidgets.tables.bom_html import bom_html, page
from cadwidgets.tables.bom_markdown import to_markdown
from cadwidgets.tables.bom_read import json_text, read_bom
from cadwidgets.tables.bom_rows import lines_of_rows
from cadwidgets.tables.bom_texts import summary
from cadwidgets.tables.bom_xlsx import to_xlsx
from cadwidgets.widgets._bom_sources import changed, lines_of
from cadwidgets.widgets.bom_delta import BomDelta
from cadwidgets.widgets.lock import LockReport, check, lock_parts, read_lock

if TYPE_CHECKING:
    import pandas as pd


class Bom:
    """A bill of materials. It never changes: `add` and the like give another one. Equal ones have equal lines and
    titles.

    As the last line of a cell it shows itself as a table (`BomTable`); ``bom.frame`` is a plain DataFrame. ``unread``
    tells what of its file was not read, or read with a doubt. Items are the numbers of lines: "1", "1.2".
    """

    def __init__(self, lines: Iterable[BomLine] = (), *, title: str = "", unread: Iterable[str] = ()) -> None:
        self._lines = tuple(lines)
        self._title = title
        self._unread = tuple(unread)

    @property
    def lines(self) -> tuple[BomLine, ...]:
        """The lines at the top; assemblies have theirs in ``children``."""
        return self._lines

    @property
    def title(self) -> str:
        """What people call it."""
        return self._title

    @property
    def unread(self) -> tuple[str, ...]:
        """What was not read, in words."""
        return self._unread

    # -- made of something

    @classmethod
    def read(cls, source: str | Path | bytes) -> Self:
        """From a file: BOM text or the zip of a CAD request, CSV, XLSX, or our own JSON; its path, or its bytes.

        Raises RequestError for what cannot be read as a whole, BadAnswer for a zip that is damaged or has no BOM text.
        """
        read = read_bom(source)
        return cls(read.lines, title=read.title, unread=read.unread)

    @classmethod
    def from_lock(cls, path: str | Path) -> Self:
        """The parts of a lock file, each with its quantity, and the name and SHA-256 of its CAD file.

        Raises RequestError for a file that cannot be read or is no lock.
        """
        return cls((entry.line for entry in read_lock(path).entries), title=Path(path).stem)

    @staticmethod
    def check_lock(path: str | Path, *, source: Sources | None = None, agree: bool = False) -> LockReport:
        """Whether the catalog still gives the very files that `lock` wrote down. Raises LockBroken, which names each
        part that does not, and else as `lock.check`."""
        return check(path, source=source, agree=agree)

    @classmethod
    def from_frame(cls, frame: pd.DataFrame, *, title: str = "") -> Self:
        """From a DataFrame with the columns of `frame`, of which ``part_number`` or ``name`` is needed; columns in
        other spellings (Qty, Menge) are understood, unknown ones become attributes.

        Raises TypeError for what is no DataFrame, RequestError for one without those columns.
        """
        read = lines_of_rows(frame_rows(frame))
        return cls(read.lines, title=title, unread=read.unread)

    # -- made of another one

    def add(self, what: object, quantity: float = 1.0, **changes: Any) -> Self:
        """With one line more, or more of a line that is there: a `BomLine`, a `CatalogPart`, another Bom (as an
        assembly), a picker, a part number. ``changes`` are fields of `BomLine`, such as ``unit_cost=0.12``.

        Raises RequestError for a value that no line can have, NotFound for a part number that no catalog has,
        TypeError for anything else.
        """
        more = [changed(line, changes) for line in lines_of(what, quantity)]
        return self._with(reduce(joined, more, self.lines))

    def remove(self, item: str) -> Self:
        """Without that line and all that is in it. Raises RequestError for an item that there is not."""
        return self._with(exchanged(self.lines, item, ()))

    def with_quantity(self, item: str, quantity: float) -> Self:
        """With so many of that line. Raises RequestError for an unknown item and for no quantity."""
        return self.with_values(item, quantity=quantity)

    def with_values(self, item: str, **fields: Any) -> Self:
        """With other values in that line: ``bom.with_values("1.2", unit_cost=0.12, currency="EUR")``.

        Raises RequestError for an unknown item or field, and for a value that no line can have.
        """
        return self._with(exchanged(self.lines, item, (changed(line_at(self.lines, item), fields),)))

    def renamed(self, title: str) -> Self:
        """The same with another title."""
        return type(self)(self.lines, title=title, unread=self.unread)

    def flat(self) -> Self:
        """Rolled up: every part once, with its quantity in the whole. Lines with one part number that differ in
        anything else stay apart, and their remarks say so."""
        return self._with(rolled_up(self.lines))

    def __add__(self, other: Bom) -> Self:
        if not isinstance(other, Bom):
            return NotImplemented
        return self._with(reduce(joined, other.lines, self.lines))

    # -- what it says

    def __getitem__(self, item: str) -> BomLine:
        """The line with that item number. Raises RequestError."""
        return line_at(self.lines, item)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a line, assemblies before what is in them (``item`` 1, 1.1, 1.2, 2). Masses are in kg;
        ``mass_total_kg`` and ``cost_total`` count in the whole, ``missing`` tells in words what a line lacks."""
        return bom_frame(self.lines)

    @property
    def attributes(self) -> pd.DataFrame:
        """The technical data of all lines side by side: one text column for each attribute."""
        return attributes_frame(self.lines)

    @property
    def mass(self) -> Total:
        """The mass in kg and how many lines it covers."""
        return total_mass(self.lines)

    @property
    def costs(self) -> Mapping[str, Total]:
        """The cost by currency and how many lines each covers."""
        return total_costs(self.lines)

    @property
    def summary(self) -> str:
        """As in "9 lines, 34 parts; mass 1.23 kg (7 of 9 lines)"."""
        return summary(self.lines)

    def diff(self, other: Bom) -> BomDelta:
        """What is different in ``other``."""
        return BomDelta(difference(self.lines, other.lines))

    # -- written

    def save(self, path: str | Path) -> Path:
        """Write CSV, XLSX, Markdown, JSON or HTML, by the ending of ``path``, all or nothing.

        Raises RequestError for another ending, and for a place that cannot be written.
        """
        target = Path(path)
        write = _WRITERS.get(target.suffix.lower())
        if write is None:
            allowed = ", ".join(_WRITERS)
            raise RequestError(f"{target.name!r} ends with no known format", parameter="path", allowed=allowed)
        return write_whole(target, write(self))

    def lock(
        self,
        path: str | Path,
        format: str = "STEP AP214",  # noqa: A002 - the field's word
        *,
        source: Sources | None = None,
        agree: bool = False,
    ) -> LockFile:
        """Write a lock file: every part with the SHA-256 of its CAD files, for `check_lock`. Raises as `lock_parts`."""
        return lock_parts(self.lines, path, format, source=source, agree=agree)

    def to_csv(self) -> str:
        """A row for each line. What a spreadsheet would take for a formula stands behind an apostrophe, which `read`
        takes away again."""
        return to_csv(self.lines)

    def to_xlsx(self) -> bytes:
        """An XLSX file with live sums. Raises RequestError where openpyxl is missing (the extra ``xlsx``)."""
        return to_xlsx(self.lines, self.title)

    def to_markdown(self) -> str:
        """A Markdown table of the columns that say anything."""
        return to_markdown(self.lines, self.title)

    def to_json(self) -> str:
        """All of it, as `read` has it back."""
        return json_text(self.lines, self.title)

    def to_html(self) -> str:
        """A whole page, light or dark as the reader's system is."""
        return page(self._repr_html_(), self.title or "Bill of materials")

    # -- Python and Jupyter

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bom) and (self.lines, self.title) == (other.lines, other.title)

    def __hash__(self) -> int:
        return hash((self.lines, self.title))

    def __repr__(self) -> str:
        return f"<Bom {self.title!r}: {self.summary}>" if self.title else f"<Bom: {self.summary}>"

    def _repr_html_(self) -> str:
        return bom_html(self.lines, self.title, self.unread)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The table as a widget, and as HTML for whatever shows no widgets."""
        from cadwidgets.widgets.bom_table import BomTable

        shown = BomTable(self)._repr_mimebundle_(**options)
        data, metadata = shown if isinstance(shown, tuple) else (shown or {}, {})
        return {**data, "text/plain": repr(self), "text/html": self._repr_html_()}, metadata

    def _with(self, lines: tuple[BomLine, ...]) -> Self:
        return type(self)(lines, title=self.title, unread=self.unread)


_WRITERS: Mapping[str, Callable[[Bom], bytes]] = {
    ".csv": lambda bom: bom.to_csv().encode("utf-8-sig"),
    ".xlsx": Bom.to_xlsx,
    ".md": lambda bom: bom.to_markdown().encode(),
    ".json": lambda bom: bom.to_json().encode(),
    ".html": lambda bom: bom.to_html().encode(),
}
