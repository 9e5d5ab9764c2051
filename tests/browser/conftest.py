"""JupyterLab and Chromium for the browser tests. A missing browser is a failure, never a skip.

``notebook`` is a tab on a lab of the embedded service; ``lab(env)`` and ``open_page(lab)`` make others.

With CADWIDGETS_PYTHREEJS_ALONE=1 the browser gets no anywidget, and so none of our own JavaScript:
scripts/release-check runs what is not marked ``own_javascript`` like this.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

import chromium
import pytest
from jupyter_lab import Lab
from notebook_page import NotebookPage
from played_grid import CarriedGrid, PlayedGrid, PlayGrid
from played_plot import PlayedPlot
from played_table import Play, Played
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from widget_page import WidgetPage

from cadwidgets.widgets.bom_table import BomTable
from cadwidgets.widgets.variant_plot import VariantPlot

PYTHREEJS_ALONE = bool(os.environ.get("CADWIDGETS_PYTHREEJS_ALONE"))
WITHOUT_ANYWIDGET = ("module anywidget", "net::ERR_FAILED", "Event", "reading 'get'")
"""What JupyterLab says of an extension that it could not load, and of its widgets."""
VIEWPORT = {"width": 1400, "height": 2200}  # tall: what is below the fold would not be drawn


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Lab]]:
    """``lab(env={...})``: a JupyterLab whose kernels see these variables; the same ones, the same lab."""
    running: dict[frozenset, Lab] = {}

    def start(env: Mapping[str, str] | None = None) -> Lab:
        wanted = frozenset((env or {}).items())
        if wanted not in running:
            running[wanted] = Lab(tmp_path_factory.mktemp("lab"), env)
        return running[wanted]

    yield start
    for server in running.values():
        server.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for one module: Playwright's event loop must not run under the tests of other folders."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.MISSING)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One window for a module: its cache spares every tab after the first the loading of JupyterLab."""
    made = browser.new_context(viewport=VIEWPORT)
    if PYTHREEJS_ALONE:
        made.route("**/extensions/anywidget/**", lambda route: route.abort())
    yield made
    made.close()


@pytest.fixture
def open_page(context: BrowserContext) -> Iterator[Callable[[Lab], NotebookPage]]:
    """``open_page(lab())``: a new tab, closed after the test."""
    tabs: list[NotebookPage] = []

    def start(server: Lab) -> NotebookPage:
        tabs.append(NotebookPage(context.new_page(), server, quiet=WITHOUT_ANYWIDGET if PYTHREEJS_ALONE else ()))
        return tabs[-1]

    yield start
    for tab in tabs:
        tab.close()


@pytest.fixture
def notebook(lab: Callable[..., Lab], open_page: Callable[[Lab], NotebookPage]) -> NotebookPage:
    """A tab on a lab that knows nothing but the embedded service."""
    return open_page(lab())


@pytest.fixture
def play(context: BrowserContext) -> Iterator[Play]:
    """``play(table)``: a BOM table in a tab of its own."""
    tabs = []

    def start(table: BomTable, theme: Literal["light", "dark"] = "light", width: int = 1100) -> Played:
        tab = context.new_page()
        tab.set_viewport_size({"width": width, "height": 900})
        tabs.append(tab)
        return Played(WidgetPage(tab, BomTable._esm, BomTable._css, theme), table)

    yield start
    for tab in tabs:
        tab.close()


@pytest.fixture
def play_grid(context: BrowserContext) -> Iterator[PlayGrid]:
    """``play_grid(grid)``: a grid of variants in a tab of its own."""
    tabs = []

    def start(grid: CarriedGrid, theme: Literal["light", "dark"] = "light", width: int = 1100) -> PlayedGrid:
        tab = context.new_page()
        tab.set_viewport_size({"width": width, "height": 900})
        tabs.append(tab)
        return PlayedGrid(WidgetPage(tab, grid._esm, grid._css, theme), grid)

    yield start
    for tab in tabs:
        tab.close()


@pytest.fixture
def play_plot(context: BrowserContext) -> Iterator[Callable[..., PlayedPlot]]:
    """``play_plot(plot, theme, width)``: a plot in a tab of its own."""
    tabs = []

    def start(plot: VariantPlot, theme: Literal["light", "dark"] = "light", width: int = 1000) -> PlayedPlot:
        tab = context.new_page()
        tab.set_viewport_size({"width": width, "height": 900})
        tabs.append(tab)
        return PlayedPlot(WidgetPage(tab, VariantPlot._esm, VariantPlot._css, theme), plot)

    yield start
    for tab in tabs:
        tab.close()
