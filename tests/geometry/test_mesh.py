"""What a Mesh promises: checked arrays, and measures that follow from geometry."""

from __future__ import annotations

import numpy as np
import pytest

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.grouping import joined
from cadwidgets.geometry.mesh import Group, Mesh

TRIANGLE = np.array([[0, 1, 2]])
POINTS = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


def test_a_box_has_the_volume_area_and_extent_of_its_sides(box):
    mesh = box(1, 2, 3)
    assert mesh.volume == 6.0
    assert mesh.area == 22.0
    assert mesh.bounding_box == (0.0, 0.0, 0.0, 1.0, 2.0, 3.0)


def test_turning_every_triangle_over_turns_the_sign_of_the_volume(box):
    mesh = box()
    assert Mesh(mesh.vertices, mesh.triangles[:, ::-1]).volume == -6.0


def test_the_volume_of_a_closed_body_does_not_depend_on_where_it_stands(box):
    mesh = box()
    assert Mesh(mesh.vertices + 1024.0, mesh.triangles).volume == pytest.approx(6.0, rel=1e-6)


def test_finer_spheres_converge_to_the_ball_with_the_square_of_the_step(sphere):
    errors = [abs(sphere(rings).volume - 4.0 / 3.0 * np.pi) for rings in (16, 32, 64)]
    assert errors[0] / errors[1] == pytest.approx(4.0, rel=0.05)
    assert errors[1] / errors[2] == pytest.approx(4.0, rel=0.05)


def test_arrays_are_float32_and_uint32_in_c_order_whatever_came_in():
    mesh = Mesh(np.asfortranarray(POINTS), TRIANGLE.astype(np.int16), normals=np.ones((3, 3), np.float64))
    assert (mesh.vertices.dtype, mesh.triangles.dtype, mesh.normals.dtype) == ("float32", "uint32", "float32")
    assert mesh.vertices.flags.c_contiguous


def test_a_mesh_cannot_be_changed_but_the_callers_array_can():
    points = POINTS.astype(np.float32)
    mesh = Mesh(points, TRIANGLE)
    with pytest.raises(ValueError, match="read-only"):
        mesh.vertices[0] = 5.0
    points[0] = 5.0


def test_a_mesh_without_triangles_measures_zero():
    mesh = Mesh(np.zeros((0, 3)), np.zeros((0, 3), np.int64))
    assert (mesh.volume, mesh.area, mesh.bounding_box) == (0.0, 0.0, (0.0,) * 6)
    assert not mesh.is_watertight
    assert len(mesh.welded().vertices) == len(mesh.with_normals().vertices) == 0
    assert mesh.feature_edges().shape == (0, 2, 3)


@pytest.mark.parametrize(
    ("arrays", "offset"),
    [
        ({"vertices": POINTS[:, :2]}, -1),
        ({"vertices": np.where(POINTS == 1.0, np.nan, POINTS)}, 3),
        ({"vertices": np.where(POINTS == 1.0, 1e300, POINTS)}, 3),
        ({"vertices": [["a", "b", "c"]]}, -1),
        ({"vertices": [[1.0, 2.0, 3.0], [4.0]]}, -1),
        ({"triangles": TRIANGLE + 1}, 2),
        ({"triangles": TRIANGLE - 1}, 0),
        ({"triangles": TRIANGLE * 1.0}, -1),
        ({"triangles": TRIANGLE[0]}, -1),
        ({"normals": POINTS[:2]}, -1),
        ({"normals": POINTS + np.inf}, 0),
        ({"edges": POINTS}, -1),
        ({"groups": (Group("far", 0, 2),)}, -1),
        ({"groups": (Group("before", -1, 1),)}, -1),
    ],
)
def test_arrays_that_are_no_mesh_are_refused(arrays, offset):
    with pytest.raises(GeometryError) as caught:
        Mesh(**({"vertices": POINTS, "triangles": TRIANGLE} | arrays))
    assert caught.value.offset == offset


def test_the_repr_is_one_short_line(box):
    mesh = box().with_normals().with_edges()
    assert repr(mesh) == "<Mesh: 24 vertices, 12 triangles, normals, 12 edges>"


def test_joined_meshes_keep_their_volume_and_their_groups(box):
    one, two = box(), Mesh(box().vertices + 10.0, box().triangles, groups=(Group("b", 2, 4, "#ff0000"),))
    both = joined([one, two, two])
    assert both.volume == pytest.approx(18.0, rel=1e-5)
    assert [(group.start, group.count) for group in both.groups] == [(14, 4), (26, 4)]
    assert joined([one]) is one
    assert len(joined([]).triangles) == 0


def test_joined_meshes_have_normals_only_when_all_have(box):
    smooth = box().with_normals().with_edges()
    assert len(joined([smooth, smooth]).normals) == 48
    assert joined([smooth, box()]).normals is None
    assert len(joined([smooth, box()]).edges) == 12
