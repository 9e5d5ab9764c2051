"""DesignTable: variants of a model in rows, with what came of each, in a table, in pictures and in 3D."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets
import traitlets

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import Parameter, ParameterSchema, Value
from cadwidgets.errors import Cancelled, RequestError
from cadwidgets.sources import Sources
from cadwidgets.tables.design_frame import design_frame
from cadwidgets.tables.design_read import read_design
from cadwidgets.variants.name_texts import safe_name
from cadwidgets.variants.progress import Progress
from cadwidgets.viewer.background import LatestJob
from cadwidgets.widgets._base import error_html
from cadwidgets.widgets._control_names import ControlNames
from cadwidgets.widgets._design_bar import DesignBar
from cadwidgets.widgets._design_builds import DesignBuilds
from cadwidgets.widgets._design_columns import columns_of
from cadwidgets.widgets._design_export import ExportBar
from cadwidgets.widgets._design_model import Tabled
from cadwidgets.widgets._design_pictures import DesignPictures
from cadwidgets.widgets._design_preview import DesignPreview
from cadwidgets.widgets._design_rows import DesignRows
from cadwidgets.widgets._design_search import SearchPanel
from cadwidgets.widgets._design_words import arranged, differing, plot_columns, result_units, values_text
from cadwidgets.widgets._exporting_table import ExportingTable
from cadwidgets.widgets._layout import STYLE
from cadwidgets.widgets._model_texts import title_html
from cadwidgets.widgets._searching_table import SearchingTable
from cadwidgets.widgets.design_grid import DesignGrid
from cadwidgets.widgets.variant_plot import VariantPlot

if TYPE_CHECKING:
    import pandas as pd

_PLOT_SECONDS, _PLOT_SHARE = 0.5, 10.0
"""A plot of results that come is drawn so seldom, and takes so small a part of the kernel's time: one tenth."""


