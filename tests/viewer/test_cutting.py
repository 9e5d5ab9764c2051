"""Sections: what is cut away, the faces where it is cut, and the rows of their planes."""

from __future__ import annotations

from typing import Any

import pytest
from traitlets import TraitError

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.picks import Pick
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.sections import Plane
from cadwidgets.errors import NotFound
from cadwidgets.viewer.exact import Exact
from cadwidgets.viewer.picking.eye import Eye
from cadwidgets.viewer.section_pane import reach
from cadwidgets.viewer.viewer import Viewer

PAIR = BuildRequest.of(
    script="""
show_object(cq.Workplane().box(40, 30, 20), name="block", options={"color": "red"})
show_object(cq.Workplane().cylinder(20, 5).translate((40, 0, 0)), name="post")
""",
    type="GLB",
)
X, Y, Z = Plane((1, 0, 0), 5.0), Plane((0, 1, 0), 0.0), Plane((0, 0, 1), -4.0)


@pytest.fixture
def client(service: Any) -> BuildClient:
    return BuildClient.at(service.url, service.key)


@pytest.fixture
def viewer(client: BuildClient) -> Viewer:
    """A block and a post, which the service has built."""
    viewer = Viewer()
    viewer.put(client.build(PAIR).mesh, Exact.of(client, PAIR))
    return viewer


def cut(viewer: Viewer, *planes: Plane) -> None:
    viewer.planes, viewer.cut = list(planes), True
    viewer.wait()


def eye_of(viewer: Viewer) -> Eye:
    """As the browser tells of it."""
    camera, renderer = viewer._scene.camera, viewer._scene.renderer
    told = {"position": camera.position, "quaternion": camera.quaternion, "fov": camera.fov}
    return viewer._eye(told | {"width": renderer.width, "height": renderer.height})


