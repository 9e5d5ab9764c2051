"""The contract's examples of DownloadCADPath, with a part of ours and literally, through a plain HTTP client."""

from __future__ import annotations

import io
import itertools
import json
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass
from typing import Any, Protocol

import pytest
from plain_http import Reply, fetch

from cadwidgets.contract.accounts import EMBEDDED_EMAIL
from cadwidgets.service import catalog
from cadwidgets.service.classic_xml import to_xml

BY_NUMBER = {"ClassificationID": "CADWIDGETS_STANDARD_PARTS", "PartNumber": "6205"}
_FAMILY, _PART = catalog.SHIPPED.find(BY_NUMBER["ClassificationID"], BY_NUMBER["PartNumber"])
BY_PATH = {"PartID": _FAMILY.part_id, "SelectionPath": _FAMILY.selection_path(_PART)}
PARTS = {"by path": BY_PATH, "by number": BY_NUMBER}
ASCO = {"PartID": "10-17102002-114249", "SelectionPath": "1|1|1|1|=0|"}
ASCO_NUMBER = {"PartNumber": "43900011", "ClassificationID": "ASCO_JOUCOMATIC"}


class Service(Protocol):
    """The running service of the fixture."""

    url: str
    key: str


def call(service: Service, name: str, **query: str) -> Reply:
    """A call with the key; an empty value leaves the parameter out."""
    asked = {"ApiKey": service.key, "Format": "json"} | query
    pairs = {key: value for key, value in asked.items() if value}
    return fetch(f"{service.url}/tpowebservices/{name}", **pairs)


def download(service: Service, **query: str) -> Reply:
    return call(service, "DownloadCADPath", **({"UserEmail": EMBEDDED_EMAIL, "Language": "en", "https": "1"} | query))


@dataclass(frozen=True)
class State:
    """What an answer says, in whichever shape."""

    job_id: str
    downloadable: str
    error: str
    files: list[tuple[str, str]]


def state_of(reply: Reply, form: str, version: str) -> State:
    assert reply.status == 200, reply.body
    assert reply.headers["content-type"].partition(";")[0] == f"application/{form}"
    if form == "xml":
        root = ET.fromstring(reply.body)
        assert root.tag == "WsDownloadCADPath"
        info = [root.findtext(f"GlobalInfo/{name}", "") for name in ("JobID", "Downloadable", "Error")]
        files = [(file.findtext("Type", ""), file.findtext("Path", "")) for file in root.findall("FilesPath/FilePath")]
        return State(*info, files)
    content = json.loads(reply.body)
    if version == "2":
        info = [content["globalInfo"][name] for name in ("jobId", "downloadable", "error")]
        return State(*info, [(file["type"], file["path"]) for file in content["filesPath"]])
    assert [pair[0] for pair in content[0]] == ["JobID", "Downloadable", "Error"]
    return State(*[pair[1] for pair in content[0]], [(kind, path) for kind, path in content[1]])


def finished(service: Service, form: str, version: str, **query: str) -> State:
    """Start a job and ask for it with the same call until it is ready."""
    started = state_of(download(service, **query, Asynchronous="1"), form, version)
    assert started.error == "False"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        state = state_of(download(service, **query, Asynchronous="1", JobID=started.job_id), form, version)
        assert state.job_id == started.job_id
        if state.downloadable == "True":
            return state
        assert state.files == []
        time.sleep(0.05)
    raise AssertionError("the job does not end")


@pytest.mark.long
@pytest.mark.parametrize(
    ("part", "form", "version", "name", "mode"),
    list(itertools.product(PARTS, ("xml", "json"), ("1", "2", ""), ("CADFormatID", "CADFormatId"), ("sync", "async"))),
)
def test_every_combination_of_the_examples_gives_the_zip(
    service: Service, part: str, form: str, version: str, name: str, mode: str
) -> None:
    query = PARTS[part] | {name: "902", "Format": form, "Version": version}
    if mode == "sync":
        state = state_of(download(service, **query), form, version)
    else:
        state = finished(service, form, version, **query)
    assert (state.downloadable, state.error) == ("True", "False")
    assert state.job_id.isdecimal()
    assert [kind for kind, _ in state.files] == ["Archive"]
    with zipfile.ZipFile(io.BytesIO(fetch(state.files[0][1]).body)) as archive:
        assert archive.namelist() == ["6205.stl", "6205.txt"]


