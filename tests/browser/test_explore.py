"""The first notebook in JupyterLab: sliders, picture, numbers and files, as a designer meets them."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from notebook_page import shows_a_model

from cadwidgets import read_mesh

PLATE = """
width = 40.0  # [10:1:60] mm  Width
plate = cq.Workplane().box(width, 20, 5)
if width > 55:
    raise ValueError("wider than the sheet")
show_object(plate)
"""
SHOTS = Path(__file__).parent / "shots"
EXPLORE = "from cadwidgets import ModelExplorer"
READY = "[role=status]:has-text('Ready:')"


def plate(notebook: Any, name: str, *more: str) -> Any:
    """A notebook with one explorer of a plate, run and settled."""
    cells = (EXPLORE, f"explorer = ModelExplorer(script={PLATE!r})\nexplorer", *more)
    page = notebook.open(notebook.lab.write(name, *cells)).run_all()
    page.output(READY)
    return page


def models_delivered(lab: Any) -> int:
    """Built for this tab, or before for somebody else: the embedded service keeps what it has built."""
    runtime = json.loads((lab.data_dir / "embedded.json").read_text())
    with urllib.request.urlopen(f"{runtime['url']}/health", timeout=30) as answer:
        health = json.load(answer)
    return int(health["builds"]) + int(health["cached"])


def test_a_slider_moved_by_keyboard_is_one_build_another_picture_and_the_computed_volume(notebook: Any) -> None:
    page = plate(notebook, "keyboard.ipynb", "explorer.budget, explorer.ahead = 0, False")
    first = page.pixels()
    assert shows_a_model(first)
    delivered = models_delivered(page.lab)
    page.press("Width", "ArrowRight")
    page.output("td:has-text('4,100 mm³')")
    page.wait_for_change(first, least=100)
    page.output(READY)
    assert models_delivered(page.lab) == delivered + 1
    assert page.errors == []
    assert page.foreign_requests == []


@pytest.mark.long
def test_the_first_notebook_runs_and_looks_well_in_both_themes(notebook: Any) -> None:
    page = notebook.open("01-explore-a-model.ipynb").run_all()
    page.output(READY)
    assert shows_a_model(page.pixels())
    page.screenshot("explore-light")
    page.output(".widget-vbox").screenshot(path=SHOTS / "model-explorer.png")
    page.theme("Dark")
    page.screenshot("explore-dark")
    page.page.set_viewport_size({"width": 640, "height": 2200})
    page.page.wait_for_timeout(500)
    page.screenshot("explore-narrow")
    assert page.errors == []


@pytest.mark.long
def test_a_failing_script_keeps_the_last_model_greyed_and_shows_its_line(notebook: Any) -> None:
    page = plate(notebook, "failing.ipynb")
    good = page.pixels()
    page.type("Width", "60") if page.control("Width").locator("input").count() else page.press("Width", "End")
    alert = page.output("[role=alert]")
    assert "wider than the sheet" in alert.inner_text()
    assert "raise ValueError" in alert.inner_text()
    grey = page.pixels()
    assert shows_a_model(grey)
    assert (good != grey).any(), "the picture says that it is out of date"
    page.screenshot("explore-failed")


@pytest.mark.release
def test_every_type_is_saved_by_a_button_and_a_link(notebook: Any, tmp_path: Path) -> None:
    page = plate(notebook, "save.ipynb")
    for kind, suffix in (("STL", ".stl"), ("STEP", ".step"), ("AMF", ".amf"), ("TJS", ".json")):
        page.click(kind)
        link = page.output(f"a[download$='{suffix}']")
        with page.page.expect_download() as saved:
            link.click()
        path = tmp_path / saved.value.suggested_filename
        saved.value.save_as(path)
        if kind == "STEP":
            assert path.read_bytes().startswith(b"ISO-10303-21;")
        else:
            assert read_mesh(path).volume == pytest.approx(40 * 20 * 5, rel=1e-6)


@pytest.mark.long
def test_a_script_is_published_under_an_id_that_opens_it_and_its_page(notebook: Any, tmp_path: Path) -> None:
    page = plate(notebook, "publish.ipynb")
    page.click("Publish")
    published = page.output("a:has-text('its page')")
    page.click("Prepare")
    with page.page.expect_download() as saved:
        page.output("a[download$='.glb']").click()
    saved.value.save_as(tmp_path / "plate.glb")
    assert read_mesh(tmp_path / "plate.glb").volume == pytest.approx(40 * 20 * 5, rel=1e-6)
    page.screenshot("explore-published")
    with page.page.context.expect_page() as opened:
        published.click()
    assert "Width" in opened.value.locator("main").inner_text()


@pytest.mark.release
def test_the_current_parameters_are_copied_as_a_line_of_code(notebook: Any) -> None:
    page = plate(notebook, "copy.ipynb")
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.press("Width", "ArrowRight")
    page.output("td:has-text('4,100 mm³')")
    page.output("summary").click()
    page.click("Copy")
    page.page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('41'))")
    assert page.page.evaluate("navigator.clipboard.readText()") == "explorer.params = {'width': 41.0}"


MEASURE = """
import asyncio, collections, ctypes, gc, psutil, ipywidgets
async def update(count):
    for step in range(count):
        explorer.params = {"width": 20 + step % 30}
        explorer.wait()
        await asyncio.sleep(0.02)  # as between two moves of a hand: messages go out and come in
    await asyncio.sleep(1)
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)  # what the allocator merely keeps at hand is no growth
    kinds = collections.Counter(type(widget).__name__ for widget in ipywidgets.widget._instances.values())
    return kinds, psutil.Process().memory_info().rss
widgets_20, memory_20 = await update(20)
"""
GROWTH = """
import json
widgets_100, memory_100 = await update(80)
print(json.dumps([widgets_100 - widgets_20, memory_100 - memory_20]))
"""


@pytest.mark.release
def test_a_hundred_updates_leave_as_many_widgets_and_buffers_as_twenty_and_no_memory(notebook: Any) -> None:
    page = plate(notebook, "hundred.ipynb")
    page.pixels()  # by now the browser has made its own objects, which the kernel counts, too
    page.run_beside(MEASURE)
    page.pixels()
    at_20 = page.webgl()
    widgets, memory = json.loads(page.run_beside(GROWTH))
    page.pixels()
    at_100 = page.webgl()
    assert widgets == {}
    assert memory <= 3_000_000
    assert at_100["draws"] > at_20["draws"], "the picture was drawn anew"
    assert (at_100["created"], at_100["deleted"]) == (at_20["created"], at_20["deleted"]), "into the buffers it had"
