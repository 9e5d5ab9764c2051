"""Every other classic call: its JSON, the same content in XML, and its errors."""

from __future__ import annotations

import csv
import io
import json
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest
from plain_http import fetch

from cadwidgets.contract.accounts import EMBEDDED_EMAIL
from cadwidgets.service import catalog

CATALOG = "CADWIDGETS_STANDARD_PARTS"
SCREW = {"ClassificationID": CATALOG, "PartNumber": "ISO 4762 M6x20"}
REGISTRATION = {"company": "Example", "country": "DE"}
CALLS: dict[str, dict[str, str]] = {
    "CADFormatsList": {},
    "CADdataAvailability": SCREW,
    "CADFormatAvailability": SCREW | {"CADFormatID": "901"},
    "LanguagesList": {},
    "CatalogsList": {"SupplierInfo": "1"},
    "CategoriesList": {"ClassificationID": CATALOG},
    "ProductsList": {"ClassificationID": CATALOG},
    "PartNumberData": SCREW,
    "PartNumberAvailability": {"Catalog": CATALOG, "PartNumber": "6205", "PartNumberDetails": "1"},
    "CatalogAvailability": {"Catalog": CATALOG},
    "CheckLogin": {"UserEmail": EMBEDDED_EMAIL},
    "UserRegistration": REGISTRATION | {"UserEmail": "all@example.com"},
}


class Service(Protocol):
    """The running service of the fixture."""

    url: str
    key: str


def get(service: Service, endpoint: str, /, **query: str) -> tuple[int, Mapping[str, str], bytes]:
    """Status, headers and body; an empty value leaves a parameter out."""
    asked = {"ApiKey": service.key, "Format": "json"} | query
    pairs = {key: value for key, value in asked.items() if value}
    reply = fetch(f"{service.url}/tpowebservices/{endpoint}", **pairs)
    return reply.status, reply.headers, reply.body


def content(service: Service, endpoint: str, /, **query: str) -> Any:
    status, _, body = get(service, endpoint, **(CALLS.get(endpoint, {}) | query))
    assert status == 200, body
    return json.loads(body)


def leaves_of_json(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves_of_json(item)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves_of_json(item)]
    return [str(value)]


@pytest.mark.parametrize("name", CALLS)
def test_xml_has_the_content_of_json(service: Service, name: str) -> None:
    in_json = content(service, name, Version="2")
    status, headers, body = get(service, name, **CALLS[name], Version="2", Format="xml")
    assert (status, headers["content-type"]) == (200, "application/xml")
    root = ET.fromstring(body)
    assert root.tag == f"Ws{name}"
    assert [element.text or "" for element in root.iter() if not len(element)] == leaves_of_json(in_json)


@pytest.mark.parametrize("name", [*CALLS, "DownloadCADPath", "SynchronizationData"])
@pytest.mark.parametrize(("changes", "status"), [({"ApiKey": "wrong"}, 403), ({"Format": "yaml"}, 400)])
def test_every_call_refuses_a_wrong_key_and_an_unknown_format(
    service: Service, name: str, changes: dict[str, str], status: int
) -> None:
    code, _, body = get(service, name, **(CALLS.get(name, {}) | changes))
    assert (code, json.loads(body)["codeError"]) == (status, str(status))


