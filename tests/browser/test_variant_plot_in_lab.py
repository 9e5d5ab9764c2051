"""The plot of variants in JupyterLab: the kernel and the page agree, and a saved notebook still shows it."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import pytest
from PIL import Image
from test_saved_notebook import PICTURE, SAVE, WITH_STATE, open_again, saved_pictures

pytestmark = pytest.mark.own_javascript

MADE = """
import numpy as np, traitlets, ipywidgets as w
from cadwidgets.widgets._plot_columns import PlotColumn
from cadwidgets.widgets.variant_plot import VariantPlot

def columns(built, count=60):
    length = np.linspace(20, 120, count)
    width = np.tile([20.0, 30.0, 40.0, 50.0], count // 4)
    mass, stiffness = length * width / 1e4, width**2 / length
    for result in (mass, stiffness):
        result[built:] = np.nan
    return [
        PlotColumn("length", "Length", "mm", length), PlotColumn("width", "Width", "mm", width),
        PlotColumn("mass", "Mass", "kg", mass, group="result"),
        PlotColumn("stiffness", "Stiffness", "N/mm", stiffness, group="result"),
    ]

def plot_of(**traits):
    plot = VariantPlot(**traits)
    plot.show(range(60), columns(56), {59: "The hole is larger than the plate"})
    return plot

plot = plot_of(kind="pareto", senses={"stiffness": "max"})
"""
FIVE = "w.VBox([plot_of(kind=kind) for kind in ('scatter', 'map', 'parallel', 'scatter')])"
FRONT = "plot.show(range(60), columns(60))\nprint(plot.front)"
STREAM = """
import asyncio
async def stream():
    for built in range(60):
        plot.show(range(60), columns(built))
        await asyncio.sleep(0.1)
asyncio.ensure_future(stream())
"""


def state_of(notebook: Any, name: str) -> dict[str, Any]:
    saved = json.loads((notebook.lab.root / name).read_text("utf-8"))
    state: dict[str, Any] = saved["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    return state


@pytest.mark.long
def test_in_a_notebook_the_kernel_and_the_page_agree(notebook: Any) -> None:
    page = notebook.open(notebook.lab.write("plot.ipynb", MADE, "plot")).run_all()
    figure = page.output(".cadw-plot-figure")
    page.output("canvas")
    figure.press("ArrowRight")
    figure.press("Enter")
    page.page.locator(".cadw-plot-lists", has_text="Picked: Variant").wait_for()
    figure.press("x")  # in JupyterLab it cuts the cell
    page.page.get_by_label("Colour", exact=True).select_option(label="Width (mm)")
    page.page.wait_for_timeout(500)
    assert page.run_beside("print(plot.picked in plot.front, plot.color)").strip() == "True width"
    page.run_beside("plot.selected = [1, 2, 3]; plot.picked = 30")
    page.page.locator(".cadw-plot-lists", has_text="3 selected").wait_for()
    page.page.locator(".cadw-plot-lists", has_text="Picked: Variant 30").wait_for()
    page.run_beside(STREAM)
    page.page.locator(".cadw-plot-lists", has_text="59 of 60 variants shown").wait_for()
    page.screenshot("plot-notebook")
    page.theme("Dark")
    page.screenshot("plot-notebook-dark")
    assert page.errors == []
    assert page.foreign_requests == []


@pytest.mark.long
def test_a_saved_notebook_shows_its_plots_without_its_kernel(notebook: Any) -> None:
    name = notebook.lab.write("plots.ipynb", MADE, "plot", FIVE)
    notebook.open(name).page.evaluate(WITH_STATE)
    notebook.page.wait_for_timeout(500)
    notebook.run_all()
    notebook.output("canvas", 4)
    notebook.page.wait_for_timeout(5000)
    assert not notebook.page.locator(PICTURE).first.is_visible(), "the plot itself is on the page"
    notebook.page.evaluate(SAVE)
    notebook.page.wait_for_timeout(2000)
    saved = json.loads((notebook.lab.root / name).read_text("utf-8"))
    (picture,) = saved_pictures(saved["cells"][:2])
    assert Image.open(io.BytesIO(base64.b64decode(picture))).size == (640, 400)
    assert len(picture) < 30_000
    buffers = [buffer for model in state_of(notebook, name).values() for buffer in model.get("buffers", ())]
    packed = [buffer["data"] for buffer in buffers if buffer["path"] == ["charts"]]
    assert len(packed) == 1, "five plots, one library"
    assert len(packed[0]) < 300_000

    notebook.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    open_again(notebook, name)
    notebook.output("canvas", 4)
    figure = notebook.output(".cadw-plot-figure", 1)
    figure.press("ArrowRight")
    assert notebook.page.locator(".cadw-plot-tip:visible").inner_text().startswith("Variant ")
    notebook.screenshot("plot-other-kernel")
    assert notebook.errors == []
