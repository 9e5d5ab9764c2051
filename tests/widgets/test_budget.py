"""Which fineness a picture gets, from what the last ones took: arithmetic only."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.requests import BuildRequest
from cadwidgets.widgets._budget import ANGLES, FINE, Pace, options

SECONDS = st.floats(0.0, 20.0)
LEVELS = st.integers(0, len(ANGLES) - 1)
BUILDS = st.lists(st.tuples(LEVELS, SECONDS, SECONDS), min_size=1, max_size=12)
COARSEST = len(ANGLES) - 1


def pace(builds: list[tuple[int, float, float]]) -> Pace:
    """What is known after builds at (level, seconds of the script, seconds of the triangles)."""
    known = Pace()
    for level, script, triangles in builds:
        known = known.learned(level, {"parse": 0.1 * script, "run": 0.9 * script, "mesh": triangles})
    return known


def dragged(script: float, triangles: Callable[[int], float], budget: float, steps: int = 30) -> list[int]:
    """The levels that a steady drag chooses on a model of these costs, after one fine build."""
    known, levels = pace([(FINE, script, triangles(FINE))]), []
    for _ in range(steps):
        levels.append(known.level(budget))
        known = known.learned(levels[-1], {"run": script, "mesh": triangles(levels[-1])})
    return levels


def test_the_first_picture_is_fine() -> None:
    assert Pace().level(0.1) == FINE
    assert Pace().seconds(FINE) == 0


def test_a_mesh_that_took_next_to_no_time_is_as_good_as_any() -> None:
    known = pace([(COARSEST, 0.0, 0.0), (1, 0.0, 1e-310), (1, 0.0, 5.0)])
    assert known.level(0.1) in range(COARSEST + 1)
    assert known.seconds(COARSEST) >= 0


@given(BUILDS)
def test_without_a_budget_every_picture_is_fine(builds: list[tuple[int, float, float]]) -> None:
    assert pace(builds).level(0.0) == FINE


@given(BUILDS, st.floats(0.001, 5.0), st.floats(0.001, 5.0))
def test_a_larger_budget_is_never_answered_by_a_coarser_picture(builds, one: float, other: float) -> None:
    known = pace(builds)
    assert known.level(max(one, other)) <= known.level(min(one, other))


@given(BUILDS, st.floats(0.001, 5.0))
def test_a_level_that_exceeds_the_budget_is_chosen_only_where_coarser_ones_hardly_help(builds, budget: float) -> None:
    known = pace(builds)
    level = known.level(budget)
    assert known.seconds(level) <= max(budget, 1.25 * known.seconds(COARSEST))


@given(st.floats(0.0, 0.1), st.floats(0.0, 0.1))
def test_a_model_whose_fine_mesh_fits_gets_no_draft(script: float, triangles: float) -> None:
    levels = dragged(script, lambda level: triangles * ANGLES[0] / ANGLES[level], budget=0.2)
    assert set(levels) == {FINE}


@given(st.floats(1.0, 20.0), st.floats(0.0, 0.1))
def test_a_slow_script_with_a_light_mesh_gets_no_draft_for_none_would_help(script: float, triangles: float) -> None:
    assert set(dragged(script, lambda _: triangles, budget=0.1)) == {FINE}


@given(st.floats(0.0, 0.05), st.floats(0.15, 3.0), st.floats(1.0, 2.0))
def test_a_heavy_mesh_gets_one_level_and_keeps_it(script: float, triangles: float, power: float) -> None:
    """No flicker between levels, whether the triangles grow along one direction (power 1) or two (2)."""
    levels = dragged(script, lambda level: triangles * (ANGLES[0] / ANGLES[level]) ** power, budget=0.1)
    assert levels[0] != FINE
    assert len(set(levels[6:])) == 1, levels


def test_the_gear_and_the_plate_get_drafts_and_the_bracket_none() -> None:
    """Seconds of script and fine mesh as measured: 553 + 464 ms, 1,035 + 1,443 ms, 41 + 3 ms."""
    assert pace([(FINE, 0.041, 0.003)]).level(0.1) == FINE
    assert pace([(FINE, 0.553, 0.464)]).level(0.1) > FINE
    assert pace([(FINE, 1.035, 1.443)]).level(0.1) > FINE


@given(st.floats(0.2, 5.0), st.floats(2.0, 5.0))
def test_a_model_that_grows_is_expected_to_have_grown_at_every_level(triangles: float, growth: float) -> None:
    known = pace([(FINE, 0.0, triangles), (COARSEST, 0.0, triangles / 5)])
    grown = known.learned(COARSEST, {"mesh": growth * triangles / 5})
    assert grown.seconds(FINE) / known.seconds(FINE) == pytest.approx((1 + growth) / 2)


def test_levels_are_options_that_a_request_takes_and_the_fine_one_needs_none() -> None:
    assert options(FINE) == {}
    assert list(ANGLES) == sorted(ANGLES)
    for level in range(1, len(ANGLES)):
        assert BuildRequest.of(script="x", type="GLB", options=options(level)).options == (("angle", ANGLES[level]),)
