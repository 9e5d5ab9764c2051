"""GLB files of other programs: every way to write triangles and to place them, and what is refused by name."""

from __future__ import annotations

import copy
import json
import struct

import numpy as np
import pytest

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import faults
from cadwidgets.geometry.glb import read_glb, write_glb
from cadwidgets.geometry.glb_parts import packed

TETRAHEDRON = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], np.float32)
SIDES = np.array([0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3], np.uint16)
COMPONENTS = {"int8": 5120, "uint8": 5121, "int16": 5122, "uint16": 5123, "uint32": 5125, "float32": 5126}
WIDTHS = {1: "SCALAR", 3: "VEC3", 4: "VEC4"}


class Builder:
    """A glTF made by hand: arrays in, document and file out."""

    def __init__(self):
        self.chunks = []
        self.fields = {"asset": {"version": "2.0"}, "accessors": [], "bufferViews": [], "meshes": []}

    def add(self, array, **more):
        array = np.atleast_2d(np.asarray(array).T).T
        data = array.tobytes()
        offset = sum(map(len, self.chunks))
        self.chunks.append(data + bytes(-len(data) % 4))
        self.fields["bufferViews"].append({"buffer": 0, "byteOffset": offset, "byteLength": len(data)})
        shape = {"count": len(array), "type": WIDTHS[array.shape[1]], "componentType": COMPONENTS[array.dtype.name]}
        view = {"bufferView": len(self.fields["bufferViews"]) - 1}
        self.fields["accessors"].append(view | shape | more)
        return len(self.fields["accessors"]) - 1

    def mesh(self, **primitive):
        self.fields["meshes"].append({"primitives": [primitive]})
        return len(self.fields["meshes"]) - 1

    def data(self, nodes=({"mesh": 0},), **fields):
        length = sum(map(len, self.chunks))
        whole = self.fields | {"buffers": [{"byteLength": length}], "nodes": list(nodes)} | fields
        return packed(json.dumps({name: value for name, value in whole.items() if value}).encode(), self.chunks)


def tetrahedron(indices=SIDES, points=TETRAHEDRON, **primitive):
    builder = Builder()
    attributes = {"POSITION": builder.add(points)}
    builder.mesh(attributes=attributes, indices=builder.add(indices), **primitive)
    return builder


def test_a_foreign_file_is_in_metres_and_is_turned_so_that_z_is_upwards():
    mesh = read_glb(tetrahedron().data())
    assert mesh.unit == "m"
    assert mesh.vertices[mesh.vertices[:, 2] == 1].tolist() == [[0, 0, 1]]  # the file's (0, 1, 0)
    assert mesh.volume == pytest.approx(1 / 6)
    assert mesh.is_watertight


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.uint32])
def test_indices_of_every_type_are_read(kind):
    assert read_glb(tetrahedron(SIDES.astype(kind)).data()).volume == pytest.approx(1 / 6)


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int16, np.uint16])
def test_normalized_positions_are_shares_of_the_largest_number(kind):
    builder = Builder()
    points = builder.add((TETRAHEDRON * np.iinfo(kind).max).astype(kind), normalized=True)
    builder.mesh(attributes={"POSITION": points}, indices=builder.add(SIDES))
    assert read_glb(builder.data(extensionsRequired=["KHR_mesh_quantization"])).volume == pytest.approx(1 / 6)


def test_whole_numbers_that_are_not_normalized_are_themselves():
    points = (TETRAHEDRON * 10).astype(np.int16)
    assert read_glb(tetrahedron(points=points).data()).volume == pytest.approx(1000 / 6)


def test_interleaved_attributes_are_read():
    builder = Builder()
    records = np.concatenate([TETRAHEDRON, np.full((4, 3), 3**-0.5, np.float32)], axis=1)
    builder.chunks = [records.tobytes()]
    builder.fields["bufferViews"] = [{"buffer": 0, "byteLength": 96, "byteStride": 24}]
    shape = {"bufferView": 0, "count": 4, "type": "VEC3", "componentType": 5126}
    builder.fields["accessors"] = [shape, shape | {"byteOffset": 12}]
    builder.mesh(attributes={"POSITION": 0, "NORMAL": 1}, indices=builder.add(SIDES))
    mesh = read_glb(builder.data())
    assert mesh.volume == pytest.approx(1 / 6)
    assert np.abs(mesh.normals) == pytest.approx(np.full((4, 3), 3**-0.5))


def test_triangles_without_indices_are_taken_in_threes():
    builder = Builder()
    builder.mesh(attributes={"POSITION": builder.add(TETRAHEDRON[SIDES])})
    assert read_glb(builder.data()).volume == pytest.approx(1 / 6)


