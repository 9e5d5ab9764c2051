"""What the page's own script reads is what was saved, to the digits that are promised."""

from __future__ import annotations

import numpy as np
import pytest

from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.saved.shapes import STEPS, shape_bytes

QUARTER = np.deg2rad(0.25)


@pytest.fixture(scope="module")
def ball():
    """Some 10,000 triangles of a ball with a dent, far from the origin, with edges and numbers of faces."""
    around, up = np.meshgrid(np.linspace(0, 2 * np.pi, 101)[:-1], np.linspace(-1.5, 1.5, 51), indexing="ij")
    size = 40 + np.sin(3 * around) * np.cos(2 * up)
    points = np.stack((np.cos(up) * np.cos(around), np.cos(up) * np.sin(around), np.sin(up)), axis=-1) * size[..., None]
    number = np.arange(points.shape[0] * points.shape[1]).reshape(points.shape[:2])
    one, two = number[:, :-1], np.roll(number, -1, axis=0)[:, :-1]
    other, last = np.roll(number, -1, axis=0)[:, 1:], number[:, 1:]
    triangles = np.concatenate(
        [np.stack(three, axis=-1).reshape(-1, 3) for three in ((one, two, other), (one, other, last))]
    )
    mesh = Mesh(
        points.reshape(-1, 3) + np.array([1000.0, -500.0, 20.0]), triangles, faces=np.arange(len(triangles)) // 2000
    )
    rim = number[:, 0]
    edges = mesh.vertices[np.stack((rim, np.roll(rim, -1)), axis=1)]
    return Mesh(mesh.vertices, mesh.triangles, edges=edges, faces=mesh.faces).with_normals()


def test_places_come_back_to_half_a_step_and_all_else_exactly(ball, unpacked):
    shape = unpacked(shape_bytes(ball))
    places = np.array(shape["position"]).reshape(-1, 3) + shape["middle"]
    extent = np.ptp(ball.vertices, axis=0)
    off = np.abs(places[: len(ball.vertices)] - ball.vertices)
    assert (off <= extent / STEPS / 2 + 1e-5 * np.abs(ball.vertices).max() / 100).all()
    assert off.max() < 1e-3, "a thousandth of a millimetre, of a deflection of a tenth"
    assert shape["corners"] == len(ball.vertices)
    assert np.array_equal(np.array(shape["triangle"]).reshape(-1, 3), ball.triangles)
    assert np.array_equal(shape["face"], ball.faces)


def test_edges_come_back_in_their_order_and_share_the_corners_of_triangles(ball, unpacked):
    shape = unpacked(shape_bytes(ball))
    places = np.array(shape["position"]).reshape(-1, 3) + shape["middle"]
    ends = places[np.array(shape["segment"]).reshape(-1, 2)]
    assert np.abs(ends - ball.edges).max() < 1e-3
    assert len(places) == len(ball.vertices)
    assert len(shape["edge"]) == len(ball.edges)
    assert len(shape["edges"]) == max(shape["edge"]) + 1


def test_an_edge_away_from_all_triangles_brings_points_of_its_own(box, unpacked):
    edges = np.array([[(0, 0, 0), (30, 20, 10)], [(1, 2, 3), (40, 5, 6)]])
    shape = unpacked(shape_bytes(box(edges=edges).with_normals()))
    places = np.array(shape["position"]).reshape(-1, 3) + shape["middle"]
    assert np.abs(places[np.array(shape["segment"]).reshape(-1, 2)] - edges).max() < 1e-3
    assert len(places) == shape["corners"] + 2


def test_normals_lose_a_quarter_of_a_degree_at_most_and_those_along_an_axis_nothing(ball, box, unpacked):
    read = np.array(unpacked(shape_bytes(ball))["normal"]).reshape(-1, 3)
    assert np.arccos(np.clip((read * ball.normals).sum(axis=1), -1, 1)).max() < QUARTER
    straight = box(edges=np.zeros((0, 2, 3))).with_normals()
    assert np.array_equal(np.array(unpacked(shape_bytes(straight))["normal"]).reshape(-1, 3), straight.normals)


def test_faces_and_edges_are_told_what_they_are(box, unpacked):
    shape = unpacked(shape_bytes(box().drawable()))
    assert sorted(round(face["area"]) for face in shape["faces"]) == [200, 200, 300, 300, 600, 600]
    assert {face["type"] for face in shape["faces"]} == {"PLANE"}
    assert sorted(round(edge["length"]) for edge in shape["edges"]) == [10] * 4 + [20] * 4 + [30] * 4
    assert shape["part"]["volume"] == pytest.approx(6000)


def test_a_shape_takes_a_fifth_of_its_arrays(ball):
    arrays = (ball.vertices, ball.normals, ball.triangles, ball.edges, ball.faces)
    assert len(shape_bytes(ball)) < sum(array.nbytes for array in arrays) / 5


@pytest.mark.parametrize("size", [(1e-6, 1e-6, 1e-6), (1e6, 2e6, 3e6), (5.0, 5.0, 0.0)])
def test_models_of_any_size_and_flat_ones_come_back(box, unpacked, size):
    mesh = box(size).drawable()
    shape = unpacked(shape_bytes(mesh))
    places = np.array(shape["position"]).reshape(-1, 3) + shape["middle"]
    assert np.abs(places[: shape["corners"]] - mesh.vertices).max() <= max(size) / 1e5
