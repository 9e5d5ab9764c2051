"""The API gateway of TraceParts at our service, as any program meets it."""

from __future__ import annotations

import io
import json
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cadquery
import plain_http
import pytest
from plain_http import Reply

from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL, tenant_of
from cadwidgets.contract.bom_text import BomText

CATALOG = "CADWIDGETS_STANDARD_PARTS"
SCREWS, BEARINGS = "90-24112026-000010", "90-24112026-000020"
PATH = "d=6 mm|l=20 mm|class=8.8|"
BY_PATH = {"partFamilyCode": SCREWS, "selectionPath": PATH}
BY_NUMBER = {"classificationCode": CATALOG, "partNumber": "ISO 4762 M6x20"}
STEP = 901


@dataclass(frozen=True)
class Gateway:
    """A service and a token for it."""

    url: str
    token: str

    def get(self, path: str, **query: str) -> Reply:
        return send("GET", f"{self.url}/{path}?{urllib.parse.urlencode(query)}", self.token)

    def post(self, path: str, body: object = None, **query: str) -> Reply:
        data = None if body is None else json.dumps(body).encode()
        return send("POST", f"{self.url}/{path}?{urllib.parse.urlencode(query)}", self.token, data)


def send(method: str, url: str, token: str = "", body: bytes | None = None, kind: str = "application/json") -> Reply:
    headers = {"Content-Type": kind} | ({"Authorization": f"Bearer {token}"} if token else {})
    return plain_http.send(method, url, body or (b"" if method == "POST" else None), headers)


def ask_token(url: str, tenant: str, key: str, kind: str = "application/json") -> Reply:
    body = json.dumps({"tenantUid": tenant, "apiKey": key}).encode()
    return send("POST", f"{url}/v2/RequestToken", body=body, kind=kind)


@pytest.fixture(scope="module")
def gateway(service: Any) -> Gateway:
    return Gateway(service.url, ask_token(service.url, tenant_of(LOCAL), service.key).json["token"])


def assert_problem(reply: Reply, status: int) -> None:
    assert reply.status == status, reply.body
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json["status"] == status
    assert reply.json["detail"]


def download(gateway: Gateway, **changes: Any) -> dict[str, bytes]:
    """The files in the zip of a CAD request."""
    request = {"userEmail": EMBEDDED_EMAIL, "cultureInfo": "en", "cadFormatId": STEP} | changes
    started = gateway.post("v3/Product/cadRequest", request)
    assert started.status == 200, started.body
    assert isinstance(started.json, int)
    deadline = time.monotonic() + 60
    while (reply := gateway.get("v2/Product/cadFileUrl", cadRequestId=str(started.json))).status == 204:
        assert reply.body == b""
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert reply.status == 200, reply.body
    with zipfile.ZipFile(io.BytesIO(send("GET", reply.json).body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("kind", ["application/json", "application/*+json"])
def test_a_token_is_good_for_a_day(service: Any, kind: str) -> None:
    said = ask_token(service.url, tenant_of(LOCAL), service.key, kind)
    assert said.status == 200
    assert said.json["token"].count(".") == 2, "a JSON Web Token"
    ends = time.mktime(time.strptime(said.json["expiryDate"], "%Y-%m-%dT%H:%M:%SZ")) - time.timezone
    assert ends - time.time() == pytest.approx(24 * 3600, abs=120)
    assert said.headers["cache-control"] == "no-store"


def test_names_of_a_body_may_be_in_any_case(service: Any) -> None:
    body = json.dumps({"TENANTUID": tenant_of(LOCAL).upper(), "apikey": service.key}).encode()
    assert send("POST", f"{service.url}/v2/RequestToken", body=body).status == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b'{"tenantUid": "no uuid", "apiKey": "test-key"}', 400),
        (json.dumps({"tenantUid": tenant_of(LOCAL)}).encode(), 400),
        (json.dumps({"tenantUid": tenant_of(LOCAL), "apiKey": "wrong"}).encode(), 401),
        (json.dumps({"tenantUid": tenant_of("somebody"), "apiKey": "test-key"}).encode(), 401),
        (b'{"tenantUid": {"a": 1}, "apiKey": "test-key"}', 400),
        (b" " * 70_000, 400),
    ],
)
def test_who_is_not_known_gets_no_token(service: Any, body: bytes, status: int) -> None:
    assert_problem(send("POST", f"{service.url}/v2/RequestToken", body=body), status)


@pytest.mark.parametrize("token", ["", "wrong", "a.b.c"])
def test_a_call_needs_a_good_token(service: Any, token: str) -> None:
    reply = Gateway(service.url, token).get("v2/SupportedLanguages")
    assert_problem(reply, 401)
    assert reply.headers["www-authenticate"] == "Bearer"


