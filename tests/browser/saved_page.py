"""A page that `to_html` saved, opened from the disk in a browser that has no network."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
from notebook_page import Pixels, differs
from PIL import Image
from playwright.sync_api import Browser, Locator

SHOTS = Path(__file__).parent / "shots"


class SavedPageTab:
    """``errors`` is what the page complains of, ``asked`` whatever it asks for beside itself."""

    def __init__(self, browser: Browser, path: Path, **traits: Any) -> None:
        self.context = browser.new_context(offline=True, **{"viewport": {"width": 1400, "height": 1000}} | traits)
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        own = path.resolve().as_uri()
        self.page.on("request", lambda request: None if request.url == own else self.asked.append(request.url))
        self.page.goto(own)
        self.page.wait_for_selector(".stage[data-build]", timeout=30_000)

    @property
    def stage(self) -> Locator:
        """What is around the picture."""
        return self.page.locator(".stage")

    def size(self, width: int, height: int) -> SavedPageTab:
        """Have the picture be so large, in CSS pixels."""
        self.stage.evaluate("(stage, [width, height]) => Object.assign(stage.style, {width, height})", [
            f"{width}px",
            f"{height}px",
        ])  # fmt: skip
        return self

    def pixels(self) -> Pixels:
        """The picture once it has come to rest, without what lies on it."""
        canvas = self.page.locator("canvas")
        before = self._picture(canvas)
        for _ in range(50):
            self.page.wait_for_timeout(100)
            now = self._picture(canvas)
            if differs(before, now) == 0:
                return now
            before = now
        raise AssertionError("the picture does not come to rest")

    def click(self, name: str) -> None:
        """Click the button with exactly this name."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def slide(self, place: int, to: int) -> None:
        """Move a slider to a place, as a hand does."""
        slider = self.page.locator(".slider input[type=range]").nth(place)
        slider.evaluate("(input, to) => { input.value = to; input.dispatchEvent(new Event('input')); }", to)
        self.page.wait_for_timeout(300)

    def text(self, selector: str) -> str:
        """What stands there."""
        return self.page.locator(selector).first.inner_text()

    def screenshot(self, name: str) -> None:
        """For a person to look at."""
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    def close(self) -> None:
        """Close the window."""
        self.context.close()

    @staticmethod
    def _picture(canvas: Locator) -> Pixels:
        return np.asarray(Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")).astype(np.int16)
