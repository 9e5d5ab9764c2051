"""How a grid of variants looks: every state can be read and operated in both themes and in a narrow window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from axe import axe
from played_grid import COLUMNS, HOSTILE, PlayedGrid, PlayGrid, grid_of, picture, some_rows, variant

pytestmark = [pytest.mark.own_javascript, pytest.mark.long]


def sorted_and_filtered(shown: PlayedGrid) -> None:
    shown.grid.view = {"sort": [["thread", "up"], ["mass", "down"]], "filters": {"width": "11..40"}}
    shown.grid.selected = (17,)


def filtering(shown: PlayedGrid) -> None:
    shown.grid.view = {"sort": [["status", "down"]], "filters": {"ribbed": "yes"}}
    shown.click("Column filters")
    shown.page.page.get_by_label("Filter Mass").fill("about 1")
    shown.cell(51, "status").click()


def refused(shown: PlayedGrid) -> None:
    shown.cell(3, "width").focus()
    shown.type("900")
    shown.press("Enter")


def film(shown: PlayedGrid) -> None:
    shown.grid.view = {"show": "film", "card": "mass"}
    shown.grid.on_pictures_wanted(lambda ids: [shown.grid.set_picture(row, picture(row)) for row in ids if row % 5])
    shown.grid.selected = (2, 17)
    shown.settle()


def nothing_passes(shown: PlayedGrid) -> None:
    shown.grid.view = {"text": "no such thing"}


def failing(shown: PlayedGrid) -> None:
    shown.grid.on_adopt(lambda _row: 1 / 0)
    shown.cell(1, "#").click()


STATES = {
    "table": (some_rows(300), sorted_and_filtered),
    "filters": (some_rows(300), filtering),
    "refused": (some_rows(40), refused),
    "film": (some_rows(60), film),
    "empty": ({}, None),
    "no-row": (some_rows(20), nothing_passes),
    "error": (some_rows(5), failing),
    "hostile": ({1: replace(variant(1), values={**variant(1).values, "label": HOSTILE}), 2: variant(2)}, None),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("theme", "width"),
    [
        ("light", 1400),
        pytest.param("dark", 1400, marks=pytest.mark.release),
        pytest.param("light", 400, marks=pytest.mark.release),
        pytest.param("dark", 400, marks=pytest.mark.release),
    ],
)
def test_every_state_can_be_read_and_operated(play_grid: PlayGrid, state: str, theme: str, width: int) -> None:
    rows, act = STATES[state]
    columns = [replace(column, label=HOSTILE) for column in COLUMNS] if state == "hostile" else COLUMNS
    shown = play_grid(grid_of(rows, columns), theme, width)
    if act is not None:
        act(shown)
    shown.settle()
    shown.page.screenshot(f"design-grid-{state}-{theme}-{width}")
    assert shown.page.errors == []
    assert axe(shown.page.page, "#place") == []
    assert shown.page.fits()
