"""``# [catalog: deep-groove bearing.d]``: read, never looked up, and refused with its line where it is malformed."""

from __future__ import annotations

import pytest

from cadwidgets.modelscript import load_script, parse_script


@pytest.mark.parametrize(
    ("line", "catalog"),
    [
        ("bore = 25  # [catalog: deep-groove bearing.d]", "deep-groove bearing.d"),
        ("bore = 25.0  # [catalog:ISO 4762.l, d=6]", "ISO 4762.l, d=6"),
        ("bore = 25  # [ catalog : bearing.d, series=62, d=10..50 ]", "bearing.d, series=62, d=10..50"),
        ('p = FloatParam(default=25, catalog="deep-groove bearing.d")', "deep-groove bearing.d"),
        ('p = IntParam(default=25, min=10, max=50, catalog="gear.z")', "gear.z"),
    ],
)
def test_a_reference_is_kept_as_it_is_written(line: str, catalog: str) -> None:
    schema = parse_script(line)
    assert schema.warnings == ()
    (parameter,) = schema.parameters
    assert parameter.catalog == catalog
    assert parameter.kind in ("int", "float"), "nobody has asked the catalog yet"


def test_unit_label_and_description_stand_behind_a_reference_as_behind_a_range() -> None:
    (bore,) = parse_script("bore = 1  # [catalog: bearing.d] in  Bore: of the bearing").parameters
    assert (bore.unit, bore.label, bore.description) == ("in", "Bore", "of the bearing")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("bore = 25  # [catalog: bearing]", "line 1: the annotation of bore is ignored: 'bearing' names no sizes"),
        ("bore = 25  # [catalog:]", "line 1: the annotation of bore is ignored"),
        ("bore = 25  # [catalog: bearing.d, 62]", "line 1: the annotation of bore is ignored"),
        ("bore = 'x'  # [catalog: bearing.d]", "line 1: the annotation of bore is ignored: the size of a part needs"),
        ("p = FloatParam(default=1, catalog='bearing')", "line 1: p: catalog is ignored: 'bearing' names no sizes"),
        ("p = FloatParam(default=1, choices=[1, 2], catalog='a.d')", "line 1: p: catalog is ignored beside choices"),
        ("p = FloatParam(default=1, catalog=7)", "line 1: p: catalog is not a text and is ignored"),
        ("p = BooleanParam(default=True, catalog='a.d')", "line 1: p: catalog needs a number and is ignored"),
        ("bore = 5 * 5  # [catalog: bearing.d]", "line 1: bore is computed, so it is no parameter"),
    ],
)
def test_a_reference_that_cannot_be_meant_is_a_warning_with_its_line(line: str, why: str) -> None:
    schema = parse_script(line)
    assert schema.warnings[0].startswith(why)
    assert all(not parameter.catalog for parameter in schema.parameters)


def test_a_hostile_reference_stays_text() -> None:
    (bore,) = parse_script("bore = 25  # [catalog: <b>\u202e" + "x" * 400 + ".d]").parameters
    assert bore.catalog == "<b>\u202e" + "x" * 400 + ".d"


def test_the_script_runs_unchanged_with_a_value_in_its_place() -> None:
    script = load_script("bore = 25  # [catalog: bearing.d]\n")
    tree = script.with_values({"bore": 30})
    assert tree.body[0].value.value == 30  # type: ignore[attr-defined]
