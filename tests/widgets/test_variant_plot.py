"""`VariantPlot`: what it chooses to show, what can be chosen instead, and what reaches the browser."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import traitlets
from PIL import Image

from cadwidgets.errors import RequestError
from cadwidgets.widgets import _plot_library
from cadwidgets.widgets._browser import text
from cadwidgets.widgets._plot_columns import PlotColumn
from cadwidgets.widgets._plot_library import plot_library
from cadwidgets.widgets.variant_plot import VariantPlot

REPOSITORY = Path(__file__).parents[2]
BROWSER = REPOSITORY / "cadwidgets" / "widgets" / "browser"
NAN = np.nan


def parameter(name: str, *values: float) -> PlotColumn:
    return PlotColumn(name, name.title(), "mm", np.array(values))


def result(name: str, *values: float) -> PlotColumn:
    return PlotColumn(name, name.title(), "kg", np.array(values), group="result")


COLUMNS = (
    parameter("width", 1, 1, 2, 2),
    parameter("length", 1, 2, 3, 4),
    PlotColumn("style", "Style", "", ("hex", "round", "", "hex"), "choice"),
    result("faces", 6, 6, 6, 6),
    result("mass", 4, 3, 2, NAN),
    result("cost", 1, 2, 4, NAN),
)


@pytest.fixture
def plot() -> VariantPlot:
    made = VariantPlot()
    made.show([10, 11, 12, 13], COLUMNS, {13: "The hole is larger than the plate"})
    return made


def test_the_parameter_that_varies_most_is_shown_against_the_first_result_that_varies(plot):
    assert (plot.kind, plot.x, plot.y, plot.color) == ("scatter", "length", "mass", "")


@pytest.mark.parametrize(
    ("kind", "chosen"),
    [("map", ("length", "width", "mass")), ("pareto", ("mass", "cost", "")), ("parallel", ("", "", "mass"))],
)
def test_each_kind_chooses_what_suits_it_and_keeps_what_was_chosen(plot, kind, chosen):
    plot.y = "cost"
    plot.kind = kind
    assert (plot.x, plot.y, plot.color) == chosen
    plot.kind = "scatter"
    assert (plot.x, plot.y, plot.color) == ("length", "cost", "")


def test_a_choice_outlives_new_results_and_goes_with_its_column(plot):
    plot.x = "width"
    plot.show([10], [parameter("width", 1), parameter("length", 2), result("mass", 3)])
    assert plot.x == "width"
    plot.show([10, 11], [parameter("length", 1, 2), result("mass", 3, 4)])
    assert plot.x == "length"


def test_columns_can_be_named_before_there_are_any():
    plot = VariantPlot(kind="pareto", x="cost", y="mass")
    plot.show(range(4), COLUMNS)
    assert (plot.x, plot.y) == ("cost", "mass")


def test_no_colour_is_a_choice_except_of_a_map(plot):
    plot.kind = "parallel"
    plot.color = ""
    plot.show([10, 11, 12, 13], COLUMNS)
    assert plot.color == ""
    plot.kind = "map"
    plot.color = ""
    assert plot.color == "mass"


def test_the_front_has_ids_in_the_order_of_x_and_follows_the_senses(plot):
    plot.kind = "pareto"
    assert plot.front == (12, 11, 10), "13 has failed"
    plot.senses = {"cost": "max"}
    assert plot.front == (12,)
    plot.kind = "scatter"
    assert plot.front == ()


@pytest.mark.parametrize(
    ("trait", "value"),
    [
        ("kind", "pie"),
        ("x", "height"),
        ("senses", {"mass": "least"}),
        ("selected", ("10",)),
        ("axes", (1,)),
        ("picked", "1"),
    ],
)
def test_what_cannot_be_shown_is_refused(plot, trait, value):
    with pytest.raises(traitlets.TraitError):
        setattr(plot, trait, value)


def test_an_unknown_keyword_is_a_mistake():
    with pytest.raises(TypeError, match="colour"):
        VariantPlot(colour="mass")


@pytest.mark.parametrize(
    ("ids", "columns"),
    [
        ([1, 1], [parameter("a", 1, 2)]),
        ([1, 2], [parameter("a", 1)]),
        ([1], [parameter("a", 1), parameter("a", 2)]),
        ([1], [parameter("", 1)]),
    ],
)
def test_columns_that_do_not_fit_are_refused_and_change_nothing(plot, ids, columns):
    before = plot.shown
    with pytest.raises(RequestError):
        plot.show(ids, columns)
    assert plot.shown == before


@pytest.mark.parametrize("wrong", [{"kind": "text"}, {"group": "objective"}])
def test_a_column_of_another_kind_is_refused(wrong: dict[str, Any]):
    with pytest.raises(RequestError):
        PlotColumn("a", "A", "", np.zeros(1), **wrong)


def test_the_browser_gets_numbers_as_bytes(plot):
    columns = {column["name"]: column for column in plot.shown["columns"]}
    assert np.frombuffer(columns["mass"]["values"], np.float32).tolist()[:3] == [4, 3, 2]
    assert np.isnan(np.frombuffer(columns["mass"]["values"], np.float32)[3])
    assert np.frombuffer(plot.shown["ids"], np.int32).tolist() == [10, 11, 12, 13]
    style = np.frombuffer(columns["style"]["values"], np.float32)
    assert [columns["style"]["choices"][int(place)] for place in style[[0, 1, 3]]] == ["hex", "round", "hex"]
    assert np.isnan(style[2])
    assert plot.shown["failed"] == [[13, "The hole is larger than the plate"]]


def test_infinite_values_are_none_and_long_texts_are_cut():
    column = PlotColumn("a", "\u202eA" + "x" * 1000, "", np.array([np.inf, -np.inf, 1.0]))
    assert np.isnan(column.numbers).tolist() == [True, True, False]
    plot = VariantPlot()
    plot.show(range(3), [column])
    label = plot.shown["columns"][0]["label"]
    assert len(label) == 300
    assert "\u202e" not in label


def test_ten_thousand_variants_are_a_small_message():
    plot = VariantPlot()
    columns = [parameter(f"p{number}", *np.random.default_rng(number).random(10_000)) for number in range(12)]
    plot.show(range(10_000), columns)
    assert sum(len(column["values"]) for column in plot.shown["columns"]) == 12 * 40_000


def test_selected_and_picked_are_those_of_a_table():
    plot, table = VariantPlot(), VariantPlot()
    traitlets.link((plot, "selected"), (table, "selected"))
    plot.selected = [3, 1, 3]
    assert table.selected == (3, 1)
    table.selected = ()
    assert plot.selected == ()


# -- the library


def test_all_plots_share_one_library_that_is_a_third_of_its_size():
    first, second = VariantPlot(), VariantPlot()
    assert first.library is second.library
    assert first.get_state("library") == {"library": f"IPY_MODEL_{first.library.model_id}"}
    assert len(first.library.charts) < 210_000
    assert len(first.library.plot) < 25_000
    assert sum(len(value) for value in first.get_state().values() if isinstance(value, str)) < 16_000


def test_a_library_that_was_closed_is_made_anew(monkeypatch):
    monkeypatch.setattr(_plot_library, "_made", [])
    plot_library().close()
    assert plot_library().comm is not None


def test_the_library_was_made_from_the_sources_that_are_here():
    made_from = re.search(r"Sources: sha256 ([0-9a-f]{64})", text("static/charts.js"))
    assert made_from is not None
    sources = sorted((BROWSER / "charts").glob("*.js"))
    assert made_from[1] == hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest(), (
        "the sources have changed: run scripts/charts"
    )


def test_the_library_names_its_versions_and_licences():
    script = (REPOSITORY / "scripts" / "charts").read_text("utf-8")
    pinned = dict(re.findall(r"^(echarts|zrender|tslib|esbuild)=([0-9.]+)$", script, re.MULTILINE))
    head = text("static/charts.js")[:6000]
    assert f"Apache ECharts {pinned['echarts']} (Apache-2.0), with zrender {pinned['zrender']} (BSD-3-Clause)" in head
    assert f"tslib {pinned['tslib']} (0BSD), made by esbuild {pinned['esbuild']}" in head
    for name in ("NOTICE-echarts", "LICENSE-zrender", "LICENSE-d3", "LICENSE-tslib"):
        assert (BROWSER / "static" / f"{name}.txt").read_text("utf-8").strip() in head
    assert "Apache License" in (BROWSER / "static" / "LICENSE-echarts.txt").read_text("utf-8")


def test_the_library_asks_for_nothing():
    for word in ("XMLHttpRequest", "WebSocket", "importScripts", "sendBeacon", "fetch(", "eval(", "new Function"):
        assert word not in text("static/charts.js")


# -- the picture of a saved notebook


def test_a_picture_from_the_browser_is_kept_small(plot):
    file = io.BytesIO()
    Image.linear_gradient("L").resize((640, 400)).convert("RGB").save(file, "PNG")
    plot._handle_custom_msg({"type": "picture"}, [memoryview(file.getvalue())])
    kept = plot.picture._data
    assert kept is not None
    assert Image.open(io.BytesIO(kept)).size == (640, 400)
    assert b"Softwarecadwidgets" in kept.replace(b"\0", b"")
