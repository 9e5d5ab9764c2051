"""How a plot of variants looks: each kind can be read and operated in both themes and in a narrow window."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from axe import axe
from played_plot import PlayedPlot, columns_of, grid_of

from cadwidgets.widgets._plot_columns import PlotColumn
from cadwidgets.widgets.variant_plot import VariantPlot

pytestmark = [pytest.mark.own_javascript, pytest.mark.long]

LONG = "Distance between the centres of the two outer holes, measured along the <b>lower</b> edge of the plate"


def shown(kind: str, variants: tuple = columns_of(120), **traits: object) -> VariantPlot:
    plot = VariantPlot(kind=kind, **traits)
    plot.show(*variants)
    return plot


def one_point() -> VariantPlot:
    return shown("scatter", columns_of(1, failing=False), picked=0)


def all_equal() -> VariantPlot:
    same = [
        PlotColumn(name, name, "mm", np.full(5, 12.5), group=group)
        for name, group in (("length", "parameter"), ("mass", "result"))
    ]
    return shown("scatter", (range(5), same, {}))


def long_names() -> VariantPlot:
    values = np.array([0.00001, 123456789.0, 3.5e9])
    columns = [
        PlotColumn(name, LONG, "mm", values, group=group)
        for name, group in (("a", "parameter"), ("b", "result"), ("c", "result"))
    ]
    return shown("pareto", (range(3), columns, {}), color="a")


STATES: dict[str, Callable[[], VariantPlot]] = {
    "scatter": lambda: shown("scatter", picked=7, selected=(1, 2, 5)),
    "scatter-coloured": lambda: shown("scatter", color="stiffness", selected=(1, 2, 5)),
    "scatter-words": lambda: shown("scatter", x="style", color="style"),
    "map": lambda: shown("map", grid_of(12, 9), picked=40, selected=(3, 50)),
    "map-points": lambda: shown("map", picked=7),
    "parallel": lambda: shown("parallel", picked=7, selected=(1, 2)),
    "pareto": lambda: shown("pareto", x="mass", y="stiffness", senses={"stiffness": "max"}, picked=7),
    "pareto-coloured": lambda: shown("pareto", x="mass", y="stiffness", senses={"stiffness": "max"}, color="width"),
    "empty": lambda: VariantPlot(),
    "one": one_point,
    "equal": all_equal,
    "long": long_names,
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("theme", "width"),
    [
        ("light", 1000),
        pytest.param("dark", 1000, marks=pytest.mark.release),
        pytest.param("light", 400, marks=pytest.mark.release),
    ],
)
def test_every_state_can_be_read_and_operated(
    play_plot: Callable[..., PlayedPlot], state: str, theme: str, width: int
) -> None:
    played = play_plot(STATES[state](), theme, width)
    played.page.screenshot(f"plot-{state}-{theme}-{width}")
    assert axe(played.page.page, "#place") == []
    assert played.page.fits()
    assert played.page.errors == []
