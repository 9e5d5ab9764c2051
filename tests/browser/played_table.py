"""A `BomTable` in a page without a notebook: the test carries the messages to and fro."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import Locator
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
HOSTILE = "<img src=x onerror=alert(1)>=HYPERLINK(1)\u202egnp.exe " + "x" * 300
STATES = {
    "table": lambda: BomTable(Bom(LINES, title="Drive unit")),
    "compared": lambda: BomTable(Bom(LINES, title="Drive unit"), baseline=Bom(EARLIER)),
    "empty": lambda: BomTable(),
    "hostile": lambda: BomTable(Bom([BomLine(HOSTILE, HOSTILE, remark=HOSTILE, mass_kg=1.0)], title=HOSTILE)),
}


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
