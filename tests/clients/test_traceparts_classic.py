"""The classic client against two real services on loopback: ours, and one that keeps only the contract."""

from __future__ import annotations

import threading
from typing import Any, Protocol

import pytest

from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients._parts import Pace, part_files
from cadwidgets.clients.catalog import CatalogClient
from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.contract.accounts import EMBEDDED_EMAIL
from cadwidgets.contract.parts import CadFormat, PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import (
    AuthError,
    BadAnswer,
    BuildRefused,
    Busy,
    Cancelled,
    ConnectionFailed,
    NotFound,
    RequestError,
    SourceError,
    TimedOut,
)
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.settings import Secret
from cadwidgets.tables.bom_read import read_bom

KEY = "key_4711_secret"
QUICK = Pace(first=0.01, slow=0.01, slow_after=1.0, deadline=20.0)
WASHER = PartRef(part_id="10-03052021-114249", selection_path="1|size=10 mm|=0|H==2|")
FORMS = [(answers, version) for answers in ("json", "xml") for version in (1, 2)]


class Service(Protocol):
    """Our running service."""

    url: str
    key: str


class ContractServer(Protocol):
    """The contract-only server."""

    url: str
    traceparts_url: str
    key: str
    email: str
    cad_requests: int
    pending: int
    pending_files: list[dict[str, str]] | None
    failed_status: int
    file_types: set[str]
    zip_type: str
    errors_with_200: bool
    requests: list[Any]

    def fail_next(self, status: int, times: int = 1, *, retry_after: str = "", only: str = "", after: int = 0) -> None:
        """The next answers are this failure."""


def client(url: str, key: str, email: str = EMBEDDED_EMAIL) -> TracePartsClassic:
    return TracePartsClassic.at(url, key, email)


def theirs(server: ContractServer, **more: Any) -> TracePartsClassic:
    quick = {"pace": QUICK} if "pace" not in more else {}
    return TracePartsClassic.at(server.traceparts_url, server.key, server.email, **quick, **more)


def screw(format_id: int = 902, number: str = "ISO 4762 M6x20") -> tuple[PartRef, int]:
    return PartRef("CADWIDGETS_STANDARD_PARTS", number), format_id


def washer(format_id: int = 77, number: str = "W-10") -> tuple[PartRef, int]:
    return PartRef("CONTRACT_WASHERS", number), format_id


def test_https_addresses_are_asked_for_over_https_alone() -> None:
    for scheme, asked in (("https", "1"), ("http", None)):
        made = TracePartsClassic.at(f"{scheme}://127.0.0.1:9", "key", "designer@example.com")
        query = made._query(CadRequest(PartRef("C", "P"), 9))
        assert query.get("https") == asked


def test_a_part_of_our_service_comes_with_its_bom(service: Service) -> None:
    part = client(service.url, service.key).download(*screw())
    assert part.names == ("ISO_4762_M6x20.stl",)
    assert read_mesh(part.files["ISO_4762_M6x20.stl"], "STL").volume == pytest.approx(963, rel=0.01)
    assert read_bom(part.bom_text).lines[0].part_number == "ISO 4762 M6x20"
    assert part_files(part.archive) == part


def test_a_part_of_a_contract_only_service_comes_with_its_bom(contract_server: ContractServer) -> None:
    """Its BOM is cp1252 with semicolons and German labels, its base ends with the services' folder."""
    classic = theirs(contract_server)
    part = classic.download(*washer())
    assert part.names == ("W-10.stl",)
    assert read_mesh(part.files["W-10.stl"], "STL").volume == pytest.approx(455.2, rel=0.02)
    (line,) = read_bom(part.bom_text).lines
    values = {label: value for label, value, _ in line.attributes}
    assert (values["Außendurchmesser"], values["Höhe"]) == ("20", "2")


def test_one_download_is_one_request_at_the_service(contract_server: ContractServer) -> None:
    classic = theirs(contract_server)
    classic.download(*washer())
    assert (classic.requests, contract_server.cad_requests) == (1, 1)


def test_the_formats_of_both_services_are_listed(service: Service, contract_server: ContractServer) -> None:
    ours = client(service.url, service.key).formats()
    assert ours[:2] == (CadFormat(901, "STEP AP214"), CadFormat(902, "STL"))
    assert len(ours) == 15
    foreign = theirs(contract_server).formats()
    assert foreign == (CadFormat(19, "STEP AP214"), CadFormat(77, "STL"))


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
        theirs(contract_server).download(*washer(number="W-BROKEN"))


@pytest.mark.parametrize("request_", [screw(number="nothing"), screw(format_id=99)])
def test_what_the_catalog_does_not_have_is_not_found(service: Service, request_: tuple[PartRef, int]) -> None:
    with pytest.raises(NotFound):
        client(service.url, service.key).download(*request_)


