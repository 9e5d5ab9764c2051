"""Limits as text: what they mean, in which units, and what is said of text that is none."""

from __future__ import annotations

import math

import hypothesis.strategies as st
import pytest
from hypothesis import given

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import Parameter, ParameterSchema
from cadwidgets.contract.user_measures import UserMeasure
from cadwidgets.errors import RequestError
from cadwidgets.variants.expressions import Expression
from cadwidgets.variants.limits import Limit
from cadwidgets.variants.quantities import UNITS, Columns, unit_named

SCHEMA = ParameterSchema(
    (
        Parameter("width", "float", 40.0, minimum=10, maximum=80, unit="mm"),
        Parameter("thickness", "float", 20.0),
        Parameter("bore", "float", 0.5, unit="in"),
        Parameter("tilt", "float", 30.0, unit="deg"),
        Parameter("style", "choice", "hex", choices=("hex", "round")),
        Parameter("holes", "int", 4),
    )
)
ROW = DesignRow(
    {"width": 40.0, "thickness": 20.0, "bore": 0.5, "tilt": 30.0, "style": "hex", "holes": 4},
    {"mass": 1.2, "volume": 1e5, "area": 4.0, "size_x": 40.0, "size_y": 20.0, "hole": 5.0},
    "ready",
)


@pytest.mark.parametrize(
    "text",
    [
        "mass <= 1.2 kg",
        "mass <= 1200 g",
        "1200g >= mass",
        "mass <= 1.2",
        "mass >= 2.6 lb",
        "volume >= 1e5",
        "volume == 100 ml",
        "volume == 100 cm³",
        "volume == 100 cm^3",
        "volume <= 0.1 l",
        "size_x / size_y <= 2",
        "width + 2 * thickness == 80",
        "width + 2 * thickness == 8 cm",
        "10 <= width <= 41 mm",
        "1 cm <= width <= 1.6 in",
        'bore == 0.5"',
        "bore == 12.7 mm",
        "width - bore == 27.3 mm",
        "tilt <= 0.6 rad",
        "sqrt(area) == 2 mm",
        "max(size_x, 5 cm) == 50",
        "abs(-width) == 4 cm",
        "mass / volume <= 12 g / 1 cm3",
        "pi * width ** 2 / 4 <= 13 cm2",
        "holes >= 4",
        "size_x / 1 cm == 4",
        "width * 1 cm == 400",
        "bore * width == 508",
        "2 * bore == 1",
    ],
)
def test_a_limit_holds_in_whatever_unit_it_is_written(text: str) -> None:
    assert Limit.read(text, SCHEMA).holds(ROW)


@pytest.mark.parametrize("text", ["mass <= 1.19 kg", "30 <= width <= 39 mm", "bore <= 12.6 mm", "thickness >= 3 cm"])
def test_a_limit_that_is_exceeded_does_not_hold(text: str) -> None:
    assert not Limit.read(text, SCHEMA).holds(ROW)
    assert Limit.read(text, SCHEMA).excess(ROW) > 0


@pytest.mark.parametrize(
    ("text", "told", "allowed"),
    [
        ("mas <= 1.2 kg", "'mas' is neither a parameter nor a result", "mass"),
        ("mass <= 1.2 mm", "different kinds of units", "kg"),
        ("width <= 3 kg", "different kinds of units", "mm"),
        ("mass + width <= 3", "different kinds of units", "for mass"),
        ("mass <= 1.2 kgg", "'kgg' is no unit", "lb"),
        ("mass < 1.2", "no last value", "<="),
        ("mass = 1.2 kg", "== means", "names of parameters"),
        ("mass <=", "cannot be read", ""),
        ("mass", "there is no <=", "comparison"),
        ("3 <= 4", "nothing of the model", ""),
        ("style == 3", "style is a choice", ""),
        ("kg <= 2", "stands without a number", "1 kg"),
        ("mass.real <= 3", "is not allowed", "+ - * /"),
        ("__import__('os').system('true') <= 3", "is not allowed", ""),
        ("(lambda: 3)() <= mass", "is not allowed", ""),
        ("[mass for _ in 'a'] <= 3", "is not allowed", ""),
        ("mass <= 'a'", "is no number", ""),
        ("mass <= True", "is no number", ""),
        ("sqrt(1, 2) <= mass", "has 2 values", "sqrt(a)"),
        ("width ** thickness <= 3", "not fixed", "power"),
        ("9 ** 9 ** 9 ** 9 <= mass", "cannot be computed", ""),
        ("-" * 400 + "mass <= 3", "nested too deeply", ""),
        ("mass <= " + "1 + " * 200 + "1", "longer than", ""),
    ],
)
def test_what_is_no_limit_is_refused_with_the_place_and_what_is_allowed(text: str, told: str, allowed: str) -> None:
    with pytest.raises(RequestError) as refused:
        Limit.read(text, SCHEMA)
    assert told in str(refused.value)
    assert allowed in refused.value.allowed
    assert refused.value.parameter == "limits"


