"""The chart library: one for all plots of a kernel, so that a page gets it, and a saved notebook has it, once."""

from __future__ import annotations

import gzip
from functools import cache

import anywidget
import traitlets

from cadwidgets.widgets._browser import text


class PlotLibrary(anywidget.AnyWidget):
    """Holds what scripts/charts made of Apache ECharts; it is shown nowhere.

    The model of a plain widget would lose the bytes in a saved notebook.
    """

    _esm = "export default {}"
    code = traitlets.Bytes(read_only=True).tag(sync=True)
    """An ES module, packed by gzip: a third of its size, also in a saved notebook."""

    def __init__(self) -> None:
        self.set_trait("code", _packed())
        super().__init__()


@cache
def _packed() -> bytes:
    return gzip.compress(text("static/charts.js").encode(), mtime=0)


_made: list[PlotLibrary] = []


def plot_library() -> PlotLibrary:
    """The kernel's one; another one after all widgets were closed."""
    if not _made or _made[-1].comm is None:
        _made[:] = [PlotLibrary()]
    return _made[-1]
