"""Sizes over HTTP, and models that refer to them: what is no size is refused, however it is sent."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from plain_http import Reply, post, send

from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients.catalog import CatalogClient
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.errors import AuthError, RequestError
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.service import catalog
from cadwidgets.service.catalog.sizes import sizes_of
from cadwidgets.settings import Secret

BORE = "deep-groove bearing.d"
RING = f"bore = 25  # [catalog: {BORE}]\nshow_object(cq.Workplane().box(bore, 1, 1))\n# @preset thin: bore=21\n"
TYPED = f'''
p = FloatParam(default=25, catalog="{BORE}")
def build():
    return cq.Workplane().box(p.value, 1, 1)
'''
JSON = {"Accept": "application/json"}


@pytest.fixture
def client(service: Any) -> CatalogClient:
    return CatalogClient(HttpSession(RemoteEndpoint(service.url, Secret(service.key))))


def refused(service: Any, script: str = RING, **fields: str) -> dict[str, Any]:
    reply = post(service, s=script, type="STL", accept="application/json", **fields)
    assert reply.status == 400, reply.text
    return reply.error


def parameters(service: Any, script: str) -> ParameterSchema:
    reply = post(service, "/parts/parameters", s=script)
    assert reply.status == 200, reply.text
    return ParameterSchema.from_json(reply.json)


def width(reply: Reply) -> float:
    """Of a bar with a section of 1 by 1: as much as its volume."""
    assert reply.status == 200, reply.text
    return read_mesh(reply.body, "STL").volume


def test_the_client_reads_the_sizes_that_the_catalog_has(client: CatalogClient) -> None:
    assert client.sizes(f"{BORE}, series=62") == sizes_of(catalog.families(), f"{BORE}, series=62")


def test_a_reference_that_names_no_sizes_says_what_would(client: CatalogClient) -> None:
    with pytest.raises(RequestError) as caught:
        client.sizes("deep-groove bearing.x")
    assert (caught.value.value, caught.value.allowed) == ("x", "d, D, B, r_s")


def test_without_the_key_there_are_no_sizes(service: Any) -> None:
    foreign = CatalogClient(HttpSession(RemoteEndpoint(service.url, Secret("wrong"))))
    with pytest.raises(AuthError):
        foreign.sizes(BORE)


def test_no_reference_at_all_is_refused(service: Any) -> None:
    reply = send("GET", f"{service.url}/catalog/sizes?{urlencode({'key': service.key})}", headers=JSON)
    assert reply.status == 400
    assert reply.error["parameter"] == "of"


def test_a_size_builds_and_so_does_what_is_as_good_as_one(service: Any) -> None:
    assert width(post(service, s=RING, type="STL")) == pytest.approx(25)
    assert width(post(service, s=RING, type="STL", bore="30")) == pytest.approx(30)
    assert width(post(service, s=RING, type="STL", bore="30.0000001")) == pytest.approx(30, abs=1e-9)


def test_a_value_between_two_sizes_names_both_and_their_part_numbers(service: Any) -> None:
    error = refused(service, bore="26")
    assert (error["parameter"], error["value"]) == ("bore", "26")
    assert "25 mm" in error["allowed"]
    assert "6205" in error["allowed"]
    assert "30 mm" in error["allowed"]
    assert "6206" in error["allowed"]


@pytest.mark.parametrize(
    ("script", "fields"),
    [
        (RING, {"preset": "thin"}),
        (RING.replace("25", "21"), {}),
        (TYPED.replace("25", "21"), {}),
    ],
)
def test_a_preset_and_a_default_that_are_no_size_are_refused(service: Any, script: str, fields: dict[str, str]) -> None:
    error = refused(service, script, **fields)
    assert error["message"].endswith(f"is no size of {BORE}")
    assert "20 mm" in error["allowed"]


def test_a_wrong_default_does_not_count_when_a_size_is_chosen(service: Any) -> None:
    assert width(post(service, s=RING.replace("25", "21"), type="STL", bore="20")) == pytest.approx(20)


def test_a_script_in_inches_is_held_to_the_same_bearings(service: Any) -> None:
    script = f"# @unit in\nbore = 0.984252  # [catalog: {BORE}]\nshow_object(cq.Workplane().box(bore, 1, 1))\n"
    assert post(service, s=script, type="STL").status == 200
    assert "0.984252 in" in refused(service, script, bore="1.0")["allowed"]


def test_a_typed_parameter_is_held_to_sizes_and_builds_one(service: Any) -> None:
    assert width(post(service, s=TYPED, type="STL", p="30")) == pytest.approx(30)
    assert refused(service, TYPED, p="26")["parameter"] == "p"


def test_any_client_sees_the_choices_and_the_part_numbers(service: Any) -> None:
    (bore,) = parameters(service, RING).parameters
    known = sizes_of(catalog.families(), BORE)
    assert (bore.kind, bore.catalog, bore.unit, bore.sizes) == ("choice", BORE, "mm", known.sizes)
    assert bore.choices == tuple(size.value for size in known.sizes)


def test_a_reference_that_leads_nowhere_is_told_and_builds_any_number(service: Any) -> None:
    script = RING.replace("deep-groove bearing", "gizmo")
    schema = parameters(service, script)
    assert schema["bore"].kind == "int"
    assert "bore takes any number: no part family is called 'gizmo'" in schema.warnings[0]
    assert width(post(service, s=script, type="STL", bore="26")) == pytest.approx(26)
