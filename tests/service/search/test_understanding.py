"""What people type becomes filters, in any order and spelling; what is not understood stays words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.search import Filter, SearchPage
from cadwidgets.service.search import Query, Search


def understood(page: SearchPage) -> dict[str, str]:
    return {each.filter.text: each.text for each in page.understood}


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("M6x20 ISO 4762", {"standard:ISO 4762", "d:6", "l:20"}),
        ("ISO-4762 M6 x 20", {"standard:ISO 4762", "d:6", "l:20"}),
        ("iso4762m6x20", {"standard:ISO 4762", "d:6", "l:20"}),
        ("DIN EN ISO 4762 - M6-20", {"standard:ISO 4762", "d:6", "l:20"}),
        ("M6×20 DIN 912", {"standard:ISO 4762", "d:6", "l:20"}),  # noqa: RUF001 - as good typography has it
        ("DIN 912-8.8 M6*20", {"standard:ISO 4762", "class:8.8", "d:6", "l:20"}),
        ("ISO 7380 M5", {"standard:ISO 7380-1", "d:5"}),
        ("DIN 934 M6", {"standard:ISO 4032", "d:6"}),
        ("din125 m8", {"standard:ISO 7089", "d:8"}),
        ("DIN 7 6x20", {"standard:ISO 2338"}),
        ("as568-010", {"standard:AS568"}),
        ("M8x1x40", {"d:8", "P:1", "l:40"}),
        ("M8x1", {"d:8", "P:1"}),
        ("M2.5", {"d:2.5"}),
        ("M2,5 nut", {"d:2.5"}),
        ("SHCS M6", {"standard:ISO 4762", "d:6"}),
        ("bhcs", {"standard:ISO 7380-1"}),
        ("Inbusschrauben M6", {"standard:ISO 4762", "d:6"}),
        ("vis CHC M6", {"standard:ISO 4762", "d:6"}),
        ("dowel pin 6mm", {"standard:ISO 2338", "d:6"}),
        ("Seegerringe", {"standard:DIN 471"}),
        ("circlip", {"standard:DIN 471"}),
        ("O-ring", {"category:CW.30.010"}),
        ("oring", {"category:CW.30.010"}),
        ("Kugellager", {"category:CW.20.010"}),
        ("roulements à billes", {"category:CW.20.010"}),
        ("Wälzlager", {"category:CW.20"}),
        ("screw A2", {"class:A2-70"}),
        ("A2-70 screw", {"class:A2-70"}),
        ("M6 8.8", {"d:6", "class:8.8"}),
        ("M6 20", {"d:6", "l:20"}),
        ("M6x20mm", {"d:6", "l:20"}),
        ("M6 screw, 20 mm 12.9", {"d:6", "l:20", "class:12.9"}),
        ("M6 20 mm", {"d:6", "l:20"}),
        ("M8 1 40", {"d:8", "P:1", "l:40"}),
        ("M6 socket screw 10", {"d:6", "l:10"}),
        ("M6 nut 8", {"d:6", "class:8"}),
        ("25x52", {"d:25", "D:52"}),
        ("bearing 1/4in", {"category:CW.20", "d:6.35"}),
        ('bearing 1/4"', {"category:CW.20", "d:6.35"}),
        ("bearing 2.5 cm", {"category:CW.20", "d:25"}),
        ("M6 screw 1 in", {"d:6", "l:25.4"}),
        ("M6 screw 20 mm", {"d:6", "l:20"}),
        ("bore 25", {"d:25"}),
        ("Bohrung 25", {"d:25"}),
        ("alésage = 25 mm", {"d:25"}),
        ("outside diameter 52", {"D:52"}),
        ("Außendurchmesser: 5,2 cm", {"D:52"}),
        ("25 mm bore", {"d:25"}),
        ("bearing 25", {"category:CW.20", "d:25"}),
        ("d=25", {"d:25"}),
        ("D=52", {"D:52"}),
        ("M6 length 20..30", {"d:6", "l:20..30"}),
        ("M6 Länge 20 bis 30 mm", {"d:6", "l:20..30"}),
        ("M6 l>=20", {"d:6", "l:20.."}),
        ("M6 l <= 1in", {"d:6", "l:..25.4"}),
    ],
)
def test_what_is_typed_is_understood(search: Search, text: str, filters: set[str]) -> None:
    page = search.page(Query(text))
    assert page.total
    assert {each for each in understood(page) if each in filters or not each.startswith("category:")} == filters
    assert all(piece in text for piece in understood(page).values())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("6205-2RS", "6205-2RS"),
        ("6205 2rs", "6205-2RS"),
        ("62052rs", "6205-2RS"),
        ("6205-2RS1", "6205-2RS"),
        ("6205ZZ", "6205-2Z"),
        ("6205", "6205"),
        ("iso4762m6x20a2-70", "ISO 4762 M6x20 A2-70"),
        ("din 471 6x0.7", "DIN 471 6x0.7"),
        ("ring 20", "DIN 471 20x1.2"),
        ("DIN 471 20 x 1,2", "DIN 471 20x1.2"),
        ("ISO 2338 6 x 20", "ISO 2338 6x20"),
        ("as568 010", "AS568-010 NBR"),
        ("ISO 4762 M6x20", "ISO 4762 M6x20"),
        ("iso 4762 m6x20 a2-70", "ISO 4762 M6x20 A2-70"),
    ],
)
def test_a_part_number_is_found_first_however_it_is_written(search: Search, text: str, number: str) -> None:
    assert search.page(Query(text)).hits[0].part_number == number


def test_a_thread_size_means_fasteners_until_that_is_removed(search: Search) -> None:
    page = search.page(Query("M6", size=100))
    assert understood(page) == {"d:6": "M6", "category:CW.10": "M6"}
    assert {hit.category[:5] for hit in page.hits} == {"CW.10"}
    assert [each.label for each in page.understood] == ["d: 6 mm", "Category: Fasteners"]


def test_what_a_dimension_is_called_says_whose_it_is(search: Search) -> None:
    """A screw of 6 mm has no bore."""
    page = search.page(Query("bore 6", size=100))
    assert "d:6" in understood(page)
    assert "ISO 4762" not in " ".join(hit.part_number for hit in page.hits)


@pytest.mark.parametrize("text", ["ISO 4762 M6x2", "ISO 4762 M6x", "ISO 4762 M6 x", "ISO 476", "iso4762m", "M"])
def test_a_designation_finds_parts_while_it_is_being_typed(search: Search, text: str) -> None:
    assert search.page(Query(text)).total


@pytest.mark.parametrize("text", ["M50", "1/0 mm", "ISO 9999", "d=7", "screw 7 mm", "d=6 kg", "A4"])
def test_what_no_part_has_is_no_filter(search: Search, text: str) -> None:
    assert search.page(Query(text)).understood == ()


def test_a_filter_beats_what_was_typed_about_its_facet(search: Search) -> None:
    page = search.page(Query("ISO 4762 M6", (Filter("d", ("8",)),), size=100))
    assert {hit.attributes["d"] for hit in page.hits} == {"8"}
    assert set(understood(page)) == {"standard:ISO 4762"}


def test_filters_that_leave_nothing_leave_the_choice_of_what_else_there_is(search: Search) -> None:
    page = search.page(Query("M6 nut", (Filter("class", ("12.9",)),)))
    assert page.total == 0
    assert understood(page) == {"d:6": "M6"}
    (classes,) = (facet for facet in page.facets if facet.name == "class")
    assert {value.value for value in classes.values} == {"8", "A2-70"}


def test_labels_are_in_the_language_asked_for(search: Search) -> None:
    page = search.page(Query("ISO 4762 l>=20", language="de"))
    assert [each.label for each in page.understood] == ["Länge l: ≥ 20 mm", "Norm: ISO 4762"]


WORDS = ["M6", "M6x20", "ISO", "4762", "DIN", "912", "6205", "2RS", "bore", "25", "20", "mm", "l>=20", "d=6"]
WORDS += ["A2", "8.8", "screw", "nut", "x", "x20", "1/4in", "SHCS", "O-ring", "6"]


@given(st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join))
def test_understanding_never_hides_what_the_words_alone_would_find(search: Search, text: str) -> None:
    """Every part that has all words as they stand is reason enough to find something."""
    alone = search.index.speaking_of("")
    for word in text.lower().replace("-", " ").replace("/", " ").replace(">=", " ").replace("=", " ").split():
        alone &= search.index.speaking_of(word)
    assert search.page(Query(text)).total or not alone.any()


@given(st.text() | st.lists(st.sampled_from([*WORDS, "..", "-", "=", "\x00", "'", '"', "OR"])).map(" ".join))
def test_any_text_is_answered(search: Search, text: str) -> None:
    page = search.page(Query(text))
    assert page.total >= len(page.hits)
    assert all(piece in text for piece in understood(page).values())


@pytest.mark.parametrize(
    "piece", ["M6x20 ", "iso ", "1 1/2 ", "din-", "9" * 50, "a", "m6x", "20..", "\x00", "o-", "l>="]
)
def test_ten_thousand_characters_of_anything_are_answered(search: Search, piece: str) -> None:
    assert search.page(Query((piece * 10_000)[:10_000])).total >= 0
