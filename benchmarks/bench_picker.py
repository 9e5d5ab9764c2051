"""From a key in the picker's search box to new rows on the screen, with a million made-up part numbers behind it.

    python benchmarks/bench_picker.py [parts]

Queries are typed letter by letter in JupyterLab in headless Chromium, each letter once the one before is answered.
Beside each stands the time of the same search alone, asked of the service over HTTP (least of three). The aim: the
picker takes at most three times the search's own time and 100 ms. The pane has no 3D, and Chromium draws it as it does
on any machine without a graphics card, instead of emulating one.
"""

from __future__ import annotations

import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from cadwidgets import connect
from cadwidgets.clients.catalog import CatalogClient

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests" / "browser"))
import chromium  # noqa: E402
from jupyter_lab import Lab  # noqa: E402
from notebook_page import NotebookPage  # noqa: E402

QUERIES = ("M6x20", "ISO 4762 M8", "bearing 25", "1234")
WINDOW = {"width": 1400, "height": 900}
"""A laptop's; without a graphics card, each pixel of it is drawn by the processor that searches, too."""
SIZE = 50
"""Rows that the picker asks for."""
REST_SECONDS = 1.5
"""So long nothing more changes behind a letter: what changed last was its answer."""
WATCH = """() => {
  const pane = document.querySelector('.cadw-pane');
  window.lastChange = 0;
  const tell = () => {
    if (pane.querySelector('.cadw-rest').classList.contains('cadw-ready'))
      requestAnimationFrame(() => setTimeout(() => { window.lastChange = performance.now(); })); // once it is painted
  };
  new MutationObserver(tell).observe(pane, {subtree: true, childList: true, characterData: true, attributes: true});
  pane.querySelector('input[type=search]').addEventListener('keydown', () => {
    window.pressed = performance.now(); window.lastChange = 0;
  }, true);
}"""


@contextmanager
def million(parts: int) -> Iterator[tuple[str, str]]:
    """A service with so many parts, in a process of its own: its address and key."""
    key = secrets.token_hex(16)
    command = [sys.executable, str(HERE / "million.py"), "--key", key, "--parts", str(parts)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        said = process.stdout.readline()
        assert said.startswith("ready:"), said
        print(said.strip())
        yield said.rpartition(" ")[2].strip(), key
    finally:
        process.terminate()
        process.wait()


def alone(client: CatalogClient, text: str) -> float:
    """Milliseconds of one search over HTTP, the least of three."""

    def once() -> float:
        start = time.perf_counter()
        client.search(text, size=SIZE)
        return 1000 * (time.perf_counter() - start)

    return min(once() for _ in range(3))


def typed(page: Page, letter: str) -> float:
    """Milliseconds from a key to the last change of the rows."""
    page.keyboard.press("Space" if letter == " " else letter)
    page.wait_for_function("() => window.lastChange > 0")
    page.wait_for_timeout(1000 * REST_SECONDS)
    return float(page.evaluate("() => window.lastChange - window.pressed"))


def measure(url: str, key: str) -> list[tuple[str, float, float]]:
    """For each beginning of each query: the text, the picker's and the search's own milliseconds."""
    settings = {"CADWIDGETS_TRACEPARTS_URL": url, "CADWIDGETS_TRACEPARTS_KEY": key}
    catalog = connect(traceparts_url=url, traceparts_key=key).catalog
    assert catalog is not None
    rows = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        lab = Lab(Path(folder), settings)
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        try:
            page = NotebookPage(browser.new_page(viewport=WINDOW), lab)
            page.open(lab.write("bench.ipynb", "from cadwidgets import PartPicker\npicker = PartPicker()\npicker"))
            page.run_all()
            page.output("tbody tr")
            box = page.output("input[type=search]")
            page.page.evaluate(WATCH)
            for query in QUERIES:
                box.fill("")
                page.page.wait_for_timeout(1000 * REST_SECONDS)
                for end, letter in enumerate(query, start=1):
                    took = typed(page.page, letter)
                    rows.append((query[:end], took, alone(catalog, query[:end])))
        finally:
            browser.close()
            lab.close()
    return rows


def main() -> None:
    parts = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with million(parts) as (url, key):
        rows = measure(url, key)
    print(f"{'typed':<14} {'picker':>8} {'search':>8}   (ms)")
    for text, took, own in rows:
        print(f"{text!r:<14} {took:8.0f} {own:8.1f}{'   more than 3 x + 100 ms' if took > 3 * own + 100 else ''}")
    within = sum(took <= 3 * own + 100 for _, took, own in rows)
    took, own = (statistics.median(row[place] for row in rows) for place in (1, 2))
    print(f"median: picker {took:.0f} ms, search {own:.1f} ms; {within} of {len(rows)} within 3 x search + 100 ms")


if __name__ == "__main__":
    main()
