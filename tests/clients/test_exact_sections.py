"""Caps through a real service: of what a request builds, and of models of which there are only triangles."""

from __future__ import annotations

import math
import threading
from typing import Any

import numpy as np
import pytest
from loopback import Handler, answer, loopback
from plain_http import post

from cadwidgets import samples
from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.exact_sections import Cap, caps
from cadwidgets.clients.mesh_sections import MAX_LOOP_POINTS, caps_of_mesh
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.sections import Plane
from cadwidgets.errors import BadAnswer, Cancelled, RequestError, ScriptError
from cadwidgets.geometry.glb import write_glb
from cadwidgets.geometry.mesh import Group, Mesh

X, Z = Plane((1, 0, 0), 0.0), Plane((0, 0, 1), 0.0)
TUBE = """
radius = 5.0
tube = cq.Workplane().circle(radius).circle(3).extrude(20, both=True)
core = cq.Workplane().circle(3).extrude(10, both=True)
show_object(tube, name="tube", options={"color": "red"})
show_object(core, name="core")
"""


@pytest.fixture
def client(service: Any) -> BuildClient:
    return BuildClient.at(service.url, service.key)


def check(cap: Cap, tolerance: float) -> None:
    """The mesh lies in the plane, looks along its normal, and has the area that is told, as far as triangles can."""
    corners = cap.mesh.vertices[cap.mesh.triangles].astype(float)
    assert np.abs(corners @ np.array(cap.plane.normal) - cap.plane.offset).max(initial=0.0) < tolerance
    doubled = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert (doubled @ np.array(cap.plane.normal) > 0.0).all()
    assert cap.mesh.area == pytest.approx(cap.area, rel=1e-2)
    assert [group.name for group in cap.mesh.groups] == [name for name, _ in cap.parts]
    assert sum(group.count for group in cap.mesh.groups) == len(cap.mesh.triangles)
    assert cap.mesh.edges is not None
    assert sum(group.edges[1] for group in cap.mesh.groups) == len(cap.mesh.edges)
    assert cap.area == pytest.approx(sum(size for _, size in cap.parts))


def test_each_plane_has_its_cap_with_the_exact_area_of_each_part(client: BuildClient) -> None:
    request = BuildRequest.of(script=TUBE, type="STL", values={"radius": 6}, options={"ascii": True, "angle": 0.05})
    planes = (Z, Plane((0, 0, 1), 15.0), X)
    middle, above, along = found = caps(client, request, planes)
    assert tuple(cap.plane for cap in found) == planes
    assert dict(middle.parts) == pytest.approx({"tube": math.pi * 27, "core": math.pi * 9})
    assert dict(above.parts) == pytest.approx({"tube": math.pi * 27})
    assert dict(along.parts) == pytest.approx({"tube": 40 * 6.0, "core": 20 * 6.0})
    assert middle.mesh.groups[0].color == "#ff0000"
    for cap in found:
        check(cap, 1e-5 * 40)
        assert cap.open == 0


def test_a_plane_beside_the_model_has_an_empty_cap(client: BuildClient) -> None:
    beside, through = caps(client, BuildRequest.of(script=TUBE), [Plane((0, 0, 1), 99.0), X])
    assert (beside.area, beside.parts, len(beside.mesh.triangles)) == (0.0, (), 0)
    assert through.area > 0.0
    (alone,) = caps(client, BuildRequest.of(script=TUBE), [Plane((0, 0, 1), 99.0)])
    assert (alone.area, alone.parts, len(alone.mesh.triangles)) == (0.0, (), 0)


def test_a_stored_model_with_a_preset_and_files_beside_a_script_are_cut(client: BuildClient) -> None:
    (handle,) = caps(client, BuildRequest.of(model_id="2qus7a32", preset="short", type="GLB"), [X])
    assert handle.area > 0.0
    script = "from size import SIDE\nshow_object(cq.Workplane().box(SIDE, SIDE, SIDE))"
    (box,) = caps(client, BuildRequest.of(script=script, files={"size.py": b"SIDE = 3.0"}), [Z])
    assert box.area == pytest.approx(9.0)


def test_no_planes_and_too_many_are_refused_before_anything_is_asked(client: BuildClient) -> None:
    for planes in ((), (X, Z, X, Z)):
        for refused in (
            lambda planes=planes: caps(client, BuildRequest.of(script=TUBE), planes),
            lambda planes=planes: caps_of_mesh(client, Mesh([], []), planes),
        ):
            with pytest.raises(RequestError, match="planes"):
                refused()
    assert client.requests == 0


def test_a_script_that_fails_and_a_cancelled_build_are_told(client: BuildClient) -> None:
    with pytest.raises(ScriptError, match="zero"):
        caps(client, BuildRequest.of(script="1 / 0"), [X])
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        caps(client, BuildRequest.of(script=TUBE + "# again"), [X], stop)


@pytest.mark.parametrize(
    "glb",
    [
        write_glb([], "mm"),
        write_glb([], "mm", {"sections": []}),
        write_glb([], "mm", {"sections": [{"parts": [["lid", 1.0]]}]}),
        write_glb([], "mm", {"sections": [{"parts": [["lid", -1.0]]}]}),
    ],
)
def test_an_answer_that_is_no_section_is_a_bad_answer(glb: bytes) -> None:
    def respond(handler: Handler) -> None:
        answer(handler, glb)

    with loopback(respond, ours=True) as server, pytest.raises(BadAnswer, match="section"):
        caps(BuildClient.at(server.url, "k"), BuildRequest.of(script=TUBE), [X])