@pytest.mark.parametrize(
    ("name", "changes", "status"),
    [
        ("CADFormatsList", {"ClassificationID": CATALOG}, 400),
        ("CADFormatsList", SCREW | {"PartNumber": "none"}, 404),
        ("CADdataAvailability", {"ClassificationID": "", "PartNumber": ""}, 400),
        ("CADFormatAvailability", {"CADFormatID": "99"}, 404),
        ("CADFormatAvailability", {"CADFormatID": ""}, 400),
        ("LanguagesList", {"Language": "xx"}, 400),
        ("LanguagesList", {"Version": "3"}, 400),
        ("CatalogsList", {"SupplierInfo": "2"}, 400),
        ("CategoriesList", {"ClassificationID": ""}, 400),
        ("CategoriesList", {"ClassificationID": "none"}, 404),
        ("ProductsList", {"ClassificationID": "none"}, 404),
        ("ProductsList", {"Path": "/none/"}, 404),
        ("ProductsList", {"Size": "0"}, 400),
        ("ProductsList", {"Page": "-1"}, 400),
        ("PartNumberData", {"PartID": "1"}, 400),
        ("PartNumberData", {"CADFormatID": "99"}, 404),
        ("PartNumberData", {"HtmlFormat": "x"}, 400),
        ("PartNumberAvailability", {"PartNumber": ""}, 400),
        ("PartNumberAvailability", {"PartNumber": "none"}, 404),
        ("PartNumberAvailability", {"Catalog": "none"}, 404),
        ("CatalogAvailability", {"Catalog": "none"}, 404),
        ("CheckLogin", {"UserEmail": "nobody"}, 400),
        ("CheckLogin", {"UserEmail": ""}, 400),
        ("UserRegistration", {"UserEmail": "a@b"}, 400),
        ("UserRegistration", {"UserEmail": ""}, 400),
        ("UserRegistration", {"company": ""}, 400),
        ("UserRegistration", {"company": "x"}, 400),
        ("UserRegistration", {"country": "DEU"}, 400),
        ("UserRegistration", {"country": "49"}, 400),
        ("UserRegistration", {"name": "n" * 51}, 400),
        ("UserRegistration", {"zipcode": "12"}, 400),
        ("UserRegistration", {"phone": "1234"}, 400),
        ("UserRegistration", {"fax": "1" * 21}, 400),
        ("UserRegistration", {"addr3": "x" * 81}, 400),
        ("UserRegistration", {"state": "x"}, 400),
        ("UserRegistration", {"TPOptIn": "2"}, 400),
        ("SynchronizationData", {"DataType": ""}, 400),
        ("SynchronizationData", {"DataType": "7"}, 400),
        ("SynchronizationData", {"DataType": "5", "CatalogID": "none"}, 404),
        ("SynchronizationData", {"DataType": "5", "PartId": "none"}, 404),
        ("SynchronizationData", {"DataType": "5", "ClassPath": "/none/"}, 404),
        ("SynchronizationData", {"DataType": "1", "CatalogsContentType": "4D"}, 400),
    ],
)
def test_each_error_is_an_object_in_the_form_that_was_asked_for(
    service: Service, name: str, changes: dict[str, str], status: int
) -> None:
    query = CALLS.get(name, {}) | changes
    code, _, body = get(service, name, **query)
    assert (code, set(json.loads(body))) == (status, {"codeError", "messageError"})
    code, _, body = get(service, name, **query, Format="xml")
    root = ET.fromstring(body)
    assert (code, root.tag, root.findtext("CodeError")) == (status, "Error", str(status))


def test_the_formats_are_an_array_in_version_1_and_an_object_in_version_2(service: Service) -> None:
    old = content(service, "CADFormatsList")
    assert old == content(service, "CADFormatsList", Version="1", **SCREW)
    assert old[0] == {"cadFormatId": 901, "cadFormatName": "STEP AP214"}
    assert content(service, "CADFormatsList", Version="2") == {"cadFormatList": old}
    assert content(service, "CADdataAvailability") == {"viewerAvailability": "True", "cadFormatList": old}


def test_categories_spell_their_key_as_the_contract_and_wrap_paths_in_slashes(service: Service) -> None:
    rows = content(service, "CategoriesList")["categorieList"]
    screws = next(row for row in rows if row["title"] == "Screws")
    assert (screws["path"], screws["pathCaption"], screws["level"]) == (
        "/CW.10/CW.10.010/",
        "/Fasteners/Screws/",
        2,
    )
    assert list(screws) == ["path", "title", "pathCaption", "classificationId", "pictureUrl", "level", "description"]


def test_products_come_in_pages_and_past_the_last_without_their_key(service: Service) -> None:
    everything = content(service, "ProductsList")["productList"]
    pages = [content(service, "ProductsList", Size="1", Page=str(page + 1)) for page in range(len(everything) + 1)]
    assert [row for page in pages[:-1] for row in page["productList"]] == everything
    assert pages[-1] == {}
    bearings = content(service, "ProductsList", Path="/CW.20/")["productList"]
    assert "90-24112026-000020" in [row["partID"] for row in bearings]
    assert len(bearings) < len(everything)


def test_a_part_number_is_found_with_other_punctuation_where_that_is_asked_for(service: Service) -> None:
    query = {"Catalog": CATALOG, "PartNumber": "ISO4762-M6x20"}
    assert get(service, "PartNumberAvailability", **query)[0] == 404
    found = content(service, "PartNumberAvailability", **query, SearchPNAliases="1", PartNumberDetails="1")
    family, part = catalog.SHIPPED.find(CATALOG, "ISO 4762 M6x20")
    assert found == {
        "classificationId": CATALOG,
        "partID": family.part_id,
        "partNumber": "ISO 4762 M6x20",
        "version": "1",
        "selectionPath": family.selection_path(part),
    }
    short = content(service, "PartNumberAvailability", PartNumberDetails="0")
    assert set(short) == {"classificationId", "partID", "partNumber"}


