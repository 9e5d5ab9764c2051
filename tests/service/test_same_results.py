"""Two results of one job: the same model or not, and why; whatever a hostile process may have sent."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from cadwidgets.contract.properties import ModelProperties
from cadwidgets.service.same_results import Result, difference

BOX = {"volume": 2.0, "area": 10.0, "bounding_box": [0.0, 0.0, 0.0, 1.0, 1.0, 2.0], "valid": True, "solids": 1}


def stl(*corners: tuple[float, float, float]) -> bytes:
    triangle = np.zeros((), [("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
    triangle["corners"] = corners
    return bytes(80) + (1).to_bytes(4, "little") + triangle.tobytes()


TRIANGLE = stl((0, 0, 0), (1, 0, 0), (0, 1, 0))


def built(content: bytes = TRIANGLE, **measures: Any) -> Result:
    return Result({"ok": {"properties": BOX | measures}}, content, "STL")


@pytest.mark.parametrize(
    "other",
    [
        built(),
        built(volume=2.0 * (1 + 1e-12)),
        built(bounding_box=[1e-12, 0.0, 0.0, 1.0, 1.0, 2.0]),
        built(stl((0, 0, 0), (1 + 1e-7, 0, 0), (0, 1, 0))),
    ],
)
def test_what_differs_by_rounding_is_the_same(other: Result) -> None:
    assert difference(built(), other) is None


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (built(volume=2.00001), "volume"),
        (built(solids=2), "solids"),
        (built(bounding_box=[0.0, 0.0, 0.0, 1.0, 1.0, 2.1]), "bounding_box"),
        (built(mass=1.0), "mass"),
        (built(stl((0, 0, 0), (1.01, 0, 0), (0, 1, 0))), "area"),
        (built(b"nonsense"), "read"),
        (Result({"error": {"kind": "script"}}), "error"),
    ],
)
def test_what_differs_is_named(other: Result, said: str) -> None:
    for pair in ((built(), other), (other, built())):
        assert said in str(difference(*pair))


TOLD = ModelProperties(2.0, 10.0, (0, 0, 0, 1, 1, 2), (0.5, 0.5, 1.0), ((1, 0, 0), (0, 1, 0), (0, 0, 2)))


def told(**changed: Any) -> Result:
    content = json.dumps(replace(TOLD, measures={"bore": 4.0}, **changed).to_json()).encode()
    return Result({"ok": {"properties": BOX}}, content, "PROPERTIES")


def test_told_properties_that_differ_by_rounding_are_the_same() -> None:
    rounded = told(center=(0.5, 0.5 + 1e-12, 1.0), inertia=((1, 1e-12, 0), (1e-12, 1, 0), (0, 0, 2)))
    assert difference(told(), rounded) is None


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (told(center=(0.5, 0.5, 1.01)), "center"),
        (told(center=None), "center"),
        (told(inertia=((1, 0.1, 0), (0.1, 1, 0), (0, 0, 2))), "inertia"),
        (Result(told().frame, told().content.replace(b"4.0", b"4.1"), "PROPERTIES"), "bore"),
        (Result(told().frame, told().content.replace(b"bore", b"hole"), "PROPERTIES"), "only in one"),
        (Result(told().frame, b"[" * 100_000, "PROPERTIES"), "cannot be read"),
    ],
)
def test_told_properties_that_differ_are_named(other: Result, said: str) -> None:
    for pair in ((told(), other), (other, told())):
        assert said in str(difference(*pair))


def test_failures_are_the_same_by_their_kind() -> None:
    script, memory = (Result({"error": {"kind": kind}}) for kind in ("script", "memory"))
    assert difference(script, Result({"error": {"kind": "script", "line": 3}})) is None
    assert difference(script, memory) == "one failure is 'script', the other 'memory'"


@pytest.mark.parametrize(
    "frame",
    [
        {},
        {"ok": None},
        {"ok": {"properties": [1]}},
        {"ok": {"properties": {1: 2}}},
        {"ok": {"properties": BOX | {"volume": math.nan}}},
        {"ok": {"properties": BOX | {"volume": 10**400}}},
        {"ok": {"properties": BOX | {"bounding_box": [[[]]]}}},
        {"ok": {"properties": BOX | {"bounding_box": [1.0] * 100_000}}},
        {"ok": {"properties": BOX | {"bounding_box": "x" * 1_000_000}}},
        {"error": 3},
        {3: {}},
        [],
        None,
    ],
)
def test_nonsense_is_a_difference_of_few_words(frame: Any) -> None:
    for pair in ((built(), Result(frame)), (Result(frame), built())):
        assert 0 < len(difference(*pair) or "") < 1_000