class DesignTable(SearchingTable, ExportingTable):
    """Variants of a model in rows: ``DesignTable(samples.bracket, rows=[{"width": 40}, {"width": 60}])``.

    The model is named as for a ModelExplorer, or is one: then its sliders add variants, and a variant that is chosen
    becomes its model. ``rows`` are the first variants: mappings of parameters, a DataFrame, the path of a CSV or XLSX
    file, or a function of the parameters' schema and of the values that a row may leave out. What a row leaves out is
    as in ``params``, in the ``preset``, in the script. ``measures`` are numbers that you want of each variant beside
    volume, mass and so on: ``{"bore": 'faces(">Z").edges("%CIRCLE").radius'}``. ``executor`` is one of
    concurrent.futures that makes the builds; ``charged`` agrees to those that a foreign service may charge.

    Raises RequestError for what is no model, no row or no measure; everything that goes wrong later is shown in the
    widget, and what is wrong with a row in the row.
    """

    status = traitlets.Unicode("ready", read_only=True)
    """ready, building, cancelled, asking (a foreign service may charge the builds) or stopped (``error`` says why)."""
    progress = traitlets.Instance(Progress, read_only=True)
    """How far the last run of builds is."""
    picked = traitlets.Int(0)
    """The number of the variant that is shown in 3D; 0 before one is."""

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
        self._name = safe_name(self._tabled.named.title.removesuffix(".py")) or "model"
        self._params = self._model.values(params or {})
        first = self._read(rows)
        self._always_charged = charged
        self._builder = self._tabled.builder(executor, charged=charged)
        super().__init__(**traits)
        self._rows = DesignRows(first)
        self._builds = DesignBuilds(self._job, self._mailbox, self._came, self._shown(self._ended))
        preview, pictures, self._search_job, self._export_job = (LatestJob(self._mailbox) for _ in range(4))
        self._jobs += [preview, self._search_job, self._export_job]
        self._jobs_aside.append(pictures)
        self.set_trait("progress", Progress())
        self._lay_out(preview, pictures)
        self._wire()
        self._redraw()
        self.build()

    # -- what a user may call

    @property
    def rows(self) -> dict[int, DesignRow]:
        """Every variant by its number."""
        return self._rows.all

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

    @property
    def selected(self) -> tuple[int, ...]:
        """The numbers of the variants that are selected."""
        return tuple(self.grid.selected)

    @selected.setter
    def selected(self, numbers: Iterable[int]) -> None:
        self.grid.selected = tuple(numbers)

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

    def build(self) -> None:
        """Build all variants that are not done, also after a run was stopped."""
        waiting = self._rows.waiting()
        if not waiting:
            return
        self.set_trait("status", "building")
        self.set_trait("progress", Progress(len(waiting)))
        self.bar.ask_for("")
        self._succeed()
        self._builds.start(self._builder, waiting)
        self._show_bar()

    def cancel(self) -> None:
        """Stop building; what is done stays, and `build` goes on from there."""
        self._builds.cancel()

    def adopt(self, number: int) -> None:
        """Make a variant the model: of the explorer that the table is from, and in the view of the table."""
        if number not in self._rows:
            raise RequestError(f"there is no variant {number}", parameter="number", value=number)
        self.picked = number
        if self._tabled.explorer is not None:
            self._tabled.explorer.params = dict(self._rows[number].values)

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

    def _wire(self) -> None:
        self.grid.on_edit(lambda number, name, value: self.set(number, **{name: value}))
        self.grid.on_adopt(self.adopt)
        self.grid.on_delete(self.remove)
        self.grid.on_pictures_wanted(
            lambda numbers: self._pictures.want({number: self._rows[number] for number in numbers})
        )
        self.grid.observe(self._selected, "selected")
        self.plot.observe(self._plot_picked, "picked")
        self.plot.observe(lambda change: setattr(self.grid, "selected", tuple(change.new)), "selected")
        self.observe(self._show_picked, "picked")

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

    def _present(self) -> dict[str, Value]:
        """What a new row begins with: the sliders, the selected row, or what the table began with."""
        if self._tabled.explorer is not None:
            return dict(self._tabled.explorer.params)
        return dict(self._rows[self.selected[-1]].values) if self.selected else dict(self._params)

    def _take(self, rows: Sequence[DesignRow], step: str) -> list[int]:
        numbers = self._rows.add([row.values for row in rows], step)
        self._rows.note(rows)
        self._redraw()
        return numbers

    def _redraw(self) -> None:
        """Show the rows that there are now."""
        rows = self.rows
        self._varied = differing(self.schema, [row.values for row in rows.values()])
        self._show_columns()
        gone = [number for number in self._drawn if number not in rows]
        if gone:
            self.grid.remove(gone)
        self.grid.put(rows)
        self._drawn = frozenset(rows)
        self._show_plot()
        self._show_bar()

    _drawn: frozenset[int] = frozenset()
    _varied: Sequence[Parameter] = ()
    """The parameters that are not the same in all rows."""

    def _show_columns(self) -> None:
        columns = arranged(columns_of(self.schema, self._units), [parameter.name for parameter in self._varied])
        if tuple(self.grid.columns) != columns:
            self.grid.columns = columns

    @property
    def _units(self) -> dict[str, str]:
        return result_units(self._model, self._rows.results, self._rows.currencies)

    def _show_plot(self) -> None:
        begun = time.monotonic()
        done = {number: row for number, row in self.rows.items() if row.done}
        failed = {number: row.error for number, row in done.items() if row.status == "failed"}
        self.plot.show(list(done), plot_columns(self._model, list(done.values()), self._units), failed)
        self._plot_due = time.monotonic() + max(_PLOT_SECONDS, _PLOT_SHARE * (time.monotonic() - begun))

    _plot_due = 0.0

    def _show_bar(self) -> None:
        self._title.value = title_html(f"Design table: {self._tabled.named.title}", self._badges())
        steps = (self._rows.can_undo, self._rows.can_redo)
        self.bar.show(self.progress, self.status, steps=steps, open_builds=len(self._rows.waiting()))

    def _badges(self) -> Iterable[str]:
        build = self._model.source.build
        yield build.source
        if not build.embedded:
            yield f"{build.requests} requests"

    # -- builds

    def _came(self, rows: Sequence[DesignRow], progress: Progress) -> None:
        numbers = self._rows.note(rows)
        self.set_trait("progress", progress)
        self._show_columns()
        self.grid.put({number: self._rows[number] for number in numbers})
        if time.monotonic() > self._plot_due:
            self._show_plot()
        self._show_bar()
        if self.picked in numbers:
            self._show_picked()

    def _ended(self, error: Exception | None) -> None:
        self._builder.charged = self._always_charged
        if not self._builds.settled:  # another run follows
            return
        asks = isinstance(error, RequestError) and error.parameter == "charged"
        if asks:
            self.bar.ask_for(f"Make {self._builder.requests(self._rows.waiting()):,} requests to this service")
        elif error is not None and not isinstance(error, Cancelled):
            self._fail(error)
        status = "asking" if asks else "cancelled" if isinstance(error, Cancelled) else "stopped" if error else "ready"
        self.set_trait("status", status)
        self._show_plot()
        if asks:
            self._error_panel.value = error_html(error) if error else ""
        self._show_bar()

    def _agree(self) -> None:
        """The user agrees to what a foreign service may charge: for this run."""
        self._builder.charged = True
        self.build()

    # -- choosing

    def _selected(self, change: Any) -> None:
        self.plot.selected = tuple(change.new)
        if len(change.new) == 1:
            self.picked = change.new[0]

    def _plot_picked(self, change: Any) -> None:
        if change.new in self._rows:
            self.grid.selected = (change.new,)
            self.picked = change.new

    def _show_picked(self, _change: Any = None) -> None:
        if self.picked not in self._rows:
            return
        if self.picked not in self.selected:
            self.selected = (self.picked,)
        self.preview.show(self.picked, self._rows[self.picked], lambda row: values_text(self._varied, row.values))
