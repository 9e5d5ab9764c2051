"""Ten thousand variants in JupyterLab: few of them are in the page, and it does not grow."""

from __future__ import annotations

from pathlib import Path

import pytest
from grid_timing import CELL, GridTimes, measure
from notebook_page import NotebookPage

pytestmark = pytest.mark.own_javascript

ROWS = 10_000


@pytest.fixture
def shown(notebook: NotebookPage) -> NotebookPage:
    """A notebook with the grid."""
    code = CELL.format(folder=str(Path(__file__).parent), count=ROWS)
    return notebook.open(notebook.lab.write("grid.ipynb", code)).run_all()


def check(times: GridTimes, page: NotebookPage) -> None:
    assert times.most_rows < 100
    assert times.heap[1] - times.heap[0] < 15, "megabytes"
    assert page.errors == []
    assert page.foreign_requests == []


@pytest.mark.long
def test_few_of_ten_thousand_rows_are_in_the_page_and_it_does_not_grow(shown: NotebookPage) -> None:
    check(measure(shown, scrolls=60), shown)
    shown.screenshot("design-grid-notebook")
    told = shown.run_beside("print(grid.view['sort'], len(grid.shown()))")
    assert told == f"[['ribbed', 'down']] {ROWS}\n"


@pytest.mark.long
def test_a_sweep_fills_the_grid_and_the_kernel_hears_what_the_user_does(
    notebook: NotebookPage,
) -> None:
    folder = str(Path(__file__).parent)
    sweep = (
        "import time\nfor number in range(1, 101):\n    grid.put({number: variant(number)})\n    time.sleep(0.01)\n"
        "told = []\ngrid.on_edit(lambda row, name, value: told.append((row, name, value)))\n"
        "grid.on_adopt(lambda row: told.append(row))\n"
        "grid.on_pictures_wanted(lambda ids: [grid.set_picture(row, picture(row)) for row in ids])"
    )
    code = CELL.format(folder=folder, count=0) + "\nfrom played_grid import picture, variant\ndisplay(grid)\n" + sweep
    page = notebook.open(notebook.lab.write("sweep.ipynb", code)).run_all()
    page.output(".cadw-count:has-text('100 variants')")
    page.output('[data-cell="2|width"]').focus()
    page.page.keyboard.type("50")
    page.page.keyboard.press("Enter")
    page.output('[data-cell="3|#"]').click()
    page.output(".cadw-details:has-text('#3')")
    page.output("[data-cell='2|width']:not(.cadw-pending)")
    page.wait_idle()
    assert page.run_beside("print(told)") == "[(2, 'width', 50.0), 3]\n"
    page.click("Filmstrip")
    page.output(".cadw-card img")
    page.screenshot("design-grid-notebook-film")
    assert page.errors == []
