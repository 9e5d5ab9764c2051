"""Goal seek over formulas: values that reach a goal, and honest words where none does."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
from algebra import Algebra, length, whole

from cadwidgets.contract.parameters import Parameter
from cadwidgets.contract.sizes import Size
from cadwidgets.errors import Cancelled, RequestError
from cadwidgets.variants.seeking import Sought, seek

X = length("x", 4.0, 2, 10)


def sought(formula, goal: str, parameter=X, **options) -> Sought:
    """What is found of a model whose mass is ``formula`` of one value; None fails."""

    def results(values):
        mass = formula(values[parameter.name])
        return None if mass is None else {"mass": mass}

    model = Algebra(results, parameter)
    found = seek(model.evaluate, model.schema, {}, parameter.name, goal, **options)
    assert found.builds == len(model.asked)
    assert len({tuple(point.items()) for point in model.asked}) == found.builds  # none was asked for twice
    assert found.row.values[parameter.name] == found.value
    return found


@pytest.mark.parametrize(("goal", "side"), [("mass == 1.2", 0), ("mass <= 1200 g", -1), ("mass >= 1.2 kg", 1)])
def test_a_limit_is_just_met_on_its_allowed_side(goal: str, side: int) -> None:
    found = sought(lambda x: x * x / 50, goal)
    assert found.reached
    assert found.value == pytest.approx(math.sqrt(60), rel=1e-6)
    assert side * (found.row.results["mass"] - 1.2) >= 0
    assert found.builds <= 15


def test_the_value_nearest_to_the_present_one_is_found_of_several() -> None:
    for present, expected in ((2.5, math.pi - math.asin(0.2)), (6.6, 2 * math.pi + math.asin(0.2))):
        assert sought(math.sin, "mass == 0.2", length("x", present, 2, 10)).value == pytest.approx(expected, rel=1e-6)


def test_a_peak_between_the_first_values_is_looked_at() -> None:
    found = sought(lambda x: 1.21 - (x - 5.3) ** 2, "mass >= 1.2")
    assert found.reached
    assert abs(found.value - 5.3) == pytest.approx(0.1, rel=1e-3)


def test_no_value_reaches_the_goal_and_the_nearest_is_told() -> None:
    found = sought(lambda x: 1.31 + (x - 2) / 8 * 0.89, "mass == 1.2 kg")
    assert not found.reached
    assert found.value == 2.0
    assert found.message == (
        "no value from 2 to 10 reaches mass == 1.2 kg: mass goes from 1.31 to 2.2; nearest at x = 2, where mass is 1.31"
    )


def test_a_limit_that_always_holds_says_so() -> None:
    found = sought(lambda x: x / 10, "mass <= 3")
    assert found.reached
    assert found.value == 10.0
    assert "holds at every value that was built from 2 to 10: mass goes from 0.2 to 1" in found.message


def test_a_goal_next_to_builds_that_fail_is_found() -> None:
    found = sought(lambda x: x / 5 if x < 6.03 else None, "mass == 1.202")
    assert found.reached
    assert found.value == pytest.approx(6.01, rel=1e-6)
    assert "builds failed" in found.message
    assert "the fillet is too large" in found.message


def test_builds_that_fail_are_never_stepped_over() -> None:
    found = sought(lambda x: x / 5 if not 5 < x < 7 else None, "mass == 1.2")
    assert not found.reached
    assert "it is passed where builds fail, between 5 and 7" in found.message


def test_a_jump_over_the_goal_is_told() -> None:
    found = sought(lambda x: 1.0 if x < 6.03 else 1.5, "mass == 1.2")
    assert not found.reached
    assert "passed in a jump from 1 to 1.5 at 6.03" in found.message
    assert found.builds < 45


def test_a_goal_of_zero_is_reached() -> None:
    assert sought(lambda x: x - math.e, "mass == 0").value == pytest.approx(math.e, abs=1e-6)


@pytest.mark.parametrize(
    ("goal", "value", "reached"), [("mass <= 20", 31, True), ("mass == 50", 50, True), ("mass == 51", 50, False)]
)
def test_whole_numbers_are_closed_in_on(goal: str, value: int, reached: bool) -> None:
    found = sought(lambda n: n * n / 50, goal, whole("n", 4, 1, 100))
    assert (found.value, found.reached) == (value, reached)
    assert isinstance(found.value, int)
    assert found.builds <= 20


def test_choices_and_sizes_are_all_built() -> None:
    masses = {"a": 3.0, "b": 1.0, "c": 2.0}
    choice = Parameter("k", "choice", "a", choices=("a", "b", "c"))
    assert sought(masses.__getitem__, "mass <= 2.5", choice).value == "c"
    flag = Parameter("f", "bool", False)
    assert sought(lambda f: 1.0 + f, "mass >= 1.5", flag).value is True
    sizes = tuple(Size(value, ("part",)) for value in (6.0, 8.0, 10.0, 12.0))
    bearing = Parameter("d", "choice", 6.0, choices=(6.0, 8.0, 10.0, 12.0), sizes=sizes, catalog="bearing.d")
    found = sought(lambda d: d / 10, "mass <= 1.1", bearing)
    assert found.value == 10.0


def test_a_range_of_ones_own_is_kept_to() -> None:
    found = sought(lambda x: x / 5, "mass == 1.8", within=(2, 8))
    assert not found.reached
    assert found.value == 8.0
    assert max(row.values["x"] for row in found.rows) == 8.0


@pytest.mark.parametrize(
    ("parameter", "goal", "within", "told"),
    [
        (X, "mass == 1", (8, 2), "no range"),
        (X, "mass == 1", (1, 20), "outside a number from 2 to 10"),
        (X, "1 <= mass <= 2", None, "more than one goal"),
        (length("x", 4.0, 2, 10), "cost == 3", None, "cost of this model is not known"),
        (Parameter("t", "text", "a"), "mass == 1", None, "a text cannot be varied"),
        (Parameter("x", "float", 3.0), "mass == 1", None, "has no range of its own"),
    ],
)
def test_what_cannot_be_sought_is_refused(parameter: Parameter, goal: str, within, told: str) -> None:
    with pytest.raises(RequestError, match=told):
        sought(lambda x: 1.0, goal, parameter, within=within)


def test_a_model_that_is_never_built_is_refused_with_its_error() -> None:
    with pytest.raises(RequestError, match="none of 9 variants could be built: the fillet is too large"):
        sought(lambda x: None, "mass == 1")


def test_what_was_known_when_it_was_cancelled_is_told() -> None:
    model = Algebra(lambda values: {"mass": values["x"] ** 3}, X, cancel_after=10)
    found = seek(model.evaluate, model.schema, {}, "x", "mass == 100")
    assert found.message.startswith("cancelled; ")
    assert found.builds == 10
    assert not found.reached
    with pytest.raises(Cancelled):
        seek(Algebra(lambda values: {"mass": 1.0}, X, cancel_after=3).evaluate, model.schema, {}, "x", "mass == 100")


def test_the_budget_is_kept() -> None:
    found = sought(lambda x: x**3, "mass == 100", budget=10)
    assert found.builds == 10
    assert "stopped after 10 builds" in found.message


def test_every_build_is_told_with_the_best_so_far() -> None:
    model, heard = Algebra(lambda values: {"mass": values["x"]}, X), []
    found = seek(model.evaluate, model.schema, {}, "x", "mass == 5.5", on_trial=lambda *told: heard.append(told))
    assert tuple(row for row, _ in heard) == found.rows
    assert heard[-1][1] == found.row
    misses = [abs(best.results["mass"] - 5.5) for _, best in heard]
    assert misses == sorted(misses, reverse=True)


def test_without_scipy_the_extra_is_named() -> None:
    program = (
        "import sys; sys.modules['scipy'] = None\n"
        "from cadwidgets.errors import CadWidgetsError\n"
        "from cadwidgets.variants.trials import library\n"
        "import cadwidgets.variants.optimising\n"
        "try:\n    library('optimize')\nexcept CadWidgetsError as error:\n    print(error)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert 'pip install "cadwidgets[optimise]"' in said