def caps(viewer: Viewer) -> int:
    """How many triangles of faces are drawn."""
    return sum(len(drawn.geometry.attributes["index"].array) // 3 for drawn in viewer._scene._caps.shown)


def test_each_plane_has_its_face_and_its_area(viewer):
    cut(viewer, X, Y, Z)
    assert viewer.areas == pytest.approx([600.0, 1000.0, 1200.0 + 25 * 3.14159265358979])
    assert len(viewer._scene._caps.shown) == 3
    clipped = viewer._scene.materials.plain.clippingPlanes
    assert [plane.normal for plane in clipped] == [(-1, 0, 0), (0, -1, 0), (0, 0, -1)]
    for number, pair in enumerate(viewer._scene.materials.caps):
        assert pair[0].clippingPlanes == tuple(plane for own, plane in enumerate(clipped) if own != number)


@pytest.mark.parametrize("view", ["iso", "front"])
def test_the_planes_stay_where_they_are_in_the_model_when_the_camera_moves(viewer, view):
    cut(viewer, X)
    viewer.view(view)
    viewer.fit("post")
    (plane,) = viewer._scene.materials.plain.clippingPlanes
    at, beyond = (viewer._scene.in_view((x, 3.0, 7.0)) for x in (5.0, 6.0))
    heights = [sum(a * b for a, b in zip(plane.normal, point, strict=True)) + plane.constant for point in (at, beyond)]
    assert heights[0] == pytest.approx(0.0, abs=1e-6)
    assert heights[1] < 0, "cut away"


def test_a_hidden_part_has_no_face_and_parts_that_stand_apart_have_none(viewer):
    cut(viewer, Z)
    both = caps(viewer)
    viewer.hide("post")
    assert 0 < caps(viewer) < both
    viewer.show_all()
    assert caps(viewer) == both
    viewer.spread = 0.5
    assert caps(viewer) == 0
    viewer.spread = 0.0
    assert caps(viewer) == both


def test_without_the_section_the_model_is_whole_again_and_its_planes_are_kept(viewer):
    cut(viewer, X)
    viewer.cut = False
    assert (caps(viewer), viewer.areas, viewer.planes) == (0, [], [X])
    assert viewer._scene.materials.plain.clippingPlanes == ()
    viewer.cut = True
    viewer.wait()
    assert viewer.areas == pytest.approx([600.0])


def test_another_build_is_cut_by_the_same_planes(viewer, client):
    cut(viewer, X)
    thick = BuildRequest.of(script=PAIR.script.replace("30", "31"), type="GLB")
    viewer.put(client.build(thick).mesh, Exact.of(client, thick))
    viewer.wait()
    assert viewer.areas == pytest.approx([620.0])


def test_what_is_known_by_its_triangles_alone_is_capped_by_the_kernel_too(box, client):
    viewer = Viewer(box())
    viewer._builder = lambda: client
    cut(viewer, Plane((1, 1, 0), 20.0))
    assert viewer.areas == pytest.approx([10.0 * 20.0 * 2**0.5], rel=1e-6)
    assert caps(viewer) >= 2


def test_what_is_cut_away_cannot_be_picked_and_a_face_hides_what_is_behind_it(viewer):
    cut(viewer, Z)
    viewer.view("top")
    eye = eye_of(viewer)
    (pixel,), _ = eye.project([(3.0, 3.0, -4.0)])
    assert viewer._pickable.pick(eye, tuple(pixel), "face", cuts=viewer._cuts) is None
    top = viewer._pickable.pick(eye, tuple(pixel), "face")
    assert top.pick.point[2] == pytest.approx(10.0, abs=1e-4)
    viewer.view("front")
    eye = eye_of(viewer)
    above, below = (eye.project([(3.0, -15.0, z)])[0][0] for z in (2.0, -8.0))
    assert viewer._pickable.pick(eye, tuple(above), "face", cuts=viewer._cuts) is None
    assert viewer._pickable.pick(eye, tuple(below), "face", cuts=viewer._cuts).pick.kind == "face"


def test_why_there_is_no_face_is_told(client):
    def missing(_: Any) -> BuildRequest:
        raise NotFound("the <part> is gone", status=404)

    viewer = Viewer()
    viewer.put(client.build(PAIR).mesh, Exact(client, missing))
    cut(viewer, X)
    (row,) = viewer._section_pane._rows.children
    assert row.said.value == "<span role='alert'>Not capped: the &lt;part&gt; is gone</span>"
    assert viewer.areas == []


def test_opening_the_pane_cuts_through_the_middle_and_adds_other_directions(viewer):
    viewer.cut = True
    (plane,) = viewer.planes
    assert (plane.normal, plane.offset) == ((1, 0, 0), pytest.approx(12.5))
    viewer._section_pane.add()
    viewer._section_pane.add()
    assert [plane.normal for plane in viewer.planes] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    assert viewer._section_pane._more.layout.display == "none"
    viewer._section_pane.add()
    assert len(viewer.planes) == 3
    with pytest.raises(TraitError, match="at most 3 planes"):
        viewer.planes = [X, X, X, X]


def test_the_rows_follow_the_planes_and_the_planes_the_rows(viewer):
    cut(viewer, Plane((0, -1, 0), 3.0), Plane((1, 1, 0), 0.0))
    flipped, oblique = viewer._section_pane._rows.children
    assert (flipped.axis, flipped._slider.value, flipped._flip.value) == ("Y", -3.0, True)
    assert oblique.axis == "Oblique"
    assert oblique._slider.max == pytest.approx(reach(viewer.mesh.bounding_box, viewer.planes[1].normal)[1])
    flipped._flip.value = False
    assert viewer.planes[0] == Plane((0, 1, 0), -3.0)
    flipped._slider.value = 6.0
    assert viewer.planes[0] == Plane((0, 1, 0), 6.0)
    oblique._axis.value = "Z"
    assert viewer.planes[1] == Plane((0, 0, 1), 0.0)
    viewer._section_pane._removed(flipped)
    assert viewer.planes == [Plane((0, 0, 1), 0.0)]


def test_a_pick_is_marked_on_a_cut_model_and_all_of_it_is_given_back(client, alive):
    before = alive()
    viewer = Viewer()
    viewer.put(client.build(PAIR).mesh, Exact.of(client, PAIR))
    cut(viewer, X, Y)
    cut(viewer, X)
    viewer.select(Pick("face", 0, (-20.0, 0.0, 0.0)))
    viewer.wait()
    assert viewer.measurement.facts[0].area == pytest.approx(600.0)
    viewer.close()
    assert alive() == before


def test_planes_lie_right_while_a_browser_tells_back_what_it_was_told_first(box: Any) -> None:
    viewer = Viewer(box((40.0, 30.0, 20.0)))
    frame, scene = viewer._scene.frame, viewer._scene
    scale = frame.scale
    frame.scale = (1 / 55,) * 3
    viewer.planes, viewer.cut = [X], True
    frame.scale = scale
    (plane,) = scene.materials._planes
    assert plane.constant == pytest.approx(scene.scale * 5.0 + scene.position[0])
    assert scene.scale == scale[0]
