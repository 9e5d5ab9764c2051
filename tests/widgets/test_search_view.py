"""What the search pane is told of a search, and parts side by side."""

from __future__ import annotations

import json
import threading

import pytest
from small_shelf import SmallShelf, washer

from cadwidgets.contract.parts import PartRef
from cadwidgets.contract.search import Hit
from cadwidgets.errors import RequestError
from cadwidgets.widgets._comparison import comparison_view
from cadwidgets.widgets._search_state import SearchState
from cadwidgets.widgets._search_view import NO_PAGE, chips, part_of, row_id, search_view

GO_ON = threading.Event()


def page_of(state: SearchState):  # type: ignore[no-untyped-def]
    return SmallShelf().find(state.wanted(50), GO_ON)


def test_a_view_is_plain_data_with_a_marked_row_for_every_part() -> None:
    state = SearchState("washer").toggled("d", "6").toggled("d", "8")
    view = search_view(state, page_of(state), selected=washer("8"), compared=[washer("6")])
    assert json.loads(json.dumps(view)) == view
    assert [(row["part_number"], row["selected"], row["compared"]) for row in view["rows"]] == [
        ("ISO 7089 6", False, True),
        ("ISO 7089 8", True, False),
    ]
    assert [value["label"] for value in view["facets"][0]["values"] if value["chosen"]] == ["6", "8"]
    assert view["chips"] == [{"id": "filter:d", "label": "Thread d: 6, 8 mm", "kind": "filter"}]


@pytest.mark.parametrize(
    ("ends", "words"),
    [((6.0, 8.0), "6 to 8 mm"), ((6.5, None), "from 6.5 mm"), ((None, 8.0), "to 8 mm")],
)
def test_a_range_is_said_in_words_and_its_ends_stand_at_the_facet(ends: tuple[float, float], words: str) -> None:
    state = SearchState().ranged("d", *ends)
    view = search_view(state, page_of(state))
    assert view["chips"][0]["label"] == f"Thread d: {words}"
    assert (view["facets"][0]["low"], view["facets"][0]["high"]) == ends


def test_each_chip_takes_its_own_condition_away() -> None:
    state = SearchState("6 washer").toggled("d", "6")
    page = page_of(state)
    typed, chosen = chips(state, page)
    assert (typed.kind, typed.removed_from(state, page.understood).text) == ("understood", "washer")
    assert (chosen.kind, chosen.removed_from(state, page.understood)) == ("filter", SearchState("6 washer"))


def test_rows_have_names_of_their_own_by_either_pair() -> None:
    by_path, other_path = PartRef(part_id="A", selection_path="1"), PartRef(part_id="A", selection_path="2")
    by_number = PartRef("A", "1E5")
    assert len({row_id(one) for one in (by_path, other_path, by_number)}) == 3
    assert part_of(Hit("00123", "", "ACME", "", "", "", "", {})) == PartRef("ACME", "00123")
    with pytest.raises(RequestError):
        part_of(Hit("", "", "", "", "", "", "", {}))


def test_before_there_are_results_nothing_is_claimed() -> None:
    view = search_view(SearchState("x"), NO_PAGE)
    assert (view["total"], view["rows"], view["facets"], view["text"]) == (0, [], [], "x")


def test_parts_side_by_side_tell_where_they_differ() -> None:
    shelf = SmallShelf()
    view = comparison_view({part: shelf.facts(part, GO_ON) for part in (washer("6"), washer("8", "A2"))})
    assert view is not None
    assert [part["id"] for part in view["parts"]] == [row_id(washer("6")), row_id(washer("8", "A2"))]
    rows = {row["label"]: (row["values"], row["differs"]) for row in view["rows"]}
    assert rows["Standard"] == (["ISO 7089", "ISO 7089"], False)
    assert rows["Material"] == (["steel", "A2"], True)
    assert rows["Mass"] == (["1.02 g", "1.83 g"], True)
    assert rows["Thread d"] == (["6 mm", "8 mm"], True)
    assert comparison_view({}) is None