def test_a_registered_address_logs_in_in_any_case(service: Service) -> None:
    before = content(service, "CheckLogin", UserEmail="new.user@example.com")
    assert before == {"registered": False}
    fields = REGISTRATION | {"name": "Doe", "fname": "Jo", "zipcode": "12345", "phone": "+49 1234", "TPOptIn": "0"}
    assert content(service, "UserRegistration", UserEmail="New.User@example.com", **fields) == {"registered": True}
    assert content(service, "CheckLogin", UserEmail="NEW.user@example.com") == {"registered": True}
    _, _, body = get(service, "CheckLogin", UserEmail="new.user@example.com", Format="xml")
    assert ET.fromstring(body).findtext("Registered") == "True"


def test_registration_keeps_the_mail_address_alone(start: Callable[..., Any], tmp_path: Path) -> None:
    service = start(tmp_path / "service")
    query = REGISTRATION | {"company": "Canary Company", "name": "Canary Name", "UserEmail": "kept@example.com"}
    assert get(service, "UserRegistration", **query)[0] == 200
    stored = b"".join(file.read_bytes() for file in (tmp_path / "service").rglob("*") if file.is_file())
    assert b"kept@example.com" in stored
    assert b"Canary" not in stored


def export(service: Service, form: str = "json", **query: str) -> tuple[str, bytes]:
    """Name and bytes of the one file in the zip."""
    status, headers, body = get(service, "SynchronizationData", Format=form, **query)
    assert (status, headers["content-type"]) == (200, "application/zip"), body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        (name,) = archive.namelist()
        return name, archive.read(name)


KINDS = {
    "1": "Catalogs",
    "2": "Categories",
    "3": "Products",
    "4": "ProductCategories",
    "5": "PartNumbers",
    "8": "SupplierContacts",
}


@pytest.mark.parametrize("data_type", KINDS)
def test_synchronization_data_is_the_same_in_json_xml_and_csv(service: Service, data_type: str) -> None:
    files = {form: export(service, form, DataType=data_type) for form in ("json", "xml", "csv")}
    assert {form: name for form, (name, _) in files.items()} == {
        form: f"Ws{KINDS[data_type]}Data_local_en.{form}" for form in files
    }
    rows = json.loads(files["json"][1])
    assert rows
    table = list(csv.DictReader(io.StringIO(files["csv"][1].decode(), newline="")))
    assert table == [{key: str(value) for key, value in row.items()} for row in rows]
    items = list(ET.fromstring(files["xml"][1])[0])
    assert [[cell.text or "" for cell in item] for item in items] == [list(row.values()) for row in table]


def test_part_numbers_carry_both_names_of_every_part(service: Service) -> None:
    rows = json.loads(export(service, DataType="5", CatalogID=CATALOG)[1])
    for row in rows:
        family, part = catalog.SHIPPED.find(row["classificationId"], row["partNumber"])
        assert family.part_id == row["PartID"]
        assert family.configured(row["SelectionPath"]) is part
    assert len({(row["PartID"], row["SelectionPath"]) for row in rows}) == len(rows)


def test_an_export_is_narrowed_and_carries_the_bom_without_the_mass(service: Service) -> None:
    family, _ = catalog.SHIPPED.find(CATALOG, "6205")
    rows = json.loads(export(service, DataType="5", CatalogID=CATALOG, PartId=family.part_id, SystemBOM="1")[1])
    assert [row["partNumber"] for row in rows] == list(family.part_numbers)
    assert json.loads(export(service, DataType="5", ClassPath="/CW.20/CW.20.010/", SystemBOM="1")[1])
    fields = {field["symbol"]: field for field in rows[0]["bomFields"]}
    assert fields["PARTNUMBER"]["value"] == rows[0]["partNumber"]
    assert fields["d"] == {"symbol": "d", "label": "Bore d", "type": "Real", "value": "3", "unit": "mm"}
    assert "MASS" not in fields
    assert json.loads(export(service, DataType="1", CatalogsContentType="2D")[1]) == []


def test_every_call_is_described_with_its_parameters(service: Service) -> None:
    with urllib.request.urlopen(f"{service.url}/openapi.json", timeout=30) as answer:
        paths = json.load(answer)["paths"]
    for name in [*CALLS, "DownloadCADPath", "SynchronizationData"]:
        described = paths[f"/tpowebservices/{name}"]["get"]
        names = {parameter["name"] for parameter in described["parameters"]}
        assert {"ApiKey", "Format", "Language", *CALLS.get(name, {})} <= names
        assert {"200", "400", "403", "404", "503"} <= set(described["responses"])
