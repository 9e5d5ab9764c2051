"""How two picked things stand to each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cadwidgets.geometry.grouping import joined
from cadwidgets.geometry.mesh import Group
from cadwidgets.viewer.parts import parts_of
from cadwidgets.viewer.picking import Pickable, relation_of


@pytest.fixture
def pick(eye_on):
    """``pick(mesh, view, point, want)``."""

    def picked(mesh, view, point, want="any"):
        eye = eye_on(mesh, view)
        return Pickable(mesh, parts_of(mesh)).pick(eye, tuple(eye.project([point])[0][0]), want)

    return picked


def test_the_top_and_the_bottom_of_a_box_are_parallel_and_its_height_apart(cell, pick):
    mesh = cell()
    found = relation_of(mesh, pick(mesh, "top", (15, 10, 10)), pick(mesh, "bottom", (15, 10, 0)))
    assert (found.distance, found.angle, found.centers, found.axes) == (10.0, 0.0, 10.0, None)
    assert found.start[:2] == found.end[:2]
    assert (found.start[2], found.end[2]) == (10, 0)


def test_two_sides_of_a_box_meet_at_a_right_angle(cell, pick):
    mesh = cell()
    found = relation_of(mesh, pick(mesh, "top", (15, 10, 10)), pick(mesh, "front", (15, 0, 5)))
    assert (found.distance, found.angle) == (0.0, 90.0)


def test_a_line_has_its_angle_to_a_plane_itself_and_to_another_line(cell, pick):
    mesh = cell()
    top, side = pick(mesh, "top", (15, 10, 10)), pick(mesh, "right", (30, 10, 5))
    edge, other = pick(mesh, "iso", (15, 0, 10), "edge"), pick(mesh, "iso", (30, 10, 10), "edge")
    assert relation_of(mesh, edge, top).angle == pytest.approx(0)
    assert relation_of(mesh, side, edge).angle == pytest.approx(90)
    assert relation_of(mesh, edge, other).angle == pytest.approx(90)


def test_a_vertex_has_a_distance_and_no_angle(cell, pick):
    mesh = cell()
    vertex, edge = pick(mesh, "iso", (30, 0, 10)), pick(mesh, "back", (0, 20, 5), "edge")
    found = relation_of(mesh, vertex, edge)
    assert found.distance == pytest.approx(np.hypot(30, 20))
    assert (found.start, found.angle) == ((30, 0, 10), None)
    assert found.end == pytest.approx((0, 20, 10))


def test_a_ball_is_as_far_from_a_plane_as_its_deflection_allows(ball, cell, pick):
    plate = cell("plate", (60.0, 60.0, 1.0), at=(-30.0, -30.0, -16.0))
    globe = ball(10.0, 40)
    globe = replace(globe, groups=(Group("ball", 0, len(globe.triangles), part=0),))
    mesh = joined([plate, globe])
    found = relation_of(mesh, pick(mesh, "top", (25, 25, -15)), pick(mesh, "top", (0, 0, 10)))
    deflection = 10 * (1 - np.cos(np.pi / 80))
    assert 5.0 <= found.distance + 1e-6 <= 5.0 + deflection + 1e-5
    assert found.start[2] == pytest.approx(-15)


def test_parallel_axes_have_a_distance(tube, pick):
    groups = (Group("a", 0, 192, edges=(0, 96), part=0),)
    mesh = joined([replace(tube(5.0, 20.0, 48, at=(x, 0.0, 0.0)), groups=groups) for x in (0.0, 17.0)])
    walls = [pick(mesh, "front", (x, -5, 10)) for x in (0, 17)]
    found = relation_of(mesh, *walls)
    assert found.axes == pytest.approx(17, abs=1e-4)
    assert found.angle == pytest.approx(0, abs=1e-3)
    assert found.distance == pytest.approx(7, abs=1e-5), "corners of both look at each other"
    circle = pick(mesh, "top", (0, -5, 20), "edge")
    assert relation_of(mesh, circle, walls[1]).axes == pytest.approx(17, abs=1e-4)
    assert relation_of(mesh, pick(mesh, "top", (1, 1, 20)), walls[0]).axes is None


def test_whole_parts_are_as_far_apart_as_they_stand(cell, pick):
    mesh = joined([cell("a"), cell("b", at=(33.0, 0.0, 14.0))])
    found = relation_of(mesh, pick(mesh, "top", (10, 10, 10), "part"), pick(mesh, "top", (50, 10, 24), "part"))
    assert found.distance == pytest.approx(5)
    assert found.angle is None
