"""Optimisation over formulas: known optima, limits, whole numbers and choices, failures, budgets, and honest words."""

from __future__ import annotations

import math

import pytest
from algebra import Algebra, length, whole

from cadwidgets.contract.parameters import Parameter
from cadwidgets.errors import Cancelled, RequestError
from cadwidgets.variants.optimising import Optimum, optimise

RADIUS, HEIGHT = length("r", 20.0, 5, 60, 0.5), length("h", 30.0, 5, 150, 0.5)
LEAST = 3 * math.pi ** (1 / 3) * 2 ** (1 / 3) * 250_000 ** (2 / 3)
"""Area of the can of 250 ml that has the least."""


def can(values):
    r, h = values["r"], values["h"]
    return {"volume": math.pi * r * r * h, "area": 2 * math.pi * r * (r + h)}


def best(model: Algebra, vary, **options) -> Optimum:
    found = optimise(model.evaluate, model.schema, {}, vary, **options)
    assert found.builds == len(model.asked) <= options.get("budget", 200)
    assert len({tuple(point.items()) for point in model.asked}) == found.builds  # none was asked for twice
    return found


@pytest.mark.parametrize("limit", ["volume >= 250 ml", "volume == 250 ml"])
def test_the_can_of_least_area_is_as_high_as_wide(limit: str) -> None:
    found = best(Algebra(can, RADIUS, HEIGHT), ["r", "h"], minimise="area", limits=[limit])
    assert found.holds
    assert found.converged
    assert found.objective == pytest.approx(LEAST, rel=1e-6)
    assert found.row.values["h"] == pytest.approx(2 * found.row.values["r"], rel=1e-3)
    assert found.active == (limit,)
    assert "3 of 3 searches came there" in found.message


def test_more_can_be_better() -> None:
    found = best(Algebra(can, RADIUS, HEIGHT), ["r", "h"], maximise="volume", limits=["area <= 200 cm2"])
    assert found.objective == pytest.approx(20_000**1.5 / math.sqrt(54 * math.pi), rel=1e-6)


def test_the_same_seed_makes_the_same_search() -> None:
    searches = [Algebra(can, RADIUS, HEIGHT) for _ in range(3)]
    for seed, model in zip((1, 1, 2), searches, strict=True):
        best(model, ["r", "h"], minimise="area", limits=["volume >= 250 ml"], seed=seed)
    assert searches[0].asked == searches[1].asked != searches[2].asked


def test_the_first_variants_are_built_together() -> None:
    model = Algebra(can, RADIUS, HEIGHT)
    best(model, ["r", "h"], minimise="area", limits=["volume >= 250 ml"])
    assert model.batches[0] == 12
    assert model.asked[0] == {"r": 20.0, "h": 30.0}


def test_limits_that_the_values_decide_cost_no_builds() -> None:
    sides = [length(name, 20.0, 5, 60) for name in "abc"]
    model = Algebra(lambda values: {"volume": values["a"] * values["b"] * values["c"]}, *sides)
    found = best(model, ["a", "b", "c"], maximise="volume", limits=["a + 2 * b + 2 * c == 108", "a <= 50"])
    assert found.objective == pytest.approx(36 * 18 * 18, rel=1e-5)
    first = model.asked[: model.batches[0]]
    assert all(point["a"] + 2 * point["b"] + 2 * point["c"] == pytest.approx(108) for point in first)


def test_ends_of_ranges_are_named_where_they_keep_it() -> None:
    found = best(
        Algebra(can, RADIUS, length("h", 30.0, 5, 50)), ["r", "h"], minimise="area", limits=["volume >= 250 ml"]
    )
    assert found.row.values["h"] == pytest.approx(50, rel=1e-4)
    assert found.active == ("volume >= 250 ml", "h at its most, 50")


def test_builds_that_fail_are_kept_clear_of() -> None:
    model = Algebra(lambda values: can(values) if values["h"] < 60 else None, RADIUS, HEIGHT)
    found = best(model, ["r", "h"], minimise="area", limits=["volume >= 250 ml"])
    radius = math.sqrt(250_000 / 60 / math.pi)
    assert found.holds
    assert found.objective == pytest.approx(2 * math.pi * radius * (radius + 60), rel=1e-3)
    assert "builds fail right next to it" in found.message
    assert "of them failed" in found.message


def test_whole_numbers_and_floats_together() -> None:
    def plate(values):
        w, t, n = values["w"], values["t"], values["n"]
        return {"volume": (100 * w - 25 * math.pi * n) * t, "area": w * t * t, "mass": 50 * n - 10 * (n - 5.3) ** 2 + w}

    model = Algebra(plate, length("w", 40.0, 10, 100), length("t", 4.0, 1, 20), whole("n", 2, 0, 12))
    found = best(model, ["w", "t", "n"], minimise="volume", limits=["area >= 5000 mm2", "mass >= 300 kg"], budget=400)
    assert found.holds
    assert found.row.values == {"w": pytest.approx(12.5, rel=1e-4), "t": pytest.approx(20, rel=1e-4), "n": 9}


