"""The tree of parts as its user sees it: hide, isolate, fit, move apart, undo; a hundred parts, and a thousand."""

from __future__ import annotations

import numpy as np
import pytest

pytestmark = pytest.mark.own_javascript

PAIR = """
from cadwidgets import ModelExplorer, samples
explorer = ModelExplorer(script=samples.flange_pair.text, ahead=False)
explorer
"""
READY = "[role=status]:has-text('Ready')"
MANY = """
import cadwidgets as cw, numpy as np

corners = np.array(np.meshgrid((0, 1), (0, 1), (0, 1), indexing="ij")).reshape(3, -1).T
faces = [0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]
triangles = np.array([t for a, b, c, d in faces for t in ((a, b, c), (a, c, d))])
places = [(2 * (n % 25), 2 * (n // 25), 0) for n in range(1000)]
cubes = {f"row {n // 100}/cube {n}": cw.Mesh(corners + place, triangles) for n, place in enumerate(places)}
viewer = cw.show(cubes, height=360, tree=True)
viewer
"""


@pytest.mark.long
def test_a_hundred_parts_are_hidden_isolated_moved_apart_and_come_back(notebook):
    page = notebook.open(notebook.lab.write("pair.ipynb", PAIR)).run_all()
    page.output(READY)
    page.click("Parts")
    tree = page.output(".cadwidgets-parts")
    tree.get_by_text("100 parts").wait_for()
    before = page.pixels()
    tree.get_by_role("button", name="Show handle only").first.click()
    alone = page.wait_for_change(before)
    tree.get_by_text("99 of 100 parts hidden").wait_for()
    tree.get_by_role("button", name="See handle as large as possible").first.click()
    large = page.wait_for_change(alone)
    page.screenshot("parts-handle")
    tree.get_by_role("button", name="Show every part").click()
    page.wait_for_change(large)
    tree.get_by_role("slider", name="Explode").press("End")
    page.click("Fit")
    page.pixels()
    page.screenshot("parts-apart")
    tree.get_by_role("slider", name="Explode").press("Home")
    page.click("Fit")
    again = page.pixels()
    assert (np.abs(again - before).sum(axis=2) > 60).mean() < 0.02, "as it was"
    assert page.errors == []


@pytest.mark.long
def test_a_thousand_parts_unfold_lazily_in_light_dark_and_narrow(notebook):
    page = notebook.open(notebook.lab.write("many.ipynb", MANY)).run_all()
    before = page.pixels()
    tree = page.output(".cadwidgets-parts")
    tree.get_by_text("1000 parts").wait_for()
    assert tree.locator("li").count() == 10, "only what is unfolded has a row"
    tree.get_by_role("button", name="Unfold row 3").click()
    assert tree.locator("li").count() == 110
    tree.get_by_label("cube 300", exact=True).uncheck()
    tree.get_by_text("1 of 1000 parts hidden").wait_for()
    assert tree.get_by_label("row 3", exact=True).evaluate("box => box.indeterminate")
    tree.get_by_label("row 3", exact=True).uncheck()
    tree.get_by_text("100 of 1000 parts hidden").wait_for()
    page.wait_for_change(before)
    tree.get_by_role("button", name="Take the last change back").click()
    tree.get_by_text("1 of 1000 parts hidden").wait_for()
    page.screenshot("parts-1400")
    page.hide_files()
    page.page.set_viewport_size({"width": 400, "height": 1400})
    page.page.wait_for_timeout(800)
    page.screenshot("parts-400")
    page.theme("Dark")
    page.screenshot("parts-400-dark")
    assert page.errors == []
