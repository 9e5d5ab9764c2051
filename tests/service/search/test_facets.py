"""Facets, filters and pages against a plain count over the same parts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from made_up_parts import PROPERTIES, TABLES, Part, block, everything

from cadwidgets.contract.search import Facet, Filter, SearchPage
from cadwidgets.service.search import Query, Search
from cadwidgets.service.search.blocks import NUMBER, Property
from cadwidgets.service.search.facets import MAX_FACETS


@st.composite
def filters(draw: st.DrawFn) -> tuple[Filter, ...]:
    """Up to three conditions, some of which no part meets."""
    some_range = st.tuples(
        st.sampled_from(["d", "l"]), st.sampled_from([None, 3.0, 6.0]), st.sampled_from([6.35, 30.0])
    )
    chosen = st.one_of(
        some_range.map(lambda ends: Filter(ends[0], (), ends[1], ends[2])),
        st.lists(st.sampled_from(["6", "0.25in", "7"]), min_size=1).map(lambda values: Filter("d", tuple(values))),
        st.lists(st.sampled_from(["A2-70", "a2 70", "9"]), min_size=1).map(
            lambda values: Filter("class", tuple(values))
        ),
        st.sampled_from(["CW.10", "CW.20.010", "CW.1"]).map(lambda code: Filter("category", (code,))),
    )
    return tuple(draw(st.lists(chosen, max_size=3)))


def passes(part: Part, wanted: Filter) -> bool:
    """The same condition, the plain way."""
    value = part[wanted.facet]
    if value is None:
        return False
    if wanted.facet == "category":
        return any(value == code or value.startswith(f"{code}.") for code in wanted.values)
    if wanted.facet == "class":
        return any(value.lower() == other.lower().replace(" ", "-") for other in wanted.values)
    if wanted.values:
        return value in {6.35 if other == "0.25in" else float(other) for other in wanted.values}
    return (wanted.minimum is None or value >= wanted.minimum) and (wanted.maximum is None or value <= wanted.maximum)


def passing(part: Part, conditions: list[Filter]) -> bool:
    return all(passes(part, each) for each in conditions)


def of(name: str, value: Any) -> tuple[str, ...]:
    """The texts that a part with the value counts for: of a category also the one above it."""
    if name == "category":
        return value[:5], value
    return () if value is None else (f"{value:g}" if isinstance(value, float) else value,)


def counted(facet: Facet) -> dict[str, int]:
    return {value.value: value.count for value in facet.values}


def named(page: SearchPage) -> dict[str, Facet]:
    return {facet.name: facet for facet in page.facets}


@given(TABLES, filters())
def test_hits_are_the_parts_that_pass_all_filters_in_catalog_order(
    tables: list[list[Part]], wanted: tuple[Filter, ...]
) -> None:
    page = Search(map(block, range(len(tables)), tables)).page(Query(filters=wanted, size=100))
    left = [part["number"] for part in everything(tables) if all(passes(part, each) for each in wanted)]
    assert [hit.part_number for hit in page.hits] == left
    assert page.total == len(left)


@given(TABLES, filters())
def test_a_facet_is_counted_without_its_own_filter(tables: list[list[Part]], wanted: tuple[Filter, ...]) -> None:
    page = Search(map(block, range(len(tables)), tables)).page(Query(filters=wanted))
    for name, facet in named(page).items():
        others = [each for each in wanted if each.facet != name]
        values = [part[name] for part in everything(tables) if all(passes(part, each) for each in others)]
        assert counted(facet) == dict(Counter(text for value in values for text in of(name, value)))
        assert all(value.count for value in facet.values)


@given(TABLES, filters())
def test_every_filter_has_its_facet_and_every_other_facet_but_the_category_a_choice(
    tables: list[list[Part]], wanted: tuple[Filter, ...]
) -> None:
    page = Search(map(block, range(len(tables)), tables)).page(Query(filters=wanted))
    filtered = {each.facet for each in wanted}
    assert filtered <= named(page).keys()
    assert all(len(facet.values) > 1 for facet in page.facets if facet.name not in filtered | {"category"})
    assert len(page.facets) <= MAX_FACETS


@given(TABLES, filters())
def test_chosen_values_are_those_that_pass_and_of_a_tree_the_topmost_of_them(
    tables: list[list[Part]], wanted: tuple[Filter, ...]
) -> None:
    page = Search(map(block, range(len(tables)), tables)).page(Query(filters=wanted))
    for name, facet in named(page).items():
        own = [each for each in wanted if each.facet == name]
        for value in facet.values:
            part = {name: float(value.value) if facet.kind == "number" else value.value}
            above = {name: value.value.rpartition(".")[0] if name == "category" else None}
            assert value.chosen == (bool(own) and passing(part, own) and not passing(above, own))


@given(TABLES, filters())
def test_choosing_a_value_that_is_offered_finds_as_many_parts_as_it_says(
    tables: list[list[Part]], wanted: tuple[Filter, ...]
) -> None:
    search = Search(map(block, range(len(tables)), tables))
    for facet in search.page(Query(filters=wanted)).facets:
        others = tuple(each for each in wanted if each.facet != facet.name)
        for value in facet.values:
            assert search.page(Query(filters=(*others, Filter(facet.name, (value.value,))))).total == value.count > 0


@given(TABLES)
def test_a_number_knows_its_extremes_and_ascends(tables: list[list[Part]]) -> None:
    for facet in Search(map(block, range(len(tables)), tables)).page(Query()).facets:
        if facet.kind == "number":
            values = [float(value.value) for value in facet.values]
            assert values == sorted(values)
            assert (facet.minimum, facet.maximum, facet.unit) == (values[0], values[-1], "mm")


@given(TABLES, st.integers(1, 7))
def test_pages_cover_everything_exactly_once(tables: list[list[Part]], size: int) -> None:
    search = Search(map(block, range(len(tables)), tables))
    pages = search.page(Query(size=size)).pages
    numbers = [hit.part_number for page in range(1, pages + 1) for hit in search.page(Query(page=page, size=size)).hits]
    assert numbers == [part["number"] for part in everything(tables)]
    assert search.page(Query(page=pages + 1, size=size)).hits == ()


@given(TABLES)
def test_a_hit_has_its_own_values(tables: list[list[Part]]) -> None:
    hits = Search(map(block, range(len(tables)), tables)).page(Query(size=100)).hits
    for hit, part in zip(hits, everything(tables), strict=True):
        texts = {
            name: f"{part[name]:g}" if name in "dl" else part[name] for name in PROPERTIES if part[name] is not None
        }
        assert hit.attributes == texts
        assert (hit.category, hit.family, hit.part.part_id) == (part["category"], part["family"], hit.part_id)


def test_once_few_families_are_left_their_own_selectors_come_first(search: Search) -> None:
    broad = [facet.name for facet in search.page(Query()).facets]
    assert broad[:3] == ["category", "standard", "family"]
    assert [facet.name for facet in search.page(Query("ISO 4762")).facets][:4] == ["category", "d", "l", "class"]
    assert [facet.name for facet in search.page(Query("ball bearing")).facets][:3] == ["category", "d", "D"]


def test_a_facet_is_called_what_the_families_left_call_it(search: Search) -> None:
    assert named(search.page(Query("ISO 4762")))["d"].label == "Nominal diameter d"
    assert named(search.page(Query("ball bearing")))["d"].label == "Bore d"
    assert named(search.page(Query()))["d"].label == "d"


def test_a_filter_that_leaves_nothing_still_offers_what_the_others_leave_by_its_full_name(search: Search) -> None:
    page = search.page(Query("ISO 4762", (Filter("d", ("7",)), Filter("l", ("20",)))))
    assert page.total == 0
    assert counted(named(page)["d"]) == {"5": 3, "6": 3, "8": 3}
    assert named(page)["d"].label == "Nominal diameter d"


def test_a_property_of_another_unit_is_another_facet() -> None:
    blocks = [block(0, [dict.fromkeys(PROPERTIES)]), block(1, [dict.fromkeys(PROPERTIES)])]
    blocks[0].columns[Property("m", NUMBER, "mm")] = [1.0]  # type: ignore[index]
    blocks[1].columns[Property("m", NUMBER, "kg")] = [1.0]  # type: ignore[index]
    search = Search(blocks)
    assert [hit.family for hit in search.page(Query(filters=(Filter("m", ("1",)),))).hits] == ["f0"]
    assert [hit.family for hit in search.page(Query(filters=(Filter("m kg", ("1",)),))).hits] == ["f1"]
