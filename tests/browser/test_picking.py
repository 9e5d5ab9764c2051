"""Picking, measuring and cutting as their user does it: clicks, words below the picture, dimensions, sections."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from axe import axe
from notebook_page import OUTPUT

pytestmark = pytest.mark.own_javascript

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
PICKS, SECTIONS, TAG = ".cadwidgets-viewer-picks", ".cadwidgets-viewer-sections", ".cadwidgets-viewer-tags span"


@pytest.fixture
def page(notebook: Any) -> Any:
    """A notebook with a block that has a hole through its middle, seen from above."""
    page = notebook.open(notebook.lab.write("block.ipynb", BLOCK)).run_all()
    page.output(READY)
    _turn(page, "Top")
    return page


def _turn(page: Any, view: str) -> Any:
    before = page.pixels()
    page.page.locator(".cadwidgets-viewer-bar").get_by_role("button", name=view, exact=True).click()
    return page.wait_for_change(before)


def _click(page: Any, x: float, y: float, **options: Any) -> None:
    """At a share of the picture's width and height."""
    box = page.canvas().bounding_box()
    page.canvas().click(position={"x": x * box["width"], "y": y * box["height"]}, **options)


@pytest.mark.long
def test_a_click_tells_what_a_face_is_and_how_a_script_names_it(page: Any) -> None:
    before = page.pixels()
    _click(page, 0.5, 0.3)
    said = page.output(PICKS)
    said.get_by_text("area 1121.46").wait_for()
    said.locator("code", has_text='.faces(">Z")').wait_for()
    page.wait_for_change(before)
    page.press("Width", "ArrowRight", times=3)
    said.get_by_text("area 1166.46").wait_for()  # the same face of the wider block
    page.screenshot("pick-face")
    page.output(".cadwidgets-viewer-stage").press("Escape")
    said.wait_for(state="hidden")
    assert page.errors == []


@pytest.mark.long
def test_a_drag_turns_and_picks_nothing(page: Any) -> None:
    box = page.canvas().bounding_box()
    before = page.pixels()
    mouse = page.page.mouse
    mouse.move(box["x"] + 100, box["y"] + 100)
    mouse.down()
    mouse.move(box["x"] + 160, box["y"] + 130, steps=5)
    mouse.up()
    page.wait_for_change(before)
    assert page.page.locator(PICKS).is_hidden()
    assert page.run_beside("print(explorer.viewer.selection)").strip() == "[]"


@pytest.mark.long
@pytest.mark.parametrize("parallel", [False, True])
def test_two_picks_are_measured_and_the_dimension_is_drawn(page: Any, parallel: bool) -> None:
    if parallel:
        _turn(page, "Parallel")
    _turn(page, "Right")
    _click(page, 0.5, 0.5)
    said = page.output(PICKS)
    said.get_by_text("area 600").wait_for()
    page.run_beside("explorer.viewer.view('left')")
    page.pixels()
    _click(page, 0.5, 0.5, modifiers=["Shift"])
    said.get_by_text("distance 40\u00a0mm").wait_for()
    _turn(page, "Iso")
    page.page.locator(TAG).get_by_text("40\u00a0mm").wait_for()
    page.screenshot(f"measure{'-parallel' if parallel else ''}")
    page.click("Inches")
    page.page.locator(TAG).get_by_text("1.5748\u00a0in").wait_for()
    page.press("Width", "ArrowRight", times=2)
    page.page.locator(TAG).get_by_text("1.61417\u00a0in").wait_for()  # 41 mm: a dimension follows its slider
    assert page.errors == []


