"""Exact measures from a running service, against closed formulas."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import cadquery as cq
import pytest
from loopback import answer, loopback

from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.exact_measures import measure
from cadwidgets.contract.measures import Facts, Measurement, Relation
from cadwidgets.contract.picks import MAX_PICKS, Pick, picks_text
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import BadAnswer, RequestError

BOX = "length = 10.0\nshow_object(cq.Workplane().box(length, 20, 30))"
PLATE = """
plate = cq.Workplane().box(60, 40, 10).faces(">Z").workplane().pushPoints([(-20, 5), (20, -10)]).hole(8)
show_object(plate, name="plate")
"""
WEDGE = "show_object(cq.Workplane('XZ').polyline([(0, 0), (10, 0), (0, 10 * math.sqrt(3))]).close().extrude(5))"
BALLS = """
show_object(cq.Workplane().sphere(3).translate((1, 2, 3)))
show_object(cq.Workplane(cq.Solid.makeTorus(6, 2)).translate((0, 0, 20)), name="ring")
show_object(cq.Workplane(cq.Solid.makeCone(4, 0, 3)).translate((20, 0, 0)), name="cone")
show_object(cq.Workplane(cq.Solid.makeCylinder(5, 12)).translate((40, 0, 0)), name="rod")
"""
TURNED = """
angle = 30.0
row = cq.Assembly(name="row")
for place in range(2):
    there = cq.Location((20 * place, 0, 0), (0, 0, 1), angle * place)
    row.add(cq.Workplane().box(2, 4, 6), name=f"block {place}", loc=there)
