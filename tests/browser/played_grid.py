"""A `DesignGrid` in a page without a notebook: the test carries the messages to and fro."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from playwright.sync_api import Locator
from widget_page import WidgetPage

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.geometry.png import write_png
from cadwidgets.widgets.design_grid import ERROR, SECONDS, STATUS, DesignGrid, GridColumn

COLUMNS = (
    STATUS,
    GridColumn("width", "Width", "mm", group="parameter", minimum=10, maximum=100, step=0.5),
    GridColumn("holes", "Holes", kind="int", group="parameter", minimum=1, maximum=12, step=1),
    GridColumn("ribbed", "Ribbed", kind="bool", group="parameter"),
    GridColumn("thread", "Thread", kind="choice", group="parameter", choices=("M4", "M8", "M10")),
    GridColumn("size", "Size", "mm", kind="tuple", group="parameter", minimum=0, maximum=50),
    GridColumn("label", "Label", kind="text", group="parameter"),
    GridColumn("mass", "Mass", "kg"),
    GridColumn("volume", "Volume", "mm³"),
    SECONDS,
    ERROR,
)
REASON = "BRep_API: command not done: a fillet of 4 mm does not fit into a wall of 3 mm (line 17)"
HOSTILE = "<img src=x onerror=alert(1)>\u202egnp.exe " + "x" * 300


def variant(number: int, status: Any = "ready") -> DesignRow:
    """A row whose values tell its number apart."""
    dice = random.Random(number)  # noqa: S311 # the same for a number
    values = {
        "width": 10 + number / 4 % 90,
        "holes": number % 12 + 1,
        "ribbed": number % 3 == 0,
        "thread": ("M4", "M8", "M10")[number % 3],
        "size": (float(number % 50), 2.5),
        "label": f"Bracket {number % 7}",
    }
    if status != "ready":
        return DesignRow(values, status=status, error=REASON if status == "failed" else "")
    results = {"mass": dice.uniform(0.1, 2), "volume": dice.uniform(1e4, 1e6)}
    return DesignRow(values, results, status, seconds=dice.uniform(0.01, 3))


def some_rows(count: int) -> dict[int, DesignRow]:
    """Every 17th has failed; the last one waits and the one before it is building."""
    states = {count: "waiting", count - 1: "building"}
    return {
        number: variant(number, states.get(number, "ready" if number % 17 else "failed"))
        for number in range(1, count + 1)
    }


def picture(number: int) -> bytes:
    """A small PNG."""
    pixels = np.full((84, 112, 3), 240, np.uint8)
    pixels[20:64, 20 : 40 + number % 50] = (70, 120 + number % 100, 180)
    return write_png([pixels], 84, 112, 3)


class CarriedGrid(DesignGrid):
    """What it sends is kept until it is carried to a page."""

    def __init__(self, *args: Any, **traits: Any) -> None:
        self.outbox: list[tuple[Mapping[str, Any], list[bytes]]] = []
        super().__init__(*args, **traits)

    def send(self, content: Any, buffers: Any = None) -> None:
        self.outbox.append((content, list(buffers or [])))


NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


class PlayedGrid:
    """A grid in a page: what the user does reaches the kernel's half, and its answer comes back."""

    def __init__(self, page: WidgetPage, grid: CarriedGrid) -> None:
        self.page, self.grid = page, grid
        self._carried = self._traits()
        page.start(**self._carried)
        self.answer()

    def answer(self) -> None:
        """Carry what was said to the grid, and what it shows back."""
        self.page.page.wait_for_timeout(30)  # what was typed into a filter rests for a while
        for trait in ("selected", "view"):
            shown = self.page.page.evaluate(f"kernel.traits.{trait}")
            if shown != self._carried[trait]:
                setattr(self.grid, trait, shown)
        for action in self.page.sent():
            self.grid._act(action)
        for content, buffers in self.grid.outbox:
            self.page.tell(content, buffers[0] if buffers else b"")
        self.grid.outbox.clear()
        self._carried = self._traits()
        for name, value in self._carried.items():
            if value != self.page.page.evaluate(f"kernel.traits.{name}"):
                self.page.set(name, value)
        self.page.page.evaluate(NEXT_FRAME)  # it is drawn

    def settle(self) -> None:
        """Carry until filters, batches and pictures have come to rest."""
        self.answer()
        self.page.page.wait_for_timeout(450)
        self.answer()
        self.page.page.wait_for_timeout(50)
        self.page.page.evaluate(NEXT_FRAME)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.page.keyboard.press(key)
        self.answer()

    def type(self, text: str) -> None:
        self.page.page.keyboard.type(text)

    def click(self, name: str) -> None:
        self.page.button(name, exact=True).click()
        self.answer()

    def cell(self, row: int, column: str) -> Locator:
        return self.page.page.locator(f'[data-cell="{row}|{column}"]')

    def ids(self) -> list[int]:
        """The rows in the page, from the top."""
        return [int(found) for found in self.page.page.locator("[data-row]").evaluate_all(_IDS)]

    def column(self, name: str) -> list[str]:
        return self.page.page.locator(f'.cadw-rows [data-key="{name}"]').all_inner_texts()

    def count(self) -> str:
        return self.page.page.locator(".cadw-count").inner_text()

    def focused(self) -> str | None:
        return self.page.page.locator(":focus").get_attribute("data-cell")

    def _traits(self) -> dict[str, Any]:
        grid = self.grid
        columns = [column.to_json() for column in grid.columns]
        return {"columns": columns, "view": grid.view, "selected": list(grid.selected), "problem": grid.problem} | {
            "saved": grid.saved
        }


_IDS = "rows => rows.map(row => row.dataset.row)"
PlayGrid = Callable[..., PlayedGrid]


def grid_of(rows: Mapping[int, DesignRow], columns: Iterable[GridColumn] = COLUMNS) -> CarriedGrid:
    """A grid that holds these rows."""
    grid = CarriedGrid(columns)
    grid.put(rows)
    return grid
