"""The classic client against two real services on loopback: ours, and one that keeps only the contract."""

from __future__ import annotations

import threading
from typing import Protocol

import pytest

from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients._part_download import part_files
from cadwidgets.clients.catalog import CatalogClient
from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.contract.parts import CadFormat, PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import (
    AuthError,
    BadAnswer,
    BuildRefused,
    Cancelled,
    ConnectionFailed,
    NotFound,
    SourceError,
)
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.settings import Secret
from cadwidgets.tables.bom import Bom

KEY = "key_4711_secret"


class Service(Protocol):
    """Our running service."""

    url: str
    key: str


class ContractServer(Protocol):
    """The contract-only server."""

    url: str
    traceparts_url: str
    key: str
    cad_requests: int


def client(url: str, key: str, email: str = "designer@example.com") -> TracePartsClassic:
    return TracePartsClassic(HttpSession(RemoteEndpoint(url, Secret(key))), email=email)


def screw(format_id: int = 902, number: str = "ISO 4762 M6x20") -> tuple[PartRef, int]:
    return PartRef("CADWIDGETS_STANDARD_PARTS", number), format_id


def washer(format_id: int = 77, number: str = "W-10") -> tuple[PartRef, int]:
    return PartRef("CONTRACT_WASHERS", number), format_id


def test_a_part_of_our_service_comes_with_its_bom(service: Service) -> None:
    part = client(service.url, service.key).download(*screw())
    assert part.names == ("ISO_4762_M6x20.stl",)
    assert read_mesh(part.files["ISO_4762_M6x20.stl"], "STL").volume == pytest.approx(963, rel=0.01)
    assert Bom.read(part.bom_text)["Part number"] == "ISO 4762 M6x20"
    assert part_files(part.archive) == part


def test_a_part_of_a_contract_only_service_comes_with_its_bom(contract_server: ContractServer) -> None:
    """Its BOM is cp1252 with semicolons and German labels, its base ends with the services' folder."""
    classic = client(contract_server.traceparts_url, contract_server.key)
    part = classic.download(*washer())
    assert part.names == ("W-10.stl",)
    assert read_mesh(part.files["W-10.stl"], "STL").volume == pytest.approx(455.2, rel=0.02)
    bom = Bom.read(part.bom_text)
    assert bom["Außendurchmesser"] == "20"
    assert bom["Höhe"] == "2"


def test_one_download_is_one_request_at_the_service(contract_server: ContractServer) -> None:
    classic = client(contract_server.traceparts_url, contract_server.key)
    classic.download(*washer())
    assert (classic.requests, contract_server.cad_requests) == (1, 1)


def test_the_formats_of_both_services_are_listed(service: Service, contract_server: ContractServer) -> None:
    ours = client(service.url, service.key).formats()
    assert ours == (CadFormat(901, "STEP AP214"), CadFormat(902, "STL"), CadFormat(903, "AMF"))
    theirs = client(contract_server.traceparts_url, contract_server.key).formats()
    assert theirs == (CadFormat(19, "STEP AP214"), CadFormat(77, "STL"))


def test_a_job_is_asked_until_it_is_ready(service: Service) -> None:
    classic = client(service.url, service.key)
    job = classic.request(CadRequest(*screw(901)))
    assert not job.ready
    pause = threading.Event()
    while not job.ready:
        pause.wait(0.05)
        job = classic.poll(job)
    assert job.url.endswith("/ISO_4762_M6x20.zip")
    assert classic.requests == 1


def test_progress_goes_from_the_request_to_the_file(service: Service) -> None:
    seen: list[tuple[str, float]] = []
    client(service.url, service.key).download(
        *screw(901, "6205"), progress=lambda stage, share: seen.append((stage, share))
    )
    stages = list(dict.fromkeys(stage for stage, _ in seen))
    assert stages[0] == "requested"
    assert stages[-2:] == ["downloading", "downloaded"]
    assert all(0.0 <= share <= 1.0 for _, share in seen)


def test_a_cancelled_download_ends(service: Service) -> None:
    cancel = threading.Event()

    def stop(stage: str, share: float) -> None:
        cancel.set()

    with pytest.raises(Cancelled):
        client(service.url, service.key).download(*screw(901, "6210"), progress=stop, cancel=cancel)


def test_a_part_that_cannot_be_made_is_refused(contract_server: ContractServer) -> None:
    with pytest.raises(BuildRefused):
        client(contract_server.traceparts_url, contract_server.key).download(*washer(number="W-BROKEN"))


@pytest.mark.parametrize("request_", [screw(number="nothing"), screw(format_id=99)])
def test_what_the_catalog_does_not_have_is_not_found(service: Service, request_: tuple[PartRef, int]) -> None:
    with pytest.raises(NotFound):
        client(service.url, service.key).download(*request_)


def test_a_mail_address_that_is_none_is_reported(service: Service) -> None:
    with pytest.raises(SourceError, match="UserEmail") as raised:
        client(service.url, service.key, email="nobody").download(*screw())
    assert raised.value.status == 400


def test_a_wrong_key_is_an_auth_error_that_does_not_show_it(service: Service) -> None:
    with pytest.raises(AuthError) as raised:
        client(service.url, KEY, "private@example.com").download(*screw())
    shown = f"{raised.value} {raised.value!r} {raised.value.url} {raised.value.__dict__}"
    assert KEY not in shown
    assert "private@example.com" not in shown
    assert "private%40example.com" not in shown


def test_a_client_shows_neither_key_nor_mail(service: Service) -> None:
    shown = repr(client(service.url, KEY, "private@example.com"))
    assert KEY not in shown
    assert "private" not in shown


def test_nobody_there_is_a_failed_connection() -> None:
    with pytest.raises(ConnectionFailed):
        client("http://127.0.0.1:9", "key").formats()


def test_the_listing_of_our_service_is_read(service: Service) -> None:
    families, formats = CatalogClient(HttpSession(RemoteEndpoint(service.url, Secret(service.key)))).listing()
    assert [family.id for family in families] == ["iso4762", "iso7089", "screw_with_washer", "deep_groove_bearing"]
    assert families[3].part_numbers[0] == "623"
    assert CadFormat(902, "STL") in formats


def test_the_listing_needs_the_right_key(service: Service) -> None:
    with pytest.raises(AuthError):
        CatalogClient(HttpSession(RemoteEndpoint(service.url, Secret(KEY)))).listing()


def test_a_service_without_a_listing_is_reported(contract_server: ContractServer) -> None:
    with pytest.raises(SourceError):
        CatalogClient(HttpSession(RemoteEndpoint(contract_server.url, Secret(contract_server.key)))).listing()


def test_an_archive_of_html_is_a_bad_answer() -> None:
    with pytest.raises(BadAnswer):
        part_files(b"<html>login</html>")
