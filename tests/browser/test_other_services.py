"""The same two notebooks, pointed elsewhere by a setting: a contract-only service, a team's, and nobody."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from notebook_page import shows_a_model

READY = "[role=status]:has-text('Ready:')"
NOTEBOOKS = ("01-explore-a-model.ipynb", "02-pick-a-part.ipynb")


def build_at(url: str, key: str) -> dict[str, str]:
    return {"CADWIDGETS_BUILD_URL": url, "CADWIDGETS_BUILD_KEY": key}


@pytest.mark.long
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_against_a_contract_only_service_the_pictures_are_there(
    lab: Any, open_page: Any, contract_server: Any, name: str
) -> None:
    page = open_page(lab(build_at(contract_server.url, contract_server.key))).open(name).run_all()
    if name == NOTEBOOKS[0]:
        page.output(READY)
        assert "requests" in page.output(".cadw-badge").inner_text()
        builds = contract_server.builds
        before = page.pixels()
        page.press("Width", "PageUp")
        page.wait_for_change(before)
        assert contract_server.builds == builds + 1
        page.screenshot("contract-only")
    assert shows_a_model(page.pixels())
    assert contract_server.key not in page.page.content()


@pytest.mark.release
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_against_a_teams_service_the_pictures_are_there(lab: Any, open_page: Any, service: Any, name: str) -> None:
    before = service.answers
    page = open_page(lab(build_at(service.url, service.key))).open(name).run_all()
    if name == NOTEBOOKS[0]:
        page.output(READY)
        assert service.answers > before
    assert shows_a_model(page.pixels())


@pytest.mark.long
def test_a_wrong_key_is_told_in_the_widget(lab: Any, open_page: Any, contract_server: Any) -> None:
    page = open_page(lab(build_at(contract_server.url, "not-the-key"))).open(NOTEBOOKS[0])
    failures = page.run_until_one_fails()
    assert "there is a model" in failures[0], "a cell that needs the model says so"
    assert "refuses the key or the account" in page.output("[role=alert]").inner_text()
    page.screenshot("wrong-key")
    assert "not-the-key" not in page.page.content()


@pytest.mark.long
def test_a_spent_quota_is_told_in_the_widget_and_stops_live_building(
    lab: Any, open_page: Any, contract_server: Any
) -> None:
    page = open_page(lab(build_at(contract_server.url, contract_server.key))).open(NOTEBOOKS[0]).run_all()
    page.output(READY)
    contract_server.spend_quota()
    page.press("Width", "PageUp")
    assert "refuses the key or the account" in page.output("[role=alert]").inner_text()
    asked = len(contract_server.requests)
    page.press("Width", "PageUp")
    page.page.wait_for_timeout(1000)
    assert len(contract_server.requests) == asked


@pytest.mark.release
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_dead_host_is_told_in_the_widget_and_the_catalog_still_works(lab: Any, open_page: Any, name: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        page = open_page(lab(build_at(f"http://127.0.0.1:{free.getsockname()[1]}", "k"))).open(name)
        failures = page.run_until_one_fails()
    assert [("there is a model" in failure) for failure in failures] == [True] * (name == NOTEBOOKS[0])
    if name == NOTEBOOKS[0]:
        assert "cannot be reached" in page.output("[role=alert]").inner_text()
        page.screenshot("dead-host")
    else:
        assert shows_a_model(page.pixels())
