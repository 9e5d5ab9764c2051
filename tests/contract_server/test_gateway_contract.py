"""The gateway of the contract-only server against its reference, with plain HTTP."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import stock
from plain_http import send
from traceparts_calls import PAIR_1, PAIR_2, ask, get, look, new_token, post

EN = {"cultureInfo": "en"}
CATALOG = {"classificationCode": stock.CLASSIFICATION}


@pytest.fixture
def token(contract_server) -> str:
    return new_token(contract_server)


def test_a_token_is_a_jwt_for_a_day(contract_server):
    body = {"tenantUid": contract_server.tenant, "apiKey": contract_server.key}
    said = post(contract_server, "v2/RequestToken", body).json
    assert said["token"].count(".") == 2
    left = datetime.fromisoformat(said["expiryDate"]) - datetime.now(UTC)
    assert timedelta(hours=23) < left <= timedelta(hours=24)


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"tenantUid": "none"}, 400),
        ({"tenantUid": "00000000-0000-0000-0000-000000000000"}, 401),
        ({"apiKey": "wrong_key"}, 401),
    ],
)
def test_wrong_credentials_give_no_token(contract_server, wrong, status):
    body = {"tenantUid": contract_server.tenant, "apiKey": contract_server.key} | wrong
    assert post(contract_server, "v2/RequestToken", body).status == status


def test_without_a_good_token_everything_is_401(contract_server, token):
    assert get(contract_server, "v2/SupportedLanguages", token).json["en"] == "English"
    contract_server.expire_tokens()
    assert get(contract_server, "v2/SupportedLanguages", token).status == 401
    assert ask(contract_server, "invented", **PAIR_1).status == 401
    assert contract_server.cad_requests == 0


def test_a_token_ends_in_the_middle_when_the_test_says_so(contract_server, token):
    contract_server.token_uses = 2
    assert [get(contract_server, "v2/SupportedLanguages", token).status for _ in range(3)] == [200, 200, 401]


@pytest.mark.parametrize("pair", [PAIR_1, PAIR_2, {"partFamilyCode": stock.WASHERS}])
def test_a_request_is_a_bare_number_and_its_url_is_204_until_ready(contract_server, token, pair):
    contract_server.pending = 3
    number = ask(contract_server, token, **pair).json
    assert isinstance(number, int)
    for _ in range(3):
        reply = look(contract_server, token, number)
        assert (reply.status, reply.body) == (204, b"")
    url = look(contract_server, token, number).json["cadFileUrl"]
    name = "W-10" if pair in (PAIR_1, PAIR_2) else "W-8"
    assert zipfile.ZipFile(io.BytesIO(send("GET", url).body)).namelist() == [f"{name}.stp", f"{name}.txt"]
    assert contract_server.cad_requests == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        (PAIR_2 | {"userEmail": "nobody"}, 400),
        (PAIR_2 | {"cultureInfo": ""}, 400),
        ({}, 400),
        (dict.fromkeys([*PAIR_1, *PAIR_2], ""), 400),
        (PAIR_1 | PAIR_2, 400),
        ({"partNumber": "W-10"}, 400),
        (PAIR_2 | {"userEmail": "nobody@example.com"}, 404),
        (PAIR_2 | {"partNumber": "W-9"}, 404),
        (PAIR_2 | {"cultureInfo": "xx"}, 500),
        (PAIR_2 | {"cadFormatId": -1}, 500),
        ({"partFamilyCode": stock.PLAIN, "cadFormatId": 77}, 500),
    ],
)
def test_a_bad_request_has_the_code_of_the_table_and_counts_nothing(contract_server, token, fields, status):
    assert ask(contract_server, token, **fields).status == status
    assert contract_server.cad_requests == 0


def test_a_job_that_fails_or_is_not_there_is_told_by_its_status(contract_server, token):
    contract_server.pending = 0
    broken = ask(contract_server, token, **CATALOG, partNumber="W-BROKEN").json
    assert look(contract_server, token, broken).status == 500
    assert look(contract_server, token, 1).status == 404


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("v3/Product/CadDataAvailability", EN, 400),
        ("v3/Product/CadDataAvailability", PAIR_2 | {"cultureInfo": "xx"}, 400),
        ("v3/Product/CadDataAvailability", EN | PAIR_2 | {"partNumber": "?"}, 404),
        ("v2/Search/PartNumber/Availability", {"partNumber": "", "catalog": "washers"}, 400),
        ("v2/Search/PartNumber/Availability", {"partNumber": "W8", "catalog": "washers"}, 404),
        ("v2/Search/YourOwnCode/Availability", {"yourOwnCode": "SKU", "catalog": "washers"}, 404),
        ("v2/Search/Catalog/Availability", {}, 400),
        ("v2/Search/Catalog/Availability", {"catalog": "nuts"}, 404),
        ("v2/Search/CatalogList", {}, 400),
        ("v2/Search/CatalogList", {"cultureInfo": "xx"}, 500),
        ("v2/Search/CategoryList", EN, 400),
        ("v2/Search/CategoryList", EN | {"classificationCode": "NUTS"}, 404),
        ("v2/Search/CategoryList", CATALOG | {"cultureInfo": "xx"}, 500),
        ("v2/Search/ProductList", EN, 400),
        ("v2/Search/ProductAndCategoryList", {}, 400),
        ("v2/Search/ProductAndCategoryList", {"classificationCode": "NUTS"}, 404),
        ("v1/Search/PartNumberList", {"partFamilyCode": "washers"}, 400),
        ("v1/Search/PartNumberList", {"partFamilyCode": "10-01012001-000001"}, 404),
        ("v2/Search/PartNumberList", {"partFamilyCode": stock.WASHERS}, 404),
        ("v1/Contact/Catalog", {}, 400),
        ("v1/Contact/Catalog", {"classificationCode": "NUTS"}, 404),
        ("v3/Product/Configure", {"partFamilyCode": "", "cultureInfo": "en"}, 400),
        ("v3/Product/Configure", EN | {"partFamilyCode": "10-01012001-000001"}, 404),
    ],
)
def test_a_refused_list_has_the_code_of_the_tables_and_plain_text(contract_server, token, path, query, status):
    reply = get(contract_server, path, token, **query)
    assert reply.status == status
    assert reply.headers["content-type"].startswith("text/plain")


def test_formats_come_by_part_and_the_key_may_be_missing(contract_server, token):
    def formats(**pair: str) -> dict[str, Any]:
        return get(contract_server, "v3/Product/CadDataAvailability", token, **EN, **pair).json

    assert [row["cadFormatId"] for row in formats(**PAIR_2)["cadFormatList"]] == [19, 77]
    assert [row["cadFormatName"] for row in formats(partFamilyCode=stock.PLAIN)["cadFormatList"]] == ["STEP AP214"]
    assert "cadFormatList" not in formats(partFamilyCode=stock.PAPER)


@pytest.mark.parametrize(
    "query",
    [
        {"cultureInfo": "xx", "classificationCode": stock.CLASSIFICATION},
        EN | {"classificationCode": "NUTS"},
        EN | CATALOG | {"categoryCode": "X.1"},
        EN | CATALOG | {"categoryCode": ""},
    ],
)
def test_products_of_nothing_known_are_an_empty_200(contract_server, token, query):
    reply = get(contract_server, "v2/Search/ProductList", token, **query)
    assert (reply.status, reply.body) == (200, b"")


def test_the_lists_lead_from_catalog_to_part_number(contract_server, token):
    [catalog] = get(contract_server, "v2/Search/CatalogList", token, **EN).json
    assert catalog["updateDate"] == stock.UPDATED
    [category] = get(contract_server, "v2/Search/CategoryList", token, **EN, **CATALOG).json["categories"]
    query = EN | CATALOG | {"categoryCode": category["categoryCode"]}
    products = get(contract_server, "v2/Search/ProductList", token, **query).json["products"]
    assert [row["partFamilyCode"] for row in products] == list(stock.FAMILIES)
    both = get(contract_server, "v2/Search/ProductAndCategoryList", token, **CATALOG).json["products"]
    assert {row["categoryCode"] for row in both} == {stock.CATEGORY}
    query = {"partFamilyCode": stock.WASHERS, "returnYourOwnCodes": "true"}
    numbers = get(contract_server, "v1/Search/PartNumberList", token, **query).json["partNumbers"]
    assert [row["partNumber"] for row in numbers] == ["W-8", "W-10", "W-BROKEN"]
    assert numbers[1]["selectionPath"] == PAIR_1["selectionPath"]
    code = {"yourOwnCode": numbers[1]["yourOwnCode"], "catalog": "washers"}
    found = get(contract_server, "v2/Search/YourOwnCode/Availability", token, **code).json
    assert (found["partFamilyCode"], found["selectionPath"]) == (stock.WASHERS, PAIR_1["selectionPath"])
    assert get(contract_server, "v1/Contact/Catalog", token, **CATALOG).json["name"] == stock.MANUFACTURER


def test_a_number_without_its_punctuation_is_found_when_asked_so(contract_server, token):
    loose = {"partNumber": "w8".upper(), "catalog": "washers", "removeChar": "true"}
    found = get(contract_server, "v2/Search/PartNumber/Availability", token, **loose).json
    assert found["partNumber"] == "W-8"
    paper = loose | {"partNumber": "W-PAPER"}
    assert get(contract_server, "v2/Search/PartNumber/Availability", token, **paper).json["selectionPath"] is None


def configured(server: Any, token: str, symbol: str = "", value: str = "", **query: str) -> dict[str, Any]:
    query = EN | {"partFamilyCode": stock.WASHERS} | query
    if not symbol:
        return get(server, "v3/Product/Configure", token, **query).json
    query |= {"symbol": symbol, "value": value}
    headers = {"Authorization": f"Bearer {token}"}
    return send("POST", f"{server.gateway_url}/v3/Product/UpdateConfiguration?{urlencode(query)}", b"", headers).json


def test_a_configuration_tells_attributes_formats_and_pictures(contract_server, token):
    said = configured(contract_server, token)
    info = said["globalInfo"]["partFamilyInfo"]
    assert not said["globalInfo"]["configurationErrors"]
    assert info["selectionPath"] == "1|size=8 mm|=0|H==1.6|"
    assert all(isinstance(row["value"], str) for row in said["bomFields"])
    assert set(said["bomFields"][0]) == {"symbol", "label", "type", "value", "unit"}
    for name in ("partFamilyPictureUrl", "partNumberPictureUrl"):
        assert send("GET", info[name]).body.startswith(b"\x89PNG")


def test_an_entered_height_begins_with_an_equals_sign(contract_server, token):
    start = configured(contract_server, token)["globalInfo"]["partFamilyInfo"]["selectionPath"]
    for value in ("2.5", "=99", "=thick"):
        refused = configured(contract_server, token, "H", value, initialSelectionPath=start)
        assert refused["globalInfo"]["configurationErrors"][0]["symbol"] == "H"
        assert refused["globalInfo"]["partFamilyInfo"]["selectionPath"] == start
    higher = configured(contract_server, token, "H", "=2.5", initialSelectionPath=start)
    path = higher["globalInfo"]["partFamilyInfo"]["selectionPath"]
    assert path == "1|size=8 mm|=0|H==2.5|"
    contract_server.pending = 0
    number = ask(contract_server, token, partFamilyCode=stock.WASHERS, selectionPath=path).json
    archive = zipfile.ZipFile(io.BytesIO(send("GET", look(contract_server, token, number).json["cadFileUrl"]).body))
    assert "Höhe;2,5;mm" in archive.read("W-8.txt").decode("cp1252")


def test_a_size_is_chosen_and_an_unknown_symbol_is_told_in_a_200(contract_server, token):
    larger = configured(contract_server, token, "SIZE", "10 mm")
    assert larger["globalInfo"]["partFamilyInfo"]["selectionPath"] == PAIR_1["selectionPath"]
    assert configured(contract_server, token, "NONE", "1")["globalInfo"]["configurationErrors"]


def test_an_account_is_checked_and_made(contract_server, token):
    def check(email: str) -> int:
        return get(contract_server, f"v2/Account/CheckLogin/{quote(email, safe='')}", token).status

    assert [check(mail) for mail in (contract_server.email, "new@example.com", "nobody")] == [200, 404, 400]
    made = post(contract_server, "v2/Account/SignUp", {"userEmail": "new@example.com", "tpOptIn": False}, token)
    assert (made.status, len(made.text)) == (201, 36)
    assert check("new@example.com") == 200
    assert post(contract_server, "v2/Account/SignUp", {"userEmail": "nobody"}, token).status == 500
    assert "example.com" not in repr(contract_server.requests)


def test_a_post_of_plain_json_is_refused_when_the_test_says_so(contract_server, token):
    contract_server.plus_json_only = True
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    url = f"{contract_server.gateway_url}/v3/Product/cadRequest"
    assert send("POST", url, b"{}", headers).status == 415
    assert ask(contract_server, token, **PAIR_2).status == 200
