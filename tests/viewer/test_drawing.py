"""Arrays become few pythreejs objects that say what the mesh says."""

from __future__ import annotations

import numpy as np
import pythreejs as three

from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.viewer import drawing


def _materials():
    return three.MeshStandardMaterial(color="#808080"), three.MeshStandardMaterial(vertexColors="VertexColors")


def test_a_mesh_is_five_objects_and_its_edges_three(box, alive):
    plain, painted = _materials()
    before = alive()
    drawn = drawing.shaded(box(), plain, painted).drawn()
    assert alive() - before == 5  # mesh, geometry, position, normal, index
    lines = drawing.lines(box().feature_edges(), three.LineBasicMaterial()).drawn()
    assert alive() - before == 5 + 4  # lines, geometry, position, and the material made here
    drawing.release(drawn)
    drawing.release(lines)
    assert alive() - before == 1


def test_attributes_go_out_in_the_types_of_the_graphics_card(box):
    drawn = drawing.shaded(box(), *_materials()).drawn()
    attributes = drawn.geometry.attributes
    assert {name: str(attribute.array.dtype) for name, attribute in attributes.items()} == {
        "position": "float32",
        "normal": "float32",
        "index": "uint32",
    }
    assert not any(attribute.normalized for attribute in attributes.values())


def test_normals_are_made_where_there_are_none_and_kept_where_there_are(box):
    made = drawing.shaded(box(), *_materials()).arrays["normal"]
    assert np.allclose(np.linalg.norm(made, axis=1), 1.0)
    own = np.tile(np.float32([0.0, 0.0, 1.0]), (8, 1))
    kept = drawing.shaded(box(normals=own), *_materials()).arrays["normal"]
    assert np.array_equal(kept, own)


def test_a_model_far_from_the_origin_keeps_its_digits(box):
    far = box((8.0, 8.0, 8.0), at=(2.0**20, -(2.0**20), 0.0))
    drawn = drawing.shaded(far, *_materials()).drawn()
    array = drawn.geometry.attributes["position"].array
    assert np.abs(array).max() == 4.0
    assert np.array_equal(np.unique(array + np.array(drawn.position), axis=0), np.unique(far.vertices, axis=0))


def test_each_triangle_has_the_color_of_its_group(box):
    groups = (Group("sides", 0, 8, "#ff0000"), Group("top", 8, 2, "#00ff00"), Group("plain", 10, 1))
    mesh = box(groups=groups)
    split, colors = drawing.split_by_color(mesh, "#0000ff")
    by_triangle = colors[split.triangles]
    assert np.all(by_triangle == by_triangle[:, :1]), "no triangle runs from one colour into another"
    expected = [(255, 0, 0)] * 8 + [(0, 255, 0)] * 2 + [(0, 0, 255)] * 2
    assert [tuple(color) for color in by_triangle[:, 0]] == expected
    assert np.isclose(split.volume, mesh.volume)


def test_painted_meshes_use_the_painted_material_and_bytes_as_colors(box):
    plain, painted = _materials()
    drawn = drawing.shaded(box(groups=(Group("all", 0, 12, "#123456"),)), plain, painted).drawn()
    color = drawn.geometry.attributes["color"]
    assert drawn.material is painted
    assert (color.array.dtype, color.normalized) == (np.uint8, True)
    assert drawing.shaded(box(groups=(Group("all", 0, 12),)), plain, painted).material is plain


def test_no_points_and_no_segments_can_be_drawn():
    nothing = Mesh(np.zeros((0, 3)), np.zeros((0, 3), np.uint32))
    assert drawing.shaded(nothing, *_materials()).drawn().geometry.attributes["index"].array.size == 0
    assert drawing.lines(np.zeros((0, 2, 3)), three.LineBasicMaterial()).drawn().position == (0.0, 0.0, 0.0)
