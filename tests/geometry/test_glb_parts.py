"""GLB of parts that share meshes: each is there once, and comes back wherever it stands."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from other_programs import khronos_messages, trimesh_of

from cadwidgets.geometry import glb_reader, placing
from cadwidgets.geometry.glb import read_glb, write_glb_parts
from cadwidgets.geometry.grouping import joined
from cadwidgets.geometry.looks import Look
from cadwidgets.geometry.mesh import Group
from cadwidgets.geometry.placed_parts import Piece, PlacedPart, SharedMesh

TURNED = np.array([[0.0, -1, 0, 5], [1, 0, 0, 6], [0, 0, 1, 7], [0, 0, 0, 1]])
MIRRORED = np.diag([-1.0, 1, 1, 1])


def moved(x: float) -> np.ndarray:
    place = np.eye(4)
    place[0, 3] = x
    return place


def document(data: bytes) -> dict:
    return json.loads(data[20 : 20 + int.from_bytes(data[12:16], "little")])


def shared(mesh) -> SharedMesh:
    faces = np.arange(len(mesh.triangles)) // 2
    with_all = replace(mesh.with_normals(), edges=mesh.feature_edges(), faces=faces)
    return SharedMesh(replace(with_all, groups=(Group("", 0, len(mesh.triangles)),)), int(faces.max()) + 1)


@pytest.fixture
def parts(box, sphere) -> list[PlacedPart]:
    """Two meshes: one in two colours, at places of every kind, the other between them; one part of several pieces."""
    block, ball = shared(box()), shared(sphere(3))
    return [
        PlacedPart(Look("block", "#ff0000"), (Piece(block),)),
        PlacedPart(Look("ball", "#00ff00", 0.5), (Piece(ball, moved(9)),)),
        PlacedPart(Look("again", "#ff0000"), (Piece(block, TURNED),)),
        PlacedPart(Look("blue", "#0000ff"), (Piece(block, MIRRORED @ moved(3)),)),
        PlacedPart(Look("pair"), (Piece(block, moved(20)), Piece(ball, moved(30)), Piece(block, TURNED @ moved(50)))),
    ]


def test_reading_gives_what_the_parts_are_one_by_one(parts):
    again, wanted = read_glb(write_glb_parts(parts, "mm")), joined([part.flattened() for part in parts])
    assert np.array_equal(again.faces, wanted.faces)
    assert again.edges == pytest.approx(wanted.edges, abs=1e-6)
    for name in ("vertices", "normals"):  # by corner: vertices that several faces share are split in the file
        mine, theirs = getattr(again, name)[again.triangles], getattr(wanted, name)[wanted.triangles]
        assert mine == pytest.approx(theirs, abs=1e-6), name
    assert again.unit == "mm"


def test_each_part_is_one_group_in_its_look(parts):
    again = read_glb(write_glb_parts(parts, "mm"))
    shown = [(group.name, group.color, group.opacity, group.count) for group in again.groups]
    pair = sum(len(piece.shared.mesh.triangles) for piece in parts[4].pieces)
    assert shown == [
        ("block", "#ff0000", 1.0, 12),
        ("ball", "#00ff00", 0.5, pair - 24),
        ("again", "#ff0000", 1.0, 12),
        ("blue", "#0000ff", 1.0, 12),
        ("pair", "", 1.0, pair),
    ]


def test_every_place_faces_outwards(parts):
    volumes = [part.flattened().volume for part in parts]
    block, ball = parts[0].flattened().volume, parts[1].flattened().volume
    assert volumes == pytest.approx([block, ball, block, block, 2 * block + ball], rel=1e-5)
    assert read_glb(write_glb_parts(parts, "mm")).volume == pytest.approx(sum(volumes), rel=1e-5)


def test_a_mesh_is_one_stretch_of_the_buffer_however_often_it_stands(parts):
    whole = document(write_glb_parts(parts, "mm"))
    ranges = []
    for mesh in whole["meshes"]:
        numbers = {p["indices"] for p in mesh["primitives"] if "indices" in p}
        numbers |= {number for p in mesh["primitives"] for number in p["attributes"].values()}
        views = [whole["bufferViews"][whole["accessors"][number]["bufferView"]] for number in numbers]
        ranges.append((min(v["byteOffset"] for v in views), max(v["byteOffset"] + v["byteLength"] for v in views)))
    block, ball, blue, plain_block, plain_ball = ranges
    assert block == blue == plain_block
    assert ball == plain_ball
    assert (block[0], ball[1]) == (0, whole["buffers"][0]["byteLength"])
    assert 0 <= ball[0] - block[1] < 4, "one after the other, in the order in which they come first"


def test_a_place_is_told_only_where_there_is_one(parts):
    nodes = document(write_glb_parts(parts, "mm"))["nodes"]
    told = [sorted(node.keys() & {"translation", "matrix", "mesh", "children"}) for node in nodes]
    assert told[1:4] == [["mesh"], ["mesh", "translation"], ["matrix", "mesh"]]
    assert nodes[5] == {"name": "pair", "children": [6, 7, 8]}


def test_a_mesh_is_decoded_once_however_often_it_stands(parts, monkeypatch):
    real, asked = glb_reader.shapes_of, []
    monkeypatch.setattr(
        glb_reader, "shapes_of", lambda document, number: asked.append(number) or real(document, number)
    )
    read_glb(write_glb_parts(parts, "mm"))
    assert asked == [0, 1, 2, 3, 4], "one for each mesh and colour, of seven that stand"


def test_many_places_are_taken_some_at_a_time(parts, monkeypatch):
    data = write_glb_parts(parts, "mm")
    wanted = read_glb(data)
    monkeypatch.setattr(placing, "_AT_ONCE", 30)
    again = read_glb(data)
    assert np.array_equal(again.vertices, wanted.vertices)
    assert np.array_equal(again.normals, wanted.normals)


def test_a_mesh_is_encoded_once(parts, monkeypatch):
    first = write_glb_parts(parts, "mm")
    monkeypatch.setattr("cadwidgets.geometry.placed_parts.chunk_of", lambda mesh: pytest.fail("encoded again"))
    assert write_glb_parts(parts, "mm") == first


@pytest.mark.long
def test_khronos_and_trimesh_find_the_same_model(parts):
    data = write_glb_parts(parts, "mm")
    assert khronos_messages(data) == []
    read = trimesh_of(data, "glb")
    assert read.volume * 1e9 == pytest.approx(read_glb(data).volume, rel=1e-4)
