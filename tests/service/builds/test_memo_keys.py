"""What counts as the same call of an operation, and how much is remembered of it."""

from __future__ import annotations

import math
from typing import Any

import cadquery as cq
import pytest

from cadwidgets.service.builds.memo.keys import NoKey, key_of
from cadwidgets.service.builds.memo.store import Memo

BOX = cq.Solid.makeBox(1, 1, 1)


class OwnSolid(cq.Solid):
    pass


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (0.0, -0.0),
        (1, 1.0),
        (1, True),
        (0, False),
        ("1", 1),
        ([1, 2], (1, 2)),
        ([1, [2]], [[1], 2]),
        (cq.Vector(0, 0, 1), (0.0, 0.0, 1.0)),
        (cq.Vector(0.0, 0, 1), cq.Vector(-0.0, 0, 1)),
        (BOX, BOX.copy()),
        (BOX, BOX.moved(cq.Location((1, 0, 0)))),
        (BOX, cq.Solid(BOX.wrapped.Reversed())),
        (BOX, cq.Compound(BOX.wrapped)),
        (cq.Plane.named("XY"), cq.Plane.named("YX")),
    ],
)
def test_inputs_that_an_operation_may_tell_apart_have_other_keys(one: Any, other: Any) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (math.nan, float("nan")),
        (0.1 + 0.2, 0.30000000000000004),
        (BOX, cq.Shape.cast(BOX.wrapped)),
        (BOX.faces(">Z"), BOX.faces(">Z")),
        (BOX.moved(cq.Location((1, 0, 0))), BOX.moved(cq.Location((0.5, 0, 0))).moved(cq.Location((0.5, 0, 0)))),
        ({"a": cq.Vector(1, 2, 3)}, {"a": cq.Vector(1, 2, 3)}),
        (cq.Plane.named("front"), cq.Plane.named("XY")),
    ],
)
def test_equal_inputs_have_equal_keys(one: Any, other: Any) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize("thing", [abs, iter([1]), {1, 2}, object(), OwnSolid(BOX.wrapped), OwnSolid, [1, [abs]], 1j])
def test_what_has_no_value_of_its_own_has_no_key(thing: Any) -> None:
    with pytest.raises(NoKey):
        key_of(thing)


def test_the_second_equal_call_of_a_build_gets_another_body_and_the_next_build_the_same_two() -> None:
    memo, builds = Memo(), []
    for _ in range(2):
        memo.begin()
        builds.append([memo.make(cq.Solid.makeBox, 1, 1, 1) for _ in range(2)])
    (first, second), again = builds
    assert not first.isSame(second)
    assert [one.isSame(other) for one, other in zip((first, second), again, strict=True)] == [True, True]
    assert (memo.count.hits, memo.count.misses) == (2, 0)


def test_an_exception_is_not_remembered() -> None:
    memo, calls = Memo(), []

    def failing(number: int) -> float:
        calls.append(number)
        return 1 / number

    for _ in range(2):
        memo.begin()
        with pytest.raises(ZeroDivisionError):
            memo.look(failing, 0)
    assert calls == [0, 0]
    assert memo.active


def test_what_is_inside_an_operation_is_not_remembered_for_itself() -> None:
    memo = Memo()
    memo.begin()
    memo.look(lambda number: memo.look(math.floor, number) + 1, 2.5)
    assert memo.count.misses == 1


def test_no_more_is_kept_than_the_bounds_allow_and_the_oldest_goes_first() -> None:
    memo = Memo(max_results=6, max_age=100)
    for build in range(3):
        memo.begin()
        for number in (0.0, 10.0 * build + 1, 10.0 * build + 2):
            memo.look(math.floor, number)
    memo.tidy()
    assert memo.holds == 3
    memo.begin()
    for number in (0.0, 21.0, 22.0):
        memo.look(math.floor, number)
    assert memo.count.misses == 0


def test_what_no_build_used_for_long_is_forgotten() -> None:
    memo = Memo(max_age=2)
    memo.begin()
    memo.look(math.floor, 1.5)
    for _ in range(4):
        memo.begin()
    assert memo.holds == 0


def test_large_shapes_count_for_what_they_hold() -> None:
    memo = Memo(max_bytes=40_000)
    memo.begin()
    for _ in range(10):
        memo.make(cq.Solid.makeBox, 1, 1, 1)
    memo.begin()
    for _ in range(3):
        memo.make(cq.Solid.makeSphere, 1)
    memo.tidy()
    assert 0 < memo.holds < 13
