"""A saved page shows what the notebook shows: from the disk, without a network, in a browser that knows neither."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from axe import axe
from notebook_page import Pixels, differs, shows_a_model
from saved_page import SavedPageTab
from test_screens import slide

from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.viewer.viewer import Viewer

pytestmark = pytest.mark.own_javascript

START = """
import cadwidgets as cw
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.sections import Plane
def sample(one):
    return cw.connect().build.build(BuildRequest.of(script=one.text, type="GLB"))
"""
OFTEN = ("bracket", "cut")
"""Compared at every change, the others before a release."""
VIEWS = {
    "bracket": "viewer = cw.Viewer(sample(cw.samples.bracket), width=640, height=480)",
    "hinge": "viewer = cw.Viewer(sample(cw.samples.hinge), width=640, height=480, parallel=True)\nviewer.view('right')",
    "screw": "viewer = cw.Viewer(cw.part('ISO 4017 M8x30'), width=640, height=480, inches=True)",
    "cut": """
viewer = cw.Viewer(sample(cw.samples.hinge), width=640, height=480)
viewer.planes, viewer.cut = [Plane((1, 0, 0), 0.0), Plane((0, -1, 0.5), 20.0)], True
viewer.wait()
""",
    "apart": """
viewer = cw.Viewer(sample(cw.samples.hinge), width=640, height=480, clear=True)
viewer.hide('pin')
viewer.spread = 0.5
viewer.fit()
""",
}
"""A plain model, an assembly with parts and colours, a part of the catalog; cut, and taken apart."""
EXPLORER = """
import cadwidgets as cw
explorer = cw.ModelExplorer(cw.samples.bracket, ahead=False, budget=0)
explorer
"""
Open = Callable[..., SavedPageTab]


@pytest.fixture
def opened(browser: Any) -> Iterator[Open]:
    """``opened(path, color_scheme="dark")``: a saved page in a window of its own."""
    tabs: list[SavedPageTab] = []

    def start(path: Path, **traits: Any) -> SavedPageTab:
        tabs.append(SavedPageTab(browser, path, **traits))
        return tabs[-1]

    yield start
    for tab in tabs:
        tab.close()


@pytest.fixture
def boxes(tmp_path: Path) -> Path:
    """A page with two boxes of 10 x 10 x 10 side by side, one red and one without a colour."""
    corners = np.array(np.meshgrid((0, 1), (0, 1), (0, 1), indexing="ij")).reshape(3, -1).T * 10.0
    faces = [0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]
    triangles = np.array([three for a, b, c, d in faces for three in ((a, b, c), (a, c, d))])
    groups = (Group("pair/left", 0, 12, "#c0392b", part=0), Group("pair/right", 12, 12, part=1))
    points = np.concatenate([corners, corners + np.array([20.0, 0.0, 0.0])])
    mesh = Mesh(points, np.concatenate([triangles, triangles + 8]), groups=groups, unit="mm")
    viewer = Viewer(mesh, tree=True)
    viewer.view("front")
    return viewer.to_html(tmp_path / "boxes", title="Two boxes").path


def same(live: Pixels, saved: Pixels) -> float:
    """The share of the pixels that nobody could tell apart. A canvas of the notebook may begin between two rows."""
    shares = []
    for row in (0, 1):
        one = live[row:]
        height, width = np.minimum(one.shape[:2], saved.shape[:2])
        shares.append(float((np.abs(one[:height, :width] - saved[:height, :width]).max(axis=2) <= 4).mean()))
    return max(shares)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=getattr(pytest.mark, "long" if name in OFTEN else "release")) for name in VIEWS]
)
def test_a_saved_page_shows_the_same_picture_as_the_notebook(notebook, opened, tmp_path, name):
    page = notebook.open(notebook.lab.write("saved.ipynb", START + VIEWS[name], "viewer")).run_all()
    live = page.pixels()
    page.run_beside(f"viewer.to_html({str(tmp_path / name)!r})")
    tab = opened(tmp_path / f"{name}.html").size(640, 480)
    assert shows_a_model(live)
    # what one sees through is drawn in another order: the page has each part by itself
    assert same(live, tab.pixels()) > (0.98 if name == "apart" else 0.997)
    assert tab.errors == []
    assert tab.asked == []


@pytest.mark.long
def test_a_slider_of_the_page_shows_what_a_build_with_that_value_shows(notebook, opened, tmp_path):
    page = notebook.open(notebook.lab.write("saved.ipynb", EXPLORER)).run_all()
    page.wait_for_change(np.zeros((1, 1, 3), np.int16))
    page.run_beside("explorer.wait()")
    before = page.pixels()
    box = page.canvas().bounding_box()
    values = {"width": [30.0, 60.0, 90.0], "holes": [1, 4]}
    page.run_beside(f"explorer.to_html({str(tmp_path / 'bracket')!r}, sliders={values!r})")
    tab = opened(tmp_path / "bracket.html").size(round(box["width"]), round(box["height"]))
    assert same(before, tab.pixels()) > 0.997
    for slider, name, places in ((0, "width", (30.0, 90.0)), (1, "holes", (1, 4))):
        for place, value in zip((0, 2), places, strict=True):
            page.run_beside(f"explorer.params = {{{name!r}: {value}}}\nexplorer.wait()")
            live = page.wait_for_change(before)
            tab.slide(slider, place)
            saved = tab.pixels()
            assert same(live, saved) > 0.997, (name, value)
            assert differs(before, live) > 500
            volume = page.run_beside("print(f'{explorer.result.volume:,.6g}')").strip()
            assert f"{volume}\u00a0mm\u00b3" in tab.text("aside").replace(" mm", "\u00a0mm")
            page.run_beside("explorer.params = {'width': 60.0, 'holes': 2}\nexplorer.wait()")
            before = page.wait_for_change(live)
    assert "One slider moves at a time" in tab.text(".sliders")
    assert page.errors + tab.errors == []


@pytest.mark.long
def test_parts_are_hidden_shown_alone_and_come_back(opened, boxes):
    tab = opened(boxes)
    both = tab.pixels()
    tab.page.get_by_role("checkbox", name="left").uncheck()
    without = tab.pixels()
    assert differs(both, without) > 2000
    tab.page.get_by_role("button", name="Show left only").click()
    alone = tab.pixels()
    assert differs(without, alone) > 2000
    assert "1 of 2 parts hidden" in tab.text(".cadwidgets-parts-bar")
    tab.page.get_by_role("button", name="Take the last change back").click()
    assert differs(tab.pixels(), without) == 0
    tab.page.get_by_role("button", name="Show every part").click()
    assert differs(tab.pixels(), both) == 0
    assert tab.errors == []


@pytest.mark.long
def test_planes_cut_tell_their_areas_and_what_they_cut_is_closed(opened, boxes):
    tab = opened(boxes)
    before = tab.pixels()
    tab.click("Section")
    assert tab.text(".sections .quiet") == "0\u00a0mm\u00b2", "between the boxes"
    assert differs(tab.pixels(), before) > 2000, "the right one is cut away"
    tab.page.locator(".sections select").select_option("Z")
    assert tab.text(".sections .quiet") == "200\u00a0mm\u00b2"
    tab.click("Top")
    top = tab.pixels()
    red = (top[..., 0] > 1.5 * top[..., 1]).sum()
    grey = ((np.ptp(top, axis=2) > 12) & (top[..., 2] > top[..., 0])).sum()
    assert red == pytest.approx(grey, rel=0.05), "both are closed, each in its colour"
    for number in (2, 3):
        tab.click("Another plane")
        assert tab.page.locator(".sections .row").count() == number
    assert not tab.page.get_by_role("button", name="Another plane").is_visible()
    tab.click("Section")
    tab.click("Front")
    assert differs(tab.pixels(), before) == 0
    assert tab.errors == []


@pytest.mark.long
def test_a_click_picks_and_tells_what_it_is(opened, boxes):
    tab = opened(boxes).size(900, 600)
    tab.click("Grid")  # the axis X is red, too
    before = tab.pixels()
    box = tab.page.locator("canvas").bounding_box()
    red = np.argwhere(before[:500, :, 0] > 1.5 * before[:500, :, 1])  # above the marker
    (top, left), (low, right) = red.min(axis=0), red.max(axis=0)

    def click(x: float, y: float) -> str:
        tab.page.mouse.click(box["x"] + float(x), box["y"] + float(y))
        return tab.text(".picks") if tab.page.locator(".picks").is_visible() else ""

    middle = (left + right) / 2, (top + low) / 2
    assert "Face of pair/left plane, area 100\u00a0mm\u00b2, normal (0, -1, 0), centre (5, 0, 5)" in click(*middle)
    assert differs(tab.pixels(), before) > 2000, "it is marked"
    assert "Edge of pair/left line, length 10\u00a0mm" in click(middle[0], top + 1)
    tab.page.locator(".choice select").first.select_option("part")
    assert "pair/left area 600\u00a0mm\u00b2, volume 1,000\u00a0mm\u00b3" in click(*middle)
    tab.click("Inches")
    assert "volume 0.0610237\u00a0in\u00b3" in tab.text(".picks")
    assert click(5, 5) == "", "the background"
    tab.click("Inches")
    assert differs(tab.pixels(), before) == 0
    assert tab.errors == []


@pytest.mark.long
def test_the_mouse_and_the_keyboard_turn_zoom_and_fit(opened, boxes):
    tab = opened(boxes)
    before = tab.pixels()
    box = tab.page.locator("canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tab.page.mouse.move(x, y)
    tab.page.mouse.down()
    tab.page.mouse.move(x + 80, y + 40, steps=5)
    tab.page.mouse.up()
    assert differs(tab.pixels(), before) > 2000
    assert not tab.page.locator(".picks").is_visible(), "a turn is no click"
    tab.page.mouse.wheel(0, -300)
    near = tab.pixels()
    tab.stage.press("f")
    assert differs(tab.pixels(), near) > 2000
    tab.stage.press("1")
    inside = np.s_[8:-8, 8:-8]  # around it is the outline of what has the focus
    assert differs(tab.pixels()[inside], before[inside]) < 50
    tab.stage.press("ArrowRight")
    turned = tab.pixels()
    assert differs(turned, before) > 2000
    tab.stage.press("p")
    assert "pair" in tab.text(".picks") or not tab.page.locator(".picks").is_visible()
    tab.click("Parallel")
    assert differs(tab.pixels(), turned) > 500
    assert tab.errors == []


@pytest.mark.release
def test_a_finger_turns_and_two_zoom(opened, boxes):
    tab = opened(boxes, has_touch=True)
    before = tab.pixels()
    box = tab.page.locator("canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    slide(tab.page, [((x, y), (x + 80, y + 30))])
    turned = tab.pixels()
    assert differs(turned, before) > 2000
    slide(tab.page, [((x - 30, y), (x - 90, y)), ((x + 30, y), (x + 90, y))])
    assert differs(tab.pixels(), turned) > 2000
    assert tab.errors == []


@pytest.mark.long
@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (1400, "dark"), (400, "light"), (400, "dark")])
def test_a_page_fits_its_window_in_both_themes_and_is_told_to_everybody(opened, boxes, width, scheme):
    tab = opened(boxes, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    light = tab.pixels()[5, 5].min() > 128
    assert light is np.bool_(scheme == "light")
    assert tab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    tab.click("Section")
    assert axe(tab.page, "main") == []
    tab.screenshot(f"saved-{width}-{scheme}")
    tab.page.get_by_role("button", name="Light / dark").click()
    assert (tab.pixels()[5, 5].min() > 128) != light


@pytest.mark.long
def test_a_browser_that_is_too_old_says_so(browser, boxes):
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.add_init_script("delete globalThis.DecompressionStream")
    page.goto(boxes.as_uri())
    assert "older than 2023" in page.get_by_role("alert").inner_text()
    context.close()
