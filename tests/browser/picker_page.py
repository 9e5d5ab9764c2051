"""A part picker in a notebook, in its user's words: open it, take a step, count what is found."""

from __future__ import annotations

import re
from collections.abc import Callable

from notebook_page import NotebookPage

PICKER = "from cadwidgets import PartPicker\npicker = PartPicker({})\npicker"
STATUS = ".cadw-status"
SHOWN = "[role=status]:has-text('shown.')"
SCREW = "ISO 4762 M6x20"
ANOTHER_COUNT = """([status, before]) => {
  const line = document.querySelector(status);
  return line?.closest(".cadw-ready") && line.textContent !== before && /[0-9]/.test(line.textContent);
}"""


def opened(notebook: NotebookPage, name: str, arguments: str = "") -> NotebookPage:
    """A notebook that shows a picker, made with these arguments."""
    return notebook.open(notebook.lab.write(name, PICKER.format(arguments))).run_all()


def count_after(page: NotebookPage, step: Callable[[], object], before: str | None = None) -> int:
    """How many parts are found after a step that changes it."""
    told = page.output(STATUS).inner_text() if before is None else before
    step()
    page.page.wait_for_function(ANOTHER_COUNT, arg=[STATUS, told], timeout=60_000)
    line, seen = page.output(STATUS), ""
    # the first letters of a word are answered, too, and for a moment there may be no number at all
    while (now := line.inner_text()) != seen or not re.search(r"\d", now):
        seen = now
        page.page.wait_for_timeout(600)
    return int(re.sub(r"\D", "", seen))


def drag_end(page: NotebookPage, label: str, share: float) -> None:
    """Take the upper end of a range with the mouse to that share of its length."""
    box = page.page.get_by_label(f"{label}, to").bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    page.page.mouse.move(box["x"] + box["width"] - 9, middle)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + box["width"] * share, middle, steps=5)
    page.page.mouse.up()
