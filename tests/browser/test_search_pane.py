"""The search pane in a real browser, the kernel played by the test: typing, choosing, keys, and what stays in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe import axe
from playwright.sync_api import BrowserContext
from search_views import comparison, facet, facets, row, rows, starting, view
from widget_page import WidgetPage

from cadwidgets.widgets.search_pane import SearchPane

pytestmark = pytest.mark.own_javascript

Start = Callable[..., WidgetPage]
BOX = "input[type=search]"
TYPE_AT_ONCE = """([texts, view]) => {
  const box = document.querySelector("input[type=search]");
  for (const text of texts) {
    box.value = text;
    box.dispatchEvent(new InputEvent("input"));
  }
  kernel.set("view", view);
  return [kernel.sent.length, box.value];
}"""
"""Quicker than any text rests, however slow the machine is."""


@pytest.fixture
def start(context: BrowserContext) -> Iterator[Start]:
    """``start(**changes)``: a pane that shows the view with these changes."""
    tabs = []

    def opened(**changes: Any) -> WidgetPage:
        tabs.append(context.new_page())
        return WidgetPage(tabs[-1], str(SearchPane._esm), str(SearchPane._css)).start(view=view(**changes))

    yield opened
    for tab in tabs:
        tab.close()


@pytest.fixture
def pane(start: Start) -> Iterator[WidgetPage]:
    """The pane with a search that was answered."""
    opened = start()
    yield opened
    assert opened.errors == []


def test_each_letter_is_sent_with_a_number_when_the_last_one_was_answered(start: Start) -> None:
    pane = start(text="")
    pane.page.type(BOX, "M")
    pane.set("view", view(text="M", seq=1))
    pane.page.type(BOX, "6")
    assert pane.sent() == [{"type": "text", "text": "M", "seq": 1}, {"type": "text", "text": "M6", "seq": 2}]


def test_while_a_text_is_unanswered_only_the_newest_waits(start: Start) -> None:
    pane = start(text="")
    pane.page.type(BOX, "M6x20")
    assert pane.sent() == [{"type": "text", "text": "M", "seq": 1}]
    pane.set("view", view(text="M", seq=1))
    assert pane.sent() == [{"type": "text", "text": "M6x20", "seq": 2}]
    assert pane.page.input_value(BOX) == "M6x20"


@pytest.mark.long
def test_a_lost_answer_holds_nothing_back_for_long(start: Start) -> None:
    pane = start(text="")
    pane.page.type(BOX, "M6")
    pane.page.wait_for_function("kernel.sent.length === 2", timeout=10_000)
    assert pane.sent()[-1] == {"type": "text", "text": "M6", "seq": 2}


def test_an_answer_to_an_older_text_does_not_overwrite_the_box(start: Start) -> None:
    pane = start(text="", seq=7)
    pane.page.type(BOX, "M")
    assert pane.sent() == [{"type": "text", "text": "M", "seq": 8}]
    pane.set("view", view(text="older", seq=7))
    assert pane.page.input_value(BOX) == "M"


def test_the_kernel_can_change_the_text_as_undo_does(pane: WidgetPage) -> None:
    pane.set("view", view(text="hex nut"))
    assert pane.page.input_value(BOX) == "hex nut"
    assert pane.sent() == []


@pytest.mark.long
def test_a_closed_pane_sends_nothing_more(start: Start) -> None:
    pane = start(text="")
    pane.page.type(BOX, "M6")
    pane.page.evaluate("kernel.close()")
    pane.set("view", view(text="M", seq=1))
    pane.page.wait_for_timeout(2300)
    assert pane.sent() == [{"type": "text", "text": "M", "seq": 1}]


def test_escape_clears_the_box_and_arrow_down_goes_to_the_rows(pane: WidgetPage) -> None:
    pane.page.focus(BOX)
    pane.page.keyboard.press("Escape")
    assert pane.page.input_value(BOX) == ""
    assert pane.sent() == [{"type": "text", "text": "", "seq": 1}]
    pane.page.keyboard.press("ArrowDown")
    assert "ISO 4762 M6x8-2" in pane.focused(), "the selected row is the one that the keyboard reaches"


def test_typing_keeps_box_focus_and_caret_over_every_redraw(pane: WidgetPage) -> None:
    pane.page.focus(BOX)
    pane.page.evaluate("document.activeElement.setSelectionRange(3, 5)")
    for status in ("searching", "ready", "failed"):
        pane.set("view", view(status=status, rows=rows(20), chips=[]))
        caret = (
            "[document.activeElement.type, document.activeElement.selectionStart, document.activeElement.selectionEnd]"
        )
        assert pane.page.evaluate(caret) == ["search", 3, 5]


def test_chips_are_removed_by_their_label(pane: WidgetPage) -> None:
    pane.button("Remove typed Thread: 6 mm").click()
    pane.button("Remove Length: 10 to 60 mm").click()
    assert pane.sent() == [{"type": "remove", "chip": "understood:M6"}, {"type": "remove", "chip": "filter:l"}]


def test_a_removed_chip_hands_the_focus_to_the_box(pane: WidgetPage) -> None:
    pane.button("Remove Length").focus()
    pane.set("view", view(chips=view()["chips"][:1]))
    assert pane.page.evaluate("document.activeElement.type") == "search"


def test_the_focused_chip_keeps_the_focus_when_the_one_before_it_goes(pane: WidgetPage) -> None:
    pane.button("Remove Length").focus()
    pane.set("view", view(chips=view()["chips"][1:]))
    assert "Length: 10 to 60 mm" in pane.focused()


def test_history_is_a_click_or_a_key_away_and_the_text_keeps_its_own_undo(start: Start) -> None:
    pane = start(can_redo=True)
    for name in ("Undo", "Redo", "Clear"):
        pane.button(name, exact=True).click()
    assert [action["type"] for action in pane.sent()] == ["undo", "redo", "clear"]
    pane.page.focus("tr[tabindex='0']")
    for keys in ("Control+z", "Control+Shift+Z", "Control+y"):
        pane.page.keyboard.press(keys)
    assert [action["type"] for action in pane.sent()] == ["undo", "redo", "redo"]
    pane.page.focus(BOX)
    pane.page.keyboard.press("Control+z")
    assert pane.sent() == []


def test_history_that_is_not_there_cannot_be_asked_for(start: Start) -> None:
    pane = start(can_undo=False, text="", chips=[])
    assert [pane.button(name, exact=True).is_enabled() for name in ("Undo", "Redo", "Clear")] == [False] * 3
    pane.page.focus("tr[tabindex='0']")
    pane.page.keyboard.press("Control+z")
    assert pane.sent() == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "1,234 parts"),
        ({"total": 1}, "1 part"),
        ({"total": 250_000, "about": True}, "about 250,000 parts"),
        ({"message": "Thread M6.1 is none."}, "1,234 parts. Thread M6.1 is none."),
        ({"status": "searching"}, "Searching \u2026"),
        ({"status": "starting"}, "Starting the catalog \u2026"),
        ({"status": "failed"}, "The search failed."),
        ({"status": "failed", "searchable": False}, "The catalog gave no list."),
        ({"searchable": False, "text": "", "chips": [], "total": 0, "rows": []}, "Nothing is listed yet."),
    ],
)
def test_one_line_says_how_far_the_search_is(start: Start, changes: dict[str, Any], words: str) -> None:
    assert start(**changes).page.get_by_role("status").inner_text() == words


def test_values_are_toggled_and_say_what_is_left(pane: WidgetPage) -> None:
    standard = pane.page.get_by_role("group", name="Standard")
    assert standard.get_by_role("button", name="ISO 4762 700 parts").get_attribute("aria-pressed") == "false"
    standard.get_by_role("button", name="ISO 7380-1").click()
    thread = pane.page.get_by_role("group", name="Thread (mm)")
    assert thread.get_by_role("button", name="6 mm 66 parts").get_attribute("aria-pressed") == "true"
    assert pane.sent() == [{"type": "toggle", "facet": "standard", "value": "ISO 7380-1"}]


def test_of_many_values_the_best_known_and_the_chosen_are_shown_first(start: Start) -> None:
    many = [(f"v{place}", f"v{place}", place, place == 0) for place in range(15)]
    pane = start(facets=[facet("class", "Property class", "text", many)])
    group = pane.page.get_by_role("group", name="Property class")
    values, more = group.locator(".cadw-value"), group.get_by_role("button", name="more (3)")
    assert [words.split()[0] for words in values.all_inner_texts()] == ["v0", *(f"v{place}" for place in range(4, 15))]
    more.click()
    assert values.count() == 15
    pane.set("view", view(status="searching", facets=[facet("class", "Property class", "text", many)]))
    assert values.count() == 15, "what was opened stays open"
    assert (more.get_attribute("aria-expanded"), pane.focused()) == ("true", "more (3)")
    more.click()
    assert values.count() == 12


def test_categories_open_and_are_chosen_apart(pane: WidgetPage) -> None:
    chosen = pane.button("Socket head screws chosen 830 parts")
    assert chosen.get_attribute("aria-current") == "true"
    assert not pane.button("Hexagon nuts").is_visible()
    pane.button("Inside Nuts").click()
    assert pane.button("Inside Nuts").get_attribute("aria-expanded") == "true"
    assert pane.focused() == "Inside Nuts"
    pane.button("Hexagon nuts").click()
    assert pane.sent() == [{"type": "toggle", "facet": "category", "value": "CW.20.010"}]
    pane.button("Inside Screws and bolts").click()
    assert chosen.count() == 0, "a chosen one can be folded away too"


def test_the_slider_stops_only_at_values_that_exist_and_tells_once(pane: WidgetPage) -> None:
    low, high = pane.page.get_by_label("Length (mm), from"), pane.page.get_by_label("Length (mm), to")
    assert (low.get_attribute("aria-valuetext"), high.get_attribute("aria-valuetext")) == ("10 mm", "60 mm")
    high.scroll_into_view_if_needed()
    box = high.bounding_box()
    assert box
    middle, last = box["y"] + box["height"] / 2, box["x"] + box["width"] - 9
    pane.page.mouse.move(box["x"] + 9 + (box["width"] - 18) * 14 / 25, middle)
    pane.page.mouse.down()
    pane.page.mouse.move(last - 40, middle, steps=5)
    assert pane.sent() == [], "nothing is told while it moves"
    assert "from 10 mm to 60 mm" not in pane.page.locator(".cadw-ends").inner_text()
    pane.page.mouse.up()
    (action,) = pane.sent()
    assert action["type"] == "range"
    assert action["low"] == 10
    assert action["high"] in (100, 110, 120, 130)
    assert pane.page.locator(".cadw-ends").inner_text() == f"from 10 mm to {action['high']} mm"


def test_a_dragged_slider_stays_until_the_kernel_has_answered_and_then_follows(pane: WidgetPage) -> None:
    high = pane.page.get_by_label("Length (mm), to")
    high.focus()
    pane.page.keyboard.press("ArrowRight")
    assert pane.sent() == [{"type": "range", "facet": "l", "low": 10, "high": 65}]
    pane.set("view", view(status="searching"))
    assert high.get_attribute("aria-valuetext") == "65 mm"
    assert pane.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Length (mm), to"
    answered = facets()
    answered[-1] |= {"high": 65}
    pane.set("view", view(facets=answered))
    pane.set("view", view())
    assert high.get_attribute("aria-valuetext") == "60 mm", "undo moves it back"


def test_an_end_of_the_slider_that_is_fully_out_is_no_condition(pane: WidgetPage) -> None:
    pane.page.get_by_label("Length (mm), from").press("Home")
    pane.page.get_by_label("Length (mm), to").press("End")
    assert pane.sent()[-1] == {"type": "range", "facet": "l", "low": None, "high": None}
    assert pane.page.locator(".cadw-ends").inner_text() == "all, from 5 mm to 200 mm"


def test_the_ends_of_the_slider_do_not_pass_each_other(pane: WidgetPage) -> None:
    pane.page.get_by_label("Length (mm), from").press("End")
    assert pane.sent() == [{"type": "range", "facet": "l", "low": 60, "high": 60}]


def test_arrows_move_through_the_rows_and_select(pane: WidgetPage) -> None:
    pane.page.focus("tr[tabindex='0']")
    reached = {"ArrowDown": 3, "ArrowUp": 2, "PageDown": 12, "PageUp": 2, "End": 49, "Home": 0, "Enter": 0}
    for key, place in reached.items():
        pane.page.keyboard.press(key)
        assert pane.sent() == [{"type": "select", "row": f"screw-{place}"}]
        assert f"M6x{pane.page.evaluate('kernel.traits.view.rows')[place]['cells']['l']}-{place}" in pane.focused()
    assert pane.page.locator("tbody tr[tabindex='0']").count() == 1


def test_the_row_that_the_keyboard_reaches_is_seen_below_the_heading(pane: WidgetPage) -> None:
    pane.page.focus("tr[tabindex='0']")
    for key in ("End", "PageUp", "PageUp", "PageUp", "PageUp", "ArrowUp"):
        pane.page.keyboard.press(key)
    heading = pane.page.locator(".cadw-found thead th").first.bounding_box()
    reached = pane.page.locator("tr:focus").bounding_box()
    assert heading
    assert reached
    assert reached["y"] >= heading["y"] + heading["height"] - 1


def test_a_click_selects_a_row_and_the_mark_is_not_only_a_colour(pane: WidgetPage) -> None:
    pane.page.get_by_text("ISO 4762 M6x10-3", exact=True).click()
    assert pane.sent() == [{"type": "select", "row": "screw-3"}]
    pane.set("view", view(rows=[row(place, selected=place == 3) for place in range(50)]))
    selected = pane.page.locator("tr[aria-selected=true]")
    assert selected.count() == 1
    assert selected.locator(".cadw-part-number svg").is_visible()


def test_rows_keep_focus_and_scroll_when_the_view_changes(pane: WidgetPage) -> None:
    pane.page.focus("tr[tabindex='0']")
    pane.page.keyboard.press("End")
    before = pane.page.evaluate("document.querySelector('.cadw-region').scrollTop")
    assert before > 500
    pane.set("view", view(status="searching"))
    pane.set("view", view(rows=[row(place, selected=place == 49) for place in range(50)]))
    assert "-49" in pane.focused()
    assert pane.page.evaluate("document.querySelector('.cadw-region').scrollTop") == before


def test_another_page_begins_at_its_top(start: Start) -> None:
    pane = start(page=2)
    pane.page.evaluate("document.querySelector('.cadw-region').scrollTop = 300")
    pane.button("Next").click()
    pane.button("Previous").click()
    assert pane.sent() == [{"type": "page", "page": 3}, {"type": "page", "page": 1}]
    pane.set("view", view(page=3))
    assert pane.page.evaluate("document.querySelector('.cadw-region').scrollTop") == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"page": 2}, "51\u2013100 of 1,234"),
        ({"page": 25, "rows": rows(34)}, "1,201\u20131,234 of 1,234"),
        ({"about": True, "total": 250_000, "pages": 5000}, "1\u201350 of about 250,000"),
        ({"about": True, "total": 250_000, "page": 5000, "pages": 5000}, "page 5,000 of 5,000"),
        ({"total": 3, "pages": 1, "rows": rows(3)}, "1\u20133 of 3"),
    ],
)
def test_a_page_says_which_part_of_the_whole_it_is(start: Start, changes: dict[str, Any], words: str) -> None:
    assert start(**changes).page.locator(".cadw-paging span").inner_text() == words


@pytest.mark.parametrize(
    ("sort", "heading", "then"),
    [("", "none", "l"), ("l", "ascending", "-l"), ("-l", "descending", "")],
)
def test_a_heading_sorts_up_and_down_and_not(start: Start, sort: str, heading: str, then: str) -> None:
    pane = start(sort=sort)
    length = pane.page.get_by_role("columnheader", name="Length (mm)", exact=False).first
    assert length.get_attribute("aria-sort") == heading
    length.get_by_role("button").click()
    assert pane.sent() == [{"type": "sort", "sort": then}]


def test_numbers_stand_under_each_other_and_part_numbers_stay_text(start: Start) -> None:
    pane = start(rows=[row(0, part_number="00123"), row(1, part_number="1E5")])
    assert pane.page.locator("td.cadw-part-number").all_inner_texts() == ["00123", "1E5"]
    styles = "e => [getComputedStyle(e).textAlign, getComputedStyle(e).fontVariantNumeric]"
    assert pane.page.locator("td.cadw-number").first.evaluate(styles) == ["right", "tabular-nums"]


def test_the_name_is_a_column_only_where_it_says_what_nothing_else_does(pane: WidgetPage) -> None:
    assert pane.page.get_by_role("columnheader", name="Name").count() == 1
    pane.set("view", view(rows=rows(title="Hexagon socket head cap screw")))
    assert pane.page.get_by_role("columnheader", name="Name").count() == 0
    pane.set("view", view(rows=rows(title="Hexagon socket head cap screw"), columns=[]))
    assert pane.page.get_by_role("columnheader", name="Name").count() == 1


def test_at_most_four_parts_are_compared_and_the_fifth_says_why(start: Start) -> None:
    four = comparison() | {"parts": [{"id": f"screw-{place}", "title": "", "picture": ""} for place in range(4)]}
    pane = start(comparison=four, rows=[row(place, compared=place < 4) for place in range(50)])
    fifth = pane.page.get_by_label("Compare ISO 4762 M6x12-4")
    assert fifth.is_disabled()
    assert "At most 4" in (pane.page.locator("label", has=fifth).get_attribute("title") or "")
    pane.page.get_by_label("Compare ISO 4762 M6x10-3").click()
    assert pane.sent() == [{"type": "compare", "row": "screw-3"}]


def test_space_marks_the_row_for_comparison_without_selecting(pane: WidgetPage) -> None:
    pane.page.focus("tr[tabindex='0']")
    pane.page.keyboard.press("Space")
    assert pane.sent() == [{"type": "compare", "row": "screw-2"}]


def test_a_comparison_says_what_differs_and_can_leave_the_rest_out(start: Start) -> None:
    pane = start(comparison=comparison())
    table = pane.page.get_by_role("table", name="Comparison of parts")
    assert table.locator("tbody th").all_inner_texts() == ["Standard", "Length differs", "Material", "Mass differs"]
    assert table.locator("thead img").count() == 3
    pane.page.get_by_label("Only differences").check()
    assert table.locator("tbody th").all_inner_texts() == ["Length differs", "Mass differs"]
    pane.set("view", view(comparison=comparison(), status="searching"))
    assert pane.page.get_by_label("Only differences").is_checked()
    pane.button("Remove ISO 4762 M6x6-1 from the comparison").click()
    assert pane.sent() == [{"type": "compare", "row": "screw-1"}]


def test_a_picture_from_elsewhere_is_not_fetched(start: Start) -> None:
    told = comparison()
    told["parts"][0]["picture"] = "http://127.0.0.1:9/track.png"
    assert start(comparison=told).page.locator("thead img").count() == 2


def test_without_hits_the_filters_and_the_way_back_are_offered(start: Start) -> None:
    pane = start(rows=[], total=0)
    offered = pane.page.get_by_role("group", name="Filters to remove").get_by_role("button")
    offered.last.click()
    pane.button("Undo the last change").click()
    assert pane.sent() == [{"type": "remove", "chip": "filter:l"}, {"type": "undo"}]


def test_an_error_says_what_was_wrong_what_would_be_right_and_offers_another_try(start: Start) -> None:
    error = {"headline": "The search does not work", "text": "Unknown facet 'x'.", "allowed": "d, l"}
    pane = start(status="failed", error=error)
    alert = pane.page.get_by_role("alert")
    for words in ("The search does not work", "Unknown facet 'x'.", "Allowed: d, l"):
        assert words in alert.inner_text()
    assert pane.page.locator("tbody tr").count() == 50, "what was found stays"
    pane.button("Try again").click()
    assert pane.sent() == [{"type": "retry"}]
    pane.set("view", view(status="failed", error=error, rows=[]))
    assert pane.page.locator(".cadw-empty").count() == 0, "nothing is on its way"


def test_where_words_find_no_parts_the_box_says_what_they_do_and_sends_only_what_rests(start: Start) -> None:
    pane = start(searchable=False, note="This catalog has no search by words.", text="")
    assert pane.page.get_by_text("This catalog has no search by words.").is_visible()
    assert pane.page.get_by_label("Narrow the list, or name a part").is_visible()
    told = pane.page.evaluate(TYPE_AT_ONCE, [["W", "W-2", "W-20"], view(searchable=False, text="")])
    assert told == [0, "W-20"], "nothing is sent yet, and what is being typed is not lost"
    pane.page.wait_for_function("kernel.sent.length", timeout=5000)
    assert pane.sent() == [{"type": "text", "text": "W-20", "seq": 1}]


@pytest.mark.long
def test_families_are_counted_as_such_and_opened_by_enter_or_a_click(start: Start) -> None:
    families = [row(place, part_number="", title=f"Washers {place}", cells={}, family=True) for place in range(3)]
    pane = start(rows=families, columns=[], total=3, pages=1)
    assert pane.page.get_by_role("status").inner_text() == "3 families"
    assert pane.page.get_by_role("checkbox").count() == 0, "there is nothing to compare"
    pane.page.focus("tr[tabindex='0']")
    for key in ("ArrowDown", "End", "Home", "ArrowDown"):
        pane.page.keyboard.press(key)
    assert "Washers 1" in pane.focused()
    assert pane.sent() == [], "the keys pass by a family without opening it"
    pane.page.keyboard.press("Enter")
    pane.page.get_by_text("Washers 2").click()
    assert [action["row"] for action in pane.sent()] == ["screw-1", "screw-2"]
    assert axe(pane.page, "#place") == []
    pane.set("view", view(rows=families[:1], columns=[], total=1, pages=1))
    assert pane.page.get_by_text("Washers 0").is_visible(), "a family alone has its name, too"
    assert pane.page.get_by_role("status").inner_text() == "1 family"
    pane.set("view", view(rows=[row(5), *families], total=4, pages=1))
    assert pane.page.get_by_role("status").inner_text() == "4 parts and families"
    assert pane.page.get_by_role("checkbox").count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Choose a catalog to see its parts."),
        ({"facets": []}, "Type a catalog's id and a part number."),
        ({"searchable": True}, "No part fits. Try other words."),
    ],
)
def test_where_nothing_is_listed_the_way_in_is_told(start: Start, changes: dict[str, Any], words: str) -> None:
    pane = start(**{"searchable": False, "rows": [], "total": 0, "chips": []} | changes)
    assert pane.page.locator(".cadw-empty p").inner_text() == words


def test_what_a_catalog_does_not_count_has_no_number(start: Start) -> None:
    untold = [("A", "Washers & sets", None, True), ("B", "Nuts", None, False)]
    codes = [("F_W.10", "Flat", None, False), ("F_W.10.010", "Small", None, False), ("X.7.1", "Alone", None, False)]
    pane = start(facets=[facet("catalog", "Catalog", "text", untold), facet("category", "Category", "tree", codes)])
    catalogs = pane.page.get_by_role("group", name="Catalog")
    assert catalogs.get_by_role("button").all_inner_texts() == ["Washers & sets", "Nuts"]
    roots = pane.page.locator(".cadw-tree > li > .cadw-category")
    assert roots.all_inner_texts() == ["Flat", "Alone"], "whose parent is not listed is a root"
    assert pane.page.locator(".cadw-count").count() == 0
    assert "null" not in pane.page.inner_text("#place")


def test_the_table_stays_in_place_from_the_first_moment_on(start: Start) -> None:
    pane = start(text="", chips=[])
    places = []
    for shown in (
        view(text="", chips=[]),
        view(text="", chips=[], status="searching"),
        view(text="", chips=[], rows=[]),
    ):
        pane.set("view", shown)
        box = pane.page.locator(".cadw-region, .cadw-empty").first.bounding_box()
        assert box
        places.append((box["x"], box["y"], box["height"]))
    assert len(set(places)) == 1


def test_a_starting_catalog_takes_words_already(start: Start) -> None:
    pane = start(**starting())
    pane.page.type(BOX, "M")
    assert pane.sent() == [{"type": "text", "text": "M", "seq": 1}]
    assert pane.page.locator(".cadw-progress").is_visible()


def test_fifty_rows_are_drawn_within_a_blink(pane: WidgetPage) -> None:
    shown = [view(rows=[row(place, selected=place == chosen) for place in range(50)]) for chosen in (1, 2)]
    script = """views => {
      const times = [];
      for (let i = 0; i < 21; i++) {
        const before = performance.now();
        kernel.set("view", views[i % 2]);
        times.push(performance.now() - before);
      }
      return times.sort((a, b) => a - b)[10];
    }"""
    assert pane.page.evaluate(script, shown) < 50, "milliseconds, the middle of 21"