def test_a_strip_winds_every_second_triangle_the_other_way():
    strip = np.array([0, 2, 1, 3, 0, 2], np.uint8)
    assert read_glb(tetrahedron(strip, mode=5).data()).volume == pytest.approx(1 / 6)


def test_a_fan_turns_around_its_first_vertex():
    fan = read_glb(tetrahedron(np.array([3, 1, 2, 0, 1], np.uint8), mode=6).data())
    assert fan.triangles.tolist() == [[1, 2, 3], [2, 0, 3], [0, 1, 3]]


@pytest.mark.parametrize(
    ("mode", "ends"), [(1, [[0, 1], [2, 3]]), (2, [[0, 1], [1, 2], [2, 3], [3, 0]]), (3, [[0, 1], [1, 2], [2, 3]])]
)
def test_lines_loops_and_strips_become_edges(mode, ends):
    mesh = read_glb(tetrahedron(np.arange(4, dtype=np.uint8), mode=mode).data())
    expected = TETRAHEDRON[ends] @ np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]])
    assert np.array_equal(mesh.edges, expected)
    assert len(mesh.triangles) == 0


def test_points_are_left_out():
    assert len(read_glb(tetrahedron(mode=0).data()).vertices) == 0


def test_nodes_stand_where_their_parents_and_they_themselves_say():
    nodes = [
        {"children": [1], "translation": [10, 0, 0]},
        {"mesh": 0, "rotation": [0, 0, 0.5**0.5, 0.5**0.5], "scale": [2, 2, 2], "translation": [0, 5, 0]},
    ]
    mesh = read_glb(tetrahedron().data(nodes))
    assert mesh.bounding_box == pytest.approx((8, -2, 5, 10, 0, 7))  # x: 10-2..10; file's y, 5..7, is upwards
    assert mesh.volume == pytest.approx(8 / 6)


def test_a_matrix_is_read_column_by_column():
    nodes = [{"mesh": 0, "matrix": [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 1, 0, 0, 1]}]
    assert read_glb(tetrahedron().data(nodes)).bounding_box == pytest.approx((1, -2, 0, 3, 0, 2))


def test_a_mirror_image_still_faces_outwards():
    mesh = read_glb(tetrahedron().data([{"mesh": 0, "scale": [-1, 1, 1]}]))
    assert mesh.volume == pytest.approx(1 / 6)


def test_a_mesh_in_two_nodes_is_there_twice():
    mesh = read_glb(tetrahedron().data([{"mesh": 0, "name": "a"}, {"mesh": 0, "name": "b", "translation": [5, 0, 0]}]))
    assert mesh.volume == pytest.approx(2 / 6)
    assert [(group.name, group.start, group.count) for group in mesh.groups] == [("a", 0, 4), ("b", 4, 4)]


def test_only_the_nodes_of_the_scene_are_read():
    nodes = [{"mesh": 0}, {"mesh": 0}]
    whole = tetrahedron().data(nodes, scenes=[{"nodes": [1]}, {"nodes": [0, 1]}])
    assert read_glb(whole).volume == pytest.approx(1 / 6)
    assert read_glb(tetrahedron().data(nodes, scenes=[{"nodes": [1]}, {"nodes": [0, 1]}], scene=1)).volume > 0.3


def test_colors_of_vertices_make_groups():
    builder = Builder()
    colors = builder.add(np.array([[255, 0, 0, 255]] * 3 + [[0, 0, 255, 255]], np.uint8), normalized=True)
    attributes = {"POSITION": builder.add(TETRAHEDRON), "COLOR_0": colors}
    builder.mesh(attributes=attributes, indices=builder.add(SIDES))
    mesh = read_glb(builder.data())
    assert [(group.color, group.count) for group in mesh.groups] == [("#aa0055", 3), ("#ff0000", 1)]
    assert mesh.is_watertight


def test_a_file_of_ours_that_was_moved_by_another_program_is_taken_at_its_word(box):
    """The unit is still noted, but the numbers of the root node no longer belong to it."""
    data = write_glb([box()], unit="mm").replace(b'"scale":[0.001,0.001,0.001]', b'"scale":[0.002,0.002,0.002]')
    mesh = read_glb(data)
    assert mesh.unit == "m"
    assert mesh.bounding_box == pytest.approx((0, 0, 0, 0.002, 0.004, 0.006))


