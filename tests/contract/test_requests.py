"""A request is a value: checked when it is made, equal and hashed by what it asks for."""

from __future__ import annotations

from typing import Any

import pytest

from cadwidgets.contract.requests import BuildRequest, CadRequest
from cadwidgets.errors import RequestError


def test_equal_requests_are_equal_and_have_one_digest() -> None:
    one = BuildRequest.of(script="x = 1", type="stl", values={"a": 1, "b": (1.0, 2.0)})
    other = BuildRequest.of(script="x = 1", type="STL", values={"b": (1.0, 2.0), "a": 1})
    assert one == other
    assert hash(one) == hash(other)
    assert one.digest == other.digest


def test_every_part_of_a_request_changes_its_digest() -> None:
    variants = [
        BuildRequest.of(script="x = 1"),
        BuildRequest.of(script="x = 2"),
        BuildRequest.of(script="x = 1", type="STEP"),
        BuildRequest.of(script="x = 1", preset="short"),
        BuildRequest.of(script="x = 1", values={"x": 2}),
        BuildRequest.of(model_id="2qus7a32"),
    ]
    assert len({request.digest for request in variants}) == len(variants)


def test_a_script_beats_an_id() -> None:
    assert BuildRequest.of(script="x = 1", model_id="2qus7a32").model_id == ""


def test_the_form_is_the_contracts_own() -> None:
    request = BuildRequest.of(
        model_id="2qus7a32",
        type="step",
        preset="short",
        values={"p_length": 120.0, "closed": True, "at": (1.0, 2.5)},
    )
    assert request.form() == {
        "id": "2qus7a32",
        "type": "STEP",
        "preset": "short",
        "p_length": "120.0",
        "closed": "true",
        "at": "1.0,2.5",
    }


@pytest.mark.parametrize(
    ("arguments", "parameter"),
    [
        ({}, "s"),
        ({"script": "x", "values": {"type": "PDF"}}, "type"),
        ({"script": "x", "type": "PDF"}, "type"),
        ({"script": "x" * (1 << 20) + "x"}, "s"),
    ],
)
def test_what_cannot_be_a_build_is_refused_before_it_is_sent(arguments: dict[str, Any], parameter: str) -> None:
    with pytest.raises(RequestError) as caught:
        BuildRequest.of(**arguments)
    assert caught.value.parameter == parameter
    assert caught.value.allowed


@pytest.mark.parametrize(
    "pair",
    [
        {},
        {"classification_id": "C"},
        {"part_number": "P"},
        {"part_id": "10-1-1"},
        {"classification_id": "C", "part_number": "P", "part_id": "10-1-1", "selection_path": "1|"},
    ],
)
def test_a_part_is_named_by_exactly_one_complete_pair(pair: dict[str, str]) -> None:
    with pytest.raises(RequestError):
        CadRequest(9, **pair)
