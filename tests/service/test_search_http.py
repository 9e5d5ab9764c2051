"""Search over HTTP: with a key, in pages, in three languages, and clear words for a bad filter."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from plain_http import Reply, send

from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients.catalog import CatalogClient
from cadwidgets.contract.search import Filter, SearchPage
from cadwidgets.errors import AuthError, NotFound, RequestError
from cadwidgets.service import catalog
from cadwidgets.settings import Secret

JSON = {"Accept": "application/json"}


def search(service: Any, key: str | None = None, **query: Any) -> Reply:
    query["key"] = service.key if key is None else key
    return send("GET", f"{service.url}/catalog/search?{urlencode(query, doseq=True)}", headers=JSON)


def found(service: Any, **query: Any) -> SearchPage:
    reply = search(service, **query)
    assert reply.status == 200, reply.text
    return SearchPage.from_json(reply.json)


@pytest.fixture
def client(service: Any) -> CatalogClient:
    return CatalogClient(HttpSession(RemoteEndpoint(service.url, Secret(service.key))))


def test_a_designation_finds_its_part_and_tells_what_was_understood(service: Any) -> None:
    page = found(service, q="M6x20 ISO 4762", size=1)
    assert page.hits[0].part_number == "ISO 4762 M6x20"
    understood = {(each.text, each.filter.text) for each in page.understood}
    assert understood >= {("ISO 4762", "standard:ISO 4762"), ("M6", "d:6"), ("x20", "l:20")}


def test_a_hit_names_the_part_and_shows_it(service: Any) -> None:
    hit = found(service, q="6205", size=1).hits[0]
    family, configuration = catalog.SHIPPED.find(hit.classification_id, hit.part_number)
    assert (hit.part_id, hit.family, hit.category) == (family.part_id, family.id, family.category)
    assert family.configured(hit.selection_path) == configuration
    assert (hit.attributes["d"], hit.attributes["D"]) == ("25", "52")
    assert httpx.get(hit.picture_url, timeout=60).headers["content-type"] == "image/png"


@pytest.mark.long
def test_pages_cover_every_part_of_the_catalog_exactly_once(service: Any) -> None:
    def pages() -> Iterator[SearchPage]:
        first = found(service, size=100, classification=catalog.CLASSIFICATION_ID)
        yield first
        for number in range(2, first.pages + 1):
            yield found(service, size=100, classification=catalog.CLASSIFICATION_ID, page=number)

    numbers = [hit.part_number for page in pages() for hit in page.hits]
    assert sorted(numbers) == sorted(number for family in catalog.families() for number in family.part_numbers)
    assert found(service, size=100, page=10_000).hits == ()


def test_filters_narrow_and_their_facets_keep_the_other_values(service: Any) -> None:
    page = found(service, q="ISO 4762", filter=["d:6,8", "l:1cm..2cm"], size=100)
    assert {hit.attributes["d"] for hit in page.hits} == {"6", "8"}
    assert all(10 <= float(hit.attributes["l"]) <= 20 for hit in page.hits)
    (diameters,) = (facet for facet in page.facets if facet.name == "d")
    counts = {value.value: value.count for value in diameters.values}
    assert counts["6"] + counts["8"] == page.total
    assert counts["10"] > 0
    assert {value.value for value in diameters.values if value.chosen} == {"6", "8"}


def test_titles_and_labels_come_in_the_language_asked_for(service: Any) -> None:
    page = found(service, q="ISO 4762 M6", language="de", size=1)
    assert page.hits[0].title == "Zylinderschraube mit Innensechskant"
    assert "Länge l" in {facet.label for facet in page.facets}


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("d", "names no facet"),
        ("colour:red", "names no facet of this catalog"),
        ("standard:1..2", "has no range"),
        ("d:thick", "is no number"),
        ("d:6kg", "has no values in 'kg'"),
        ("l:..", "without an end"),
    ],
)
def test_a_bad_filter_is_refused_with_what_is_right(service: Any, wanted: str, said: str) -> None:
    reply = search(service, filter=["d:6", wanted])
    assert reply.status == 400
    assert said in reply.error["message"]
    assert reply.error["parameter"] == "filter"
    assert reply.error["value"] in wanted
    assert reply.error["allowed"]


@pytest.mark.parametrize("query", [{"size": 0}, {"size": 101}, {"page": 0}, {"page": "x"}, {"q": "x" * 501}])
def test_a_page_that_cannot_be_is_refused(service: Any, query: dict[str, Any]) -> None:
    reply = search(service, **query)
    assert (reply.status, reply.error["parameter"]) == (400, next(iter(query)))


def test_an_unknown_catalog_is_not_found(service: Any) -> None:
    shipped = sum(len(family.part_numbers) for family in catalog.families())
    for known in (catalog.CLASSIFICATION_ID, catalog.BY_STANDARD_ID):
        assert found(service, classification=known).total == shipped
    assert search(service, classification="NOBODYS").status == 404


@pytest.mark.parametrize("key", ["", "wrong"])
def test_the_search_needs_the_key(service: Any, key: str) -> None:
    assert search(service, key=key, q="M6").status == 403


@pytest.mark.parametrize(
    "q", ["'", '"', "a OR b", "NEAR(", "*", "d:", "\x00", "\ud83d\ude00", "%", "-- drop", "{}", "(?"]
)
def test_no_text_is_an_error(service: Any, q: str) -> None:
    assert search(service, q=q.encode("utf-16", "surrogatepass").decode("utf-16")).status == 200


def test_many_may_ask_at_once(service: Any) -> None:
    with ThreadPoolExecutor(8) as asking:
        pages = list(
            asking.map(lambda number: found(service, q=f"M{number} screw", size=5), [3, 4, 5, 6, 8, 10, 12] * 3)
        )
    assert all(page.total for page in pages)


def test_a_page_is_sorted_by_any_column_and_names_those_of_the_family(client: CatalogClient) -> None:
    page = client.search("ISO 4762 M6", sort="-l", size=100, language="de")
    lengths = [float(hit.attributes["l"]) for hit in page.hits]
    assert lengths == sorted(lengths, reverse=True)
    assert [(column.label, column.unit) for column in page.columns[:2]] == [
        ("Nenndurchmesser d", "mm"),
        ("Länge l", "mm"),
    ]
    assert len(page.columns) <= 10
    with pytest.raises(RequestError) as refused:
        client.search("M6", sort="colour")
    assert (refused.value.parameter, refused.value.value) == ("sort", "colour")
    assert "part_number" in refused.value.allowed


def test_the_categories_are_a_tree_in_the_language_asked_for(client: CatalogClient) -> None:
    page = client.search(filters=[Filter("category", ("CW.10.050",))], language="de")
    tree = next(facet for facet in page.facets if facet.kind == "tree")
    labels = {value.value: value.label for value in tree.values}
    counts = {value.value: value.count for value in tree.values}
    assert (labels["CW.10"], labels["CW.10.050"]) == ("Verbindungselemente", "Muttern")
    assert [value.value for value in tree.values if value.chosen] == ["CW.10.050"]
    assert counts["CW.10.050"] == page.total < counts["CW.10"] < sum(counts.values())


def test_the_client_reads_the_page(client: CatalogClient) -> None:
    page = client.search("M6x20", [Filter("standard", ("ISO 4762",)), Filter("l", (), 1, 1, "in")], language="fr")
    assert page.total == 0
    page = client.search("SHCS M6", [Filter("l", (), 20, None)], size=2)
    assert (len(page.hits), page.page) == (2, 1)
    assert page.hits[0].part.has_path
    assert client.search(page=2, size=2).hits[0] == client.search(size=3).hits[2]


def test_the_client_raises_what_a_refusal_means(service: Any, client: CatalogClient) -> None:
    with pytest.raises(RequestError) as refused:
        client.search(filters=[Filter("colour", ("red, dark",))])
    assert (refused.value.parameter, refused.value.value) == ("filter", r"colour:red\, dark")
    assert "standard" in refused.value.allowed
    with pytest.raises(NotFound):
        client.search(classification="NOBODYS")
    with pytest.raises(AuthError):
        CatalogClient(HttpSession(RemoteEndpoint(service.url, Secret("wrong_key")))).search("M6")
