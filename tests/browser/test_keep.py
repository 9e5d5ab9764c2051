"""What is kept, in a real notebook: a cell that runs again, keys that undo, a file that changes, in all widths."""

from __future__ import annotations

import re

import pytest
from notebook_page import differs
from playwright.sync_api import expect

pytestmark = pytest.mark.own_javascript

PAIR = """
import cadwidgets as cw, numpy as np
corners = np.array(np.meshgrid((0, 1), (0, 1), (0, 1), indexing="ij")).reshape(3, -1).T
faces = [0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]
triangles = np.array([t for a, b, c, d in faces for t in ((a, b, c), (a, c, d))])
lid, body = (cw.Mesh(corners * (30, 20, 5) + (0, 0, z), triangles) for z in (12, 0))
"""
SHOW = """
viewer = cw.show({"lid": lid, "body": body}, width=480, height=360)
viewer
"""
PLATE = """
width = 40.0    # [20:1:80] mm  Width
holes = 3       # [1:6] Holes
label = "left"  # Label
# @preset wide: width=70
plate = cq.Workplane().box(width, 20, 4)
show_object(plate.faces(">Z").workplane().rarray(width / (holes + 1), 1, holes, 1).hole(5))
"""
EXPLORE = """
from cadwidgets import ModelExplorer
explorer = ModelExplorer("plate.py", ahead=False)
explorer
"""
WIDTH = "explorer.params['width']"
BOTH = "(explorer.preset, explorer.params['width'])"
READY = "[role=status]:has-text('Ready')"
RUN_AGAIN = """async (index) => {
  const notebook = jupyterapp.shell.currentWidget.content;
  notebook.deselectAll();
  notebook.activeCellIndex = index;
  await jupyterapp.commands.execute('notebook:run-cell');
}"""


def ready(page) -> None:
    """The explorer has built what is chosen, and shows it."""
    page.page.locator(READY).first.wait_for(timeout=60_000)
    page.run_beside("explorer.wait()")


def value(page, code: str) -> str:
    return page.run_beside(f"print({code})").strip()


def wait_for(page, code: str, wanted: str) -> None:
    """Until that is so in the kernel: a busy page sends a slider's last change late."""
    for _ in range(50):
        if value(page, code) == wanted:
            return
        page.page.wait_for_timeout(200)
    assert value(page, code) == wanted


def button(page, name: str):
    """The explorer's button with that label, behind its icon."""
    return page.output(".cadw-explorer").get_by_role("button", name=re.compile(rf"\b{name}$")).first


def run_again(page, index: int) -> None:
    page.page.evaluate(RUN_AGAIN, index)
    page.wait_idle()


@pytest.mark.long
def test_a_cell_that_runs_again_keeps_the_camera_the_hidden_parts_and_the_section(notebook):
    page = notebook.open(notebook.lab.write("again.ipynb", PAIR, SHOW)).run_all()
    before = page.pixels()
    stage = page.output(".cadwidgets-viewer-stage")
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "+", "+"):
        stage.press(key)
    page.click("Parts")
    page.output(".cadwidgets-parts").get_by_label("lid", exact=True).uncheck()
    page.click("Section")
    page.wait_for_change(before)
    page.run_beside("viewer.wait()")
    seen, state = page.pixels(), value(page, "viewer.state")
    assert "'hidden': ['lid']" in state
    assert "'cut': True" in state
    first = value(page, "id(viewer)")
    run_again(page, 1)
    page.run_beside("viewer.wait()")
    assert value(page, "id(viewer)") != first
    assert value(page, "viewer.state") == state
    assert differs(seen, page.pixels()) < 200, "the same picture"
    page.screenshot("keep-run-again")
    run_again(page, 1)
    assert value(page, "viewer.state") == state, "and the time after that"
    page.run_beside("import cadwidgets as cw; plain = cw.show({'lid': lid, 'body': body})")
    assert value(page, "plain.state.keys()") == "dict_keys(['camera'])", "other code is no run of that cell"
    assert page.errors == []


