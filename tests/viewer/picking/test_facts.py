"""What triangles tell of a picked thing, beside what formulas say."""

from __future__ import annotations

from dataclasses import replace
from math import cos, pi, sin

import numpy as np
import pytest

from cadwidgets.contract.measures import Measurement
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.parts import parts_of
from cadwidgets.viewer.picking import Pickable, facts_of, measured
from cadwidgets.viewer.picking.fitting import fit_curve, fit_surface


def _pick(mesh, eye, point, want="face"):
    parts = parts_of(mesh)
    picked = Pickable(mesh, parts).pick(eye, tuple(eye.project([point])[0][0]), want)
    return facts_of(mesh, parts, picked)


def _turn(mesh, size=1.0, at=(0.0, 0.0, 0.0)):
    """The mesh turned about two axes, at another size, somewhere else."""
    a, b = 0.7, 0.4
    turn = np.array([(cos(a), -sin(a), 0), (sin(a), cos(a), 0), (0, 0, 1)]) @ [
        (1, 0, 0),
        (0, cos(b), -sin(b)),
        (0, sin(b), cos(b)),
    ]
    edges = None if mesh.edges is None else mesh.edges.astype(float) @ turn.T * size + at
    return replace(mesh, vertices=mesh.vertices.astype(float) @ turn.T * size + at, edges=edges), turn


def test_a_flat_face_tells_its_outward_normal_its_area_and_its_middle(cell, eye_on):
    mesh = cell()
    facts = _pick(mesh, eye_on(mesh), (20, 8, 10))
    assert (facts.kind, facts.type, facts.part, facts.area) == ("face", "PLANE", "cell", 600.0)
    assert facts.center == pytest.approx((15, 10, 10))
    assert facts.direction == (0, 0, 1)
    assert (facts.radius, facts.volume, facts.length) == (None, None, None)
    bottom = _pick(mesh, eye_on(mesh, "bottom"), (15, 10, 0))
    assert bottom.direction == (0, 0, -1)


@pytest.mark.parametrize(("size", "at"), [(1.0, 0.0), (1e-6, 0.0), (1e5, 0.0), (1.0, 1000.0)])
@pytest.mark.parametrize("sides", [24, 100])
def test_the_wall_of_a_tube_is_a_cylinder(tube, size, at, sides):
    mesh, turn = _turn(tube(5.0, 20.0, sides), size, (at, -at, at))
    fit = fit_surface(mesh.vertices[mesh.triangles[mesh.faces == 0]].astype(float))
    assert fit.type == "CYLINDER"
    noise = 1e-5 + 1e-7 * at
    assert fit.radius == pytest.approx(5.0 * size, rel=noise)
    assert abs(fit.direction @ turn[:, 2]) == pytest.approx(1.0, abs=1e-9 + noise**2)
    off_axis = np.cross(fit.point - (at, -at, at), turn[:, 2])
    assert np.linalg.norm(off_axis) <= 5.0 * size * noise


def test_a_picked_cylinder_tells_the_area_of_its_triangles(tube, eye_on):
    mesh = tube(5.0, 20.0, 48)
    facts = _pick(mesh, eye_on(mesh, "front"), (0, -5, 10))
    assert (facts.type, facts.radius) == ("CYLINDER", pytest.approx(5.0))
    assert facts.center == pytest.approx((0, 0, 10), abs=1e-5)
    deflection = 5 * (1 - cos(pi / 48))
    assert 2 * pi * (5 - deflection) * 20 <= facts.area <= 2 * pi * 5 * 20


def test_half_a_cylinder_and_the_wall_of_a_hole_are_cylinders_too(tube):
    mesh = tube(5.0, 20.0, 48)
    wall = mesh.vertices[mesh.triangles[mesh.faces == 0]].astype(float)
    for corners in (wall[wall.mean(axis=1)[:, 0] > 0], wall[:, ::-1]):
        fit = fit_surface(corners)
        assert (fit.type, fit.radius) == ("CYLINDER", pytest.approx(5.0, rel=1e-5))


def test_a_ball_is_a_sphere_around_its_centre(ball, eye_on):
    mesh, _ = _turn(ball(10.0), at=(100.0, 0.0, 50.0))
    facts = _pick(mesh, eye_on(mesh), (100, 0, 50))
    assert (facts.type, facts.radius) == ("SPHERE", pytest.approx(10.0, rel=1e-5))
    assert facts.center == pytest.approx((100, 0, 50), abs=1e-4)
    assert facts.direction is None


@pytest.mark.parametrize("wider", [1.02, 1.3, 3.0])
def test_a_cone_is_neither_a_cylinder_nor_a_sphere(tube, wider):
    mesh = tube()
    points = mesh.vertices.astype(float)
    points[:, :2] *= np.where(points[:, 2:] > 0, wider, 1.0)
    assert fit_surface(points[mesh.triangles[mesh.faces == 0]]) is None


