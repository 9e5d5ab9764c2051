"""The third notebook in JupyterLab: a bill of materials is sorted, edited, saved, and shown where no widget is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe import axe
from notebook_page import SHOTS
from playwright.sync_api import BrowserContext, Locator
from sheet_formulas import Sheet

from cadwidgets import Bom
from cadwidgets.contract.bom import BomLine

pytestmark = pytest.mark.own_javascript

SCREW = BomLine("ISO 4762 M6x20", "Cap screw", 8, mass_kg=0.00665, unit_cost=0.12, currency="EUR")
HOSTILE = "<img src=x onerror=alert(1)>=HYPERLINK(1)\u202egnp.exe " + "x" * 300
BOM = Bom(
    [
        BomLine("GB-100", "Gearbox", 2, children=(SCREW, BomLine("00123", "Washer"), BomLine("1E5", HOSTILE))),
        BomLine("6205-2RS", "Ball bearing", 4, material="100Cr6", mass_kg=0.128, unit_cost=4.5, currency="EUR"),
    ],
    title="Drive unit",
    unread=[f"row 7: {HOSTILE}"],
)


def table(page: Any, number: int) -> Locator:
    """One of the tables in a notebook."""
    return page.output(".cadw-bom:has(.cadw-grid)", number)


def column(shown: Locator, name: str) -> list[str]:
    return shown.locator(f"tbody [data-key='{name}']").all_inner_texts()


@pytest.mark.long
def test_the_third_notebook_runs_and_its_table_is_sorted_edited_and_saved(notebook: Any) -> None:
    page = notebook.open("03-bill-of-materials.ipynb").run_all()
    first = table(page, 0)
    before = first.locator(".cadw-totals").inner_text()

    first.get_by_role("button", name="Part number", exact=True).click()
    first.locator("th[aria-sort=ascending]").wait_for()
    assert column(first, "part_number") == ["6205-2RS", "ISO 4762 M6x20", "ISO 7089 6"]
    page.page.keyboard.press("Enter")
    first.locator("th[aria-sort=descending]").wait_for()
    assert column(first, "part_number")[0] == "ISO 7089 6"

    first.locator("[data-cell='1|quantity']").click()
    page.page.keyboard.type("8")
    page.page.keyboard.press("Enter")
    first.locator(".cadw-totals:has-text('1.04 EUR')").wait_for()
    page.page.keyboard.press("Control+z")
    first.locator(".cadw-totals:has-text('0.56 EUR')").wait_for()
    assert first.locator(".cadw-totals").inner_text() == before

    first.locator("summary", has_text="Save").click()
    with page.page.expect_download() as download:
        first.get_by_role("button", name="XLSX").click()
    sheet = Sheet(download.value.path().read_bytes())
    assert sheet.column("Part number")[:3] == ["ISO 4762 M6x20", "ISO 7089 6", "6205-2RS"]
    assert sheet.column("Total cost") == pytest.approx([0.48, 0.08, "", 0.56])
    assert sheet.column("Missing")[-1] == "3 of 3 lines have a mass, 2 of 3 lines a cost"

    page.page.set_viewport_size({"width": 1400, "height": 6400})
    page.screenshot("bom-notebook-light")
    page.theme("Dark")
    page.screenshot("bom-notebook-dark")
    page.page.set_viewport_size({"width": 700, "height": 6400})
    page.screenshot("bom-notebook-narrow")
    ours = "document.querySelectorAll('.jp-Notebook :is(.cadw-bom, .cadw-bill)')"
    page.page.evaluate(f"{ours}.forEach(one => one.classList.add('axe'))")
    assert axe(page.page, ".axe") == []
    assert page.errors == []
    assert page.foreign_requests == []


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.release)])
@pytest.mark.parametrize("width", [1100, pytest.param(600, marks=pytest.mark.release)])
def test_a_saved_page_can_be_read_by_everybody(
    context: BrowserContext, tmp_path: Path, scheme: Any, width: int
) -> None:
    tab = context.new_page()
    tab.set_viewport_size({"width": width, "height": 700})
    tab.emulate_media(color_scheme=scheme)
    tab.goto(BOM.save(tmp_path / "bom.html").as_uri())
    tab.screenshot(path=SHOTS / f"bom-page-{scheme}-{width}.png", full_page=True)
    assert axe(tab, "html") == []
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert tab.locator("img").count() == 0
    tab.close()
