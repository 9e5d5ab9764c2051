"""Chosen values take effect when the script runs, and nothing runs before."""

from __future__ import annotations

import ast
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.errors import RequestError
from cadwidgets.modelscript import load_script, parse_script


def names_after(script, values, **scope):
    """The names that a script leaves behind when it runs with these values."""
    exec(compile(script.with_values(values), "script", "exec"), scope)  # noqa: S102 - the test's own text
    return scope


def test_parsing_executes_nothing(tmp_path):
    target = tmp_path / "written"
    text = f"open({str(target)!r}, 'w').write('x')\nwidth = 4.0\nraise SystemExit(3)\n1 / 0"
    script = load_script(text)
    script.with_values({"width": 5.0})
    assert script.schema.names == ("width",)
    assert not target.exists()


@pytest.mark.parametrize(
    ("text", "values", "result"),
    [
        ("a = 1", {"a": 2}, {"a": 2}),
        ("a = -1.5", {"a": -2.5}, {"a": -2.5}),
        ("a = b = 3", {"a": 4}, {"a": 4, "b": 4}),
        ("a, b = 1, 2.5", {"b": 7.5}, {"a": 1, "b": 7.5}),
        ("a, (b, c) = 1, (2, 3)", {"c": 9}, {"a": 1, "b": 2, "c": 9}),
        ("[a, b] = [1, 2]", {"a": 5}, {"a": 5, "b": 2}),
        ("a: float = 1.0", {"a": 2.0}, {"a": 2.0}),
        ("a = 1\nb = a + 1\na = 2", {"a": 9}, {"a": 9, "b": 2}),
        ("a = 1\na = a * 10", {"a": 3}, {"a": 30}),
        ("t = (1, 2.5)", {"t": (4.0, 4.0)}, {"t": (4, 4.0)}),
        ("t = ()", {"t": ()}, {"t": ()}),
        ("c = 'x'", {"c": 'it"s'}, {"c": 'it"s'}),
        ("d = True", {"d": False}, {"d": False}),
    ],
)
def test_a_constant_gets_its_value_where_it_is_assigned(text, values, result):
    scope = names_after(load_script(text), values)
    assert {name: scope[name] for name in result} == result


def test_whole_numbers_of_a_tuple_stay_whole():
    scope = names_after(load_script("t = (1, 2)\nr = list(range(t[1]))"), {"t": (1.0, 3.0)})
    assert scope["r"] == [0, 1, 2]


def test_the_same_script_builds_again_with_other_values_or_none():
    script = load_script("a = 1\nb = 2")
    assert names_after(script, {"a": 5})["a"] == 5
    assert names_after(script, {})["a"] == 1
    assert names_after(script, {"b": 7})["a"] == 1
    assert ast.unparse(script.tree) == "a = 1\nb = 2"


def test_typed_parameters_learn_their_names_at_construction():
    seen = {}

    def constructor(*_, _name="", **__):
        seen[_name] = True
        return _name

    script = load_script("a = FloatParam(1)\nb, c = IntParam(2), BooleanParam(desc='x')\nd = e = FloatParam()\nt = 3.0")
    classes = dict.fromkeys(("FloatParam", "IntParam", "BooleanParam"), constructor)
    scope = names_after(script, {"a": 3.0}, **classes)
    assert set(seen) == set(script.schema.names) == {"a", "b", "c", "d"}
    assert (scope["a"], scope["b"], scope["e"], scope["t"]) == ("a", "b", "d", 3.0)


def test_line_numbers_stay():
    script = load_script("a = (\n  1,\n  2)\nb = 1\n1 / 0")
    with pytest.raises(ZeroDivisionError) as caught:
        names_after(script, {"a": (3.0, 4.0), "b": 2})
    assert caught.tb.tb_next.tb_next.tb_lineno == 5


def test_a_name_that_is_no_parameter_is_refused():
    with pytest.raises(RequestError, match="there is no parameter 'q'") as caught:
        load_script("a = 1").with_values({"q": 1})
    assert caught.value.allowed == "a"


names = st.text("abcxyz_", min_size=1, max_size=6).filter(lambda name: not name.startswith("__"))
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**12), 10**12)
values = numbers | st.booleans() | st.text(max_size=30) | st.lists(numbers, max_size=4).map(tuple)


@given(st.dictionaries(names, values, max_size=6))
def test_a_schema_survives_json_and_its_defaults_change_nothing(constants):
    text = "".join(f"{name} = {value!r}\n" for name, value in constants.items())
    script = load_script(text)
    assert script.schema.defaults == constants
    assert ParameterSchema.from_json(json.loads(json.dumps(script.schema.to_json()))) == script.schema
    scope = names_after(script, script.schema.defaults)
    assert {name: scope[name] for name in constants} == constants


def test_a_schema_of_every_feature_survives_json():
    schema = parse_script(
        "# --- G ---\nw = 4.0  # [1:0.5:9] mm  W: d\nc = 'a'  # [a, b]\nk = 2  # [1, 2]\nt = (1, -2)\nb = True\n"
        "# @preset p: w=3, c=b, k=1, t=(0, 0), b=False\nbad = 3  # [x\nUOM = 'in'"
    )
    assert ParameterSchema.from_json(json.loads(json.dumps(schema.to_json()))) == schema


@given(st.dictionaries(names, values, min_size=1, max_size=4), st.text(alphabet=st.characters()) | numbers.map(str))
def test_any_text_for_any_constant_runs_in_its_place_or_is_refused_by_name(constants, text):
    script = load_script("".join(f"{name} = {value!r}\n" for name, value in constants.items()))
    for name, default in constants.items():
        try:
            chosen = script.schema.chosen("", {name: text})
        except RequestError as refused:
            assert (refused.parameter, refused.value) == (name, text)
        else:
            value = names_after(script, chosen)[name]
            assert type(value) is type(default)
            assert value == chosen[name]
