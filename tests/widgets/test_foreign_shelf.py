"""Foreign catalogs as a shelf, by both contracts: lists instead of a search, and never a CAD request."""

from __future__ import annotations

import dataclasses
import threading
from typing import Any

import pytest

from cadwidgets.clients._parts import Pace
from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.clients.traceparts_gateway import TracePartsGateway
from cadwidgets.contract.parts import CatalogInfo, PartRef
from cadwidgets.contract.search import Facet, Filter, Hit, SearchPage
from cadwidgets.errors import AuthError, Busy, Cancelled, NotFound, RequestError, SourceError
from cadwidgets.sources import Sources, connect
from cadwidgets.widgets._foreign_pages import catalog_facet, category_code, page_of
from cadwidgets.widgets._foreign_shelf import ForeignShelf
from cadwidgets.widgets._shelf import Wanted

CATALOG = "CONTRACT_WASHERS"
WASHERS = "10-03052021-114249"
IN_CATALOG = Filter("catalog", (CATALOG,))
IN_CATEGORY = {"classic": Filter("category", ("F_W.10.010",)), "gateway": Filter("category", ("W.10.010",))}
RUNS = threading.Event()
"""Of a caller who goes on waiting."""


@pytest.fixture(params=["classic", "gateway"])
def api(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def sources(api: str, contract_server: Any) -> Sources:
    """The contract-only server; busy answers are not waited for."""
    url = contract_server.traceparts_url if api == "classic" else contract_server.gateway_url
    key, tenant, email = contract_server.key, contract_server.tenant, contract_server.email
    pace = Pace(deadline=1.0)
    parts = (
        TracePartsClassic.at(url, key, email, pace=pace)
        if api == "classic"
        else TracePartsGateway.at(url, key, tenant, email, pace=pace)
    )
    found = connect(
        traceparts_api=api, traceparts_url=url, traceparts_key=key, traceparts_tenant=tenant, traceparts_email=email
    )
    return dataclasses.replace(found, parts=parts)


@pytest.fixture
def shelf(sources: Sources, contract_server: Any) -> Any:
    """A shelf that has sent no CAD request when the test ends."""
    yield ForeignShelf(sources)
    assert contract_server.cad_requests == 0


def found(shelf: ForeignShelf, text: str = "", *filters: Filter, **more: Any) -> SearchPage:
    return shelf.find(Wanted(text, filters, **more), RUNS)


def facet(page: SearchPage, name: str) -> Facet:
    return next(each for each in page.facets if each.name == name)


def numbers(page: SearchPage) -> list[str]:
    return [hit.part_number for hit in page.hits]


def test_at_first_the_catalogs_are_shown_by_title_and_the_note_says_what_to_do(shelf: ForeignShelf) -> None:
    page = found(shelf)
    assert [(value.value, value.label, value.count) for value in facet(page, "catalog").values] == [
        (CATALOG, "Scheiben & Sätze", None)
    ]
    assert (page.hits, page.total, shelf.searchable) == ((), 0, False)
    assert "no search" in shelf.note
    assert "whole part number" in shelf.note


def test_a_chosen_catalog_shows_its_categories_and_families(shelf: ForeignShelf, api: str) -> None:
    page = found(shelf, "", IN_CATALOG)
    assert facet(page, "catalog").values[0].chosen
    tree = facet(page, "category")
    assert (tree.kind, [value.value for value in tree.values]) == ("tree", list(IN_CATEGORY[api].values))
    assert [hit.title for hit in page.hits] == ["Scheiben", "Sätze", "Große Scheiben", "Alte Scheiben"]
    assert all(hit.is_family and hit.part == PartRef(part_id=hit.part_id) for hit in page.hits)


def test_a_category_narrows_the_families_and_stays_in_the_tree(shelf: ForeignShelf, api: str) -> None:
    page = found(shelf, "", IN_CATALOG, IN_CATEGORY[api])
    assert page.total == 4
    assert facet(page, "category").values[0].chosen
    assert found(shelf, "", IN_CATALOG, Filter("category", ("X",))).total == 0


def test_typed_words_narrow_what_is_listed(shelf: ForeignShelf) -> None:
    assert [hit.title for hit in found(shelf, "scheiben GROSSE", IN_CATALOG).hits] == ["Große Scheiben"]


def test_a_family_opens_to_its_part_numbers(shelf: ForeignShelf) -> None:
    page = found(shelf, "", IN_CATALOG, Filter("family", (WASHERS,)))
    assert numbers(page) == ["W-8", "W-10", "W-BROKEN"]
    opened = facet(page, "family").values[0]
    assert (opened.label, opened.count, opened.chosen) == ("Scheiben", 3, True)
    assert shelf.facts(page.hits[1].part, RUNS, page.hits[1]).part_number == "W-10"


def test_a_whole_part_number_comes_first(shelf: ForeignShelf) -> None:
    page = found(shelf, "W-20", IN_CATALOG)
    assert numbers(page)[0] == "W-20"
    assert not page.hits[0].is_family


def test_a_part_number_behind_its_catalog_needs_no_choosing(shelf: ForeignShelf) -> None:
    assert numbers(found(shelf, f"{CATALOG} W-20")) == ["W-20"]
    assert numbers(found(shelf, "OTHERS W-20")) == []


def test_pages_are_parts_of_one_list(shelf: ForeignShelf) -> None:
    family = Filter("family", (WASHERS,))
    pages = [found(shelf, "", IN_CATALOG, family, size=2, page=number) for number in (1, 2)]
    assert [numbers(page) for page in pages] == [["W-8", "W-10"], ["W-BROKEN"]]
    assert {(page.total, page.pages) for page in pages} == {(3, 2)}


def test_parts_are_sorted_by_number_or_title_and_by_nothing_else(shelf: ForeignShelf) -> None:
    family = Filter("family", (WASHERS,))
    assert numbers(found(shelf, "", IN_CATALOG, family, sort="-part_number")) == ["W-BROKEN", "W-8", "W-10"]
    with pytest.raises(RequestError) as caught:
        found(shelf, "", IN_CATALOG, sort="d")
    assert caught.value.allowed == "part_number, title"


def test_a_condition_that_no_list_has_is_refused_with_those_that_there_are(shelf: ForeignShelf) -> None:
    for condition in (Filter("d", ("6",)), Filter("catalog", (), 1.0, 2.0)):
        with pytest.raises(RequestError) as caught:
            found(shelf, "", condition)
        assert (caught.value.value, "catalog:" in caught.value.allowed) == (condition.text, True)


def test_no_list_is_asked_for_twice(shelf: ForeignShelf, contract_server: Any) -> None:
    found(shelf, "W-20", IN_CATALOG)
    asked = len(contract_server.requests)
    assert found(shelf, "W-20", IN_CATALOG) == found(shelf, "W-20", IN_CATALOG, page=1)
    assert len(contract_server.requests) == asked


def test_whoever_no_longer_waits_is_not_answered(shelf: ForeignShelf, contract_server: Any) -> None:
    gone = threading.Event()
    gone.set()
    with pytest.raises(Cancelled):
        shelf.find(Wanted(), gone)
    with pytest.raises(Cancelled):
        shelf.facts(PartRef(CATALOG, "W-8"), gone)
    assert contract_server.requests == []


def test_a_part_is_described_with_its_attributes_formats_and_picture(shelf: ForeignShelf, api: str) -> None:
    facts = shelf.facts(PartRef(CATALOG, "W-8"), RUNS)
    assert (facts.part, facts.part_number, facts.source) == (PartRef(CATALOG, "W-8"), "W-8", CATALOG)
    assert {item.label for item in facts.formats} == {"STEP AP214", "STL"}
    assert facts.picture is not None
    told = {"classic": (), "gateway": (("Artikelnummer", "W-8", ""), ("Höhe", "1.6", "mm"))}[api]
    assert set(told) <= set(facts.properties)
    assert bool(facts.trouble) == (api == "classic"), "which tells no attributes without a CAD request"


def test_a_part_without_cad_says_so_by_having_no_formats(shelf: ForeignShelf) -> None:
    assert shelf.named("W-PAPER", CATALOG, {}, RUNS).formats == ()


def test_a_family_is_shown_in_its_first_or_usual_configuration(shelf: ForeignShelf) -> None:
    hit = found(shelf, "", IN_CATALOG).hits[0]
    facts = shelf.facts(hit.part, RUNS, hit)
    assert (facts.part.has_path, facts.part_number) == (True, "W-8")


def test_another_choice_is_another_part(shelf: ForeignShelf, api: str) -> None:
    first = shelf.named("W-8", CATALOG, {}, RUNS)
    choice = first.parameters[0]
    other = next(value for value, label in choice.choices if label in ("W-10", "M10"))
    changed = shelf.configured(first, choice.symbol, other, RUNS)
    assert (choice.symbol, changed.part_number) == ({"classic": "PartNumber", "gateway": "SIZE"}[api], "W-10")
    assert changed.part != first.part
    assert shelf.named("W-8", CATALOG, {choice.symbol: other}, RUNS) == changed


def test_a_choice_that_there_is_not_is_told(shelf: ForeignShelf, api: str) -> None:
    first = shelf.named("W-8", CATALOG, {}, RUNS)
    if api == "gateway":
        changed = shelf.configured(first, "SIZE", "99 mm", RUNS)
        assert changed.part_number == "W-8"
        assert changed.messages == ("SIZE: This size does not exist.",)
        return
    with pytest.raises(RequestError) as caught:
        shelf.configured(first, "PartNumber", "W-99", RUNS)
    assert "W-10" in caught.value.allowed


def test_what_is_in_no_catalog_is_not_found(shelf: ForeignShelf) -> None:
    with pytest.raises(NotFound, match="W-99"):
        shelf.named("W-99", CATALOG, {}, RUNS)
    with pytest.raises(RequestError) as caught:
        shelf.named("W-8", "", {}, RUNS)
    assert caught.value.parameter == "catalog"


@pytest.mark.parametrize("status", [401, 403])
def test_whoever_names_a_part_hears_that_the_key_was_refused(
    shelf: ForeignShelf, contract_server: Any, status: int
) -> None:
    contract_server.fail_next(status, 10)
    with pytest.raises(AuthError):
        shelf.named("W-8", CATALOG, {}, RUNS)
    contract_server.reset()
    assert shelf.named("W-8", CATALOG, {}, RUNS).part_number == "W-8", "which is asked anew"


def test_a_part_is_named_where_only_the_numbers_are_closed_to_the_key(
    shelf: ForeignShelf, contract_server: Any, api: str
) -> None:
    closed = "PartNumberAvailability" if api == "classic" else "PartNumber"
    contract_server.fail_next(403, 1, only=closed)
    assert shelf.named("W-20", CATALOG, {}, RUNS).part_number == "W-20"
    assert contract_server.faults_given == [403]
    with pytest.raises(NotFound):
        shelf.named("W-99", CATALOG, {}, RUNS)


@pytest.mark.parametrize("status", [401, 403, 404, 501])
def test_a_list_that_is_refused_is_told_and_parts_are_named_all_the_same(
    shelf: ForeignShelf, contract_server: Any, api: str, status: int
) -> None:
    contract_server.fail_next(status, 10, only="CatalogsList" if api == "classic" else "CatalogList")
    page = found(shelf, f"{CATALOG} W-20")
    assert numbers(page) == ["W-20"]
    assert page.facets == ()
    assert "does not list its catalogs" in shelf.note
    assert "CATALOG_ID part-number" in shelf.note


def test_a_list_that_was_refused_is_asked_for_again(shelf: ForeignShelf, contract_server: Any) -> None:
    contract_server.fail_next(403, 1, only="List")
    assert found(shelf).facets == ()
    assert [each.name for each in found(shelf).facets] == ["catalog"]
    assert "no search" in shelf.note


def test_a_service_that_is_busy_is_no_service_that_refuses(shelf: ForeignShelf, contract_server: Any) -> None:
    contract_server.fail_next(503, 10)
    with pytest.raises(Busy):
        found(shelf)


def test_an_expired_token_is_renewed(sources: Sources, contract_server: Any) -> None:
    shelf = ForeignShelf(sources)
    found(shelf)
    contract_server.expire_tokens()
    assert found(shelf, "", IN_CATALOG).total == 4


def test_what_a_part_lacks_is_told_and_the_rest_is_shown(shelf: ForeignShelf, contract_server: Any) -> None:
    contract_server.fail_next(500, 10, only="PartNumberData")
    contract_server.fail_next(500, 10, only="Configure")
    facts = shelf.facts(PartRef(CATALOG, "W-8"), RUNS)
    assert {item.label for item in facts.formats} == {"STEP AP214", "STL"}
    assert facts.title == "W-8"
    assert "500" in facts.trouble


def test_a_part_without_its_formats_is_an_error(shelf: ForeignShelf, contract_server: Any) -> None:
    contract_server.fail_next(500, 10, only="Availability")
    with pytest.raises(SourceError):
        shelf.facts(PartRef(CATALOG, "W-8"), RUNS)


def at_our_service(api: str, service: Any) -> ForeignShelf:
    folder = "/tpowebservices" if api == "classic" else ""
    source = connect(
        traceparts_api=api,
        traceparts_url=service.url + folder,
        traceparts_key=service.key,
        traceparts_tenant="55712d79-4544-586e-b884-87229c09599e",
        traceparts_email="designer@localhost.localdomain",
    )
    return ForeignShelf(source)


def test_our_own_service_is_picked_from_by_its_lists_too(service: Any, api: str) -> None:
    shelf = at_our_service(api, service)
    first = facet(found(shelf), "catalog").values[0]
    page = found(shelf, "socket head cap screw iso 4762", Filter("catalog", (first.value,)))
    opened = found(shelf, "M6x20", Filter("catalog", (first.value,)), Filter("family", (page.hits[0].part_id,)))
    assert "ISO 4762 M6x20" in numbers(opened)
    named = shelf.named("ISO 4762 M6x20", first.value, {}, RUNS)
    assert named.part_number == "ISO 4762 M6x20"
    assert len(named.formats) == 15


def test_categories_with_children_are_a_tree_at_our_own_service(service: Any, api: str) -> None:
    shelf = at_our_service(api, service)
    first = facet(found(shelf), "catalog").values[0].value
    codes = [value.value for value in facet(found(shelf, "", Filter("catalog", (first,))), "category").values]
    parents = {code.rpartition(".")[0] for code in codes}
    assert len(parents & set(codes)) > 3, "there are levels"
    assert len(parents - set(codes)) == 1, "which is that of the catalog itself"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/F_W/F_W.10/F_W.10.010/", "F_W.10.010"),
        ("W.10.010", "W.10.010"),
        ("/A/screws/", "A.screws"),
        ("/A/AB/", "A.AB"),
        ("/", ""),
    ],
)
def test_a_path_of_categories_becomes_a_code_that_begins_with_its_parents(path: str, code: str) -> None:
    assert category_code(path) == code


def test_texts_of_a_catalog_stay_as_they_are() -> None:
    title = "<b>\u202e=1+1" + "x" * 300
    assert catalog_facet([CatalogInfo("00123", title)], ["00123"]).values[0].label == title
    hit = Hit("1E5", title, "00123", "f", "p", "f", "", {})
    assert page_of([hit, hit], [], Wanted()).hits == (hit,)
