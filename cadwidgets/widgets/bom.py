"""Bom: the bill of materials that a notebook works with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from cadwidgets.contract.bom import BomLine, Total, total_costs, total_mass
from cadwidgets.contract.lock import LockFile
from cadwidgets.sources import Sources
from cadwidgets.widgets.lock import lock_parts, read_lock

if TYPE_CHECKING:
    import pandas as pd


class Bom:
    """A bill of materials. It never changes: `add` and the like give another one.

    As the last line of a cell it shows itself as a table (`BomTable`); ``bom.frame`` is a plain DataFrame.
    """

    def __init__(self, lines: Iterable[BomLine] = (), *, title: str = "", unread: Iterable[str] = ()) -> None:
        self.lines = tuple(lines)
        self.title = title
        self.unread = tuple(unread)

    @classmethod
    def read(cls, source: str | Path | bytes) -> Self:
        """From a file: BOM text or the zip of a CAD request, CSV, XLSX, or our own JSON; its path, or its bytes."""
        raise NotImplementedError

    @classmethod
    def from_lock(cls, path: str | Path) -> Self:
        """The parts of a lock file, each with its quantity, and the name and SHA-256 of its CAD file.

        Raises RequestError for a file that cannot be read or is no lock.
        """
        return cls((entry.line for entry in read_lock(path).entries), title=Path(path).stem)

    @classmethod
    def from_frame(cls, frame: pd.DataFrame) -> Self:
        """From a DataFrame with the columns of `frame`, of which ``part_number`` or ``name`` is needed."""
        raise NotImplementedError

    def add(self, what: object, quantity: float = 1.0, **changes: Any) -> Self:
        """With one line more, or more of a line that is there: a `BomLine`, a `CatalogPart`, another Bom (as an
        assembly), a picker, a part number. ``changes`` are fields of `BomLine`, such as ``unit_cost=0.12``."""
        raise NotImplementedError

    @property
    def frame(self) -> pd.DataFrame:
        """One row a line, assemblies before what is in them (``item`` 1, 1.1, 1.2, 2)."""
        raise NotImplementedError

    def flat(self) -> Self:
        """Rolled up: every part once, with its quantity in the whole."""
        raise NotImplementedError

    @property
    def mass(self) -> Total:
        """The mass in kg and how many lines it covers."""
        return total_mass(self.lines)

    @property
    def costs(self) -> Mapping[str, Total]:
        """The cost by currency and how many lines each covers."""
        return total_costs(self.lines)

    def diff(self, other: Bom) -> Any:
        """What is different in ``other``."""
        raise NotImplementedError

    def save(self, path: str | Path) -> Path:
        """Write CSV, XLSX, Markdown, JSON or HTML, by the ending of ``path``."""
        raise NotImplementedError

    def lock(
        self,
        path: str | Path,
        format: str = "STEP AP214",  # noqa: A002 - the field's word
        *,
        source: Sources | None = None,
        agree: bool = False,
    ) -> LockFile:
        """Write a lock file: every part with the SHA-256 of its CAD files, for `lock.check`. Raises as `lock_parts`."""
        return lock_parts(self.lines, path, format, source=source, agree=agree)
