"""Values from HTTP or Python become values of the parameter's own kind, or a RequestError that says why."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.parameters import Parameter, ParameterSchema
from cadwidgets.errors import RequestError

WIDTH = Parameter("width", "float", 20.0, minimum=10, maximum=60)
HOLES = Parameter("holes", "int", 4, minimum=0, maximum=9)
ROUND = Parameter("round", "bool", True)
STYLE = Parameter("style", "choice", "hex", choices=("hex", "square"))
BORE = Parameter("bore", "choice", 6.0, choices=(6.0, 8.0))
OFFSET = Parameter("offset", "tuple", (1.0, 2.0), minimum=-5, maximum=5)
TITLE = Parameter("title", "text", "A")
SCHEMA = ParameterSchema(
    (WIDTH, HOLES, ROUND, STYLE, BORE, OFFSET, TITLE), {"short": {"width": 5.0, "holes": 1}}, "modelscript"
)


@pytest.mark.parametrize(
    ("parameter", "raw", "value"),
    [
        (WIDTH, "12.5", 12.5),
        (WIDTH, 10, 10.0),
        (HOLES, "4.0", 4),
        (HOLES, 0, 0),
        (ROUND, "YES", True),
        (ROUND, "false", False),
        (ROUND, "", False),
        (STYLE, "square", "square"),
        (BORE, "8", 8.0),
        (OFFSET, "(1, -2)", (1.0, -2.0)),
        (OFFSET, [3, 4], (3.0, 4.0)),
        (TITLE, "00123", "00123"),
    ],
)
def test_text_and_python_values_become_the_parameters_own_kind(
    parameter: Parameter, raw: object, value: object
) -> None:
    checked = parameter.check(raw)
    assert checked == value
    assert type(checked) is type(value)


@pytest.mark.parametrize(
    ("parameter", "raw"),
    [
        (WIDTH, "nan"),
        (WIDTH, "inf"),
        (WIDTH, "wide"),
        (WIDTH, 9.99),
        (WIDTH, True),
        (HOLES, "4.5"),
        (HOLES, 10),
        (ROUND, "maybe"),
        (STYLE, "oval"),
        (OFFSET, "1"),
        (OFFSET, (1, 6)),
        (OFFSET, (1, math.nan)),
        (TITLE, "x" * 1001),
        (TITLE, None),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_name_value_and_what_is_allowed(
    parameter: Parameter, raw: object
) -> None:
    with pytest.raises(RequestError) as caught:
        parameter.check(raw)
    assert caught.value.parameter == parameter.name
    assert caught.value.value is raw
    assert caught.value.allowed
    assert parameter.name in str(caught.value)


def test_an_invented_range_is_a_hint_and_no_limit() -> None:
    guess = Parameter("width", "float", 20.0, minimum=0, maximum=40, invented=True)
    assert guess.check(1000) == 1000.0
    assert "40" not in guess.allowed


def test_defaults_then_preset_then_single_values() -> None:
    resolved = SCHEMA.resolve("short", {"holes": "3"})
    assert resolved["width"] == 5.0, "a preset may break the script's own bounds"
    assert resolved["holes"] == 3
    assert resolved["style"] == "hex"


def test_an_unknown_preset_and_an_unknown_parameter_are_told_with_what_there_is() -> None:
    with pytest.raises(RequestError, match="no preset 'long'") as preset:
        SCHEMA.resolve("long")
    assert preset.value.allowed == "short"
    with pytest.raises(RequestError, match="no parameter 'depth'") as parameter:
        SCHEMA.resolve("", {"depth": 1})
    assert "width" in parameter.value.allowed


def test_a_schema_survives_json() -> None:
    assert ParameterSchema.from_json(SCHEMA.to_json()) == SCHEMA


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none(), st.lists(st.floats())))
def test_any_value_is_read_or_refused_and_nothing_else(raw: object) -> None:
    for parameter in SCHEMA.parameters:
        try:
            value = parameter.check(raw)
        except RequestError as refused:
            assert refused.parameter == parameter.name
        else:
            assert parameter.contains(value)
            assert parameter.check(value) == value
