"""The part of a design table that builds its variants: one run at a time, and rows as they are done."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

import ipywidgets
import traitlets

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import Parameter
from cadwidgets.errors import Cancelled, RequestError
from cadwidgets.variants.building import VariantBuilder
from cadwidgets.variants.model import VariantModel
from cadwidgets.variants.progress import Progress
from cadwidgets.widgets._base import Panel, error_html
from cadwidgets.widgets._design_bar import DesignBar
from cadwidgets.widgets._design_builds import DesignBuilds
from cadwidgets.widgets._design_columns import columns_of
from cadwidgets.widgets._design_rows import DesignRows
from cadwidgets.widgets._design_words import arranged, differing, plot_columns, result_units
from cadwidgets.widgets._model_texts import title_html
from cadwidgets.widgets.design_grid import DesignGrid
from cadwidgets.widgets.variant_plot import VariantPlot

_PLOT_SECONDS, _PLOT_SHARE = 0.5, 10.0
"""A plot of results that come is drawn so seldom, and takes so small a part of the kernel's time: one tenth."""


class BuildingTable(Panel):
    """Shows its rows in a `grid` and a `plot`, and builds those that are not done."""

    status = traitlets.Unicode("ready", read_only=True)
    """ready, building, cancelled, asking (a foreign service may charge the builds) or stopped (``error`` says why)."""
    progress = traitlets.Instance(Progress, read_only=True)
    """How far the last run of builds is."""

    grid: DesignGrid
    """The rows as a table, or as a filmstrip."""
    plot: VariantPlot
    """The rows as points."""
    bar: DesignBar
    """The buttons above, and how far the builds are."""
    _rows: DesignRows
    _model: VariantModel
    _builder: VariantBuilder
    _builds: DesignBuilds
    _title: ipywidgets.HTML
    _called: str
    """What the model is called in the title."""
    _always_charged: bool
    _drawn: frozenset[int] = frozenset()
    _varied: Sequence[Parameter] = ()
    """The parameters that are not the same in all rows."""
    _plot_due = 0.0

    @property
    def rows(self) -> dict[int, DesignRow]:
        """Every variant by its number."""
        return self._rows.all

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

    # -- what comes of it

    def _rows_came(self, numbers: Sequence[int]) -> None:
        """These rows have been built; for what else shows them."""

    def _came(self, rows: Sequence[DesignRow], progress: Progress) -> None:
        numbers = self._rows.note(rows)
        self.set_trait("progress", progress)
        self._show_columns()
        self.grid.put({number: self._rows[number] for number in numbers})
        if time.monotonic() > self._plot_due:
            self._show_plot()
        self._show_bar()
        self._rows_came(numbers)

    def _ended(self, error: Exception | None) -> None:
        self._builder.charged = self._always_charged
        if not self._builds.settled:  # another run follows
            return
        self.set_trait("status", self._status_after(error))
        self._show_plot()
        self._show_bar()

    def _status_after(self, error: Exception | None) -> str:
        """The status of a run that ended like this, whose reason is shown."""
        if error is None:
            return "ready"
        if isinstance(error, Cancelled):
            return "cancelled"
        if isinstance(error, RequestError) and error.parameter == "charged":
            self.bar.ask_for(f"Make {self._builder.requests(self._rows.waiting()):,} requests to this service")
            self._error_panel.value = error_html(error)
            return "asking"
        self._fail(error)
        return "stopped"

    def _agree(self) -> None:
        """The user agrees to what a foreign service may charge: for this run."""
        self._builder.charged = True
        self.build()

    # -- showing

    def _redraw(self) -> None:
        """Show the rows that there are now."""
        rows = self.rows
        self._varied = differing(self._model.schema, [row.values for row in rows.values()])
        self._show_columns()
        gone = [number for number in self._drawn if number not in rows]
        if gone:
            self.grid.remove(gone)
        self.grid.put(rows)
        self._drawn = frozenset(rows)
        self._show_plot()
        self._show_bar()

    def _show_columns(self) -> None:
        varied = [parameter.name for parameter in self._varied]
        columns = arranged(columns_of(self._model.schema, self._units), varied)
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

    def _show_bar(self) -> None:
        self._title.value = title_html(f"Design table: {self._called}", self._badges())
        steps = (self._rows.can_undo, self._rows.can_redo)
        self.bar.show(self.progress, self.status, steps=steps, open_builds=len(self._rows.waiting()))

    def _badges(self) -> Iterable[str]:
        build = self._model.source.build
        yield build.source
        if not build.embedded:
            yield f"{build.requests} requests"
