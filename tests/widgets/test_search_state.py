"""What a user's steps make of a search, and going back and forth in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.search import Filter, Understood
from cadwidgets.widgets._history import History
from cadwidgets.widgets._search_state import SearchState

FACETS, VALUES = st.sampled_from(["d", "l", "class"]), st.sampled_from(["6", "8", "00123", "1E5"])


def understood(text: str) -> Understood:
    return Understood(text, Filter("d", ("6",)), "d: 6 mm")


@given(FACETS, VALUES, st.lists(st.tuples(FACETS, VALUES)))
def test_choosing_a_value_twice_changes_nothing_but_the_page(
    facet: str, value: str, before: list[tuple[str, str]]
) -> None:
    state = SearchState("screw")
    for step in before:
        state = state.toggled(*step)
    again = state.toggled(facet, value).toggled(facet, value)
    assert {(one.facet, frozenset(one.values)) for one in again.filters} == {
        (one.facet, frozenset(one.values)) for one in state.filters
    }
    assert len({one.facet for one in again.filters}) == len(again.filters)


def test_values_of_one_facet_stand_in_one_filter_and_the_last_takes_it_away() -> None:
    state = SearchState().toggled("d", "6").toggled("d", "8").toggled("l", "20")
    assert state.filters == (Filter("d", ("6", "8")), Filter("l", ("20",)))
    assert state.toggled("l", "20").filters == (Filter("d", ("6", "8")),)


def test_a_range_takes_the_place_of_values_and_has_no_filter_without_ends() -> None:
    state = SearchState().toggled("l", "20").ranged("l", 10.0, None)
    assert state.filters == (Filter("l", minimum=10.0),)
    assert state.toggled("l", "30").filters == (Filter("l", ("30",)),)
    assert state.ranged("l", None, None).filters == ()


def test_a_category_is_entered_as_the_only_one_and_left_again() -> None:
    state = SearchState().only("category", "CW.10").only("category", "CW.10.010")
    assert state.filters == (Filter("category", ("CW.10.010",)),)
    assert state.only("category", "CW.10.010").filters == ()


@pytest.mark.parametrize(
    ("text", "piece", "rest"),
    [
        ("M6x20 screw", "x20", "M6 screw"),
        ("screw m6", "M6", "screw"),
        ("16 x 6 key", "6", "16 x key"),
        ("a+b (c", "a+b", "(c"),
        ("screw", "M6", "screw"),
    ],
)
def test_an_understood_piece_goes_out_of_the_text(text: str, piece: str, rest: str) -> None:
    assert SearchState(text).without_text(understood(piece)).text == rest


@pytest.mark.parametrize(
    "changed",
    [
        SearchState.with_text,
        SearchState.sorted_by,
        SearchState.without,
    ],
)
def test_another_question_begins_on_the_first_page(changed: object) -> None:
    state = SearchState("x", (Filter("d", ("6",)),)).on_page(3)
    assert changed(state, "d").page == 1  # type: ignore[operator]
    assert state.on_page(-2).page == 1


@given(st.lists(st.integers(), min_size=1))
def test_every_step_can_be_taken_back_and_made_again(steps: list[int]) -> None:
    history = History(-1)
    for step in steps:
        history.put(step)
    last = history.now
    count = 0
    while history.can_undo:
        history.undo()
        count += 1
    assert history.now == -1
    for _ in range(count):
        history.redo()
    assert (history.now, history.can_redo) == (last, False)


def test_letters_of_one_word_are_one_step_and_a_new_step_ends_redoing() -> None:
    history = History("")
    for text in ("M", "M6", "M6x"):
        history.put(text, "text")
    assert history.undo() == ""
    history.redo()
    history.put("M6x2", "text")
    assert history.undo() == "M6x"
    history.put("other")
    assert (history.redo(), history.can_redo) == ("other", False)


def test_going_back_from_the_first_value_stays_there() -> None:
    history = History("first")
    assert (history.undo(), history.redo()) == ("first", "first")
