"""The viewer as a widget: what its traits do, what it keeps, what it gives back."""

from __future__ import annotations

import ipywidgets
import numpy as np
import pytest
import pythreejs as three
from traitlets import TraitError

from cadwidgets.errors import GeometryError, RequestError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.viewer import Viewer

EMPTY = Mesh(np.zeros((0, 3)), np.zeros((0, 3), np.uint32))
TRIANGLE = Mesh(np.array([(0.0, 0.0, 0.0), (2.0, 0.0, 0.0), (0.0, 1.0, 0.0)]), np.array([(0, 1, 2)]))


def _all(widget, kind):
    """Every widget of a kind below ``widget``."""
    found = [widget] if isinstance(widget, kind) else []
    return found + [part for child in getattr(widget, "children", ()) for part in _all(child, kind)]


def _scene(viewer) -> three.Renderer:
    return _all(viewer, three.Renderer)[0]


def _drawn(viewer, kind):
    return _all(_scene(viewer).scene, kind)


def _text(viewer) -> str:
    return " ".join(html.value for html in _all(viewer, ipywidgets.HTML) if "<style>" not in html.value)


def _press(viewer, label) -> None:
    button = next(b for b in _all(viewer, ipywidgets.Button) if b.description == label)
    button.click()


def _camera(viewer):
    renderer = _scene(viewer)
    return renderer.camera.position, renderer.camera.quaternion, renderer.controls[0].target


@pytest.mark.long
def test_fifty_swaps_leave_the_number_of_widgets_as_it_was(viewer, box, alive):
    counts = []
    for width in range(50):
        viewer.mesh = box((30.0 + width, 20.0, 10.0))
        counts.append(alive())
    assert counts[-1] == counts[25], "every object has its spare by then, and no more"


def test_a_swap_leaves_the_camera_where_the_user_put_it(viewer, box):
    viewer.mesh = box()
    _scene(viewer).camera.position = (5.0, 1.0, 2.0)
    before = _camera(viewer)
    viewer.mesh = box((300.0, 20.0, 10.0))
    assert _camera(viewer) == before
    viewer.mesh = None
    viewer.mesh = box()
    assert _camera(viewer) == before


def test_the_first_mesh_with_triangles_is_fitted(viewer, box):
    viewer.mesh = EMPTY
    frame = _drawn(viewer, three.Group)[0]
    before = frame.scale
    viewer.mesh = box((3.0, 4.0, 12.0))
    assert frame.scale == pytest.approx((1 / 6.5,) * 3)
    assert frame.scale != before


def test_a_model_is_one_mesh_and_one_set_of_lines(viewer, box):
    viewer.grid = False
    viewer.mesh = box()
    assert (len(_drawn(viewer, three.Mesh)), len(_drawn(viewer, three.LineSegments))) == (1, 1)
    viewer.edges = False
    assert (len(_drawn(viewer, three.Mesh)), len(_drawn(viewer, three.LineSegments))) == (1, 0)
    viewer.grid = True
    assert (len(_drawn(viewer, three.Mesh)), len(_drawn(viewer, three.LineSegments))) == (1, 2)


def test_toggling_edges_does_not_send_the_mesh_again(viewer, box):
    viewer.mesh = box()
    mesh = _drawn(viewer, three.Mesh)[0]
    viewer.edges = False
    viewer.edges = True
    assert _drawn(viewer, three.Mesh)[0] is mesh


def test_the_edges_of_the_mesh_come_before_its_creases(viewer, box):
    viewer.grid = False
    viewer.mesh = box(edges=np.float32([[(0, 0, 0), (1, 0, 0)]]))
    (lines,) = _drawn(viewer, three.LineSegments)
    assert len(lines.geometry.attributes["position"].array) == 2
    viewer.mesh = box()
    (lines,) = _drawn(viewer, three.LineSegments)
    assert len(lines.geometry.attributes["position"].array) == 2 * 12


@pytest.mark.parametrize("mesh", [None, EMPTY], ids=["none", "empty"])
def test_without_triangles_there_is_a_grid_and_a_word(viewer, box, mesh):
    viewer.mesh = box()
    viewer.mesh = mesh
    assert _drawn(viewer, three.Mesh) == []
    assert len(_drawn(viewer, three.LineSegments)) == 2
    assert ("No model yet" if mesh is None else "no faces") in _text(viewer)


@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e6])
def test_one_triangle_is_a_model(viewer, scale):
    viewer.mesh = Mesh(TRIANGLE.vertices * np.float32(scale), TRIANGLE.triangles)
    assert len(_drawn(viewer, three.Mesh)) == 1
    viewer.fit()


def test_points_in_one_place_are_no_trouble(viewer):
    viewer.mesh = Mesh(np.full((3, 3), 7.0), np.array([(0, 1, 2)]))
    viewer.view("top")
    assert np.isfinite(_camera(viewer)[0]).all()


def test_a_stale_model_is_grey_until_it_is_fresh_again(viewer, box):
    viewer.mesh = box()
    stage = next(b for b in _all(viewer, ipywidgets.Box) if _scene(viewer) in b.children)
    assert "cadwidgets-viewer-stale" not in stage._dom_classes
    viewer.stale = True
    assert "cadwidgets-viewer-stale" in stage._dom_classes
    assert "Out of date" in _text(viewer)
    viewer.stale = False
    assert "cadwidgets-viewer-stale" not in stage._dom_classes
    assert "Out of date" not in _text(viewer)


def test_the_label_names_the_grid_step_and_the_unit(viewer, box):
    viewer.mesh = box((95.0, 20.0, 10.0))
    assert "Grid 10 mm" in _text(viewer)
    viewer.mesh = box((0.4, 0.2, 0.1), unit="in")
    assert "Grid 0.05 in" in _text(viewer)
    viewer.grid = False
    assert "Grid" not in _text(viewer)