def test_the_token_of_a_key_that_was_ended_ends_with_it(service: Any) -> None:
    made = send("POST", f"{service.url}/keys", body=json.dumps({"key": service.key}).encode()).json
    mine = Gateway(service.url, ask_token(service.url, tenant_of(LOCAL), made["key"]).json["token"])
    assert mine.get("v2/SupportedLanguages").status == 200
    send("POST", f"{service.url}/keys/{made['id']}/disable", body=json.dumps({"key": service.key}).encode())
    assert_problem(mine.get("v2/SupportedLanguages"), 401)


@pytest.mark.parametrize("pair", [BY_PATH, BY_NUMBER], ids=["path", "number"])
def test_a_cad_request_ends_in_a_zip_whose_step_file_is_the_part(gateway: Gateway, pair: Any, tmp_path: Path) -> None:
    files = download(gateway, **pair)
    assert list(files) == ["ISO_4762_M6x20.step", "ISO_4762_M6x20.txt"]
    (tmp_path / "screw.step").write_bytes(files["ISO_4762_M6x20.step"])
    box = cadquery.importers.importStep(str(tmp_path / "screw.step")).val().BoundingBox()
    assert (box.xlen, box.ylen, box.zlen) == pytest.approx((10, 10, 26), abs=1e-4)


def test_a_format_may_be_sent_as_text(gateway: Gateway) -> None:
    assert "ISO_4762_M6x20.stl" in download(gateway, cadFormatId="902", **BY_PATH)


def test_a_family_without_a_path_means_its_default_configuration(gateway: Gateway) -> None:
    assert list(download(gateway, partFamilyCode=BEARINGS, cadFormatId=902)) == ["623.stl", "623.txt"]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"userEmail": "no mail"}, 400),
        ({"userEmail": ""}, 400),
        ({"cultureInfo": ""}, 400),
        ({"partFamilyCode": "", "selectionPath": ""}, 400),
        ({"classificationCode": CATALOG}, 400),
        (BY_NUMBER, 400),
        ({"cadFormatId": "STEP"}, 400),
        ({"cadFormatId": None}, 400),
        ({"userEmail": "nobody@example.com"}, 404),
        ({"partFamilyCode": "10-17102002-114249"}, 404),
        ({"selectionPath": "1|1|1|1|=0|"}, 404),
        ({"cultureInfo": "xx"}, 500),
        ({"cadFormatId": -1}, 500),
        ({"userEmail": "\ud800x@example.com"}, 400),
        ({"userEmail": "nobody@example.com", "partFamilyCode": "", "selectionPath": ""}, 400),
        ({"userEmail": "nobody@example.com", **BY_NUMBER}, 400),
        ({"userEmail": "nobody@example.com", "cultureInfo": "xx"}, 500),
        ({"userEmail": "nobody@example.com", "cadFormatId": -1}, 500),
        ({"partFamilyCode": "unknown", "cultureInfo": "xx"}, 500),
        ({"partFamilyCode": "unknown", "cadFormatId": -1}, 500),
    ],
)
def test_what_cannot_be_requested_has_its_documented_status(gateway: Gateway, changes: Any, status: int) -> None:
    request = {"userEmail": EMBEDDED_EMAIL, "cultureInfo": "en", "cadFormatId": STEP} | BY_PATH | changes
    assert_problem(gateway.post("v3/Product/cadRequest", request), status)


def test_a_part_that_cannot_be_built_is_a_final_500(gateway: Gateway) -> None:
    request = {"userEmail": EMBEDDED_EMAIL, "cultureInfo": "en", "cadFormatId": STEP}
    request |= {"classificationCode": "CADWIDGETS_EXAMPLES", "partNumber": "FAILS"}
    job_id = str(gateway.post("v3/Product/cadRequest", request).json)
    while (reply := gateway.get("v2/Product/cadFileUrl", cadRequestId=job_id)).status == 204:
        time.sleep(0.05)
    assert_problem(reply, 500)


@pytest.mark.parametrize(("job_id", "status"), [("", 400), ("abc", 400), ("123456", 404)])
def test_an_unknown_request_has_no_file(gateway: Gateway, job_id: str, status: int) -> None:
    assert_problem(gateway.get("v2/Product/cadFileUrl", cadRequestId=job_id), status)


def test_another_key_does_not_see_the_request(service: Any, gateway: Gateway) -> None:
    made = send("POST", f"{service.url}/keys", body=json.dumps({"key": service.key}).encode()).json
    other = Gateway(service.url, ask_token(service.url, tenant_of(LOCAL), made["key"]).json["token"])
    request = {"userEmail": EMBEDDED_EMAIL, "cultureInfo": "en", "cadFormatId": STEP} | BY_PATH
    job_id = str(gateway.post("v3/Product/cadRequest", request).json)
    assert_problem(other.get("v2/Product/cadFileUrl", cadRequestId=job_id), 404)


