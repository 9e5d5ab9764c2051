"""What failed so far is seen on the sliders: where it is, in both themes, in a narrow window, and in words."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from axe import axe
from numpy.typing import NDArray
from PIL import Image

pytestmark = pytest.mark.own_javascript

SCRIPT = """
width = 40.0     # [10:1:60] mm  Width
fillet = 2.0     # [0:0.5:20] mm  Fillet
count = 4        # [1:9] Count
free = 3.0
style = "plain"  # [plain, odd] Style
lid = False      # Lid
if count in (1, 9):
    raise ValueError("not so many")
if style == "odd" or lid:
    raise ValueError("not made yet")
if width < 15 and count > 4:
    raise ValueError("too narrow for so many")
if free > 7:
    raise ValueError("too free")
if fillet > width / 4:
    raise ValueError("the fillet is larger than a quarter")
show_object(cq.Workplane().box(width, 20, 5))
"""
CELL = f"from cadwidgets import ModelExplorer\nexplorer = ModelExplorer(script={SCRIPT!r}, ahead=False)\nexplorer"
LEARN = """
def learn(**values):
    before = dict(explorer.params)
    explorer.params = values
    explorer.wait()
    explorer.params = before
    explorer.wait()
learn(fillet=8.0); learn(fillet=12.0); learn(fillet=14.0); learn(count=1); learn(count=9)
learn(style="odd"); learn(lid=True); learn(free=9.0); learn(width=12.0, count=5); learn(width=12.0, count=6)
"""
READY = "[role=status]:has-text('Ready:')"
PLACE = """row => {
  const track = row.querySelector(".noUi-base").getBoundingClientRect();
  return [track.left, track.right, track.top, track.bottom];
}"""


def learned(notebook: Any, name: str) -> Any:
    page = notebook.open(notebook.lab.write(name, CELL, LEARN)).run_all()
    page.output(READY)
    return page


def drawn(page: Any, label: str) -> tuple[float, float, NDArray[np.bool_]]:
    """The track's left and right end, and for each column of pixels beside them whether something is hatched there.

    The hatching is oblique: a column counts where its own or a neighbour's upper or lower edge is coloured.
    """
    row = page.control(label)
    row.scroll_into_view_if_needed()
    left, right, top, bottom = row.evaluate(PLACE)
    clip = {"x": int(left) - 12, "y": top - 4, "width": int(right - left) + 24, "height": bottom - top + 8}
    pixels = np.asarray(Image.open(io.BytesIO(page.page.screenshot(clip=clip))).convert("RGB")).astype(int)
    reddish = pixels[..., 0] - pixels[..., 2] > 40
    return left - clip["x"], right - clip["x"], reddish.any(axis=0)


def span(page: Any, label: str) -> tuple[float, float]:
    """Where the hatching begins and ends, in pixels from the track's left end."""
    left, _, columns = drawn(page, label)
    found = np.flatnonzero(columns)
    return found[0] - left, found[-1] + 1 - left


def length(page: Any, label: str) -> float:
    left, right, _ = drawn(page, label)
    return right - left


def check_fillet(page: Any) -> None:
    fillet, whole = span(page, "Fillet"), length(page, "Fillet")
    assert fillet[0] == pytest.approx(whole * 10 / 20, abs=2)
    assert fillet[1] == pytest.approx(whole, abs=2)


def check_places(page: Any) -> None:
    """The drawing is where the values are, within two pixels."""
    check_fillet(page)
    begin, end = span(page, "Width")
    assert begin == pytest.approx(0, abs=2)
    assert end == pytest.approx(length(page, "Width") * 16 / 50, abs=2), "half way from 12 to 40: probably"
    left, right, columns = drawn(page, "Count")
    marked = np.flatnonzero(columns) - left
    assert {"low" if at < (right - left) / 2 else "high" for at in marked} == {"low", "high"}
    assert marked[marked < 20].max() == pytest.approx(3, abs=2)
    assert marked[marked > 20].min() == pytest.approx(right - left - 3, abs=2)


def test_what_failed_is_hatched_where_it_is_in_both_themes_and_in_a_narrow_window(notebook: Any) -> None:
    page = learned(notebook, "failed-ranges.ipynb")
    check_places(page)
    page.screenshot("failed-ranges-light")
    assert axe(page.page, ".cadw-parameter") == []
    page.theme("Dark")
    check_places(page)
    page.screenshot("failed-ranges-dark")
    page.page.set_viewport_size({"width": 400, "height": 1400})
    page.hide_files()
    page.page.wait_for_timeout(500)
    check_places(page)
    field = page.control("Fillet").locator("xpath=..").locator("input")
    field.fill("13")
    hint = page.page.locator(".cadw-failed-hint").bounding_box()
    assert 0 <= hint["x"] <= hint["x"] + hint["width"] <= 400
    page.screenshot("failed-ranges-narrow")
    field.press("Escape")
    field.fill("2")
    page.page.set_viewport_size({"width": 1400, "height": 500})
    page.page.mouse.wheel(0, 60)
    check_places(page)
    assert page.errors == []


@pytest.mark.long
def test_it_is_said_in_words_and_a_typed_value_is_warned_of_and_built_all_the_same(notebook: Any) -> None:
    page = learned(notebook, "failed-words.ipynb")
    row = page.control("Fillet").locator("xpath=..")
    words = "failed from 10 to 20 mm (2 builds): ValueError: the fillet is larger than a quarter"
    handle = row.locator(".noUi-handle")
    described = handle.get_attribute("aria-describedby")
    assert page.page.locator(f"#{described}").text_content() == words
    assert row.locator(".noUi-target").get_attribute("title") == words
    options = page.control("Style").locator("option")
    assert [option.get_attribute("label") for option in options.all()] == [None, "odd \u2013 failed"]
    assert page.page.locator("[data-failed]").get_attribute("data-failed") == "failed when on"
    field, hint = row.locator("input"), page.page.locator(".cadw-failed-hint")
    field.fill("9")
    assert not hint.is_visible()
    field.fill("13")
    assert hint.inner_text() == words
    page.screenshot("failed-ranges-hint")
    page.theme("Dark")
    page.screenshot("failed-ranges-hint-dark")
    field.press("Enter")
    page.output("[role=alert]:has-text('larger than a quarter')")
    assert not hint.is_visible()
    handle.press("Home")
    page.output(READY)
    for _ in range(2):
        page.press("Width", "ArrowRight")
    page.output("td:has-text('4,200 mm')")
    row.locator(".cadw-failed").wait_for(state="detached")
    assert handle.get_attribute("aria-describedby") is None
    page.click("Undo")
    row.locator(".cadw-failed").wait_for(state="attached")
    check_fillet(page)
    free = page.control("free").locator("xpath=..").locator("input")
    for typed, seen in (("19", "[role=alert]"), ("3", READY)):
        free.fill(typed)
        free.press("Enter")
        page.output(seen)
    assert span(page, "free")[0] == pytest.approx(length(page, "free") * 10.9 / 18.9, abs=2), "it ends at 19"
    assert page.errors == []
