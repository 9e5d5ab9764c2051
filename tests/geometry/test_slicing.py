"""Outlines of triangles in a plane: their areas are known, they are closed, and the material is on their left."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.sections import Plane
from cadwidgets.geometry.grouping import joined
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.nesting import areas, nested
from cadwidgets.geometry.slicing import simplified, sliced

Z = (0.0, 0.0, 1.0)


def moved(mesh: Mesh, *step: float) -> Mesh:
    return Mesh(mesh.vertices + np.array(step), mesh.triangles)


def turned(mesh: Mesh) -> Mesh:
    """Inside out."""
    return Mesh(mesh.vertices, mesh.triangles[:, ::-1])


def total(mesh: Mesh, plane: Plane) -> float:
    return sum(areas(sliced(mesh, plane).loops, plane))


def test_a_box_is_cut_in_its_rectangle_counter_clockwise(box: Callable[..., Mesh]) -> None:
    plane = Plane(Z, 1.5)
    outline = sliced(box(), plane)
    assert outline.open == 0
    (loop,) = outline.loops
    assert loop[:, 2] == pytest.approx(1.5)
    assert areas([loop], plane) == pytest.approx([2.0])
    assert len(simplified(loop, 1e-6)) == 4
    assert areas(sliced(box(), Plane((0, 0, -1), -1.5)).loops, Plane((0, 0, -1), -1.5)) == pytest.approx([2.0])


def test_a_plane_in_a_face_has_the_material_behind_it_or_none(box: Callable[..., Mesh]) -> None:
    body = moved(box(0.3, 0.7, 0.7), 0.1, 0.2, 0.3)  # sums that float32 does not hold
    for axis, sides in enumerate((0.49, 0.21, 0.21)):
        normal = tuple(np.eye(3)[axis])
        low, high = (0.1, 0.2, 0.3)[axis], (0.1 + 0.3, 0.2 + 0.7, 0.3 + 0.7)[axis]
        assert total(body, Plane(normal, high)) == pytest.approx(sides, rel=1e-5)
        assert total(body, Plane(tuple(-np.eye(3)[axis]), -low)) == pytest.approx(sides, rel=1e-5)
        assert not sliced(body, Plane(normal, low)).loops
        assert not sliced(body, Plane(normal, high + 0.1)).loops


def test_an_edge_and_a_corner_on_the_plane_make_no_loop(box: Callable[..., Mesh]) -> None:
    assert not sliced(box(1, 1, 1), Plane((-1, -1, 0), 0.0)).loops
    assert not sliced(box(1, 1, 1), Plane((1, 1, 1), 0.0)).loops
    diagonal = Plane((1, -1, 0), 0.0)
    assert total(box(1, 1, 1), diagonal) == pytest.approx(math.sqrt(2))


@given(st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda normal: math.hypot(*normal) > 0.1), st.floats(-1.2, 1.2))
def test_a_ball_is_cut_in_one_closed_loop_or_none(sphere, normal: tuple[float, float, float], offset: float) -> None:
    plane = Plane(normal, offset * math.hypot(*normal))
    ball = sphere(40)
    outline = sliced(ball, plane)
    assert outline.open == 0
    assert len(outline.loops) <= 1
    expected = math.pi * max(0.0, 1 - plane.offset**2)
    assert total(ball, plane) == pytest.approx(expected, abs=0.02)
    for loop in outline.loops:
        assert np.abs(loop @ np.array(plane.normal) - plane.offset).max() < 1e-9


def test_nested_bodies_are_holes_by_turns_whichever_way_they_face(sphere) -> None:
    plane = Plane((1, 2, 3), 0.05)
    shells = [sphere(24, radius) for radius in (4.0, 3.0, 2.0, 1.0)]
    for meshes in (shells, [turned(shell) for shell in shells], [shells[0], turned(shells[1]), *shells[2:]]):
        loops = sliced(joined(meshes), plane).loops
        sizes = np.abs(areas(loops, plane))
        order = np.argsort(-sizes).tolist()
        assert dict(nested(loops, plane)) == {order[0]: [order[1]], order[2]: [order[3]]}


def test_bodies_beside_each_other_are_faces_of_their_own(box: Callable[..., Mesh]) -> None:
    plane = Plane(Z, 1.0)
    many = joined([moved(box(1, 1, 2), 2.0 * column, 2.0 * row, 0) for row in range(5) for column in range(5)])
    loops = sliced(many, plane).loops
    assert sorted(nested(loops, plane)) == [(number, []) for number in range(25)]
    assert areas(loops, plane) == pytest.approx([1.0] * 25)


def test_what_does_not_close_is_left_out_and_counted(box: Callable[..., Mesh]) -> None:
    whole = box(1, 1, 1)
    normals = np.cross(
        *(whole.vertices[whole.triangles[:, at]] - whole.vertices[whole.triangles[:, 0]] for at in (1, 2))
    )
    pipe = Mesh(whole.vertices, whole.triangles[np.abs(normals[:, 0]) < 0.5])
    assert (len(sliced(pipe, Plane(Z, 0.5)).loops), sliced(pipe, Plane(Z, 0.5)).open) == (0, 2)
    both = sliced(joined([pipe, moved(whole, 5, 0, 0)]), Plane(Z, 0.5))
    assert (len(both.loops), both.open) == (1, 2)
    assert total(pipe, Plane((1, 0, 0), 0.5)) == pytest.approx(1.0), "this way it is closed"


def test_bodies_that_share_an_edge_are_cut_in_closed_loops(box: Callable[..., Mesh]) -> None:
    plane = Plane(Z, 0.5)
    outline = sliced(joined([box(1, 1, 1), moved(box(1, 1, 1), 1, 1, 0)]), plane)
    assert outline.open == 0
    assert sum(areas(outline.loops, plane)) == pytest.approx(2.0)


def test_nothing_is_cut_of_nothing() -> None:
    outline = sliced(Mesh([], []), Plane(Z, 0.0))
    assert (outline.loops, outline.open) == ((), 0)
    assert nested([], Plane(Z, 0.0)) == []


@given(st.integers(3, 3000), st.floats(1e-9, 0.1))
def test_a_simpler_loop_stays_within_the_tolerance(corners: int, tolerance: float) -> None:
    angles = np.arange(corners) * 2 * np.pi / corners
    circle = np.stack((np.cos(angles), np.sin(angles), np.zeros(corners)), axis=1)
    simple = simplified(circle, tolerance)
    assert 3 <= len(simple) <= corners
    middles = (simple + np.roll(simple, -1, axis=0)) / 2
    assert 1 - np.linalg.norm(middles, axis=1).min() <= tolerance + (1 - math.cos(math.pi / corners))


def test_corners_along_straight_lines_go_and_no_others() -> None:
    square = [(0, 0), (9, 0), (9, 9), (0, 9)]
    sides = [
        np.linspace(start, end, 500, endpoint=False) for start, end in zip(square, square[1:] + square[:1], strict=True)
    ]
    loop = np.column_stack((np.concatenate(sides), np.zeros(2000)))
    assert sorted(map(tuple, simplified(loop, 1e-9)[:, :2].tolist())) == sorted(square)
