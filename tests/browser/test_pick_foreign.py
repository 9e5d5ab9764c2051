"""The part picker in the browser at a foreign catalog, by both contracts: what is seen, and what counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe import axe
from notebook_page import NotebookPage, shows_a_model

pytestmark = pytest.mark.own_javascript

APIS = ("classic", "gateway")
CATALOG = "CONTRACT_WASHERS"
BOX = "input[type=search]"
PICK = """import cadwidgets
source = cadwidgets.connect({settings})
picker = cadwidgets.PartPicker(source=source)
picker"""
COUNT = "document.body.innerText.match(/CAD requests: (\\d+)/)?.[1]"


class Visit:
    """A picker at the contract-only server, in a notebook."""

    def __init__(self, page: NotebookPage, server: Any, api: str) -> None:
        self.page, self.server, self.api = page, server, api
        self.opened = 0

    def open(self, **changes: str) -> Visit:
        """Show the picker; ``changes`` are other settings."""
        settings = {
            "traceparts_api": self.api,
            "traceparts_url": self.server.traceparts_url if self.api == "classic" else self.server.gateway_url,
            "traceparts_key": self.server.key,
            "traceparts_tenant": self.server.tenant,
            "traceparts_email": self.server.email,
        }
        text = ", ".join(f"{key}={value!r}" for key, value in (settings | changes).items())
        self.opened += 1
        name = f"foreign-{self.api}-{self.opened}.ipynb"
        self.page.open(self.page.lab.write(name, PICK.format(settings=text))).run_all()
        self.page.output(".cadw-empty p, .cadw-alert")
        self.page.page.evaluate("document.querySelector('.cadw-title').closest('.jp-OutputArea-output').id = 'picker'")
        return self

    def browse(self) -> None:
        """Catalog, category, family, part number: the first way to a part."""
        self.page.click("Scheiben & Sätze")
        self.page.output("[role=status]:text-is('4 families')")
        self.page.click("Scheiben, flach")
        self.page.output("button[aria-current]:has-text('Scheiben, flach')")
        self.page.output("td:text-is('Scheiben')").click()
        self.page.output("td.cadw-part-number:text-is('W-10')").click()
        self.page.output("button:has-text('Show in 3D'):visible")

    def type(self, text: str) -> None:
        """Into the box."""
        self.page.output(BOX).fill(text)

    def counted(self) -> tuple[int, int]:
        """The CAD requests: as the server counts them, and as the picker shows them."""
        return self.server.cad_requests, int(self.page.page.evaluate(COUNT))

    def looked_at(self, name: str) -> None:
        """Pictures: light, dark and narrow; each is accessible."""
        for theme, width in (("Light", 1400), ("Dark", 1400), ("Dark", 600)):
            self.page.theme(theme)
            self.page.page.set_viewport_size({"width": width, "height": 1500})
            self.page.page.wait_for_timeout(300)
            self.page.output(".cadw-title")
            self.page.screenshot(f"foreign-{self.api}-{name}-{theme.lower()}-{width}")
            assert axe(self.page.page, "#picker") == []
        self.page.page.set_viewport_size({"width": 1400, "height": 2200})
        self.page.theme("Light")


@pytest.fixture
def visit(notebook: NotebookPage, contract_server: Any, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visit by the contract that is the test's parameter; nothing went wrong in the page."""
    made = Visit(notebook, contract_server, request.param)
    yield made
    assert notebook.errors == []
    assert notebook.foreign_requests == []


@pytest.mark.long
@pytest.mark.parametrize("visit", ["classic"], indirect=True)
def test_a_foreign_part_is_found_by_its_catalog_and_shown_for_one_cad_request(visit: Visit) -> None:
    visit.open().browse()
    assert visit.counted() == (0, 0)
    visit.page.click("Show in 3D (sends a CAD request with your e-mail)")
    visit.page.output("[role=status]:has-text('downloaded.')")
    assert visit.counted() == (1, 1)
    assert shows_a_model(visit.page.pixels())


@pytest.mark.long
@pytest.mark.parametrize("visit", APIS, indirect=True)
def test_each_step_to_a_foreign_part_is_seen_and_only_two_of_them_count(visit: Visit) -> None:
    page = visit.open().page
    visit.looked_at("1-catalogs")
    visit.browse()
    picture = page.output("img.cadw-picture")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert visit.counted() == (0, 0)
    visit.looked_at("2-part")
    page.click("Show in 3D")
    page.output("[role=status]:has-text('downloaded.')")
    assert shows_a_model(page.pixels())
    assert visit.counted() == (1, 1)
    page.click("Download")
    page.page.wait_for_function(f"{COUNT} === '2'")
    page.output("[role=status]:has-text('downloaded.')")
    with page.page.expect_download() as saved:
        page.output("a[download$='.stp']").click()
    assert saved.value.suggested_filename.endswith(".stp")
    assert visit.counted() == (2, 2)
    page.click("Add to BOM")
    page.output("[role=status]:has-text('BOM: 1 line')")
    visit.looked_at("3-shown")


@pytest.mark.release
@pytest.mark.parametrize("visit", APIS, indirect=True)
def test_a_typed_part_number_is_found_and_words_only_narrow(visit: Visit) -> None:
    page = visit.open().page
    assert "has no search" in page.output(".cadw-hint").inner_text()
    visit.type(f"{CATALOG} W-20")
    page.output("td.cadw-part-number:text-is('W-20')").click()
    page.output("button:has-text('Show in 3D'):visible")
    page.click("Scheiben & Sätze")
    visit.type("groß")
    page.output("[role=status]:text-is('1 family')")
    visit.looked_at("4-narrowed")
    assert visit.counted() == (0, 0)


@pytest.mark.release
@pytest.mark.parametrize("visit", APIS, indirect=True)
def test_a_list_that_is_refused_is_told_and_a_part_is_named_all_the_same(visit: Visit, contract_server: Any) -> None:
    contract_server.fail_next(404, 100, only="CatalogsList" if visit.api == "classic" else "CatalogList")
    page = visit.open().page
    assert "does not list its catalogs" in page.output(".cadw-hint").inner_text()
    visit.looked_at("5-list-refused")
    visit.type(f"{CATALOG} W-8")
    page.output("td.cadw-part-number:text-is('W-8')").click()
    page.output("button:has-text('Show in 3D'):visible")
    assert visit.counted() == (0, 0)


@pytest.mark.long
@pytest.mark.parametrize("visit", ["classic", pytest.param("gateway", marks=pytest.mark.release)], indirect=True)
def test_a_refused_key_and_a_busy_service_are_told_in_words(visit: Visit, contract_server: Any) -> None:
    page = visit.open(traceparts_key="wrong").page
    assert "does not list its catalogs for this key" in page.output(".cadw-hint").inner_text()
    visit.looked_at("6-key-refused")
    visit.type(f"{CATALOG} W-8")
    page.output("[role=status]:text-is('0 parts')")
    contract_server.fail_next(503, 100, retry_after="600")
    visit.open()
    alert = page.output(".cadw-alert")
    assert "limit" in alert.inner_text()
    visit.looked_at("7-busy")
    contract_server.reset()
    page.click("Try again")
    page.output("button:has-text('Scheiben & Sätze')")
    assert contract_server.cad_requests == 0
