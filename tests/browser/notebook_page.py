"""A notebook in the browser, in its user's words: open, run, wait, move a slider, look at the picture."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from jupyter_lab import Lab
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import ConsoleMessage, Error, Locator, Page, Response

Pixels = NDArray[np.int16]
SHOTS = Path(__file__).parent / "shots"
SLOW = "[anywidget] Failed to initialize model."
"""Said of every widget that a busy page has not begun to show after two seconds. It is shown all the same."""
OUTPUT = ".jp-OutputArea-output"
# JupyterLab offers its application to the page (see jupyter_lab.py): its own word on when something is done
IDLE = """() => {
  const panel = window.jupyterapp?.shell.currentWidget;
  return panel?.context?.isReady && panel.sessionContext?.session?.kernel?.status === 'idle';
}"""
SHUT_DOWN = "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.shutdown()"
RUN_ALL = """() => {
  window.ran = false;
  jupyterapp.commands.execute('notebook:run-all-cells').finally(() => { window.ran = true; });
}"""

FAILURES = """() => jupyterapp.shell.currentWidget.model.toJSON().cells
  .flatMap(cell => cell.outputs ?? []).filter(output => output.output_type === 'error')
  .map(error => `${error.ename}: ${error.evalue}\\n${error.traceback.join('\\n')}`)"""

EXECUTE = """async (source) => {
  const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const future = kernel.requestExecute({code: source});
  window.said = '';
  future.onIOPub = message => { if (message.header.msg_type === 'stream') window.said += message.content.text; };
  await future.done;
}"""


class NotebookPage:
    """One browser tab with one notebook. ``errors`` collects what went wrong in the page, in words."""

    def __init__(self, page: Page, lab: Lab, quiet: Sequence[str] = ()) -> None:
        """Errors that hold one of ``quiet`` are expected."""
        self._quiet = (SLOW, *quiet)
        self.page = page
        self.lab = lab
        self.errors: list[str] = []
        self.foreign_requests: list[str] = []
        page.add_init_script(path=Path(__file__).with_name("webgl_counter.js"))
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self._on_error(str(error)))
        page.on("request", lambda request: self._on_request(request.url))
        page.on("response", self._on_response)

    def open(self, name: str) -> NotebookPage:
        """Show a notebook of the lab's root folder, its kernel started."""
        self.page.goto(self.lab.url(name), wait_until="domcontentloaded")
        self.wait_idle(60)
        if self.page.evaluate("document.body.dataset.jpThemeName") != "JupyterLab Light":
            self.theme("Light")  # the lab remembers what the last test chose
        return self

    def run_all(self, seconds: float = 120) -> NotebookPage:
        """Run all cells and wait for the last; a cell that fails is an AssertionError with its traceback."""
        failures = self.run_until_one_fails(seconds)
        assert not failures, "a cell failed:\n" + "\n".join(failures)
        return self

    def run_until_one_fails(self, seconds: float = 120) -> list[str]:
        """Run the cells until the last, or until one fails; returns the errors with their tracebacks."""
        self.page.evaluate(RUN_ALL)
        self._wait("() => window.ran", seconds)
        failures: list[str] = self.page.evaluate(FAILURES)
        return failures

    def run_beside(self, source: str) -> str:
        """Run code in the notebook's kernel, outside of any cell; returns what it printed."""
        self.page.evaluate(EXECUTE, source)
        return str(self.page.evaluate("window.said"))

    def wait_idle(self, seconds: float = 120) -> None:
        """Wait until the kernel has nothing to do."""
        self._wait(IDLE, seconds)

    def output(self, selector: str, index: int = 0, seconds: float = 60) -> Locator:
        """The ``index``-th element in the notebook's outputs that matches, scrolled into view."""
        found = self.page.locator(f"{OUTPUT} {selector}").nth(index)
        found.wait_for(state="attached", timeout=1000 * seconds)
        try:
            found.scroll_into_view_if_needed()
        except Error as error:  # it was just written anew: the next one is the same
            if "not attached" not in str(error):
                raise
            return self.output(selector, index, seconds)
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

    def wait_for_change(self, before: Pixels, index: int = 0, least: int = 500, seconds: float = 60) -> Pixels:
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

    def theme(self, name: str) -> None:
        """Switch JupyterLab to its ``Light`` or ``Dark`` theme."""
        full = f"JupyterLab {name}"
        self.page.evaluate(f"jupyterapp.commands.execute('apputils:change-theme', {{theme: '{full}'}})")
        self.page.wait_for_function(f"document.body.dataset.jpThemeName === '{full}'")
        self.page.wait_for_timeout(500)  # style sheets arrive after the name

    def looked_at(self, name: str) -> None:
        """Light, dark and narrow: kept to be looked at."""
        self.hide_files()
        self.page.wait_for_timeout(1000)
        self.screenshot(f"{name}-light")
        self.theme("Dark")
        self.page.wait_for_timeout(1000)
        self.screenshot(f"{name}-dark")
        self.theme("Light")
        before = self.page.viewport_size or {"width": 1400, "height": 2200}
        self.page.set_viewport_size({**before, "width": 400})
        self.page.wait_for_timeout(1500)
        self.screenshot(f"{name}-400")
        self.page.set_viewport_size(before)
        self.page.wait_for_timeout(500)

    def hide_files(self) -> None:
        """Fold Lab's list of files away, which takes most of a narrow window."""
        self.page.evaluate("jupyterapp.shell.collapseLeft()")

    def close(self) -> None:
        """Close the tab and end its kernel, which would otherwise keep its memory for the rest of the run."""
        self.page.evaluate(SHUT_DOWN)
        self.page.close(run_before_unload=False)

    def screenshot(self, name: str) -> Path:
        """Keep a picture of the whole page, to be looked at, as tests/browser/shots/<name>.png."""
        path = SHOTS / f"{name}.png"
        self.page.screenshot(path=path)
        return path

    def _wait(self, condition: str, seconds: float) -> None:
        self.page.wait_for_function(condition, timeout=1000 * seconds, polling=100)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._on_error(message.text)

    def _on_error(self, text: str) -> None:
        if not any(expected in text for expected in self._quiet):
            self.errors.append(text)

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.errors.append(f"{response.status} {response.url}")

    def _on_request(self, url: str) -> None:
        own = (self.lab.origin, self.lab.origin.replace("http", "ws"), "data:", "blob:")
        if not url.startswith(own):
            self.foreign_requests.append(url)


def differs(one: Pixels, other: Pixels) -> int:
    """How many pixels of two pictures differ visibly; where only one has a row or a column, they differ.

    A canvas between two rows of the screen's pixels is one row higher in a screenshot: that is no difference.
    """
    height, width = np.minimum(one.shape[:2], other.shape[:2])
    missing = max(one.shape[0], other.shape[0]) * max(one.shape[1], other.shape[1]) - height * width
    visible = np.abs(one[:height, :width] - other[:height, :width]).sum(axis=2) > 20
    return int(visible.sum()) + (0 if missing <= 2 * (height + width) else int(missing))


def shows_a_model(pixels: Pixels) -> bool:
    """Whether a 3D view shows more than its background, which is one colour a row, and the thin lines of a grid."""
    background = pixels[:, :1, :]
    return bool((np.abs(pixels - background).sum(axis=2) > 60).mean() > 0.06)


def _picture(canvas: Locator) -> Pixels:
    return np.asarray(Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")).astype(np.int16)
