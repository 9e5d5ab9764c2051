"""What a selector is said to hold for is true: by points that lie on the picked face whatever the values are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import cadquery as cq
import pytest
from loopback import answer, loopback
from parametric import MODELS, PLATE, Parametric, Values  # tests/facts, on the path by pyproject.toml

from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.proven_selectors import prove
from cadwidgets.contract.measures import Selector
from cadwidgets.contract.picks import Pick
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import BadAnswer
from cadwidgets.modelscript import load_script
from cadwidgets.service.builds.execute import execute
from cadwidgets.service.builds.exporters.measure import measure_bytes
from cadwidgets.service.builds.shapes import Part
from cadwidgets.service.builds.write_options import WriteOptions


class Beside:
    """Measures in this process: what a service does for one request, without the way to it; each answer made once."""

    source = "here"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: dict[Any, list[Part]] = {}
        self._answers: dict[BuildRequest, bytes] = {}

    def parts(self, request: BuildRequest) -> list[Part]:
        key = request.script, request.values
        if key not in self._parts:
            script = load_script(request.script)
            self._parts[key] = execute(script, script.schema.chosen("", dict(request.values)), self._folder).parts
        return self._parts[key]

    def build(self, request: BuildRequest, cancel: object = None) -> SimpleNamespace:
        if request not in self._answers:
            options = WriteOptions.of(request.type, dict(request.options))
            self._answers[request] = measure_bytes(self.parts(request), options)
        return SimpleNamespace(data=self._answers[request])


@dataclass(frozen=True)
class Outcome:
    """Of one picked face: the selector, whether it is right at all the new values where the face is, and the values
    for which one was said to hold that is wrong."""

    selector: Selector | None
    right: bool
    wrong: list[Values]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Outcome]]:
    beside, known = Beside(tmp_path_factory.mktemp("models")), {}

    def outcomes(name: str) -> dict[str, Outcome]:
        if name not in known:
            known[name] = {face: outcome(beside, MODELS[name], face) for face in MODELS[name].points}
        return known[name]

    return outcomes


def request(model: Parametric, values: Values) -> BuildRequest:
    return BuildRequest.of(script=model.script, type="GLB", values=values)


def outcome(beside: Beside, model: Parametric, face: str) -> Outcome:
    build, base, point = cast(BuildClient, beside), request(model, model.base), model.points[face]
    at = point(model.all_values(model.base))
    assert at is not None
    pick, wrong = Pick("face", model.part, at), []
    for values in [*model.cached, *model.new]:
        one = prove(build, base, pick, [request(model, values)])
        if one is not None and one.held and not is_right(beside, model, face, one, values):
            wrong.append(values)
    chosen = prove(build, base, pick, [request(model, values) for values in model.cached])
    there = [values for values in [*model.cached, *model.new] if point(model.all_values(values)) is not None]
    right = chosen is not None and all(is_right(beside, model, face, chosen, values) for values in there)
    return Outcome(chosen, right, wrong)


def is_right(beside: Beside, model: Parametric, face: str, selector: Selector, values: Values) -> bool:
    """By CadQuery itself, and the point."""
    point = model.points[face](model.all_values(values))
    plane = cq.Workplane(beside.parts(request(model, values))[model.part].shape)
    try:
        for method, text in selector.steps:
            plane = getattr(plane, method)(text)
    except (ValueError, IndexError):
        return False
    chosen = plane.vals()
    return point is not None and len(chosen) == 1 and chosen[0].distance(cq.Vertex.makeVertex(*point)) < 1e-6


QUICK = ("plate", "shaft", "turned")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.long) for name in MODELS]
)
def test_no_selector_is_said_to_hold_that_does_not(outcomes: Callable[[str], dict[str, Outcome]], name: str) -> None:
    assert {face: one.wrong for face, one in outcomes(name).items() if one.wrong} == {}


@pytest.mark.long
def test_forty_of_fifty_faces_have_a_selector_that_holds_throughout(
    outcomes: Callable[[str], dict[str, Outcome]],
) -> None:
    every = [one for name in MODELS for one in outcomes(name).values()]
    held = [one for one in every if one.selector and one.selector.held == one.selector.tried and one.right]
    assert len(every) >= 50
    assert len(held) >= 40


def test_a_part_that_may_turn_is_not_trusted(outcomes: Callable[[str], dict[str, Outcome]]) -> None:
    told = outcomes("turned")
    assert all(one.selector is not None and one.selector.held < one.selector.tried for one in told.values())
    assert not told["right"].right, "it would have been wrong"


def test_faces_keep_their_selectors_over_a_running_service(service: Any) -> None:
    build = BuildClient.at(service.url, service.key)
    base, *others = [request(PLATE, values) for values in ({}, *PLATE.cached)]
    for one in (base, *others):
        build.build(one)
    assert build.built_like(base) == tuple(reversed(others))
    pick = Pick("face", 0, (30.0, 0.0, 0.0))
    told = prove(build, base, pick, build.built_like(base))
    assert told is not None
    assert (str(told), told.held, told.tried) == ('.faces(">X")', 3, 3)
    edge = prove(build, base, Pick("edge", 0, (30.0, 0.0, 5.0)), build.built_like(base))
    assert edge is not None
    assert (edge.held, edge.tried) == (3, 3)
    assert prove(build, base, Pick("vertex", 0, (30.0, 20.0, 5.0)), others) is None
    assert build.built_like(base) == tuple(reversed(others)), "questions about a model are no builds"


def test_builds_of_other_scripts_and_the_same_values_are_not_alike(service: Any) -> None:
    build = BuildClient.at(service.url, service.key)
    box = "size = 1.0\nshow_object(cq.Workplane().box(size, 2, 3))"
    for script, size, kind in ((box, 2.0, "STL"), (box, 3.0, "STL"), (box, 2.0, "STEP"), (box + "\n", 4.0, "STL")):
        build.build(BuildRequest.of(script=script, type=kind, values={"size": size}))
    found = build.built_like(BuildRequest.of(script=box, values={"size": 3.0}))
    assert [(one.type, dict(one.values)) for one in found] == [("STEP", {"size": 2.0})]
    for number in range(10):
        build.build(BuildRequest.of(script=box, values={"size": 10.0 + number}))
    found = build.built_like(BuildRequest.of(script=box))
    assert [dict(one.values)["size"] for one in found] == [19.0 - number for number in range(8)]


@pytest.mark.parametrize(
    "said",
    [b"{}", b'{"suggested":[]}', b'{"suggested":[{"candidates":[[["faces",">Z"]]],"kin":{}}],"parts":{}}', b"[]"],
)
def test_an_answer_that_is_none_is_a_bad_answer(said: bytes) -> None:
    with loopback(lambda handler: answer(handler, said), ours=True) as server, pytest.raises(BadAnswer):
        prove(BuildClient.at(server.url, "key"), request(PLATE, {}), Pick("face", 0, (30.0, 0.0, 0.0)), [])