@pytest.mark.parametrize("pair", [BY_PATH, BY_NUMBER], ids=["path", "number"])
def test_a_part_tells_its_formats(gateway: Gateway, pair: dict[str, str]) -> None:
    listed = gateway.get("v3/Product/CadDataAvailability", cultureInfo="en", **pair).json["cadFormatList"]
    assert {"cadFormatId": 901, "cadFormatName": "STEP AP214", "deliveryMethod": 0} in listed


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("v3/Product/CadDataAvailability", BY_PATH | {"cultureInfo": "xx"}, 400),
        ("v3/Product/CadDataAvailability", {"cultureInfo": "en"}, 400),
        ("v3/Product/CadDataAvailability", {"cultureInfo": "en", "partFamilyCode": "nothing"}, 404),
        ("v2/Search/CatalogList", {"cultureInfo": ""}, 400),
        ("v2/Search/CatalogList", {"cultureInfo": "xx"}, 500),
        ("v2/Search/CategoryList", {"cultureInfo": "en"}, 400),
        ("v2/Search/CategoryList", {"cultureInfo": "en", "classificationCode": "X"}, 404),
        ("v2/Search/CategoryList", {"cultureInfo": "xx", "classificationCode": CATALOG}, 500),
        ("v2/Search/ProductList", {"classificationCode": CATALOG}, 400),
        ("v2/Search/ProductAndCategoryList", {}, 400),
        ("v2/Search/ProductAndCategoryList", {"classificationCode": "X"}, 404),
        ("v2/Search/ProductAndCategoryList", {"classificationCode": CATALOG, "partFamilyCode": "X"}, 404),
        ("v1/Search/PartNumberList", {}, 400),
        ("v1/Search/PartNumberList", {"partFamilyCode": "X"}, 404),
        ("v1/Search/PartNumberList", {"partFamilyCode": SCREWS, "returnYourOwnCodes": "maybe"}, 400),
        ("v1/Contact/Catalog", {}, 400),
        ("v1/Contact/Catalog", {"classificationCode": "X"}, 404),
        ("v2/Search/PartNumber/Availability", {"catalog": CATALOG}, 400),
        ("v2/Search/PartNumber/Availability", {"catalog": CATALOG, "partNumber": "X"}, 404),
        ("v2/Search/PartNumber/Availability", {"catalog": "X", "partNumber": "6205"}, 404),
        ("v2/Search/YourOwnCode/Availability", {"catalog": CATALOG}, 400),
        ("v2/Search/YourOwnCode/Availability", {"catalog": CATALOG, "yourOwnCode": "4711"}, 404),
        ("v2/Search/Catalog/Availability", {}, 400),
        ("v2/Search/Catalog/Availability", {"catalog": "X"}, 404),
        ("v3/Product/Configure", {"partFamilyCode": SCREWS}, 400),
        ("v3/Product/Configure", {"cultureInfo": "en"}, 400),
        ("v3/Product/Configure", {"cultureInfo": "en", "partFamilyCode": "X"}, 404),
        ("v3/Product/Configure", {"cultureInfo": "en", "partFamilyCode": SCREWS, "selectionPath": "X"}, 404),
        ("v2/Account/CheckLogin/nobody@example.com", {}, 404),
        ("v2/Account/CheckLogin/nobody", {}, 400),
    ],
)
def test_a_list_call_has_its_documented_status(gateway: Gateway, path: str, query: Any, status: int) -> None:
    assert_problem(gateway.get(path, **query), status)


def test_the_lists_lead_from_the_catalog_to_the_part(gateway: Gateway) -> None:
    assert gateway.get("v2/SupportedLanguages").json["en"] == "English"
    catalogs = gateway.get("v2/Search/CatalogList", cultureInfo="en").json
    assert CATALOG in {known["classificationCode"] for known in catalogs}
    assert all(known["updateDate"] for known in catalogs)
    categories = gateway.get("v2/Search/CategoryList", classificationCode=CATALOG, cultureInfo="de").json
    screws = next(known["categoryCode"] for known in categories if known["title"] == "Schrauben")
    chosen = {"cultureInfo": "en", "classificationCode": CATALOG, "categoryCode": screws}
    families = gateway.get("v2/Search/ProductList", **chosen).json
    family = next(known for known in families if known["partFamilyCode"] == SCREWS)
    rows = gateway.get("v1/Search/PartNumberList", partFamilyCode=family["partFamilyCode"]).json
    assert {(row["partNumber"], row["selectionPath"]) for row in rows} > {("ISO 4762 M6x20", PATH)}
    both = gateway.get("v2/Search/ProductAndCategoryList", classificationCode=CATALOG).json
    assert family["partFamilyCode"] in {row["partFamilyCode"] for row in both["productList"]}
    assert send("GET", family["partFamilyPictureUrl"]).body.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "changes",
    [{"cultureInfo": "xx"}, {"classificationCode": "X"}, {"categoryCode": "X"}, {"categoryCode": ""}],
)
def test_a_product_list_of_what_there_is_not_is_an_empty_body(gateway: Gateway, changes: dict[str, str]) -> None:
    query = {"cultureInfo": "en", "classificationCode": CATALOG} | changes
    reply = gateway.get("v2/Search/ProductList", **query)
    assert (reply.status, reply.body) == (200, b"")


