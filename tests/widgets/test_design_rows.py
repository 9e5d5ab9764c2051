"""The variants of a design table: their numbers, what came of them, and the steps back."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.widgets._design_rows import DesignRows

_VALUES = st.fixed_dictionaries({"width": st.integers(1, 4), "lid": st.booleans()})


def test_equal_variants_are_one_row_and_numbers_are_kept() -> None:
    rows = DesignRows()
    assert rows.add([{"width": 1}, {"width": 2}, {"width": 1.0}]) == [1, 2, 1]
    rows.remove([1])
    assert rows.add([{"width": 3}, {"width": 1}]) == [3, 4]
    assert list(rows.all) == [2, 3, 4]


def test_what_came_of_a_variant_is_known_again_wherever_it_comes_back() -> None:
    rows = DesignRows()
    (number,) = rows.add([{"width": 1}])
    built = DesignRow({"width": 1}, {"volume": 2.0}, "ready", currency="EUR")
    assert rows.note([built, DesignRow({"width": 9}, status="ready")]) == [number]
    rows.change(number, {"width": 2})
    assert rows[number] == DesignRow({"width": 2})
    assert rows.waiting() == [{"width": 2}]
    rows.undo()
    assert rows[number] == built
    assert rows.waiting() == []
    assert (rows.results, rows.currencies) == ({"volume"}, {"EUR"})


def test_what_one_search_adds_is_taken_back_in_one_step() -> None:
    rows = DesignRows()
    rows.add([{"width": 1}])
    for width in (2, 3, 4):
        rows.add([{"width": width}], "search 1")
    rows.add([{"width": 5}], "search 2")
    rows.undo()
    assert len(rows) == 4
    rows.undo()
    assert len(rows) == 1
    rows.redo()
    assert len(rows) == 4


@given(st.lists(_VALUES, max_size=30))
def test_every_variant_has_a_row_and_no_two_rows_have_one(variants: list[dict[str, Any]]) -> None:
    rows = DesignRows()
    numbers = rows.add(variants)
    assert [rows[number].values for number in numbers] == variants
    assert len(rows) == len({tuple(sorted(values.items())) for values in variants})


class Steps(RuleBasedStateMachine):
    """Against a list of all states that there were."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = DesignRows()
        self.states: list[dict[int, Any]] = [{}]
        self.at = 0

    def _did(self) -> None:
        now = {number: dict(row.values) for number, row in self.rows.all.items()}
        if now != self.states[self.at]:
            self.states = [*self.states[: self.at + 1], now]
            self.at += 1

    @rule(variants=st.lists(_VALUES, max_size=3))
    def add(self, variants: list[dict[str, Any]]) -> None:
        self.rows.add(variants)
        self._did()

    @rule(values=_VALUES)
    def change(self, values: dict[str, Any]) -> None:
        if len(self.rows):
            self.rows.change(next(iter(self.rows.all)), values)
            self._did()

    @rule(which=st.integers(0, 5))
    def remove(self, which: int) -> None:
        self.rows.remove(list(self.rows.all)[which : which + 1])
        self._did()

    @rule()
    def undo(self) -> None:
        self.rows.undo()
        self.at = max(self.at - 1, 0)

    @rule()
    def redo(self) -> None:
        self.rows.redo()
        self.at = min(self.at + 1, len(self.states) - 1)

    @invariant()
    def it_is_as_it_was_then(self) -> None:
        assert {number: dict(row.values) for number, row in self.rows.all.items()} == self.states[self.at]


TestSteps = Steps.TestCase
TestSteps.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
