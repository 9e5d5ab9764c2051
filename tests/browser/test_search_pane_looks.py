"""What the search pane looks like in both themes and widths, what axe says of it, and texts that mean harm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from axe import axe
from playwright.sync_api import Browser, Page
from search_views import comparison, facet, failed, foreign, nothing, row, starting, view
from widget_page import WidgetPage

from cadwidgets.widgets.search_pane import SearchPane

pytestmark = pytest.mark.own_javascript

Theme = Literal["light", "dark"]
COMPARED = view(
    comparison=comparison(), rows=[row(place, compared=place < 3, selected=place == 1) for place in range(50)]
)
NOTE = "This catalog has no search by words. Choose a category, or give a part number."
STATES = {
    "ready": view(),
    "starting": starting(),
    "searching": view(status="searching"),
    "failed": failed(),
    "nothing": nothing(),
    "compare": COMPARED,
    "unsearchable": view(searchable=False, note=NOTE, text="", **foreign()),
}
LONG = "A" * 300
TURNED = "\u202egnorw\u202e"
MARKUP = "<img src=x onerror=window.hurt=1><script>window.hurt=1</script>"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 1100, "height": 760})
    yield made
    made.close()


def shown(page: Page, told: dict[str, Any], theme: Theme = "light") -> WidgetPage:
    return WidgetPage(page, str(SearchPane._esm), str(SearchPane._css), theme).start(view=told)


@pytest.mark.parametrize(
    ("theme", "width"),
    [
        ("light", 1100),
        pytest.param("dark", 1100, marks=pytest.mark.release),
        pytest.param("light", 600, marks=pytest.mark.release),
    ],
)
def test_every_state_can_be_read_and_operated(page: Page, theme: Theme, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 760})
    pane = shown(page, STATES["ready"], theme)
    for name, told in STATES.items():
        pane.set("view", told)
        page.mouse.move(0, 0)
        page.wait_for_timeout(300)  # the dimming of a search has come to rest
        pane.screenshot(f"pane-{name}-{theme}-{width}")
        assert axe(page, "#place") == []
        assert pane.fits()
        assert page.evaluate("document.documentElement.scrollHeight") < 1100, "nothing unseen makes the page longer"
    assert pane.errors == []


def test_axe_would_see_a_button_without_a_name(page: Page) -> None:
    page.set_content("<html lang=en><title>x</title><main id=place><button></button></main>")
    assert any("button-name" in violation for violation in axe(page, "#place"))


@pytest.mark.parametrize("width", [600, 1400])
def test_in_a_narrow_notebook_the_filters_wait_behind_a_button(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    pane = shown(page, view())
    length, opener = page.get_by_label("Length (mm), to"), pane.button("Filters (2 chosen)")
    assert length.is_visible() == (width == 1400)
    assert opener.is_visible() == (width == 600)
    if width == 600:
        opener.click()
        assert length.is_visible()
        pane.screenshot("pane-filters-open-600")
        assert axe(page, "#place") == []


@pytest.mark.parametrize("text", [LONG, TURNED, MARKUP], ids=["long", "turned", "markup"])
@pytest.mark.parametrize("width", [600, 1100])
def test_hostile_texts_are_only_text_and_stay_in_their_place(page: Page, text: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    told = view(
        text=text,
        note=text,
        message=text,
        status="failed",
        error={"headline": text, "text": text, "allowed": text},
        chips=[{"id": "filter:d", "label": text, "kind": "filter"}],
        facets=[
            facet("category", text, "tree", [("A", text, 2, True), ("A.1", text, 1, False)]),
            facet("standard", text, "text", [(text, text, 2, True)]),
            facet("l", text, "number", [(str(place), text, 1, False) for place in range(14)], unit=text),
        ],
        columns=[{"name": "d", "label": text, "kind": "text", "unit": text}],
        rows=[row(place, part_number=text, title=f"{text}{place}", cells={"d": text}) for place in range(3)],
        comparison={
            "parts": [{"id": text, "title": text, "picture": text}],
            "rows": [{"label": text, "values": [text], "differs": True}],
        },
    )
    pane = shown(page, told)
    if width == 600:
        pane.button("Filters").click()
    pane.screenshot(f"pane-hostile-{len(text)}-{width}")
    assert pane.fits()
    assert page.evaluate("window.hurt") is None
    assert page.locator("#place img, #place script").count() == 0
    assert page.locator("td.cadw-part-number").first.inner_text() == text
    assert pane.errors == []


def test_a_text_that_is_turned_round_leaves_its_neighbours_alone(page: Page) -> None:
    shown(page, view(chips=[{"id": "filter:d", "label": TURNED, "kind": "filter"}]))
    label, cross = (page.locator(f".cadw-chip {inside}").bounding_box() for inside in (".cadw-bounded", "svg"))
    assert label
    assert cross
    assert cross["x"] >= label["x"] + label["width"]
