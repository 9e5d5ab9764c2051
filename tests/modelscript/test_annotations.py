"""Comments on plain constants that say what a slider needs."""

from __future__ import annotations

import pytest

from cadwidgets.modelscript import parse_script


def only(text):
    """The one parameter of a script without warnings."""
    schema = parse_script(text)
    assert schema.warnings == ()
    (parameter,) = schema.parameters
    return parameter


def test_a_full_annotation_gives_range_step_unit_and_label():
    parameter = only("width = 40.0  # [10:0.5:100] mm  Overall width")
    assert (parameter.minimum, parameter.step, parameter.maximum) == (10, 0.5, 100)
    assert (parameter.unit, parameter.label, parameter.invented) == ("mm", "Overall width", False)


@pytest.mark.parametrize(
    ("comment", "low", "high"),
    [("[10:100]", 10, 100), ("[10:]", 10, None), ("[:100]", None, 100), ("[ -5 : 1e2 ]", -5, 100)],
)
def test_a_range_may_leave_out_its_step_or_one_end(comment, low, high):
    parameter = only(f"w = 40.0  # {comment}")
    assert (parameter.minimum, parameter.maximum) == (low, high)


def test_choices_of_words_turn_a_text_into_a_choice():
    parameter = only('style = "hex"  # [hex, round, square] Head style')
    assert (parameter.kind, parameter.choices, parameter.label) == ("choice", ("hex", "round", "square"), "Head style")


@pytest.mark.parametrize(
    ("line", "choices"),
    [
        ("n = 8  # [6, 8, 10]", (6, 8, 10)),
        ("n = 8  # [6, 8, 10.5]", (6.0, 8.0, 10.5)),
        ("""n = "a, b"  # ["a, b", 'c']""", ("a, b", "c")),
        ("n = 'x'  # [x]", ("x",)),
    ],
)
def test_choices_have_the_type_of_the_default(line, choices):
    parameter = only(line)
    assert parameter.choices == choices
    assert {type(choice) for choice in parameter.choices} == {type(parameter.default)}


@pytest.mark.parametrize("line", ["w = 40  # [10:0.5:100]", "w = 40  # [9.5:100]"])
def test_a_whole_number_with_decimals_in_its_range_is_a_float(line):
    parameter = only(line)
    assert (parameter.kind, parameter.default) == ("float", 40.0)


@pytest.mark.parametrize(
    ("comment", "unit", "label", "description"),
    [
        ("[1:9] mm", "mm", "", ""),
        ("[1:9] inch  Width", "in", "Width", ""),
        ("[1:9] in  Width", "in", "Width", ""),
        ("[1:9] in the middle", "", "in the middle", ""),
        ("[1:9] ° Tilt", "deg", "Tilt", ""),
        ("[1:9] %  Fill", "%", "Fill", ""),
        ("[1:9] Wall: of the box, not of the lid", "", "Wall", "of the box, not of the lid"),
        ("[1:9] " + 12 * "long ", "", "", (12 * "long ").strip()),
        ("[mm] Width", "mm", "Width", ""),
        ("mm  Thickness of all walls", "mm", "", "Thickness of all walls"),
        ("Thickness of all walls", "", "", "Thickness of all walls"),
        ("noqa: E221", "", "", ""),
        ("type: ignore", "", "", ""),
    ],
)
def test_unit_label_and_description_are_told_apart(comment, unit, label, description):
    parameter = only(f"w = 4.0  # {comment}")
    assert (parameter.unit, parameter.label, parameter.description) == (unit, label, description)


def test_a_range_on_a_tuple_holds_for_each_number():
    parameter = only("size = (1, 2, 3)  # [0:5]")
    assert (parameter.kind, parameter.minimum, parameter.maximum) == ("tuple", 0, 5)
    assert parameter.check("4,5,0") == (4.0, 5.0, 0.0)


def test_the_comment_may_stand_on_either_end_of_a_long_assignment():
    assert only("size = (  # [0:5]\n    1,\n    2,\n)").maximum == 5
    assert only("size = (\n    1,  # not this\n    2,\n)  # [0:6]").maximum == 6


def test_one_comment_serves_every_name_of_its_line():
    schema = parse_script("a, b = 1, 2  # [0:5]")
    assert [parameter.maximum for parameter in schema.parameters] == [5, 5]