def changed(path, value):
    """A tetrahedron's file in which one field has another value; None takes it out."""
    builder = tetrahedron()
    whole = {"nodes": [{"mesh": 0}], "buffers": [{"byteLength": sum(map(len, builder.chunks))}]}
    builder.fields |= copy.deepcopy(whole)
    *way, last = path
    place = builder.fields
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    elif isinstance(place, list) and last == len(place):
        place.append(value)
    else:
        place[last] = value
    return packed(json.dumps(builder.fields).encode(), builder.chunks)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["extensionsRequired"], ["KHR_draco_mesh_compression"], "KHR_draco_mesh_compression"),
        (["extensionsRequired"], ["EXT_mesh_gpu_instancing"], "EXT_mesh_gpu_instancing"),
        (["meshes", 0, "primitives", 0, "extensions"], {"KHR_draco_mesh_compression": {}}, "KHR_draco"),
        (["bufferViews", 0, "extensions"], {"EXT_meshopt_compression": {}}, "EXT_meshopt_compression"),
        (["accessors", 0, "sparse"], {"count": 1}, "sparse"),
        (["buffers", 0, "uri"], "part.bin", "outside of the file"),
        (["bufferViews", 0, "buffer"], 1, "outside of the file"),
        (["accessors", 0, "count"], 5, "do not fit"),
        (["accessors", 0, "count"], -1, "count must be a whole number"),
        (["accessors", 0, "count"], 1e300, "count must be a whole number"),
        (["accessors", 0, "byteOffset"], 1 << 40, "do not fit"),
        (["accessors", 0, "type"], "VEC2", "does not fit its use"),
        (["accessors", 1, "componentType"], 5126, "do not fit|no whole numbers"),
        (["accessors", 1, "componentType"], 1, "does not fit its use"),
        (["bufferViews", 0, "byteLength"], 1 << 40, "buffer of 72 bytes"),
        (["bufferViews", 0, "byteStride"], 4, "do not fit"),
        (["bufferViews", 1, "byteOffset"], 0, "uses vertex"),
        (["meshes", 0, "primitives", 0, "mode"], 9, "mode 9"),
        (["meshes", 0, "primitives", 0, "mode"], True, "whole number"),
        (["meshes", 0, "primitives", 0, "attributes", "POSITION"], 7, "number 7"),
        (["meshes", 0, "primitives", 0, "attributes", "POSITION"], None, "POSITION"),
        (["nodes", 0, "mesh"], 4, "number 4"),
        (["nodes", 0, "children"], [0], None),
        (["nodes", 0, "rotation"], [0, 0, 0, 0], "no direction"),
        (["nodes", 0, "matrix"], [1, 2, 3], "3 numbers instead of 16"),
        (["nodes", 0], "node", "nodes is no list"),
        (["scenes"], [{"nodes": [0, 0]}], "two places"),
    ],
)
def test_what_is_wrong_or_not_read_is_named(path, value, message):
    data = changed(path, value)
    if message is None:  # a node that is its own child hangs nowhere
        assert len(read_glb(data).triangles) == 0
        return
    with pytest.raises(GeometryError, match=message) as caught:
        read_glb(data)
    assert caught.value.format == "GLB"


@pytest.mark.parametrize(
    ("data", "message", "offset"),
    [
        (b"", "ends within a header", 0),
        (b"glTF\1\0\0\0\x0c\0\0\0", "version 1", 4),
        (b"glTF\2\0\0\0\xff\0\0\0", "announces 255 bytes", 8),
        (b"glTF\2\0\0\0\x0c\0\0\0", "no JSON", 12),
        (b"glTF\2\0\0\0\x14\0\0\0\xff\0\0\0JSON", "chunk of 255 bytes", 12),
        (b"glTF\2\0\0\0\x18\0\0\0\x04\0\0\0JSON{a} ", "not JSON", 21),
        (b"glTF\2\0\0\0\x18\0\0\0\x04\0\0\0JSON[1] ", "no object", 20),
        (b"nope\2\0\0\0\x0c\0\0\0", "'glTF'", 0),
    ],
)
def test_a_broken_frame_names_the_byte(data, message, offset):
    with pytest.raises(GeometryError, match=message) as caught:
        read_glb(data)
    assert caught.value.offset == offset


def test_a_few_bytes_that_repeat_a_mesh_without_end_are_refused(monkeypatch):
    monkeypatch.setattr(faults, "MAX_ELEMENTS", 1000)
    with pytest.raises(GeometryError, match="1000 vertices"):
        read_glb(tetrahedron().data([{"mesh": 0}] * 200))


def test_an_accessor_without_bytes_is_not_blown_up_to_any_size():
    builder = tetrahedron()
    builder.fields["accessors"][0] = {"count": 1 << 50, "type": "VEC3", "componentType": 5126}
    with pytest.raises(GeometryError, match="repeats its parts"):
        read_glb(builder.data())


def test_bytes_behind_the_announced_end_are_ignored():
    assert read_glb(tetrahedron().data() + b"more").volume == pytest.approx(1 / 6)


def test_an_unknown_third_chunk_is_ignored():
    data = tetrahedron().data() + struct.pack("<I4s", 4, b"XTRA") + b"1234"
    data = data[:8] + struct.pack("<I", len(data)) + data[12:]
    assert read_glb(data).volume == pytest.approx(1 / 6)
