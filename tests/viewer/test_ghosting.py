"""A second model as a ghost: seen through, in the same frame, and never in the way."""

from __future__ import annotations

import numpy as np
import pytest
import pythreejs as three
from traitlets import TraitError

from cadwidgets.contract.sections import Plane
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.viewer.viewer import Viewer


def ghosts(viewer: Viewer) -> list[three.Object3D]:
    """What is drawn of the ghost."""
    own = (viewer._scene.materials.ghost, viewer._scene.materials.ghost_edge)
    return [drawn for drawn in viewer._scene.frame.children if getattr(drawn, "material", None) in own]


def test_a_ghost_is_drawn_where_it_is_in_the_models_coordinates(viewer, box):
    viewer.mesh, viewer.ghost = box(), box((40.0, 20.0, 10.0), at=(5.0, 0.0, 0.0))
    surface, edges = ghosts(viewer)
    points = surface.geometry.attributes["position"].array + np.float32(surface.position)
    assert (points.min(axis=0).tolist(), points.max(axis=0).tolist()) == ([5, 0, 0], [45, 20, 10])
    assert isinstance(edges, three.LineSegments)
    assert edges.geometry.attributes["position"].array.shape == (24, 3)


def test_it_is_seen_through_and_hides_nothing_behind_it(viewer):
    surface = viewer._scene.materials.ghost
    assert surface.transparent
    assert surface.opacity < 0.5
    assert not surface.depthWrite


def test_dashes_run_on_along_the_edges(viewer, box):
    viewer.ghost = box((30.0, 20.0, 10.0))
    runs = ghosts(viewer)[1].geometry.attributes["lineDistance"].array.reshape(-1, 2)
    assert runs[0, 0] == 0.0
    assert runs[1:, 0] == pytest.approx(runs[:-1, 1], abs=1e-6)
    assert runs[-1, 1] == pytest.approx(4 * 60 / np.linalg.norm((30.0, 20.0, 10.0)))


def test_colours_of_parts_are_not_those_of_a_ghost(viewer, box):
    viewer.ghost = box(groups=(Group("all", 0, 12, "#ff0000"),))
    assert set(ghosts(viewer)[0].geometry.attributes) == {"position", "normal", "index"}


def test_it_neither_moves_the_camera_nor_counts_for_fit(viewer, box):
    viewer.mesh = box()
    camera, frame = viewer._scene.camera, viewer._scene.frame
    before = camera.position, camera.quaternion, frame.scale, frame.position
    viewer.ghost = box((3000.0, 20.0, 10.0))
    assert (camera.position, camera.quaternion, frame.scale, frame.position) == before
    far = camera.far
    viewer.fit()
    assert (frame.scale, frame.position) == before[2:]
    assert camera.far == pytest.approx(far)
    assert far > 3000 * frame.scale[0], "its far end is seen, too"


def test_it_is_never_picked(viewer, box):
    viewer.mesh, viewer.ghost = box(), box((60.0, 20.0, 10.0))
    viewer.view("front")
    camera, renderer = viewer._scene.camera, viewer._scene.renderer
    eye = {"position": camera.position, "quaternion": camera.quaternion, "fov": camera.fov}
    eye |= {"width": renderer.width, "height": renderer.height}
    viewer._click({"at": (0.5, 0.5), "eye": eye})
    assert [pick.kind for pick in viewer.selection] == ["face"]
    viewer._click({"at": (0.95, 0.5), "eye": eye})
    assert viewer.selection == [], "there is nothing but the ghost"


def test_sections_cut_it_with_the_model(viewer, box):
    viewer.mesh, viewer.ghost = box(), box((40.0, 20.0, 10.0))
    viewer.planes, viewer.cut = [Plane((1, 0, 0), 5.0)], True
    materials = viewer._scene.materials
    assert materials.ghost.clippingPlanes == materials.ghost_edge.clippingPlanes == materials.plain.clippingPlanes != ()


def test_it_is_not_drawn_while_parts_stand_apart(viewer, box):
    viewer.mesh, viewer.ghost = box(), box((40.0, 20.0, 10.0))
    viewer.spread = 0.5
    assert ghosts(viewer) == []
    viewer.spread = 0.0
    assert len(ghosts(viewer)) == 2


@pytest.mark.parametrize("empty", [None, Mesh(np.zeros((0, 3)), np.zeros((0, 3), int))])
def test_a_ghost_that_goes_leaves_no_widget_behind(empty, viewer, box, alive):
    viewer.mesh = box()
    before = alive()
    for width in (31.0, 32.0, 33.0):
        viewer.ghost = box((width, 20.0, 10.0))
    viewer.ghost = empty
    assert ghosts(viewer) == []
    assert alive() == before
    viewer.ghost = box((40.0, 20.0, 10.0))
    viewer.close()
    assert alive() == 0


def test_another_model_under_the_same_ghost_sends_nothing_of_the_ghost(viewer, box):
    viewer.mesh, viewer.ghost = box(), box((40.0, 20.0, 10.0))
    before = ghosts(viewer)
    viewer.mesh = box((35.0, 20.0, 10.0))
    assert all(one is other for one, other in zip(ghosts(viewer), before, strict=True))


def test_anything_but_a_mesh_is_refused(viewer):
    with pytest.raises(TraitError):
        viewer.ghost = "bracket.stl"
