"""A request is a value: checked when it is made, equal and hashed by what it asks for."""

from __future__ import annotations

from typing import Any

import pytest

from cadwidgets.contract.requests import CONTRACT_FORMATS, BuildRequest
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
        BuildRequest.of(script="x = 1", options={"deflection": 0.1}),
        BuildRequest.of(script="x = 1", files={"a.step": b"1"}),
        BuildRequest.of(script="x = 1", files={"a.step": b"2"}),
        BuildRequest.of(script="x = 1", files={"b.step": b"1"}),
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


def test_a_name_of_the_contract_and_an_option_travel_under_their_prefixes() -> None:
    request = BuildRequest.of(
        script="x",
        values={"id": 4, "type": "hex", "width": 2.0, "o.width": 3},
        options={"deflection": "0.05", "zip": "yes", "schema": "AP214"},
    )
    assert request.form() == {
        "s": "x",
        "type": "STL",
        "p.id": "4",
        "p.type": "hex",
        "width": "2.0",
        "p.o.width": "3",
        "o.deflection": "0.05",
        "o.zip": "true",
    }


def test_an_option_that_says_its_default_is_no_option() -> None:
    assert BuildRequest.of(script="x", options={"schema": "AP214", "width": "800"}) == BuildRequest.of(script="x")


def test_files_are_parts_of_a_multipart_body_and_do_not_show() -> None:
    request = BuildRequest.of(script="x", files={"b.dxf": b"two", "a.step": b"secret bytes"})
    assert request.parts() == (("files", ("a.step", b"secret bytes")), ("files", ("b.dxf", b"two")))
    assert "secret" not in repr(request)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"type": "GLB"}, "GLB"),
        ({"options": {"ascii": True}}, "o.ascii"),
        ({"files": {"a.step": b""}}, "a.step"),
        ({"values": {"width": 1, "key": 2}}, "'key'"),
    ],
)
def test_what_a_contract_only_service_cannot_do_is_named(arguments: dict[str, Any], told: str) -> None:
    request = BuildRequest.of(script="x", **arguments)
    assert not request.is_contract
    assert told in request.beyond_contract


@pytest.mark.parametrize("kind", CONTRACT_FORMATS)
def test_the_contracts_types_and_ordinary_values_are_within_it(kind: str) -> None:
    assert BuildRequest.of(script="x", type=kind, preset="a", values={"width": 1}).is_contract


@pytest.mark.parametrize(
    ("arguments", "parameter"),
    [
        ({}, "s"),
        ({"script": "x", "options": {"angle": 0}}, "o.angle"),
        ({"script": "x", "options": {"colour": "red"}}, "o.colour"),
        ({"script": "x", "files": {"../a.step": b""}}, "files"),
        ({"script": "x", "type": "PDF"}, "type"),
        ({"script": "x" * (1 << 20) + "x"}, "s"),
    ],
)
def test_what_cannot_be_a_build_is_refused_before_it_is_sent(arguments: dict[str, Any], parameter: str) -> None:
    with pytest.raises(RequestError) as caught:
        BuildRequest.of(**arguments)
    assert caught.value.parameter == parameter
    assert caught.value.allowed
