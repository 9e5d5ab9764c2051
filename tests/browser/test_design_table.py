"""A design table in JupyterLab: filled, edited, sorted, picked from, and handed over."""

from __future__ import annotations

from typing import Any

import pytest
from axe import axe
from notebook_page import NotebookPage, shows_a_model

pytestmark = pytest.mark.own_javascript

TABLE = """
from cadwidgets import ModelExplorer, samples, sweep
table = sweep(
    samples.bracket,
    {"width": (40, 100), "thickness": (2, 8), "gussets": ..., "holes": [1, 2, 3]},
    how="lhs",
    count=24,
    measures={"seat": 'faces("<Z").area'},
)
table
"""


def tabled(notebook: Any, name: str, *more: str) -> NotebookPage:
    """A notebook with a table of brackets, all built."""
    page = notebook.open(notebook.lab.write(name, TABLE, *more)).run_all()
    page.run_beside("table.wait(120)")
    return page


@pytest.mark.long
def test_a_sweep_fills_its_table_its_plot_and_shows_what_is_picked(notebook: Any) -> None:
    page = tabled(notebook, "sweep.ipynb")
    page.output("[role=grid] [role=row] >> nth=5")
    page.run_beside("table.picked = 3")
    page.output("b:has-text('Variant 3')")
    page.run_beside("table.wait(60)")
    page.page.wait_for_timeout(1500)
    assert shows_a_model(page.pixels(-1))  # the last canvas; those before are the plot
    page.looked_at("design-table")
    page.theme("Dark")
    page.page.wait_for_timeout(1000)
    assert page.pixels()[2, 2].max() < 60, "the plot follows the theme"
    page.theme("Light")
    page.run_beside("table.plot.kind = 'pareto'; table.plot.x, table.plot.y = 'mass', 'seat'")
    page.run_beside("table.plot.senses = {'mass': 'min', 'seat': 'max'}")
    page.page.get_by_text("Find the best variant").click()
    page.page.wait_for_timeout(1500)
    page.screenshot("design-table-pareto")
    page.run_beside("table.grid.view = {**table.grid.view, 'show': 'film', 'card': 'mass'}")
    page.page.wait_for_timeout(6000)
    page.screenshot("design-table-film")
    assert axe(page.page, ".cadw-explorer") == []