def test_a_mail_address_that_is_none_is_reported(service: Service) -> None:
    with pytest.raises(SourceError, match="mail address") as raised:
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


@pytest.mark.parametrize("part", [WASHER, washer()[0]])
@pytest.mark.parametrize(("answers", "version"), FORMS)
def test_every_form_and_version_brings_the_same_part(
    contract_server: ContractServer, answers: str, version: int, part: PartRef
) -> None:
    contract_server.file_types = {"primary", "bom"}
    found = theirs(contract_server, answers=answers, version=version).download(part, 77)
    assert found.names == ("W-10.stl",)
    assert read_mesh(found.files["W-10.stl"], "STL").volume == pytest.approx(455.2, rel=0.02)
    assert contract_server.cad_requests == 1
    asked = [seen.fields for seen in contract_server.requests if seen.path.endswith("DownloadCADPath")]
    assert {(fields["Format"], fields["Version"], fields["Asynchronous"]) for fields in asked} == {
        (answers, str(version), "1")
    }
    assert "JobID" not in asked[0]
    assert {fields["JobID"] for fields in asked[1:]} == {asked[1]["JobID"]}


@pytest.mark.parametrize(("answers", "version"), FORMS)
def test_our_service_answers_every_form_and_version(service: Service, answers: str, version: int) -> None:
    ours = TracePartsClassic.at(
        service.url, service.key, EMBEDDED_EMAIL, answers=answers, version=version, asynchronous=False
    )
    assert ours.download(*screw()).names == ("ISO_4762_M6x20.stl",)
    assert ours.requests == 1


@pytest.mark.parametrize(("answers", "version"), FORMS)
def test_without_asynchronous_one_call_brings_the_files(
    contract_server: ContractServer, answers: str, version: int
) -> None:
    contract_server.pending = 5
    classic = theirs(contract_server, answers=answers, version=version, asynchronous=False)
    assert classic.request(CadRequest(*washer())).ready
    (asked,) = [seen.fields for seen in contract_server.requests]
    assert not {"Asynchronous", "JobID", "https", "NoTXTFile", "ActiveJsonLight"} & asked.keys()


@pytest.mark.parametrize("zip_type", ["Archive", "URL"])
@pytest.mark.parametrize(("answers", "version"), FORMS)
def test_a_job_names_all_files_by_their_type(
    contract_server: ContractServer, zip_type: str, answers: str, version: int
) -> None:
    """The zip comes last at this server."""
    contract_server.zip_type, contract_server.file_types = zip_type, {"primary", "secondary", "bom"}
    classic = theirs(contract_server, answers=answers, version=version)
    job = classic.wait(classic.request(CadRequest(PartRef("CONTRACT_WASHERS", "WR-8"), 19)))
    kinds = [kind for kind, _ in job.files]
    assert kinds == ["PrimaryCADFile", "SecondaryCADFile", "SecondaryCADFile", "BOMFields", zip_type]
    assert job.url == dict(job.files)[zip_type]
    assert job.url.endswith("/WR-8.zip")


def test_without_the_text_there_is_no_bom(contract_server: ContractServer) -> None:
    contract_server.file_types = {"bom"}
    part = theirs(contract_server).download(*washer(), with_text=False)
    assert part.bom_text == b""
    assert {seen.fields.get("NoTXTFile") for seen in contract_server.requests if "CADPath" in seen.path} == {"1"}


@pytest.mark.parametrize("answers", ["json", "xml"])
def test_the_light_answer_is_read(contract_server: ContractServer, answers: str) -> None:
    """This server's has no flags at all."""
    classic = theirs(contract_server, answers=answers, light=True)
    assert classic.download(*washer()).names == ("W-10.stl",)


@pytest.mark.parametrize("pending_files", [None, [], [{"type": "Archive", "path": ""}]])
@pytest.mark.parametrize(("answers", "version"), FORMS)
def test_a_job_that_is_not_ready_is_asked_for_again(
    contract_server: ContractServer, pending_files: list[dict[str, str]] | None, answers: str, version: int
) -> None:
    contract_server.pending, contract_server.pending_files = 4, pending_files
    classic = theirs(contract_server, answers=answers, version=version)
    job = classic.request(CadRequest(*washer()))
    assert not job.ready
    assert classic.wait(job).id == job.id
    assert contract_server.cad_requests == classic.requests == 1


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("answers", ["json", "xml"])
def test_a_failed_job_is_refused_under_every_status(contract_server: ContractServer, status: int, answers: str) -> None:
    contract_server.failed_status = status
    with pytest.raises(BuildRefused):
        theirs(contract_server, answers=answers).download(*washer(number="W-BROKEN"))


