"""What draws plots: one library for all plots of a kernel, so that a page, and a saved notebook, gets it once."""

from __future__ import annotations

import gzip
from functools import cache

import anywidget
import traitlets

from cadwidgets.widgets._browser import module, text

_MODULES = (
    "elements",
    "redraw",
    "plot_data",
    "plot_words",
    "plot_theme",
    "plot_scales",
    "plot_points",
    "plot_cells",
    "plot_lines",
    "plot_marks",
    "plot_drawing",
    "plot_files",
    "plot_keys",
    "plot_tools",
    "plot_lists",
    "variant_plot",
)


class PlotLibrary(anywidget.AnyWidget):
    """Holds modules that the page loads, packed by gzip: a third of their size, also in a saved notebook.

    It is shown nowhere. The model of a plain widget would lose the bytes in a saved notebook.
    """

    _esm = "export default {}"

    charts = traitlets.Bytes(read_only=True).tag(sync=True)
    """What scripts/charts made of Apache ECharts."""
    plot = traitlets.Bytes(read_only=True).tag(sync=True)
    """What we draw with it."""

    def __init__(self) -> None:
        charts, plot = _packed()
        self.set_trait("charts", charts)
        self.set_trait("plot", plot)
        super().__init__()


@cache
def _packed() -> tuple[bytes, bytes]:
    charts, plot = (gzip.compress(code.encode(), mtime=0) for code in (text("static/charts.js"), module(*_MODULES)))
    return charts, plot


_made: list[PlotLibrary] = []


def plot_library() -> PlotLibrary:
    """The kernel's one; another one after all widgets were closed."""
    if not _made or _made[-1].comm is None:
        _made[:] = [PlotLibrary()]
    return _made[-1]
