"""What is selected in a viewer: by clicks and by programs, measured exactly where a service knows the model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import pythreejs as three

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.picks import Pick
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import NotFound, RequestError
from cadwidgets.viewer.exact import Exact, Loaded
from cadwidgets.viewer.show import show
from cadwidgets.viewer.viewer import Viewer

BLOCK = """
width = 40.0  # [20:80] mm Width
show_object(cq.Workplane().box(width, 30, 20), name="block")
"""
LEFT, RIGHT = Pick("face", 0, (-20.0, 1.0, 2.0)), Pick("face", 0, (20.0, 1.0, 2.0))


@pytest.fixture
def client(service: Any) -> BuildClient:
    return BuildClient.at(service.url, service.key)


def block(**values: float) -> BuildRequest:
    return BuildRequest.of(script=BLOCK, type="GLB", values=values)


@pytest.fixture
def exact(client: BuildClient) -> Viewer:
    """A viewer of the block, which the service has built."""
    viewer = Viewer()
    viewer.put(client.build(block()).mesh, Exact.of(client, block()))
    return viewer


def click(viewer: Viewer, x: float, y: float, *, add: bool = False) -> None:
    """What the browser tells of a click at a share of the picture's width and height."""
    camera, renderer = viewer._scene.camera, viewer._scene.renderer
    lens = {"fov": camera.fov} if isinstance(camera, three.PerspectiveCamera) else {"fov": 0, "zoom": camera.zoom}
    eye = {"position": list(camera.position), "quaternion": list(camera.quaternion), **lens}
    size = {"width": renderer.width, "height": renderer.height}
    viewer._beside._heard({"type": "pick", "at": [x, y], "add": add, "eye": eye | size})


def marks(viewer: Viewer) -> list[type]:
    return [type(drawn) for drawn in viewer._scene._marks]


@pytest.mark.parametrize("parallel", [False, True])
def test_a_click_selects_the_face_below_it_and_one_beside_the_model_nothing(box, parallel):
    viewer = Viewer(box(), parallel=parallel)
    viewer.view("top")
    click(viewer, 0.5, 0.5)
    (pick,) = viewer.selection
    assert (pick.kind, pick.part) == ("face", 0)
    assert pick.point == pytest.approx((15.0, 10.0, 10.0), abs=1e-3)
    viewer.wait()
    assert viewer.measurement.facts[0].area == pytest.approx(600.0)
    assert not viewer.measurement.exact
    assert marks(viewer) == [three.Mesh]
    click(viewer, 0.01, 0.01)
    assert (viewer.selection, viewer.measurement, marks(viewer)) == ([], None, [])


def test_one_more_is_selected_with_shift_and_both_are_measured(box):
    viewer = Viewer(box())
    viewer.view("top")
    click(viewer, 0.5, 0.5)
    viewer.view("bottom")
    click(viewer, 0.5, 0.5, add=True)
    viewer.wait()
    assert viewer.measurement.relation.distance == pytest.approx(10.0)
    assert viewer.measurement.relation.angle == pytest.approx(0.0, abs=1e-6)
    assert viewer._beside.tags[0]["text"] == "10\u00a0mm"
    viewer.inches = True
    assert viewer._beside.tags[0]["text"] == "0.393701\u00a0in"
    click(viewer, 0.01, 0.01, add=True)
    assert len(viewer.selection) == 2, "what was selected stays when nothing is added"
    viewer._press({"type": "key", "key": "Escape"})
    assert (viewer.selection, viewer._beside.tags) == ([], [])


@pytest.mark.parametrize("kind", ["face", "edge", "vertex", "part"])
def test_a_program_selects_what_is_nearest_to_a_point(box, kind):
    viewer = Viewer(box())
    viewer.select(Pick(kind, 0, (30.0, 19.5, 9.9)))
    viewer.wait()
    (facts,) = viewer.measurement.facts
    expected = {
        "face": (200.0, None, (30.0, 10.0, 5.0)),
        "edge": (None, 20.0, (30.0, 10.0, 10.0)),
        "vertex": (None, None, (30.0, 20.0, 10.0)),
        "part": (2200.0, None, (15.0, 10.0, 5.0)),
    }[kind]
    assert facts.area == pytest.approx(expected[0]) if expected[0] else facts.area is None
    assert facts.center == pytest.approx(expected[2])
    if kind == "edge":
        assert facts.length == pytest.approx(expected[1])


def test_what_is_not_there_is_refused_and_what_was_selected_stays(box):
    viewer = Viewer(box())
    viewer.select(Pick("face", 0, (15.0, 10.0, 10.0)))
    with pytest.raises(RequestError, match="of part 7"):
        viewer.select(Pick("face", 7, (0.0, 0.0, 0.0)))
    assert marks(viewer) == [three.Mesh]
    with pytest.raises(RequestError, match="before there is a model"):
        Viewer().select(Pick("face", 0, (0.0, 0.0, 0.0)))


def test_what_a_service_has_built_is_measured_there(exact):
    exact.select(LEFT, RIGHT)
    assert exact.measuring == "measuring"
    exact.wait()
    measured = exact.measurement
    assert (measured.exact, exact.measuring) == (True, "ready")
    assert [(facts.type, facts.part, facts.area) for facts in measured.facts] == [("PLANE", "block", 600.0)] * 2
    assert measured.relation.distance == pytest.approx(40.0, abs=1e-12)
    assert str(exact.selector) == '.faces(">X")'


