"""A slider bound to the catalog, by keyboard: from size to size, with the parts that have it, in another picture."""

from __future__ import annotations

import re
from typing import Any

import pytest
from notebook_page import shows_a_model

from cadwidgets.service import catalog

FAMILY = catalog.family("deep_groove_bearing")
RING = """
bore = 25.0  # [catalog: deep-groove bearing.d, seal=open] Bore
wall = 5.0   # [1:20] mm  Wall
show_object(cq.Workplane().circle(bore / 2 + wall).circle(bore / 2).extrude(12))
"""
READY = "[role=status]:has-text('Ready:')"
SIZES = ".cadw-sizes .widget-readout"


def ring(notebook: Any, name: str, *more: str) -> Any:
    explore = f"from cadwidgets import ModelExplorer\nexplorer = ModelExplorer(script={RING!r})\nexplorer"
    page = notebook.open(notebook.lab.write(name, explore, *more)).run_all()
    page.output(READY)
    page.output(SIZES)
    return page


def shown(bore: float) -> str:
    open_ones = [part for part in FAMILY.configurations if part["d"] == bore and part.selection[2] == "open"]
    numbers = [part.part_number for part in open_ones]
    return f"{bore:g} mm · {', '.join(numbers[:3])} (+{len(numbers) - 3})"


@pytest.mark.long
def test_a_key_moves_the_slider_to_the_next_bearing_and_the_picture_follows(notebook: Any) -> None:
    page = ring(notebook, "snap.ipynb")
    assert page.output(SIZES).inner_text() == shown(25)
    before = page.pixels()
    assert shows_a_model(before)
    page.press("Bore", "ArrowRight")
    page.output(f"{SIZES}:has-text('30 mm · 6206')")
    assert page.output(SIZES).inner_text() == shown(30)
    page.wait_for_change(before, least=100)
    page.press("Bore", "End")
    page.output(f"{SIZES}:has-text('100 mm · 6220')")
    page.press("Bore", "Home")
    page.output(f"{SIZES}:has-text('3 mm · 623')")
    page.output(READY)
    assert page.errors == []


@pytest.mark.release
def test_part_numbers_stay_readable_in_both_themes_and_in_a_narrow_window(notebook: Any) -> None:
    page = ring(notebook, "snap-looks.ipynb")
    page.screenshot("snap-light")
    page.theme("Dark")
    page.screenshot("snap-dark")
    page.page.set_viewport_size({"width": 600, "height": 2200})
    page.page.wait_for_timeout(500)
    page.screenshot("snap-narrow")
    readout = page.output(SIZES)
    inside = "element => element.scrollWidth <= element.clientWidth && element.scrollHeight <= element.clientHeight"
    assert readout.evaluate(inside), "no part number is cut off"
    color = readout.evaluate("element => getComputedStyle(element).color")
    assert min(map(int, re.findall(r"\d+", color)[:3])) >= 180, f"{color} on a dark page"
    row = page.control("Bore")
    label, track = (row.locator(part).bounding_box() for part in (".widget-label", ".slider-container"))
    assert abs(label["y"] - track["y"]) < 20, "the label stands beside its slider"
    page.page.set_viewport_size({"width": 1400, "height": 2200})
