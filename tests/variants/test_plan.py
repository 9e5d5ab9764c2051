"""Which variants are built: grids, pairs, and points spread over ranges."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.design_row import row_key
from cadwidgets.errors import RequestError
from cadwidgets.modelscript import parse_script
from cadwidgets.variants.plan import planned

SCHEMA = parse_script(
    """
import cadquery as cq
width = 40.0  # [10:0.5:100] mm
height = 20.0  # [5:50] mm
holes = 4  # [1:6]
lid = True
style = "hex"  # [hex, round, square]
name = "part"
size = (10.0, 20.0)
guess = 3.0
result = cq.Workplane().box(width, height, holes)
"""
)
BASE = SCHEMA.resolve()


def plan(vary: dict[str, Any], how: str = "grid", **more: Any) -> list[dict[str, Any]]:
    return planned(SCHEMA, BASE, vary, how, **more)


def test_a_grid_takes_every_combination_the_last_parameter_fastest() -> None:
    rows = plan({"width": [20, 30], "holes": range(1, 4)})
    assert [(row["width"], row["holes"]) for row in rows] == [(w, h) for w in (20, 30) for h in (1, 2, 3)]
    assert all({**row, "width": 0, "holes": 0} == {**BASE, "width": 0, "holes": 0} for row in rows)


def test_zip_takes_the_first_of_each_then_the_second_and_repeats_a_single_value() -> None:
    rows = plan({"width": [20, 30], "holes": (2, 3), "lid": False}, "zip")
    assert [(row["width"], row["holes"], row["lid"]) for row in rows] == [(20, 2, False), (30, 3, False)]


def test_zip_of_unequal_lengths_says_which_are_how_long() -> None:
    with pytest.raises(RequestError, match="width has 2, holes has 3"):
        plan({"width": [20, 30], "holes": [1, 2, 3]}, "zip")


def test_three_dots_are_all_that_a_slider_or_menu_has() -> None:
    assert [row["holes"] for row in plan({"holes": ...})] == [1, 2, 3, 4, 5, 6]
    assert [row["style"] for row in plan({"style": ...})] == ["hex", "round", "square"]
    assert [row["lid"] for row in plan({"lid": ...})] == [False, True]
    assert len(plan({"width": ...})) == 181


def test_single_values_texts_and_tuples_are_values_and_no_lists() -> None:
    (row,) = plan({"name": "abc", "size": (1, 2), "width": 50})
    assert (row["name"], row["size"], row["width"]) == ("abc", (1.0, 2.0), 50.0)
    assert [row["size"] for row in plan({"size": [(1, 2), (3, 4)]})] == [(1.0, 2.0), (3.0, 4.0)]


def test_numbers_of_numpy_are_numbers() -> None:
    rows = plan({"width": np.linspace(20, 30, 3), "holes": np.arange(2, 4)})
    assert [row["width"] for row in rows[::2]] == [20.0, 25.0, 30.0]
    assert {type(row["holes"]) for row in rows} == {int}


def test_equal_variants_are_one() -> None:
    assert len(plan({"width": [20, 20.0, "20"], "holes": [2, 2]})) == 1


@pytest.mark.parametrize(
    ("vary", "how", "more", "words"),
    [
        ({"widht": [1]}, "grid", {}, "no parameter 'widht'"),
        ({"width": [5]}, "grid", {}, "width = 5"),
        ({"width": []}, "grid", {}, "has no values"),
        ({}, "grid", {}, "nothing is varied"),
        ({"width": [20]}, "gird", {}, "gird"),
        ({"width": [20]}, "grid", {"count": 3}, "takes no count"),
        ({"width": ...}, "lhs", {"count": 0}, "no number of variants"),
        ({"width": (1, 2, 3)}, "lhs", {}, "no range"),
        ({"width": (10, 200)}, "lhs", {}, "width = 200"),
        ({"name": ...}, "grid", {}, "has no range"),
        ({"width": ..., "height": ..., "holes": ..., "guess": ...}, "grid", {}, "variants"),
        ({"width": iter(lambda: 20, 0)}, "grid", {}, "variants"),
    ],
    ids=range(12),
)
def test_what_cannot_be_planned_is_said_before_anything_is_built(
    vary: dict[str, Any], how: str, more: dict[str, Any], words: str
) -> None:
    with pytest.raises(RequestError, match=words):
        plan(vary, how, **more)


@given(st.integers(1, 60), st.integers(0, 10))
def test_a_latin_hypercube_has_one_point_in_each_part_of_an_axis(count: int, seed: int) -> None:
    rows = plan({"height": (5, 50), "guess": (0, 1)}, "lhs", count=count, seed=seed)
    parts = sorted(math.floor((row["guess"] - 1e-9) * count) for row in rows)
    assert len(rows) == count
    assert all(abs(part - place) <= 1 for place, part in enumerate(parts))  # rounded to nine digits
    assert all(5 <= row["height"] <= 50 for row in rows)


@given(st.sampled_from(["random", "lhs"]), st.integers(1, 40), st.integers(0, 5))
def test_spread_points_fit_their_parameters_and_are_the_same_for_the_same_seed(how: str, count: int, seed: int) -> None:
    vary = {"width": (12.2, 90), "holes": ..., "style": ..., "lid": [True, False]}
    rows = plan(vary, how, count=count, seed=seed)
    assert rows == plan(vary, how, count=count, seed=seed)
    assert all(SCHEMA.resolve("", row) == row for row in rows)
    assert len({row_key(row) for row in rows}) == len(rows) <= count


def test_spread_numbers_keep_to_the_step_that_the_script_declares() -> None:
    rows = plan({"width": (20, 80), "height": (5, 50)}, "random", count=50)
    assert all(row["width"] * 2 == round(row["width"] * 2) for row in rows)
    assert {row["holes"] for row in plan({"holes": ...}, "random", count=200)} <= {1, 2, 3, 4, 5, 6}
