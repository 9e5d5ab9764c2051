"""What is picked at a pixel, and what is highlighted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cadwidgets.contract.picks import Pick
from cadwidgets.errors import RequestError
from cadwidgets.geometry.grouping import joined
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.viewer.camera import VIEWS
from cadwidgets.viewer.parts import parts_of, spread
from cadwidgets.viewer.picking import Pickable

_TOP = 5  # of the faces of a box: see its fixture


def _pixel(eye, point, right=0.0, down=0.0):
    x, y = eye.project([point])[0][0]
    return x + right, y + down


@pytest.fixture
def three(cell) -> Mesh:
    """A lid on the left, a body, and a foot on the right, which share no face number."""
    return joined([cell(name, (8, 8, 8), at=(10 * n, 0, 0)) for n, name in enumerate(("lid", "body", "foot"))])


def test_the_middle_of_a_face_is_the_face_near_a_corner_the_vertex_and_near_an_edge_the_edge(cell, eye_on):
    mesh = cell()
    eye, pickable = eye_on(mesh), Pickable(mesh, parts_of(mesh))
    face = pickable.pick(eye, _pixel(eye, (15, 10, 10)))
    assert face.pick.kind == "face"
    assert face.pick.number == _TOP
    assert face.pick.point == pytest.approx((15, 10, 10))
    assert mesh.faces[face.triangles].tolist() == [_TOP, _TOP]
    vertex = pickable.pick(eye, _pixel(eye, (30, 0, 10), 3, 4))
    assert vertex.pick == Pick("vertex", 0, (30.0, 0.0, 10.0))
    assert vertex.points.tolist() == [[30, 0, 10]]
    edge = pickable.pick(eye, _pixel(eye, (15, 0, 10), 0, 3))
    assert (edge.pick.kind, edge.pick.number) == ("edge", -1)
    assert edge.pick.point[1:] == pytest.approx((0, 10))
    assert edge.pick.point[0] == pytest.approx(15, abs=0.5)
    assert np.sort(edge.segments[0], axis=0).tolist() == [[0, 0, 10], [30, 0, 10]]
    assert pickable.pick(eye, _pixel(eye, (15, 0, 10), 0, 7)).pick.kind == "face", "farther than 5 pixels"
    assert pickable.pick(eye, _pixel(eye, (30, 0, 10), 0, 9)).pick.kind != "vertex", "farther than 7 pixels"


def test_what_is_wanted_is_picked_or_nothing(cell, eye_on):
    mesh = cell()
    eye, pickable = eye_on(mesh), Pickable(mesh, parts_of(mesh))
    corner, middle = _pixel(eye, (30, 0, 10), -1, 1), _pixel(eye, (15, 10, 10))
    kinds = ("face", "edge", "vertex", "part")
    assert [pickable.pick(eye, corner, want=kind).pick.kind for kind in kinds] == list(kinds)
    assert [bool(pickable.pick(eye, middle, want=kind)) for kind in kinds] == [True, False, False, True]
    assert pickable.pick(eye, middle, want="part").triangles.tolist() == list(range(12))
    with pytest.raises(RequestError, match="solid"):
        pickable.pick(eye, middle, want="solid")


def test_the_background_is_nothing(cell, eye_on):
    mesh = cell()
    assert Pickable(mesh, parts_of(mesh)).pick(eye_on(mesh), (3.0, 3.0)) is None


def test_in_an_empty_mesh_and_in_one_of_a_flat_triangle_nothing_is_picked(box, eye_on):
    eye = eye_on(box((1.0, 1.0, 1.0)))
    for mesh in (Mesh(np.zeros((0, 3)), np.zeros((0, 3))), Mesh(np.zeros((3, 3)), [(0, 1, 2)])):
        for want in ("any", "face", "part", "edge", "vertex"):
            assert Pickable(mesh).pick(eye, (360.0, 240.0), want) is None


@pytest.mark.parametrize("bare", [False, True])
def test_edges_and_vertices_behind_the_front_are_not_picked(cell, soup, eye_on, bare):
    mesh = cell()
    eye = eye_on(mesh)
    mesh = soup(mesh) if bare else mesh
    pickable = Pickable(mesh, parts_of(mesh))
    for hidden in [(0, 20, 0), (10, 20, 0), (0, 20, 5), (0, 10, 0)]:
        assert pickable.pick(eye, _pixel(eye, hidden)).pick.kind == "face"
        assert pickable.pick(eye, _pixel(eye, hidden), want="edge") is None
        assert pickable.pick(eye, _pixel(eye, hidden), want="vertex") is None


def test_a_thin_plate_hides_its_other_side(cell, eye_on):
    mesh = cell(size=(100.0, 100.0, 1.0))
    eye, pickable = eye_on(mesh, "top"), Pickable(mesh, parts_of(mesh))
    assert pickable.pick(eye, _pixel(eye, (50, 0, 1))).pick.point[2] == pytest.approx(1)
    assert pickable.pick(eye, _pixel(eye, (100, 100, 1))).pick.point == (100, 100, 1)


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("size", [(1.0, 1.0, 1.0), (40.0, 30.0, 2.0)])
def test_every_face_of_a_box_is_picked_from_its_side_with_its_whole_area(cell, soup, eye_on, bare, size):
    mesh = cell(size=size)
    x, y, z = size
    areas = {"left": y * z, "right": y * z, "front": x * z, "back": x * z, "top": x * y, "bottom": x * y}
    model = soup(mesh) if bare else mesh
    pickable = Pickable(model, parts_of(model))
    seen = set()
    for view, area in areas.items():
        picked = pickable.pick(eye_on(mesh, view), (360.0, 240.0))
        highlight = pickable.highlight(picked)
        assert highlight.mesh.area == pytest.approx(area)
        assert len(highlight.mesh.vertices) == (6 if bare else 4)
        assert picked.pick.number == -1 if bare else picked.pick.number >= 0
        seen.add(tuple(picked.triangles))
    assert len(seen) == 6


def test_an_open_shell_is_picked_from_both_sides(eye_on):
    mesh = Mesh([(0, 0, 0), (10, 0, 0), (10, 10, 0), (0, 10, 0)], [(0, 1, 2), (0, 2, 3)])
    pickable = Pickable(mesh)
    for view in ("top", "bottom"):
        assert pickable.pick(eye_on(mesh, view), (360.0, 240.0)).pick.point == pytest.approx((5, 5, 0))


def test_a_ball_of_an_stl_is_one_face(ball, soup, eye_on):
    mesh = soup(ball())
    picked = Pickable(mesh).pick(eye_on(mesh), (380.0, 250.0))
    assert picked.pick.kind == "face"
    assert len(picked.triangles) == len(mesh.triangles)


def test_an_l_shape_of_an_stl_has_eight_faces(eye_on):
    outline = np.array([(0, 0), (20, 0), (20, 5), (5, 5), (5, 20), (0, 20)])
    points = np.concatenate([np.column_stack((outline, np.full(6, z))) for z in (0, 10)])
    walls = [half for a in range(6) for b in [(a + 1) % 6] for half in ((a, b, b + 6), (a, b + 6, a + 6))]
    top = np.array([(0, 1, 2), (0, 2, 3), (0, 3, 5), (3, 4, 5)])
    triangles = np.concatenate((walls, top + 6, top[:, ::-1]))
    mesh = Mesh(points[triangles].reshape(-1, 3), np.arange(3 * len(triangles)).reshape(-1, 3))
    assert mesh.is_watertight
    pickable = Pickable(mesh)
    faces = {tuple(pickable.body.face(number)) for number in range(len(triangles))}
    assert sorted(map(len, faces)) == [2, 2, 2, 2, 2, 2, 4, 4]
    picked = pickable.pick(eye_on(mesh, "top"), _pixel(eye_on(mesh, "top"), (3, 12, 10)))
    assert pickable.highlight(picked).mesh.area == pytest.approx(20 * 5 + 5 * 15)


def test_faces_are_numbered_within_their_part_whatever_is_hidden(three, eye_on):
    parts = parts_of(three)
    eye, pickable = eye_on(three, "front"), Pickable(three, parts)
    for hidden in ((), ("lid",), ("lid", "body"), ("foot",)):
        for number, part in enumerate(parts):
            picked = pickable.pick(eye, _pixel(eye, (10 * number + 4, 0, 4)), hidden=hidden)
            if part.path in hidden:
                assert picked is None
            else:
                assert (picked.pick.part, picked.pick.number) == (number, 2)
                assert (three.faces[picked.triangles] == 6 * number + 2).all()


def test_a_hidden_part_hides_nothing_and_none_of_its_edges_is_picked(three, eye_on):
    eye, pickable = eye_on(three, "right"), Pickable(three, parts_of(three))
    assert pickable.pick(eye, (360.0, 240.0)).pick.part == 2
    assert pickable.pick(eye, (360.0, 240.0), hidden=("foot",)).pick.part == 1
    front = eye_on(three, "front")
    corner = _pixel(front, (28, 0, 8))
    assert pickable.pick(front, corner).pick.kind == "vertex"
    assert pickable.pick(front, corner, hidden=("foot",)) is None


def test_parts_that_stand_apart_are_picked_where_they_are_drawn_and_told_in_the_models_coordinates(three, eye_on):
    parts = parts_of(three)
    pickable, apart = Pickable(three, parts), spread(three, parts, 0.5)
    eye = eye_on(apart, "front")
    face = pickable.pick(eye, _pixel(eye, (4 - 5, 0, 4)), apart=0.5)
    assert (face.pick.part, face.pick.number) == (0, 2)
    assert face.pick.point == pytest.approx((4, 0, 4), abs=1e-6)
    assert pickable.highlight(face, apart=0.5).mesh.bounding_box == pytest.approx((-5, 0, 0, 3, 0, 8))
    assert pickable.highlight(face).mesh.bounding_box == pytest.approx((0, 0, 0, 8, 0, 8))
    assert pickable.highlight(face, hidden=("lid",)).mesh is None
    vertex = pickable.pick(eye, _pixel(eye, (33, 0, 8)), apart=0.5)
    assert vertex.pick == Pick("vertex", 2, (28.0, 0.0, 8.0))
    assert pickable.highlight(vertex, apart=0.5).points.tolist() == [[33, 0, 8]]
    edge = pickable.pick(eye, _pixel(eye, (-5, 0, 4)), apart=0.5, hidden=("foot",))
    assert edge.pick.point == pytest.approx((0, 0, 4), abs=0.1)
    assert pickable.highlight(edge, apart=0.5).segments[0, :, 0].tolist() == [-5, -5]


def test_parts_that_touch_keep_their_own_edges_and_faces(box, soup, eye_on):
    mesh = joined([box((10, 10, 10), at=(10 * n, 0, 0), groups=(Group(f"{n}", 0, 12),)) for n in range(2)])
    pickable, eye = Pickable(soup(mesh), parts_of(mesh)), eye_on(mesh)
    for number in range(2):
        picked = pickable.pick(eye, _pixel(eye, (10 * number + 5, 5, 10)))
        assert picked.pick.part == number
        assert len(picked.triangles) == 2
        edge = pickable.pick(eye, _pixel(eye, (10 * number + 5, 0, 10)), want="edge")
        assert edge.pick.part == number
        assert len(edge.segments) == 1


@pytest.mark.parametrize("view", [*VIEWS, (0.3, -0.7, 0.4)])
@pytest.mark.parametrize(("size", "at"), [(1e-6, 0.0), (1.0, 0.0), (1e6, 0.0), (1.0, 5e4), (1e-6, 0.5)])
def test_points_lie_on_the_surface_however_large_the_model_is_and_wherever_it_stands(cell, eye_on, view, size, at):
    mesh = cell(size=(size, size, size), at=(at, -at, at))
    low, high = np.array(mesh.bounding_box).reshape(2, 3)
    pickable, eye = Pickable(mesh, parts_of(mesh)), eye_on(mesh, view)
    kinds = set()
    for x in np.linspace(250, 470, 12):
        for y in np.linspace(130, 350, 11):
            picked = pickable.pick(eye, (x, y))
            if picked is not None:
                kinds.add(picked.pick.kind)
                off = np.minimum(np.abs(picked.pick.point - low), np.abs(picked.pick.point - high))
                assert off.min() <= 1e-6 * size
                assert (picked.pick.point >= low - 1e-6 * size).all()
                assert (picked.pick.point <= high + 1e-6 * size).all()
    assert "face" in kinds


def test_what_is_nearer_than_the_near_plane_is_not_picked_and_what_reaches_before_it_is(cell, eye_on):
    mesh = cell(size=(100.0, 100.0, 2.0))
    eye = replace(eye_on(mesh, (0.0, -1.0, 0.02)), position=(0.7, 0.0, 0.03))
    pickable = Pickable(mesh, parts_of(mesh))
    picked = pickable.pick(eye, (360.0, 300.0))
    assert picked.pick.number == _TOP, "the camera stands above the plate, whose triangles reach behind it"
    edge = pickable.pick(eye, _pixel(eye, (100, 90, 2)), want="edge")
    assert sorted(edge.segments[0, :, 1]) == [0, 100]
    assert edge.pick.point == pytest.approx((100, 90, 2), abs=1.0)
    assert pickable.pick(replace(eye, near=50.0), (360.0, 300.0)) is None
