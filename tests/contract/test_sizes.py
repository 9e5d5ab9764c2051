"""References to sizes, and parameters bound to them: nearest sizes are named, units are kept apart."""

from __future__ import annotations

import json

import pytest

from cadwidgets.contract.parameters import Parameter, ParameterSchema
from cadwidgets.contract.sized_parameters import check_sizes, references, with_sizes
from cadwidgets.contract.sizes import Condition, Size, SizeReference, Sizes, neighbours, size_of
from cadwidgets.errors import Cancelled, NotFound, RequestError

BORES = (Size(20.0, ("6004", "00123")), Size(25.0, ("6005", "6205", "6305", "1E5")), Size(28.0, ("60/28",)))
BEARINGS = Sizes("Bearings", "90-1", "d", "Bore d", "mm", BORES)
TEETH = Sizes("Gears", "90-2", "z", "Number of teeth z", "", (Size(12.0, ("A",)), Size(13.0, ("B",))))
BORE = Parameter("bore", "int", 25, minimum=1, maximum=50, invented=True, catalog="bearing.d")


def sized(*parameters: Parameter, unit: str = "mm", sizes: Sizes = BEARINGS) -> ParameterSchema:
    return with_sizes(ParameterSchema(parameters, unit=unit), lambda _: sizes)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("deep-groove bearing.d", SizeReference("deep-groove bearing", "d")),
        ("T2.5 pulley.z", SizeReference("T2.5 pulley", "z")),
        ("bearing.r_s, series=62", SizeReference("bearing", "r_s", (Condition("series", "62"),))),
        ("ISO 4762 . l ,d = 6..8", SizeReference("ISO 4762", "l", (Condition("d", "6..8"),))),
    ],
)
def test_a_reference_is_words_a_symbol_and_conditions(text: str, reference: SizeReference) -> None:
    assert SizeReference.parse(text) == reference


@pytest.mark.parametrize("text", ["", "bearing", ".d", "bearing.", "bearing.2", "bearing.d, 62", "bearing.d,", "-.d"])
def test_a_malformed_reference_is_refused_with_the_right_form(text: str) -> None:
    with pytest.raises(RequestError) as caught:
        SizeReference.parse(text)
    assert "deep-groove bearing.d" in caught.value.allowed


def test_a_size_shows_its_value_with_unit_and_its_first_part_numbers() -> None:
    assert BORES[1].shown("mm") == "25 mm · 6005, 6205, 6305 (+1)"
    assert BORES[0].shown() == "20 · 6004, 00123"


def test_neighbours_are_the_sizes_around_a_value_or_the_only_one_at_an_end() -> None:
    assert [size.value for size in neighbours(BORES, 26)] == [25, 28]
    assert [size.value for size in neighbours(BORES, 1)] == [20]
    assert [size.value for size in neighbours(BORES, 99)] == [28]


def test_a_value_within_the_tolerance_is_a_size() -> None:
    assert size_of(BORES, 25.0000009) is BORES[1]
    assert size_of(BORES, 25.000002) is None
    assert size_of((), 25.0) is None


def test_sizes_are_told_in_another_unit_of_length_and_in_no_other_unit() -> None:
    assert [size.value for size in BEARINGS.in_unit("in")] == pytest.approx([20 / 25.4, 25 / 25.4, 28 / 25.4])
    with pytest.raises(RequestError, match="is no value in deg"):
        BEARINGS.in_unit("deg")
    with pytest.raises(RequestError, match="is no value in mm"):
        TEETH.in_unit("mm")


def test_a_bound_parameter_is_a_choice_of_sizes_in_its_unit() -> None:
    (bore,) = sized(BORE).parameters
    assert (bore.kind, bore.choices, bore.unit, bore.sizes) == ("choice", (20, 25, 28), "mm", BORES)
    assert {type(choice) for choice in bore.choices} == {int}, "a script that counts with a whole number still can"
    assert bore.check("28.0") == 28
    assert bore.unsized == Parameter(
        "bore", "int", 25, minimum=1, maximum=50, invented=True, unit="mm", catalog="bearing.d"
    )


def test_a_value_between_two_sizes_names_both_with_their_part_numbers() -> None:
    with pytest.raises(RequestError) as caught:
        sized(BORE).check({"bore": 26})
    assert (caught.value.parameter, caught.value.value) == ("bore", 26)
    assert caught.value.allowed == "25 mm · 6005, 6205, 6305 (+1); or 28 mm · 60/28"


