"""The part picker in JupyterLab: a part is searched, narrowed down, seen in 3D, saved, counted; and all is undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe import axe
from notebook_page import RUN_ALL, NotebookPage, shows_a_model
from picker_page import SCREW, SHOWN, count_after, drag_end, opened

from cadwidgets import connect, part

pytestmark = pytest.mark.own_javascript

SHOTS = Path(__file__).parent / "shots"
EXECUTE = "code => jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({code}).done"


@pytest.mark.release
def test_the_second_notebook_runs_and_shows_picture_and_table(notebook: Any) -> None:
    page = notebook.open("02-pick-a-part.ipynb").run_all()
    page.output("[role=status]:has-text('BOM: 1 line')")
    assert shows_a_model(page.pixels())
    page.output(".widget-vbox").screenshot(path=SHOTS / "part-picker.png")
    assert page.errors == []
    assert page.foreign_requests == []


@pytest.mark.long
def test_a_search_is_narrowed_step_by_step_and_every_step_undone(notebook: Any) -> None:
    page = opened(notebook, "narrow.ipynb")
    button = page.page.get_by_role("button", name="Undo", exact=True).first
    counts = [count_after(page, lambda: None, before="")]
    page.screenshot("pick-just-opened")
    for step in (
        lambda: page.output("input[type=search]").press_sequentially("socket head", delay=30),
        lambda: page.output("button.cadw-category:has-text('Screws'):not(:has-text('washers'))").click(),
        lambda: page.output("button.cadw-value:has-text('ISO 4762')").click(),
        lambda: drag_end(page, "Length l (mm)", 0.4),
    ):
        counts.append(count_after(page, step))
    assert counts == sorted(set(counts), reverse=True), "each step leaves fewer parts"
    end = page.page.get_by_label("Length l (mm), to").get_attribute("aria-valuetext")
    assert end in {f"{length} mm" for length in (20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70)}, "it stops at real sizes"
    page.output(f"button.cadw-chip:has-text('Length l'):has-text('{end}')")
    page.screenshot("pick-narrowed")
    assert [count_after(page, button.click) for _ in counts[1:]] == counts[-2::-1]
    assert button.is_disabled()
    assert page.page.input_value("input[type=search]") == ""
    assert page.errors == []


@pytest.mark.long
def test_a_part_is_found_seen_saved_and_added_to_a_bom_which_is_undone(notebook: Any) -> None:
    page = opened(notebook, "pick.ipynb")
    page.output("input[type=search]").press_sequentially("M6x20 ISO 4762")
    page.output(f"td:text-is('{SCREW}')").click()
    page.output(SHOWN)
    assert shows_a_model(page.pixels())
    saved_as_offered(page)
    copied_as_shown(page)
    page.type("Quantity", "4")
    page.click("Add to BOM")
    page.output("[role=status]:has-text('BOM: 1 line, 4 parts; mass 0.0266 kg (all lines)')")
    assert "0.0266 kg" in page.output("dl[aria-label=Totals]").inner_text()
    looked_at(page)
    table = page.page.locator(".cadw-bom")
    table.get_by_role("button", name="Undo").click()
    page.output("[role=status]:has-text('BOM: nothing added yet')")
    table.get_by_role("button", name="Redo").click()
    page.output("[role=status]:has-text('BOM: 1 line, 4 parts')")
    assert page.errors == []
    assert page.foreign_requests == []


def saved_as_offered(page: NotebookPage) -> None:
    """The STEP file that the browser saves is the very one that the service builds."""
    page.click("Download")
    with page.page.expect_download() as saved:
        page.output("a[download$='.step']").click()
    assert saved.value.suggested_filename == "ISO_4762_M6x20.step"
    data = Path(saved.value.path()).read_bytes()
    assert data.startswith(b"ISO-10303-21;")
    files = part(SCREW, source=connect(data_dir=page.lab.data_dir)).files("STEP AP214")
    assert data == files.files["ISO_4762_M6x20.step"]


def copied_as_shown(page: NotebookPage) -> None:
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("Copy")
    page.output("button:text-is('Copied')")
    assert page.page.evaluate("navigator.clipboard.readText()") == 'part("ISO 4762", "M6x20")'


def looked_at(page: NotebookPage) -> None:
    """Light, dark and narrow: kept to be looked at, and as axe sees it."""
    page.page.evaluate("document.querySelector('.cadw-title').closest('.jp-OutputArea-output').id = 'picker'")
    before = page.page.viewport_size
    for theme in ("Dark", "Light"):
        page.theme(theme)
        page.screenshot(f"pick-{theme.lower()}")
        assert axe(page.page, "#picker") == []
    page.page.evaluate("jupyterapp.commands.execute('application:toggle-left-area')")
    page.page.set_viewport_size({"width": 600, "height": 2400})
    page.screenshot("pick-narrow")
    beyond = "e => e.scrollWidth - e.clientWidth"
    assert page.output("", 0).evaluate(beyond) <= 0, "nothing stands beyond the right edge"
    page.page.evaluate("jupyterapp.commands.execute('application:toggle-left-area')")
    page.page.set_viewport_size(before)


@pytest.mark.long
def test_another_choice_in_the_configurator_is_another_part(notebook: Any) -> None:
    page = opened(notebook, "configure.ipynb", "query='M12x60 socket head'")
    page.output("td:text-is('ISO 4762 M12x60')").click()
    page.output(SHOWN)
    first = page.pixels()
    page.choose("Length l", "80 mm")
    page.wait_for_change(first)
    page.output(".cadw-code:has-text('M12x80')")
    assert page.errors == []


@pytest.mark.release
def test_a_busy_kernel_answers_later_and_a_closed_picker_is_gone(notebook: Any) -> None:
    picked = f"from cadwidgets import PartPicker\npicker = PartPicker().pick({SCREW!r})\npicker.wait()\npicker"
    page = notebook.open(notebook.lab.write("busy.ipynb", picked, "import time\ntime.sleep(5)"))
    page.page.evaluate(RUN_ALL)
    box = page.output("input[type=search]")
    box.press_sequentially("M6x25 ISO 4762")
    page.output("td:text-is('ISO 4762 M6x25')")
    assert box.input_value() == "M6x25 ISO 4762"
    page.wait_idle()
    page.page.evaluate(EXECUTE, "picker.close()")
    page.page.locator(".cadw-pane").wait_for(state="detached")
    assert page.page.locator("canvas").count() == 0
    assert page.webgl()["created"] == page.webgl()["deleted"]
    assert page.errors == []