@pytest.mark.parametrize("part", [ASCO, ASCO_NUMBER])
@pytest.mark.parametrize("asynchronous", ["", "1"])
def test_the_literal_example_gives_the_documented_error_object(
    service: Service, part: dict[str, str], asynchronous: str
) -> None:
    query = part | {"CADFormatId": "9", "Version": "2", "Asynchronous": asynchronous}
    in_json, in_xml = (download(service, **query, Format=form) for form in ("json", "xml"))
    assert (in_json.status, in_xml.status) == (404, 404)
    content = json.loads(in_json.body)
    assert list(content) == ["codeError", "messageError"]
    assert content["codeError"] == "404"
    root = ET.fromstring(in_xml.body)
    assert [root.tag, *(child.tag for child in root)] == ["Error", "CodeError", "MessageError"]
    assert [child.text for child in root] == list(content.values())


def test_the_literal_check_with_a_foreign_job_id_gives_404(service: Service) -> None:
    reply = download(service, **ASCO, CADFormatId="9", Version="2", Asynchronous="1", JobID="43488246")
    assert (reply.status, json.loads(reply.body)["codeError"]) == (404, "404")


def test_a_job_id_alone_decides(service: Service) -> None:
    job_id = state_of(download(service, **BY_NUMBER, CADFormatID="902", Version="2"), "json", "2").job_id
    reply = download(service, **ASCO, **BY_NUMBER, CADFormatID="x", UserEmail="none", Version="2", JobID=job_id)
    assert state_of(reply, "json", "2").downloadable == "True"


@pytest.mark.parametrize("version", ["1", "2"])
def test_light_json_has_the_same_content_without_blanks(service: Service, version: str) -> None:
    plain, light = (
        call(service, "CADdataAvailability", **BY_PATH, ActiveJsonLight=flag, Version=version).body
        for flag in ("0", "1")
    )
    assert json.loads(plain) == json.loads(light)
    assert light == json.dumps(json.loads(plain), separators=(",", ":")).encode()
    assert b'": ' in plain


def test_https_is_taken_and_changes_nothing_over_plain_http(service: Service) -> None:
    for https in ("0", "1"):
        query = BY_NUMBER | {"CADFormatID": "902", "Version": "2", "https": https}
        assert state_of(download(service, **query), "json", "2").files[0][1].startswith(f"{service.url}/files/")


def test_no_txt_file_leaves_the_text_out_in_xml_too(service: Service) -> None:
    reply = download(service, **BY_PATH, CADFormatID="902", Version="2", Format="xml", NoTXTFile="1")
    path = state_of(reply, "xml", "2").files[0][1]
    with zipfile.ZipFile(io.BytesIO(fetch(path).body)) as archive:
        assert archive.namelist() == ["6205.stl"]


@pytest.mark.parametrize("quote", [urllib.parse.quote, urllib.parse.quote_plus])
def test_every_selection_path_survives_the_url(service: Service, quote: Any) -> None:
    for family in catalog.families():
        for part in family.configurations[:6]:
            path = family.selection_path(part)
            assert "|" in path
            assert "=" in path
            query = f"ApiKey={service.key}&Format=json&PartID={family.part_id}&SelectionPath={quote(path)}"
            reply = fetch(f"{service.url}/tpowebservices/PartNumberData?{query}")
            assert json.loads(reply.body)["globalInfo"]["partInfo"]["titlePart"].endswith(part.part_number)


def test_a_path_is_plain_in_json_and_escaped_once_in_xml() -> None:
    path = "http://127.0.0.1/files/a|b%20c?d=1&e=2"
    document = to_xml("Ws", {"filesPath": [{"type": "Archive", "path": path}]})
    assert b"a|b%20c?d=1&amp;e=2<" in document
    assert ET.fromstring(document).findtext("FilesPath/FilePath/Path") == path


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert (
        ET.fromstring(to_xml("Error", {"messageError": "a\x00b\x1f<&>"})).findtext("MessageError")
        == "a\ufffdb\ufffd<&>"
    )
