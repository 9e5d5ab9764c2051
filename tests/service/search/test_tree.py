"""The categories of a search: a tree that is always there, so that nobody gets lost in it."""

from __future__ import annotations

import pytest

from cadwidgets.contract.search import Facet, Filter
from cadwidgets.service.search import Query, Search

FASTENERS, SCREWS, BEARINGS = "CW.10", "CW.10.010", "CW.20.010"


def tree(search: Search, text: str = "", *filters: Filter, language: str = "en") -> Facet:
    (facet,) = (each for each in search.page(Query(text, filters, language=language)).facets if each.kind == "tree")
    return facet


def test_each_category_counts_all_that_is_below_it(search: Search) -> None:
    counts = {value.value: value.count for value in tree(search).values}
    below = [count for code, count in counts.items() if code.startswith(f"{FASTENERS}.")]
    assert counts[FASTENERS] == sum(below) > max(below)
    assert sum(count for code, count in counts.items() if code.count(".") == 1) == search.index.size


def test_a_category_stands_before_those_below_it(search: Search) -> None:
    codes = [value.value for value in tree(search).values]
    for code in codes:
        parent = code.rpartition(".")[0]
        assert parent == "CW" or codes.index(parent) < codes.index(code)


@pytest.mark.parametrize("chosen", [FASTENERS, SCREWS])
def test_what_is_chosen_is_marked_and_hides_no_other_category(search: Search, chosen: str) -> None:
    facet = tree(search, "", Filter("category", (chosen,)))
    assert {value.value for value in facet.values if value.chosen} == {chosen}
    assert [(value.value, value.count) for value in facet.values] == [
        (value.value, value.count) for value in tree(search).values
    ]


def test_it_is_there_also_when_one_category_is_left(search: Search) -> None:
    assert [value.value for value in tree(search, "6205").values] == ["CW.20", BEARINGS]


def test_it_comes_first_whatever_is_left(search: Search) -> None:
    for text in ("", "M6", "ISO 4762", "6205"):
        assert search.page(Query(text)).facets[0].name == "category"


def test_its_titles_are_in_the_language_asked_for(search: Search) -> None:
    titles = {value.value: value.label for value in tree(search, language="de").values}
    assert (titles[FASTENERS], titles[SCREWS]) == ("Verbindungselemente", "Schrauben")


def test_filters_beside_it_leave_no_category_that_would_find_nothing(search: Search) -> None:
    facet = tree(search, "", Filter("D", ("52",)), Filter("category", (SCREWS,)))
    assert [(value.value, value.count) for value in facet.values] == [("CW.20", 3), (BEARINGS, 3)]
