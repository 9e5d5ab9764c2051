"""How the BOM table looks: every state can be read and operated in both themes and in a narrow window."""

from __future__ import annotations

import pytest
from axe import axe
from played_table import LINES, STATES, Play

from cadwidgets.widgets.bom import Bom
from cadwidgets.widgets.bom_table import BomTable

pytestmark = pytest.mark.own_javascript


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("theme", "width"),
    [
        ("light", 1100),
        pytest.param("dark", 1100, marks=pytest.mark.release),
        pytest.param("light", 600, marks=pytest.mark.release),
    ],
)
def test_every_state_can_be_read_and_operated(play: Play, state: str, theme: str, width: int) -> None:
    shown = play(STATES[state](), theme, width)
    shown.page.screenshot(f"bom-{state}-{theme}-{width}")
    assert axe(shown.page.page, "#place") == []
    assert shown.page.fits()
    assert shown.page.errors == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_menus_errors_and_fields_can_be_read_and_operated(play: Play, theme: str) -> None:
    shown = play(BomTable(Bom(LINES)), theme, 700)
    for menu in ("Columns", "Save"):
        shown.page.page.locator("summary", has_text=menu).click()
    shown.cell("2", "quantity").click()
    shown.page.page.keyboard.type("many")
    shown.press("Enter")
    shown.page.screenshot(f"bom-error-{theme}")
    assert shown.page.page.get_by_role("alert").inner_text().startswith("This value does not work")
    assert axe(shown.page.page, "#place") == []
    assert shown.page.fits()


def test_hostile_texts_stay_texts(play: Play) -> None:
    shown = play(STATES["hostile"]())
    assert shown.page.page.locator("#place img, #place script").count() == 0
    assert "<U+202E>" in shown.column("part_number")[0]
    assert shown.cell("1", "part_number").bounding_box()["width"] < 300
