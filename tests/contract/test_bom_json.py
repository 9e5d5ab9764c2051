"""The JSON of a bill of materials: without loss, plain, and careful with what somebody else sends."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bom_lines import bom_lines
from hypothesis import given

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_json import MAX_ATTRIBUTES, MAX_DEPTH, MAX_LINES, MAX_TEXT, lines_from_json, to_json


@given(bom_lines)
def test_lines_come_back_as_they_were(lines: tuple[BomLine, ...]) -> None:
    assert lines_from_json(json.loads(json.dumps(to_json(lines), allow_nan=False))) == lines


def test_what_a_line_does_not_say_is_left_out() -> None:
    assert to_json([BomLine("00123", children=(BomLine(quantity=2),))]) == [
        {"part_number": "00123", "children": [{"quantity": 2.0}]}
    ]


@pytest.mark.parametrize(
    "data",
    [
        {},
        None,
        "x",
        [1],
        [None],
        [{"colour": "red"}],
        [{"quantity": -1}],
        [{"quantity": float("nan")}],
        [{"quantity": "4"}],
        [{"quantity": True}],
        [{"quantity": None}],
        [{"part_number": 123}],
        [{"attributes": 1}],
        [{"attributes": [["label", "value"]]}],
        [{"attributes": ["abc", 1]}],
        [{"attributes": [[1, "", ""]]}],
        [{"part": {}}],
        [{"part": {"part_id": 1}}],
        [{"part": {"colour": "red"}}],
        [{"part": "x"}],
        [{"children": {}}],
        [{"children": 1}],
        [{"children": "x"}],
        [{"currency": "Euro"}],
        [{}] * (MAX_LINES + 1),
        [{"name": "x" * (MAX_TEXT + 1)}],
        [{"attributes": [["", "", ""]] * (MAX_ATTRIBUTES + 1)}],
        [{"attributes": [["x" * (MAX_TEXT + 1), "", ""]]}],
    ],
)
def test_anything_else_is_refused(data: Any) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        lines_from_json(data)


def test_deep_nesting_is_refused_without_following_it() -> None:
    data: list[Any] = []
    for _ in range(100_000):
        data = [{"children": data}]
    with pytest.raises(ValueError, match=str(MAX_DEPTH)):
        lines_from_json(data)
    while data:  # freed level by level too
        data = data[0]["children"]