@pytest.mark.parametrize(("number", "remove"), [("ISO 4762 M6x20", "false"), ("ISO-4762/M6x20", "true")])
def test_a_part_number_is_found(gateway: Gateway, number: str, remove: str) -> None:
    query = {"PARTNUMBER": number, "Catalog": CATALOG, "removechar": remove}
    found = gateway.get("v2/Search/PartNumber/Availability", **query).json
    assert (found["partFamilyCode"], found["selectionPath"]) == (SCREWS, PATH)


def configure(gateway: Gateway, path: str = PATH, language: str = "en") -> Any:
    query = {"partFamilyCode": SCREWS, "cultureInfo": language, "selectionPath": path}
    return gateway.get("v3/Product/Configure", **query).json


def test_the_bom_text_in_the_zip_is_what_configure_tells(gateway: Gateway) -> None:
    for language in ("en", "de", "fr"):
        told = configure(gateway, language=language)["bomFields"]
        assert all(isinstance(line["value"], str) for line in told)
        text = download(gateway, cultureInfo=language, cadFormatId=902, **BY_PATH)["ISO_4762_M6x20.txt"]
        fields = [(field.label, field.value, field.unit) for field in BomText.parse(text).fields]
        assert fields == [(line["label"], line["value"], line["unit"]) for line in told]


def test_one_parameter_is_set_and_the_others_follow(gateway: Gateway) -> None:
    query = {"partFamilyCode": SCREWS, "cultureInfo": "en", "initialSelectionPath": "d=6 mm|l=60 mm|"}
    reply = gateway.post("v3/Product/UpdateConfiguration", symbol="d", value="3", **query).json
    assert reply["globalInfo"]["configurationErrors"] == []
    assert reply["globalInfo"]["partFamilyInfo"]["selectionPath"] == "d=3 mm|l=30 mm|class=8.8|", "an M3 ends at 30 mm"
    lengths = next(row for row in reply["configuratorList"] if row["symbol"] == "l")
    assert [choice["value"] for choice in lengths["values"]][-1] == "30"


@pytest.mark.parametrize(("symbol", "value"), [("colour", "red"), ("d", "7"), ("l", "=20")])
def test_what_cannot_be_set_is_told_and_changes_nothing(gateway: Gateway, symbol: str, value: str) -> None:
    query = {"partFamilyCode": SCREWS, "cultureInfo": "en", "initialSelectionPath": PATH}
    reply = gateway.post("v3/Product/UpdateConfiguration", symbol=symbol, value=value, **query)
    assert reply.status == 200
    assert len(reply.json["globalInfo"]["configurationErrors"]) == 1
    assert reply.json["globalInfo"]["partFamilyInfo"]["selectionPath"] == PATH


def test_a_user_signs_up_and_is_known_from_then_on(gateway: Gateway) -> None:
    new = f"new{time.time_ns()}@example.com"
    assert_problem(gateway.get(f"v2/Account/CheckLogin/{new}"), 404)
    made = gateway.post("v2/Account/SignUp", {"userEmail": new, "company": "Example", "tpOptIn": False})
    assert (made.status, len(made.json)) == (201, 36)
    assert gateway.get(f"v2/Account/CheckLogin/{urllib.parse.quote(new.upper(), safe='')}").status == 200


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ({}, 400),
        ({"userEmail": "\ud800x@example.com"}, 500),
        ({"userEmail": "no mail"}, 500),
        ({"userEmail": "a@b.example", "country": "Germany"}, 400),
    ],
)
def test_who_cannot_sign_up_is_told(gateway: Gateway, person: Any, status: int) -> None:
    assert_problem(gateway.post("v2/Account/SignUp", person), status)


def test_a_key_at_its_limit_is_told_when_to_come_back(start: Callable[..., Any], tmp_path: Path) -> None:
    limited = start(tmp_path, "--gateway-limit", "3")
    gateway = Gateway(limited.url, ask_token(limited.url, tenant_of(LOCAL), limited.key).json["token"])
    assert [gateway.get("v2/SupportedLanguages").status for _ in range(3)] == [200] * 3
    reply = gateway.get("v2/SupportedLanguages")
    assert_problem(reply, 429)
    assert 0 < int(reply.headers["retry-after"]) <= 3600
