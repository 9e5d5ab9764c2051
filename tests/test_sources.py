"""From settings to clients: which service, by which contract, and who is asked what it is."""

from __future__ import annotations

from typing import Any

import pytest

from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.clients.traceparts_gateway import TracePartsGateway
from cadwidgets.errors import RequestError
from cadwidgets.sources import connect, is_traceparts


def test_without_a_tenant_parts_come_through_the_classic_contract(clean_environment: None) -> None:
    sources = connect()
    assert isinstance(sources.parts, TracePartsClassic)
    assert sources.parts.embedded
    assert sources.catalog is not None


def test_a_tenant_means_the_gateway_unless_the_classic_contract_is_asked_for(clean_environment: None) -> None:
    remote = {"traceparts_url": "http://127.0.0.1:9", "traceparts_key": "k", "traceparts_email": "a@example.com"}
    assert isinstance(connect(**remote, traceparts_tenant="t").parts, TracePartsGateway)
    assert isinstance(connect(**remote, traceparts_tenant="t", traceparts_api="classic").parts, TracePartsClassic)
    assert isinstance(connect(traceparts_api="gateway").parts, TracePartsGateway)


def test_the_gateway_elsewhere_needs_a_tenant(clean_environment: None) -> None:
    with pytest.raises(RequestError, match="tenant") as error:
        connect(traceparts_url="http://127.0.0.1:9", traceparts_api="gateway")
    assert error.value.parameter == "traceparts_tenant"


def test_no_secret_shows_in_the_repr(clean_environment: None) -> None:
    secrets = {"traceparts_key": "canarykey", "traceparts_email": "canary@example.com", "traceparts_tenant": "canaryt"}
    shown = repr(connect(traceparts_url="http://127.0.0.1:9", traceparts_api="classic", **secrets))
    assert "canary" not in shown


@pytest.mark.parametrize("folder", ["", "/tpowebservices", "/TPOWebServices"])
def test_a_team_s_own_service_gives_its_listing(service: Any, folder: str) -> None:
    sources = connect(traceparts_url=service.url + folder, traceparts_key=service.key, traceparts_email="a@example.com")
    assert sources.catalog is not None
    families, formats = sources.catalog.listing()
    assert families
    assert formats


def test_a_foreign_catalog_gives_no_listing_and_no_key_is_sent_to_find_out(contract_server: Any) -> None:
    sources = connect(traceparts_url=contract_server.traceparts_url, traceparts_key=contract_server.key)
    assert sources.catalog is None
    assert [(request.path, request.fields) for request in contract_server.requests] == [("/health", {})]


@pytest.mark.parametrize(
    ("url", "live"),
    [
        ("https://ws.tracepartsonline.net/tpowebservices", True),
        ("https://api-gateway.traceparts.com", True),
        ("https://TraceParts.com./", True),
        ("https://traceparts.com.example.org", False),
        ("https://nottraceparts.com", False),
        ("http://127.0.0.1:8765", False),
        ("", False),
    ],
)
def test_traceparts_itself_is_known_by_its_host(url: str, live: bool) -> None:
    assert is_traceparts(url) is live


def test_traceparts_itself_is_never_asked_what_it_is(clean_environment: None) -> None:
    sources = connect(traceparts_url="https://ws.tracepartsonline.net/tpowebservices", traceparts_key="k")
    assert sources.catalog is None, "and no request was made: there is no network here"


def test_step_files_are_meshed_at_home_wherever_models_are_built(contract_server: Any) -> None:
    sources = connect(build_url=contract_server.url, build_key=contract_server.key)
    assert sources.local.embedded
    assert not sources.build.embedded
