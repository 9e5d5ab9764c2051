"""What is done in the search pane reaches the catalog once, in order, and the newest counts."""

from __future__ import annotations

import itertools
import threading
from typing import Any

import pytest
from small_shelf import SIZES, SmallShelf, washer

from cadwidgets.contract.search import Filter, Hit
from cadwidgets.errors import ConnectionFailed
from cadwidgets.viewer.background import Mailbox
from cadwidgets.widgets._search_desk import SearchDesk
from cadwidgets.widgets._search_state import SearchState
from cadwidgets.widgets._search_view import row_id


class Picking:
    """A desk over a small catalog, as a picker would hold it."""

    def __init__(self, query: str = "", trouble: Exception | None = None) -> None:
        self.mailbox, self.shelf, self.chosen = Mailbox(), SmallShelf(trouble=trouble), list[Hit]()
        self.desk = SearchDesk(self.mailbox, query, self._opened, self.chosen.append, lambda: None)
        self.desk.begin()

    def _opened(self, cancel: threading.Event) -> SmallShelf:
        if self.shelf.trouble is not None:
            raise self.shelf.trouble
        return self.shelf

    def settle(self) -> dict[str, Any]:
        """What is shown once nothing runs."""
        activities = (self.desk.activity, self.desk.comparison.activity)
        done = self.mailbox.wait(lambda: not any(one.busy for one in activities) and self.mailbox.empty, 30)
        assert done
        return dict(self.desk.pane.view)

    def act(self, kind: str, **what: Any) -> dict[str, Any]:
        """What is shown after an action."""
        self.desk.act({"type": kind, **what})
        return self.settle()


@pytest.fixture
def picking() -> Picking:
    made = Picking()
    made.settle()
    return made


def numbers(view: dict[str, Any]) -> list[str]:
    return [row["part_number"] for row in view["rows"]]


def test_the_first_search_waits_for_the_catalog() -> None:
    picking = Picking("washer 6")
    assert (picking.desk.pane.view["status"], picking.desk.pane.view["text"]) == ("starting", "washer 6")
    picking.desk.put(SearchState("8"))
    assert numbers(picking.settle()) == ["ISO 7089 8"]
    assert [wanted.text for wanted in picking.shelf.asked] == ["8"]


def test_a_catalog_that_cannot_be_opened_is_told_and_tried_again() -> None:
    picking = Picking(trouble=ConnectionFailed("nobody answers"))
    named: list[SmallShelf] = []
    picking.desk.with_shelf(named.append)
    view = picking.settle()
    assert (view["status"], view["error"]["text"], named) == ("failed", "nobody answers", [])
    picking.shelf.trouble = None
    view = picking.act("retry")
    assert (view["status"], len(view["rows"]), named) == ("ready", len(SIZES), [picking.shelf])


def test_of_what_is_typed_while_a_search_runs_only_the_newest_is_asked(picking: Picking) -> None:
    seen: list[int] = []
    picking.desk.pane.observe(lambda change: seen.append(change["new"]["seq"]), "view")
    picking.shelf.slow.set()
    texts = ["w", "wa", "was", "washer 10"]
    for number, text in enumerate(texts, 1):
        picking.desk.act({"type": "text", "text": text, "seq": number})
    shown = picking.desk.pane.view
    assert (shown["seq"], len(shown["rows"])) == (0, len(SIZES))
    picking.shelf.slow.clear()
    view = picking.settle()
    assert [wanted.text for wanted in picking.shelf.asked] == ["", "w", "washer 10"]
    assert (seen, set(seen)) == (sorted(seen), {1, 4} | ({0} & set(seen))), "no rows of an older text after newer ones"
    assert (view["status"], view["seq"], numbers(view)) == ("ready", 4, ["ISO 7089 10"])


def test_a_search_that_takes_long_is_said_to_be_on_its_way(picking: Picking) -> None:
    picking.shelf.slow.set()
    picking.desk.act({"type": "text", "text": "w", "seq": 1})
    said = picking.desk._mailbox.wait(lambda: picking.desk.pane.view["status"] == "searching", 10)
    picking.shelf.slow.clear()
    assert said
    assert picking.settle()["status"] == "ready"