def test_a_measure_has_the_unit_of_what_it_tells() -> None:
    measures = {
        "hole": UserMeasure.read('faces(">Z").edges("%CIRCLE").radius'),
        "sides": UserMeasure.read("faces().count"),
    }
    assert Limit.read("hole == 0.5 cm", SCHEMA, measures).holds(ROW)
    with pytest.raises(RequestError, match="different kinds"):
        Limit.read("hole == 5 kg", SCHEMA, measures)
    with pytest.raises(RequestError, match="different kinds"):
        Limit.read("sides == 5 mm", SCHEMA, measures)


def test_a_model_in_inches_has_its_results_in_inches() -> None:
    inches = ParameterSchema((Parameter("width", "float", 1.0, unit="in"), Parameter("depth", "float", 2.0)), unit="in")
    row = DesignRow({"width": 1.0, "depth": 2.0}, {"volume": 1.0, "size_x": 1.0}, "ready")
    for text in ("size_x == 25.4 mm", "volume == 16.387064 ml", "depth == 50.8 mm", "volume == 1", "width == size_x"):
        assert Limit.read(text, inches).holds(row), text


def test_what_is_not_known_of_a_row_does_not_hold() -> None:
    limit = Limit.read("mass <= 3 kg", SCHEMA)
    assert not limit.holds(DesignRow(ROW.values, {}, "ready"))
    assert math.isnan(limit.excess(DesignRow(ROW.values, {}, "ready")))
    assert not Limit.read("1 / (width - 40 mm) <= 3", ParameterSchema((Parameter("width", "float", 40.0),))).holds(ROW)


def test_a_limit_is_active_where_it_is_just_met() -> None:
    assert Limit.read("10 <= width <= 40 mm", SCHEMA).active(ROW)
    assert not Limit.read("10 <= width <= 50 mm", SCHEMA).active(ROW)


@given(st.sampled_from(sorted(UNITS)), st.floats(1e-3, 1e6))
def test_one_unit_of_anything_is_itself_in_every_unit_that_fits(name: str, number: float) -> None:
    columns, unit = Columns.of(SCHEMA), UNITS[name]
    for other, same in UNITS.items():
        if same.fits(unit):
            ratio = Expression.read(f"{number!r} {name} / 1 {other}", columns).value({})
            assert ratio == pytest.approx(number * unit.factor / same.factor)


@pytest.mark.parametrize(("text", "name"), [("cm²", "cm2"), ("in^3", "in3"), ("µm", "um"), ("L", "l"), ("inch", "in")])
def test_units_have_other_spellings(text: str, name: str) -> None:
    assert unit_named(text) == UNITS[name]


@given(st.text(max_size=60))
def test_whatever_is_written_is_a_limit_or_refused(text: str) -> None:
    try:
        Limit.read(text, SCHEMA).holds(ROW)
    except RequestError as refused:
        assert refused.parameter == "limits"


@given(
    st.lists(
        st.sampled_from(["mass", "width", "1.2", "kg", "mm", "(", ")", "+", "**", "<=", "==", "min", ","]), max_size=12
    )
)
def test_whatever_is_put_together_is_a_limit_or_refused(words: list[str]) -> None:
    try:
        Limit.read(" ".join(words), SCHEMA).holds(ROW)
    except RequestError as refused:
        assert refused.parameter == "limits"
