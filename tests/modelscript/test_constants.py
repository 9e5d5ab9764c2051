"""Dialect B: which constants count as parameters. One row per way of writing an assignment."""

from __future__ import annotations

import pytest

from cadwidgets.modelscript import parse_script

PARAMETERS = [
    ("a = 1", {"a": 1}, ["int"]),
    ("b = 2.5", {"b": 2.5}, ["float"]),
    ("c = 'x'", {"c": "x"}, ["text"]),
    ("d = True", {"d": True}, ["bool"]),
    ("t = (1, 2, 3)", {"t": (1, 2, 3)}, ["tuple"]),
    ("t = (1,)", {"t": (1,)}, ["tuple"]),
    ("t = ()", {"t": ()}, ["tuple"]),
    ("a, b = 1, 2.5", {"a": 1, "b": 2.5}, ["int", "float"]),
    ("(a, b) = (1, 2.5)", {"a": 1, "b": 2.5}, ["int", "float"]),
    ("[a, b] = [1, 2.5]", {"a": 1, "b": 2.5}, ["int", "float"]),
    ("a, (b, c) = 1, (2, 3)", {"a": 1, "b": 2, "c": 3}, ["int", "int", "int"]),
    ("a = b = 3", {"a": 3}, ["int"]),
    ("a = -1", {"a": -1}, ["int"]),
    ("a = +1.5", {"a": 1.5}, ["float"]),
    ("a = -2.5", {"a": -2.5}, ["float"]),
    ("t = (1, -2)", {"t": (1, -2)}, ["tuple"]),
    ("a: float = 1.0", {"a": 1.0}, ["float"]),
    ("a = 1\na = 2", {"a": 2}, ["int"]),
    ("a = 1\na = a * 2", {"a": 1}, ["int"]),
    ("a = 1; b = 2", {"a": 1, "b": 2}, ["int", "int"]),
    ("_tolerance = 0.5", {"_tolerance": 0.5}, ["float"]),
]

NO_PARAMETERS = [
    "n = None",
    "n = b'bytes'",
    "n = 2j",
    "n = ...",
    "n = -True",
    "n = 1e999",
    "n = 1" + 400 * "0",
    "t = (1, 'x')",
    "t = (True, False)",
    "t = (1, None)",
    "t = ((1, 2), 3)",
    "n = [1, 2]",
    "n = {'x': 1}",
    "n = 2 * 3",
    "n = f'{1}'",
    "n = f'plain'",
    "n = float(1)",
    "(n := 1)",
    "n: float",
    "n += 1",
    "d['x'] = 1",
    "obj.x = 1",
    "obj.x: int = 1",
    "a, b = 1, 2, 3",
    "a, *b = 1, 2",
    "if True:\n    n = 1",
    "for i in range(3):\n    n = 1",
    "def f():\n    n = 1",
    "class C:\n    n = 1",
    "__author__ = 'somebody'",
    "VERSION = 1.0",
    "UOM = 'mm'",
    f"n = {'x' * 1001!r}",
]


@pytest.mark.parametrize(("text", "defaults", "kinds"), PARAMETERS)
def test_a_constant_at_top_level_is_a_parameter(text, defaults, kinds):
    schema = parse_script(text)
    assert schema.defaults == defaults
    assert [parameter.kind for parameter in schema.parameters] == kinds
    assert schema.warnings == ()


@pytest.mark.parametrize("text", NO_PARAMETERS)
def test_anything_else_is_no_parameter(text):
    assert parse_script(text).parameters == ()


def test_parameters_stand_in_the_order_of_their_last_assignments():
    assert parse_script("a = 1\nb = 2\na = 3").names == ("b", "a")


def test_constants_are_private_where_typed_parameters_exist():
    assert parse_script("thickness = 10.0\nlength = FloatParam(min=1)").names == ("length",)


def test_a_name_that_the_service_keeps_for_itself_is_a_parameter_and_a_warning_says_how_to_send_it():
    schema = parse_script("s = 3")
    assert schema.names == ("s",)
    assert "takes the parameter as p.s" in schema.warnings[0]