@pytest.mark.parametrize("raw", ["wide", True, None, float("nan"), ""])
def test_what_is_no_number_is_no_size(raw: object) -> None:
    with pytest.raises(RequestError) as caught:
        sized(BORE).check({"bore": raw})
    assert caught.value.allowed == "a size of bearing.d from 20 to 28"


def test_a_script_in_inches_gets_its_sizes_in_inches() -> None:
    schema = sized(Parameter("bore", "float", 0.984252, catalog="bearing.d"), unit="in")
    assert schema.warnings == ()
    assert schema["bore"].unit == "in"
    assert schema.check({"bore": 1.102362})["bore"] == pytest.approx(28 / 25.4, abs=1e-12)


def test_a_count_takes_no_unit_of_length_from_its_script() -> None:
    (teeth,) = sized(Parameter("z", "int", 12, catalog="gear.z"), unit="in", sizes=TEETH).parameters
    assert (teeth.unit, teeth.choices) == ("", (12, 13))


def test_declared_bounds_leave_out_sizes_and_guessed_ones_do_not() -> None:
    declared = Parameter("bore", "float", 25.0, minimum=21, maximum=27, catalog="bearing.d")
    assert sized(declared)["bore"].choices == (25.0,)
    guessed = Parameter("bore", "float", 25.0, minimum=21, maximum=27, invented=True, catalog="bearing.d")
    assert len(sized(guessed)["bore"].choices) == 3


def test_bounds_without_any_size_leave_a_number_and_a_warning() -> None:
    schema = sized(Parameter("bore", "float", 1.0, minimum=1, maximum=2, catalog="bearing.d"))
    assert schema["bore"].kind == "float"
    assert "no size of bearing.d is within the bounds of bore" in schema.warnings[0]


def test_a_reference_that_leads_nowhere_leaves_a_number_and_says_why() -> None:
    def find(_: str) -> Sizes:
        raise NotFound("no part family is called 'bearing'")

    schema = with_sizes(ParameterSchema((BORE,)), find)
    assert schema.parameters == (BORE,)
    assert schema.warnings == ("bore takes any number: no part family is called 'bearing'",)


def test_who_no_longer_wants_the_sizes_gets_no_schema_without_them() -> None:
    def find(_: str) -> Sizes:
        raise Cancelled

    with pytest.raises(Cancelled):
        with_sizes(ParameterSchema((BORE,)), find)


def test_a_default_and_a_preset_that_are_no_size_stay_and_are_told() -> None:
    schema = ParameterSchema((Parameter("bore", "int", 26, catalog="bearing.d"),), {"thin": {"bore": 21}})
    schema = with_sizes(schema, lambda _: BEARINGS)
    assert (schema["bore"].default, schema.presets) == (26, {"thin": {"bore": 21}})
    assert schema.warnings == (
        "bore = 26 is no size of bearing.d; allowed: 25 mm · 6005, 6205, 6305 (+1); or 28 mm · 60/28",
        "the preset 'thin': bore = 21 is no size of bearing.d; allowed: "
        "20 mm · 6004, 00123; or 25 mm · 6005, 6205, 6305 (+1)",
    )
    with pytest.raises(RequestError, match="bore = 26"):
        check_sizes(schema, {})
    with pytest.raises(RequestError, match="bore = 21"):
        check_sizes(schema, schema.chosen("thin"))
    check_sizes(schema, {"bore": 25})


def test_a_bound_schema_survives_json_with_presets_that_are_no_size() -> None:
    schema = with_sizes(ParameterSchema((BORE,), {"thin": {"bore": 21}}), lambda _: BEARINGS)
    assert ParameterSchema.from_json(json.loads(json.dumps(schema.to_json()))) == schema


def test_a_schema_without_sizes_in_its_json_is_read_as_before() -> None:
    data = ParameterSchema((Parameter("a", "float", 1.0),)).to_json()
    for name in ("catalog", "sizes"):
        del data["parameters"][0][name]
    assert ParameterSchema.from_json(data)["a"].catalog == ""


def test_binding_again_changes_nothing() -> None:
    once = sized(BORE)
    assert with_sizes(once, lambda _: BEARINGS) == once
    assert references(once) == ("bearing.d",)
