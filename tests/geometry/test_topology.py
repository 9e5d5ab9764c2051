"""Welding, watertightness, feature edges and creased normals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadwidgets.geometry import topology
from cadwidgets.geometry.mesh import Group, Mesh


def test_welding_loose_triangles_of_a_box_gives_its_eight_corners(box, soup):
    welded = soup(box()).welded()
    assert len(welded.vertices) == 8
    assert (welded.volume, welded.area) == (6.0, 22.0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from([0.0, -0.0, 1.0, 0.1, 3e38, 1e-45])] * 3), min_size=1))
def test_welding_keeps_every_point_and_repeats_none(points):
    vertices = np.array(points, np.float32)
    kept, place = topology.weld(vertices, 0.0)
    assert np.array_equal(vertices[kept][place], vertices)
    assert len({tuple(point) for point in (vertices[kept] + 0.0).tolist()}) == len(kept)
    assert np.all(np.diff(kept) > 0)


def test_points_nearer_than_the_tolerance_become_one():
    vertices = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0.001, 0, 0], [0, 1, 0.001], [1, 1, 0]])
    mesh = Mesh(vertices, np.array([[0, 1, 2], [4, 1, 5], [0, 3, 2]]), groups=(Group("all", 1, 2),))
    assert len(mesh.welded(0).vertices) == 6
    welded = mesh.welded(0.01)
    assert len(welded.vertices) == 4
    assert len(welded.triangles) == 2  # the third had collapsed to a line
    assert (welded.groups[0].start, welded.groups[0].count) == (1, 1)


def test_colliding_hashes_never_merge_different_points(monkeypatch):
    monkeypatch.setattr(topology, "_hashed", lambda bits: np.zeros(len(bits), np.uint64))
    vertices = np.array([[1, 2, 3], [4, 5, 6], [1, 2, 3]], np.float32)
    kept, place = topology.weld(vertices, 0.0)
    assert (kept.tolist(), place.tolist()) == ([0, 1], [0, 1, 0])


def test_closed_bodies_are_watertight_however_their_vertices_are_shared(box, sphere, soup):
    for body in (box(), sphere(12)):
        assert body.is_watertight
        assert soup(body).is_watertight
        assert body.with_normals().is_watertight


def test_a_missing_a_doubled_and_a_turned_triangle_each_spoil_watertightness(box):
    mesh = box()
    turned = mesh.triangles.copy()
    turned[0] = turned[0, ::-1]
    assert not Mesh(mesh.vertices, mesh.triangles[1:]).is_watertight
    assert not Mesh(mesh.vertices, np.concatenate([mesh.triangles, mesh.triangles[:1]])).is_watertight
    assert not Mesh(mesh.vertices, turned).is_watertight


def test_noise_of_the_last_float_digit_does_not_open_a_body(box, soup):
    loose = soup(box(1.0, 2.0, 3.0))
    noisy = np.nextafter(loose.vertices, np.float32(9.0), dtype=np.float32)
    mixed = np.where(np.arange(36)[:, None] % 2, noisy, loose.vertices)
    assert Mesh(mixed, loose.triangles).is_watertight


def _segments(edges):
    return {frozenset(map(tuple, segment)) for segment in edges.tolist()}


def test_the_feature_edges_of_a_box_are_its_twelve_edges(box, soup):
    edges = box().feature_edges()
    assert len(edges) == 12
    assert np.sort(np.linalg.norm(edges[:, 0] - edges[:, 1], axis=1)).tolist() == [1.0] * 4 + [2.0] * 4 + [3.0] * 4
    assert _segments(edges) == _segments(soup(box()).feature_edges())


def test_a_fine_sphere_has_no_feature_edge_and_a_coarse_one_has(sphere):
    assert len(sphere(32).feature_edges(30)) == 0
    assert len(sphere(4).feature_edges(30)) > 0


def test_open_edges_are_feature_edges():
    square = Mesh(np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], float), np.array([[0, 1, 2], [0, 2, 3]]))
    assert len(square.feature_edges()) == 4


def test_triangles_wound_against_each_other_in_one_plane_make_no_crease():
    square = Mesh(np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], float), np.array([[0, 1, 2], [0, 3, 2]]))
    assert len(square.feature_edges()) == 4


@pytest.mark.parametrize(("crease", "edges"), [(59, 18), (60, 12), (61, 12), (89, 12), (91, 0)])
def test_the_crease_angle_decides_which_edges_of_a_hexagonal_bar_show(crease, edges):
    """Sides meet at 60 degrees (6 edges along), ends at 90 (12 edges around)."""
    angle = np.arange(6) * np.pi / 3
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    points = np.concatenate([np.column_stack([ring, np.full(6, z)]) for z in (0.0, 5.0)])
    sides = [half for i in range(6) for half in _quad(i, (i + 1) % 6, (i + 1) % 6 + 6, i + 6)]
    ends = [end for i in range(1, 5) for end in ((0, i + 1, i), (6, 6 + i, 7 + i))]
    bar = Mesh(points, np.array(sides + ends))
    assert bar.is_watertight
    assert len(bar.feature_edges(crease)) == edges


def _quad(a, b, c, d):
    return [(a, b, c), (a, c, d)]


def test_the_normals_of_a_box_are_those_of_its_faces(box, soup):
    mesh = soup(box()).with_normals()
    assert len(mesh.vertices) == 24
    assert np.all(np.sort(np.abs(mesh.normals), axis=1) == [0.0, 0.0, 1.0])
    outward = np.einsum("ij,ij->i", mesh.normals, mesh.vertices - np.array([0.5, 1.0, 1.5]))
    assert np.all(outward > 0.0)


def test_the_normals_of_a_sphere_point_away_from_its_centre(sphere, soup):
    mesh = soup(sphere(40)).with_normals()
    assert len(mesh.vertices) == len(sphere(40).vertices)
    assert np.abs(mesh.normals - mesh.vertices).max() < 0.01
    assert np.linalg.norm(mesh.normals, axis=1) == pytest.approx(1.0, abs=1e-6)


def test_normals_do_not_depend_on_how_a_flat_face_is_cut_into_triangles(box):
    """Corner angles as weights: at a smooth box corner, faces cut once or twice count the same."""
    assert np.abs(box(1, 1, 1).with_normals(180).normals) == pytest.approx(3**-0.5, abs=1e-6)


def test_with_normals_keeps_triangles_in_place_and_groups_too(box, soup):
    mesh = Mesh(box().vertices, box().triangles, groups=(Group("top", 3, 2, "#00ff00"),))
    smooth = mesh.with_normals()
    assert np.array_equal(smooth.vertices[smooth.triangles], mesh.vertices[mesh.triangles])
    assert smooth.groups == mesh.groups


def test_a_long_strip_of_smooth_triangles_shares_one_fan():
    """A fan of ten thousand triangles around one point: one component, one normal in the middle."""
    angle = np.linspace(0.0, 6.0, 10_001)
    rim = np.column_stack([np.cos(angle), np.sin(angle), np.zeros_like(angle)])
    points = np.concatenate([[[0.0, 0.0, 0.0]], rim])
    corners = np.arange(1, 10_001)
    fan = Mesh(points, np.column_stack([np.zeros_like(corners), corners, corners + 1])).with_normals()
    assert len(fan.vertices) == len(points)
    assert np.all(fan.normals == [0.0, 0.0, 1.0])


def test_a_triangle_without_area_gets_some_unit_normal():
    line = Mesh(np.array([[0, 0, 0], [1, 0, 0], [2, 0, 0]], float), np.array([[0, 1, 2]]))
    assert np.linalg.norm(line.with_normals().normals, axis=1).tolist() == [1.0, 1.0, 1.0]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 12)] * 3), max_size=40), st.floats(0, 180))
def test_any_triangles_at_all_can_be_welded_outlined_and_smoothed(triangles, crease):
    """Points on a small grid: degenerate, doubled and non-manifold triangles of every kind."""
    grid = np.array([(a, b, c) for a in range(3) for b in range(3) for c in range(2)], float)[:13]
    mesh = Mesh(grid, np.array(triangles, np.int64).reshape(-1, 3))
    smooth = mesh.with_normals(crease).with_edges(crease)
    assert smooth.area == mesh.area
    assert np.linalg.norm(smooth.normals, axis=1) == pytest.approx(np.ones(len(smooth.vertices)), abs=1e-6)
    assert mesh.welded().area == pytest.approx(mesh.area)


@pytest.mark.parametrize("tolerance", [0.0, 1e-3, 1e-9], ids=["equal points", "cells of 32 bits", "cells of 64 bits"])
@pytest.mark.parametrize("colliding", ["nothing", "leading bits", "every bit"])
def test_points_merge_as_numpy_s_own_unique_rows_whatever_collides(monkeypatch, tolerance, colliding):
    points = np.random.default_rng(5).integers(-40, 40, (3000, 3)).astype(np.float32)
    hashed = topology._hashed
    collide = {
        "nothing": hashed,
        "leading bits": lambda columns: hashed(columns) >> np.uint64(40),
        "every bit": lambda columns: hashed(columns) & np.uint64(15),
    }
    monkeypatch.setattr(topology, "_hashed", collide[colliding])
    kept, place = topology.weld(points, tolerance)
    assert np.array_equal(points[kept][place], points)
    assert len(kept) == len(np.unique(points, axis=0))
    assert np.all(np.diff(kept) > 0)
    assert np.array_equal(place[kept], np.arange(len(kept)))


def test_keys_too_large_to_stand_beside_their_places_are_sorted_all_the_same():
    keys = np.array([2**63, 1, 2**64 - 1, 1, 2**63], np.uint64)
    ascending, order = topology._ascending(keys)
    assert ascending.tolist() == [1, 1, 2**63, 2**63, 2**64 - 1]
    assert order.tolist() == [1, 3, 0, 4, 2]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2**32 - 1) | st.integers(0, 2)), max_size=60))
def test_each_row_is_merged_with_the_first_that_is_equal(rows):
    kept, place = topology.merged(list(np.array(rows, np.uint64).reshape(-1, 2).T))
    assert kept[place].tolist() == [rows.index(row) for row in rows]
