"""The notebook on assemblies: a slider that lands on bearings, the bill of materials that follows, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe import axe
from notebook_page import OUTPUT, shows_a_model

pytestmark = pytest.mark.own_javascript

SHOTS = Path(__file__).parent / "shots"
READY = "[role=status]:has-text('Ready:')"
SIZES = ".cadw-sizes .widget-readout"
CHANGES = "[aria-label='Changes from the baseline']"
EXPLORER = ".cadw-explorer:has(.cadw-sizes)"
BLOCK = 1  # the second explorer of the notebook
WIDE, NARROW = {"width": 1400, "height": 3000}, {"width": 600, "height": 3600}


@pytest.fixture
def page(notebook: Any) -> Iterator[Any]:
    """The notebook, run, in a window that holds a whole explorer. It ends with a bore of 30 mm, 25 mm being pinned."""
    before = notebook.page.viewport_size
    notebook.page.set_viewport_size(WIDE)
    page = notebook.open("04-assembly-with-catalog-parts.ipynb").run_all()
    page.output(READY, BLOCK)
    yield page
    notebook.page.set_viewport_size(before)


@pytest.mark.long
def test_a_key_changes_bearing_picture_and_bill_and_what_changed_is_told_in_words(page: Any) -> None:
    before = page.pixels(BLOCK)
    assert shows_a_model(before)
    assert page.output(SIZES).inner_text() == "30 mm · 6206-2RS"
    page.press("Bore")
    page.output(f"{SIZES}:has-text('35 mm · 6207-2RS')")
    handle = page.control("Bore").locator(".noUi-handle")
    page.page.wait_for_function("handle => handle.ariaValueText.startsWith('35 mm')", arg=handle.element_handle())
    spoken = [handle.get_attribute(f"aria-{name}") for name in ("label", "valuetext")]
    assert spoken == ["Bore", "35 mm · 6207-2RS"]
    page.wait_for_change(before, BLOCK)
    told = page.output(f"{CHANGES}:has-text('6207-2RS')").inner_text()
    for words in ("3 changed, 2 added, 2 removed.", "Total mass 1.686 kg → 2.629 kg (+0.943 kg)", "6205-2RS"):
        assert words in told
    explorer = page.output(EXPLORER)
    explorer.get_by_role("button", name="Bill of materials:").press("Enter")
    explorer.locator("[aria-label='Lines of the bill of materials']:has-text('6207-2RS')").wait_for()
    looks(page, explorer)
    assert axe(page.page, f"{OUTPUT} .cadw-explorer") == []
    explorer.get_by_role("button", name="Unpin").press("Enter")
    explorer.locator(CHANGES).wait_for(state="detached")
    assert page.errors == []


def looks(page: Any, explorer: Any) -> None:
    """Pictures for a person to look at; the changes stand beside the view, and are not cut off in a narrow window."""
    explorer.screenshot(path=SHOTS / "assembly-light.png")
    told, view = explorer.locator(CHANGES).bounding_box(), explorer.locator("canvas").bounding_box()
    assert told["x"] + told["width"] <= view["x"], "the changes stand beside the view"
    page.output(".cadw-bill:has(caption)").screenshot(path=SHOTS / "assembly-delta.png")
    page.theme("Dark")
    explorer.screenshot(path=SHOTS / "assembly-dark.png")
    page.page.set_viewport_size(NARROW)
    page.page.wait_for_timeout(500)
    explorer.screenshot(path=SHOTS / "assembly-narrow.png")
    assert page.output(CHANGES).evaluate("element => element.scrollWidth <= element.clientWidth")
