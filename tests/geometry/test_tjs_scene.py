"""Format 4: BufferGeometry in its layouts, Geometry, and trees of objects."""

from __future__ import annotations

import json

import numpy as np
import pytest

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.tjs import read_tjs, write_tjs


def read(document):
    return read_tjs(json.dumps(document).encode())


@pytest.fixture
def buffer(box):
    """A box as the data of a BufferGeometry."""
    return {
        "attributes": {"position": {"itemSize": 3, "type": "Float32Array", "array": box().vertices.ravel().tolist()}},
        "index": {"type": "Uint16Array", "array": box().triangles.ravel().tolist()},
    }


def geometry(data, **fields):
    return {"metadata": {"version": 4.5, "type": "BufferGeometry"}, "type": "BufferGeometry", "data": data} | fields


def test_an_indexed_buffer_geometry_is_a_mesh(buffer):
    mesh = read(geometry(buffer))
    assert (mesh.volume, len(mesh.vertices)) == (6.0, 8)


def test_without_an_index_every_three_vertices_are_a_triangle(box):
    positions = box().vertices[box().triangles].ravel().tolist()
    mesh = read(geometry({"attributes": {"position": {"itemSize": 3, "array": positions}}}))
    assert (mesh.volume, len(mesh.vertices)) == (6.0, 36)


def test_the_index_may_stand_among_the_attributes_or_be_a_bare_list(buffer):
    index = buffer.pop("index")
    assert read(geometry(buffer | {"index": index["array"]})).volume == 6.0
    assert read(geometry({"attributes": buffer["attributes"] | {"index": index}})).volume == 6.0


@pytest.mark.parametrize("name", ["drawcalls", "offsets"])
def test_ranges_of_an_old_index_count_from_their_own_vertex(name):
    positions = {"itemSize": 3, "array": [9, 9, 9, 0, 0, 0, 2, 0, 0, 0, 2, 0]}
    data = {
        "attributes": {"position": positions, "index": {"array": [0, 1, 2]}},
        name: [{"start": 0, "count": 3, "index": 1}],
    }
    assert read(geometry(data)).area == 2.0


def test_normals_are_taken_over_and_whole_numbers_may_be_normalized(buffer):
    normals = {"itemSize": 3, "type": "Int8Array", "normalized": True, "array": [127, 0, 0] * 8}
    buffer["attributes"]["normal"] = normals
    assert np.all(read(geometry(buffer)).normals == [1.0, 0.0, 0.0])


def test_vertex_colours_become_groups(buffer):
    buffer["attributes"]["color"] = {
        "itemSize": 4,
        "type": "Uint8Array",
        "normalized": True,
        "array": [255, 0, 0, 9] * 8,
    }
    assert [group.color for group in read(geometry(buffer)).groups] == ["#ff0000"]


def test_a_geometry_of_format_4_has_the_lists_of_format_3(box):
    document = json.loads(write_tjs(box()))
    for nested in ({"data": document}, document):
        assert read(nested | {"metadata": {"version": 4, "type": "Geometry"}}).volume == 6.0


def scene(buffer, root, **fields):
    return {
        "metadata": {"version": 4.6, "type": "Object"},
        "geometries": [geometry(buffer, uuid="g")],
        "materials": [{"uuid": "red", "name": "paint", "color": 0xFF0000}, {"uuid": "blue", "color": 255}],
        "object": root,
    } | fields


def move(x, y, z):
    """Column by column."""
    return [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1]


def test_matrices_are_applied_from_the_root_down(buffer):
    leaf = {"type": "Mesh", "geometry": "g", "name": "box", "material": "red", "matrix": move(0, 5, 0)}
    twice = [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1]
    mesh = read(
        scene(buffer, {"type": "Scene", "matrix": move(10, 0, 0), "children": [{"matrix": twice, "children": [leaf]}]})
    )
    assert mesh.bounding_box == (10.0, 10.0, 0.0, 12.0, 14.0, 6.0)
    assert mesh.volume == pytest.approx(48.0)
    assert [(g.name, g.color) for g in mesh.groups] == [("box", "#ff0000")]


