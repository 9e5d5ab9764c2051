"""A viewer of an assembly: what is hidden is not drawn, another model keeps it hidden, and the tree says the same."""

from __future__ import annotations

import numpy as np
import pytest
import pythreejs as three
from traitlets import TraitError

from cadwidgets.errors import RequestError
from cadwidgets.geometry.grouping import joined
from cadwidgets.geometry.mesh import Group
from cadwidgets.viewer.viewer import Viewer


@pytest.fixture
def pair(box):
    """``pair(size)``: a lid and a foot."""

    def make(size: float = 1.0):
        lid = box((size, 1, 1), groups=(Group("lid", 0, 12),))
        return joined([lid, box((1, 1, 1), at=(10, 0, 0), groups=(Group("foot", 0, 12),))])

    return make


def drawn(viewer) -> int:
    """How many triangles are drawn."""
    meshes = [one for one in viewer._scene.frame.children if isinstance(one, three.Mesh)]
    return sum(len(one.geometry.attributes["index"].array) for one in meshes) // 3


def say(viewer, **message):
    viewer._pane._handle_custom_msg(message, [])


def test_a_hidden_part_is_not_drawn_and_the_tree_knows(pair):
    viewer = Viewer(pair())
    assert (viewer.parts, drawn(viewer)) == (("lid", "foot"), 24)
    viewer.hide("lid")
    assert (viewer.hidden, viewer._pane.hidden, drawn(viewer)) == (["lid"], ["lid"], 12)
    viewer.undo()
    assert (viewer.hidden, drawn(viewer), viewer._pane.undo) == ([], 24, False)


def test_what_the_tree_says_is_done(pair):
    viewer = Viewer(pair())
    say(viewer, type="only", path="foot")
    assert viewer.hidden == ["lid"]
    say(viewer, type="show", path="lid")
    say(viewer, type="hide", path="foot")
    assert viewer.hidden == ["foot"]
    say(viewer, type="all")
    say(viewer, type="undo")
    assert viewer.hidden == ["foot"]
    say(viewer, type="spread", factor=0.5)
    assert viewer.spread == 0.5
    for message in ({}, {"type": "hide", "path": "gone"}, {"type": "explode"}):
        say(viewer, **message)
    assert viewer.hidden == ["foot"]


def test_the_trait_can_be_assigned_observed_and_undone(pair):
    viewer, seen = Viewer(pair()), []
    viewer.observe(lambda change: seen.append(change["new"]), "hidden")
    viewer.hidden = ["foot"]
    assert (drawn(viewer), seen) == (12, [["foot"]])
    viewer.undo()
    assert viewer.hidden == []
    with pytest.raises(TraitError, match="no part 'leg'; there are lid, foot"):
        viewer.hidden = ["leg"]
    with pytest.raises(RequestError, match="no part 'leg'"):
        viewer.hide("leg")


def test_another_model_keeps_hidden_what_it_has_and_sends_the_camera_nowhere(pair, box):
    viewer = Viewer(pair())
    viewer.hide("lid")
    position = viewer._scene.camera.position
    viewer.mesh = pair(2.0)
    assert (viewer.hidden, drawn(viewer), viewer._scene.camera.position) == (["lid"], 12, position)
    viewer.mesh = box()
    assert (viewer.hidden, viewer.parts, drawn(viewer)) == ([], (), 12)


def test_hiding_sends_no_vertices_again(pair):
    viewer = Viewer(pair().drawable())
    viewer.edges = False
    before = next(one for one in viewer._scene.frame.children if isinstance(one, three.Mesh))
    places = before.geometry.attributes["position"].array
    viewer.hide("lid")
    after = next(one for one in viewer._scene.frame.children if isinstance(one, three.Mesh))
    assert np.array_equal(after.geometry.attributes["position"].array, places)


def test_everything_can_be_hidden_and_is_told(pair):
    viewer = Viewer(pair())
    viewer.hide("lid", "foot")
    assert drawn(viewer) == 0
    assert "All parts are hidden" in viewer._note.value
    viewer.fit()
    viewer.show_all()
    assert (drawn(viewer), viewer._note.value) == (24, "")


def test_a_part_is_fitted_where_it_stands_now(pair):
    viewer = Viewer(pair())
    viewer.fit("foot")
    radius = 3**0.5 / 2
    assert viewer._scene.frame.scale[0] == pytest.approx(1 / radius)
    assert np.multiply(viewer._scene.frame.position, -radius) == pytest.approx((10.5, 0.5, 0.5), rel=1e-5)
    viewer.spread = 1.0
    viewer.fit("foot")
    assert np.multiply(viewer._scene.frame.position, -radius)[0] == pytest.approx(10.5 + 5.0, rel=1e-5)
    with pytest.raises(RequestError):
        viewer.fit("leg")


def test_the_tree_is_below_the_picture_when_somebody_wants_it(pair):
    viewer = Viewer(pair())
    assert viewer._pane.layout.display == "none"
    viewer.tree = True
    assert viewer._pane.layout.display in ("", None)
    assert viewer._pane.parts == ["lid", "foot"]
