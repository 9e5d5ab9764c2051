"""VariantPlot: a set of variants as a picture, in which one is pointed at, picked and selected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import anywidget
import ipywidgets
import numpy as np
import traitlets

from cadwidgets.variants.pareto import front
from cadwidgets.widgets._browser import module, text
from cadwidgets.widgets._plot_choices import KINDS, choose
from cadwidgets.widgets._plot_columns import PlotColumn, check, to_browser
from cadwidgets.widgets._plot_library import PlotLibrary, plot_library
from cadwidgets.widgets._plot_picture import PlotPicture

__all__ = ["PlotColumn", "VariantPlot"]


class VariantPlot(anywidget.AnyWidget):
    """Variants as points, as a map, as lines across many axes, or with their Pareto front: ``plot.show(ids, columns)``.

    Everything can be chosen in the widget itself. A column that nobody has chosen is chosen by the plot: the parameter
    that varies most against the first result that varies; what is chosen counts for its kind of picture. Raises
    TraitError for a column that there is not, RequestError for columns that do not fit together.
    """

    _esm = module("plot_library", "plot_loader")
    _css = text("cadwidgets.css") + text("variant_plot.css")

    kind = traitlets.Enum(KINDS, "scatter").tag(sync=True)
    """scatter: x against y; map: x and y with ``color`` as a result; parallel: all ``axes``; pareto: two objectives."""
    x = traitlets.Unicode("").tag(sync=True)
    """The name of the column along; empty while there is none."""
    y = traitlets.Unicode("").tag(sync=True)
    """The name of the column upwards."""
    color = traitlets.Unicode("").tag(sync=True)
    """The name of the column that colours; empty for one colour."""
    axes = traitlets.Tuple().tag(sync=True)
    """The names of the columns of parallel axes, in order; empty for all that vary."""
    senses = traitlets.Dict(value_trait=traitlets.Enum(("min", "max")), key_trait=traitlets.Unicode()).tag(sync=True)
    """Which is better of a column, the smaller ("min", which all have that are not here) or the larger ("max")."""
    picked = traitlets.Int(-1).tag(sync=True)
    """The id of the variant that was clicked, or chosen with Enter; -1 if none is."""
    selected = traitlets.Tuple().tag(sync=True)
    """The ids of those that are marked: by the user, or by a table that is linked."""
    front = traitlets.Tuple(read_only=True)
    """The ids of the variants on the Pareto front of x and y, in the order of x; empty for other kinds."""
    library = traitlets.Instance(PlotLibrary, read_only=True).tag(sync=True, **ipywidgets.widget_serialization)
    """Draws the picture in the browser."""
    shown = traitlets.Dict(read_only=True).tag(sync=True)
    """The variants as the browser reads them; replaced as a whole."""
    _drawn_front = traitlets.Dict().tag(sync=True)
    _keeps_picture = traitlets.Bool(False).tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        unknown = [name for name in traits if not self.has_trait(name)]
        if unknown:
            raise TypeError(f"{type(self).__name__}() got an unexpected keyword argument {unknown[0]!r}")
        self._ids: tuple[int, ...] = ()
        self._columns: Mapping[str, PlotColumn] = MappingProxyType({})
        self._chosen: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        self._choosing = False
        self.picture = PlotPicture(lambda: setattr(self, "_keeps_picture", True))
        self.set_trait("library", plot_library())
        self.set_trait("shown", to_browser((), (), {}))
        super().__init__(**traits)
        self._chosen[self.kind] = {place: traits[place] for place in ("x", "y", "color") if place in traits}
        self.observe(self._choice, ["x", "y", "color"])
        self.observe(lambda _change: self._settle(), ["kind", "senses"])
        self.on_msg(lambda _widget, message, buffers: self._told(message, buffers))

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """As any widget is displayed, with a picture for the saved notebook."""
        self.picture.show_beside()
        return super()._repr_mimebundle_(**options)

    def show(
        self, ids: Sequence[int], columns: Sequence[PlotColumn], failed: Mapping[int, str] = MappingProxyType({})
    ) -> None:
        """Show these variants instead of the ones before; ``failed`` tells by id why there are no results.

        ``columns`` have a value for each of ``ids``, or NaN. It may be called as results come, a few times a second.
        """
        check(ids, columns)
        self._ids, self._columns = tuple(map(int, ids)), {column.name: column for column in columns}
        with self.hold_sync():
            self.set_trait("shown", to_browser(ids, columns, failed))
            self._settle()

    # -- what is chosen

    @traitlets.validate("x", "y", "color")
    def _known_column(self, proposal: Any) -> str:
        name: str = proposal["value"]
        if name and self._columns and name not in self._columns:
            raise traitlets.TraitError(f"there is no column {name[:80]!r}; there are {', '.join(self._columns)}")
        return name

    @traitlets.validate("axes", "selected")
    def _once_each(self, proposal: Any) -> tuple[Any, ...]:
        kind = str if proposal["trait"].name == "axes" else int
        values = tuple(dict.fromkeys(proposal["value"]))
        if not all(isinstance(value, kind) for value in values):
            raise traitlets.TraitError(f"{proposal['trait'].name} holds something else than {kind.__name__}")
        return values

    def _choice(self, change: Any) -> None:
        if not self._choosing:
            self._chosen[self.kind][change.name] = change.new
            self._settle()

    def _settle(self) -> None:
        """Choose what nobody has chosen, and find the front."""
        self._choosing = True
        try:
            with self.hold_sync():
                if self._columns:
                    for place, name in choose(self.kind, self._chosen[self.kind], [*self._columns.values()]).items():
                        setattr(self, place, name)
                self._find_front()
        finally:
            self._choosing = False

    def _find_front(self) -> None:
        places = [self._columns.get(name) for name in (self.x, self.y)]
        objectives = [column for column in places if column is not None]
        if self.kind != "pareto" or len(objectives) < 2:
            self.set_trait("front", ())
            self._drawn_front = {}
            return
        senses = [self.senses.get(column.name, "min") for column in objectives]
        values = np.stack([column.numbers for column in objectives], axis=1)
        rows = np.flatnonzero(front(values, senses))
        rows = rows[np.lexsort((values[rows, 1], values[rows, 0]))]
        self.set_trait("front", tuple(self._ids[row] for row in rows))
        # the browser draws it only over the axes that it is of
        self._drawn_front = {"x": self.x, "y": self.y, "senses": senses, "rows": rows.astype(np.int32).tobytes()}

    # -- what the browser tells

    def _told(self, message: Mapping[str, Any], buffers: Sequence[memoryview]) -> None:
        if message.get("type") == "picture":
            self.picture.came(bytes(buffers[0]))
