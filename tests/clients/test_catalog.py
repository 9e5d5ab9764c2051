"""The client of the catalog's search and of one part: what it sends, and what it makes of answers of other shapes."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from loopback import Loopback, answer, loopback

from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients.catalog import CatalogClient
from cadwidgets.contract.bom_text import BomField
from cadwidgets.contract.part_details import PartDetails
from cadwidgets.contract.parts import ConfiguratorParameter, PartRef
from cadwidgets.contract.search import Facet, FacetValue, Filter, HitColumn, SearchPage, Understood
from cadwidgets.contract.sizes import Size
from cadwidgets.errors import BadAnswer
from cadwidgets.settings import Secret

KEY = "canary_key_1234"
HIT = {
    "part_number": "ISO 4762 M6x20",
    "title": "Hexagon socket head cap screw",
    "classification_id": "C",
    "part_id": "90-24112026-000010",
    "selection_path": "d=6 mm|l=20 mm|",
    "family": "iso4762",
    "category": "CW.10.010",
    "attributes": {"d": "6"},
    "picture_url": "",
}
VALUE = {"value": "6", "count": 3, "label": "6", "chosen": True}
FACET = {"name": "d", "label": "Nominal diameter d", "kind": "number", "values": [VALUE], "unit": "mm"}
MEANT = {"text": "M6", "filter": {"facet": "d", "values": ["6"]}, "label": "d: 6 mm"}
COLUMN = {"name": "d", "label": "Nominal diameter d", "kind": "number", "unit": "mm"}
PAGE = {"total": 3, "about": False, "page": 1, "pages": 2, "hits": [HIT], "facets": [FACET], "understood": [MEANT]}
PAGE |= {"columns": [COLUMN]}

PARAMETER = {"symbol": "d", "label": "d", "kind": "real", "value": "6", "choices": [["6", "6 mm"]], "editable": False}
TEXTS = ("part_number", "title", "description", "standard", "material", "classification_id", "part_id")
PART = dict.fromkeys((*TEXTS, "selection_path"), "x") | {
    "dimensions": [],
    "properties": {},
    "formats": [{"id": 901, "label": "STEP AP214"}],
    "bom": [{"label": "Part number", "value": "00123", "unit": ""}],
    "parameters": [PARAMETER],
    "messages": ["d cannot be 7 here"],
}
BY_PATH = PartRef(part_id="90-24112026-000010", selection_path="d=6 mm|l=20 mm|")


def client(server: Loopback) -> CatalogClient:
    return CatalogClient(HttpSession(RemoteEndpoint(server.url, Secret(KEY))))


def searched(body: Any) -> SearchPage:
    with loopback(lambda handler: answer(handler, json.dumps(body).encode())) as server:
        return client(server).search("M6")


def test_a_page_is_read_in_full() -> None:
    page = searched(PAGE)
    assert (page.total, page.about, page.page, page.pages) == (3, False, 1, 2)
    assert page.hits[0].part == PartRef(part_id="90-24112026-000010", selection_path="d=6 mm|l=20 mm|")
    assert page.facets == (Facet("d", "Nominal diameter d", "number", (FacetValue("6", 3, "6", True),), "mm"),)
    assert page.understood == (Understood("M6", Filter("d", ("6",)), "d: 6 mm"),)
    assert page.columns == (HitColumn("d", "Nominal diameter d", "number", "mm"),)


def test_a_service_that_tells_no_columns_has_none() -> None:
    assert searched({name: value for name, value in PAGE.items() if name != "columns"}).columns == ()


def test_filters_are_sent_one_by_one_and_the_key_in_no_url() -> None:
    with loopback(lambda handler: answer(handler, json.dumps(PAGE).encode()), ours=True) as server:
        client(server).search(
            "M6 & more", [Filter("d", ("6",)), Filter("l", (), 10, 20)], page=2, language="de", sort="-l"
        )
        (seen,) = server.seen
    query = parse_qs(urlsplit(seen.path).query)
    assert query == {
        "q": ["M6 & more"],
        "filter": ["d:6", "l:10..20"],
        "page": ["2"],
        "size": ["20"],
        "sort": ["-l"],
        "language": ["de"],
    }
    assert seen.headers["X-Api-Key"] == KEY


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        PAGE | {"total": "many"},
        PAGE | {"hits": [{}]},
        PAGE | {"hits": None},
        PAGE | {"facets": [FACET | {"values": [3]}]},
        PAGE | {"facets": [FACET | {"colour": "red"}]},
        PAGE | {"understood": [MEANT | {"filter": "d:6"}]},
        PAGE | {"columns": [COLUMN | {"colour": "red"}]},
    ],
)
def test_a_page_of_another_shape_is_a_bad_answer(body: Any) -> None:
    with pytest.raises(BadAnswer):
        searched(body)


def part_of(body: Any) -> PartDetails:
    with loopback(lambda handler: answer(handler, json.dumps(body).encode())) as server:
        return client(server).part(part=BY_PATH)


def test_a_part_is_read_in_full() -> None:
    details = part_of(PART)
    assert details.bom == (BomField("Part number", "00123"),)
    assert details.parameters == (ConfiguratorParameter("d", "d", "real", "6", (("6", "6 mm"),)),)
    assert details.messages == ("d cannot be 7 here",)


def test_a_service_that_tells_no_parameters_has_none() -> None:
    details = part_of({name: PART[name] for name in PART.keys() - {"bom", "parameters", "messages"}})
    assert (details.bom, details.parameters, details.messages) == ((), (), ())


@pytest.mark.parametrize(
    ("names", "sent"),
    [
        ({"number": "iso4762 m6x20"}, {"number": ["iso4762 m6x20"]}),
        ({"part": BY_PATH}, {"part_id": [BY_PATH.part_id], "path": [BY_PATH.selection_path]}),
        ({"part": PartRef(part_id="x")}, {"part_id": ["x"]}),
        ({"part": PartRef("C", "1E5")}, {"classification": ["C"], "number": ["1E5"]}),
    ],
)
def test_a_part_is_named_as_the_caller_named_it(names: dict[str, Any], sent: dict[str, list[str]]) -> None:
    with loopback(lambda handler: answer(handler, json.dumps(PART).encode()), ours=True) as server:
        client(server).part(**names, change=("d", "8"), options={"thread": "real"}, language="de")
        (seen,) = server.seen
    rest = {"symbol": ["d"], "value": ["8"], "show": ["thread=real"], "language": ["de"]}
    assert parse_qs(urlsplit(seen.path).query) == sent | rest


@pytest.mark.parametrize(
    "body",
    [
        {},
        PART | {"parameters": [PARAMETER | {"choices": [["6"]]}]},
        PART | {"parameters": [{}]},
        PART | {"parameters": None},
        PART | {"bom": [{"colour": "red"}]},
        PART | {"messages": 3},
    ],
)
def test_a_part_of_another_shape_is_a_bad_answer(body: Any) -> None:
    with pytest.raises(BadAnswer):
        part_of(body)


def test_sizes_are_read_with_part_numbers_as_they_are_written_and_the_key_in_no_url() -> None:
    body = {"title": "T", "part_id": "90-1", "symbol": "d", "label": "Bore d", "unit": "mm"}
    body |= {"sizes": [{"value": 25, "part_numbers": ["00123", "1E5"]}]}
    with loopback(lambda handler: answer(handler, json.dumps(body).encode()), ours=True) as server:
        sizes = client(server).sizes("bearing.d, D=52")
        (seen,) = server.seen
    assert parse_qs(urlsplit(seen.path).query) == {"of": ["bearing.d, D=52"]}
    assert sizes.sizes == (Size(25.0, ("00123", "1E5")),)


@pytest.mark.parametrize("body", [{}, [], {"sizes": 1}, {"title": "T", "sizes": [{"value": "wide"}]}])
def test_sizes_of_another_shape_are_a_bad_answer(body: Any) -> None:
    with loopback(lambda handler: answer(handler, json.dumps(body).encode())) as server, pytest.raises(BadAnswer):
        client(server).sizes("bearing.d")