def test_a_caption_is_text_never_markup(viewer):
    viewer.caption = "<script>alert(1)</script> & more"
    assert "<script>" not in _text(viewer)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in _text(viewer)


def test_buttons_and_toggles_do_what_methods_and_traits_do(viewer, box):
    viewer.mesh = box()
    _press(viewer, "Top")
    assert _camera(viewer)[0][2] > 3.0
    _press(viewer, "Front")
    front = _camera(viewer)
    viewer.view("front")
    assert _camera(viewer) == front
    toggles = {toggle.description: toggle for toggle in _all(viewer, ipywidgets.ToggleButton)}
    toggles["Grid"].value = False
    assert viewer.grid is False
    viewer.edges = False
    assert toggles["Edges"].value is False


def test_every_button_has_a_label_and_a_tooltip(viewer):
    for button in _all(viewer, (ipywidgets.Button, ipywidgets.ToggleButton)):
        assert button.description
        assert button.tooltip


def test_the_picture_follows_width_and_height(viewer):
    viewer.width, viewer.height = 400, 200
    renderer = _scene(viewer)
    assert (renderer.width, renderer.height, renderer.camera.aspect) == (400, 200, 2.0)


def test_the_color_is_that_of_the_material(viewer, box):
    viewer.mesh = box()
    viewer.color = "#cc8844"
    assert _drawn(viewer, three.Mesh)[0].material.color == "#cc8844"


def test_an_unknown_keyword_is_a_type_error():
    with pytest.raises(TypeError, match="edge_color"):
        Viewer(edge_color="red")


@pytest.mark.parametrize(("trait", "value"), [("height", 0), ("color", "reddish"), ("width", -1), ("grid", "yes")])
def test_a_wrong_value_is_refused_and_leaves_no_widget_behind(trait, value, alive):
    before = alive()
    with pytest.raises(TraitError):
        Viewer(**{trait: value})
    assert alive() == before


def test_an_unknown_view_names_the_known_ones(viewer):
    with pytest.raises(RequestError) as raised:
        viewer.view("upside")
    assert "iso" in raised.value.allowed


def test_close_gives_back_every_widget(box, alive):
    before = alive()
    viewer = Viewer(box())
    viewer.mesh = box((1.0, 1.0, 1.0))
    viewer.close()
    assert alive() == before


def test_a_closed_viewer_draws_no_more(box, alive):
    viewer = Viewer(box())
    viewer.close()
    before = alive()
    viewer.mesh = box((1.0, 1.0, 1.0))
    assert alive() == before


@pytest.mark.parametrize("model", ["nowhere.stl", b"this is no mesh", {1}])
def test_a_model_that_is_refused_leaves_no_widget_behind(model, alive):
    before = alive()
    with pytest.raises((OSError, GeometryError, TypeError)):
        Viewer(model)
    assert alive() == before


def test_the_picture_is_as_wide_as_its_place_and_follows_it(viewer):
    renderer = _scene(viewer)
    assert viewer.layout.width == "100%"
    viewer._beside.room = 1010
    assert (renderer.width, renderer.camera.aspect) == (1010, pytest.approx(1010 / 480))
    viewer._beside.room = 390
    assert (renderer.width, renderer.height) == (390, 468), "and not much taller than it is wide"
    viewer.width = 300
    assert (renderer.width, viewer.layout.width) == (300, "300px")
    viewer.width = 0
    assert renderer.width == 390


def test_a_picture_of_a_given_width_is_no_wider_than_its_place():
    viewer = Viewer(width=500, height=400)
    assert (_scene(viewer).width, _scene(viewer).height) == (500, 400)
    viewer._beside.room = 390
    assert (_scene(viewer).width, _scene(viewer).height) == (390, 312), "smaller, and all of it"
    assert (viewer.width, viewer.height) == (500, 400)


def test_toggles_change_how_triangles_are_drawn_and_nothing_else(viewer, box):
    viewer.mesh = box()
    mesh = _drawn(viewer, three.Mesh)[0]
    material = mesh.material
    for label, trait in (("Clear", "clear"), ("Wires", "wires"), ("Flat", "flat")):
        setattr(viewer, trait, True)
        assert next(b for b in _all(viewer, ipywidgets.ToggleButton) if b.description == label).value
    assert (material.transparent, material.wireframe, material.flatShading) == (True, True, True)
    assert material.opacity < 1
    viewer.clear = viewer.wires = viewer.flat = False
    assert (material.transparent, material.opacity, material.wireframe, material.flatShading) == (
        False,
        1,
        False,
        False,
    )
    assert _drawn(viewer, three.Mesh)[0] is mesh


def test_lengths_are_told_in_inches_when_somebody_likes_that_and_steps_stay_round(viewer, box):
    viewer.mesh = box((250.0, 20.0, 10.0), unit="mm")
    assert "Grid 50 mm" in _text(viewer)
    viewer.inches = True
    assert "Grid 1 in" in _text(viewer)
    lines = next(drawn for drawn in _drawn(viewer, three.LineSegments) if drawn.material.transparent)
    across = np.unique(lines.geometry.attributes["position"].array[:, 0])
    assert np.diff(across) == pytest.approx(25.4, rel=1e-5)
    viewer.mesh = box((250.0, 20.0, 10.0), unit="in")
    assert "Grid 50 in" in _text(viewer)


def test_a_unit_that_nobody_knows_stays_as_it_is(box):
    assert "Grid 5 cubits" in _text(Viewer(box(), unit="cubits", inches=True))
