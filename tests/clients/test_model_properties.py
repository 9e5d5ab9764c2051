"""The numbers of variants: exact from a service of ours, of the triangles from one that keeps the contract alone."""

from __future__ import annotations

import math
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from loopback import answer, loopback

from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.model_properties import MeasuredModel, model_properties
from cadwidgets.contract.design_row import RESULTS
from cadwidgets.contract.properties import ModelProperties
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.user_measures import read_measures
from cadwidgets.errors import BadAnswer, Cancelled, RequestError, ScriptError

ROD = "radius = 2.0\nlength = 10.0\nshow_object(cq.Workplane().circle(radius).extrude(length), name='rod')"
BOX = "length = 10.0\nshow_object(cq.Workplane().box(length, 20, 30))"
MEASURES = {"top": 'faces(">Z").area', "rim": 'faces(">Z").edges().radius', "lost": 'faces("%SPHERE").area'}


@pytest.fixture(scope="module")
def build(service: Any) -> BuildClient:
    return BuildClient.at(service.url, service.key)


@pytest.fixture
def foreign(contract_server: Any) -> BuildClient:
    return BuildClient.at(contract_server.url, contract_server.key)


def test_a_service_of_ours_tells_the_exact_numbers_and_the_measures(build: BuildClient) -> None:
    told = model_properties(
        build, BuildRequest.of(script=ROD, type="GLB", values={"radius": 3.0}), read_measures(MEASURES)
    )
    found = told.properties
    assert found.exact
    assert found.volume == pytest.approx(90 * math.pi)
    assert found.center == pytest.approx((0, 0, 5))
    assert np.diag(found.inertia or ()) == pytest.approx(90 * math.pi * np.array([(27 + 100) / 12] * 2 + [4.5]))
    assert dict(found.measures) == pytest.approx({"top": 9 * math.pi, "rim": 3})
    assert "choose nothing" in found.problems["lost"]
    assert [line.name for line in found.bom or ()] == ["rod"]
    assert told.seconds > 0


def test_an_answer_from_the_cache_is_the_same(build: BuildClient) -> None:
    request = BuildRequest.of(script=ROD, values={"radius": 3.5})
    first, second = (model_properties(build, request, read_measures(MEASURES)) for _ in range(2))
    assert (first.cached, second.cached) == (False, True)
    assert first.properties == second.properties


def test_without_memory_the_numbers_are_the_same_and_the_answer_is_its_own(build: BuildClient) -> None:
    request = BuildRequest.of(script=ROD, values={"radius": 3.75})
    plain = BuildRequest.of(script=ROD, values={"radius": 3.75}, options={"memo": False})
    one, other = model_properties(build, request), model_properties(build, plain)
    assert (other.cached, one.properties) == (False, other.properties)


def test_options_of_other_types_do_not_come_along(build: BuildClient) -> None:
    request = BuildRequest.of(script=ROD, type="STL", options={"deflection": 0.5, "ascii": True})
    assert model_properties(build, request).properties.volume == pytest.approx(40 * math.pi)


def test_a_failed_variant_is_an_error_of_its_script(build: BuildClient) -> None:
    with pytest.raises(ScriptError):
        model_properties(build, BuildRequest.of(script=ROD + "\n1 / 0"))


@pytest.mark.parametrize("name", ["length", *list(RESULTS)[:3], "cost"])
def test_a_measure_may_not_have_the_name_of_a_parameter_or_result(build: BuildClient, name: str) -> None:
    before = build.requests
    with pytest.raises(RequestError, match="already") as refused:
        model_properties(build, BuildRequest.of(script=BOX), read_measures({name: "faces().count"}))
    assert (refused.value.parameter, build.requests) == ("measures", before)


def test_the_names_of_the_parameters_may_be_given(build: BuildClient) -> None:
    measures = read_measures({"wide": "faces().count"})
    with pytest.raises(RequestError, match="a parameter already"):
        model_properties(build, BuildRequest.of(script=BOX), measures, parameters=["wide"])
    assert model_properties(build, BuildRequest.of(script=BOX), measures, parameters=[]).properties.measures == {
        "wide": 6
    }


