"""Linked viewers: seen from the same side at the same scale, whichever of them is moved."""

from __future__ import annotations

import pytest

from cadwidgets.errors import RequestError
from cadwidgets.viewer.viewer import Viewer


def seen(viewer: Viewer) -> tuple:
    """From where a model is seen, and how large."""
    scene = viewer._scene
    camera, frame = scene.camera, scene.frame
    zoom = camera.zoom if viewer.parallel else 1.0
    return camera.position, camera.quaternion, zoom, scene.controls.target, frame.scale, frame.position


@pytest.fixture
def pair(box) -> tuple[Viewer, Viewer]:
    """A small box and one that is ten times as long, elsewhere."""
    small, large = Viewer(box(), width=400, height=300), Viewer(box((300.0, 20.0, 10.0), at=(50.0, 0.0, 0.0)))
    large.width, large.height = 400, 300
    small.link(large)
    return small, large


def test_both_are_seen_whole_at_the_same_scale(pair):
    small, large = pair
    assert seen(small) == seen(large)
    radius = 1.0 / small._scene.frame.scale[0]
    assert radius == pytest.approx(((350.0**2 + 20**2 + 10**2) ** 0.5) / 2)


@pytest.mark.parametrize("mover", [0, 1])
@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowUp", "+", "-", "f", "1", "0", "5"])
@pytest.mark.parametrize("parallel", [False, True])
def test_keys_move_both(pair, mover, key, parallel):
    pair[1 - mover].parallel = parallel
    before = seen(pair[0])
    pair[mover]._press({"type": "key", "key": key})
    assert seen(pair[0]) == seen(pair[1])
    assert key in "f0" or seen(pair[0]) != before


@pytest.mark.parametrize("mover", [0, 1])
def test_fits_and_views_move_both(pair, box, mover):
    for move in (lambda one: one.view("top"), lambda one: one.fit(), lambda one: one.fit_selection()):
        move(pair[mover])
        assert seen(pair[0]) == seen(pair[1])


def test_what_is_switched_in_one_is_switched_in_the_other(pair):
    small, large = pair
    small.clear = large.parallel = True
    assert large.clear
    assert small.parallel
    large.cut = True
    assert small.cut
    assert small.planes == large.planes != []


def test_the_same_size_of_both_pictures_is_one_change_of_the_distance(pair):
    small, large = pair
    distance = small._scene.distance
    for viewer in pair:
        viewer.width, viewer.height = 200, 300
    assert small._scene.distance == large._scene.distance > distance
    for viewer in pair:
        viewer.width, viewer.height = 400, 300
    assert small._scene.distance == pytest.approx(distance)


def test_another_model_leaves_both_cameras_where_they_are(pair, box):
    before = seen(pair[0])
    pair[0].mesh = box((60.0, 20.0, 10.0))
    assert seen(pair[0]) == seen(pair[1]) == before


def test_after_unlinking_each_is_seen_on_its_own(pair, alive):
    small, large = pair
    linked = alive()
    large.unlink()
    assert alive() < linked
    before = seen(large)
    small.view("top")
    small.clear = True
    assert seen(large) == before
    assert not large.clear
    assert (small.linked, large.linked) == ((small,), (large,))


def test_a_third_joins_and_a_viewer_that_is_closed_leaves(pair, box):
    third = Viewer(box((5.0, 5.0, 5.0)))
    pair[1].link(third)
    assert third.linked == (pair[1], pair[0], third) or set(third.linked) == {*pair, third}
    third.view("left")
    assert seen(pair[0])[:2] == seen(third)[:2]
    pair[0].close()
    assert set(third.linked) == {pair[1], third}
    third.view("right")
    assert seen(pair[1])[:2] == seen(third)[:2]


def test_two_linked_viewers_leave_nothing_behind(box, alive):
    small, large = Viewer(box()), Viewer(box())
    row = small.beside(large)
    assert row.children == (small, large)
    small.close()
    large.close()
    row.layout.close()
    row.close()
    assert alive() == 0


def test_a_dimension_stays_where_it_belongs_when_the_other_is_fitted(pair):
    small, large = pair
    tags = []
    small._scene.framed = lambda: tags.append(True)
    large.fit()
    assert tags


def test_a_viewer_cannot_be_linked_to_itself(pair):
    with pytest.raises(RequestError, match="to itself"):
        pair[0].link(pair[0])


def test_the_browser_is_told_which_controls_move_together(pair):
    cameras = pair[0]._company._cameras
    ids = [[f"IPY_MODEL_{lens.controls.model_id}" for lens in viewer._scene._lenses.values()] for viewer in pair]
    assert cameras.groups == [[ids[0][0], ids[1][0]], [ids[0][1], ids[1][1]]]
