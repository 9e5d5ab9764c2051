"""What the gateway client reads of listings, part numbers and accounts: tolerantly, and no wrong type unheard."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from gateway_scenes import BY_PATH, KEY, PATH, QUICK, TENANT, bearer, gateway, query_of, send, token_of
from loopback import Handler, answer, in_turn, loopback

from cadwidgets.clients._gateway_token import seconds_to_keep
from cadwidgets.clients._http import HttpSession
from cadwidgets.clients.traceparts_gateway import TracePartsGateway
from cadwidgets.contract.parts import CatalogInfo, Category, PartRef, Product
from cadwidgets.contract.persons import Person
from cadwidgets.errors import BadAnswer, Cancelled, NotFound, RequestError, SourceError
from cadwidgets.settings import Secret

CATALOG = {"classificationCode": "S", "title": "Screws", "updateDate": "2026-11-01", "surplus": {"a": 1}}
CATEGORY = {"categoryCode": "X.10", "title": "Bolts", "level": "2"}
PRODUCT = {"partFamilyCode": "90-1", "title": "ISO 4762", "partFamilyPictureUrl": "https://x/1.png"}
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "wrap", [lambda row: [row], lambda row: {"catalogList": [row], "n": 1}, lambda row: {"x": [row]}]
)
def test_catalogs_are_read_from_a_list_or_an_object(wrap: Callable[[object], object]) -> None:
    with gateway({"CatalogList": send(wrap(CATALOG))}) as (client, server):
        assert client.catalogs(language="de") == (CatalogInfo("S", "Screws", "", "2026-11-01"),)
    assert query_of(server.seen[-1].path) == {"cultureInfo": "de"}


def test_categories_and_products_are_read() -> None:
    routes = {"CategoryList": send([CATEGORY]), "ProductList": send({"productList": [PRODUCT, {}]})}
    with gateway(routes) as (client, server):
        assert client.categories("S") == (Category("X.10", "Bolts", "S", 2),)
        assert client.products("S") == (Product("90-1", "ISO 4762", "https://x/1.png"), Product("", ""))
        assert query_of(server.seen[-1].path) == {"cultureInfo": "en", "classificationCode": "S"}
        client.products("S", "X.10")
        assert query_of(server.seen[-1].path)["categoryCode"] == "X.10"


@pytest.mark.parametrize("body", [b"", b"  ", b"[]", b"{}", b'{"productList": null}'])
def test_a_catalog_without_products_has_none(body: bytes) -> None:
    with gateway({"ProductList": send(body)}) as (client, _):
        assert client.products("S") == ()


@pytest.mark.parametrize(
    "body",
    [
        [PRODUCT, CATEGORY],
        {"productList": [PRODUCT], "categoryList": [CATEGORY], "version": 3},
        {"products": [{**PRODUCT, "categoryCode": "X.10", "categoryLabel": "Bolts"}]},
    ],
)
def test_products_and_categories_are_told_apart(body: object) -> None:
    with gateway({"ProductAndCategoryList": send(body)}) as (client, _):
        products, categories = client.products_and_categories("S")
    assert [product.part_id for product in products] == ["90-1"]
    assert [(category.path, category.title) for category in categories] == [("X.10", "Bolts")]


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"5", b'["a"]', b'[{"title": {"en": "x"}}]', b'[{"title": true}]', b'{"x": [1]}']
)
def test_a_listing_of_the_wrong_type_is_a_bad_answer(body: bytes) -> None:
    with gateway({"CatalogList": send(body)}) as (client, _), pytest.raises(BadAnswer):
        client.catalogs()


def test_an_unknown_language_of_a_listing_is_named_as_the_likely_cause() -> None:
    with gateway({"CatalogList": send(b"", 500)}) as (client, server):
        with pytest.raises(SourceError, match="likely cause is a language"):
            client.catalogs(language="xx")
        assert len(server.seen) == 2


def test_part_numbers_are_named_by_their_selection_paths() -> None:
    body = {"partNumberList": [
        {"partNumber": "N1", "selectionPath": PATH, "isCadAvailable": "False"},
        {"partNumber": "N2", "classificationCode": "S"},
    ]}  # fmt: skip
    with gateway({"PartNumberList": send(body)}) as (client, server):
        first, second = client.configurations("90-1")
    assert query_of(server.seen[-1].path) == {"partFamilyCode": "90-1"}
    assert (first.part, first.cad_available) == (PartRef(part_id="90-1", selection_path=PATH), False)
    assert (second.part, second.cad_available) == (PartRef("S", "N2"), None)


def test_a_part_number_that_names_no_part_needs_its_catalog() -> None:
    with gateway({"PartNumberList": send([{"partNumber": "N1"}])}) as (client, _):
        with pytest.raises(BadAnswer, match="neither a selection path nor a catalog"):
            client.configurations("90-1")
        assert client.configurations("90-1", classification_id="S")[0].part == PartRef("S", "N1")


def test_a_found_part_has_both_of_its_names() -> None:
    row = {"partFamilyCode": "90-1", "classificationCode": "S", "partNumber": "N", "selectionPath": PATH, "version": 3}
    with gateway({"Availability": in_turn(send(row), send({**row, "selectionPath": None}))}) as (client, server):
        found = client.find("n 1", "alias", ignore_punctuation=True)
        assert query_of(server.seen[-1].path) == {"partNumber": "n 1", "catalog": "alias", "removeChar": "true"}
        assert (found.part, found.version) == (PartRef(part_id="90-1", selection_path=PATH), "3")
        assert client.find_own_code("SKU", "alias").part == PartRef("S", "N")
        assert query_of(server.seen[-1].path) == {"yourOwnCode": "SKU", "catalog": "alias"}


def test_a_part_number_that_is_not_there_is_not_found() -> None:
    with gateway({"Availability": send({"title": "Not Found"}, 404)}) as (client, _), pytest.raises(NotFound):
        client.find("N", "S")


@pytest.mark.parametrize("body", [{}, {"partFamilyCode": "90-1"}, [], 5])
def test_an_availability_that_names_no_part_is_a_bad_answer(body: object) -> None:
    with gateway({"Availability": send(body)}) as (client, _), pytest.raises(BadAnswer):
        client.find("N", "S")


def test_an_empty_argument_is_refused_before_sending() -> None:
    with gateway({}) as (client, server):
        for call in (lambda: client.find("", "S"), lambda: client.products(" "), lambda: client.check_login("")):
            with pytest.raises(RequestError):
                call()
        assert server.seen == []


def test_a_catalogs_state_and_contact_are_read() -> None:
    contact = {
        "companyName": "Screws Ltd",
        "email": "a@b.example",
        "webSites": ["https://x"],
        "address": "1 Road",
        "q": [1],
    }
    with gateway({"Availability": send(CATALOG), "Catalog": send(contact)}) as (client, _):
        state = client.catalog_availability("alias")
        told = client.contact("S")
    assert (state.classification_id, state.updated) == ("S", "2026-11-01")
    assert (told.name, told.emails, told.web_sites, told.address) == (
        "Screws Ltd",
        ("a@b.example",),
        ("https://x",),
        "1 Road",
    )
    assert "q" not in told.details


# --- accounts ----------------------------------------------------------------------------------------------------

PERSON = Person("new.person@example.com", "Gears", "FR", "Skłodowska", address=("1 Road",), zip_code="75000")


@pytest.mark.parametrize(("status", "known"), [(200, True), (404, False)])
def test_a_login_is_checked(status: int, known: bool) -> None:
    with gateway({"CheckLogin": send(b"", status)}) as (client, _):
        assert client.registered() is known


@pytest.mark.parametrize("status", [200, 201])
def test_a_person_is_registered_after_a_yes(status: int) -> None:
    questions: list[str] = []

    def yes(question: str) -> bool:
        questions.append(question)
        return True

    with gateway({"SignUp": send("0f8fad5b-d9cb-469f-a165-70867728950e", status)}) as (client, server):
        assert client.register(PERSON, agree=yes) == "0f8fad5b-d9cb-469f-a165-70867728950e"
    sent = {"userEmail": PERSON.email, "company": "Gears", "country": "FR", "name": "Skłodowska", "addr1": "1 Road"}
    body = server.seen[-1].body.encode("latin-1")
    assert json.loads(body) == {**sent, "zipCode": "75000", "tpOptIn": False, "partnersOptIn": False}
    assert len(questions) == 1
    assert "Mail address, company, country, name, address, zip code will be sent" in questions[0]
    assert "consent" not in questions[0]


def test_nobody_is_registered_without_a_yes() -> None:
    with gateway({"SignUp": send("x")}) as (client, server):
        with pytest.raises(Cancelled):
            client.register(PERSON, agree=lambda _: False)
        assert server.seen == []


def test_a_refused_registration_shows_no_personal_data(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    refused = send({"detail": f"bad {PERSON}: {' '.join(PERSON.texts)}"}, 500)
    with gateway({"SignUp": refused}) as (client, _), pytest.raises(SourceError, match="mail address") as caught:
        client.register(PERSON, agree=lambda _: True)
    shown = f"{caught.value} {caught.value.__dict__} {caplog.text} {PERSON!r}"
    assert not any(text in shown for text in ("new.person", "Gears", "Skłodowska", "1 Road", "75000"))


@pytest.mark.parametrize(
    ("change", "parameter"),
    [
        ({"country": "France"}, "country"),
        ({"company": ""}, "company"),
        ({"address": ("ab",) * 4}, "address"),
        ({"address": ("a",)}, "address"),
        ({"phone": "1"}, "phone"),
    ],
)
def test_a_person_is_checked_without_being_shown(change: dict[str, object], parameter: str) -> None:
    fields: dict[str, object] = {"email": "a@b.example", "company": "Gears", "country": "FR"}
    with pytest.raises(RequestError) as caught:
        Person(**{**fields, **change})  # type: ignore[arg-type]
    assert caught.value.parameter == parameter
    assert caught.value.value is None


# --- how long a token is kept ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expiry", "seconds"),
    [
        ("2026-11-25T12:00:00Z", 86340),
        ("2026-11-25T12:00:00", 86340),
        ("2026-11-25T13:00:00.1234567+01:00", 86340),
        ("2026-11-24T12:00:30Z", 60),
        ("2020-01-01T00:00:00Z", 60),
        ("", 3600),
        ("tomorrow", 3600),
    ],
)
def test_a_token_is_kept_until_a_minute_before_it_expires(expiry: str, seconds: int) -> None:
    assert seconds_to_keep(expiry, NOON) == pytest.approx(seconds, abs=1)


class Restarting:
    """An endpoint whose service was started anew, with another key."""

    name, embedded = "service", True

    def __init__(self, url: str) -> None:
        self.url, self.key = url, KEY

    def locate(self) -> tuple[str, Secret]:
        return self.url, Secret(self.key)

    def recover(self) -> bool:
        return False


def test_a_token_is_forgotten_when_the_key_changes() -> None:
    def respond(handler: Handler) -> None:
        if handler.path.endswith("RequestToken"):
            token_of(f"token{next(numbers)}")(handler)
        else:
            answer(handler, json.dumps({bearer(handler): "x"}).encode())

    numbers = iter(range(9))
    with loopback(respond) as server:
        endpoint = Restarting(server.url)
        client = TracePartsGateway(HttpSession(endpoint), tenant=TENANT, email="a@b.example", pace=QUICK)
        assert list(client.languages()) == list(client.languages()) == ["token0"]
        endpoint.key = "another_key"
        assert list(client.languages()) == ["token1"]


def test_whoever_waits_for_anothers_token_can_cancel() -> None:
    asked, done, cancel = threading.Event(), threading.Event(), threading.Event()

    def slow(handler: Handler) -> None:
        asked.set()
        done.wait(20)
        token_of()(handler)

    with gateway({"RequestToken": slow, "CadDataAvailability": send({})}) as (client, _):
        first = threading.Thread(target=lambda: client.formats(BY_PATH))
        first.start()
        assert asked.wait(20)
        threading.Timer(0.1, cancel.set).start()
        with pytest.raises(Cancelled):
            client.formats(BY_PATH, cancel=cancel)
        done.set()
        first.join()