def test_a_mirroring_matrix_keeps_the_outside_outside(buffer):
    mirror = [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    buffer["attributes"]["normal"] = {"itemSize": 3, "array": [1, 0, 0] * 8}
    mesh = read(scene(buffer, {"geometry": "g", "matrix": mirror}))
    assert mesh.volume == 6.0
    assert np.all(mesh.normals == [-1.0, 0.0, 0.0])


def test_normals_stay_upright_on_a_stretched_object(buffer):
    """A plane x + y = 0 stretched along x: its normal turns towards y."""
    buffer["attributes"]["normal"] = {"itemSize": 3, "array": [0.70710678, 0.70710678, 0] * 8}
    stretch = [2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    normals = read(scene(buffer, {"geometry": "g", "matrix": stretch})).normals
    assert normals[0].tolist() == pytest.approx([1 / 5**0.5, 2 / 5**0.5, 0.0], abs=1e-6)


def test_objects_that_share_a_geometry_stand_in_the_mesh_once_each(buffer):
    children = [{"geometry": "g", "material": name, "matrix": move(x, 0, 0)} for name, x in (("red", 0), ("blue", 9))]
    mesh = read(scene(buffer, {"children": children}))
    assert mesh.volume == pytest.approx(12.0)
    assert [(g.name, g.start, g.count, g.color) for g in mesh.groups] == [
        ("paint", 0, 12, "#ff0000"),
        ("material 1", 12, 12, "#0000ff"),
    ]


def test_every_object_keeps_its_own_name(buffer):
    children = [{"geometry": "g", "material": "red", "name": name} for name in ("left", "right")]
    assert [group.name for group in read(scene(buffer, {"children": children})).groups] == ["left", "right"]


def test_groups_of_a_geometry_take_the_objects_list_of_materials(buffer):
    buffer["groups"] = [{"start": 0, "count": 6, "materialIndex": 1}, {"start": 6, "count": 30, "materialIndex": 0}]
    mesh = read(scene(buffer, {"geometry": "g", "material": ["red", "blue"]}))
    assert [(g.name, g.count, g.color) for g in mesh.groups] == [("paint", 10, "#ff0000"), ("material 1", 2, "#0000ff")]


@pytest.mark.parametrize("number", [2**63, -(2**70), 1e200, 0.5])
@pytest.mark.parametrize("field", ["start", "count", "materialIndex"])
def test_a_range_whose_numbers_no_array_can_hold_is_refused(buffer, field, number):
    buffer["groups"] = [{"start": 0, "count": 6, "materialIndex": 0} | {field: number}]
    with pytest.raises(GeometryError, match=f"{field} is no whole number"):
        read(geometry(buffer))


@pytest.mark.parametrize("number", [2**63, -(2**70), 1e200])
def test_an_index_cannot_be_counted_from_a_vertex_beyond_all(number):
    positions = {"itemSize": 3, "array": [0] * 9}
    data = {"attributes": {"position": positions, "index": [0, 1, 2]}, "offsets": [{"count": 3, "index": number}]}
    with pytest.raises(GeometryError, match="index is no whole number"):
        read(geometry(data))


def test_a_list_of_geometries_without_a_tree_is_read_as_it_stands(buffer):
    assert read(scene(buffer, None)).volume == 6.0


def test_a_tree_as_deep_as_the_text_allows_is_walked(buffer):
    root = {"geometry": "g"}
    for _ in range(400):
        root = {"children": [root]}
    assert read(scene(buffer, root)).volume == 6.0


def test_a_small_text_cannot_ask_for_billions_of_triangles(buffer):
    buffer["index"]["array"] *= 2000
    document = scene(buffer, {"children": [{"geometry": "g"}] * 2000})
    with pytest.raises(GeometryError, match="more than 20000000 triangles"):
        read(document)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"data": {"attributes": {}}}, "without positions"),
        ({"data": {"attributes": {"position": {"itemSize": 3}}}}, "no array"),
        ({"data": {"attributes": {"position": {"itemSize": 3, "array": [1, 2]}}}}, "itemSize"),
        ({"data": {"attributes": {"position": {"itemSize": 2, "array": [1, 2]}}}}, "itemSize"),
        ({"data": {"attributes": {"position": {"itemSize": 3, "array": [1, 2, 3]}}}}, "no triangles"),
        ({"data": {"attributes": {"position": {"itemSize": 3, "array": [0] * 9}}, "index": [0, 1, 3]}}, "index 3"),
        ({"data": {"attributes": {"position": {"itemSize": 3, "array": [0] * 9}}, "index": [0, 1, -1]}}, "index -1"),
        ({"data": {"attributes": 3}}, "attributes"),
        ({"type": "BoxGeometry", "data": {"width": 1}}, "'BoxGeometry' holds dimensions only"),
    ],
)
def test_geometries_that_cannot_be_read_say_why(change, message):
    with pytest.raises(GeometryError, match=message) as caught:
        read(geometry({}) | change)
    assert caught.value.format == "TJS"


@pytest.mark.parametrize(
    "root",
    [
        {"geometry": "unknown"},
        {"geometry": "g", "matrix": [1, 2, 3]},
        {"geometry": "g", "matrix": "identity"},
        {"children": 3},
        {"children": [3]},
    ],
)
def test_trees_that_cannot_be_followed_are_refused(buffer, root):
    with pytest.raises(GeometryError):
        read(scene(buffer, root))
