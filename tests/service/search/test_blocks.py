"""What is indexed of a family, also of one that somebody has imported."""

from __future__ import annotations

from cadwidgets.contract.search import Filter
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector
from cadwidgets.service.search import Query, Search, Stock
from cadwidgets.service.search.blocks import blocks_of
from cadwidgets.service.search.facets import MAX_VALUES


def imported(parts: int) -> Family:
    """A family whose parts are chosen by their number, with a finish, a note of its own for each, and a length."""
    return Family(
        id="OURS.Brackets",
        part_id="91-24112026-000001",
        category="OURS.Brackets",
        title="Brackets",
        description="",
        name="Bracket",
        standard="",
        material=None,
        selectors=(Selector("number", "Part number", "text"),),
        configurations=tuple(
            Configuration(
                f"BR-{place:04}",
                (Dimension("Width", "Width", 10.0 + place % 3, "nominal", "ours"),),
                (f"BR-{place:04}",),
                properties=(("Finish", ("zinc", "black")[place % 2]), ("Note", f"drawn by hand, sheet {place}")),
            )
            for place in range(parts)
        ),
        classification_id="OURS",
    )


def searching(parts: int) -> Search:
    return Search(blocks_of(Stock((imported(parts),), {"OURS": "Our own", "OURS.Brackets": "Brackets"})))


def test_properties_are_searched_and_are_facets() -> None:
    search = searching(6)
    assert [hit.part_number for hit in search.page(Query("zinc")).hits] == ["BR-0000", "BR-0002", "BR-0004"]
    assert search.page(Query("sheet 5")).hits[0].part_number == "BR-0005"
    assert {facet.label for facet in search.page(Query()).facets} == {"Category", "Width", "Finish", "Note"}
    assert search.page(Query(filters=(Filter("Finish", ("black",)), Filter("Width", (), 11, 11)))).total == 1


def test_what_differs_from_part_to_part_is_no_choice() -> None:
    facets = {facet.name for facet in searching(MAX_VALUES + 1).page(Query()).facets}
    assert facets == {"category", "Width", "Finish"}


def test_a_family_without_standard_or_material_has_none() -> None:
    hit = searching(1).page(Query()).hits[0]
    assert hit.attributes == {"Width": "10", "Finish": "zinc", "Note": "drawn by hand, sheet 0"}
    assert (hit.category, hit.classification_id, hit.title) == ("OURS.Brackets", "OURS", "Bracket")
    assert hit.part.selection_path == "number=BR-0000|"


def test_a_catalog_can_be_searched_alone() -> None:
    assert searching(3).page(Query("bracket", classification="OURS")).total == 3
