"""GLB out and back: nodes, looks, edges, face numbers."""

from __future__ import annotations

import json
import struct
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.geometry import glb_writer
from cadwidgets.geometry.glb import read_glb, write_glb
from cadwidgets.geometry.mesh import Group, Mesh


def document(data):
    """The JSON of a GLB."""
    assert data[:4] == b"glTF"
    assert struct.unpack_from("<II", data, 4) == (2, len(data))
    length, kind = struct.unpack_from("<I4s", data, 12)
    assert kind == b"JSON"
    return json.loads(data[20 : 20 + length])


@pytest.fixture
def part(box):
    """A box with all that a mesh can have: two looks, edges, face numbers, normals."""
    solid = box().with_normals()
    groups = (Group("lid", 0, 6, "#ff8000"), Group("body", 6, 6, "#0a0b0c", 0.5))
    return replace(solid, edges=box().feature_edges(), faces=np.arange(12) // 2, groups=groups, unit="mm")


def test_a_part_comes_back_with_everything_it_had(part):
    again = read_glb(write_glb([part]))
    for name in ("vertices", "triangles", "normals", "edges", "faces"):
        assert np.array_equal(getattr(again, name), getattr(part, name)), name
    assert again.unit == "mm"
    shown = [(group.name, group.start, group.count, group.color, group.opacity) for group in again.groups]
    assert shown == [("lid", 0, 6, "#ff8000", 1.0), ("body", 6, 6, "#0a0b0c", 0.5)]


def test_a_plain_mesh_gets_normals_and_no_groups(box):
    again = read_glb(write_glb([box()]))
    assert (again.volume, again.is_watertight, again.groups, again.faces) == (6.0, True, (), None)
    assert np.allclose(np.linalg.norm(again.normals, axis=1), 1.0)


def test_every_mesh_is_a_node_with_its_name_below_one_that_turns_and_scales(part, box):
    whole = document(write_glb([part, replace(box(), groups=(Group("pin", 0, 12),))], unit="in"))
    root, *nodes = whole["nodes"]
    assert [node["name"] for node in nodes] == ["lid", "pin"]
    assert root["children"] == [1, 2]
    assert root["scale"] == [0.0254] * 3
    assert root["rotation"] == pytest.approx([-(0.5**0.5), 0, 0, 0.5**0.5])
    assert whole["asset"] == {"version": "2.0", "generator": "cadwidgets", "extras": {"unit": "in"}}


def test_neighbouring_groups_of_one_look_are_one_primitive_and_edges_are_another(part):
    solids = tuple(Group("gear", start, 3, "#ff0000") for start in (0, 3, 6, 9))
    primitives = document(write_glb([replace(part, groups=solids)]))["meshes"][0]["primitives"]
    assert [primitive.get("mode", 4) for primitive in primitives] == [4, 1]
    primitives = document(write_glb([part]))["meshes"][0]["primitives"]
    assert [primitive.get("mode", 4) for primitive in primitives] == [4, 4, 1]
    assert primitives[0]["attributes"] == primitives[1]["attributes"]  # both looks share the vertices


def test_looks_become_materials_in_linear_light(part):
    lid, body, edges = document(write_glb([part]))["materials"]
    assert lid["pbrMetallicRoughness"]["baseColorFactor"] == pytest.approx([1.0, 0.215861, 0.0, 1.0])
    assert (body["alphaMode"], body["pbrMetallicRoughness"]["baseColorFactor"][3]) == ("BLEND", 0.5)
    assert edges["pbrMetallicRoughness"]["baseColorFactor"] == [0.0, 0.0, 0.0, 1.0]


@given(st.integers(0, 0xFFFFFF))
def test_every_color_survives_the_way_through_linear_light(packed):
    triangle = Mesh(np.eye(3), np.array([[0, 1, 2]]), groups=(Group("a", 0, 1, f"#{packed:06x}"),))
    assert read_glb(write_glb([triangle])).groups[0].color == f"#{packed:06x}"


@pytest.mark.parametrize(("rings", "component"), [(6, 5121), (20, 5123), (190, 5125)])
def test_indices_have_the_smallest_type_that_fits(sphere, rings, component):
    ball = sphere(rings)
    whole = document(write_glb([ball]))
    indices = whole["meshes"][0]["primitives"][0]["indices"]
    assert whole["accessors"][indices]["componentType"] == component
    assert np.array_equal(read_glb(write_glb([ball])).vertices[0], ball.with_normals().vertices[0])


def test_a_vertex_of_several_faces_is_split_so_that_each_has_one_number(box):
    """A box over eight shared corners has 24 pairs of corner and face."""
    shared = replace(box(), normals=np.tile([0.0, 0.0, 1.0], (8, 1)), faces=np.arange(12) // 2 + 7)
    again = read_glb(write_glb([shared]))
    assert len(again.vertices) == 24
    assert again.faces.tolist() == shared.faces.tolist()
    assert np.array_equal(again.vertices[again.triangles], shared.vertices[shared.triangles])


def test_face_numbers_count_on_from_part_to_part(part):
    assert read_glb(write_glb([part, part])).faces.tolist() == [*part.faces, *(part.faces + 6)]


def test_more_faces_than_float32_can_number_are_refused(part):
    with pytest.raises(ValueError, match="16777216 faces"):
        write_glb([replace(part, faces=np.full(12, (1 << 24) + 1))])


def test_normals_are_made_unit_vectors(box):
    wrong = replace(box(), normals=np.concatenate([np.full((7, 3), 2.0), np.zeros((1, 3))]))
    lengths = np.linalg.norm(read_glb(write_glb([wrong])).normals, axis=1)
    assert lengths == pytest.approx(np.ones(8))


def test_positions_tell_their_bounds(box):
    whole = document(write_glb([box(2, 3, 4)]))
    positions = whole["accessors"][whole["meshes"][0]["primitives"][0]["attributes"]["POSITION"]]
    assert (positions["min"], positions["max"]) == ([0, 0, 0], [2, 3, 4])


def test_equal_meshes_give_equal_bytes(part):
    assert write_glb([part, part]) == write_glb([part, part])


def test_no_mesh_and_an_empty_one_are_written_and_read(box):
    assert len(read_glb(write_glb([])).triangles) == 0
    empty = Mesh(np.zeros((0, 3)), np.zeros((0, 3), np.uint32), groups=(Group("nothing", 0, 0),))
    assert document(write_glb([empty]))["nodes"][1] == {"name": "nothing"}
    assert len(read_glb(write_glb([empty, box()])).triangles) == 12


def test_lines_alone_are_a_mesh_too(box):
    lines = Mesh(np.zeros((0, 3)), np.zeros((0, 3)), edges=box().feature_edges())
    again = read_glb(write_glb([lines, box().with_normals()]))
    assert np.array_equal(again.edges, lines.edges)
    assert again.normals is not None


@pytest.mark.parametrize("unit", ["mm", "cm", "m", "in", "ft", "um"])
def test_numbers_and_unit_come_back_as_they_were(sphere, unit):
    ball = sphere(12, 7.3).with_normals()
    again = read_glb(write_glb([ball], unit=unit))
    assert again.unit == unit
    assert np.array_equal(again.vertices, ball.vertices)


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="furlong"):
        write_glb([], unit="furlong")


def test_a_file_that_would_pass_four_gigabytes_is_refused(box, monkeypatch):
    """The header counts bytes in 32 bits; bytes that only say how long they are stand for the gigabytes."""

    class Long(bytes):
        def __len__(self):
            return 1 << 32

    with pytest.raises(ValueError, match="less than 4 GiB"):
        glb_writer.packed(b"{}", [Long()])
