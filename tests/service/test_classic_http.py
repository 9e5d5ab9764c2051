"""The classic TraceParts web services and the catalog listing of our service, as any program meets them."""

from __future__ import annotations

import io
import time
import zipfile
from typing import Protocol

import pytest
from plain_http import Reply, fetch

from cadwidgets.contract.accounts import EMBEDDED_EMAIL
from cadwidgets.contract.bom_text import BomText
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.service import catalog

STEP, STL = "901", "902"
SCREW = {"ClassificationID": "CADWIDGETS_STANDARD_PARTS", "PartNumber": "ISO 4762 M6x20"}


class Service(Protocol):
    """The running service of the fixture."""

    url: str
    key: str


def call(service: Service, name: str = "DownloadCADPath", **changes: str) -> Reply:
    """A good call for a screw as STL, with changes; an empty value leaves the parameter out."""
    query = SCREW | {"CADFormatID": STL, "Version": "2", "Format": "json", "Language": "en"}
    query |= {"ApiKey": service.key, "UserEmail": EMBEDDED_EMAIL} | changes
    return fetch(f"{service.url}/tpowebservices/{name}", **{key: value for key, value in query.items() if value})


def archive_of(reply: Reply) -> dict[str, bytes]:
    """The files behind the answer's first path."""
    assert reply.status == 200, reply.body
    assert reply.json["filesPath"][0]["type"] == "Archive"
    data = fetch(reply.json["filesPath"][0]["path"])
    assert data.status == 200
    with zipfile.ZipFile(io.BytesIO(data.body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def assert_error(reply: Reply, status: int) -> None:
    """The contract's error object: two texts, and the same status."""
    assert reply.status == status
    assert set(reply.json) == {"codeError", "messageError"}
    assert reply.json["codeError"] == str(status)
    assert reply.json["messageError"]


def test_a_synchronous_call_answers_with_the_archive(service: Service) -> None:
    reply = call(service)
    info = reply.json["globalInfo"]
    assert (info["downloadable"], info["error"]) == ("True", "False")
    assert info["jobId"].isdecimal()
    files = archive_of(reply)
    assert list(files) == ["ISO_4762_M6x20.stl", "ISO_4762_M6x20.txt"]
    mesh = read_mesh(files["ISO_4762_M6x20.stl"], "STL")
    assert mesh.volume == pytest.approx(963.0, rel=0.01)
    assert mesh.welded().is_watertight


def test_the_archive_holds_the_bom_of_the_part(service: Service) -> None:
    fields = BomText.parse(archive_of(call(service))["ISO_4762_M6x20.txt"]).fields
    values = {field.label: (field.value, field.unit) for field in fields}
    assert values["Part number"] == ("ISO 4762 M6x20", "")
    assert values["Head diameter dk"] == ("10", "mm")
    assert values["Mass (calculated)"] == ("6.65", "g")


def test_no_txt_file_leaves_the_bom_out(service: Service) -> None:
    assert list(archive_of(call(service, NoTXTFile="1"))) == ["ISO_4762_M6x20.stl"]


@pytest.mark.parametrize(
    ("format_id", "name", "beginning"),
    [
        ("901", "6205.step", b"ISO-10303-21;"),
        ("902", "6205.stl", b""),
        ("903", "6205.amf", b"<?xml"),
    ],
)
def test_every_format_is_delivered(service: Service, format_id: str, name: str, beginning: bytes) -> None:
    files = archive_of(call(service, PartNumber="6205", CADFormatID=format_id))
    assert files[name].startswith(beginning)
    assert len(files[name]) > 1000


def test_an_asynchronous_call_gives_a_job_and_then_the_archive(service: Service) -> None:
    started = call(service, Asynchronous="1", CADFormatID=STEP).json
    assert started["globalInfo"]["downloadable"] == "False"
    assert started["globalInfo"]["error"] == "False"
    assert started["filesPath"] == []
    job_id = started["globalInfo"]["jobId"]
    reply = poll(service, job_id)
    assert reply.json["globalInfo"] == {"jobId": job_id, "downloadable": "True", "error": "False"}
    assert list(archive_of(reply)) == ["ISO_4762_M6x20.step", "ISO_4762_M6x20.txt"]


def poll(service: Service, job_id: str) -> Reply:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        reply = call(service, Asynchronous="1", CADFormatID=STEP, JobID=job_id)
        if reply.json["globalInfo"]["downloadable"] == "True":
            return reply
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def test_parameter_names_may_be_in_any_case(service: Service) -> None:
    query = {"apikey": service.key, "USEREMAIL": EMBEDDED_EMAIL, "format": "JSON", "language": "en", "version": "2"}
    query |= {"classificationid": "CADWIDGETS_STANDARD_PARTS", "PARTNUMBER": "6205", "CADFormatId": STL}
    assert archive_of(fetch(f"{service.url}/tpowebservices/DownloadCADPath", **query)).keys() == {
        "6205.stl",
        "6205.txt",
    }


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"ApiKey": "wrong"}, 403),
        ({"ApiKey": ""}, 403),
        ({"Format": ""}, 400),
        ({"Format": "csv"}, 400),
        ({"UserEmail": ""}, 400),
        ({"UserEmail": "designer"}, 400),
        ({"UserEmail": "a b@c"}, 400),
        ({"UserEmail": "nobody@example.com"}, 404),
        ({"Language": "<b>"}, 400),
        ({"Language": "xx"}, 400),
        ({"ActiveJsonLight": "2"}, 400),
        ({"https": "yes"}, 400),
        ({"Version": "3"}, 400),
        ({"PartNumber": ""}, 400),
        ({"ClassificationID": ""}, 400),
        ({"PartID": "10-17102002-114249", "SelectionPath": "1|"}, 400),
        ({"PartID": "10-17102002-114249"}, 400),
        ({"ClassificationID": "", "PartNumber": ""}, 400),
        ({"ClassificationID": "", "PartNumber": "", "PartID": "90-24112026-000020"}, 400),
        ({"ClassificationID": "", "PartNumber": "", "SelectionPath": "1|"}, 400),
        ({"ClassificationID": "", "PartNumber": "", "PartID": "1", "SelectionPath": "1|"}, 404),
        ({"PartNumber": "ISO 4762 M6x21"}, 404),
        ({"ClassificationID": "ASCO_JOUCOMATIC"}, 404),
        ({"CADFormatID": ""}, 400),
        ({"CADFormatID": "STL"}, 400),
        ({"CADFormatID": "99"}, 404),
        ({"CADFormatID": "9" * 40}, 400),
        ({"Asynchronous": "maybe"}, 400),
        ({"NoTXTFile": "2"}, 400),
        ({"JobID": "abc"}, 400),
        ({"JobID": "123456789012", "Asynchronous": "1"}, 404),
    ],
)
def test_a_call_that_cannot_be_served_gets_an_error_object(
    service: Service, changes: dict[str, str], status: int
) -> None:
    assert_error(call(service, **changes), status)


