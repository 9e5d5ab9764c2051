"""A notebook in the browser, in the words of its user: open, run, wait, move a slider, look at the picture."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy as np
from jupyter_lab import Lab
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import ConsoleMessage, Locator, Page, Response

Pixels = NDArray[np.int16]
SHOTS = Path(__file__).parent / "shots"
OUTPUT = ".jp-OutputArea-output"
RUN = "jupyterapp.commands.execute('notebook:run-all-cells')"
FAILED = ".jp-RenderedText[data-mime-type='application/vnd.jupyter.error']"
# every cell has run when no prompt waits ([*]) and one has a number; a failed cell shows its traceback
FINISHED = """() => {
  const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(p => p.textContent);
  const idle = document.querySelector('.jp-Notebook-ExecutionIndicator[data-status=idle]');
  return idle && prompts.some(p => /\\d/.test(p)) && !prompts.some(p => p.includes('*'));
}"""


class NotebookPage:
    """One browser tab with one notebook. ``errors`` collects what went wrong in the page, in words."""

    def __init__(self, page: Page, lab: Lab) -> None:
        self.page = page
        self.lab = lab
        self.errors: list[str] = []
        self.foreign_requests: list[str] = []
        page.add_init_script(path=Path(__file__).with_name("webgl_counter.js"))
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._on_request(request.url))
        page.on("response", self._on_response)

    def open(self, name: str) -> NotebookPage:
        """Show a notebook of the lab's root folder, its kernel started."""
        self.page.goto(self.lab.url(name), wait_until="domcontentloaded")
        idle = ".jp-Notebook-ExecutionIndicator[data-status=idle]"
        self.page.wait_for_selector(idle, state="attached", timeout=60_000)
        return self

    def run_all(self, seconds: float = 120) -> NotebookPage:
        """Run all cells of a notebook just opened and wait for the last; a failed cell is an AssertionError."""
        self.page.evaluate(f"() => {{ {RUN}; }}")  # not awaited: a hanging kernel must meet the limit below
        self.wait_idle(seconds)
        failed = self.page.locator(FAILED)
        assert failed.count() == 0, "a cell failed:\n" + "\n".join(failed.all_inner_texts())
        return self

    def wait_idle(self, seconds: float = 120) -> None:
        """Wait until every cell has run and the kernel is idle."""
        self.page.wait_for_function(FINISHED, timeout=1000 * seconds)

    def output(self, selector: str, index: int = 0, seconds: float = 60) -> Locator:
        """The ``index``-th element in the notebook's outputs that matches, scrolled into view."""
        found = self.page.locator(f"{OUTPUT} {selector}").nth(index)
        found.wait_for(state="attached", timeout=1000 * seconds)
        found.scroll_into_view_if_needed()
        return found

    def canvas(self, index: int = 0) -> Locator:
        """A 3D view."""
        return self.output("canvas", index)

    def pixels(self, index: int = 0) -> Pixels:
        """What a 3D view shows: (height, width, 3) int16, 0 to 255, taken once two pictures in a row agree."""
        canvas = self.canvas(index)
        before = _picture(canvas)
        for _ in range(50):
            self.page.wait_for_timeout(100)
            now = _picture(canvas)
            if differs(before, now) == 0:
                return now
            before = now
        raise AssertionError("the 3D view does not come to rest")

    def wait_for_change(
        self, before: Pixels, index: int = 0, least: int = 500, seconds: float = 30
    ) -> Pixels:
        """The picture once at least ``least`` pixels differ from ``before``."""
        canvas = self.canvas(index)
        for _ in range(int(seconds * 10)):
            if differs(before, _picture(canvas)) >= least:
                return self.pixels(index)
            self.page.wait_for_timeout(100)
        raise AssertionError(f"fewer than {least} pixels of the 3D view changed in {seconds:g} s")

    def control(self, label: str) -> Locator:
        """The row of the control with exactly this label."""
        text = re.compile(rf"^\s*{re.escape(label)}\s*$")
        rows = self.page.locator(f"{OUTPUT} .widget-inline-hbox")
        return rows.filter(has=self.page.locator(".widget-label", has_text=text)).first

    def press(self, label: str, key: str = "ArrowRight", times: int = 1) -> None:
        """Move the slider ``label`` by the keyboard: ArrowLeft, ArrowRight, PageUp, Home ..."""
        handle = self.control(label).locator(".noUi-handle").first
        for _ in range(times):
            handle.press(key)

    def choose(self, label: str, option: str) -> None:
        """Choose an option of the dropdown ``label``."""
        self.control(label).locator("select").select_option(option)

    def type(self, label: str, text: str) -> None:
        """Replace the content of the text or number field ``label`` and press Enter."""
        field = self.control(label).locator("input").first
        field.fill(text)
        field.press("Enter")

    def click(self, name: str) -> None:
        """Click the button (or the checkbox) with this name in the outputs."""
        self.page.locator(OUTPUT).get_by_role("button", name=name).first.click()

    def webgl(self) -> dict[str, int]:
        """``created`` and ``deleted`` GPU buffers, and ``draws``, since the page opened."""
        return self.page.evaluate("() => window.webgl")

    def dark_theme(self) -> None:
        """Switch JupyterLab to its dark theme."""
        self.page.evaluate("jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
        self.page.wait_for_function("document.body.dataset.jpThemeName === 'JupyterLab Dark'")
        self.page.wait_for_timeout(500)  # style sheets arrive after the name

    def screenshot(self, name: str) -> Path:
        """Keep a picture of the whole page, to be looked at, as tests/browser/shots/<name>.png."""
        path = SHOTS / f"{name}.png"
        self.page.screenshot(path=path)
        return path

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.errors.append(f"{response.status} {response.url}")

    def _on_request(self, url: str) -> None:
        own = (self.lab.origin, self.lab.origin.replace("http", "ws"), "data:", "blob:")
        if not url.startswith(own):
            self.foreign_requests.append(url)


def differs(one: Pixels, other: Pixels) -> int:
    """How many pixels of two pictures differ visibly; pictures of different sizes differ everywhere."""
    if one.shape != other.shape:
        return max(one.shape[0] * one.shape[1], other.shape[0] * other.shape[1])
    return int((np.abs(one - other).sum(axis=2) > 20).sum())


def _picture(canvas: Locator) -> Pixels:
    return np.asarray(Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")).astype(np.int16)
