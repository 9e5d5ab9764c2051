"""Values from HTTP or Python become values of the parameter's own kind, or a RequestError that says why."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.parameters import Kind, Parameter, ParameterSchema, Value
from cadwidgets.contract.requests import http_text
from cadwidgets.errors import RequestError

WIDTH = Parameter("width", "float", 20.0, minimum=10, maximum=60)
HOLES = Parameter("holes", "int", 4, minimum=0, maximum=9)
ROUND = Parameter("round", "bool", True)
STYLE = Parameter("style", "choice", "hex", choices=("hex", "square"))
BORE = Parameter("bore", "choice", 6.0, choices=(6.0, 8.0))
OFFSET = Parameter("offset", "tuple", (1.0, 2.0), minimum=-5, maximum=5)
TITLE = Parameter("title", "text", "A")
COUNT = Parameter("count", "int", 4)
SIZE = Parameter("size", "tuple", (1, 2))
SCHEMA = ParameterSchema(
    (WIDTH, HOLES, ROUND, STYLE, BORE, OFFSET, TITLE, COUNT, SIZE), {"short": {"width": 5.0, "holes": 1}}, "modelscript"
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
        (COUNT, "12345678901234567891", 12345678901234567891),
        (COUNT, " 1e3 ", 1000),
        (SIZE, "3, 4.0", (3, 4)),
        (SIZE, (3, 4.5), (3, 4.5)),
    ],
)
def test_text_and_python_values_become_the_parameters_own_kind(
    parameter: Parameter, raw: object, value: object
) -> None:
    checked = parameter.check(raw)
    assert checked == value
    assert type(checked) is type(value)
    if isinstance(checked, tuple):
        assert list(map(type, checked)) == list(map(type, value))


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
        (TITLE, "a\0b"),
        (TITLE, "a\udc80b"),
        (COUNT, "9" * 400),
        (COUNT, "9" * 5000),
        (WIDTH, "1e999"),
        (WIDTH, 10**400),
        (WIDTH, "\0"),
        (WIDTH, "\udc80"),
        (ROUND, "\udc80"),
        (BORE, "\0"),
        (OFFSET, "1,\0"),
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


def test_an_integer_that_python_does_not_write_is_refused_like_any_other() -> None:
    for parameter in SCHEMA.parameters:
        with pytest.raises(RequestError, match="thousands of digits") as caught:
            parameter.check(10**5000)
        assert caught.value.parameter == parameter.name


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


numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**30), 10**30)
bounds = st.none() | st.floats(-1e6, 1e6)


@st.composite
def parameters(draw: st.DrawFn) -> Parameter:
    """Any parameter of any kind, bounds in any order."""
    defaults: dict[Kind, st.SearchStrategy[Value]] = {
        "float": st.floats(allow_nan=False, allow_infinity=False),
        "int": st.integers(),
        "bool": st.booleans(),
        "text": st.text(max_size=9),
        "choice": st.text(max_size=9) | numbers,
        "tuple": st.lists(numbers, max_size=4).map(tuple),
    }
    kind = draw(st.sampled_from(list(defaults)))
    default = draw(defaults[kind])
    more = tuple(draw(st.lists(defaults["choice"], max_size=3)))
    choices = (default, *more) if kind == "choice" else ()
    name = draw(st.text(min_size=1, max_size=9))
    return Parameter(name, kind, default, minimum=draw(bounds), maximum=draw(bounds), choices=choices)


KINDS = {"float": float, "int": int, "bool": bool, "text": str, "tuple": tuple}
texts = (
    st.text(alphabet=st.characters())  # halves of surrogate pairs and NUL among them
    | numbers.map(str)
    | st.sampled_from(["nan", "inf", "-1e999", "4.0", "true", "", "1,2", "(1, 2.5)", "9" * 5000, "1_0", "٣", "\0"])
)


@given(parameters(), texts)
def test_any_text_for_any_parameter_is_a_value_of_its_kind_or_an_error_that_names_it(
    parameter: Parameter, text: str
) -> None:
    schema = ParameterSchema((parameter,))
    try:
        value = schema.resolve(values={parameter.name: text})[parameter.name]
    except RequestError as refused:
        assert (refused.parameter, refused.value) == (parameter.name, text)
        assert refused.allowed
    else:
        assert value in parameter.choices if parameter.kind == "choice" else type(value) is KINDS[parameter.kind]
        assert parameter.contains(value)
        assert parameter.check(http_text(value)) == value, "what is sent is what is read"


@given(st.text(), st.text(), st.text())
def test_any_name_and_any_preset_is_known_or_refused_by_name(name: str, text: str, preset: str) -> None:
    with pytest.raises(RequestError) as caught:
        SCHEMA.resolve(preset or "?", {"?" + name: text})
    assert caught.value.parameter in ("preset", "?" + name)
