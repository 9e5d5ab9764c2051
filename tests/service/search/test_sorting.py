"""Pages of hits in the order of a column, against the plain sorting of the same parts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_parts import TABLES, Part, block, everything

from cadwidgets.contract.search import Filter, SearchPage
from cadwidgets.errors import RequestError
from cadwidgets.service.search import Query, Search


def numbers(page: SearchPage) -> list[str]:
    return [hit.part_number for hit in page.hits]


def plainly_sorted(parts: list[Part], name: str, descending: bool) -> list[Any]:
    """The part numbers in the order of a column; those without a value in catalog order behind all others."""
    there = [part for part in parts if part[name] is not None]
    there.sort(key=lambda part: part[name], reverse=descending)
    return [part["number"] for part in [*there, *(part for part in parts if part[name] is None)]]


@given(TABLES, st.sampled_from(["d", "l", "class", "material", "standard"]), st.booleans(), st.integers(1, 7))
def test_pages_follow_the_column_and_cover_everything_exactly_once(
    tables: list[list[Part]], name: str, descending: bool, size: int
) -> None:
    search = Search(map(block, range(len(tables)), tables))
    sort = f"-{name}" if descending else name
    pages = range(1, search.page(Query(size=size)).pages + 2)
    shown = [number for page in pages for number in numbers(search.page(Query(page=page, size=size, sort=sort)))]
    assert shown == plainly_sorted(everything(tables), name, descending)


@given(TABLES, st.sampled_from(["d", "-l", "-class", "part_number", "-part_number"]))
def test_sorting_changes_nothing_but_the_order(tables: list[list[Part]], sort: str) -> None:
    search = Search(map(block, range(len(tables)), tables))
    filters = (Filter("d", ("6", "3")),)
    plain, ordered = (search.page(Query(filters=filters, size=100, sort=each)) for each in ("", sort))
    assert sorted(numbers(plain)) == sorted(numbers(ordered))
    assert (plain.total, plain.facets, plain.columns) == (ordered.total, ordered.facets, ordered.columns)


def test_numbers_are_sorted_by_value_and_not_by_their_digits(search: Search) -> None:
    lengths = [hit.attributes["l"] for hit in search.page(Query("ISO 8765 ISO 4762 M6", sort="l", size=100)).hits]
    assert lengths == sorted(lengths, key=float)
    page = search.page(Query(filters=(Filter("category", ("CW.10.050",)),), sort="-d", size=100))
    assert [hit.attributes["d"] for hit in page.hits] == ["8", "8", "6", "6", "2.5", "2.5"]


def test_part_numbers_are_sorted_without_regard_to_case() -> None:
    parts = [{"d": None, "l": None, "class": None, "material": None}] * 3
    made = block(0, parts)
    search = Search([made.__class__(**{**vars(made), "part_numbers": ["b2", "00123", "A1"]})])
    assert numbers(search.page(Query(sort="part_number"))) == ["00123", "A1", "b2"]
    assert numbers(search.page(Query(sort="-part_number"))) == ["b2", "A1", "00123"]


def test_a_page_that_is_sorted_does_not_begin_with_the_best_hit(search: Search) -> None:
    assert numbers(search.page(Query("6205")))[0] == "6205"
    assert numbers(search.page(Query("6205", sort="-part_number")))[-1] == "6205"


@pytest.mark.parametrize("sort", ["colour", "-colour", "-", "--d", "D "])
@pytest.mark.parametrize("text", ["", "no such thing"])
def test_an_unknown_column_is_refused_with_those_that_there_are(search: Search, sort: str, text: str) -> None:
    with pytest.raises(RequestError) as refused:
        search.page(Query(text, sort=sort))
    assert (refused.value.parameter, refused.value.value) == ("sort", sort)
    assert refused.value.allowed.startswith("part_number, catalog, category, ")
