"""The viewer as its user sees it: themes, buttons, narrow windows, and a graphics card that does not fill up."""

from __future__ import annotations

import numpy as np
import pytest

BOX = """
import ipywidgets as w, numpy as np
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.viewer import Viewer

def box(x, y, z):
    corners = np.array(np.meshgrid((0, 1), (0, 1), (0, 1), indexing="ij")).reshape(3, -1).T * (x, y, z)
    faces = [0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]
    triangles = [t for a, b, c, d in faces for t in ((a, b, c), (a, c, d))]
    return Mesh(corners, np.array(triangles))

viewer = Viewer(box(30, 20, 10), width=480, height=360)
"""
SWAPPING = """
width, count = w.IntSlider(30, 30, 80, description="width"), w.Label()
count.add_class("count")
def swap(change):
    viewer.mesh = box(change.new, 20, 10)
    count.value = str(len(w.widgets.widget._instances))
width.observe(swap, "value")
w.VBox([viewer, width, count])
"""


@pytest.fixture
def page(notebook):
    """A notebook that shows a box and a slider for its width."""
    return notebook.open(notebook.lab.write("viewer.ipynb", BOX, SWAPPING)).run_all()


@pytest.mark.release
def test_the_background_belongs_to_the_theme(page):
    light = page.pixels()
    assert light[5, 5].min() > 240
    page.theme("Dark")
    dark = page.pixels()
    assert dark[5, 5].max() < 80
    middle = np.s_[170:190, 230:250]
    assert np.abs(light[middle] - dark[middle]).max() < 10, "the model itself looks the same in both"
    assert page.errors == []
    page.screenshot("viewer-dark")


@pytest.mark.long
def test_swaps_leave_nothing_on_the_graphics_card_nor_in_python(page):
    before = page.pixels()
    for key in ("End", "Home", "End", "Home"):  # by then both sets of objects have been drawn, the ground's, too
        page.press("width", key)
        before = page.wait_for_change(before)
    buffers, widgets = _buffers(page), page.output(".count").inner_text()
    before = page.pixels()
    page.press("width", times=40)
    page.wait_for_change(before)
    assert page.output(".count").inner_text() == widgets
    assert _buffers(page) == buffers
    assert page.errors == []


@pytest.mark.long
def test_buttons_turn_the_view_and_toggles_change_the_picture(page):
    iso = page.pixels()
    page.click("Top")
    top = page.wait_for_change(iso)
    page.click("Grid")
    bare = page.wait_for_change(top)
    assert np.abs(bare[:20] - bare[:20, :1]).max() < 12, "no line reaches the border any more"
    page.click("Edges")
    page.wait_for_change(bare, least=100)
    page.click("Iso")
    page.wait_for_change(bare)
    assert page.errors == []


@pytest.mark.release
def test_a_narrow_window_shows_the_whole_picture_smaller(page):
    page.hide_files()
    page.page.set_viewport_size({"width": 400, "height": 2200})
    page.page.wait_for_timeout(800)
    output = page.output(".cadwidgets-viewer").bounding_box()
    canvas = page.canvas().bounding_box()
    assert canvas["width"] <= output["width"] < 400
    assert canvas["height"] / canvas["width"] == pytest.approx(360 / 480, abs=0.01)
    page.screenshot("viewer-narrow")


WIDE = "import cadwidgets as cw\nviewer = cw.show(box(30, 20, 10), height=360)\nviewer"


@pytest.fixture
def wide(notebook):
    """A box in a picture that is as wide as its cell."""
    return notebook.open(notebook.lab.write("wide.ipynb", BOX, WIDE)).run_all()


@pytest.mark.own_javascript
@pytest.mark.long
def test_the_picture_follows_the_width_of_its_cell(wide):
    wide.hide_files()
    for width in (1400, 400):
        wide.page.set_viewport_size({"width": width, "height": 1000})
        wide.page.wait_for_timeout(800)
        wide.pixels()
        output, canvas = wide.output(".cadwidgets-viewer").bounding_box(), wide.canvas().bounding_box()
        assert canvas["width"] == pytest.approx(output["width"], abs=2)
        assert canvas["height"] == pytest.approx(min(360, 1.2 * canvas["width"]), abs=1)
        wide.screenshot(f"viewer-{width}")
    wide.theme("Dark")
    wide.screenshot("viewer-400-dark")
    assert wide.errors == []


@pytest.mark.own_javascript
@pytest.mark.long
def test_the_marker_shows_how_the_model_is_turned_and_a_click_looks_from_a_side(wide):
    marker = wide.output("[aria-label='How the model is turned']")
    before = wide.pixels()
    turned = marker.inner_html()
    marker.get_by_role("button", name="Look from the right").click()
    right = wide.wait_for_change(before)
    assert marker.inner_html() != turned
    marker.get_by_role("button", name="Look from above").press("Enter")
    wide.wait_for_change(right)
    assert wide.errors == []


@pytest.mark.own_javascript
@pytest.mark.long
def test_the_keyboard_turns_zooms_and_fits(wide):
    before = wide.pixels()
    stage = wide.output(".cadwidgets-viewer-stage")
    stage.press("ArrowRight")
    turned = wide.wait_for_change(before)
    stage.press("+")
    near = wide.wait_for_change(turned)
    stage.press("f")
    wide.wait_for_change(near)
    stage.press("ArrowLeft")
    wide.page.wait_for_timeout(500)
    inside = np.s_[8:-8, 8:-8]  # around it is the outline of what has the focus
    assert (np.abs(wide.pixels() - before)[inside].sum(axis=2) > 60).sum() < 200, "back where it was"
    assert wide.errors == []


@pytest.mark.long
def test_clear_wires_and_flat_are_seen(wide):
    before = wide.pixels()
    for name in ("Clear", "Wires"):
        wide.click(name)
        seen = wide.wait_for_change(before)
        wide.screenshot(f"viewer-{name.lower()}")
        wide.click(name)
        wide.wait_for_change(seen)
    assert wide.errors == []


def _buffers(page) -> int:
    counts = page.webgl()
    return counts["created"] - counts["deleted"]