@pytest.mark.long
def test_keys_undo_and_redo_in_the_explorer_but_not_in_a_field_of_text(notebook):
    (notebook.lab.root / "plate.py").write_text(PLATE)
    page = notebook.open(notebook.lab.write("steps.ipynb", EXPLORE)).run_all()
    ready(page)
    undo, redo = (button(page, name) for name in ("Undo", "Redo"))
    expect(undo).to_be_disabled()
    page.press("Width", times=5)
    wait_for(page, WIDTH, "45.0")
    page.page.wait_for_timeout(1500)  # a slider that rests for a second was let go
    page.press("Width", times=3)
    wait_for(page, WIDTH, "48.0")
    expect(undo).to_be_enabled()
    handle = page.control("Width").locator(".noUi-handle").first
    handle.press("Control+z")
    wait_for(page, WIDTH, "45.0")
    handle.press("Control+z")
    wait_for(page, WIDTH, "40.0")
    expect(undo).to_be_disabled()
    handle.press("Control+Shift+z")
    handle.press("Control+y")
    wait_for(page, WIDTH, "48.0")
    expect(redo).to_be_disabled()
    field = page.control("label").locator("input")
    field.focus()
    field.press_sequentially("x")
    field.press("Control+z")
    page.page.wait_for_timeout(500)
    assert value(page, WIDTH) == "48.0", "a field of text has its own undo"
    page.page.locator(".jp-Cell-inputArea .cm-content").first.click()
    page.page.keyboard.press("Control+z")
    page.page.wait_for_timeout(500)
    assert value(page, WIDTH) == "48.0", "and so has the cell"
    page.choose("Preset", "wide")
    wait_for(page, BOTH, "('wide', 70.0)")
    undo.click()
    wait_for(page, BOTH, "('', 48.0)")
    expect(page.control("Preset").locator("select")).to_have_value("defaults")
    assert page.errors == []


@pytest.mark.long
def test_a_script_saved_on_disk_is_built_and_a_rerun_keeps_the_view(notebook):
    script = notebook.lab.root / "plate.py"
    script.write_text(PLATE)
    page = notebook.open(notebook.lab.write("follow.ipynb", EXPLORE)).run_all()
    ready(page)
    before = page.pixels()
    page.output(".cadwidgets-viewer-stage").press("ArrowLeft")
    page.press("Holes", times=2)
    before = page.wait_for_change(before)
    camera = value(page, "explorer.viewer.state['camera']")
    script.write_text(
        PLATE.replace("20, 4)", "20, thick)").replace("# @preset", "thick = 12.0  # [2:20] Thick\n# @preset")
    )
    page.control("Thick").wait_for()
    page.wait_for_change(before)
    assert value(page, "explorer.params") == "{'width': 40.0, 'holes': 5, 'label': 'left', 'thick': 12.0}"
    assert value(page, "explorer.viewer.state['camera']") == camera
    script.write_text("plate = cq.Workplane(")
    alert = page.output(".cadw-explorer [role=alert]")
    assert re.search("does not parse", alert.inner_text())
    page.screenshot("keep-broken-file")
    script.write_text(PLATE)
    alert.wait_for(state="detached", timeout=30_000)
    run_again(page, 0)
    ready(page)
    page.wait_idle()
    assert value(page, "explorer.viewer.state['camera']") == camera
    assert page.errors == []


@pytest.mark.release
def test_the_buttons_in_all_widths_and_themes(notebook):
    (notebook.lab.root / "plate.py").write_text(PLATE)
    page = notebook.open(notebook.lab.write("looks.ipynb", EXPLORE)).run_all()
    ready(page)
    page.press("Width", times=5)
    wait_for(page, WIDTH, "45.0")
    ready(page)
    page.screenshot("keep-1400")
    page.theme("Dark")
    page.screenshot("keep-1400-dark")
    page.hide_files()
    page.page.set_viewport_size({"width": 400, "height": 1800})
    page.page.wait_for_timeout(800)
    page.output(".cadw-explorer")
    page.screenshot("keep-400-dark")
    page.theme("Light")
    page.screenshot("keep-400")
    undo, redo, reset = (button(page, name).bounding_box() for name in ("Undo", "Redo", "Reset all"))
    assert undo["x"] >= 0
    assert undo["y"] == redo["y"] == reset["y"], "in one row"
    assert reset["x"] + reset["width"] <= 400