def test_a_bent_sheet_of_no_simple_shape_is_a_face(eye_on):
    x, y = np.meshgrid(np.linspace(0, 1, 12), np.linspace(0, 1, 12), indexing="ij")
    here = np.arange(144).reshape(12, 12)
    quads = np.stack((here[:-1, :-1], here[1:, :-1], here[1:, 1:], here[:-1, 1:]), axis=-1).reshape(-1, 4)
    points = np.stack((x, y, 0.3 * x * y + 0.2 * x**3), axis=-1).reshape(-1, 3)
    mesh = Mesh(points, np.concatenate((quads[:, :3], quads[:, [0, 2, 3]])))
    facts = _pick(mesh, eye_on(mesh, "top"), (0.5, 0.5, 0.1))
    assert (facts.type, facts.direction, facts.radius) == ("FACE", None, None)
    assert 1.0 < facts.area < 1.3


def test_a_straight_edge_tells_its_length_and_direction(cell, eye_on):
    mesh = cell()
    facts = _pick(mesh, eye_on(mesh), (15, 0, 10), "edge")
    assert (facts.type, facts.length) == ("LINE", 30.0)
    assert np.abs(facts.direction) == pytest.approx((1, 0, 0))
    assert facts.center == pytest.approx((15, 0, 10))
    assert sorted(facts.path) == [(0, 0, 10), (30, 0, 10)]


@pytest.mark.parametrize("at", [0.0, 1000.0])
def test_a_circle_tells_what_it_is_of_and_not_what_its_chords_are(tube, eye_on, at):
    mesh = tube(5.0, 20.0, 24, at=(at, 0.0, 0.0))
    facts = _pick(mesh, eye_on(mesh, "top"), (at + 5, 0, 20), "edge")
    assert facts.type == "CIRCLE"
    assert facts.radius == pytest.approx(5.0, rel=1e-5)
    assert facts.length == pytest.approx(2 * pi * 5, rel=1e-5)
    assert facts.center == pytest.approx((at, 0, 20), abs=1e-4)
    assert np.abs(facts.direction) == pytest.approx((0, 0, 1), abs=1e-5)
    assert (len(facts.path), facts.path[0]) == (25, facts.path[-1])


def test_a_helix_is_a_curve_and_three_points_are_no_circle():
    angles = np.linspace(0, 5, 40)
    assert fit_curve(np.stack((np.cos(angles), np.sin(angles), 0.2 * angles), axis=1)) is None
    assert fit_curve(np.array([(0.0, 0, 0), (1, 0.2, 0), (2, 0, 0)])) is None


def test_a_vertex_is_where_it_is(cell, eye_on):
    mesh = cell()
    facts = _pick(mesh, eye_on(mesh), (30, 0, 10), "vertex")
    assert (facts.kind, facts.type, facts.part, facts.center) == ("vertex", "VERTEX", "cell", (30, 0, 10))


def test_a_closed_part_tells_its_volume_and_its_centre_of_mass(cell, tube, eye_on):
    mesh = cell(at=(1000.0, 0.0, 0.0))
    facts = _pick(mesh, eye_on(mesh), (1015, 10, 10), "part")
    assert (facts.type, facts.part) == ("PART", "cell")
    assert (facts.volume, facts.area) == (pytest.approx(6000), pytest.approx(2200))
    assert facts.center == pytest.approx((1015, 10, 5))
    cone = tube(3.0, 8.0)
    points = cone.vertices.copy()
    points[points[:, 2] > 0, :2] = 0.0
    facts = _pick(replace(cone, vertices=points), eye_on(cone, "bottom"), (1, 1, 0), "part")
    assert facts.center == pytest.approx((0, 0, 2), abs=1e-5), "a quarter of its height"


def test_an_open_part_has_no_volume(cell, eye_on):
    mesh = cell()
    facts = _pick(replace(mesh, triangles=mesh.triangles[:-2], faces=None, groups=()), eye_on(mesh), (15, 0, 5), "part")
    assert (facts.volume, facts.area, facts.part) == (None, pytest.approx(1600), "")


def test_measures_of_triangles_say_so_and_go_through_json(cell, eye_on):
    mesh = cell()
    parts, eye = parts_of(mesh), eye_on(mesh)
    picks = [Pickable(mesh, parts).pick(eye, tuple(eye.project([(15, y, 10)])[0][0])) for y in (10, 0)]
    both = measured(mesh, parts, picks)
    assert not both.exact
    assert [facts.type for facts in both.facts] == ["PLANE", "LINE"]
    assert both.relation.distance == 0
    assert measured(mesh, parts, picks[:1]).relation is None
    assert Measurement.from_json(both.to_json()) == both
