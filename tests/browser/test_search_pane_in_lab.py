"""The search pane in JupyterLab: its keys are its own, and what is done in it reaches the kernel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.own_javascript

CODE = f"""import sys
sys.path.append({str(Path(__file__).parent)!r})
from search_views import view
from cadwidgets.widgets.search_pane import SearchPane


def answer(action):
    pane.view = view(text=action.get("text", ""), seq=action.get("seq", 0), message=f"Done: {{action['type']}}.")

pane = SearchPane(answer)
pane.view = view(text="")
pane"""
CELLS = "document.querySelectorAll('.jp-NotebookPanel .jp-Cell').length"


@pytest.mark.long
def test_letters_do_not_cut_cells_and_actions_reach_the_kernel(notebook: Any) -> None:
    page = notebook.open(notebook.lab.write("pane.ipynb", CODE)).run_all()
    page.output("input[type=search]").type("M6")
    page.output("[role=status]:has-text('Done: text.')")
    cells = page.page.evaluate(CELLS)
    page.output("tr[tabindex='0']").focus()
    for key in ("x", "b", "a", "d", "d", "Enter", "ArrowDown"):
        page.page.keyboard.press(key)
    page.output("[role=status]:has-text('Done: select.')")
    page.page.keyboard.press("Control+z")
    page.output("[role=status]:has-text('Done: undo.')")
    assert page.page.evaluate(CELLS) == cells
    for theme in ("Light", "Dark"):
        page.theme(theme)
        page.screenshot(f"search-pane-{theme.lower()}")
    assert page.errors == []