def test_a_typed_word_is_one_step_back(picking: Picking) -> None:
    for number, text in enumerate(["1", "10"], 1):
        picking.act("text", text=text, seq=number)
    picking.act("toggle", facet="d", value="10")
    assert picking.act("undo")["chips"] == [{"id": "understood:10", "label": "d: 10 mm", "kind": "understood"}]
    assert picking.act("undo")["text"] == ""
    view = picking.act("redo")
    assert (view["text"], view["can_undo"], view["can_redo"]) == ("10", True, True)


@pytest.mark.parametrize(
    ("actions", "found"),
    [
        ([{"type": "toggle", "facet": "d", "value": "6"}], ["6"]),
        ([{"type": "range", "facet": "d", "low": 6.0, "high": 8.0}], ["6", "8"]),
        ([{"type": "sort", "sort": "-d"}], ["10", "8", "6", "5"]),
        ([{"type": "text", "text": "6", "seq": 1}, {"type": "remove", "chip": "understood:6"}], [*SIZES]),
        ([{"type": "toggle", "facet": "d", "value": "6"}, {"type": "remove", "chip": "filter:d"}], [*SIZES]),
        ([{"type": "text", "text": "6", "seq": 1}, {"type": "clear"}], [*SIZES]),
        ([{"type": "remove", "chip": "filter:gone"}], [*SIZES]),
    ],
)
def test_each_action_asks_for_what_it_says(picking: Picking, actions: list[dict[str, Any]], found: list[str]) -> None:
    for action in actions:
        picking.desk.act(action)
        view = picking.settle()
    assert numbers(view) == [f"ISO 7089 {size}" for size in found]


def test_a_row_is_chosen_by_its_name(picking: Picking) -> None:
    picking.act("select", row=row_id(washer("8")))
    assert [hit.part_number for hit in picking.chosen] == ["ISO 7089 8"]


def test_a_row_that_went_is_told_and_chooses_nothing(picking: Picking) -> None:
    view = picking.act("select", row="gone")
    assert (view["status"], picking.chosen) == ("failed", [])
    assert "not shown any more" in view["error"]["text"]


def test_parts_are_compared_up_to_four_and_can_go_again(picking: Picking) -> None:
    rows = [row_id(washer(size)) for size in SIZES]
    for row in rows:
        view = picking.act("compare", row=row)
    assert [part["id"] for part in view["comparison"]["parts"]] == rows
    assert all(row["compared"] for row in view["rows"])
    view = picking.act("compare", row=rows[0])
    assert [part["id"] for part in view["comparison"]["parts"]] == rows[1:]


def test_compared_parts_stay_while_other_parts_are_searched(picking: Picking) -> None:
    picking.act("compare", row=row_id(washer("5")))
    view = picking.act("text", text="10", seq=1)
    assert (numbers(view), len(view["comparison"]["parts"])) == (["ISO 7089 10"], 1)
    assert picking.act("compare", row=row_id(washer("5")))["comparison"] is None


def test_a_search_that_fails_keeps_the_rows_and_can_be_tried_again(picking: Picking) -> None:
    picking.shelf.trouble = ConnectionFailed("nobody answers")
    view = picking.act("text", text="6", seq=7)
    assert (view["status"], len(view["rows"])) == ("failed", len(SIZES))
    assert view["error"]["headline"] == "The service cannot be reached"
    picking.shelf.trouble = None
    view = picking.act("retry")
    assert (view["status"], view["error"], view["seq"], numbers(view)) == ("ready", None, 7, ["ISO 7089 6"])


def test_a_family_is_opened_to_its_parts(picking: Picking) -> None:
    family = Hit("", "Washers", "SMALL", "F", "", "f", "", {})
    page = picking.desk.page
    picking.desk._came(type(picking.desk._answered)(type(page)(1, False, 1, 1, (family,), ()), 0))
    picking.act("select", row=row_id(family.part))
    assert picking.shelf.asked[-1].filters == (Filter("family", ("F",)),)
    assert picking.chosen == []


def test_an_action_that_there_is_not_is_told(picking: Picking) -> None:
    assert picking.act("explode")["status"] == "failed"


def test_steps_in_any_order_leave_a_search_that_can_be_taken_back(picking: Picking) -> None:
    first = picking.settle()
    steps = [{"type": "toggle", "facet": "d", "value": size} for size in SIZES]
    for action in itertools.chain(steps, [{"type": "sort", "sort": "d"}]):
        picking.desk.act(action)
    picking.settle()
    while picking.desk.history.can_undo:
        picking.desk.undo()
    last = picking.settle()
    assert {**last, "can_redo": False} == first