def test_no_error_repeats_the_key(service: Service) -> None:
    reply = call(service, ApiKey="not_the_key_4711", PartNumber="nothing")
    assert b"4711" not in reply.body


def test_the_formats_are_listed_by_id_and_name(service: Service) -> None:
    reply = call(service, "CADFormatsList", Version="")
    assert reply.json[:2] == [
        {"cadFormatId": 901, "cadFormatName": "STEP AP214"},
        {"cadFormatId": 902, "cadFormatName": "STL"},
    ]
    assert [row["cadFormatName"] for row in reply.json[2:]] == [
        *("AMF", "STEP AP203", "STEP AP242", "GLB", "3MF", "BREP", "VRML"),
        *("DXF 2D front", "DXF 2D top", "DXF 2D left", "SVG 2D front", "SVG 2D top", "SVG isometric"),
    ]
    assert call(service, "CADFormatsList", PartNumber="", ClassificationID="").status == 200
    assert_error(call(service, "CADFormatsList", PartNumber="nothing"), 404)
    assert_error(call(service, "CADFormatsList", ApiKey="wrong"), 403)


def test_files_need_no_key_but_their_exact_address(service: Service) -> None:
    path = call(service).json["filesPath"][0]["path"]
    reply = fetch(path)
    assert reply.status == 200
    headers = {name.lower(): value for name, value in reply.headers.items()}
    assert headers["content-type"] == "application/zip"
    assert headers["content-disposition"] == 'attachment; filename="ISO_4762_M6x20.zip"'
    assert headers["x-content-type-options"] == "nosniff"
    assert_error(fetch(path[:-4] + ".tar"), 404)
    token = path.split("/")[-2]
    assert_error(fetch(path.replace(token, "A" * 32)), 404)


@pytest.mark.parametrize("tail", ["..%2f..%2fruntime.json", "..", "%2e%2e/x", "a%00b"])
def test_no_file_address_leads_out_of_the_store(service: Service, tail: str) -> None:
    token = call(service).json["filesPath"][0]["path"].split("/")[-2]
    assert fetch(f"{service.url}/files/{token}/{tail}").status == 404


def test_equal_calls_give_equal_archives(service: Service) -> None:
    first, second = (fetch(call(service).json["filesPath"][0]["path"]).body for _ in range(2))
    assert first == second


@pytest.mark.parametrize("by_header", [True, False])
def test_the_listing_has_all_families_and_formats(service: Service, by_header: bool) -> None:
    url = f"{service.url}/catalog/families"
    reply = fetch(url, {"X-Api-Key": service.key}) if by_header else fetch(url, key=service.key)
    families = {family["id"]: family for family in reply.json["families"]}
    assert set(families) == {family.id for family in catalog.families()}
    assert "6205" in families["deep_groove_bearing"]["part_numbers"]
    assert families["iso4762"]["classification_id"] == "CADWIDGETS_STANDARD_PARTS"
    assert len(reply.json["formats"]) == 15


def test_the_listing_needs_the_key(service: Service) -> None:
    assert fetch(f"{service.url}/catalog/families").status == 403
    assert fetch(f"{service.url}/catalog/families", key="wrong").status == 403


def test_the_api_page_describes_the_classic_calls(service: Service) -> None:
    paths = fetch(f"{service.url}/openapi.json").json["paths"]
    names = {row["name"] for row in paths["/tpowebservices/DownloadCADPath"]["get"]["parameters"]}
    assert {"ApiKey", "CADFormatID", "JobID", "NoTXTFile"} <= names
