"""Ranges for sliders where a script declares none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.parameters import Parameter
from cadwidgets.modelscript import parse_script, schema_of_values
from cadwidgets.modelscript.ranges import invent, nice_step, slider_range


@pytest.mark.parametrize(
    ("line", "low", "high", "step"),
    [
        ("width = 40.0", 1.0, 80.0, 1.0),
        ("wall = 2.5", 0.05, 5.0, 0.05),
        ("wall = 0.3", 0.005, 0.6, 0.005),
        ("length = 1234.0", 2.0, 2468.0, 2.0),
        ("shift = -3.5", -7.0, 7.0, 0.05),
        ("shift = 0.0", -10, 10, 0.1),
        ("shift = 0", -10, 10, 1),
        ("count = 0", 0, 10, 1),
        ("n = 3", 1, 10, 1),
        ("teeth = 24", 1, 48, 1),
        ("length = 5000", 50, 10000, 50),
        ("shift = -4", -8, 8, 1),
        ("angle = 20", 0, 360, 1),
        ("tilt_angle = 22.5", 0, 360, 0.5),
        ("angle = -20.0", -180, 180, 1),
        ("hole_count = 4.0", 1, 10, 1),
        ("size = (10.0, 20.0, 5.0)", 0.5, 40, 0.5),
        ("place = (0, -5)", -10, 10, 0.1),
    ],
)
def test_an_invented_range_is_round_and_fits_the_default(line, low, high, step):
    (parameter,) = parse_script(line).parameters
    assert parameter.invented
    assert (parameter.minimum, parameter.maximum, parameter.step) == (low, high, step)


finite = st.floats(allow_nan=False, allow_infinity=False)
names = st.sampled_from(["width", "angle", "count", "n", "shiftAngle", "_"])


@given(names, st.one_of(finite, st.integers(-(10**18), 10**18)))
def test_an_invented_range_always_holds_the_default_and_has_a_step(name, default):
    parameter = invent(Parameter(name, "int" if isinstance(default, int) else "float", default))
    assert parameter.invented
    assert parameter.contains(default)
    assert parameter.minimum < parameter.maximum
    assert 0 < parameter.step <= parameter.maximum - parameter.minimum


@given(st.integers(1, 99_999), st.integers(0, 3))
def test_the_step_of_an_invented_range_divides_it_and_reaches_the_default(digits, decimals):
    default = digits / 10**decimals
    parameter = invent(Parameter("width", "float", default))
    step = Decimal(repr(parameter.step))
    for mark in (parameter.minimum, parameter.maximum, default):
        assert Decimal(repr(mark)) % step == 0


@given(st.lists(finite, min_size=1, max_size=4))
def test_an_invented_range_holds_every_number_of_a_tuple(numbers):
    parameter = invent(Parameter("size", "tuple", tuple(numbers)))
    assert parameter.contains(parameter.default)


bounds = st.one_of(st.none(), finite)


@given(finite, bounds, bounds)
def test_a_slider_range_is_complete_and_holds_the_default(default, low, high):
    found = slider_range(Parameter("w", "float", default, minimum=low, maximum=high))
    assert found.low <= default <= found.high
    assert found.step > 0


def test_a_declared_range_gets_a_step_and_stays_declared():
    (parameter,) = parse_script("w = 40.0  # [10:100]").parameters
    assert (parameter.step, parameter.invented) == (0.5, False)


def test_a_missing_bound_is_completed_for_the_slider_alone():
    (parameter,) = parse_script("w = 40.0  # [10:]").parameters
    assert parameter.maximum is None
    assert slider_range(parameter)[:2] == (10, 80.0)


def test_a_text_has_no_slider():
    with pytest.raises(ValueError, match="no numbers"):
        slider_range(Parameter("t", "text", "x"))


def test_a_step_that_divides_nothing_is_the_largest_round_one():
    assert nice_step(0.07, [3.14159265]) == 0.05


def test_values_alone_make_a_schema():
    schema = schema_of_values({"length": 40.0, "n": 3, "open": True, "title": "x", "size": [1, 2.5]})
    assert [parameter.kind for parameter in schema.parameters] == ["float", "int", "bool", "text", "tuple"]
    assert schema.defaults["size"] == (1, 2.5)
    assert schema["length"].maximum == 80.0


def test_a_parameter_among_values_is_taken_as_it_is():
    wall = Parameter("wall", "float", 2.0, minimum=1.0, maximum=3.0)
    assert schema_of_values({"wall": wall, "n": 3}).parameters[0] is wall


def test_a_value_that_is_no_parameter_is_refused():
    with pytest.raises(ValueError, match="size = None cannot be a parameter"):
        schema_of_values({"size": None})
