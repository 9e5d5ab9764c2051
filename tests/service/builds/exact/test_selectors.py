"""Selectors that are suggested choose that one thing; texts of any kind are answered or refused."""

from __future__ import annotations

import json
from typing import Any

import cadquery as cq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cadwidgets.contract.measures import Steps
from cadwidgets.contract.options import OPTIONS
from cadwidgets.contract.picks import Pick, picks_text
from cadwidgets.errors import RequestError
from cadwidgets.service.builds.exact.candidates import MOST, candidates
from cadwidgets.service.builds.exact.seen import SeenPart
from cadwidgets.service.builds.exporters.measure import measure_bytes
from cadwidgets.service.builds.shapes import Part
from cadwidgets.service.builds.write_options import WriteOptions

BOX = cq.Workplane().box(1, 2, 3).val()
PARTS = {
    "a box": BOX,
    "a plate": cq.Workplane()
    .box(60, 40, 9)
    .faces(">Z")
    .workplane()
    .rarray(20, 20, 2, 2)
    .hole(6)
    .edges("|Z")
    .fillet(3)
    .val(),
    "two solids": cq.Compound.makeCompound([BOX, cq.Workplane().sphere(1).translate((9, 0, 0)).val()]),
    "a sketch": cq.Workplane().add(cq.Sketch().rect(3, 4).circle(1, mode="s")._faces).val(),
}


def by_cadquery(shape: cq.Shape, steps: Steps) -> list[cq.Shape]:
    plane = cq.Workplane(shape)
    for method, text in steps:
        plane = getattr(plane, method)(text)
    return list(plane.vals())


@pytest.mark.parametrize("name", PARTS)
def test_every_candidate_chooses_that_one_thing_alone(name: str) -> None:
    part = SeenPart(PARTS[name])
    named = 0
    chosen_ones = [*part.faces, *part.edges[::5]]
    for seen in chosen_ones:
        found = candidates(part, seen)
        assert len(found) == len(set(found)) <= MOST
        for steps in found:
            (chosen,) = by_cadquery(PARTS[name], steps)
            assert chosen.isSame(seen.shape), steps
        named += bool(found)
    assert named >= 0.9 * len(chosen_ones)


def test_the_selectors_of_a_box_are_the_simplest_there_are() -> None:
    part = SeenPart(BOX)
    assert {candidates(part, face)[0][0][1][1] for face in part.faces} == {"X", "Y", "Z"}
    assert {len(candidates(part, face)[0]) for face in part.faces} == {1}
    assert {len(candidates(part, edge)[0]) for edge in part.edges} == {2}


def test_what_others_surround_alike_has_no_selector() -> None:
    pipe = cq.Workplane().circle(5).circle(3).extrude(9).val()
    part = SeenPart(pipe)
    assert [candidates(part, face) for face in part.faces if face.type == "CYLINDER"] == [[], []]


def told(**options: str) -> dict[str, Any]:
    return dict(json.loads(measure_bytes([Part(BOX, "box")], WriteOptions.of("MEASURE", options))))


def test_selectors_are_counted_without_picks() -> None:
    rows = [
        [0, [["faces", "|Z"]]],
        [0, [["faces", ">Z"], ["edges", ">X"]]],
        [0, [["faces", "%SPHERE"], ["faces", ">Z"]]],
    ]
    found = told(selectors=json.dumps([*rows, [7, [["faces", ">Z"]]]]))["selected"]
    assert [one["count"] for one in found] == [2, 1, 0, 0]
    assert [one["kin"] is not None for one in found] == [False, True, False, False]


def test_a_vertex_and_a_part_have_no_selectors() -> None:
    picks = picks_text([Pick("vertex", 0, (0.5, 1, 1.5)), Pick("part", 0, (0, 0, 0))])
    assert told(picks=picks, selectors="suggest")["suggested"] == [{"candidates": [], "kin": None}] * 2


REFUSED = (
    "[]",
    "{}",
    "3",
    "[[0]]",
    '[[0, [["solids", ">Z"]]]]',
    '[[0, [["faces", "((((((((((((((((((((>Z"]]]]',
    '[[0, [["faces", "not >Z"]]]]',
    '[[0, [["faces", "%NOTHING"]]]]',
    '[[0, [["faces", ">Z[9999]"]]]]',
    '[[true, [["faces", ">Z"]]]]',
    '[[-1, [["faces", ">Z"]]]]',
    '[[0, [["faces", ">Z\\n"]]]]',
    "[" * 900,
    "nothing",
)


@pytest.mark.parametrize("text", REFUSED)
def test_other_selectors_are_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(RequestError, match="no list of selectors") as caught:
        told(selectors=text)
    assert (caught.value.parameter, "suggest" in caught.value.allowed) == ("o.selectors", True)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(("face", "edge", "faces", ">Z", "part", "")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=20,
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(("face", "edge", "vertex", "part", "faces", "")),
        st.integers(-1, 3) | st.integers(),
        st.integers(-2, 7) | st.integers(),
        st.lists(st.floats() | st.sampled_from((0.5, 1.0, 1.5)), min_size=2, max_size=4),
    ),
    max_size=3,
)
TEXTS = st.text(max_size=40) | JSON.map(json.dumps) | ROWS.map(json.dumps)


@settings(max_examples=100)
@given(TEXTS, TEXTS | st.just("suggest") | st.just(""))
@example('[["face", 0, 0, [1' + "0" * 400 + ", 0, 0]]]", "")
@example('[["face", 1' + "0" * 400 + ", 0, [0, 0, 0]]]", "")
def test_any_text_is_answered_or_refused_by_name(picks: str, selectors: str) -> None:
    try:
        found = told(picks=picks, selectors=selectors)
    except RequestError as error:
        assert error.parameter in ("o.picks", "o.selectors")
        assert str(error)
    else:
        assert found["facts"] or found["selected"]


def test_the_options_may_be_longer_than_other_texts_but_not_than_a_field() -> None:
    assert {OPTIONS[name].characters for name in ("picks", "selectors")} == {4000}