def test_many_whole_numbers_are_searched_and_not_all_built() -> None:
    def bowl(values):
        i, j = values["i"], values["j"]
        return {"mass": (i - 37) ** 2 + (j - 11) ** 2 + 0.5 * i * j}

    found = best(Algebra(bowl, whole("i", 2, 0, 100), whole("j", 3, 0, 100)), ["i", "j"], minimise="mass")
    assert found.objective == 118
    assert found.converged


def test_choices_and_switches() -> None:
    def mass(values):
        return {"mass": (values["x"] - 2) ** 2 + {"a": 3, "b": 1, "c": 2}[values["k"]] + values["f"] * values["x"]}

    choice, flag = Parameter("k", "choice", "a", choices=("a", "b", "c")), Parameter("f", "bool", True)
    found = best(Algebra(mass, length("x", 5.0, 0, 10), choice, flag), ["x", "k", "f"], minimise="mass")
    assert found.row.values == {"x": pytest.approx(2, abs=1e-3), "k": "b", "f": False}


def test_a_few_variants_are_all_built_at_once() -> None:
    model = Algebra(lambda values: {"mass": (values["i"] - 7) ** 2}, whole("i", 2, 0, 10))
    found = best(model, {"i": (0, 5)}, minimise="mass")
    assert found.row.values == {"i": 5}
    assert model.batches == [6]
    assert "all variants were built" in found.message


def test_snapped_values_are_on_steps_and_verified() -> None:
    found = best(Algebra(can, RADIUS, HEIGHT), ["r", "h"], minimise="area", limits=["volume >= 250 ml"], snap="step")
    assert found.holds
    assert found.row.values == {"r": 34.0, "h": 69.0}
    assert found.row in found.rows
    tight = best(Algebra(can, RADIUS, HEIGHT), ["r", "h"], minimise="area", limits=["volume == 250 ml"], snap="step")
    assert "no variant on the sliders' steps near it" in tight.message
    assert tight.holds


def test_no_variant_holds_all_limits() -> None:
    found = best(Algebra(can, RADIUS, HEIGHT), ["r", "h"], minimise="area", limits=["volume >= 2.5 l"])
    assert not found.holds
    assert found.row.values == {"r": pytest.approx(60, rel=1e-3), "h": pytest.approx(150, rel=1e-3)}
    assert found.message.startswith("no variant holds all limits; nearest to it: ")
    assert "beyond volume >= 2.5 l by 32.14%" in found.message


def test_what_was_known_at_the_end_of_the_budget_is_told() -> None:
    found = best(Algebra(can, RADIUS, HEIGHT), ["r", "h"], minimise="area", limits=["volume >= 250 ml"], budget=20)
    assert found.builds == 20
    assert not found.converged
    assert "the budget of 20 builds was spent; the search has not come to its end" in found.message


def test_what_was_known_when_it_was_cancelled_is_told() -> None:
    model = Algebra(can, RADIUS, HEIGHT, cancel_after=30)
    found = best(model, ["r", "h"], minimise="area", limits=["volume >= 250 ml"])
    assert found.builds == 30
    assert not found.converged
    assert "cancelled" in found.message
    with pytest.raises(Cancelled):
        best(Algebra(can, RADIUS, HEIGHT, cancel_after=3), ["r", "h"], minimise="area")


def test_every_build_is_told_and_the_best_only_gets_better() -> None:
    heard = []
    model = Algebra(can, RADIUS, HEIGHT)
    found = best(model, ["r", "h"], maximise="volume", on_trial=lambda *told: heard.append(told))
    assert tuple(row for row, _ in heard) == found.rows
    volumes = [row.results["volume"] for _, row in heard]
    assert volumes == sorted(volumes)


@pytest.mark.parametrize(
    ("vary", "options", "told"),
    [
        (["r"], {}, "one objective is needed"),
        (["r"], {"minimise": "area", "maximise": "volume"}, "one objective is needed"),
        (["r"], {"minimise": "aera"}, "'aera' is neither"),
        (["r"], {"minimise": "mass"}, "mass of this model is not known"),
        (["q"], {"minimise": "area"}, "there is no parameter 'q'"),
        ([], {"minimise": "area"}, "nothing is to be varied"),
        ({"r": (60, 5)}, {"minimise": "area"}, "60 to 5 is no range"),
        (["r"], {"minimise": "area", "snap": "inch"}, "'inch' is no way to snap"),
        (["r"], {"minimise": "area", "budget": 0}, "0 builds are none"),
    ],
)
def test_what_cannot_be_optimised_is_refused(vary, options, told: str) -> None:
    model = Algebra(can, RADIUS, HEIGHT)
    with pytest.raises(RequestError, match=told):
        optimise(model.evaluate, model.schema, {}, vary, **options)
    assert len(model.asked) <= 12
