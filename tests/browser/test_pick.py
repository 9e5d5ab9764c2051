"""The part picker in JupyterLab: a part is searched, chosen, seen in 3D, downloaded, and added to a BOM."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from axe import axe
from notebook_page import shows_a_model

SHOTS = Path(__file__).parent / "shots"
SHOWN = "[role=status]:has-text('shown.')"
PICKER = """from cadwidgets import PartPicker
picker = PartPicker(query="M12x60 socket head")
picker"""


def opened(notebook: Any, name: str) -> Any:
    """A notebook that shows a picker, a part chosen in it."""
    page = notebook.open(notebook.lab.write(name, PICKER)).run_all()
    page.output("td:text-is('ISO 4762 M12x60')").click()
    page.output(SHOWN)
    return page


def test_the_second_notebook_runs_and_shows_picture_and_table(notebook: Any) -> None:
    page = notebook.open("02-pick-a-part.ipynb").run_all()
    page.output("[role=status]:has-text('BOM: 1 line')")
    assert shows_a_model(page.pixels())
    page.output(".widget-vbox").screenshot(path=SHOTS / "part-picker.png")
    assert page.errors == []
    assert page.foreign_requests == []


def test_a_part_is_searched_chosen_downloaded_and_added_to_a_bom(notebook: Any) -> None:
    page = opened(notebook, "pick.ipynb")
    assert shows_a_model(page.pixels())
    page.click("Download")
    link = page.output("a[download$='.step']")
    with page.page.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename == "ISO_4762_M12x60.step"
    page.click("Add to BOM")
    page.output("[role=status]:has-text('BOM: 1 line')")
    page.screenshot("pick-light")
    page.theme("Dark")
    page.screenshot("pick-dark")
    page.page.set_viewport_size({"width": 700, "height": 2600})
    page.screenshot("pick-narrow")
    assert page.errors == []
    assert page.foreign_requests == []


def test_the_part_beside_its_picture_is_accessible(notebook: Any) -> None:
    page = opened(notebook, "pick-access.ipynb")
    page.page.evaluate("document.querySelector('.cadw-title').closest('.jp-OutputArea-output').id = 'picker'")
    assert axe(page.page, "#picker") == []


def test_another_choice_in_the_configurator_is_another_part(notebook: Any) -> None:
    page = opened(notebook, "configure.ipynb")
    first = page.pixels()
    page.choose("Length l", "80 mm")
    page.wait_for_change(first)
    page.output(".cadw-code:has-text('M12x80')")
    assert page.errors == []
