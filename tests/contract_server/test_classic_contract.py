"""The classic services of the contract-only server against their reference, with plain HTTP."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
import stock
from defusedxml import ElementTree
from plain_http import send
from traceparts_calls import PAIR_A, PAIR_B, cad, call

SET = {"ClassificationID": stock.CLASSIFICATION, "PartNumber": "WR-8"}
ASCO = {"PartID": "10-17102002-114249", "SelectionPath": "1|1|1|1|=0|", "CADFormatId": "9"}


def members(url: str) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(send("GET", url).body))
    return {name: archive.read(name) for name in archive.namelist()}


def volume(stl: bytes) -> float:
    """Of the triangles in an ASCII STL, by the divergence theorem."""
    numbers = [[float(n) for n in row.split()[1:]] for row in stl.decode().splitlines() if "vertex" in row]
    corners = zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    return sum(a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2])
               + a[2] * (b[0] * c[1] - b[1] * c[0]) for a, b, c in corners) / 6  # fmt: skip


def local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


@pytest.mark.parametrize("pair", [PAIR_A, PAIR_B])
def test_both_pairs_give_the_same_files(contract_server, pair):
    said = cad(contract_server, **pair).json
    assert {name: said["globalInfo"][name] for name in ("downloadable", "error")} == {
        "downloadable": "True",
        "error": "False",
    }
    files = members(said["filesPath"][0]["path"])
    assert list(files) == ["W-8.stp", "W-8.txt"]
    assert files["W-8.stp"].startswith(b"ISO-10303-21;")
    text = files["W-8.txt"].decode("cp1252")
    assert text.split("\r\n")[1:] == ["Bezeichnung;Scheibe Ø8.4", "Außendurchmesser;16;mm", "Höhe;1,6;mm"]


def test_a_job_is_pending_at_least_twice_and_counted_once(contract_server):
    job = cad(contract_server, **PAIR_A, Asynchronous="1").json
    number = job["globalInfo"]["jobId"]
    pending = {"globalInfo": {"jobId": number, "downloadable": "False", "error": "False"}}
    assert job == pending
    assert cad(contract_server, **PAIR_A, Asynchronous="1", JobID=number).json == pending
    ready = cad(contract_server, **PAIR_A, Asynchronous="1", JobID=number).json
    assert ready["globalInfo"]["downloadable"] == "True"
    assert number.isdigit()
    assert contract_server.cad_requests == 1


def test_names_of_parameters_come_in_any_case(contract_server):
    said = cad(contract_server, partid=PAIR_A["PartID"], SELECTIONPATH=PAIR_A["SelectionPath"], CADFormatId="77")
    assert said.json["filesPath"][0]["path"].endswith("/W-8.zip")


def test_xml_says_what_json_says(contract_server):
    contract_server.file_types = {"primary", "bom"}
    root = ElementTree.fromstring(cad(contract_server, **PAIR_B, Format="xml").body)
    texts = {local(element.tag): element.text for element in root.iter() if not len(element)}
    assert texts["jobid"].isdigit()
    assert (texts["downloadable"], texts["error"]) == ("True", "False")
    kinds = [element.text for element in root.iter() if local(element.tag) == "type"]
    assert kinds == ["PrimaryCADFile", "BOMFields", "Archive"]


def test_a_version_that_is_absent_is_version_1(contract_server):
    common = {"UserEmail": contract_server.email, "CADFormatID": "77"} | PAIR_B
    absent, first = (call(contract_server, "DownloadCADPath", **common, **v).json for v in ({}, {"Version": "1"}))
    for said in (absent, first):
        assert said[1][0][0] == "Archive"
        assert said[1][0][1].endswith("/W-8.zip")


def test_types_come_only_when_the_key_is_set_up_for_them(contract_server):
    assert [row["type"] for row in cad(contract_server, **SET).json["filesPath"]] == ["Archive"]
    contract_server.file_types, contract_server.zip_type = {"primary", "secondary", "bom"}, "URL"
    rows = cad(contract_server, **SET).json["filesPath"]
    secondary = ["SecondaryCADFile"] * 2
    assert [row["type"] for row in rows] == ["PrimaryCADFile", *secondary, "BOMFields", "URL"]
    assert list(members(rows[-1]["path"])) == ["WR-8.stp", "WR-8_washer.stp", "WR-8_ring.stp", "WR-8.txt"]
    assert [send("GET", row["path"]).status for row in rows] == [200] * 5


def test_a_set_has_the_volume_of_its_parts_together(contract_server):
    rows = cad(contract_server, **SET, CADFormatId="77").json["filesPath"]
    files = members(rows[0]["path"])
    volumes = {name: volume(data) for name, data in files.items() if name.endswith(".stl")}
    whole = stock.by_number(stock.CLASSIFICATION, "WR-8").volume
    assert volumes["WR-8.stl"] == pytest.approx(whole, rel=0.02)  # the facets of round faces
    assert volumes["WR-8.stl"] == pytest.approx(volumes["WR-8_washer.stl"] + volumes["WR-8_ring.stl"])


def test_without_text_neither_zip_nor_types_have_it(contract_server):
    contract_server.file_types = {"bom"}
    rows = cad(contract_server, **PAIR_B, NoTXTFile="1").json["filesPath"]
    assert [row["type"] for row in rows] == ["Archive"]
    assert list(members(rows[0]["path"])) == ["W-8.stp"]


def test_https_is_given_when_asked_for(contract_server):
    assert cad(contract_server, **PAIR_B, https="1").json["filesPath"][0]["path"].startswith("https://")
    assert cad(contract_server, **PAIR_B).json["filesPath"][0]["path"].startswith("http://")


def test_the_light_json_has_no_flags(contract_server):
    said = cad(contract_server, **PAIR_B, ActiveJsonLight="1").json
    assert list(said["globalInfo"]) == ["jobId"]
    assert said["filesPath"]


def test_a_part_that_cannot_be_made_is_a_failed_job(contract_server):
    reply = cad(contract_server, ClassificationID=stock.CLASSIFICATION, PartNumber="W-BROKEN")
    assert reply.status == contract_server.failed_status == 500
    assert reply.json["globalInfo"]["error"] == "True"
    assert "filesPath" not in reply.json


@pytest.mark.parametrize("rows", [[], [{"type": "Archive", "path": ""}]])
def test_a_pending_answer_may_hold_no_files_or_blank_ones(contract_server, rows):
    contract_server.pending_files = rows
    assert cad(contract_server, **PAIR_B, Asynchronous="1").json["filesPath"] == rows


def test_an_error_object_comes_under_200_when_the_test_says_so(contract_server):
    contract_server.errors_with_200 = True
    reply = cad(contract_server, **ASCO)
    assert (reply.status, reply.json["codeError"]) == (200, "404")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (PAIR_B | {"ApiKey": "wrong"}, 403),
        (PAIR_B | {"UserEmail": ""}, 400),
        (PAIR_B | {"UserEmail": "nobody"}, 400),
        (PAIR_B | {"UserEmail": "nobody@example.com"}, 403),
        (PAIR_A | PAIR_B, 400),
        ({"PartID": stock.WASHERS}, 400),
        ({"PartNumber": "W-8"}, 400),
        ({}, 400),
        (PAIR_B | {"PartNumber": "W-9"}, 404),
        (PAIR_A | {"SelectionPath": "1|size=9 mm|=0|H==1.6|"}, 404),
        (PAIR_A | {"SelectionPath": "1|size=8 mm|=0|H==1.6.1|"}, 404),
        (PAIR_B | {"CADFormatID": "99"}, 404),
        (PAIR_B | {"JobID": "1", "Asynchronous": "1"}, 404),
        (PAIR_B | {"JobID": "1"}, 400),
        (PAIR_B | {"Version": "3"}, 400),
        (ASCO, 404),
    ],
)
@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_refusal_is_the_error_object_and_counts_nothing(contract_server, query, status, form):
    reply = cad(contract_server, **query, Format=form)
    assert reply.status == status
    assert contract_server.cad_requests == 0
    if form == "json":
        assert reply.json["codeError"] == str(status)
        assert isinstance(reply.json["messageError"], str)
    else:
        root = ElementTree.fromstring(reply.body)
        assert (root.tag, [child.tag for child in root]) == ("Error", ["CodeError", "MessageError"])
        assert root[0].text == str(status)


def test_neither_key_nor_mail_is_kept_of_a_request(contract_server):
    cad(contract_server, **PAIR_A)
    kept = repr(contract_server.requests)
    assert contract_server.requests[0].fields["SelectionPath"] == PAIR_A["SelectionPath"]
    assert contract_server.key not in kept
    assert contract_server.email not in kept


def test_the_formats_depend_on_the_part(contract_server):
    every = call(contract_server, "CADFormatsList").json
    assert [row["cadFormatId"] for row in every] == [19, 77]
    plain = {"ClassificationID": stock.CLASSIFICATION, "PartNumber": "W-20"}
    one = call(contract_server, "CADFormatsList", **plain, Version="2").json
    assert one == {"cadFormatList": [{"cadFormatId": 19, "cadFormatName": "STEP AP214"}]}
    said = call(contract_server, "CADdataAvailability", **plain).json
    assert said == one | {"viewerAvailability": "False"}


@pytest.mark.parametrize(
    ("service", "query", "key", "names"),
    [
        ("LanguagesList", {}, "languageList", {"language"}),
        ("CatalogsList", {}, "classificationList", {"classificationId", "title", "updated", "classType"}),
        ("CategoriesList", {"ClassificationID": stock.CLASSIFICATION}, "categorieList", {"path", "title", "level"}),
        ("ProductsList", {"ClassificationID": stock.CLASSIFICATION}, "productList", {"partID", "title"}),
    ],
)
def test_a_list_has_the_documented_key_and_names(contract_server, service, query, key, names):
    rows = call(contract_server, service, **query).json[key]
    assert rows
    assert all(names <= set(row) for row in rows)
    root = ElementTree.fromstring(call(contract_server, service, **query, Format="xml").body)
    assert {name.lower() for name in names} <= {local(element.tag) for element in root.iter()}


def test_past_the_last_page_of_products_the_key_is_missing(contract_server):
    catalog = {"ClassificationID": stock.CLASSIFICATION, "Size": "3"}
    pages = [call(contract_server, "ProductsList", **catalog, Page=str(page)).json for page in (1, 2, 3)]
    assert [len(page.get("productList", [])) for page in pages] == [3, 1, 0]
    assert pages[2] == {}


def test_a_part_number_leads_to_its_path(contract_server):
    query = {"Catalog": "washers", "PartNumber": "W8", "PartNumberDetails": "1"}
    assert call(contract_server, "PartNumberAvailability", **query).status == 404
    found = call(contract_server, "PartNumberAvailability", **query, SearchPNAliases="1").json
    assert found["partId"] == stock.WASHERS
    assert found["selectionPath"] == PAIR_A["SelectionPath"]
    assert call(contract_server, "CatalogAvailability", Catalog="washers").json["updated"] == stock.UPDATED
    assert call(contract_server, "CatalogAvailability", Catalog="nuts").status == 404


def test_the_data_of_a_part_number_has_a_picture_without_a_key(contract_server):
    said = call(contract_server, "PartNumberData", **PAIR_B, CADFormatID="19").json
    picture = send("GET", said["globalInfo"]["partInfo"]["partPictureUrl"])
    assert picture.body.startswith(b"\x89PNG\r\n\x1a\n")
    assert "address" in said["manufacturerInfo"]


def test_whoever_registers_is_known_afterwards(contract_server):
    new = {"UserEmail": "new@example.com"}
    assert call(contract_server, "CheckLogin", **new).json == {"registered": False}
    assert call(contract_server, "UserRegistration", **new, company="X").status == 400
    person = new | {"company": "Werk", "country": "DE", "TPOptIn": "0"}
    assert call(contract_server, "UserRegistration", **person).json == {"registered": True}
    root = ElementTree.fromstring(call(contract_server, "CheckLogin", **new, Format="xml").body)
    assert local(root.tag) == "wschecklogin"
    assert [(local(child.tag), child.text) for child in root] == [("registered", "true")]
    assert cad(contract_server, **PAIR_B, **new).status == 200


@pytest.mark.parametrize("form", ["json", "csv", "xml"])
@pytest.mark.parametrize("kind", ["1", "2", "3", "4", "5", "8"])
def test_synchronization_is_a_zip_with_one_table(contract_server, kind, form):
    reply = call(contract_server, "SynchronizationData", DataType=kind, Format=form, Version="1", Language="en")
    archive = zipfile.ZipFile(io.BytesIO(reply.body))
    [name] = archive.namelist()
    assert name.endswith(f"Data_4711_en.{form}")
    assert len(archive.read(name)) > 20


def test_synchronized_part_numbers_have_the_paths_that_a_request_takes(contract_server):
    reply = call(contract_server, "SynchronizationData", DataType="5", PartId=stock.SETS)
    archive = zipfile.ZipFile(io.BytesIO(reply.body))
    [row] = json.loads(archive.read(archive.namelist()[0]))
    assert row == {"partNumber": "WR-8", "partId": stock.SETS, "selectionPath": "1|set=8 & 8.1 %|=0|"}
    assert cad(contract_server, PartID=row["partId"], SelectionPath=row["selectionPath"]).status == 200
    assert call(contract_server, "SynchronizationData", DataType="7").status == 400