show_object(row)
"""
READ = 'show_object(cq.importers.import{kind}("model.{ending}"))'
SQUARE = math.sqrt(0.5)


def face(part: int, *point: float) -> Pick:
    return Pick("face", part, point)


def edge(part: int, *point: float) -> Pick:
    return Pick("edge", part, point)


def vertex(part: int, *point: float) -> Pick:
    return Pick("vertex", part, point)


ONE: dict[str, tuple[str, Pick, dict[str, Any]]] = {
    "a plane": (
        BOX,
        face(0, 5, 1, 2),
        {"type": "PLANE", "area": 600, "length": 100, "direction": (1, 0, 0), "center": (5, 0, 0), "radius": None},
    ),
    "a slope": (WEDGE, face(0, 5, -2, 5 * math.sqrt(3)), {"area": 100, "direction": (math.sqrt(3) / 2, 0, 0.5)}),
    "a hole": (
        PLATE,
        face(0, -16, 5, 1),
        {"type": "CYLINDER", "radius": 4, "area": 80 * math.pi, "center": (-20, 5, 0), "part": "plate"},
    ),
    "a plate with holes": (
        PLATE,
        face(0, 0, 0, 5),
        {"area": 2400 - 32 * math.pi, "length": 200 + 16 * math.pi, "direction": (0, 0, 1)},
    ),
    "a sphere": (BALLS, face(0, 1, 2, 6), {"type": "SPHERE", "radius": 3, "area": 36 * math.pi, "center": (1, 2, 3)}),
    "a torus": (
        BALLS,
        face(1, 8, 0, 20),
        {"type": "TORUS", "radius": 6, "area": 48 * math.pi**2, "center": (0, 0, 20), "part": "ring"},
    ),
    "a cone": (
        BALLS,
        face(2, 22, 0, 1.5),
        {"type": "CONE", "radius": None, "area": 20 * math.pi, "center": (20, 0, 1), "part": "cone"},
    ),
    "a straight edge": (BOX, edge(0, 5, 10, 3), {"type": "LINE", "length": 30, "center": (5, 10, 0)}),
    "a circle": (
        PLATE,
        edge(0, -16, 5, 5),
        {"type": "CIRCLE", "length": 8 * math.pi, "radius": 4, "center": (-20, 5, 5)},
    ),
    "a corner": (BOX, vertex(0, 5, 10, 15), {"type": "VERTEX", "center": (5, 10, 15), "length": None}),
    "a part": (
        BALLS,
        Pick("part", 2, (20, 0, 0)),
        {"type": "PART", "volume": 16 * math.pi, "area": 36 * math.pi, "center": (20, 0, 0.75), "part": "cone"},
    ),
    "a face of a part that is turned": (
        TURNED,
        face(1, 20 + math.cos(math.pi / 6), 0.5, 1),
        {"area": 24, "direction": (math.cos(math.pi / 6), 0.5, 0), "part": "row/block 1"},
    ),
}
TWO: dict[str, tuple[str, Pick, Pick, dict[str, Any]]] = {
    "parallel planes": (BOX, face(0, 5, 0, 0), face(0, -5, 1, 1), {"distance": 10, "angle": 0, "axes": None}),
    "a slope and its ground": (
        WEDGE,
        face(0, 5, -2, 5 * math.sqrt(3)),
        face(0, 4, -2, 0),
        {"distance": 0, "angle": 60},
    ),
    "two holes": (
        PLATE,
        face(0, -16, 5, 1),
        face(0, 24, -10, 1),
        {"axes": math.hypot(40, 15), "angle": 0, "distance": math.hypot(40, 15) - 8, "centers": math.hypot(40, 15)},
    ),
    "two corners": (
        BOX,
        vertex(0, 5, 10, 15),
        vertex(0, -5, -10, -15),
        {"distance": math.sqrt(1400), "start": (5, 10, 15), "end": (-5, -10, -15), "angle": None},
    ),
    "edges that do not meet": (
        BOX,
        edge(0, 5, 10, 0),
        edge(0, 0, -10, 15),
        {"distance": 20, "angle": 90, "axes": None},
    ),
    "parallel edges": (
        BOX,
        edge(0, 5, 10, 0),
        edge(0, -5, -10, 0),
        {"distance": math.sqrt(500), "axes": math.sqrt(500)},
    ),
    "a corner and a side": (BOX, vertex(0, 5, 10, 15), face(0, -5, 0, 0), {"distance": 10, "end": (-5, 10, 15)}),
    "a hole and the side that it is parallel to": (
        PLATE,
        face(0, -16, 5, 1),
        face(0, -30, 0, 0),
        {"distance": 6, "angle": 0},
    ),
    "a hole and the face that it goes through": (
        PLATE,
        face(0, -16, 5, 1),
        face(0, 0, 0, 5),
        {"angle": 90, "distance": 0},
    ),
    "a ball and a rod": (
        BALLS,
        face(0, 1, 2, 6),
        face(3, 35, 0, 6),
        {"distance": math.hypot(39, 2) - 8, "angle": None},
    ),
    "a ring and a rod": (BALLS, face(1, 8, 0, 20), face(3, 35, 0, 6), {"axes": 40, "angle": 0}),
    "parts": (TURNED, Pick("part", 0, (0, 0, 0)), Pick("part", 1, (0, 0, 0)), {"centers": 20, "angle": None}),
    "a turned side and one that is not": (
        TURNED,
        face(0, 1, 0.5, 1),
        face(1, 20 + math.cos(math.pi / 6), 0.5, 1),
        {"angle": 30},
    ),
}


@pytest.fixture(scope="module")
def build(service: Any) -> BuildClient:
    return BuildClient.at(service.url, service.key)


@pytest.mark.parametrize("name", ONE)
def test_what_one_thing_is(build: BuildClient, name: str) -> None:
    script, pick, expected = ONE[name]
    (facts,) = measure(build, BuildRequest.of(script=script, type="GLB"), [pick]).facts
    assert facts.kind == pick.kind
    assert_told(facts, expected)


@pytest.mark.parametrize("name", TWO)
def test_how_two_things_stand_to_each_other(build: BuildClient, name: str) -> None:
    script, one, other, expected = TWO[name]
    told = measure(build, BuildRequest.of(script=script, options={"deflection": 0.5}), [one, other])
    assert told.exact
    assert told.relation is not None
    assert_told(told.relation, expected)
    assert math.dist(told.relation.start, told.relation.end) == pytest.approx(told.relation.distance, abs=1e-6)


def assert_told(told: Facts | Relation, expected: dict[str, Any]) -> None:
    for name, value in expected.items():
        found = getattr(told, name)
        exact = value is None or isinstance(value, str)
        assert found == (value if exact else pytest.approx(value, rel=1e-6, abs=1e-6)), name


@pytest.mark.parametrize(("kind", "ending"), [("Step", "step"), ("Brep", "brep")])
def test_files_beside_the_script_are_measured(build: BuildClient, tmp_path: Path, kind: str, ending: str) -> None:
    path = tmp_path / f"model.{ending}"
    solid = cq.Workplane().box(20, 20, 20).faces(">X").workplane().hole(6).rotate((0, 0, 0), (0, 0, 1), 45)
    solid.val().exportBrep(str(path)) if kind == "Brep" else cq.exporters.export(solid, str(path))
    request = BuildRequest.of(script=READ.format(kind=kind, ending=ending), files={path.name: path.read_bytes()})
    bottom, hole = face(0, 0, 0, -10), Pick("face", 0, (0, 0, 3))
    side = face(0, -5 * SQUARE, 15 * SQUARE, 0)
    told = measure(build, request, [side, hole])
    assert told.facts[1].type == "CYLINDER"
    assert told.facts[1].radius == pytest.approx(3)
    assert told.facts[1].direction is not None
    assert [abs(value) for value in told.facts[1].direction] == pytest.approx([SQUARE, SQUARE, 0])
    assert told.relation is not None
    assert told.relation.distance == pytest.approx(7)
    assert measure(build, request, [bottom]).facts[0].area == pytest.approx(400)


def test_the_path_of_an_edge_lies_on_it_from_end_to_end(build: BuildClient) -> None:
    (told,) = measure(build, BuildRequest.of(script=PLATE), [edge(0, -16, 5, 5)]).facts
    assert 20 < len(told.path) <= 200
    assert {round(math.dist(point, told.center), 6) for point in told.path} == {4.0}
    assert told.path[0] == pytest.approx(told.path[-1])


def test_other_values_of_the_same_script_are_measured(build: BuildClient) -> None:
    for length in (10.0, 14.0):
        request = BuildRequest.of(script=BOX, values={"length": length})
        told = measure(build, request, [face(0, length / 2, 0, 0), face(0, -length / 2, 0, 0)])
        assert told.relation is not None
        assert told.relation.distance == pytest.approx(length)


def test_a_measure_is_one_request_and_the_service_remembers_it(build: BuildClient, service: Any) -> None:
    request, picks = BuildRequest.of(script=BOX, values={"length": 11.5}), [face(0, 5.75, 0, 0)]
    first, before = measure(build, request, picks), service.builds
    assert measure(build, request, picks) == first
    assert service.builds == before


@pytest.mark.parametrize(
    ("pick", "message", "allowed"),
    [
        (Pick("face", 3, (0, 0, 0)), "no part 3", "1 part"),
        (Pick("face", 0, (5, 0, 0), 6), "no face 6", "6 faces"),
        (Pick("face", 0, (50, 0, 0)), "45 away", "at most"),
        (Pick("vertex", 0, (5, 10, 0)), "away from the nearest vertex", "at most"),
        (Pick("edge", 0, (5, 0, 0)), "away from the nearest edge", "at most"),
    ],
)
def test_what_is_not_there_is_refused_with_what_would_be_right(
    build: BuildClient, pick: Pick, message: str, allowed: str
) -> None:
    with pytest.raises(RequestError, match=message) as caught:
        measure(build, BuildRequest.of(script=BOX), [pick])
    assert allowed in caught.value.allowed
    assert caught.value.parameter == "o.picks"


def test_a_face_is_found_by_its_number_or_one_after_it_at_the_point(build: BuildClient) -> None:
    by_point = measure(build, BuildRequest.of(script=BOX), [face(0, 5, 0, 0)]).facts
    told = []
    for number in range(6):
        try:
            told.append(measure(build, BuildRequest.of(script=BOX), [Pick("face", 0, (5, 0, 0), number)]).facts)
        except RequestError as error:
            assert "away from the face" in str(error)
    assert told
    assert set(told) == {by_point}


def test_as_many_picks_as_allowed_fit_into_a_request(build: BuildClient) -> None:
    picks = [Pick("vertex", 0, (5.000000123456, -10.000000123456, -15.000000123456))] * MAX_PICKS
    assert len(measure(build, BuildRequest.of(script=BOX), picks).facts) == MAX_PICKS


def test_nothing_to_measure_is_refused(build: BuildClient) -> None:
    with pytest.raises(RequestError, match="needs picks"):
        build.build(BuildRequest.of(script=BOX, type="MEASURE"))
    with pytest.raises(RequestError, match="STL does not have the option"):
        build.build(BuildRequest.of(script=BOX, type="STL", options={"picks": picks_text([face(0, 0, 0, 0)])}))


def test_a_foreign_service_is_not_asked(contract_server: Any) -> None:
    with pytest.raises(RequestError, match="MEASURE"):
        measure(
            BuildClient.at(contract_server.url, contract_server.key), BuildRequest.of(script=BOX), [face(0, 0, 0, 0)]
        )
    assert contract_server.builds == 0


@pytest.mark.parametrize("said", [b"[]", b"{}", b'{"facts":[{}],"relation":null,"exact":true}', b'{"facts":3}', b"{]}"])
def test_an_answer_that_is_no_measure_is_a_bad_answer(said: bytes) -> None:
    with loopback(lambda handler: answer(handler, said), ours=True) as server, pytest.raises(BadAnswer):
        measure(BuildClient.at(server.url, "key"), BuildRequest.of(script=BOX), [face(0, 0, 0, 0)])


def test_a_measurement_survives_its_json(build: BuildClient) -> None:
    told = measure(build, BuildRequest.of(script=BOX), [face(0, 5, 0, 0), edge(0, 5, 10, 0)])
    assert Measurement.from_json(told.to_json()) == told
