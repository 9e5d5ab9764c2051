"""Dialect A: typed parameter objects."""

from __future__ import annotations

import pytest

from cadwidgets.modelscript import parse_script


def only(text):
    """The one parameter of a script without warnings."""
    schema = parse_script(text)
    assert schema.warnings == ()
    (parameter,) = schema.parameters
    return parameter


def test_the_five_documented_arguments_are_read():
    parameter = only("p = FloatParam(min=10, max=200.5, presets={'default': 50}, group='Size', desc='Length')")
    assert (parameter.kind, parameter.default) == ("float", 50.0)
    assert isinstance(parameter.default, float)
    assert (parameter.minimum, parameter.maximum, parameter.invented) == (10, 200.5, False)
    assert (parameter.group, parameter.description) == ("Size", "Length")


@pytest.mark.parametrize(
    ("call", "kind", "default"),
    [
        ("FloatParam(2.5)", "float", 2.5),
        ("FloatParam(default=2)", "float", 2.0),
        ("IntParam(presets={'default': 4})", "int", 4),
        ("IntegerParam(7)", "int", 7),
        ("BooleanParam(True)", "bool", True),
        ("BooleanParam(presets={'default': False})", "bool", False),
        ("FloatParam(-1.5)", "float", -1.5),
    ],
)
def test_every_class_makes_its_kind(call, kind, default):
    parameter = only(f"p = {call}")
    assert (parameter.kind, parameter.default) == (kind, default)


def test_the_extensions_are_read():
    parameter = only("p = FloatParam(default=5, label='Wall', step=0.5, min=1, max=9)")
    assert (parameter.label, parameter.step, parameter.default) == ("Wall", 0.5, 5.0)


def test_choices_make_a_choice_of_the_class_own_type():
    parameter = only("p = FloatParam(4, choices=[3, 4, 5])")
    assert (parameter.kind, parameter.choices, parameter.default) == ("choice", (3.0, 4.0, 5.0), 4.0)


@pytest.mark.parametrize(
    ("call", "default"),
    [
        ("FloatParam(min=3)", 3.0),
        ("FloatParam()", 0.0),
        ("IntParam(min=1.5)", 2),
        ("BooleanParam()", False),
        ("IntParam(choices=[8, 9], min=1)", 8),
    ],
)
def test_a_missing_default_is_replaced_and_warned_about(call, default):
    schema = parse_script(f"p = {call}")
    assert schema.defaults == {"p": default}
    assert "there is no default" in schema.warnings[0]


def test_presets_are_the_union_over_all_parameters():
    schema = parse_script(
        "a = FloatParam(1, presets={'short': 5, 'default': 9})\nb = IntParam(presets={'default': 2, 'long': 7})"
    )
    assert schema.presets == {"short": {"a": 5.0}, "default": {"a": 9.0, "b": 2}, "long": {"b": 7}}
    assert schema.resolve("long") == {"a": 1.0, "b": 7}


def test_a_preset_outside_the_bounds_stays_and_is_warned_about():
    schema = parse_script("a = FloatParam(50, min=10, max=90, presets={'short': 5})")
    assert schema.presets == {"short": {"a": 5.0}}
    assert "'short' sets 5, which is outside a number from 10 to 90" in schema.warnings[0]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("FloatParam(1, nmae='x')", "nmae is not understood"),
        ("FloatParam(1, **options)", "** is not understood"),
        ("FloatParam(1, 2)", "only one positional value"),
        ("FloatParam(1, min=LOW)", "min is computed"),
        ("FloatParam(1, min='low')", "min is not a number"),
        ("FloatParam(5, min=9, max=1)", "min 9 is greater than max 1"),
        ("FloatParam(1, step=0)", "step is not positive"),
        ("FloatParam(1, desc=3)", "desc is not a text"),
        ("FloatParam(1, presets=[1])", "presets is not a dict"),
        ("FloatParam(1, presets={'short': 'x'})", "preset 'short' is ignored"),
        ("FloatParam(1, choices=4)", "choices is not a list of float values"),
        ("FloatParam(True, min=1)", "the default is ignored"),
        ("FloatParam(5, max=4)", "the default 5.0 is outside a number of at most 4"),
        ("BooleanParam(default=5)", "the default is ignored"),
    ],
)
def test_what_is_not_understood_is_a_warning_that_names_the_line_and_the_parameter(call, said):
    schema = parse_script(f"\np = {call}")
    assert schema.names == ("p",)
    assert any(text.startswith("line 2: p: ") and said in text for text in schema.warnings), schema.warnings


@pytest.mark.parametrize(
    "text", ["for i in range(3):\n    p = FloatParam(1)", "ps = [FloatParam(1)]", "def f():\n    return FloatParam(1)"]
)
def test_parameters_made_out_of_sight_are_warned_about(text):
    schema = parse_script(text)
    assert schema.parameters == ()
    assert "not assigned to a top-level name" in schema.warnings[0]


def test_one_bound_alone_stays_alone():
    parameter = only("p = FloatParam(5, min=1)")
    assert (parameter.minimum, parameter.maximum, parameter.invented) == (1, None, False)
