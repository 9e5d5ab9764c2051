"""Picking, measuring and cutting in large models: a hundred parts, a thousand, half a million triangles."""

from __future__ import annotations

from typing import Any

import pytest
from test_large_model import TORUS
from test_parts import MANY, PAIR, READY
from test_picking import PICKS, SECTIONS, _click

pytestmark = pytest.mark.own_javascript

BOLTS = """
v = explorer.viewer
from cadwidgets.contract.picks import Pick

one, other = [n for n, path in enumerate(v.parts) if "bolt" in path][:2]
v.select(Pick("part", one, (0, 0, 0)), Pick("part", other, (0, 0, 0)))
v.wait()
print(v.measurement.exact, [facts.part for facts in v.measurement.facts], v.measurement.relation.distance > 1)
"""


@pytest.mark.long
def test_in_a_hundred_parts_parts_are_picked_measured_exactly_and_cut(notebook: Any) -> None:
    page = notebook.open(notebook.lab.write("pair.ipynb", PAIR)).run_all()
    page.output(READY)
    before = page.pixels()
    page.run_beside("explorer.viewer.picks = 'part'")
    _click(page, 0.5, 0.5)
    page.output(PICKS).get_by_text("volume").wait_for()
    picked = page.wait_for_change(before)
    said = page.run_beside(BOLTS)
    assert said.startswith("True ['"), said
    assert said.strip().endswith("True"), said
    page.wait_for_change(picked)
    page.screenshot("pick-hundred")
    page.click("Section")
    page.page.locator(SECTIONS).get_by_text("mm\u00b2").wait_for(timeout=120_000)
    page.pixels()
    page.screenshot("section-hundred")
    assert page.errors == []


@pytest.mark.long
def test_in_a_thousand_parts_without_a_service_triangles_are_measured(notebook: Any) -> None:
    page = notebook.open(notebook.lab.write("many.ipynb", MANY)).run_all()
    page.pixels()
    page.run_beside("viewer.picks = 'part'; viewer.fit('row 5/cube 512')")
    page.pixels()
    _click(page, 0.5, 0.5)
    said = page.output(PICKS)
    said.get_by_text("area 6\u00a0mm\u00b2").wait_for()
    said.get_by_text("Measured by the triangles").wait_for()
    page.screenshot("pick-thousand")
    assert "cube 512" in said.inner_text()
    assert page.errors == []


@pytest.mark.long
def test_in_half_a_million_triangles_a_click_finds_its_face(notebook: Any) -> None:
    page = notebook.open(notebook.lab.write("torus.ipynb", TORUS)).run_all()
    before = page.pixels()
    page.run_beside("viewer.picks = 'face'; viewer.view('top')")
    before = page.wait_for_change(before)
    _click(page, 0.5, 0.12)
    said = page.output(PICKS)
    said.get_by_text("area 2368").wait_for()  # a smooth torus is one face: 4 pi^2 * 40 * 15 are 23687
    page.wait_for_change(before)
    page.screenshot("pick-large")
    assert page.errors == []
