"""Variants beside each other in JupyterLab: a ghost, two views that move together, and what a parameter moves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe import axe
from notebook_page import NotebookPage, differs, shows_a_model

pytestmark = pytest.mark.own_javascript

BLOCK = """
# @material steel
width = 40.0   # [20:1:60] mm  Width
height = 20.0  # [10:1:30] mm  Height
hole = 8.0     # [2:1:12] mm  Hole
show_object(cq.Workplane().box(width, 30, height).faces(">Z").workplane().hole(hole))
"""
READY = "[role=status]:has-text('Ready:')"
SEEN = """
import json
print(json.dumps([[list(scene.camera.position), list(scene.camera.quaternion), list(scene.controls.target)]
    for scene in (viewer._scene for viewer in {viewers})]))
"""


def explored(notebook: Any, name: str, *more: str) -> NotebookPage:
    """A notebook with an explorer of the block, settled."""
    first = f"from cadwidgets import ModelExplorer\nexplorer = ModelExplorer(script={BLOCK!r})\nexplorer"
    page = notebook.open(notebook.lab.write(name, first, *more)).run_all()
    page.output(READY)
    return page


@pytest.mark.long
def test_a_pinned_variant_stays_as_a_ghost_with_its_differences(notebook: Any) -> None:
    page = explored(notebook, "ghost.ipynb")
    page.click("Pin")
    first = page.pixels()
    page.press("Width", "ArrowRight", 10)
    page.output("td:has-text('40 → 50 mm')")
    page.output(READY)
    page.press("Height", "ArrowLeft", 5)
    page.output("td:has-text('20 → 15 mm')")
    haunted = page.wait_for_change(first, least=500)
    page.output("td:has-text('Volume')")
    page.looked_at("compare-ghost")
    assert axe(page.page, ".cadw-variant") == []
    page.click("Hidden")
    assert differs(page.wait_for_change(haunted, least=200), haunted) > 200
    page.click("Swap back")
    page.output("td:text-is('22,994.7 mm³')")
    page.click("Unpin")
    page.page.locator("td:text-is('Box z')").first.wait_for(state="detached")
    assert page.errors == []


@pytest.mark.release
def test_two_views_move_together_while_one_is_dragged(notebook: Any) -> None:
    page = explored(notebook, "beside.ipynb")
    page.click("Pin")
    page.press("Width", "ArrowRight", 20)
    page.output("td:has-text('40 → 60 mm')")
    page.output(READY)
    page.click("Side by side")
    page.canvas(1)
    page.page.wait_for_timeout(1500)
    page.looked_at("compare-beside")
    for mover in (0, 1):
        before = [page.pixels(index) for index in (0, 1)]
        box = page.canvas(mover).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.page.mouse.move(x, y)
        page.page.mouse.down()
        page.page.mouse.move(x + 60, y + 15, steps=5)
        page.page.wait_for_timeout(300)
        moving = [page.pixels(index) for index in (0, 1)]
        assert all(differs(*pair) > 500 for pair in zip(before, moving, strict=True)), "also before it is let go"
        page.page.mouse.up()
        page.page.wait_for_timeout(500)
        page.wait_idle()
        one, other = json.loads(page.run_beside(SEEN.format(viewers="explorer.viewer.linked")))
        assert all(a == pytest.approx(b, abs=1e-9) for a, b in zip(one, other, strict=True))
        assert all(differs(page.pixels(index), moving[index]) < 200 for index in (0, 1))
    before = [page.pixels(index) for index in (0, 1)]
    page.page.mouse.move(x, y)
    page.page.mouse.wheel(0, -240)
    page.page.wait_for_timeout(500)
    assert all(differs(before[index], page.pixels(index)) > 500 for index in (0, 1))
    assert shows_a_model(page.pixels(0))
    page.click("Unpin")
    page.page.wait_for_timeout(500)
    assert page.page.locator(".jp-OutputArea-output canvas").count() == 1
    assert page.errors == []


@pytest.mark.long
def test_the_row_under_the_mouse_lights_what_it_moves_with_its_dimension(notebook: Any) -> None:
    page = explored(notebook, "moves.ipynb")
    plain = page.pixels()
    for label, words, size in (
        ("Hole", "Hole moves 1 face, 2 more have another outline", "\u2300\u00a08\u00a0mm"),
        ("Width", "Width moves 2 faces, 4 more have another outline", "40\u00a0mm"),
    ):
        page.control(label).hover()
        page.output(f"p:has-text('{words}')")
        assert page.output(".cadwidgets-viewer-tags span").inner_text() == size
        lit = page.wait_for_change(plain, least=300)
        page.hide_files()
        page.screenshot(f"moves-{label.lower()}-light")
        page.page.mouse.move(5, 5)
        page.page.locator(f"p:has-text('{words}')").wait_for(state="detached")
        assert differs(page.pixels(), lit) > 300
        assert page.page.locator(".cadwidgets-viewer-tags span").count() == 0
    assert page.errors == []


@pytest.mark.release
def test_the_keyboard_points_at_a_row_too_and_what_is_lit_follows_the_slider(notebook: Any) -> None:
    page = explored(notebook, "keys.ipynb")
    page.control("Width").locator(".noUi-handle").first.focus()
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Tab")
    page.output("p:has-text('Height moves')")
    page.page.keyboard.press("ArrowRight")
    page.output("span:text-is('21\u00a0mm')")
    page.output("p:has-text('Height moves 2 faces')")
    page.theme("Dark")
    page.hide_files()
    page.page.wait_for_timeout(500)
    page.control("Height").hover()
    page.output("p:has-text('Height moves 2 faces')")
    page.screenshot("moves-height-dark")
    page.theme("Light")
    page.page.set_viewport_size({"width": 400, "height": 2200})
    page.page.wait_for_timeout(1000)
    page.page.mouse.move(5, 5)
    page.control("Height").hover()
    page.output("p:has-text('Height moves 2 faces')")
    page.page.wait_for_timeout(500)
    page.screenshot("moves-height-400")
    page.page.set_viewport_size({"width": 1400, "height": 2200})
    assert page.errors == []
