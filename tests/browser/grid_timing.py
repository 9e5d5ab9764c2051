"""Times of a large grid of variants in JupyterLab: from an input to the frame in which its rows are painted."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import chromium
import embedded_service
from jupyter_lab import Lab
from notebook_page import NotebookPage
from playwright.sync_api import sync_playwright

CELL = """
import sys
sys.path.insert(0, {folder!r})
from played_grid import COLUMNS, some_rows
from cadwidgets.widgets.design_grid import DesignGrid
grid = DesignGrid(COLUMNS)
grid.put(some_rows({count}))
grid
"""
TABLE = """
from cadwidgets import connect, samples, sweep
from cadwidgets.contract.design_row import RESULTS, DesignRow
from cadwidgets.variants.journal import FOLDER, Journal
from cadwidgets.variants.model import VariantModel
from cadwidgets.variants.plan import planned
model = VariantModel.of(connect(), script=samples.bracket.text)
journal = Journal(connect().settings.data_dir / FOLDER, model.digest)
vary = {{"width": [20 + at for at in range(100)], "height": [50 + at for at in range({count} // 100)]}}
for number, values in enumerate(planned(model.schema, model.base, vary)):
    results = {{name: values["width"] * (at + 1.0) + number % 977 for at, name in enumerate(RESULTS) if name != "cost"}}
    journal.add(DesignRow(values, results, "ready", seconds=0.1))
journal.close()
table = sweep(samples.bracket, vary)
table
"""
"""A whole design table, whose variants have been built before."""
WATCH = """() => {
  const region = document.querySelector('.jp-OutputArea-output .cadw-region');
  const onScreen = () => {
    const heads = region.querySelector('.cadw-heads').clientHeight;
    const [top, bottom] = [region.scrollTop, region.scrollTop + region.clientHeight - heads];
    const rows = [...region.querySelectorAll('[data-row]')].map(row => [parseInt(row.style.top), row.dataset.row])
      .filter(([at]) => at + 30 > top && at < bottom).sort((a, b) => a[0] - b[0]);
    const covered = rows.length && rows[0][0] <= top && rows.at(-1)[0] + 31 >= bottom;
    return {ids: rows.map(([, id]) => id).join(), covered};
  };
  const timed = {region, times: [], most: 0, waiting: false};
  timed.start = since => {
    if (timed.waiting) return;
    timed.waiting = true;
    const before = onScreen().ids;
    const step = () => {
      if (!timed.waiting) return;
      const now = onScreen();
      if (now.covered && now.ids !== before) return requestAnimationFrame(() => {
        timed.times.push(performance.now() - since);
        timed.most = Math.max(timed.most, region.querySelectorAll('[data-row]').length);
        timed.waiting = false;
      });
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  };
  for (const type of ['wheel', 'keydown', 'click'])
    region.addEventListener(type, event => timed.start(event.timeStamp), {capture: true, passive: true});
  window.timed = timed;
}"""
THUMB = "top => { timed.start(performance.now()); timed.region.scrollTop = top; }"
SORTS = ("Mass", "Width", "Thread", "Label", "Status", "Time", "Ribbed")
TABLE_SORTS = ("Height", "Width", "Volume", "Area", "Mass", "Size x", "Moment z")
"""Columns by which its rows come in another order each time."""


@dataclass
class GridTimes:
    """Milliseconds by what was done; the most rows that were in the page; megabytes of its heap before and after."""

    sorts: list[float] = field(default_factory=list)
    scrolls: dict[str, list[float]] = field(default_factory=dict)
    most_rows: int = 0
    heap: tuple[float, float] = (0.0, 0.0)

    @property
    def all_scrolls(self) -> list[float]:
        return [time for times in self.scrolls.values() for time in times]


def percentile(times: list[float], percent: float) -> float:
    """The least time that so many percent of all do not exceed."""
    return sorted(times)[math.ceil(percent / 100 * len(times)) - 1]


def measure(page: NotebookPage, scrolls: int = 200, sorts: Sequence[str] = SORTS) -> GridTimes:
    """Sort by several columns, each both ways, and scroll so many steps with keys, the wheel and the thumb."""
    tab, told = page.page, GridTimes()
    region = page.output(".cadw-region")
    tab.wait_for_function("document.querySelectorAll('.cadw-region [data-row]').length > 10")
    tab.evaluate(WATCH)
    heap = _heap(page)

    def timed(act: Callable[[], object]) -> float:
        before = tab.evaluate("timed.times.length")
        act()
        tab.wait_for_function("before => timed.times.length > before", arg=before, timeout=20_000)
        return float(tab.evaluate("timed.times.at(-1)"))

    for label in sorts:
        heading = region.get_by_role("columnheader", name=label).get_by_role("button")
        heading.evaluate("heading => heading.scrollIntoView({inline: 'center', block: 'nearest'})")
        told.sorts += [timed(heading.click) for _ in range(2)]
    region.locator("[data-row] .cadw-adopt").first.focus()
    for key in ("Control+Home", "PageDown"):  # from the bottom of the screen on, each page key scrolls
        tab.keyboard.press(key)
    tab.wait_for_timeout(500)
    tab.evaluate("timed.waiting = false")  # the first of them scrolled nothing
    box = region.bounding_box()
    assert box is not None
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    steps: dict[str, Callable[[int], object]] = {
        "keys": lambda step: tab.keyboard.press("PageDown"),
        "wheel": lambda step: tab.mouse.wheel(0, 400),
        "thumb": lambda step: tab.evaluate(THUMB, 137 * (step * 7919 % 2000)),
    }
    for name, act in steps.items():
        share = scrolls // 3 + (scrolls % 3 if name == "wheel" else 0)
        told.scrolls[name] = [timed(lambda act=act, step=step: act(step)) for step in range(1, share + 1)]
    told.most_rows = int(tab.evaluate("timed.most"))
    told.heap = (heap, _heap(page))
    return told


def times_of_table(rows: int) -> GridTimes:
    """The times of a design table with so many rows, in a window as on a desk. Nothing in 3D is drawn beside it, which
    the processor would have to do in place of a graphics card."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        lab = Lab(Path(folder), {"CADWIDGETS_DATA_DIR": folder})
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        try:
            page = NotebookPage(browser.new_page(viewport={"width": 1400, "height": 900}), lab)
            page.open(lab.write("table.ipynb", TABLE.format(count=rows))).run_all()
            page.run_beside("table.wait(120)")
            return measure(page, sorts=TABLE_SORTS)
        finally:
            browser.close()
            lab.close()
            embedded_service.stop(Path(folder))


def _heap(page: NotebookPage) -> float:
    """Megabytes that the page's JavaScript holds, once rubbish is gone."""
    session = page.page.context.new_cdp_session(page.page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    return float(metrics["JSHeapUsedSize"]) / 1e6
