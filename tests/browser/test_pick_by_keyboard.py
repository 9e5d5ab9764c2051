"""The part picker by keyboard alone: from the cell to a saved file and a BOM, and back; the focus is always seen."""

from __future__ import annotations

from typing import Any

import pytest
from notebook_page import NotebookPage
from picker_page import SCREW, SHOWN, count_after, opened

pytestmark = pytest.mark.own_javascript

NAME = """() => {
  const e = document.activeElement;
  return (e.getAttribute("aria-label") ?? e.labels?.[0]?.textContent ?? e.textContent).replace(/\\s+/g, " ").trim();
}"""
RING = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
}"""
IN_THE_PICKER = "() => !!document.activeElement.closest('.jp-OutputArea-output')"
OF_A_RANGE = "() => document.activeElement.type === 'range'"
MOST_STOPS = 120


def tab_to(page: NotebookPage, name: str, back: bool = False) -> None:
    """Press Tab until what begins with ``name`` has the focus, which is seen at every stop."""
    for _ in range(MOST_STOPS):
        page.page.keyboard.press("Shift+Tab" if back else "Tab")
        told = page.page.evaluate(NAME)
        if page.page.evaluate(IN_THE_PICKER) and not page.page.evaluate(OF_A_RANGE):
            assert page.page.evaluate(RING), f"the focus on {told!r} is not seen"
        if told.startswith(name):
            return
    raise AssertionError(f"{name!r} is not reached")


def press(page: NotebookPage, *keys: str) -> None:
    for key in keys:
        page.page.keyboard.press(key)


def ring_of_the_thumb_is_seen(page: NotebookPage) -> bool:
    """A slider's own ring is none of its style: it is looked for in the picture."""
    slider = page.page.locator(".cadw-range:focus-within")
    box = slider.bounding_box()
    assert box
    focused = page.page.screenshot(clip=box)
    page.page.evaluate("window.focused = document.activeElement; focused.blur()")
    blurred = page.page.screenshot(clip=box)
    page.page.evaluate("focused.focus()")
    return focused != blurred


@pytest.mark.long
def test_from_the_cell_to_a_file_and_a_bom_and_back_without_a_mouse(notebook: Any) -> None:
    page = opened(notebook, "keys.ipynb")
    counts = [count_after(page, lambda: None, before="")]
    tab_to(page, "Search parts")
    counts.append(count_after(page, lambda: page.page.keyboard.type("socket head", delay=30)))
    tab_to(page, "Screws")
    counts.append(count_after(page, lambda: press(page, "Enter")))
    tab_to(page, "ISO 4762")
    counts.append(count_after(page, lambda: press(page, "Space")))
    tab_to(page, "Length l (mm), to")
    assert ring_of_the_thumb_is_seen(page)
    counts.append(count_after(page, lambda: press(page, "ArrowLeft")))
    assert counts == sorted(set(counts), reverse=True)
    tab_to(page, "Undo", back=True)
    undone = [count_after(page, lambda: press(page, "Enter")) for _ in counts[1:]]
    assert undone == counts[-2::-1]
    take_the_screw(page)
    save_and_count(page)
    assert page.errors == []


def take_the_screw(page: NotebookPage) -> None:
    if page.page.evaluate(NAME) != "Search parts":  # an undone search leaves the focus in its box
        tab_to(page, "Search parts", back=True)
    count_after(page, lambda: page.page.keyboard.type("M6x20 ISO 4762"))
    page.output(f"td:text-is('{SCREW}')")
    press(page, "ArrowDown", "Enter")
    page.output(SHOWN)


def save_and_count(page: NotebookPage) -> None:
    tab_to(page, "Download")
    press(page, "Enter")
    page.output("a[download$='.step']")
    tab_to(page, "Save ISO_4762_M6x20.step")
    with page.page.expect_download() as saved:
        press(page, "Enter")
    assert saved.value.suggested_filename == "ISO_4762_M6x20.step"
    tab_to(page, "Quantity")
    press(page, "Control+a", "4")
    tab_to(page, "Add to BOM")
    press(page, "Space")
    page.output("[role=status]:has-text('BOM: 1 line, 4 parts')")
    page.screenshot("pick-by-keyboard")
    tab_to(page, "Undo")
    press(page, "Enter")
    page.output("[role=status]:has-text('BOM: nothing added yet')")
