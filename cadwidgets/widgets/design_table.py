"""DesignTable: variants of a model in rows, with what came of each, in a table, in pictures and in 3D."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets

from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources
from cadwidgets.tables.design_frame import design_frame
from cadwidgets.tables.design_read import read_design
from cadwidgets.variants.name_texts import safe_name
from cadwidgets.variants.progress import Progress
from cadwidgets.viewer.background import LatestJob
from cadwidgets.widgets._control_names import ControlNames
from cadwidgets.widgets._design_bar import DesignBar
from cadwidgets.widgets._design_builds import DesignBuilds
from cadwidgets.widgets._design_export import ExportBar
from cadwidgets.widgets._design_model import Tabled
from cadwidgets.widgets._design_pictures import DesignPictures
from cadwidgets.widgets._design_preview import DesignPreview
from cadwidgets.widgets._design_rows import DesignRows
from cadwidgets.widgets._design_search import SearchPanel
from cadwidgets.widgets._exporting_table import ExportingTable
from cadwidgets.widgets._layout import STYLE
from cadwidgets.widgets._searching_table import SearchingTable
from cadwidgets.widgets.design_grid import DesignGrid
from cadwidgets.widgets.variant_plot import VariantPlot

if TYPE_CHECKING:
    import pandas as pd


class DesignTable(SearchingTable, ExportingTable):
    """Variants of a model in rows: ``DesignTable(samples.bracket, rows=[{"width": 40}, {"width": 60}])``.

    The model is named as for a ModelExplorer, or is one: then its sliders add variants, and a variant that is chosen
    becomes its model. ``rows`` are the first variants: mappings of parameters, a DataFrame, the path of a CSV or XLSX
    file, or a function of the parameters' schema and of the values that a row may leave out. What a row leaves out is
    as in ``params``, in the ``preset``, in the script. ``measures`` are numbers that you want of each variant beside
    volume, mass and so on: ``{"bore": 'faces(">Z").edges("%CIRCLE").radius'}``. ``executor`` is one of
    concurrent.futures that makes the builds; ``charged`` agrees to those that a foreign service may charge; ``fresh``
    forgets what was built of this model before.

    Raises RequestError for what is no model, no row or no measure; everything that goes wrong later is shown in the
    widget, and what is wrong with a row in the row.
    """

    def __init__(
        self,
        model: object = None,
        *,
        script: str | None = None,
        path: str | Path | None = None,
        id: str | None = None,  # noqa: A002 - the contract's word
        rows: Any = (),
        params: Mapping[str, Any] | None = None,
        preset: str = "",
        files: Sequence[str | Path] = (),
        measures: Mapping[str, str] | None = None,
        parameters: Mapping[str, Any] | None = None,
        source: Sources | None = None,
        executor: Executor | None = None,
        charged: bool = False,
        fresh: bool = False,
        **traits: Any,
    ) -> None:
        self._tabled = Tabled.of(
            model,
            script=script,
            path=path,
            model_id=id,
            files=files,
            preset=preset,
            measures=measures or {},
            parameters=parameters or {},
            source=source,
        )
        self._model = self._tabled.model
        self._called = self._tabled.named.title
        self._name = safe_name(self._called.removesuffix(".py")) or "model"
        self._params = self._model.values(params or {})
        first = self._read(rows)
        self._always_charged = charged
        self._builder = self._tabled.builder(executor, charged=charged, fresh=fresh)
        super().__init__(**traits)
        self._rows = DesignRows(first)
        self._builds = DesignBuilds(self._job, self._mailbox, self._came, self._shown(self._ended))
        preview, pictures, self._search_job, self._export_job = (LatestJob(self._mailbox) for _ in range(4))
        self._jobs += [preview, self._search_job, self._export_job]
        self._jobs_aside.append(pictures)
        self.set_trait("progress", Progress())
        self._lay_out(preview, pictures)
        self.grid.on_edit(lambda number, name, value: self.set(number, **{name: value}))
        self.grid.on_delete(self.remove)
        self._link()
        self._redraw()
        self.build()

    # -- what a user may call

    @property
    def schema(self) -> ParameterSchema:
        """The parameters of the model."""
        return self._model.schema

    @property
    def base(self) -> dict[str, Value]:
        """The values of all parameters that a row leaves out."""
        return dict(self._params)

    @property
    def frame(self) -> pd.DataFrame:
        """The table as it is now: a row for each variant, its parameters, then its results."""
        return design_frame(list(self.rows.values()), self.schema, self._model.measures, list(self.rows))

    def add(self, rows: Any = None) -> list[int]:
        """Add variants, and build them: mappings, a DataFrame, a file, or none for the present values of the explorer.

        The numbers of the rows, also of those that are there already. Raises RequestError for a row that does not fit.
        """
        variants = [self._present()] if rows is None else self._read(rows)
        numbers = self._rows.add(variants)
        self._redraw()
        if variants:
            self.build()
        return numbers

    def set(self, number: int, **values: Any) -> None:
        """Change values of a variant, and build it. Raises RequestError, and nothing changes."""
        if number not in self._rows:
            raise RequestError(f"there is no variant {number}", parameter="number", value=number)
        checked = self._model.values({**self._rows[number].values, **values})
        self._rows.change(number, checked)
        self._redraw()
        self.build()

    def remove(self, numbers: Iterable[int]) -> None:
        """Take variants out of the table; `undo` brings them back."""
        self._rows.remove(numbers)
        self._redraw()

    def undo(self) -> None:
        """Take the last change of the table back, if there is one."""
        self._rows.undo()
        self._redraw()

    def redo(self) -> None:
        """Make again what was taken back last."""
        self._rows.redo()
        self._redraw()

    def close(self) -> None:
        """Stop the builds and free everything that the table holds, here and in the browser."""
        if self._made:
            self._stop()
            self._builder.close()
        super().close()

    # -- layout and wiring

    def _lay_out(self, preview: LatestJob, pictures: LatestJob) -> None:
        actions = {"add": self.add, "undo": self.undo, "redo": self.redo, "build": self.build, "cancel": self.cancel}
        self._title, self._error_panel = ipywidgets.HTML(), ipywidgets.HTML()
        self.bar = DesignBar({name: self._guarded(act) for name, act in {**actions, "agree": self._agree}.items()})
        self.grid, self.plot = DesignGrid(), VariantPlot()
        self._pictures = DesignPictures(pictures, self._mailbox, self._model, self.grid.set_picture)
        self.preview = DesignPreview(preview, self._model)
        self.viewer = self.preview.viewer
        self.search = SearchPanel(self.schema, self._begin_search, self._search_job.cancel)
        self.export = ExportBar(
            self._model.source.build, self._save_as, self._guarded(self._pack_as), self._export_job.cancel
        )
        style = ipywidgets.HTML(STYLE, layout=ipywidgets.Layout(display="none"))
        plot = ipywidgets.VBox((self.plot,), layout=ipywidgets.Layout(flex="1 1 420px", min_width="min(300px, 100%)"))
        view = ipywidgets.VBox(
            (self.preview,), layout=ipywidgets.Layout(flex="1 1 300px", min_width="min(260px, 100%)")
        )
        both = ipywidgets.HBox(
            (plot, view), layout=ipywidgets.Layout(flex_flow="row wrap", align_items="flex-start", grid_gap="8px 16px")
        )
        self.add_class("cadw-explorer")
        self.children = (
            style,
            self._title,
            self.bar,
            self._error_panel,
            self.grid,
            both,
            self.search,
            self.export,
            ControlNames(),
        )

    def _guarded(self, act: Any) -> Any:
        """An action of a button: what goes wrong is shown."""

        def guarded(*told: Any) -> None:
            try:
                act(*told)
            except Exception as error:  # a callback's last border: nobody above it could show the error
                self._fail(error)

        return guarded

    # -- rows

    def _read(self, rows: Any) -> list[dict[str, Value]]:
        """Values of all parameters for each row. Raises RequestError for a row that does not fit."""
        if callable(rows):
            rows = rows(self.schema, self.base)
        if isinstance(rows, Mapping):
            rows = [rows]
        if not hasattr(rows, "columns") and not isinstance(rows, (str, Path, bytes)):
            return [self._model.values({**self._params, **given}) for given in rows]
        return read_design(rows, self.schema, base=self._params, results=self._model.measures)
