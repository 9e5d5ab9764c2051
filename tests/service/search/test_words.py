"""Words, part numbers and where they are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.service.search import Query, Search, index, word_index
from cadwidgets.service.search.texts import Texts, level, plain, words
from cadwidgets.service.search.word_index import WordIndex

NUMBERS = st.lists(st.text("aB1.-é x", max_size=8))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ISO 4762 M2.5x20", ["iso", "4762", "m2.5x20"]),
        ("8.8, A2-70", ["8.8", "a2", "70"]),
        ("Rondelle à ressort", ["rondelle", "a", "ressort"]),
        ("6205-2RS", ["6205", "2rs"]),
        ("M6×20", ["m6x20"]),  # noqa: RUF001 - as good typography has it
        (" .. - ", []),
    ],
)
def test_a_dot_stays_within_a_word_and_accents_go(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_plain_part_number_has_no_punctuation() -> None:
    assert plain("ISO 4762-M6 x 20") == "iso4762m6x20"


@given(st.text())
def test_leveling_keeps_every_place(text: str) -> None:
    assert len(level(text)) == len(text)
    assert level(level(text)) == level(text)


@given(st.lists(st.text(st.characters())))
def test_texts_are_a_list(texts: list[str]) -> None:
    kept = Texts(texts)
    assert list(kept) == texts
    assert len(kept) == len(texts)
    assert list(kept[1:3]) == texts[1:3]


@given(NUMBERS, st.text("ab1x", min_size=1, max_size=3))
def test_a_prefix_finds_the_rows_with_a_word_that_begins_so(numbers: list[str], prefix: str) -> None:
    found = {int(row) for row in WordIndex(numbers).beginning(prefix)}
    assert found == {
        row
        for row, number in enumerate(numbers)
        if any(word.startswith(prefix) for word in (*words(number), plain(number)))
    }


@given(st.lists(st.text(max_size=12), max_size=20))
def test_every_word_of_any_text_is_found(numbers: list[str]) -> None:
    index = WordIndex(numbers)
    for row, number in enumerate(numbers):
        for word in (*words(number), plain(number)):
            assert not word or row in index.beginning(word)


def test_of_a_very_broad_beginning_only_the_first_rows_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_index, "MOST", 10)
    assert WordIndex([f"M6x{length}" for length in range(100)]).beginning("m6").tolist() == list(range(10))


def test_a_query_that_is_too_broad_tells_that_there_may_be_more(
    monkeypatch: pytest.MonkeyPatch, search: Search
) -> None:
    assert not search.page(Query("m6")).about
    for module in (word_index, index):
        monkeypatch.setattr(module, "MOST", 3)
    search.index._words.beginning.cache_clear()
    page = search.page(Query("m6x", classification=""))
    search.index._words.beginning.cache_clear()
    assert page.about
    assert page.total <= 3
