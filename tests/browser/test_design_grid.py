"""The grid of variants in the browser, with a real `DesignGrid` behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from played_grid import COLUMNS, REASON, PlayGrid, grid_of, picture, some_rows, variant

from cadwidgets.errors import RequestError

pytestmark = [pytest.mark.own_javascript, pytest.mark.long]

SCROLL = "([selector, top]) => { document.querySelector(selector).scrollTop = top; }"
SCROLL_ON = """async () => {
  for (let top = 1000; top <= 20000; top += 1000) {
    document.querySelector(".cadw-region").scrollTop = top;
    await new Promise(requestAnimationFrame);
  }
}"""
TOP = "document.querySelector('.cadw-region').scrollTop"


def test_a_heading_sorts_the_other_way_and_with_shift_by_a_further_key(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of(some_rows(60)))
    heading = shown.page.page.get_by_role("columnheader", name="Mass")
    heading.get_by_role("button").click()
    shown.answer()
    assert heading.get_attribute("aria-sort") == "ascending"
    assert shown.ids() == shown.grid.shown()[: len(shown.ids())]
    heading.get_by_role("button").click()
    shown.answer()
    assert shown.grid.view["sort"] == [["mass", "down"]]
    shown.page.page.get_by_role("columnheader", name="Thread").get_by_role("button").click()
    heading.get_by_role("button").click(modifiers=["Shift"])
    shown.answer()
    assert shown.grid.view["sort"] == [["thread", "up"], ["mass", "up"]]
    assert shown.ids() == shown.grid.shown()[: len(shown.ids())]
    assert set(shown.column("thread")) == {"M4"}


def test_rows_that_failed_are_last_and_say_so_with_the_reason(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of({1: variant(1), 2: variant(2), 3: variant(3, "failed"), 4: variant(4)}))
    shown.page.page.get_by_role("columnheader", name="Mass").get_by_role("button").click()
    shown.answer()
    assert shown.ids() == [1, 4, 2, 3]
    assert shown.cell(3, "status").inner_text() == "Failed"
    assert shown.cell(3, "status").get_attribute("title") == REASON
    shown.cell(3, "status").click()
    shown.answer()
    assert REASON in shown.page.page.locator(".cadw-details").inner_text()


def test_text_and_conditions_filter_and_are_counted(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of(some_rows(100)))
    assert shown.count() == "100 variants, 5 failed, 2 to build"
    shown.page.page.get_by_label("Filter variants by any text").fill("m8")
    shown.settle()
    shown.click("Column filters")
    shown.page.page.get_by_label("Filter Width").fill("<= 12")
    shown.settle()
    assert shown.grid.view["filters"]["width"] == "<= 12"
    assert shown.ids() == shown.grid.shown() == [1, 4, 7]
    assert shown.count() == "3 of 100 variants, 5 failed, 2 to build"
    shown.page.page.get_by_label("Filter Status").select_option("Failed")
    shown.page.page.get_by_label("Filter Width").fill("")
    shown.settle()
    assert shown.ids() == [34, 85]
    shown.click("Clear filters")
    assert shown.count() == "100 variants, 5 failed, 2 to build"
    assert shown.page.page.get_by_label("Filter variants by any text").input_value() == ""


def test_what_is_no_condition_says_so_and_filters_nothing(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of(some_rows(20)))
    shown.click("Column filters")
    field = shown.page.page.get_by_label("Filter Mass")
    field.fill("about 3")
    shown.settle()
    assert (field.get_attribute("aria-invalid"), field.input_value()) == ("true", "about 3")
    assert "10..20" in shown.page.page.locator(".cadw-why").inner_text()
    assert len(shown.grid.shown()) == 20
    field.fill(">3")
    shown.settle()
    assert field.get_attribute("aria-invalid") is None
    assert shown.page.page.get_by_text("No variant passes the filters.").is_visible()
    assert field.is_visible(), "to be corrected where it was typed"


def test_the_rows_are_one_stop_of_the_tab_key_and_arrows_go_through_them(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of(some_rows(500)))
    shown.cell(1, "#").focus()
    shown.press("ArrowRight", "ArrowRight", "ArrowDown")
    assert (shown.focused(), shown.grid.selected) == ("2|width", (2,))
    shown.press("Control+End")
    assert (shown.focused(), shown.grid.selected) == ("500|error", (2,))
    shown.press("Home", "PageUp")
    assert shown.focused() == f"{shown.grid.selected[0]}|#"
    assert 480 < shown.grid.selected[0] < 500
    shown.press("Control+Home", "ArrowUp")
    assert shown.focused() == "-1|status"
    shown.press("ArrowRight", "Enter")
    assert shown.grid.view["sort"] == [["width", "up"]]
    shown.press("ArrowDown", "Tab")
    assert shown.page.page.locator(".cadw-region :focus").count() == 0


def test_the_focus_stays_with_a_row_that_is_scrolled_away(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of(some_rows(5000)))
    shown.cell(3, "width").focus()
    shown.page.page.evaluate(SCROLL, [".cadw-region", 90_000])
    shown.settle()
    assert 3000 in shown.ids()
    assert shown.focused() == "3|width"
    shown.press("ArrowDown")
    assert shown.focused() == "4|width"
    assert shown.page.page.evaluate(TOP) == 90


def test_many_rows_are_selected_with_shift_control_and_the_keyboard(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of(some_rows(50)))
    shown.cell(2, "status").click()
    shown.cell(5, "status").click(modifiers=["Shift"])
    shown.cell(8, "status").click(modifiers=["Control"])
    shown.cell(3, "status").click(modifiers=["Control"])
    shown.answer()
    assert shown.grid.selected == (2, 4, 5, 8)
    assert "4 selected" in shown.count()
    shown.cell(10, "status").focus()
    shown.press("Control+ArrowDown", " ")
    assert shown.grid.selected == (2, 4, 5, 8, 11)
    shown.press("Shift+ArrowDown", "Shift+ArrowDown")
    assert shown.grid.selected == (11, 12, 13)
    shown.press("Control+a")
    assert shown.grid.selected == tuple(range(1, 51))


def test_rows_are_deleted_once_that_was_asked(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of(some_rows(10)))
    shown.grid.on_delete(shown.grid.remove)
    shown.cell(2, "status").click()
    shown.cell(3, "status").click(modifiers=["Shift"])
    shown.press("Delete", "Escape")
    assert len(shown.grid.shown()) == 10
    assert shown.focused() == "3|status"
    shown.press("Delete")
    assert shown.page.page.get_by_text("Delete 2 variants?").is_visible()
    shown.press("Enter")
    shown.settle()
    assert shown.ids() == [1, *range(4, 11)]


@pytest.mark.parametrize("start", ["Enter", "F2", "5"])
def test_a_cell_is_edited_by_the_keyboard_alone(play_grid: PlayGrid, start: str) -> None:
    shown = play_grid(grid_of(some_rows(5)))
    edits: list[Any] = []
    shown.grid.on_edit(lambda *edited: edits.append(edited))
    shown.cell(2, "width").focus()
    shown.press(start)
    if start != "5":
        shown.press("Control+a")
        shown.type("5")
    shown.type("5.5")
    shown.press("Tab")
    assert edits == [(2, "width", 55.5)]
    assert shown.focused() == "2|holes"


def test_escape_leaves_a_cell_as_it_was(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of(some_rows(5)))
    shown.cell(2, "width").focus()
    shown.press("9", "Escape")
    assert (shown.cell(2, "width").inner_text(), shown.focused()) == ("10.5", "2|width")
    assert shown.page.sent() == []


def test_boxes_menus_and_steps_edit_too(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of(some_rows(5)))
    edits: list[Any] = []
    shown.grid.on_edit(lambda *edited: edits.append(edited))
    shown.cell(2, "ribbed").focus()
    shown.press(" ")
    shown.cell(3, "ribbed").get_by_role("checkbox").click()
    shown.answer()
    shown.cell(2, "thread").dblclick()
    shown.page.page.get_by_label("Thread of #2").select_option("M4")
    shown.press("Enter")
    shown.cell(2, "width").focus()
    shown.press("Enter", "ArrowUp", "ArrowUp", "Enter")
    assert edits == [(2, "ribbed", True), (3, "ribbed", False), (2, "thread", "M4"), (2, "width", 11.5)]


def test_what_the_page_refuses_stays_in_its_field_with_the_reason(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of(some_rows(5)))
    shown.cell(2, "width").focus()
    shown.press("9", "Enter")
    field = shown.page.page.get_by_label("Width of #2")
    assert (field.input_value(), field.get_attribute("aria-invalid")) == ("9", "true")
    assert "from 10 to 100" in shown.page.page.locator(".cadw-why").inner_text()
    assert field.evaluate("field => field === document.activeElement")
    shown.press("9", "Enter")
    assert shown.page.page.locator(".cadw-why").count() == 0


def test_what_the_kernel_refuses_comes_back_into_its_field_with_the_reason(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of(some_rows(5)))

    def refuse(_row: int, name: str, value: Any) -> None:
        raise RequestError("the same as variant 4", parameter=name, value=value)

    shown.grid.on_edit(refuse)
    shown.cell(2, "holes").focus()
    shown.press("7", "Enter")
    assert shown.page.page.get_by_label("Holes of #2").input_value() == "7"
    assert shown.page.page.locator(".cadw-why").inner_text() == "the same as variant 4"
    assert shown.cell(2, "width").inner_text() == "10.5"


def test_rows_that_arrive_move_neither_the_screen_nor_the_selection_nor_what_is_typed(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of({number: variant(number) for number in range(1000, 3000)}))
    shown.grid.view = {"sort": [["width", "up"]]}
    shown.answer()
    shown.page.page.evaluate(SCROLL, [".cadw-region", 15_000])
    shown.settle()
    row = shown.ids()[12]
    shown.cell(row, "label").click()
    shown.press("Enter")
    shown.press("Control+a")
    shown.type("half a wo")
    place = shown.cell(row, "label").bounding_box()
    shown.grid.put({number: variant(number) for number in range(1, 500)})
    shown.settle()
    shown.type("rd")
    field = shown.page.page.get_by_label(f"Label of #{row}")
    assert field.input_value() == "half a word"
    assert shown.grid.selected == (row,)
    shown.press("Escape")
    shown.settle()
    assert shown.cell(row, "label").bounding_box() == place


def test_a_row_that_is_done_shows_its_results_where_it_stands(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of({1: variant(1), 2: variant(2, "waiting")}))
    assert (shown.cell(2, "status").inner_text(), shown.cell(2, "mass").inner_text()) == ("Waiting", "")
    shown.grid.put({2: variant(2, "building")})
    shown.settle()
    assert shown.cell(2, "status").inner_text() == "Building"
    shown.grid.put({2: variant(2)})
    shown.settle()
    assert float(shown.cell(2, "mass").inner_text()) == pytest.approx(variant(2).results["mass"], rel=1e-5)
    assert shown.count() == "2 variants"


def test_a_row_is_adopted_by_its_button_or_a_double_click(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of(some_rows(5)))
    adopted: list[int] = []
    shown.grid.on_adopt(adopted.append)
    shown.cell(2, "#").focus()
    shown.press("Enter")
    shown.cell(3, "mass").dblclick()
    shown.answer()
    shown.cell(4, "#").click()
    shown.answer()
    shown.click("Adopt")
    assert adopted == [2, 3, 4, 4]


def test_the_filmstrip_has_the_same_rows_selection_and_order(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of(some_rows(200)))
    shown.grid.view = {"sort": [["mass", "down"]], "filters": {"thread": "M8"}}
    shown.answer()
    shown.cell(shown.grid.shown()[1], "status").click()
    shown.answer()
    shown.click("Filmstrip")
    assert shown.ids() == shown.grid.shown()[: len(shown.ids())]
    chosen = shown.page.page.locator(".cadw-film").get_by_role("option", selected=True)
    assert chosen.count() == 1
    assert f"#{shown.grid.shown()[1]}, ready, Mass" in (chosen.get_attribute("aria-label") or "")
    adopted: list[int] = []
    shown.grid.on_adopt(adopted.append)
    chosen.focus()
    shown.press("ArrowRight", "ArrowDown", "Enter")
    assert adopted == list(shown.grid.selected)
    assert shown.grid.shown().index(adopted[0]) > 2
    shown.click("Table")
    assert shown.grid.selected == tuple(adopted)


def test_pictures_are_asked_for_on_screen_alone_once_scrolling_rests(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of(some_rows(3000)))
    wanted: list[list[int]] = []
    shown.grid.on_pictures_wanted(wanted.append)
    shown.click("Filmstrip")
    shown.settle()
    wanted.clear()
    shown.page.page.evaluate(SCROLL_ON)
    shown.settle()
    assert len(wanted) < 20, "fewer than there were steps, even on a machine that is busy"
    assert set(wanted[-1]) <= set(shown.ids())
    assert len(shown.ids()) < 100
    asked = wanted[-1]
    for row in asked:
        shown.grid.set_picture(row, picture(row))
    shown.settle()
    assert shown.page.page.locator(".cadw-card img").count() == len(asked)
    row = asked[-1]
    shown.grid.put({row: replace(variant(row), values={"width": 99.0})})
    shown.settle()
    assert wanted[-1] == [row], "other values, another picture"


def test_a_notebook_without_a_kernel_shows_the_first_rows(play_grid: PlayGrid) -> None:
    grid = grid_of(some_rows(1000))
    grid._act = lambda _action: None  # type: ignore[method-assign] # nobody answers
    grid.outbox.clear()
    shown = play_grid(grid)
    assert shown.ids()[:3] == [1, 2, 3]
    assert "first 200 of 1000" in shown.page.page.locator(".cadw-hint").inner_text()
    shown.page.page.get_by_role("columnheader", name="Width").get_by_role("button").click()
    shown.page.page.get_by_role("columnheader", name="Width").get_by_role("button").click()
    assert shown.ids()[0] == 200


def test_there_may_be_no_rows_no_columns_and_rows_again(play_grid: PlayGrid) -> None:
    shown = play_grid(grid_of({}, ()))
    assert "No variants yet" in shown.page.page.locator(".cadw-empty").inner_text()
    shown.grid.columns = COLUMNS
    shown.grid.put(some_rows(3))
    shown.settle()
    shown.page.page.locator("[data-row]").nth(2).wait_for()
    assert shown.ids() == [1, 2, 3]
    shown.grid.remove([1, 2, 3])
    shown.settle()
    assert "No variants yet" in shown.page.page.locator(".cadw-empty").inner_text()
    assert shown.page.errors == []