def test_a_stored_model_is_asked_for_its_parameters(build: BuildClient) -> None:
    from cadwidgets.clients.models import ModelsClient

    published = ModelsClient(build._http).publish(BOX, title="box of the properties")
    with pytest.raises(RequestError, match="a parameter already"):
        model_properties(build, BuildRequest.of(model_id=published.id), read_measures({"length": "faces().count"}))
    told = model_properties(build, BuildRequest.of(model_id=published.id), read_measures({"n": "faces().count"}))
    assert told.properties.measures == {"n": 6}


def test_a_foreign_service_is_measured_on_its_triangles(foreign: BuildClient) -> None:
    told = model_properties(
        foreign, BuildRequest.of(script=BOX, type="GLB", values={"length": 12.0}, options={"memo": False})
    )
    found = told.properties
    stl = foreign.build(BuildRequest.of(script=BOX, type="STL", values={"length": 12.0}))
    assert (found.volume, found.area, found.bounding_box) == (stl.mesh.volume, stl.mesh.area, stl.mesh.bounding_box)
    assert (found.exact, found.mass, found.bom) == (False, None, None)
    assert found.center == pytest.approx((0, 0, 0), abs=1e-6)
    inertia = 7200 / 12 * np.array([20**2 + 30**2, 12**2 + 30**2, 12**2 + 20**2])
    assert np.array(found.inertia) == pytest.approx(np.diag(inertia), rel=1e-6, abs=1e-3)


def test_the_triangles_of_a_round_model_are_within_their_deflection(build: BuildClient, foreign: BuildClient) -> None:
    exact, meshed = (model_properties(client, BuildRequest.of(script=ROD)).properties for client in (build, foreign))
    assert meshed.volume == pytest.approx(exact.volume, rel=0.02)
    assert meshed.volume < exact.volume
    assert meshed.center == pytest.approx(exact.center, abs=1e-3)
    assert np.diag(meshed.inertia or ()) == pytest.approx(np.diag(exact.inertia or ()), rel=0.03)


def test_a_foreign_service_is_not_asked_for_measures(contract_server: Any, foreign: BuildClient) -> None:
    with pytest.raises(RequestError, match="triangles alone"):
        model_properties(foreign, BuildRequest.of(script=BOX), read_measures(MEASURES))
    assert contract_server.builds == 0


@pytest.mark.parametrize("said", [b"[]", b"{}", b'{"volume":"x"}', b"{]}", b'{"volume":1,"area":1,"bounding_box":[1]}'])
def test_an_answer_without_properties_is_a_bad_answer(said: bytes) -> None:
    with loopback(lambda handler: answer(handler, said), ours=True) as server, pytest.raises(BadAnswer):
        model_properties(BuildClient.at(server.url, "key"), BuildRequest.of(script=BOX))


def test_a_cancelled_one_is_cancelled(build: BuildClient) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        model_properties(build, BuildRequest.of(script=BOX, values={"length": 13.0}), cancel=cancel)


def test_many_threads_have_one_client_and_each_its_own_answer(service: Any) -> None:
    client = BuildClient.at(service.url, service.key)
    lengths = [round(5 + 0.25 * number, 2) for number in range(40)]

    def one(length: float) -> MeasuredModel:
        return model_properties(client, BuildRequest.of(script=BOX, values={"length": length}))

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(one, lengths))
    assert [told.properties.volume for told in found] == pytest.approx([600 * length for length in lengths])
    assert client.requests == len(lengths)


FIRST = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
from cadwidgets.clients.build import BuildClient
client, start = BuildClient.at(*sys.argv[1:]), threading.Barrier(8)
def ask(_):
    start.wait()
    return client.health()["service"]
sys.setswitchinterval(1e-6)
with ThreadPoolExecutor(8) as pool:
    assert set(pool.map(ask, range(8))) == {"cadwidgets"}
assert sum(thread.name == "cadwidgets-http" for thread in threading.enumerate()) == 1
"""


def test_the_first_requests_of_a_process_may_come_from_several_threads(service: Any) -> None:
    subprocess.run([sys.executable, "-c", FIRST, service.url, service.key], check=True, timeout=120)


def test_properties_survive_their_json(build: BuildClient) -> None:
    found = model_properties(build, BuildRequest.of(script=ROD), read_measures(MEASURES)).properties
    assert ModelProperties.from_json(found.to_json()) == found
