"""A `VariantPlot` in a page without a notebook: the test carries the traits to and fro."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from playwright.sync_api import Locator
from widget_page import WidgetPage

from cadwidgets.widgets._plot_columns import PlotColumn
from cadwidgets.widgets.variant_plot import VariantPlot

CHOSEN = ("kind", "x", "y", "color", "axes", "senses", "picked", "selected")
DRAWN = (*CHOSEN, "shown", "_drawn_front", "_keeps_picture")
NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
FAILED = "The hole is larger than the plate: width 12 mm, hole 14 mm"


def columns_of(count: int, failing: bool = True) -> tuple[list[int], list[PlotColumn], dict[int, str]]:
    """A plate with a hole in ``count`` variants, some of which have failed."""
    some = np.random.default_rng(1)
    length, width = some.uniform(20, 120, count).round(1), some.choice([20.0, 30.0, 40.0, 50.0], count)
    style = tuple(some.choice(["hex", "round", "square"], count))
    volume = length * width * some.uniform(4, 6, count) * 1000
    mass = volume * 7.85e-9
    stiffness = width**2 * some.uniform(0.5, 1.5, count) / length
    failed = dict.fromkeys((range(3, count, 11) if failing else ()), FAILED)
    for results in (volume, mass, stiffness):
        results[list(failed)] = np.nan
    columns = [
        PlotColumn("length", "Length", "mm", length),
        PlotColumn("width", "Width", "mm", width),
        PlotColumn("style", "Head style", "", style, "choice"),
        PlotColumn("deburred", "Deburred", "", some.integers(0, 2, count).astype(float), "bool"),
        PlotColumn("mass", "Mass", "kg", mass, group="result"),
        PlotColumn("volume", "Volume", "mm³", volume, group="result"),
        PlotColumn("stiffness", "Stiffness", "N/mm", stiffness, group="result"),
    ]
    return list(range(count)), columns, failed


def grid_of(across: int, up: int) -> tuple[list[int], list[PlotColumn], dict[int, str]]:
    """Two parameters in all combinations; one has failed."""
    length, width = (part.ravel() for part in np.meshgrid(np.linspace(20, 80, across), np.linspace(5, 25, up)))
    mass = length * width / 1000
    mass[across + 1] = np.nan
    columns = [
        PlotColumn("length", "Length", "mm", length),
        PlotColumn("width", "Width", "mm", width),
        PlotColumn("mass", "Mass", "kg", mass, group="result"),
    ]
    return list(range(across * up)), columns, {across + 1: FAILED}


class PlayedPlot:
    """A plot in a page: what the user does reaches the kernel's half, and its answer comes back."""

    def __init__(self, page: WidgetPage, plot: VariantPlot) -> None:
        self.page, self.plot = page, plot
        traits = plot.get_state([*DRAWN, "library"])
        library: Mapping[str, Any] = MappingProxyType({"charts": plot.library.charts, "plot": plot.library.plot})
        page.start({plot.library.model_id: library}, **traits)
        self._known = self._chosen()
        self.settle()

    def _chosen(self) -> dict[str, Any]:
        values = self.page.page.evaluate(f"{list(CHOSEN)}.map(name => kernel.traits[name])")
        return dict(zip(CHOSEN, values, strict=True))

    def settle(self) -> None:
        self.page.page.evaluate(NEXT_FRAME)

    def answer(self) -> None:
        """Carry what was chosen to the plot, and what it shows back."""
        for name, value in self._chosen().items():
            if value != self._known[name]:
                setattr(self.plot, name, value)
        for name, value in self.plot.get_state(list(DRAWN)).items():
            self.page.set(name, value)
        self._known = self._chosen()
        self.settle()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.page.keyboard.press(key)
        self.answer()

    def choose(self, label: str, option: str) -> None:
        self.page.page.get_by_label(label, exact=True).select_option(label=option)
        self.answer()

    @property
    def figure(self) -> Locator:
        return self.page.page.get_by_role("application")

    @property
    def tip(self) -> Locator:
        return self.page.page.locator(".cadw-plot-tip")

    @property
    def said(self) -> str:
        return self.page.page.get_by_role("status").inner_text()
