"""The Pareto front, held against the definition itself."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from cadwidgets.errors import RequestError
from cadwidgets.variants import pareto
from cadwidgets.variants.pareto import front

FEW = some.sampled_from([-1.0, -0.0, 0.0, 1.0, 2.0, 2.5, math.inf, -math.inf, math.nan])
"""Few different ones, so that there are ties."""


@some.composite
def tables(draw: some.DrawFn) -> tuple[list[list[float]], list[str]]:
    senses = draw(some.lists(some.sampled_from(["min", "max"]), min_size=1, max_size=4))
    row = some.lists(FEW | some.floats(), min_size=len(senses), max_size=len(senses))
    return draw(some.lists(row, max_size=30)), senses


def dominates(one: list[float], other: list[float], senses: list[str]) -> bool:
    pairs = [(a, b) if sense == "min" else (b, a) for a, b, sense in zip(one, other, senses, strict=True)]
    return all(a <= b for a, b in pairs) and any(a < b for a, b in pairs)


def by_definition(rows: list[list[float]], senses: list[str]) -> list[bool]:
    whole = [not any(math.isnan(value) for value in row) for row in rows]
    return [
        itself and not any(there and dominates(other, row, senses) for there, other in zip(whole, rows, strict=True))
        for itself, row in zip(whole, rows, strict=True)
    ]


@given(tables())
def test_the_front_is_what_its_definition_says(table):
    rows, senses = table
    values = np.array(rows, float).reshape(-1, len(senses))
    assert front(values, senses).tolist() == by_definition(rows, senses)


@given(tables())
def test_it_does_not_depend_on_how_many_are_compared_at_once(table):
    rows, senses = table
    values = np.array(rows, float).reshape(-1, len(senses))
    whole = front(values, senses)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pareto, "_BLOCK", 3)
        assert (front(values, senses) == whole).all()


def test_the_same_row_twice_is_on_the_front_twice():
    assert front(np.array([[1.0, 2.0], [1.0, 2.0], [2.0, 2.0]]), ["min", "min"]).tolist() == [True, True, False]


def test_what_is_not_known_is_not_on_the_front():
    assert front(np.array([[1.0, math.nan], [3.0, 3.0]]), ["min", "min"]).tolist() == [False, True]
    assert front(np.full((2, 2), math.nan), ["min", "max"]).tolist() == [False, False]
    assert front(np.zeros((0, 2)), ["min", "max"]).tolist() == []


def test_ten_thousand_variants_of_which_all_are_on_the_front():
    along = np.linspace(0, math.pi / 2, 10_000)
    around = np.stack([np.cos(along), np.sin(along), np.zeros(10_000)], axis=1)
    assert front(around[:, :2], ["max", "max"]).all()
    assert front(around, ["max", "max", "min"]).all()


@pytest.mark.parametrize("senses", [[], ["min"], ["min", "min", "min"], ["min", "least"]])
def test_senses_that_do_not_fit_are_refused(senses):
    with pytest.raises(RequestError):
        front(np.zeros((3, 2)), senses)
