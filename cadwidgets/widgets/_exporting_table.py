"""The part of a design table that hands over: the table as a file, and the CAD files of its variants."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.errors import RequestError
from cadwidgets.tables.design_write import write_design
from cadwidgets.variants.building import VariantBuilder
from cadwidgets.variants.model import VariantModel
from cadwidgets.variants.packing import Packed, Progress, pack_rows
from cadwidgets.viewer.background import LatestJob
from cadwidgets.widgets._base import Panel
from cadwidgets.widgets._design_export import ExportBar, written
from cadwidgets.widgets._design_rows import DesignRows
from cadwidgets.widgets.design_grid import DesignGrid


class ExportingTable(Panel):
    """A panel whose variants can be saved."""

    grid: DesignGrid
    export: ExportBar
    """The row that saves."""
    _rows: DesignRows
    _model: VariantModel
    _builder: VariantBuilder
    _export_job: LatestJob
    _name: str
    """What the model is called in the name of a file."""

    def save(self, path: str | Path) -> Path:
        """Write the rows that the table shows, filtered and sorted as it does, to a CSV or XLSX file; `DesignTable`
        reads it again.

        Returns the path. Raises RequestError for another ending, for a place that cannot be written, and
        CadWidgetsError for XLSX without openpyxl.
        """
        numbers = self.grid.shown()
        rows = [self._rows[number] for number in numbers]
        return write_design(path, rows, self._model.schema, self._model.measures, numbers)

    def pack(
        self,
        path: str | Path,
        *,
        numbers: Sequence[int] | None = None,
        formats: Sequence[str] = ("STEP",),
        names: str = "",
        charged: bool = False,
        progress: Progress | None = None,
    ) -> Packed:
        """Write the CAD files of variants, and their table, to a zip archive: ``pack("brackets.zip", formats=["STEP",
        "STL"], names="{model}-{width}x{height}")``.

        Without ``numbers`` they are those that are selected, or else all that the table shows and that could be built.
        ``names`` may have parameters, results, ``{n}`` and ``{model}`` in it; without, it is made of the parameters
        that differ. Raises RequestError for what does not fit, and where a foreign service may charge the builds and
        ``charged`` does not agree.
        """
        return self._pack(path, self._to_pack(numbers), formats, names, charged, progress)

    def _to_pack(self, numbers: Sequence[int] | None) -> dict[int, DesignRow]:
        chosen = (self.grid.selected or self.grid.shown()) if numbers is None else numbers
        if unknown := [number for number in chosen if number not in self._rows]:
            raise RequestError(f"there is no variant {unknown[0]}", parameter="numbers", value=unknown[0])
        rows = {number: self._rows[number] for number in chosen}
        ready = {number: row for number, row in rows.items() if row.status != "failed"}
        if not ready:
            raise RequestError(
                "there is no variant to pack", parameter="numbers", allowed="variants that could be built"
            )
        return ready

    def _pack(
        self,
        path: str | Path,
        rows: Mapping[int, DesignRow],
        formats: Sequence[str],
        names: str,
        charged: bool,
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
    ) -> Packed:
        return pack_rows(
            self._model,
            list(rows.values()),
            path,
            self._name,
            formats,
            pattern=names,
            numbers=list(rows),
            charged=charged or self._builder.charged,
            progress=progress,
            cancel=cancel,
        )

    # -- what the row below the table does

    def _save_as(self, kind: str) -> None:
        """Make a table file and offer it for saving."""
        numbers = self.grid.shown()
        rows = [self._rows[number] for number in numbers]
        schema, measures, name = self._model.schema, self._model.measures, f"{self._name}-variants.{kind.lower()}"
        self._export_job.submit(
            lambda _: written(lambda folder: write_design(folder / name, rows, schema, measures, numbers)),
            self.export.show,
        )

    def _pack_as(self, kind: str, names: str, charged: bool) -> None:
        """Make an archive in the background and offer it for saving."""
        rows = self._to_pack(None)

        def told(done: int, wanted: int) -> None:
            self._mailbox.post(partial(self.export.show_progress, done, wanted))

        def work(cancel: threading.Event) -> Any:
            target = f"{self._name}-{kind.lower()}.zip"
            return written(lambda folder: self._pack(folder / target, rows, [kind], names, charged, told, cancel).path)

        self.export.show_progress(0, len(rows))
        self._export_job.submit(work, self.export.show)
