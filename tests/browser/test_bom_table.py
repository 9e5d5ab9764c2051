"""The BOM table in the browser, with a real `BomTable` behind it."""

from __future__ import annotations

from typing import Any

import pytest
from played_table import LINES, STATES, Play

from cadwidgets.contract.bom import BomLine
from cadwidgets.widgets.bom import Bom
from cadwidgets.widgets.bom_table import BomTable

pytestmark = pytest.mark.own_javascript

REDRAW_MILLISECONDS = """() => {
  const start = performance.now();
  kernel.set("view", kernel.traits.view);
  return performance.now() - start;
}"""


def test_the_whole_table_is_one_stop_of_the_tab_key_and_arrows_go_through_it(play: Play) -> None:
    shown = play(BomTable(Bom(LINES)))
    shown.page.page.locator("summary", has_text="Save").focus()
    shown.press("Tab", "ArrowDown", "ArrowRight")
    assert shown.table.selected == "1.1"
    shown.press("End")
    assert shown.page.page.locator(":focus").get_attribute("data-cell") == "1.1|remark"
    shown.press("Control+End")
    assert shown.table.selected == "3"
    shown.press("Tab")
    assert shown.page.page.locator("table :focus").count() == 0
    shown.press("Shift+Tab")
    assert shown.page.page.locator(":focus").get_attribute("data-cell") == "3|remark"


def test_an_assembly_is_closed_and_opened_by_arrows(play: Play) -> None:
    shown = play(BomTable(Bom(LINES)))
    shown.cell("1", "item").focus()
    shown.press("ArrowLeft")
    assert shown.column("item") == ["\u25b81", "2", "3"]
    assert shown.page.page.locator("tr[data-item='1']").get_attribute("aria-expanded") == "false"
    shown.press("ArrowRight")
    assert len(shown.column("item")) == 6
    shown.page.page.locator("tr[data-item='1'] .cadw-fold").click()
    shown.answer()
    assert len(shown.column("item")) == 3


def test_a_quantity_is_edited_by_the_keyboard_alone(play: Play) -> None:
    shown = play(BomTable(Bom(LINES)))
    shown.cell("2", "quantity").focus()
    shown.press("Enter")
    shown.page.page.keyboard.type("6")
    shown.press("Enter")
    assert shown.table.bom.lines[1].quantity == 6
    assert shown.cell("2", "quantity").inner_text() == "6"
    assert shown.page.page.locator(":focus").get_attribute("data-cell") == "2|quantity"
    shown.press("Control+z")
    assert shown.cell("2", "quantity").inner_text() == "4"
    shown.press("Control+Shift+z")
    assert shown.cell("2", "quantity").inner_text() == "6"


def test_escape_leaves_a_cell_as_it_was(play: Play) -> None:
    shown = play(BomTable(Bom(LINES)))
    shown.cell("2", "remark").click()
    shown.page.page.keyboard.type("draft")
    shown.press("Escape")
    assert shown.table.bom.lines == LINES
    assert shown.page.page.locator(":focus").get_attribute("data-cell") == "2|remark"
    assert shown.page.page.locator(".cadw-field").count() == 0


def test_what_is_typed_survives_that_the_table_is_drawn_again(play: Play) -> None:
    shown = play(BomTable(Bom(LINES)))
    shown.cell("2", "remark").click()
    shown.page.page.keyboard.type("half a wo")
    shown.table.bom = shown.table.bom.with_quantity("3", 0.5)
    shown.answer()
    shown.page.page.keyboard.type("rd")
    shown.press("Tab")
    assert shown.table.bom.lines[1].remark == "half a word"
    assert shown.table.bom.lines[2].quantity == 0.5


def test_what_was_refused_stays_in_its_field_until_it_is_right(play: Play) -> None:
    shown = play(BomTable(Bom(LINES)))
    shown.cell("2", "unit_cost").click()
    shown.page.page.keyboard.type("4,x")
    shown.press("Enter")
    field = shown.cell("2", "unit_cost").locator("input")
    assert (field.input_value(), field.get_attribute("aria-invalid")) == ("4,x", "true")
    assert field.evaluate("field => field === document.activeElement")
    shown.press("End", "Backspace", "7", "5", "Enter")
    assert shown.table.bom.lines[1].unit_cost == 4.75
    assert shown.cell("2", "unit_cost").inner_text() == "4.75 EUR"
    assert shown.page.page.get_by_role("alert").inner_text() == ""


def test_a_heading_sorts_and_says_so(play: Play) -> None:
    shown = play(BomTable(Bom(LINES)))
    heading = shown.page.page.locator("th[data-key='mass_kg']")
    heading.locator("button").focus()
    shown.press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    shown.press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert [text.strip("\u25be") for text in shown.column("item")] == ["2", "1", "1.1", "1.2", "1.3", "3"]
    shown.press("Enter")
    assert heading.get_attribute("aria-sort") == "none"