def test_a_request_that_timed_out_is_made_once_more_aloud(contract_server: ContractServer) -> None:
    said: list[str] = []
    contract_server.fail_next(408, only="DownloadCADPath")
    classic = theirs(contract_server, notice=said.append)
    assert classic.request(CadRequest(*washer())).id
    assert (classic.requests, contract_server.cad_requests) == (2, 1)
    assert len(said) == 1
    assert "once more" in said[0]
    contract_server.fail_next(408, 2, only="DownloadCADPath")
    with pytest.raises(TimedOut):
        classic.request(CadRequest(*washer()))
    assert classic.requests == 4


@pytest.mark.parametrize("with_200", [False, True])
@pytest.mark.parametrize("status", [400, 403, 404, 500])
@pytest.mark.parametrize("answers", ["json", "xml"])
def test_other_refusals_are_not_repeated(
    contract_server: ContractServer, status: int, with_200: bool, answers: str
) -> None:
    contract_server.errors_with_200 = with_200
    contract_server.fail_next(status, only="DownloadCADPath")
    classic = theirs(contract_server, answers=answers)
    with pytest.raises(SourceError, match="cannot answer this now") as raised:
        classic.request(CadRequest(*washer()))
    assert raised.value.status == status
    assert (classic.requests, contract_server.cad_requests) == (1, 0)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_catalog_is_waited_for_as_it_asks(contract_server: ContractServer, status: int) -> None:
    said: list[str] = []
    contract_server.fail_next(status, retry_after="0", only="DownloadCADPath")
    classic = theirs(contract_server, notice=said.append)
    assert classic.request(CadRequest(*washer())).id
    assert contract_server.cad_requests == 1
    assert len(said) == 1


def test_a_catalog_that_stays_busy_is_waited_for_no_longer_than_the_deadline(contract_server: ContractServer) -> None:
    contract_server.fail_next(503, 9, only="CatalogsList")
    with pytest.raises(Busy) as raised:
        theirs(contract_server).catalogs()
    assert raised.value.retry_after == 60.0


def test_an_address_without_an_account_is_told_from_a_missing_part(
    contract_server: ContractServer, service: Service
) -> None:
    """One service answers 403, the other 404; a part that is missing stays one."""
    stranger = "stranger@example.com"
    for classic, part in (
        (TracePartsClassic.at(contract_server.traceparts_url, contract_server.key, stranger, pace=QUICK), washer()),
        (client(service.url, service.key, stranger), screw()),
    ):
        with pytest.raises(NotFound, match="no account"):
            classic.request(CadRequest(*part))
    with pytest.raises(NotFound, match="part does not exist"):
        theirs(contract_server).request(CadRequest(*washer(number="W-99")))


def test_a_job_that_the_catalog_forgot_is_not_found(contract_server: ContractServer) -> None:
    classic = theirs(contract_server)
    job = classic.request(CadRequest(*washer()))
    contract_server.fail_next(404, only="DownloadCADPath")
    with pytest.raises(NotFound):
        classic.poll(job)


@pytest.mark.parametrize(("more", "parameter"), [({"version": 3}, "version"), ({"answers": "csv"}, "answers")])
def test_forms_that_the_contract_has_not_are_refused(more: dict[str, Any], parameter: str) -> None:
    with pytest.raises(RequestError) as raised:
        TracePartsClassic.at("https://example.com", "key", "a@b.example", **more)
    assert raised.value.parameter == parameter


def test_a_part_id_without_its_path_is_refused_before_anything_is_sent(contract_server: ContractServer) -> None:
    classic = theirs(contract_server)
    for call in (classic.formats, classic.bom, classic.part_data, lambda part: classic.request(CadRequest(part, 19))):
        with pytest.raises(RequestError):
            call(PartRef(part_id=WASHER.part_id))
    assert (contract_server.requests, classic.requests) == ([], 0)


def test_without_a_mail_address_nothing_is_asked_for(contract_server: ContractServer) -> None:
    classic = TracePartsClassic.at(contract_server.traceparts_url, contract_server.key, "")
    with pytest.raises(RequestError, match="mail"):
        classic.request(CadRequest(*washer()))
    assert (contract_server.requests, classic.requests) == ([], 0)


def test_the_listing_of_our_service_is_read(service: Service) -> None:
    families, formats = CatalogClient(HttpSession(RemoteEndpoint(service.url, Secret(service.key)))).listing()
    known = {family.id: family for family in families}
    assert known.keys() >= {"iso4762", "iso7089", "screw_with_washer", "deep_groove_bearing"}
    assert known["deep_groove_bearing"].part_numbers[0] == "623"
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
