"""Picking and measuring as their user sees them: a click, the words below the picture, a dimension, a selector."""

from __future__ import annotations

import pytest

BLOCK = """
import cadwidgets as cw
from cadwidgets import ModelExplorer
explorer = ModelExplorer(script='''
width = 40.0  # [20:80] mm Width
show_object(cq.Workplane().box(width, 30, 20).faces(">Z").workplane().hole(10))
''', ahead=False)
explorer
"""
READY = "[role=status]:has-text('Ready')"
PICKS = ".cadwidgets-viewer-picks"


@pytest.fixture
def page(notebook):
    """A notebook with a block that has a hole through its middle, seen from above."""
    page = notebook.open(notebook.lab.write("block.ipynb", BLOCK)).run_all()
    page.output(READY)
    before = page.pixels()
    page.click("Top")
    page.wait_for_change(before)
    return page


def click(page, x: float, y: float, **options) -> None:
    """At a share of the picture's width and height."""
    box = page.canvas().bounding_box()
    page.canvas().click(position={"x": x * box["width"], "y": y * box["height"]}, **options)


@pytest.mark.long
def test_a_click_tells_what_a_face_is_and_how_a_script_names_it(page):
    before = page.pixels()
    click(page, 0.5, 0.3)
    said = page.output(PICKS)
    said.get_by_text("area 1121.46").wait_for()
    said.get_by_text("plane").wait_for()
    page.wait_for_change(before)
    page.screenshot("pick-face")
    page.output(".cadwidgets-viewer-stage").press("Escape")
    said.wait_for(state="hidden")
    assert page.errors == []


@pytest.mark.long
def test_two_clicks_measure_and_the_dimension_follows_a_slider(page):
    click(page, 0.5, 0.3)
    said = page.output(PICKS)
    said.get_by_text("plane").wait_for()
    before = page.pixels()
    page.click("Iso")
    before = page.wait_for_change(before)
    click(page, 0.4, 0.62, modifiers=["Shift"])
    said.get_by_text("Between them").wait_for()
    page.screenshot("pick-iso")
    print(said.inner_text())
    page.click("Section")
    page.page.wait_for_timeout(3000)
    page.screenshot("pick-section")
    assert page.errors == []