def test_columns_are_switched_on_and_off(play: Play) -> None:
    shown = play(BomTable(Bom(LINES)))
    shown.page.page.locator("summary", has_text="Columns").click()
    shown.page.page.get_by_label("Supplier (empty)").check()
    shown.page.page.get_by_label("Material", exact=True).uncheck()
    shown.answer()
    headings = shown.page.page.locator("thead").inner_text()
    assert "Supplier" in headings
    assert "Material" not in headings
    assert shown.page.page.get_by_label("Material", exact=True).is_visible(), "the menu stays open"


def test_the_flat_bom_has_every_part_once(play: Play) -> None:
    shown = play(BomTable(Bom(LINES)))
    shown.click("Flat")
    assert shown.column("part_number") == ["ISO 4762 M6x20", "00123", "1E5", "6205-2RS", ""]
    assert shown.column("quantity") == ["16", "16", "2", "4", "0.25"]


def test_the_selected_line_is_removed_and_comes_back(play: Play) -> None:
    shown = play(BomTable(Bom(LINES)))
    assert shown.page.button("Remove line").is_disabled()
    shown.cell("2", "name").click()
    shown.answer()
    shown.click("Remove line")
    assert "Ball bearing" not in shown.column("name")
    shown.click("Undo")
    assert "Ball bearing" in shown.column("name")


def test_differences_are_said_in_words(play: Play) -> None:
    shown = play(STATES["compared"]())
    assert shown.column("change") == ["Inside", "Changed", "", "", "Added", "", "Removed"]
    assert shown.cell("1.1", "quantity").inner_text().split("\n") == ["8", "was 6 (+2)"]
    shown.page.page.get_by_label("Only differences").check()
    shown.answer()
    assert shown.column("change") == ["Inside", "Changed", "Added", "Removed"]


def test_two_boms_that_are_the_same_have_no_differences(play: Play) -> None:
    shown = play(BomTable(Bom(LINES), baseline=Bom(LINES)))
    shown.page.page.get_by_label("Only differences").check()
    shown.answer()
    assert shown.page.page.get_by_text("No line differs.").is_visible()
    shown.page.page.get_by_label("Only differences").uncheck()
    shown.answer()
    assert len(shown.column("item")) == 6


def test_the_bars_show_mass_or_cost(play: Play) -> None:
    shown = play(BomTable(Bom(LINES)))
    shown.click("Cost EUR")
    bars = shown.page.page.locator(".cadw-bars li").all_inner_texts()
    assert [bar.split("\n")[0] for bar in bars] == ["6205-2RS", "ISO 4762 M6x20"]
    assert "18.00 EUR, 90 %" in bars[0]


def test_a_file_is_saved_by_the_browser(play: Play) -> None:
    shown = play(BomTable(Bom(LINES)))
    shown.page.page.locator("summary", has_text="Save").click()
    shown.page.button("CSV").click()
    assert shown.page.sent() == [{"type": "save", "format": "CSV"}]
    with shown.page.page.expect_download() as download:
        shown.page.tell({"type": "save", "name": "bom.csv"}, b"00123;1E5")
    assert download.value.suggested_filename == "bom.csv"
    assert download.value.path().read_bytes() == b"00123;1E5"
    assert shown.page.page.get_by_role("status").inner_text() == "Saved bom.csv."


@pytest.mark.long
def test_a_long_bom_is_drawn_page_by_page_and_quickly(play: Play) -> None:
    lines = [BomLine(f"{number:05}", f"Part {number}", mass_kg=1.0, unit_cost=1.0) for number in range(500)]
    shown = play(BomTable(Bom(lines)))
    assert shown.page.page.locator("tbody tr").count() == 200
    assert shown.page.page.evaluate(REDRAW_MILLISECONDS) < 1000, "about 60 on a machine that has nothing else to do"
    shown.click("Next")
    assert shown.column("part_number")[0] == "00200"
    assert shown.page.page.get_by_text("rows 201 to 400 of 500").is_visible()


@pytest.mark.long
def test_in_a_notebook_the_kernel_and_the_page_agree(notebook: Any) -> None:
    code = (
        "from cadwidgets.contract.bom import BomLine\nfrom cadwidgets.widgets.bom import Bom\n"
        "from cadwidgets.widgets.bom_table import BomTable\nfrom IPython.display import display\n"
        'table = BomTable(Bom([BomLine("00123", "Block", 2, mass_kg=0.5)], title="Stand"))\ndisplay(table)\n'
        'told = __import__("ipywidgets").Label()\n'
        'table.observe(lambda change: setattr(told, "value", f"now {change.new.lines[0].quantity:g}"), "bom")\ntold'
    )
    page = notebook.open(notebook.lab.write("bom.ipynb", code)).run_all()
    page.output('[data-cell="1|quantity"]').click()
    page.page.keyboard.type("7")
    page.page.keyboard.press("Enter")
    page.output(".widget-label:has-text('now 7')")
    page.output("summary:has-text('Save')").click()
    with page.page.expect_download() as download:
        page.page.get_by_role("button", name="JSON").click()
    assert download.value.suggested_filename == "Stand.json"
    assert b"00123" in download.value.path().read_bytes()
    page.screenshot("bom-notebook")
    assert page.errors == []
    assert page.foreign_requests == []
