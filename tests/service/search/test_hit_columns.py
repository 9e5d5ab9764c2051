"""The columns of a table of hits: what the families that were found have in common."""

from __future__ import annotations

from dataclasses import replace

from cadwidgets.contract.search import Filter, HitColumn
from cadwidgets.service import catalog
from cadwidgets.service.search import Query, Search, Stock
from cadwidgets.service.search.blocks import NUMBER, Property, blocks_of
from cadwidgets.service.search.hit_columns import MAX_COLUMNS


def names(search: Search, text: str, **query: str) -> list[str]:
    return [column.name for column in search.page(Query(text, **query)).columns]  # type: ignore[arg-type]


def test_one_family_shows_what_its_parts_are_chosen_by_and_then_the_rest(search: Search) -> None:
    page = search.page(Query("ISO 4762", language="de"))
    assert page.columns == (
        HitColumn("d", "Nenndurchmesser d", NUMBER, "mm"),
        HitColumn("l", "Länge l", NUMBER, "mm"),
        HitColumn("class", "Festigkeitsklasse", "text"),
        HitColumn("material", "Werkstoff", "text"),
    )
    assert all(column.name in hit.attributes for column in page.columns for hit in page.hits)


def test_a_few_families_show_what_they_have_in_common(search: Search) -> None:
    screws = search.page(Query(filters=(Filter("category", ("CW.10.010",)),)))
    assert {hit.family for hit in screws.hits} == {"iso4762"}, "the first page shows one of the three"
    assert [column.name for column in screws.columns] == ["d", "l", "material"]


def test_a_column_is_called_by_its_symbol_where_the_families_differ(search: Search) -> None:
    (bore,) = search.page(Query("", (Filter("family", ("iso7089", "iso15")),))).columns[:1]
    assert (bore.name, bore.label) == ("d", "d")


def test_many_families_and_no_hits_show_no_columns(search: Search) -> None:
    assert names(search, "") == []
    assert names(search, "no such thing") == []


def test_a_table_has_no_more_columns_than_can_be_read() -> None:
    (block,) = blocks_of(Stock((catalog.family("iso4762"),), {}))
    more = {Property(f"x{place}", NUMBER, "mm"): [1.0] * len(block.part_numbers) for place in range(MAX_COLUMNS)}
    search = Search([replace(block, columns={**block.columns, **more})])
    assert len(names(search, "")) == MAX_COLUMNS
    assert names(search, "")[:2] == ["d", "l"]