@pytest.mark.long
def test_edges_and_vertices_are_picked_where_they_are_near(page: Any) -> None:
    page.run_beside("explorer.viewer.view('top')")
    page.pixels()
    page.run_beside("explorer.viewer.picks = 'vertex'")
    spots = (
        "import numpy as np; v = explorer.viewer; s = v._scene; "
        "from cadwidgets.viewer.picking.eye import Eye; "
        "e = Eye(tuple(s.camera.position), tuple(s.camera.quaternion), s.camera.fov, "
        "s.renderer.width / s.renderer.height, s.renderer.height, s.frame.scale[0], tuple(s.frame.position)); "
        "print(*(e.project([(20, 15, 10), (20, 0, 10)])[0] / (s.renderer.width, s.renderer.height)).round(5).ravel())"
    )
    corner_x, corner_y, side_x, side_y = map(float, page.run_beside(spots).split())
    _click(page, corner_x, corner_y)
    page.output(PICKS).get_by_text("at (20, 15, 10)").wait_for()
    page.run_beside("explorer.viewer.picks = 'any'")
    _click(page, side_x, side_y)
    page.output(PICKS).get_by_text("line, length 30\u00a0mm").wait_for()
    page.output(PICKS).locator("code").wait_for()
    page.screenshot("pick-edge")
    assert page.errors == []


@pytest.mark.long
def test_a_section_is_capped_its_area_told_and_its_inside_can_be_picked(page: Any) -> None:
    whole = _turn(page, "Iso")
    page.click("Section")
    pane = page.output(SECTIONS)
    pane.get_by_text("400\u00a0mm\u00b2").wait_for()  # through the hole: 20 by 30 without 20 by 10
    cut = page.wait_for_change(whole)
    page.screenshot("section-one")
    pane.get_by_role("button", name="Add a plane").click()
    pane.get_by_text("600\u00a0mm\u00b2").wait_for()
    pane.get_by_role("button", name="Flip").nth(1).click()
    page.wait_for_change(cut)
    pane.get_by_text("600\u00a0mm\u00b2").wait_for()
    page.screenshot("section-two")
    page.theme("Dark")
    page.screenshot("section-dark")
    assert page.run_beside("print(explorer.viewer.areas)").strip() == "[400.0, 600.0]"
    page.click("Section")
    page.page.locator(SECTIONS).wait_for(state="hidden")
    assert page.errors == []


@pytest.mark.long
def test_the_panes_fit_into_a_narrow_window(page: Any) -> None:
    _click(page, 0.5, 0.3)
    page.output(PICKS).locator("code").wait_for()
    page.click("Section")
    page.output(SECTIONS).get_by_text("mm\u00b2").wait_for()
    page.hide_files()
    page.page.set_viewport_size({"width": 400, "height": 1600})
    page.page.wait_for_timeout(800)
    page.output(SECTIONS)
    page.screenshot("picking-400")
    assert axe(page.page, f"{OUTPUT} .cadw-explorer") == []
    page.theme("Dark")
    page.screenshot("picking-400-dark")
    assert axe(page.page, f"{OUTPUT} .cadw-explorer") == []
    for pane in (PICKS, SECTIONS):
        box, stage = (page.output(one).bounding_box() for one in (pane, ".cadwidgets-viewer-stage"))
        assert box["width"] <= stage["width"] + 1
    assert np.ptp(page.pixels()) > 60
    assert page.errors == []


@pytest.mark.long
def test_the_mouse_that_only_moves_sends_nothing_to_the_kernel(notebook: Any) -> None:
    sent: list[str | bytes] = []
    notebook.page.on("websocket", lambda socket: socket.on("framesent", lambda data: sent.append(data)))
    page = notebook.open(notebook.lab.write("block.ipynb", BLOCK)).run_all()
    page.output(READY)
    page.pixels()
    box = page.canvas().bounding_box()
    before = _comms(sent)
    assert before, "what the page sends is seen"
    page.page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.page.mouse.move(box["x"] + box["width"] - 10, box["y"] + box["height"] / 2, steps=40)
    page.page.wait_for_timeout(500)
    assert _comms(sent) == before
    assert page.errors == []


def _comms(sent: list[str | bytes]) -> int:
    """How many of the messages are those of widgets."""
    texts = (data if isinstance(data, bytes) else data.encode() for data in sent)
    return sum(b"comm_msg" in text for text in texts)