@pytest.mark.parametrize(
    "planes", ["", "[]", "x", "[[[0,0,0],1]]", "[[[0,0,1],1e999]]", f"[[[0,0,1],{10**400}]]", "[" * 900, "0" * 1001]
)
def test_what_is_no_plane_is_a_clear_400(service: Any, planes: str) -> None:
    reply = post(service, s=TUBE, type="SECTION", **{"o.planes": planes})
    assert reply.status == 400
    assert "o.planes" in reply.text


def test_other_types_have_no_planes(service: Any) -> None:
    reply = post(service, s=TUBE, type="GLB", **{"o.planes": "[[[0,0,1],1]]"})
    assert (reply.status, "o.planes" in reply.text) == (400, True)


def mesh_of(client: BuildClient, script: str) -> Mesh:
    return client.build(BuildRequest.of(script=script, type="GLB", options={"angle": 0.02})).mesh


def test_triangles_alone_are_cut_as_the_exact_model_is(client: BuildClient) -> None:
    planes = (Z, Plane((1, 2, 3), 2.0), X)
    exact = caps(client, BuildRequest.of(script=TUBE), planes)
    of_mesh = caps_of_mesh(client, mesh_of(client, TUBE), planes)
    for cap, other in zip(of_mesh, exact, strict=True):
        assert cap.plane == other.plane
        assert dict(cap.parts) == pytest.approx(dict(other.parts), rel=1e-3)
        assert [group.color for group in cap.mesh.groups] == [group.color for group in other.mesh.groups]
        assert cap.open == 0
        check(cap, 1e-5 * 40)


def test_an_stl_has_one_cap_with_its_holes(client: BuildClient) -> None:
    request = BuildRequest.of(script=samples.perforated_plate.text, type="STL", options={"angle": 0.05})
    model = client.build(request)
    middle = Plane((0, 0, 1), (model.bounding_box[2] + model.bounding_box[5]) / 2)
    (cap,) = caps_of_mesh(client, model.mesh, [middle])
    (exact,) = caps(client, request, [middle])
    assert exact.area > 0.0
    assert cap.area == pytest.approx(exact.area, rel=1e-3)
    check(cap, 1e-5 * 200)


def test_nested_hollows_are_material_and_hole_by_turns(client: BuildClient) -> None:
    shells = [
        mesh_of(client, f"show_object(cq.Workplane().box({size}, {size}, {size}))").welded() for size in (9, 7, 5, 3)
    ]
    vertices = np.concatenate([shell.vertices for shell in shells])
    firsts = np.cumsum([0, *(len(shell.vertices) for shell in shells[:-1])])
    triangles = np.concatenate([shell.triangles + first for shell, first in zip(shells, firsts, strict=True)])
    (cap,) = caps_of_mesh(client, Mesh(vertices, triangles), [Plane((0, 0, 1), 0.25)])
    assert cap.area == pytest.approx(81 - 49 + 25 - 9)
    assert cap.mesh.area == pytest.approx(cap.area)


def test_what_does_not_close_has_no_cap_and_is_counted(client: BuildClient) -> None:
    box = mesh_of(client, "show_object(cq.Workplane().box(2, 2, 2))")
    torn = Mesh(box.vertices, box.triangles[1:], groups=(Group("torn", 0, len(box.triangles) - 1),))
    cut = [caps_of_mesh(client, torn, [Plane(tuple(axis), 0.1)])[0] for axis in np.eye(3)]
    assert sorted(cap.open for cap in cut) == [0, 1, 1]
    assert sorted(cap.area for cap in cut) == pytest.approx([0.0, 0.0, 4.0])
    assert sorted(len(cap.mesh.triangles) for cap in cut)[:2] == [0, 0]


def test_an_outline_of_very_many_corners_is_simplified(client: BuildClient) -> None:
    count = 20 * MAX_LOOP_POINTS
    angles = np.arange(count) * 2 * np.pi / count
    radii = 100 + 5 * np.sin(40 * angles)
    ring = np.stack((radii * np.cos(angles), radii * np.sin(angles), np.zeros(count)), axis=1)
    vertices = np.concatenate((ring, ring + np.array((0, 0, 10)), [(0, 0, 0), (0, 0, 10)]))
    here, after = np.arange(count), np.roll(np.arange(count), -1)
    sides = [(here, after, after + count), (here, after + count, here + count)]
    ends = [(after, here, np.full(count, 2 * count)), (here + count, after + count, np.full(count, 2 * count + 1))]
    triangles = np.concatenate([np.stack(corners, axis=1) for corners in (*sides, *ends)])
    (cap,) = caps_of_mesh(client, Mesh(vertices, triangles), [Plane((0, 0, 1), 5.0)])
    assert len(cap.mesh.vertices) <= MAX_LOOP_POINTS
    assert cap.area == pytest.approx(math.pi * (100**2 + 5**2 / 2), rel=1e-4)
    check(cap, 1e-3)
