"""``/catalog/part``: one part in any spelling, every value with its source, and an error that helps."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from cadwidgets.contract.part_details import PartDetails
from cadwidgets.service import catalog


def asked(service: Any, **query: str) -> httpx.Response:
    return httpx.get(f"{service.url}/catalog/part", params=query, headers={"X-Api-Key": service.key}, timeout=60)


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
        ({"part_id": "90-24112026-000010", "path": "d=7 mm|"}, 404),
    ],
)
def test_what_cannot_be_meant_is_refused(service: Any, query: dict[str, str], status: int) -> None:
    assert asked(service, **query).status_code == status


def test_the_key_is_needed(service: Any) -> None:
    assert httpx.get(f"{service.url}/catalog/part", params={"number": "6205"}).status_code == 403
