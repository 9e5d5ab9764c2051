"""The second notebook in JupyterLab: a part chosen, downloaded, seen in 3D, its BOM as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from notebook_page import shows_a_model

SHOTS = Path(__file__).parent / "shots"
SHOWN = "[role=status]:has-text('shown.')"


def test_the_second_notebook_runs_and_shows_picture_and_table(notebook: Any) -> None:
    page = notebook.open("02-pick-a-part.ipynb").run_all()
    assert "6205" in page.output(".cadw-table").inner_text()
    assert shows_a_model(page.pixels())
    page.screenshot("pick-light")
    page.output(".widget-vbox").screenshot(path=SHOTS / "part-picker.png")
    page.theme("Dark")
    page.screenshot("pick-dark")
    assert page.errors == []
    assert page.foreign_requests == []


def test_a_part_is_chosen_and_downloaded_with_the_mouse(notebook: Any) -> None:
    name = notebook.lab.write("pick.ipynb", "from cadwidgets import PartPicker\npicker = PartPicker()\npicker")
    page = notebook.open(name).run_all()
    page.output(SHOWN)
    first = page.pixels()
    page.choose("Size", "ISO 4762 M12x60")
    page.wait_for_change(first)
    assert "ISO 4762 M12x60" in page.output(".cadw-table").inner_text()
    page.click("Download")
    link = page.output("a[download]")
    with page.page.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename.lower().endswith((".stp", ".step"))
    assert page.errors == []
