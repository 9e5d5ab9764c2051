"""The BOM table in the browser, with a real `BomTable` behind it: the test carries the messages to and fro."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from axe import axe
from playwright.sync_api import BrowserContext, Locator
from widget_page import WidgetPage

from cadwidgets.contract.bom import BomLine
from cadwidgets.widgets.bom import Bom
from cadwidgets.widgets.bom_table import BomTable

SCREW = BomLine("ISO 4762 M6x20", "Cap screw M6x20", 8, material="8.8", mass_kg=0.00665, unit_cost=0.12, currency="EUR")
WASHER = BomLine("00123", "Washer 6.4", 8, mass_kg=0.00091)
GEARBOX = BomLine(
    "GB-100",
    "Gearbox",
    2,
    remark="two alike",
    children=(SCREW, WASHER, BomLine("1E5", "Housing", 1, material="AlSi10Mg")),
)
BEARING = BomLine("6205-2RS", "Ball bearing", 4, material="100Cr6", mass_kg=0.128, unit_cost=4.5, currency="EUR")
LINES = (GEARBOX, BEARING, BomLine(name="Grease", quantity=0.25, unit="kg", remark="food grade"))
EARLIER = (
    replace(GEARBOX, children=(replace(SCREW, quantity=6), *GEARBOX.children[1:])),
    LINES[2],
    BomLine("S1", "Shim"),
)
REDRAW_MILLISECONDS = """() => {
  const start = performance.now();
  kernel.set("view", kernel.traits.view);
  return performance.now() - start;
}"""
HOSTILE = "<img src=x onerror=alert(1)>=HYPERLINK(1)\u202egnp.exe " + "x" * 300


class Played:
    """A table in a page: what the user does reaches the kernel's half, and its answer comes back."""

    def __init__(self, page: WidgetPage, table: BomTable) -> None:
        self.page, self.table = page, table
        page.start(view=table.view, selected=table.selected)

    def answer(self) -> None:
        """Carry what was said to the table, and what it shows back."""
        self.table.selected = self.page.page.evaluate("kernel.traits.selected")
        for action in self.page.sent():
            self.table._act(action)
        self.page.set("selected", self.table.selected)
        self.page.set("view", self.table.view)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.page.keyboard.press(key)
        self.answer()

    def click(self, name: str) -> None:
        self.page.button(name).click()
        self.answer()

    def cell(self, item: str, column: str) -> Locator:
        return self.page.page.locator(f'[data-cell="{item}|{column}"]')

    def column(self, name: str) -> list[str]:
        return self.page.page.locator(f'tbody [data-key="{name}"]').all_inner_texts()


Play = Callable[..., Played]


@pytest.fixture
def play(context: BrowserContext) -> Iterator[Play]:
    """``play(table)``: the table in a tab of its own."""
    tabs = []

    def start(table: BomTable, theme: Any = "light", width: int = 1100) -> Played:
        tab = context.new_page()
        tab.set_viewport_size({"width": width, "height": 900})
        tabs.append(tab)
        return Played(WidgetPage(tab, BomTable._esm, BomTable._css, theme), table)

    yield start
    for tab in tabs:
        tab.close()


STATES = {
    "table": lambda: BomTable(Bom(LINES, title="Drive unit")),
    "compared": lambda: BomTable(Bom(LINES, title="Drive unit"), baseline=Bom(EARLIER)),
    "empty": lambda: BomTable(),
    "hostile": lambda: BomTable(Bom([BomLine(HOSTILE, HOSTILE, remark=HOSTILE, mass_kg=1.0)], title=HOSTILE)),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("theme", "width"), [("light", 1100), ("dark", 1100), ("light", 600)])
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


def test_a_long_bom_is_drawn_page_by_page_and_quickly(play: Play) -> None:
    lines = [BomLine(f"{number:05}", f"Part {number}", mass_kg=1.0, unit_cost=1.0) for number in range(500)]
    shown = play(BomTable(Bom(lines)))
    assert shown.page.page.locator("tbody tr").count() == 200
    assert shown.page.page.evaluate(REDRAW_MILLISECONDS) < 1000, "about 60 on a machine that has nothing else to do"
    shown.click("Next")
    assert shown.column("part_number")[0] == "00200"
    assert shown.page.page.get_by_text("rows 201 to 400 of 500").is_visible()


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