def test_a_group_lasts_until_the_next_one():
    schema = parse_script(
        "a = 1\n# --- Holes ---\nb = 2\n# ---------\nc = 3\n"
        "# ---- Outer shell ----\nd = 4\nif a:\n    # --- inside ---\n    pass\ne = 5"
    )
    assert [parameter.group for parameter in schema.parameters] == ["", "Holes", "Holes", "Outer shell", "Outer shell"]


def test_presets_hold_values_of_each_parameter_kind():
    schema = parse_script(
        "width = 40.0\nn = 3\nstyle = 'hex'  # [hex, round]\nopen = True\nsize = (1, 2)\ntitle = 'a'\n"
        "# @preset small one: width=20, n=2, style=round, open=False, size=(3, -4), title='b, c'\n"
        "# @preset small one: title=d\n"
    )
    assert schema.presets == {
        "small one": {"width": 20.0, "n": 2, "style": "round", "open": False, "size": (3.0, -4.0), "title": "d"}
    }
    assert schema.warnings == ()


MALFORMED = [
    ("w = 4.0  # [1:9", "the closing bracket is missing"),
    ("w = 4.0  # [a:b]", "a range is made of numbers"),
    ("w = 4.0  # [1:2:3:4]", "a range is written"),
    ("w = 4.0  # [:]", "a range is written"),
    ("w = 4.0  # [9:1]", "the minimum is not below the maximum"),
    ("w = 4.0  # [1:0:9]", "the step is not positive"),
    ("w = 4.0  # [1:-1:9]", "the step is not positive"),
    ("w = 4.0  # [nan:9]", "a range is made of numbers"),
    ("w = 4.0  # []", "neither a range"),
    ("w = 4.0  # [1,,2]", "neither a range"),
    ("w = 4.0  # [1, two]", "these choices are no numbers"),
    ("w = 4.0  # [5, 6]", "the default 4.0 is none of the choices"),
    ("w = 'x'  # [1:9]", "a range needs a number"),
    ("w = True  # [1:9]", "a range needs a number"),
    ("w = True  # [yes, no]", "choices need a text or a number"),
]


@pytest.mark.parametrize(("line", "said"), MALFORMED)
def test_a_malformed_annotation_is_a_warning_that_names_the_line_and_the_constant_stays(line, said):
    schema = parse_script("\n" + line)
    assert schema.names == ("w",)
    (warning,) = schema.warnings
    assert warning.startswith("line 2: the annotation of w is ignored: ")
    assert said in warning


@pytest.mark.parametrize(
    ("directive", "said"),
    [
        ("# @preset", "write presets as"),
        ("# @preset short", "write presets as"),
        ("# @preset short: w", "write it as parameter=value"),
        ("# @preset short: w=", "write it as parameter=value"),
        ("# @preset short: 3", "write it as parameter=value"),
        ("# @preset short: w=1) + (2", "write it as parameter=value"),
        ("# @preset short: w=" + 100_000 * "(", "write it as parameter=value"),
        ("# @preset short: w=open('x')", "write it as parameter=value"),
        ("# @preset short: **w", "write it as parameter=value"),
        ("# @preset short: q=3", "there is no parameter 'q'"),
        ("# @preset short: w=wide", "is not a number"),
    ],
)
def test_a_malformed_preset_is_a_warning_that_names_the_line(directive, said):
    schema = parse_script(f"w = 4.0  # [1:9]\n{directive}\n")
    assert schema.presets == {}
    (warning,) = schema.warnings
    assert warning.startswith("line 2: ")
    assert said in warning


def test_values_outside_a_declared_range_are_warned_about():
    schema = parse_script("w = 40.0  # [1:9]\n# @preset wide: w=50")
    assert "line 1: w = 40.0 is outside a number from 1 to 9" in schema.warnings
    assert "line 2: the preset 'wide' sets w outside a number from 1 to 9" in schema.warnings
    assert schema.presets["wide"] == {"w": 50.0}


def test_a_range_behind_a_computed_value_is_warned_about():
    (warning,) = parse_script("a = 2.0\nb = 2 * a  # [1:9]").warnings
    assert warning.startswith("line 2: b is computed")


def test_brackets_inside_a_text_are_no_annotation():
    assert only("w = '# [1:9]'").kind == "text"
