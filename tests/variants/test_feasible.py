"""What is said of a range that failed: never of a value that came, the same for builds in any order, and never less
after one more failure."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import Parameter, ParameterSchema, Value
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.sizes import Size
from cadwidgets.errors import (
    AuthError,
    BuildRefused,
    Busy,
    Cancelled,
    ConnectionFailed,
    GeometryError,
    RequestError,
    ScriptError,
    ScriptSyntaxError,
    ScriptTimeout,
    TimedOut,
    WorkerDied,
)
from cadwidgets.variants.failed_ranges import failed_ranges
from cadwidgets.variants.feasible import Along, Scale, Zone, failed_zones, nearest_edge
from cadwidgets.variants.outcomes import MOST_MODELS, Outcomes, counts, outcomes

LINE = Scale(0.0, 20.0, 0.5)
WHOLE = Scale(0, 20, 1, single=True)
Build = tuple[int, bool, bool]
"""(Value, whether it failed, whether all other values are the present ones)."""
BUILDS = st.lists(st.tuples(st.integers(0, 20), st.booleans(), st.booleans()), max_size=30)
FILLET = Parameter("fillet", "float", 2.0, minimum=0.0, maximum=20.0, step=0.5, unit="mm")
COUNT = Parameter("count", "int", 4, minimum=1, maximum=9)
STYLE = Parameter("style", "choice", "plain", choices=("plain", "odd", "even"))
LID = Parameter("lid", "bool", False)
BORE = Parameter(
    "bore", "choice", 8, choices=(6, 8, 10, 12), unit="mm", sizes=tuple(Size(n, ("A",)) for n in (6, 8, 10, 12))
)


def along(builds: Sequence[Build]) -> Along:
    """At the same values of all parameters only one outcome is known, as `Outcomes` sees to."""
    here = {value: build for build in builds if build[2] for value in (build[0],)}
    known = [build for build in builds if not build[2]] + list(here.values())
    values, failed, same = np.array(known, float).reshape(-1, 3).T
    return Along(values, np.where(failed > 0, 0, -1), same > 0)


def holds(zones: Sequence[Zone], value: float) -> bool:
    return any(zone.low <= value <= zone.high for zone in zones)


@settings(max_examples=400, deadline=None)
@given(BUILDS, st.sampled_from([LINE, WHOLE]))
def test_no_zone_holds_a_value_that_came_with_the_same_others(builds: list[Build], scale: Scale) -> None:
    known = along(builds)
    zones = failed_zones(known, scale)
    assert not any(holds(zones, value) for value in known.values[known.here & (known.failure < 0)])
    assert all(0 <= zone.low <= zone.high <= 20 for zone in zones)
    places = sorted((zone.low, zone.high) for zone in zones)
    assert all(one[1] <= other[0] for one, other in pairwise(places)), "none overlap"


@settings(max_examples=400, deadline=None)
@given(BUILDS, st.sampled_from([LINE, WHOLE]), st.randoms(use_true_random=False))
def test_the_order_of_the_builds_does_not_matter(builds: list[Build], scale: Scale, random) -> None:
    known = along(builds)
    order = list(range(len(known.values)))
    random.shuffle(order)
    other = Along(known.values[order], known.failure[order], known.here[order])
    assert failed_zones(known, scale) == failed_zones(other, scale)


@settings(max_examples=400, deadline=None)
@given(BUILDS, st.sampled_from([LINE, WHOLE]), st.integers(0, 20), st.booleans())
def test_one_more_failure_never_takes_anything_away(builds: list[Build], scale: Scale, value: int, here: bool) -> None:
    builds = [build for build in builds if (build[0], build[2]) != (value, True)]  # else it takes that one's place
    before, after = failed_zones(along(builds), scale), failed_zones(along([*builds, (value, True, here)]), scale)
    marks = np.linspace(0, 20, 81) if scale is LINE else range(21)
    assert all(holds(after, mark) for mark in marks if holds(before, mark))


@pytest.mark.parametrize(
    ("builds", "zones"),
    [
        ([(10, False, True), (12, True, True), (14, True, True)], [(11.0, 20.0, 2, True)]),
        ([(10, False, True), (12, True, True), (14, True, True), (16, False, True)], [(11.0, 15.0, 2, True)]),
        ([(12, True, True), (14, True, True)], [(12.0, 14.0, 2, True)]),
        ([(12, True, True)], []),
        ([(10, False, True), (12, True, False)], []),
        ([(10, False, True), (12, True, False), (12, True, False)], [(11.0, 20.0, 2, False)]),
        ([(10, False, True), (12, True, False), (12, True, False), (12, False, False)], []),
        (
            [(10, False, True), (12, True, False), (12, True, False), (16, True, True), (14, False, True)],
            [(15.0, 20.0, 1, True), (11.0, 13.0, 2, False)],
        ),
    ],
)
def test_where_zones_begin_and_end(builds: list[Build], zones: list[tuple[float, float, int, bool]]) -> None:
    found = [(zone.low, zone.high, zone.builds, zone.certain) for zone in failed_zones(along(builds), LINE)]
    assert found == zones


def test_of_whole_numbers_only_what_was_built_is_known() -> None:
    known = along([(4, False, True), (6, True, True), (9, True, True), (10, True, True)])
    assert [(zone.low, zone.high) for zone in failed_zones(known, WHOLE)] == [(6, 6), (9, 10)]


def test_the_nearest_edge_is_between_a_value_that_came_and_its_neighbour_that_failed() -> None:
    known = along([(2, True, True), (4, False, True), (10, False, True), (12, True, True), (14, True, True)])
    assert nearest_edge(known, 10) == (10, 12)
    assert nearest_edge(known, 4) == (2, 4)
    assert nearest_edge(along([(4, False, True)]), 4) is None


def memory(*builds: tuple[Mapping[str, Value], str | None]) -> Outcomes:
    known = Outcomes(("fillet", "count", "style", "lid", "bore"))
    for values, failure in builds:
        known.add({**NOW, **values}, failure)
    return known


NOW: Mapping[str, Value] = {"fillet": 2.0, "count": 4, "style": "plain", "lid": False, "bore": 8}


def words(known: Outcomes) -> dict[str, list[str]]:
    ranges = failed_ranges(known, (FILLET, COUNT, STYLE, LID, BORE), NOW, {})
    return {name: [one.words for one in some] for name, some in ranges.items()}


def test_every_kind_of_parameter_says_in_words_what_failed() -> None:
    known = memory(
        ({}, None),
        ({"fillet": 12.0}, "fillet failed\nin line 3"),
        ({"fillet": 16}, "fillet failed"),
        ({"count": 6}, "too many"),
        ({"style": "even"}, "no such style"),
        ({"lid": True}, "no lid"),
        ({"bore": 10}, "too wide"),
        ({"bore": 12}, "too wide"),
    )
    assert words(known) == {
        "fillet": ["failed from 7 to 20 mm (2 builds): fillet failed"],
        "count": ["failed at 6 (1 build): too many"],
        "style": ["failed with even (1 build): no such style"],
        "lid": ["failed when on (1 build): no lid"],
        "bore": ["failed from 10 to 12 mm (2 builds): too wide"],
    }


def test_what_failed_with_other_values_is_a_hint_until_it_comes() -> None:
    known = memory(
        ({}, None), ({"fillet": 12.0, "count": 5}, "fillet failed"), ({"fillet": 12.0, "count": 6}, "fillet failed")
    )
    assert words(known)["fillet"] == ["probably fails from 7 to 20 mm (2 builds with other values): fillet failed"]
    known.add({**NOW, "fillet": 12.0, "count": 5}, None)
    assert words(known) == {}


def test_a_range_that_has_grown_reaches_to_its_new_end() -> None:
    known = memory(({}, None), ({"fillet": 30.0}, "fillet failed"))
    assert failed_ranges(known, (FILLET,), NOW, {}) == {}, "beyond the slider"
    (found,) = failed_ranges(known, (FILLET,), NOW, {"fillet": (0.0, 40.0)})["fillet"]
    assert (found.low, found.high) == (16.0, 40.0)


def test_the_oldest_builds_are_forgotten_first() -> None:
    known = Outcomes(("fillet",), most=3)
    for value in (1.0, 2.0, 3.0, 2.0, 4.0):
        known.add({"fillet": value}, "failed" if value < 3 else None)
    builds = known.along({"fillet": 4.0})["fillet"]
    assert sorted(zip(builds.values.tolist(), builds.failure.tolist(), strict=True)) == [(2, 0), (3, -1), (4, -1)]


def test_what_came_last_counts_and_minus_zero_is_zero() -> None:
    known = Outcomes(("fillet",))
    known.add({"fillet": -0.0}, "failed")
    known.add({"fillet": 0.0}, None)
    assert len(known) == 1
    assert known.along({"fillet": 0.0}) == {}


def test_one_memory_for_all_who_build_the_same_model_and_not_for_others() -> None:
    schema = ParameterSchema((FILLET,))

    def of(script: str, **more: object) -> Outcomes:
        return outcomes(BuildRequest.of(script=script, **more), schema)

    assert of("one") is of("one", type="STEP", values={"fillet": 3.0}, options={"angle": 0.5})
    assert of("one") is not of("two")
    assert of("one") is not of("one", files={"a.txt": b"a"})
    assert of("one") is not outcomes(BuildRequest.of(script="one"), ParameterSchema((COUNT,)))
    first = of("one")
    for number in range(MOST_MODELS):
        of(f"another {number}")
    assert of("one") is not first, "forgotten"


@pytest.mark.parametrize(
    ("error", "does"),
    [
        (ScriptError("no"), True),
        (ScriptTimeout("no"), True),
        (WorkerDied("no"), True),
        (GeometryError("no"), True),
        (BuildRefused("no", status=500), True),
        (BuildRefused("bad gateway", status=502), False),
        (ScriptSyntaxError("no"), False),
        (RequestError("no"), False),
        (ConnectionFailed("no"), False),
        (TimedOut("no"), False),
        (AuthError("no"), False),
        (Busy("no"), False),
        (Cancelled("no"), False),
    ],
)
def test_only_failures_that_follow_from_the_values_count(error: Exception, does: bool) -> None:
    assert counts(error) == does
    known = Outcomes(("fillet",))
    known.learn({"fillet": 1.0}, error)
    assert len(known) == does


def test_rows_of_a_design_table_teach_what_their_builds_do() -> None:
    known = Outcomes(("fillet",))
    for value, row in enumerate(
        (
            DesignRow({}, status="ready"),
            DesignRow({}, status="failed", kind="geometry", error="fillet failed"),
            DesignRow({}, status="failed", kind="busy", error="come again"),
            DesignRow({}, status="cancelled"),
            DesignRow({}),
        )
    ):
        known.take(replace(row, values={"fillet": float(value)}))
    builds = known.along({"fillet": 0.0})["fillet"]
    assert builds.values.tolist() == [0.0, 1.0]
    assert [known.text(failure) for failure in builds.failure if failure >= 0] == ["fillet failed"]


def test_20_000_builds_of_ten_parameters_are_no_burden_for_a_moving_slider() -> None:
    rng = np.random.default_rng(1)
    parameters = [Parameter(name, "float", 1.0, minimum=0.0, maximum=100.0, step=1.0) for name in "abcdefghij"]
    known = Outcomes(tuple("abcdefghij"))
    for row in rng.random((20_000, 10)) * 100:
        known.add(dict(zip("abcdefghij", row.tolist(), strict=True)), "x" if row[0] > 70 else None)
    now = dict.fromkeys("abcdefghij", 50.0)
    seconds = []
    for _ in range(9):
        begun = time.perf_counter()
        found = failed_ranges(known, parameters, now, {})
        seconds.append(time.perf_counter() - begun)
    (zone,) = found["a"]
    assert not zone.certain
    assert (zone.low, zone.high) == pytest.approx((70, 100), abs=1)
    assert min(seconds) < 0.02, "a few milliseconds"
