"""``/catalog/part``: one part in any spelling, every value with its source, and an error that helps."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients.catalog import CatalogClient
from cadwidgets.clients.traceparts_gateway import TracePartsGateway
from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL, tenant_of
from cadwidgets.contract.part_details import PartDetails
from cadwidgets.contract.parts import PartRef
from cadwidgets.errors import NotFound, RequestError
from cadwidgets.service import catalog
from cadwidgets.settings import Secret


def asked(service: Any, **query: str) -> httpx.Response:
    return httpx.get(f"{service.url}/catalog/part", params=query, headers={"X-Api-Key": service.key}, timeout=60)


def configured(details: PartDetails) -> dict[str, str]:
    return {parameter.symbol: parameter.value for parameter in details.parameters}


def choices(details: PartDetails, symbol: str) -> list[str]:
    (parameter,) = (each for each in details.parameters if each.symbol == symbol)
    return [value for value, _ in parameter.choices]


@pytest.fixture
def session(service: Any) -> HttpSession:
    return HttpSession(RemoteEndpoint(service.url, Secret(service.key)))


@pytest.fixture
def client(session: HttpSession) -> CatalogClient:
    return CatalogClient(session)


@pytest.mark.parametrize("number", ["ISO 4762 M6x20", "iso4762 m6 x 20", "ISO_4762_M6\u00d720"])
def test_a_part_is_found_in_any_spelling(service: Any, number: str) -> None:
    details = PartDetails.from_json(asked(service, number=number).json())
    family, size = catalog.SHIPPED.find(catalog.CLASSIFICATION_ID, "ISO 4762 M6x20")
    assert details.part_number == "ISO 4762 M6x20"
    assert (details.part_id, details.selection_path) == (family.part_id, family.selection_path(size))
    assert [(one.symbol, one.value, one.unit) for one in details.dimensions] == [
        (one.symbol, one.value, one.unit) for one in size.dimensions
    ]
    assert details.mass == pytest.approx(6.65, abs=0.01)


def test_every_value_says_where_it_is_from_and_whether_two_documents_agree(service: Any) -> None:
    details = PartDetails.from_json(asked(service, number="ISO 4762 M6x20").json())
    by_symbol = {one.symbol: one for one in details.dimensions}
    assert by_symbol["s"].verified
    assert len(by_symbol["s"].agreeing) >= 2
    assert not by_symbol["v"].verified
    assert all(one.source and one.basis for one in details.dimensions)


def test_the_same_part_by_its_selection_path(service: Any) -> None:
    by_number = asked(service, number="6205").json()
    named = {"part_id": by_number["part_id"], "path": by_number["selection_path"]}
    assert asked(service, **named).json() == by_number


def test_labels_are_in_the_language_that_was_asked_for_and_values_stay(service: Any) -> None:
    english, german = (asked(service, number="6205", language=code).json() for code in ("en", "de"))
    assert german["title"] == "Rillenkugellager 6205"
    assert [row["label"] for row in german["dimensions"]] != [row["label"] for row in english["dimensions"]]
    assert [row["value"] for row in german["dimensions"]] == [row["value"] for row in english["dimensions"]]


def test_an_unknown_part_is_404_and_names_near_ones(service: Any) -> None:
    reply = asked(service, number="ISO 4762 M6x21")
    assert reply.status_code == 404
    assert "ISO 4762 M6x20" in reply.text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"number": "6205", "part_id": "90-24112026-000020"}, 400),
        ({"number": "6205", "show": "thread"}, 400),
        ({"number": "6205", "show": "thread=real"}, 404),
        ({"number": "6205", "language": "xx"}, 400),
        ({"number": "6205", "value": "8"}, 400),
        ({"number": "6205", "classification": "NOBODYS"}, 404),
        ({"number": "6205", "classification": catalog.EXAMPLES_ID}, 404),
        ({"classification": catalog.CLASSIFICATION_ID}, 400),
        ({"part_id": "90-24112026-000010", "classification": catalog.CLASSIFICATION_ID}, 400),
        ({"part_id": "90-24112026-000010", "path": "d=7 mm|"}, 404),
    ],
)
def test_what_cannot_be_meant_is_refused(service: Any, query: dict[str, str], status: int) -> None:
    assert asked(service, **query).status_code == status


def test_every_name_of_a_part_means_the_same(client: CatalogClient) -> None:
    by_number = client.part("ISO 4762 M6x20")
    assert client.part(part=by_number.part) == by_number
    assert client.part(part=PartRef(catalog.CLASSIFICATION_ID, "ISO 4762 M6x20")) == by_number
    default = client.part(part=PartRef(part_id=by_number.part_id))
    assert default.part_number == catalog.family("iso4762").part_numbers[0]


@pytest.mark.parametrize("names", [{}, {"number": "6205", "part": PartRef(catalog.CLASSIFICATION_ID, "6205")}])
def test_the_client_asks_for_exactly_one_part(client: CatalogClient, names: dict[str, Any]) -> None:
    with pytest.raises(RequestError):
        client.part(**names)


def test_a_part_tells_what_it_was_chosen_by_and_what_else_there_is(client: CatalogClient) -> None:
    details = client.part("ISO 4762 M6x20", language="de")
    assert configured(details) == {"d": "6", "l": "20", "class": "8.8", "thread": "simplified"}
    assert [each.label for each in details.parameters][:2] == ["Nenndurchmesser d", "Länge l"]
    assert ("6", "6 mm") in details.parameters[0].choices
    lengths = choices(details, "l")
    family = catalog.family("iso4762")
    assert lengths == list(dict.fromkeys(part.selection[1] for part in family.configurations if part["d"] == 6))
    assert details.messages == ()


def test_what_follows_from_a_change_follows(client: CatalogClient) -> None:
    before = client.part("ISO 4762 M3x30", options={"thread": "real"})
    after = client.part(part=before.part, change=("d", "20"))
    assert (configured(after)["d"], configured(after)["thread"]) == ("20", "real")
    assert configured(after)["l"] in choices(after, "l")
    assert choices(after, "l") != choices(before, "l")
    assert catalog.family("iso4762").configured(after.selection_path).part_number == after.part_number
    assert client.part(part=after.part) == after


@pytest.mark.parametrize(
    ("change", "said"), [(("d", "7"), "cannot be '7'"), (("colour", "red"), "no parameter 'colour'")]
)
def test_a_change_that_is_not_possible_changes_nothing_and_says_so(
    client: CatalogClient, change: tuple[str, str], said: str
) -> None:
    before = client.part("ISO 4762 M6x20")
    after = client.part(part=before.part, change=change)
    assert (after.part_number, after.parameters) == (before.part_number, before.parameters)
    (message,) = after.messages
    assert said in message


def test_a_part_tells_all_that_its_bom_text_says(session: HttpSession, client: CatalogClient) -> None:
    """The gateway's BOM fields are those of the BOM text."""
    gateway = TracePartsGateway(session, tenant=Secret(tenant_of(LOCAL)), email=Secret(EMBEDDED_EMAIL))
    for number in ("ISO 4762 M6x20", "UCP205"):
        details = client.part(number)
        assert details.bom == gateway.configure(details.part).bom
        assert {field.label for field in details.bom} >= {"Part number", "Designation", "Catalog"}


def test_an_unknown_number_of_a_catalog_is_not_found_and_near_ones_are_named(client: CatalogClient) -> None:
    with pytest.raises(NotFound, match="ISO 4762 M6x20"):
        client.part(part=PartRef(catalog.CLASSIFICATION_ID, "ISO 4762 M6x21"))


def test_the_key_is_needed(service: Any) -> None:
    assert httpx.get(f"{service.url}/catalog/part", params={"number": "6205"}).status_code == 403