def test_a_selector_is_proven_at_the_builds_that_were_answered_before(exact, client):
    for width in (30.0, 50.0, 60.0):
        client.build(block(width=width))
    exact.select(RIGHT)
    exact.wait()
    assert (exact.selector.held, exact.selector.tried) == (3, 3)
    assert "chosen in 3 of 3 other builds" in exact._picks_pane._said.value


def test_selected_faces_stay_and_are_measured_again_when_the_model_is_built_anew(exact, client):
    exact.select(LEFT, RIGHT)
    exact.wait()
    exact.put(client.build(block(width=62.0)).mesh, Exact.of(client, block(width=62.0)))
    exact.wait()
    assert [pick.kind for pick in exact.selection] == ["face", "face"]
    assert exact.measurement.relation.distance == pytest.approx(62.0)


def test_edges_and_a_model_of_other_faces_are_not_selected_any_more(exact, client, box):
    exact.select(Pick("edge", 0, (20.0, 15.0, 1.0)))
    exact.put(client.build(block(width=62.0)).mesh)
    assert exact.selection == []
    exact.select(RIGHT)
    exact.mesh = box()
    assert (exact.selection, marks(exact)) == ([], [])


def test_models_shown_together_are_each_measured_where_they_come_from(exact, client, box):
    models = [box(at=(200.0, 0.0, 0.0)), client.build(block())]
    viewer = show(models, names=["plain", "block"])
    loaded = viewer._known
    assert [(origin.first, origin.count, origin.exact is None) for origin in loaded.origins] == [
        (0, 1, True),
        (1, 1, False),
    ]
    viewer.select(Pick("face", 0, (215.0, 10.0, 10.0)), Pick("face", 1, (0.0, 0.0, 10.0)))
    viewer.wait()
    assert not viewer.measurement.exact, "nothing exact is known of the box"
    assert viewer.measurement.relation.distance == pytest.approx(180.0)


def test_picks_in_two_models_are_measured_side_by_side(client):
    ball = BuildRequest.of(
        script="show_object(cq.Workplane().sphere(7).translate((100, 0, 0)), name='ball')", type="GLB"
    )
    viewer = show([client.build(block()), client.build(ball)])
    viewer._known = Loaded(
        viewer.mesh,
        tuple(
            replace(origin, exact=Exact.of(client, request))
            for origin, request in zip(viewer._known.origins, (block(), ball), strict=True)
        ),
    )
    viewer.select(Pick("face", 1, (93.0, 0.0, 0.0)), RIGHT)
    viewer.wait()
    assert viewer.measurement.exact
    assert [(facts.type, facts.part) for facts in viewer.measurement.facts] == [("SPHERE", "ball"), ("PLANE", "block")]
    assert viewer.measurement.relation.distance == pytest.approx(73.0, abs=1e-9)
    assert str(viewer.selector) == '.faces(">X")'
    viewer.select(Pick("part", 1, (93.0, 0.0, 0.0)), Pick("part", 0, (0.0, 0.0, 0.0)))
    viewer.wait()
    assert not viewer.measurement.exact
    assert viewer.measurement.relation.distance == pytest.approx(73.0, abs=0.1)


def test_why_something_cannot_be_measured_is_told(client):
    def missing(_: Any) -> BuildRequest:
        raise NotFound("the part is gone", status=404)

    viewer = Viewer()
    viewer.put(client.build(block()).mesh, Exact(client, missing))
    viewer.select(RIGHT)
    viewer.wait()
    assert (viewer.measuring, viewer.measurement) == ("the part is gone", None)
    assert "Cannot be measured: the part is gone" in viewer._picks_pane._said.value


def test_parts_that_stand_apart_show_their_picks_where_they_stand_and_no_dimension(box):
    viewer = show({"a": box(), "b": box(at=(60.0, 0.0, 0.0))})
    viewer.select(Pick("face", 0, (30.0, 10.0, 5.0)), Pick("face", 1, (60.0, 10.0, 5.0)))
    viewer.wait()
    assert three.LineSegments2 in marks(viewer)
    viewer.spread = 1.0
    assert marks(viewer) == [three.Mesh, three.Mesh]
    assert viewer._scene._marks[0].position[0] == pytest.approx(30.0 - 30.0)
    viewer.hide("b")
    assert marks(viewer) == [three.Mesh]


def test_the_selection_is_seen_as_large_as_possible(box):
    viewer = Viewer(box())
    viewer.select(Pick("vertex", 0, (30.0, 20.0, 10.0)))
    viewer.fit_selection()
    assert viewer._scene.in_view((30.0, 20.0, 10.0)) == pytest.approx((0.0, 0.0, 0.0), abs=1e-5)
    assert viewer._scene.frame.scale[0] > 20 / 30
    viewer.select()
    viewer.fit_selection()
    assert viewer._scene.in_view((15.0, 10.0, 5.0)) == pytest.approx((0.0, 0.0, 0.0), abs=1e-5)


def test_closing_gives_back_what_was_marked(box, alive):
    before = alive()
    viewer = Viewer(box())
    viewer.select(Pick("face", 0, (15.0, 10.0, 10.0)), Pick("vertex", 0, (0.0, 0.0, 0.0)))
    viewer.wait()
    viewer.close()
    assert alive() == before
