"""Screens of all kinds: sharp where that is seen and no further, and fingers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conftest import VIEWPORT
from notebook_page import NotebookPage
from test_viewer import BOX

pytestmark = pytest.mark.own_javascript

ONE = "viewer = Viewer(box(30, 20, 10), width=400, height=300)\nviewer"
CAMERA = """
import json

camera = viewer._scene.camera
print(json.dumps([camera.position, camera.quaternion, viewer._scene.controls.target, viewer._scene.distance]))
"""
DENSITY = "canvas => canvas.width / canvas.clientWidth"
SCROLLED = "() => document.querySelector('.jp-WindowedPanel-outer').scrollTop"
PASSIVE = "Unable to preventDefault inside passive event listener invocation."
"""What Chromium says of the touch listener in pythreejs' controls."""

Open = Callable[..., NotebookPage]


@pytest.fixture
def screen(browser: Any, lab: Any) -> Iterator[Open]:
    """``screen(device_scale_factor=3)``: a view on a screen of this kind."""
    contexts, pages = [], []

    def start(*more: str, **traits: Any) -> NotebookPage:
        contexts.append(browser.new_context(viewport=VIEWPORT, **traits))
        pages.append(NotebookPage(contexts[-1].new_page(), lab()))
        return pages[-1].open(lab().write("screen.ipynb", BOX, ONE, *more)).run_all()

    yield start
    for page in pages:
        page.close()
    for context in contexts:
        context.close()


@pytest.mark.long
@pytest.mark.parametrize(("screens", "canvas"), [(1, 1), (2, 2), (3, 2)])
def test_a_canvas_has_as_many_pixels_as_the_screen_but_two_a_css_pixel_at_most(
    screen: Open, screens: int, canvas: int
) -> None:
    page = screen(device_scale_factor=screens)
    page.pixels()
    assert page.page.evaluate("devicePixelRatio") == screens
    assert page.canvas().evaluate(DENSITY) == canvas
    assert page.errors == []


@pytest.mark.long
def test_a_window_on_another_screen_is_as_sharp_as_that(screen: Open) -> None:
    page = screen(device_scale_factor=3)
    page.pixels()
    session = page.page.context.new_cdp_session(page.page)
    for moves, density in enumerate((1, 3)):
        size = {"width": VIEWPORT["width"] + 1 + moves, "height": VIEWPORT["height"]}
        session.send("Emulation.setDeviceMetricsOverride", size | {"deviceScaleFactor": density, "mobile": False})
        page.page.wait_for_function(
            f"""() => {{ const canvas = document.querySelector('.jupyter-threejs canvas');
            return canvas.width / canvas.clientWidth === {min(density, 2)} }}"""
        )
    page.pixels()
    assert page.errors == []


@pytest.mark.long
def test_one_finger_turns_two_zoom_and_move_and_beside_the_picture_the_page_scrolls(screen: Open) -> None:
    page = screen(*(["print(1)\n" * 9] * 40), has_touch=True)
    page.pixels()
    box = page.canvas().bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    assert page.canvas().evaluate("canvas => getComputedStyle(canvas).touchAction") == "none"
    _, turn, target, far = _camera(page)
    slide(page.page, [((x, y), (x + 80, y + 20))])
    _, turned, same, distance = _camera(page)
    assert turned != turn
    assert (same, distance) == (target, pytest.approx(far))
    slide(page.page, [((x - 30, y), (x - 70, y)), ((x + 30, y), (x + 70, y))])
    _, kept, _, near = _camera(page)
    assert near < 0.7 * far
    assert kept == pytest.approx(turned, abs=1e-6)
    slide(page.page, [((x - 30, y), (x - 30, y + 40)), ((x + 30, y), (x + 30, y + 40))])
    assert _camera(page)[2] != pytest.approx(target, abs=0.01)
    before = page.page.evaluate(SCROLLED)
    slide(page.page, [((x, y + 60), (x, y - 100))])
    assert page.page.evaluate(SCROLLED) == before
    beside = box["x"] + box["width"] + 150
    slide(page.page, [((beside, y + 60), (beside, y - 100))])
    assert page.page.evaluate(SCROLLED) > before + 50
    assert set(page.errors) <= {PASSIVE}


def _camera(page: NotebookPage) -> Any:
    page.page.wait_for_timeout(800)
    page.wait_idle()
    return json.loads(page.run_beside(CAMERA))


def slide(page: Any, fingers: Any, steps: int = 10) -> None:
    """Put fingers on the screen and slide each from one place to another, all at the same time."""
    session = page.context.new_cdp_session(page)
    for step in range(steps + 1):
        points = [
            {"x": a + (c - a) * step / steps, "y": b + (d - b) * step / steps, "id": number}
            for number, ((a, b), (c, d)) in enumerate(fingers)
        ]
        session.send("Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": points})
        page.wait_for_timeout(16)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(800)
