"""The page of a stored model in a real browser: read, filled in, posted; in the dark and in a narrow window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from cadwidgets import samples
from cadwidgets.geometry.registry import read_mesh

SHOTS = Path(__file__).parent / "shots"
COLOURS = """element => {
  const style = getComputedStyle(element);
  return [style.color, getComputedStyle(document.body).backgroundColor].map(text => text.match(/\\d+/g).map(Number));
}"""

LOADED = "image => image.complete || new Promise(done => { image.onload = image.onerror = done; })"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield made
    made.close()


@pytest.mark.long
def test_a_person_picks_a_preset_changes_a_value_and_downloads_the_model(
    page: Page, service: Any, tmp_path: Path
) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(f"{service.url}/parts", wait_until="domcontentloaded")  # pictures come when they are drawn
    page.get_by_label("Search").fill("bow handle")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Bow handle").click()
    page.get_by_role("navigation", name="Presets").get_by_role("link", name="appliance").click()
    assert page.get_by_label("Screw spacing").input_value() == "320"
    page.get_by_label("Screw spacing").fill("200")
    page.get_by_label("Format").select_option("STL")
    page.get_by_label("API key").fill(service.key)
    with page.expect_download() as download:
        page.get_by_role("button", name="Build and download").click()
    assert service.key not in page.url
    download.value.save_as(tmp_path / "handle.stl")
    built = read_mesh((tmp_path / "handle.stl").read_bytes(), "STL")
    low, high = built.bounding_box[:3], built.bounding_box[3:]
    assert max(b - a for a, b in zip(low, high, strict=True)) == pytest.approx(200 + 20, rel=0.05)
    assert [text for text in problems if "Content Security Policy" in text] == []


def test_the_browser_stops_a_value_that_the_service_would_refuse(page: Page, service: Any) -> None:
    page.goto(f"{service.url}/parts/{samples.handle.id}", wait_until="domcontentloaded")
    page.get_by_label("API key").fill(service.key)
    for wrong in ("59", "", "321"):
        page.get_by_label("Screw spacing").fill(wrong)
        page.get_by_role("button", name="Build and download").click()
        assert not page.get_by_label("Screw spacing").evaluate("element => element.validity.valid")
        assert page.url.endswith(samples.handle.id)


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        pytest.param(400, "dark", marks=pytest.mark.long),
        *(pytest.param(*look, marks=pytest.mark.release) for look in ((400, "light"), (1280, "light"), (1280, "dark"))),
    ],
)
def test_pages_fit_the_window_and_can_be_read_in_both_themes(
    browser: Browser, service: Any, scheme: Any, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    for name, path in {"models": "/parts", "model": f"/parts/{samples.handle.id}", "no-model": "/parts/none"}.items():
        page.goto(service.url + path, wait_until="domcontentloaded")
        for image in page.locator("img").all()[:1]:
            image.evaluate(LOADED)
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"page-{name}-{width}-{scheme}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for selector in ("h1", "a", "p", ".soft", "label", "legend", "small"):
            for element in page.locator(selector).all()[:3]:
                ink, paper = element.evaluate(COLOURS)
                assert contrast(ink, paper) >= 4.5 or element.get_attribute("aria-current")
    context.close()


def contrast(one: list[float], other: list[float]) -> float:
    """WCAG 2.2, contrast ratio of two sRGB colours (0 to 255)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: list[float]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (value / 255 for value in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
