"""Two sliders dragged wildly in a real browser: nothing piles up, nothing blocks, and the last value is what stands."""

from __future__ import annotations

import json
import random
import time
from typing import Any

import pytest
from notebook_page import shows_a_model
from test_explore import READY

SCRIPT = """
width = 40.0   # [10:1:60] mm  Width
height = 20.0  # [10:1:60] mm  Height
plate = cq.Workplane().box(width, height, 5).edges("|Z").chamfer(1)
show_object(plate)
"""
SLOW = """
n = 1  # [1:1:9] Turns
import time
time.sleep(30 if n > 1 else 0)
show_object(cq.Workplane().box(n, 1, 1))
"""
EXPLORE = f"""
import asyncio, contextlib, ctypes, json, threading, ipywidgets, psutil
from cadwidgets import ModelExplorer
explorer = ModelExplorer(script={SCRIPT!r}, ahead=False)
counts = {{"now": 0, "most": 0, "all": 0}}
lock, build = threading.Lock(), explorer._client.build
def counted(request, **more):
    with lock:
        counts["now"] += 1
        counts["all"] += 1
        counts["most"] = max(counts["most"], counts["now"])
    try:
        return build(request, **more)
    finally:
        with lock:
            counts["now"] -= 1
explorer._client.build = counted
def at_rest():
    viewer, now = explorer.viewer, asyncio.get_running_loop().time()
    return viewer._resting.when() < now and not viewer.still.is_out_of_date
def told():
    with contextlib.suppress(OSError, AttributeError):  # what is held, not what the C library keeps for later
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    explorer.point()  # what the slider in focus moves is lit by objects of its own
    print(json.dumps(counts | explorer.params | {{
        "status": explorer.status, "draft": explorer.draft, "at_rest": at_rest(),
        "memory": psutil.Process().memory_info().rss,
        "widgets": len(ipywidgets.widget._instances)}}))
explorer
"""
MEMORY = 20_000_000
"""Bytes: what the C library leaves to the one thread that draws pictures is now more, now less, up to what a picture
takes. Without a browser 900 builds left 7 million at most. Of what each build leaves tests/widgets/test_memory.py knows
more: there is nothing."""
TWO_SETS = 2 * (3 + 1 + 1 + 2)  # places, normals and corners; edges; grid; axes and their colours


@pytest.mark.parametrize(
    "seconds", [pytest.param(6, marks=pytest.mark.long), pytest.param(30, marks=pytest.mark.release)]
)
def test_after_a_storm_on_two_sliders_the_last_values_stand_and_nothing_has_piled_up(
    notebook: Any, seconds: float
) -> None:
    page = notebook.open(notebook.lab.write(f"storm{seconds}.ipynb", EXPLORE)).run_all()
    page.output(READY)
    for _ in range(3):  # one model after the other, however slow the machine is
        page.press("Width")
        _settle(page)
    _at_rest(page)
    before = _told(page)
    first = page.pixels()
    _rage(page, seconds)
    for label, steps in (("Width", 3), ("Height", 4)):
        page.press(label, "Home")
        page.press(label, "ArrowRight", times=steps)
    _settle(page)
    _at_rest(page)
    page.output(f"td:has-text('{(13 * 14 - 2) * 5:,} mm³')")
    after = _told(page)
    assert (after["width"], after["height"]) == (13, 14), "no word of the browser was lost"
    assert [_shown(page, label) for label in ("Width", "Height")] == [13, 14]
    assert after["most"] == 1, "never more than one build in flight"
    assert (after["status"], after["draft"]) == ("ready", False)
    assert after["all"] > before["all"] + seconds, "the picture kept moving"
    assert after["widgets"] == before["widgets"]
    assert after["memory"] - before["memory"] < MEMORY
    assert _buffers(page) <= TWO_SETS
    assert shows_a_model(page.pixels())
    page.wait_for_change(first, least=100)
    assert page.errors == []


@pytest.mark.long
def test_while_a_slow_build_runs_other_cells_run_and_cancel_ends_it(notebook: Any) -> None:
    cells = f"from cadwidgets import ModelExplorer\nexplorer = ModelExplorer(script={SLOW!r}, ahead=False)\nexplorer"
    page = notebook.open(notebook.lab.write("slow.ipynb", cells)).run_all()
    page.output(READY)
    page.press("Turns")
    page.output("[role=status]:has-text('Building')")
    assert page.run_beside("print(6 * 7, explorer.status)").split() == ["42", "building"]
    page.page.get_by_role("button", name="Cancel").first.click()
    page.output("[role=status]:has-text('Cancelled')")  # had it waited for the build, that would be ready
    assert page.errors == []


def _rage(page: Any, seconds: float) -> None:
    """Keys on one slider and the mouse on the other, in turns, without waiting for anything."""
    chance, end = random.Random(7), time.monotonic() + seconds  # noqa: S311 - moves of a hand, no secrets
    while time.monotonic() < end:
        by_key, by_mouse = chance.sample(("Width", "Height"), 2)
        handle = page.control(by_key).locator(".noUi-handle")
        handle.focus()
        for _ in range(chance.randint(1, 12)):
            page.page.keyboard.press(chance.choice(("ArrowRight", "ArrowLeft", "PageUp", "PageDown")))
        box = page.control(by_mouse).locator(".noUi-target").bounding_box()
        page.page.mouse.move(box["x"] + box["width"] * chance.random(), box["y"] + box["height"] / 2)
        page.page.mouse.down()
        for _ in range(chance.randint(2, 12)):
            page.page.mouse.move(box["x"] + box["width"] * chance.random(), box["y"] + box["height"] / 2, steps=2)
        page.page.mouse.up()


def _settle(page: Any) -> None:
    """Wait until the kernel has heard everything and the widget is ready."""
    page.wait_idle()
    for _ in range(300):
        told = _told(page)
        if told["status"] == "ready" and not told["draft"] and not told["now"]:
            page.output(READY)
            return
        page.page.wait_for_timeout(100)
    raise AssertionError(f"never at rest: {told}")


def _at_rest(page: Any) -> None:
    """Wait until the view has let go of its spare objects, and the picture for the saved notebook is drawn."""
    for _ in range(600):
        if _told(page)["at_rest"]:
            return
        page.page.wait_for_timeout(100)
    raise AssertionError("the view never rests")


def _told(page: Any) -> dict[str, Any]:
    return json.loads(page.run_beside("told()"))


def _shown(page: Any, label: str) -> float:
    return float(page.control(label).locator(".noUi-handle").get_attribute("aria-valuenow"))


def _buffers(page: Any) -> int:
    page.pixels()
    counts = page.webgl()
    return counts["created"] - counts["deleted"]
