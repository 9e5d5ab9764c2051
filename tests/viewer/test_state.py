"""What a viewer shows as plain data: another viewer shows the same by it."""

from __future__ import annotations

import json

import numpy as np
import pytest

from cadwidgets.contract.picks import Pick
from cadwidgets.contract.sections import Plane
from cadwidgets.errors import RequestError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.models import Shown, loaded
from cadwidgets.viewer.viewer import Viewer


@pytest.fixture
def pair(box) -> Mesh:
    """Two boxes, lid and body, in an assembly."""
    models = [Shown(box(at=(0, 0, 10)), "case/lid"), Shown(box(), "case/body")]
    return loaded(models, lambda: None).mesh


def seen(viewer, mesh) -> np.ndarray:
    """Where the corners of a mesh are in the picture, in halves of its height."""
    scene = viewer._scene
    camera = scene.camera
    points = mesh.vertices * scene.frame.scale[0] + np.array(scene.frame.position)
    x, y, z, w = camera.quaternion
    turn = np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
    own = (points - np.array(camera.position)) @ turn
    if viewer.parallel:
        return own[:, :2] * camera.zoom
    return own[:, :2] / -own[:, 2:] / np.tan(np.radians(15))


def test_a_state_makes_another_viewer_show_the_same(pair):
    one, other = Viewer(pair, width=600, height=400), Viewer(pair, width=600, height=400)
    one.view("right")
    one._scene.turn(20, 10)
    one._scene.zoom(0.3)
    one.hide("case/lid")
    one.spread, one.planes, one.cut = 0.5, [Plane((1.0, 0.0, 0.0), 12.0)], True
    one.edges, one.wires, one.inches, one.color, one.tree, one.parallel = False, True, True, "#808080", True, True
    one.select(Pick("part", 1, (5.0, 5.0, 0.0)), Pick("vertex", 1, (0.0, 0.0, 0.0)))
    state = json.loads(json.dumps(one.state))
    other.state = state
    assert other.state == state
    assert seen(other, pair) == pytest.approx(seen(one, pair), abs=1e-6)
    for name in ("hidden", "spread", "planes", "cut", "edges", "wires", "inches", "color", "tree", "parallel"):
        assert getattr(other, name) == getattr(one, name), name
    assert other.selection == one.selection


@pytest.mark.parametrize("parallel", [False, True])
@pytest.mark.parametrize("factor", [0.02, 1.0, 30.0])
def test_the_camera_is_in_the_models_coordinates_whatever_the_frame_was_fitted_to(pair, factor, parallel):
    one, other = Viewer(pair, parallel=parallel), Viewer(pair)
    one.fit("case/lid")
    one._scene.zoom(factor)
    other.state = one.state
    assert seen(other, pair) == pytest.approx(seen(one, pair), rel=1e-5, abs=1e-6)
    assert other.state == one.state


def test_the_controls_let_one_go_on_from_a_restored_camera(pair):
    one, other = Viewer(pair), Viewer(pair)
    for _ in range(8):  # nearer to a bolt than one may come to the whole model
        one.fit("case/lid")
        one._scene.zoom(0.1)
    other.state = one.state
    controls, distance = other._scene.controls, other._scene.distance
    assert controls.minDistance < distance / 10
    assert distance * 10 < controls.maxDistance


def test_a_narrow_picture_shows_all_that_a_wide_one_did(pair):
    wide, narrow = Viewer(pair, width=800, height=400), Viewer(pair, width=300, height=600)
    wide.fit()
    narrow._scene.turn(30, 30)
    narrow.state = wide.state
    assert np.abs(seen(narrow, pair)[:, 0]).max() < 300 / 600
    assert np.abs(seen(narrow, pair)[:, 0]).max() > 0.5 * 300 / 600
    assert narrow.state == wide.state


def test_a_state_is_whole_what_it_leaves_out_is_as_in_a_new_viewer(pair):
    viewer = Viewer(pair, edges=False, parallel=True)
    viewer.hide("case/lid")
    before = viewer.state["camera"]
    viewer.state = {}
    assert (viewer.edges, viewer.parallel, viewer.hidden) == (True, False, [])
    assert viewer.state == {"camera": before}, "a camera stays where it is"


def test_what_the_model_does_not_have_is_left_out_and_named(pair, box):
    one = Viewer(pair)
    one.hide("case/lid")
    one.wires = True
    one.select(Pick("part", 1, (5.0, 5.0, 0.0)))
    other = Viewer({"case/body": box(), "foot": box(at=(0, 0, -10))})
    state = one.state | {"selection": [*one.state["selection"], {"kind": "part", "part": "cap", "point": [0, 0, 0]}]}
    assert other.restore(state) == ("the part 'case/lid'", "the part of cap")
    assert other.wires
    assert [pick.part for pick in other.selection] == [0], "case/body has another number here"
    with pytest.warns(UserWarning, match="does not have the part 'case/lid', the part of cap"):
        other.state = state


def test_what_was_selected_and_is_not_where_it_was_is_left_out(box):
    one = Viewer(box())
    one.select(Pick("edge", 0, (30.0, 20.0, 5.0)), Pick("face", 0, (15.0, 10.0, 10.0)))
    other = Viewer(box((60.0, 20.0, 10.0)))
    assert other.restore(one.state) == ("the edge of the model",)
    assert [pick.kind for pick in other.selection] == ["face"]


def test_a_wrong_state_changes_nothing(pair):
    viewer = Viewer(pair)
    before = viewer.state
    with pytest.raises(RequestError) as caught:
        viewer.state = {"wires": True, "spread": "far"}
    assert caught.value.parameter == "spread"
    assert viewer.state == before
    with pytest.raises(RequestError):
        Viewer(pair, state={"camera": 3})


def test_a_state_waits_for_the_model(pair):
    one = Viewer(pair)
    one.hide("case/lid")
    one.view("top")
    other = Viewer(state=one.state)
    assert other.state == one.state, "also before there is a model"
    other.mesh = pair
    assert other.state == one.state
    assert seen(other, pair) == pytest.approx(seen(one, pair), abs=1e-6)


def test_what_a_model_that_comes_later_does_not_have_is_warned_of(pair, box):
    one = Viewer(pair)
    one.hide("case/lid")
    other = Viewer(state=one.state)
    with pytest.warns(UserWarning, match="does not have the part 'case/lid'"):
        other.mesh = box()


def test_arguments_win_over_a_state(pair):
    state = Viewer(pair, wires=True, color="#102030").state
    viewer = Viewer(pair, state=state, color="#405060", tree=True)
    assert (viewer.wires, viewer.color, viewer.tree) == (True, "#405060", True)


def test_a_camera_may_be_written_by_hand(box):
    viewer = Viewer(box(), width=400, height=400)
    viewer.state = {"camera": {"position": [100, 0, 0], "target": [0, 0, 0]}}
    assert viewer._scene.direction == pytest.approx((1, 0, 0))
    assert viewer.state["camera"] == {"position": [100, 0, 0], "target": [0, 0, 0]}
