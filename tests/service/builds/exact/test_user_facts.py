"""A user's measures: every fact of every sort of thing, and every way not to have one."""

from __future__ import annotations

import math

import cadquery as cq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadwidgets.contract.options import read_options
from cadwidgets.contract.user_measures import FACTS, MAX_MEASURES, METHODS, UserMeasure, measures_of, measures_text
from cadwidgets.errors import RequestError
from cadwidgets.service.builds.exact.user_facts import measured

PLATE = cq.Workplane().box(60, 40, 10).faces(">Z").workplane().pushPoints([(-20, 5), (20, -10)]).hole(8).val()
STEPPED = cq.Workplane().circle(10).extrude(5).faces(">Z").workplane().circle(4).extrude(5).val()
BALL = cq.Workplane().sphere(3).translate((1, 2, 3)).val()
RING = cq.Solid.makeTorus(6, 2)
TWO = cq.Compound.makeCompound([cq.Solid.makeBox(1, 2, 3), cq.Solid.makeBox(2, 2, 2, cq.Vector(10, 0, 0))])

NUMBERS = [
    (PLATE, 'faces("|Z").count', 2),
    (PLATE, 'faces(">Z").area', 2400 - 32 * math.pi),
    (PLATE, 'faces("|Z").area', 2 * (2400 - 32 * math.pi)),
    (PLATE, 'faces(">Z").length', 200 + 16 * math.pi),
    (PLATE, 'faces(">Z").edges("%CIRCLE").radius', 4),
    (PLATE, 'faces(">Z").edges("%CIRCLE").length', 16 * math.pi),
    (PLATE, 'faces(">Z").edges("%CIRCLE").x', 0),
    (PLATE, 'faces(">Z").edges("%CIRCLE").y', -2.5),
    (PLATE, 'faces("%CYLINDER").faces(">X").x', 20),
    (PLATE, 'faces("%CYLINDER").radius', 4),
    (PLATE, 'vertices(">Z and >X and >Y").z', 5),
    (PLATE, "vertices().z", 0),
    (PLATE, "solids().volume", 24000 - 320 * math.pi),
    (PLATE, "solids().area", 2 * 2400 + 2000 + 96 * math.pi),
    (PLATE, "edges('%SPHERE or |Z').count", 6),
    (PLATE, 'faces("%SPHERE").count', 0),
    (PLATE, 'faces("%SPHERE").edges(">Z").faces("<X").count', 0),
    (PLATE, 'faces(">Z").edges().vertices().count', 6),
    (STEPPED, 'faces("%CYLINDER").faces(">Z").radius', 4),
    (BALL, "faces().radius", 3),
    (BALL, "faces().z", 3),
    (RING, "faces().radius", 6),
    (TWO, "solids().volume", 14),
    (TWO, "solids().x", (0.5 * 6 + 11 * 8) / 14),
    (TWO, 'solids(">X").volume', 8),
    (TWO, 'faces(">Z").count', 1),
    (TWO, "faces().x", (22 * 0.5 + 24 * 11) / 46),
]
PROBLEMS = [
    (PLATE, 'faces("%SPHERE").area', "choose nothing"),
    (PLATE, 'faces(">Z[9]").area', "chooses nothing"),
    (PLATE, 'faces("sideways").area', "no selector of CadQuery"),
    (PLATE, 'faces(">Z and").count', "no selector of CadQuery"),
    (PLATE, "edges().radius", "14 of the 18 edges chosen have no radius"),
    (STEPPED, 'faces("%CYLINDER").radius', "radii from 4 to 10"),
    (PLATE, "vertices().radius", "have no radius"),
    (PLATE, "solids().radius", "have no radius"),
    (PLATE, "vertices().area", "vertices have no area"),
    (PLATE, "edges().volume", "edges have no volume; solids have one"),
    (PLATE, "solids().length", "solids have no length"),
    (PLATE, "faces().volume", "faces have no volume"),
]


@pytest.mark.parametrize(("shape", "text", "number"), NUMBERS, ids=[text for _, text, _ in NUMBERS])
def test_a_measure_is_the_closed_formula(shape: cq.Shape, text: str, number: float) -> None:
    numbers, problems = measured(shape, {"own": UserMeasure.read(text)})
    assert problems == {}
    assert numbers["own"] == pytest.approx(number, rel=1e-7, abs=1e-7)


@pytest.mark.parametrize(("shape", "text", "why"), PROBLEMS, ids=[text[:40] for _, text, _ in PROBLEMS])
def test_what_cannot_be_measured_is_told_in_words(shape: cq.Shape, text: str, why: str) -> None:
    numbers, problems = measured(shape, {"own": UserMeasure.read(text), "sound": UserMeasure.read("faces().count")})
    assert list(numbers) == ["sound"]
    assert why in problems["own"]


TEXTS = st.text(max_size=12) | st.sampled_from(
    [">Z", "|X", "%CIRCLE", "<Y[1]", ">Z or |X", "not #Z", ">(1,1,0)", ">>X[-2]"]
)
STEPS = st.lists(st.tuples(st.sampled_from(METHODS), TEXTS), min_size=1, max_size=3)


@given(steps=STEPS, fact=st.sampled_from(sorted(FACTS)))
@settings(max_examples=60, deadline=None)
def test_whatever_is_asked_is_a_number_or_a_reason(steps: list[tuple[str, str]], fact: str) -> None:
    numbers, problems = measured(PLATE, {"own": UserMeasure(tuple(steps), fact)})
    assert len(numbers) + len(problems) == 1
    assert all(map(math.isfinite, numbers.values()))
    assert all(problems.values())


@given(st.text(max_size=60) | st.recursive(st.none() | st.text(max_size=5), st.lists, max_leaves=4).map(repr))
@settings(max_examples=100, deadline=None)
def test_an_odd_option_is_refused_or_read_and_nothing_else(text: str) -> None:
    try:
        read = measures_of(text)
    except RequestError as refused:
        assert "measures" in refused.parameter
        return
    assert measures_of(measures_text(read)) == read


def test_as_many_measures_as_allowed_fit_into_the_option() -> None:
    measures = {
        f"measure_{n}": UserMeasure.read('faces(">Z").edges("%CIRCLE and >X").vertices("<Y[2]").radius')
        for n in range(MAX_MEASURES)
    }
    assert measures_of(str(read_options({"measures": measures_text(measures)})["measures"])) == measures
