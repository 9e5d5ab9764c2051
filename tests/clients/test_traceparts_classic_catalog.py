"""What the classic client reads of lists, exports and accounts, at two services and in shapes beyond theirs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Protocol

import pytest
from classic_scenes import BY_NUMBER, BY_PATH, EMAIL, HIDDEN, PATH, classic, exported, query_of, send
from loopback import in_turn

from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.contract.accounts import EMBEDDED_EMAIL
from cadwidgets.contract.bom_text import BomField
from cadwidgets.contract.found import CatalogState, FoundPart
from cadwidgets.contract.parts import CadFormat, CatalogInfo, Category, Configuration, PartRef, Product
from cadwidgets.contract.persons import Person
from cadwidgets.errors import BadAnswer, Cancelled, NotFound, RequestError, SourceError

WASHERS, SETS = "10-03052021-114249", "10-24032019-000310"
OURS = "CADWIDGETS_STANDARD_PARTS"
PERSON = Person(
    "new.person@example.com", "Gears & Co", "PL", "Skłodowska", "Maria", ("1 Road", "Yard 2"), zip_code="75000"
)


class Service(Protocol):
    """Our running service."""

    url: str
    key: str


class ContractServer(Protocol):
    """The contract-only server."""

    traceparts_url: str
    key: str
    email: str
    cad_requests: int
    errors_with_200: bool


@pytest.fixture(params=["json", "xml"])
def answers(request: pytest.FixtureRequest) -> str:
    """How both services answer."""
    return str(request.param)


@pytest.fixture
def theirs(contract_server: ContractServer, answers: str) -> TracePartsClassic:
    url, key, email = contract_server.traceparts_url, contract_server.key, contract_server.email
    return TracePartsClassic.at(url, key, email, answers=answers)


@pytest.fixture
def ours(service: Service, answers: str) -> TracePartsClassic:
    return TracePartsClassic.at(service.url, service.key, EMBEDDED_EMAIL, answers=answers)


# --- two services ------------------------------------------------------------------------------------------------


def test_a_foreign_catalog_is_walked_from_the_top_to_a_part(theirs: TracePartsClassic) -> None:
    (catalog,) = theirs.catalogs()
    assert (catalog.classification_id, catalog.title) == ("CONTRACT_WASHERS", "Scheiben & Sätze")
    assert catalog.picture_url.startswith("http://127.0.0.1")
    (category,) = theirs.categories(catalog.classification_id)
    assert (category.path, category.level) == ("/F_W/F_W.10/F_W.10.010/", 3)
    products = theirs.products(catalog.classification_id, category.path)
    assert [product.title for product in products] == ["Scheiben", "Sätze", "Große Scheiben", "Alte Scheiben"]
    configurations = theirs.configurations(products[1].part_id)
    part = PartRef(part_id=SETS, selection_path="1|set=8 & 8.1 %|=0|")
    assert configurations == (Configuration("WR-8", part),)
    assert theirs.formats(part) == (CadFormat(19, "STEP AP214"), CadFormat(77, "STL"))
    assert theirs.part_data(part).title == "Satz aus Scheibe und Ring"


@pytest.mark.long
def test_our_catalog_is_walked_from_the_top_to_a_part(ours: TracePartsClassic) -> None:
    assert OURS in [catalog.classification_id for catalog in ours.catalogs()]
    categories = ours.categories(OURS)
    assert {category.classification_id for category in categories} == {OURS}
    products = {product.title for category in categories for product in ours.products(OURS, category.path)}
    assert products == {product.title for product in ours.products(OURS)}
    found = ours.find("6205", OURS)
    configurations = ours.configurations(found.part_id)
    assert Configuration("6205", found.part) in configurations
    assert len({configuration.part for configuration in configurations}) == len(configurations) > 1
    assert CadFormat(901, "STEP AP214") in ours.formats(found.part)
    assert "6205" in ours.part_data(found.part).title
    assert ours.part_data(found.part, language="de").description != ours.part_data(found.part).description


def test_a_part_of_a_foreign_catalog_without_formats_has_none(theirs: TracePartsClassic) -> None:
    assert theirs.formats(PartRef("CONTRACT_WASHERS", "W-PAPER")) == ()


def test_pages_are_put_together(theirs: TracePartsClassic, ours: TracePartsClassic) -> None:
    for size in (1, 3, 4):
        assert theirs.products("CONTRACT_WASHERS", page_size=size) == theirs.products("CONTRACT_WASHERS")
    assert ours.products(OURS, page_size=1) == ours.products(OURS)


def test_languages_have_codes_and_labels(theirs: TracePartsClassic, ours: TracePartsClassic) -> None:
    assert theirs.languages() == {"en": "English", "de": "Deutsch", "fr": "Français"}
    assert ours.languages()["de"] == "Deutsch"


def test_a_part_number_is_found_by_a_label_of_its_catalog(theirs: TracePartsClassic, ours: TracePartsClassic) -> None:
    path = "1|size=10 mm|=0|H==2|"
    assert theirs.find("W-10", "washers") == FoundPart("W-10", "CONTRACT_WASHERS", WASHERS, path, "3")
    assert theirs.find("W10", "washers", ignore_punctuation=True).part_number == "W-10"
    with pytest.raises(NotFound):
        theirs.find("W10", "washers")
    assert ours.find("ISO4762M6x20", OURS, ignore_punctuation=True).part_number == "ISO 4762 M6x20"
    assert theirs.catalog_availability("washers") == CatalogState("CONTRACT_WASHERS", "2021-11-08T09:30:00")
    assert ours.catalog_availability(OURS).classification_id == OURS


@pytest.mark.parametrize("with_200", [False, True])
def test_an_unknown_catalog_is_not_found(
    theirs: TracePartsClassic, contract_server: ContractServer, with_200: bool
) -> None:
    contract_server.errors_with_200 = with_200
    for call in (theirs.products, theirs.categories, theirs.catalog_availability):
        with pytest.raises(NotFound):
            call("NOTHING")


def test_our_lists_tell_the_attributes_of_a_part_by_either_name(ours: TracePartsClassic) -> None:
    by_number = ours.bom(PartRef(OURS, "ISO 4762 M6x20"))
    assert BomField("Part number", "ISO 4762 M6x20") in by_number.fields
    assert by_number == ours.bom(ours.find("ISO 4762 M6x20", OURS).part)
    with pytest.raises(NotFound):
        ours.bom(PartRef(OURS, "ISO 4762 M6x2000"))
    assert ours.requests == 0


def test_a_foreign_part_without_attributes_in_the_lists_refers_to_the_download(
    theirs: TracePartsClassic, contract_server: ContractServer
) -> None:
    with pytest.raises(NotFound, match="comes with a download"):
        theirs.bom(PartRef("CONTRACT_WASHERS", "W-10"))
    assert contract_server.cad_requests == theirs.requests == 0


@pytest.mark.parametrize("form", ["json", "csv", "xml"])
@pytest.mark.parametrize("data_type", [1, 2, 3, 4, 5, 8])
def test_every_kind_of_data_is_exported(
    theirs: TracePartsClassic, ours: TracePartsClassic, data_type: int, form: Any
) -> None:
    for client in (theirs, ours):
        ((name, data),) = client.synchronization(data_type, form)
        assert name.startswith("Ws")
        assert name.endswith(f"_en.{form}")
        assert data
    if form == "json":
        assert json.loads(data)


def test_an_export_is_narrowed(theirs: TracePartsClassic) -> None:
    ((_, data),) = theirs.synchronization(5, catalog_id="CONTRACT_WASHERS", part_id=SETS, language="de")
    assert [row["partNumber"] for row in json.loads(data)] == ["WR-8"]
    with pytest.raises(SourceError):
        theirs.synchronization(7)
    with pytest.raises(RequestError):
        theirs.synchronization(5, "zip")  # type: ignore[arg-type]


# --- shapes beyond the two ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("part", "path"), [("partID", "selectionPath"), ("PartID", "SelectionPath"), ("partId", "x")])
@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"partNumberList": rows, "count": 2}])
def test_part_numbers_are_read_in_every_spelling(
    part: str, path: str, wrap: Callable[[list[dict[str, str]]], object]
) -> None:
    """Also where the export was not narrowed, and by the catalog where a row has no path."""
    rows = [{part: BY_PATH.part_id, path: PATH, "partNumber": "00123", "classificationId": "SCREWS"}, {part: "other"}]
    with classic({"SynchronizationData": exported(wrap(rows))}) as (client, server):
        (found,) = client.configurations(BY_PATH.part_id)
    assert found == Configuration("00123", BY_PATH if path != "x" else PartRef("SCREWS", "00123"))
    sent = query_of(server.seen[0].path)
    assert (sent["DataType"], sent["PartId"], sent["Format"]) == ("5", BY_PATH.part_id, "json")


@pytest.mark.parametrize(
    "respond",
    [
        exported([{"partNumber": "1"}]),
        exported([1]),
        exported(b"<html>"),
        exported([], "../../up.json"),
        exported([], "data.csv"),
        send(b"PK and no zip"),
        send(b"<html>login</html>"),
        send([]),
        send(b""),
    ],
)
def test_an_export_of_no_use_is_a_bad_answer(respond: Any) -> None:
    with classic({"SynchronizationData": respond}) as (client, _), pytest.raises(BadAnswer):
        client.configurations("10-1")


@pytest.mark.parametrize("part", [BY_PATH, BY_NUMBER])
def test_attributes_are_read_from_the_row_of_the_part(part: PartRef) -> None:
    field = {"symbol": "D", "label": "Diameter", "type": "Real", "value": "1E5", "unit": "mm"}
    row = {"partId": BY_PATH.part_id, "selectionPath": PATH, "partNumber": BY_NUMBER.part_number}
    other = row | {"selectionPath": "other", "partNumber": "other"}
    routes = {"SynchronizationData": exported([other, row | {"bomFields": [field, {"symbol": "E", "value": 7}]}])}
    with classic(routes) as (client, server):
        assert client.bom(part).fields == (BomField("Diameter", "1E5", "mm"), BomField("E", "7"))
    assert query_of(server.seen[-1].path)["SystemBOM"] == "1"


@pytest.mark.parametrize("last", [b"", b" ", b"0", b"{}", b"[]", b"<WsProductsList/>"])
def test_the_products_end_where_next_to_nothing_comes(last: bytes) -> None:
    page = {"productList": [{"partID": "10-1", "title": "A"}, {"partID": "10-2", "title": "B", "updated": "x"}]}
    with classic({"ProductsList": in_turn(send(page), send(last))}) as (client, server):
        assert client.products("S") == (Product("10-1", "A"), Product("10-2", "B", updated="x"))
    assert [query_of(seen.path)["Page"] for seen in server.seen] == ["1", "2"]


def test_a_service_that_knows_no_pages_is_asked_twice() -> None:
    with classic({"ProductsList": send({"productList": [{"partID": "10-1"}]})}) as (client, server):
        assert client.products("S") == (Product("10-1", ""),)
    assert len(server.seen) == 2


@pytest.mark.parametrize("root", ["WsCatalogsList", 'a:x xmlns:a="urn:any"'])
@pytest.mark.parametrize("item", ["Classification", "item", "CLASSIFICATIONLIST"])
@pytest.mark.parametrize("count", [1, 2])
def test_xml_is_read_whatever_its_elements_are_called(root: str, item: str, count: int) -> None:
    row = "<ClassificationID>S</ClassificationID><TITLE>Nuts &amp; bolts</TITLE><Updated/>"
    rows = "".join(f"<{item}>{row}</{item}>" for _ in range(count))
    body = f"<{root}>\n <ClassificationList>{rows}</ClassificationList></{root.split()[0]}>".encode()
    for data in (body, b"\xef\xbb\xbf" + body):
        with classic({"CatalogsList": send(data)}, answers="xml") as (client, _):
            assert client.catalogs() == (CatalogInfo("S", "Nuts & bolts"),) * count


@pytest.mark.parametrize("count", [1, 2])
def test_xml_rows_may_stand_in_the_root(count: int) -> None:
    row = "<CadFormat><CadFormatId>19</CadFormatId><CadFormatName>STEP</CadFormatName></CadFormat>"
    body = f"<WsCADFormatsList>{row * count}</WsCADFormatsList>".encode()
    with classic({"CADFormatsList": send(body)}, answers="xml") as (client, _):
        assert client.formats() == (CadFormat(19, "STEP"),) * count


@pytest.mark.parametrize(
    "body",
    [b"<html><p>login</p></html>", b"<a><b></a>", b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', b"<a>" * 50_000, b"5"],
)
def test_xml_of_no_use_is_a_bad_answer(body: bytes) -> None:
    with classic({"CatalogsList": send(body)}, answers="xml") as (client, _), pytest.raises(BadAnswer):
        client.catalogs()


@pytest.mark.parametrize(
    "body",
    [
        [{"language": "en", "label": "English"}, {"language": "xx"}],
        {"languages": [{"code": "en", "name": "English"}, {"code": "xx", "name": ""}]},
    ],
)
def test_languages_are_read_in_likely_shapes(body: object) -> None:
    with classic({"LanguagesList": send(body)}) as (client, _):
        assert client.languages() == {"en": "English", "xx": "xx"}
    with classic({"LanguagesList": send(["en", "de"])}) as (client, _):
        assert client.languages() == {"en": "en", "de": "de"}


@pytest.mark.parametrize("wrap", [lambda row: row, lambda row: [row], lambda row: {"globalInfo": row}])
def test_a_found_part_is_read_in_likely_shapes(wrap: Callable[[object], object]) -> None:
    row = {"catalogId": "S", "productId": "10-1", "partNumber": 123, "selectionPath": "a|b=1|"}
    with classic({"PartNumberAvailability": send(wrap(row))}) as (client, _):
        assert client.find("123", "my label") == FoundPart("123", "S", "10-1", "a|b=1|")


def test_categories_are_read_by_either_spelling_of_the_list() -> None:
    row = {"path": "/F_X/", "title": "Bolts", "level": "2", "pictureUrl": None}
    for name in ("categorieList", "CategoryList"):
        with classic({"CategoriesList": send({name: [row]})}) as (client, _):
            assert client.categories("S") == (Category("/F_X/", "Bolts", "S", 2),)


# --- accounts ----------------------------------------------------------------------------------------------------


def test_an_address_is_registered_after_a_yes(theirs: TracePartsClassic, ours: TracePartsClassic, answers: str) -> None:
    for client in (theirs, ours):
        person = Person(f"{answers}.{PERSON.email}", PERSON.company, PERSON.country, name=PERSON.name)
        assert client.registered()
        assert not client.check_login(person.email)
        assert client.register(person, agree=lambda _: True)
        assert client.check_login(person.email)
        with pytest.raises(SourceError) as raised:
            client.check_login("no address")
        assert raised.value.status == 400


def test_a_registration_says_what_is_sent_where_and_sends_just_that() -> None:
    asked: list[str] = []
    with classic({"UserRegistration": send({"registered": True})}) as (client, server):
        assert client.register(PERSON, agree=lambda text: not asked.append(text))
    (text,) = asked
    assert client.source in text
    assert "Mail address, company, country, name, first name, address, zip code will be sent there" in text
    assert not any(private in text for private in PERSON.texts)
    sent = query_of(server.seen[0].path)
    assert {name: sent[name] for name in ("UserEmail", "fname", "addr2", "zipcode", "TPOptIn", "PartnersOptIn")} == {
        "UserEmail": PERSON.email,
        "fname": "Maria",
        "addr2": "Yard 2",
        "zipcode": "75000",
        "TPOptIn": "0",
        "PartnersOptIn": "0",
    }
    assert not {"addr3", "city", "state", "phone", "fax"} & sent.keys()


def test_nobody_is_registered_without_a_yes() -> None:
    with classic({}) as (client, server):
        with pytest.raises(Cancelled):
            client.register(PERSON, agree=lambda _: False)
        assert server.seen == []


@pytest.mark.parametrize("status", [200, 400, 408])
def test_a_refused_registration_shows_no_personal_data_and_is_not_repeated(
    caplog: pytest.LogCaptureFixture, status: int
) -> None:
    caplog.set_level("DEBUG")
    refused = send({"codeError": "408", "messageError": f"bad {' '.join(PERSON.texts)} {HIDDEN}"}, status)
    with classic({"UserRegistration": refused}) as (client, server):
        with pytest.raises(SourceError, match=r"bad \*\*\*") as caught:
            client.register(PERSON, agree=lambda _: True)
        assert len(server.seen) == 1
    shown = f"{caught.value} {caught.value.__dict__} {caplog.text} {PERSON!r}"
    hidden = ("new.person", "Gears", "Skłodowska", "Maria", "1 Road", "75000", *HIDDEN)
    assert not any(text in shown for text in hidden)


@pytest.mark.parametrize(("said", "expected"), [(True, True), ("False", False), ("true", True), (0, False)])
def test_every_way_to_say_yes_or_no_is_read(said: object, expected: bool) -> None:
    with classic({"CheckLogin": send({"registered": said})}) as (client, server):
        assert client.registered() is expected
    assert query_of(server.seen[0].path)["UserEmail"] == EMAIL
    for body in ({}, {"registered": "perhaps"}, []):
        with classic({"CheckLogin": send(body)}) as (client, _), pytest.raises(BadAnswer):
            client.registered()
