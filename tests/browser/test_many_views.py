"""More views than a page has canvases for: pictures that come back, whatever changed meanwhile, never black."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from notebook_page import Pixels, differs, shows_a_model
from PIL import Image
from test_viewer import BOX

pytestmark = pytest.mark.own_javascript

TWELVE = """
before = len(w.widgets.widget._instances)
viewers = [Viewer({"box": box(30, 20, 5 + n), "foot": box(40, 3, 2)}, width=300, height=240) for n in range(12)]
w.GridBox(viewers, layout={"grid_template_columns": "repeat(3, 310px)"})
"""
CANVASES, VIEWS = 8, 12  # pythreejs keeps eight
ASLEEP = ".jupyter-threejs:has(img)"
HINT = "Click to turn it"
LOSE = """canvas => canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"""
OTHERS = """() => {
  window.others = Array.from({length: 14}, () => document.createElement('canvas').getContext('webgl2'));
}"""


@pytest.fixture
def page(notebook: Any) -> Any:
    """A notebook with twelve views, all drawn."""
    opened = notebook.open(notebook.lab.write("twelve.ipynb", BOX, TWELVE)).run_all()
    opened.output(".jupyter-threejs", VIEWS - 1)
    _asleep(opened, VIEWS - CANVASES)
    return opened


@pytest.mark.long
def test_every_view_shows_its_model_and_a_click_or_enter_brings_a_picture_back(page: Any) -> None:
    first = [_seen(page, number) for number in range(VIEWS)]
    assert all(_drawn(pixels) for pixels in first)
    one, other, *_ = asleep = _sleeping(page)
    assert len(asleep) == VIEWS - CANVASES
    page.screenshot("many-views")
    page.output(".jupyter-threejs", one).hover()
    page.page.wait_for_timeout(500)
    assert _is_asleep(page, one), "the mouse only came near"
    page.output(".jupyter-threejs", one).click()
    page.output(f".jupyter-threejs >> nth={one} >> canvas")
    _asleep(page, 4)
    _stage(page, other).get_by_role("button", name=HINT).press("Enter")
    page.output(f".jupyter-threejs >> nth={other} >> canvas")
    _asleep(page, 4)
    page.page.keyboard.press("ArrowRight")  # the picture has the focus that its hint had
    _changed(page, other, first[other])
    assert all(_drawn(_seen(page, number)) for number in range(VIEWS))
    assert page.errors == []


@pytest.mark.long
def test_a_picture_shows_what_has_changed_meanwhile(page: Any) -> None:
    one = _sleeping(page)[0]
    light = _seen(page, one)
    page.theme("Dark")
    dark = _changed(page, one, light)
    assert dark[5, 5].max() < 80
    assert _is_asleep(page, one), "a picture without background, as the canvas"
    page.screenshot("many-views-dark")
    changes = ("mesh = box(30, 20, 40)", "hide('box')", "clear = True", "width = 240", "view('top')")
    for change in changes:
        number = page.page.locator(".jupyter-threejs").evaluate_all("all => all.findIndex(e => e.querySelector('img'))")
        before = _seen(page, number)
        page.run_beside(f"viewers[{number}].{change}")
        _changed(page, number, before)
    for number in range(VIEWS):
        assert _seen(page, number)[5, 5].max() < 80
    assert page.errors == []


@pytest.mark.release
def test_a_picture_is_stale_has_a_marker_and_obeys_its_toolbar(page: Any) -> None:
    one, other = _sleeping(page)[:2]
    before, last = _seen(page, one), _seen(page, other)
    page.run_beside(f"viewers[{one}].stale = True")
    _changed(page, one, before)
    assert _is_asleep(page, one), "grey as a picture"
    page.run_beside(f"viewers[{one}].stale = False")
    page.page.wait_for_timeout(500)
    _stage(page, one).get_by_role("button", name="Look from above").click()
    above = _changed(page, one, before)
    page.output(".cadwidgets-viewer", other).get_by_role("button", name="Right", exact=True).click()
    _changed(page, other, last)
    _changed(page, one, above, least=0)
    assert not _is_asleep(page, other)
    assert page.errors == []


@pytest.mark.release
def test_a_context_that_the_browser_takes_away_leaves_a_picture_and_a_click_draws_again(page: Any) -> None:
    awake = next(number for number in range(VIEWS) if not _is_asleep(page, number))
    before = _seen(page, awake)
    page.output(f".jupyter-threejs >> nth={awake} >> canvas").evaluate(LOSE)
    _asleep(page, 5)
    page.output(".cadwidgets-viewer-stage", awake).get_by_role("button", name=HINT).wait_for()
    picture = _seen(page, awake)
    assert differs(before[:170], picture[:170]) < 100, "the same, with a hint"
    page.run_beside("for viewer in viewers: viewer.mesh = box(30, 20, 25)")
    for number in range(VIEWS):
        assert _drawn(_changed(page, number, picture, least=0)), "no canvas without a context is used again"
    page.page.evaluate(OTHERS)  # more than the sixteen that Chromium has for all
    page.page.wait_for_timeout(3000)
    page.screenshot("many-views-others")
    assert all(_drawn(_seen(page, number)) for number in range(VIEWS))
    while not page.page.locator(ASLEEP).first.is_visible():
        page.page.wait_for_timeout(100)
    one = _sleeping(page)[0]
    _stage(page, one).get_by_role("button", name=HINT).click()
    page.output(f".jupyter-threejs >> nth={one} >> canvas")
    page.page.wait_for_timeout(2000)
    assert not _is_asleep(page, one)
    assert all(_drawn(_seen(page, number)) for number in range(VIEWS))
    assert page.errors == []


@pytest.mark.release
def test_what_goes_takes_its_buffers_and_widgets_along(page: Any) -> None:
    most = _buffers(page)
    said = page.run_beside("for viewer in viewers: viewer.close()\nprint(len(viewers), 'closed')")
    assert said.strip() == "12 closed"
    page.page.locator(".jupyter-threejs").first.wait_for(state="detached", timeout=90_000)
    assert _buffers(page) == 0
    page.run_all()
    page.output(".jupyter-threejs", VIEWS - 1)
    _asleep(page, VIEWS - CANVASES)
    assert _buffers(page) == most, "pictures have none"
    page.run_all()  # the old viewers are still the kernel's, and shown nowhere
    page.page.wait_for_timeout(1000)
    _asleep(page, VIEWS - CANVASES)
    assert _buffers(page) == most
    assert page.errors == []


@pytest.mark.long
def test_a_notebook_whose_tab_is_closed_leaves_nothing_on_the_graphics_card(page: Any) -> None:
    assert _buffers(page) > 0
    page.page.evaluate("jupyterapp.shell.currentWidget.dispose()")
    page.page.locator(".jupyter-threejs").first.wait_for(state="detached")
    assert _buffers(page) == 0
    assert page.errors == []


def _stage(page: Any, number: int) -> Any:
    return page.output(".cadwidgets-viewer-stage", number)


def _seen(page: Any, number: int) -> Pixels:
    shot = _stage(page, number).screenshot()
    return np.asarray(Image.open(io.BytesIO(shot)).convert("RGB")).astype(np.int16)


def _drawn(pixels: Pixels) -> bool:
    """Whether there is a model, which a marker and a hint are not."""
    return shows_a_model(pixels[:170, :-90])


def _sleeping(page: Any) -> list[int]:
    """The numbers of the views that are images: mostly those that were made first, which is not for sure."""
    return [number for number in range(VIEWS) if _is_asleep(page, number)]


def _is_asleep(page: Any, number: int) -> bool:
    return bool(page.page.locator(".jupyter-threejs").nth(number).locator("img").count())


def _asleep(page: Any, count: int) -> None:
    """Wait until so many views are pictures that say how to get them back."""
    page.page.wait_for_function(
        f"""() => document.querySelectorAll('{ASLEEP}').length === {count} &&
        [...document.querySelectorAll('.cadwidgets-picture-hint')].filter(e => !e.hidden).length === {count}"""
    )


def _changed(page: Any, number: int, before: Pixels, least: int = 300) -> Pixels:
    """The picture of a view once it differs from ``before``, and is at rest."""
    last = before
    for _ in range(300):
        page.page.wait_for_timeout(100)
        now = _seen(page, number)
        if differs(before, now) >= least and differs(last, now) == 0:
            return now
        last = now
    raise AssertionError(f"view {number} stays as it was")


def _buffers(page: Any) -> int:
    page.page.wait_for_timeout(500)
    counts = page.webgl()
    return counts["created"] - counts["deleted"]
