"""TJS: the lists around the faces, units and scale, materials, and what is written."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.tjs import read_tjs, write_tjs

SQUARE = {"vertices": [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0], "faces": [0, 0, 1, 2, 0, 0, 2, 3]}


def tjs(**fields):
    return json.dumps({"metadata": {"formatVersion": 3}} | SQUARE | fields).encode()


def test_a_triangle_stream_is_taken_as_it_is():
    mesh = read_tjs(tjs())
    assert mesh.triangles.tolist() == [[0, 1, 2], [0, 2, 3]]
    assert mesh.vertices[2].tolist() == [1.0, 1.0, 0.0]
    assert (mesh.normals, mesh.groups) == (None, ())


def test_a_quad_becomes_two_triangles():
    """(a, b, c, d) is (a, b, d) and (b, c, d)."""
    assert read_tjs(tjs(faces=[1, 0, 1, 2, 3])).triangles.tolist() == [[0, 1, 3], [1, 2, 3]]


def test_triangles_and_quads_may_alternate():
    triangles = read_tjs(tjs(faces=[1, 0, 1, 2, 3, 0, 0, 1, 2, 1, 3, 2, 1, 0])).triangles.tolist()
    assert triangles == [[0, 1, 3], [1, 2, 3], [0, 1, 2], [3, 2, 0], [2, 1, 0]]


@pytest.mark.parametrize(("scale", "size"), [(10, 0.1), (0.5, 2.0), (0, 1.0), (None, 1.0)])
def test_coordinates_are_divided_by_the_scale_and_zero_counts_as_one(scale, size):
    assert read_tjs(tjs(scale=scale)).bounding_box[3] == pytest.approx(size)


@pytest.mark.parametrize("version", [{}, {"metadata": {"formatVersion": "3.1"}}, {"metadata": None, "version": 2}])
def test_the_version_may_be_text_old_or_missing(version):
    assert len(read_tjs(json.dumps(SQUARE | version).encode()).triangles) == 2


def test_an_empty_model_is_a_model():
    assert len(read_tjs(tjs(vertices=[], faces=[])).triangles) == 0


def test_whole_numbers_may_be_written_with_a_point_and_floats_without():
    mesh = read_tjs(b'{"vertices": [0, 0.0, 0, 1, 0, 0, 0, 1.5, 0], "faces": [0.0, 0, 1.0, 2]}')
    assert mesh.area == 0.75


def test_a_byte_order_mark_and_a_huge_unused_number_do_not_matter():
    data = b"\xef\xbb\xbf" + tjs(metadata={"faces": 10**40})
    assert len(read_tjs(data).triangles) == 2


@pytest.mark.parametrize(
    ("uvs", "faces"),
    [
        ([[]], [8, 0, 1, 2]),
        ([[0, 0]], [8, 0, 1, 2, 0, 0, 0]),
        ([[0, 0], [], [0, 0]], [8, 0, 1, 2, 0, 0, 0, 0, 0, 0]),
        ([[0, 0], [0, 0]], [4, 0, 1, 2, 0, 0]),
        ([0, 0], [4, 0, 1, 2, 0]),
    ],
)
def test_uv_indices_are_consumed_once_per_layer_that_is_not_empty(uvs, faces):
    mesh = read_tjs(tjs(uvs=uvs, faces=[*faces, *faces]))
    assert mesh.triangles.tolist() == [[0, 1, 2], [0, 1, 2]]


def test_given_vertex_normals_are_used_and_split_the_vertices_they_differ_at():
    mesh = read_tjs(tjs(normals=[0, 0, 1, 1, 0, 0], faces=[32, 0, 1, 2, 0, 0, 0, 32, 0, 2, 3, 1, 0, 1]))
    assert len(mesh.vertices) == 5  # corner 0 has two normals, 1, 2 and 3 one each
    assert mesh.normals[mesh.triangles].tolist() == [[[0, 0, 1]] * 3, [[1, 0, 0], [0, 0, 1], [1, 0, 0]]]


def test_faces_without_normals_among_faces_with_normals_are_flat():
    mesh = read_tjs(tjs(normals=[1, 0, 0], faces=[16, 0, 1, 2, 0, 0, 0, 2, 3]))
    assert mesh.normals[mesh.triangles].tolist() == [[[1, 0, 0]] * 3, [[0, 0, 1]] * 3]


MATERIALS = [{"DbgName": "steel", "colorDiffuse": [1, 0.5, 0]}, {"DbgName": "rubber", "colorDiffuse": [0, 0, 0]}]


def test_faces_are_reordered_so_that_every_material_is_one_range():
    faces = [2, 0, 1, 2, 1, 2, 0, 2, 3, 0, 2, 1, 2, 3, 1, 2, 0, 1, 3, 0]
    mesh = read_tjs(tjs(faces=faces, materials=MATERIALS))
    assert mesh.triangles.tolist() == [[0, 2, 3], [0, 1, 3], [0, 1, 2], [1, 2, 3]]
    assert [(g.name, g.start, g.count, g.color) for g in mesh.groups] == [
        ("steel", 0, 2, "#ff8000"),
        ("rubber", 2, 2, "#000000"),
    ]


def test_materials_that_no_face_names_make_no_group():
    assert read_tjs(tjs(materials=MATERIALS)).groups == ()


def test_a_material_that_is_not_listed_counts_as_none():
    assert read_tjs(tjs(faces=[2, 0, 1, 2, 7], materials=[])).groups == ()


@pytest.mark.parametrize(
    "colors",
    [
        pytest.param([0x00FF00, 0xFF0000], id="packed"),
        pytest.param([0.0, 1.0, 0.0, 1.0, 0.0, 0.0], id="triples"),
    ],
)
def test_face_colours_are_packed_numbers_or_triples_and_become_groups(colors):
    mesh = read_tjs(tjs(colors=colors, faces=[64, 0, 1, 2, 1, 64, 0, 2, 3, 0]))
    assert [(g.start, g.count, g.color) for g in mesh.groups] == [(0, 1, "#00ff00"), (1, 1, "#ff0000")]


def test_black_and_nearly_black_packed_colours_are_no_triples():
    mesh = read_tjs(tjs(colors=[0, 1, 0], faces=[64, 0, 1, 2, 2, 64, 0, 2, 3, 1]))
    assert [g.color for g in mesh.groups] == ["#000000", "#000001"]


def test_a_triangle_has_the_mean_of_its_corners_colours():
    mesh = read_tjs(tjs(colors=[0x000000, 0x0000FF, 0x00FFFF], faces=[128, 0, 1, 2, 0, 1, 2]))
    assert [g.color for g in mesh.groups] == ["#0055aa"]


def test_a_gradient_never_makes_thousands_of_groups():
    colors = [number * 0x010307 % 0xFFFFFF for number in range(3000)]
    faces = [index for number in range(3000) for index in (64, 0, 1, 2, number)]
    assert len(read_tjs(tjs(colors=colors, faces=faces)).groups) <= 216


def test_colours_win_over_the_material():
    mesh = read_tjs(tjs(colors=[0x123456], materials=MATERIALS, faces=[66, 0, 1, 2, 0, 0]))
    assert [(g.name, g.color) for g in mesh.groups] == [("steel", "#123456")]


def test_the_written_form_is_plain_triangles_with_true_counts(box):
    document = json.loads(write_tjs(box(), unit="inch"))
    assert document["faces"][:8] == [0, *box().triangles[0].tolist(), 0, *box().triangles[1].tolist()]
    assert document["vertices"] == box().vertices.reshape(-1).tolist()
    assert document["metadata"] | {"generatedBy": ""} == {
        "formatVersion": 3, "generatedBy": "", "unit": "in",
        "vertices": 8, "faces": 12, "normals": 0, "colors": 0, "uvs": 0, "materials": 1,
    }  # fmt: skip
    assert (document["scale"], document["normals"], document["uvs"]) == (1.0, [], [[]])


def test_a_written_mesh_is_read_back_to_the_bit_with_its_unit(sphere):
    ball = Mesh(sphere(20, 12.7).vertices, sphere(20).triangles, unit="in")
    again = read_tjs(write_tjs(ball))
    assert np.array_equal(again.vertices, ball.vertices)
    assert np.array_equal(again.triangles, ball.triangles)
    assert again.unit == "in"


def test_parts_become_materials_that_the_faces_name(box, sphere):
    """The same look twice is one material; vertices of all parts follow each other."""
    ball = sphere(8)
    count = len(ball.triangles)
    parts = [
        replace(box(), groups=(Group("lid", 0, 12, "#ff8000"),)),
        replace(ball, groups=(Group("ball", 0, count, "#0000ff", 0.25),)),
        replace(box(), groups=(Group("lid", 0, 12, "#ff8000"),)),
    ]
    document = json.loads(write_tjs(parts))
    assert document["faces"][:5] == [2, *box().triangles[0].tolist(), 0]
    assert document["metadata"]["materials"] == 2
    opaque, clear = document["materials"]
    assert (opaque["DbgName"], opaque["transparency"], opaque["transparent"]) == ("lid", 1.0, False)
    assert (clear["DbgName"], clear["transparency"], clear["transparent"]) == ("ball", 0.25, True)
    again = read_tjs(write_tjs(parts))
    assert again.volume == pytest.approx(12.0 + ball.volume)
    assert [(group.name, group.count, group.color, group.opacity) for group in again.groups] == [
        ("lid", 24, "#ff8000", 1.0),
        ("ball", count, "#0000ff", 0.25),
    ]


def test_a_single_look_is_told_although_no_face_names_it(box):
    part = replace(box(), groups=(Group("lid", 0, 12, "#ff8000"),))
    document = json.loads(write_tjs(part))
    assert document["faces"][::4] == [0] * 12
    group = read_tjs(write_tjs([part])).groups[0]
    assert (group.name, group.start, group.count, group.color) == ("lid", 0, 12, "#ff8000")


def test_the_only_material_of_other_programs_is_no_look():
    """CadQuery paints every model red without being asked to."""
    material = {"DbgName": "Material", "colorDiffuse": [0.64, 0.1, 0.13]}
    assert read_tjs(tjs(materials=[material])).groups == ()


def test_no_part_is_an_empty_model():
    assert len(read_tjs(write_tjs([])).triangles) == 0


def test_an_unknown_unit_is_not_written(box):
    with pytest.raises(ValueError, match="furlong"):
        write_tjs(box(), unit="furlong")


@pytest.mark.parametrize(
    ("fields", "message", "offset"),
    [
        ({"faces": [0, 0, 1, 4]}, "uses number 4 of 4 vertices", 3),
        ({"faces": [0, 0, 1, 2, 0, 0, -1, 2]}, "negative", 6),
        ({"faces": [0, 0, 1, 2, 0, 0, 1]}, "cut off", 4),
        ({"faces": [256, 0, 1, 2]}, "unknown bits", 0),
        ({"faces": [0, 0, 1, 2, 1 << 40, 0, 1, 2]}, "unknown bits", 4),
        ({"faces": [0, 0, 1, 2.5]}, "not whole", 3),
        ({"faces": [0, 0, 1, 1e30]}, "not whole", 3),
        ({"faces": [0, 0, 1, None]}, "no number", -1),
        ({"faces": "0 0 1 2"}, "no list", -1),
        ({"faces": [32, 0, 1, 2, 0, 0, 9], "normals": [0, 0, 1]}, "uses number 9 of 1 normals", 6),
        ({"faces": [64, 0, 1, 2, 0]}, "uses number 0 of 0 colors", 4),
        ({"faces": [64, 0, 1, 2, 0], "colors": [1 << 24]}, "no colour", 0),
        ({"faces": [64, 0, 1, 2, 0], "colors": [0.5]}, "no colour", 0),
        ({"vertices": [0, 0, 0, 1]}, "no triples", 3),
        ({"vertices": [0, 0, 1e39] * 4}, "not finite", 2),
        ({"vertices": [0, 0, float("nan")] * 4}, "not finite", 2),
        ({"vertices": [0, 0, float("inf")] * 4}, "not finite", 2),
        ({"vertices": {}}, "no list", -1),
        ({"scale": "big"}, "scale", -1),
        ({"scale": 1e-320}, "not finite", -1),
        ({"materials": [1]}, "materials", -1),
        ({"materials": 1}, "materials", -1),
        ({"uvs": 3}, "uvs", -1),
        ({"metadata": 3}, "metadata", -1),
    ],
)
def test_lists_that_do_not_fit_say_which_and_where(fields, message, offset):
    with pytest.raises(GeometryError, match=message) as caught:
        read_tjs(tjs(**fields))
    assert caught.value.format == "TJS"
    assert offset in (-1, caught.value.offset)


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"", 0),
        (b'{"faces": [0, 1', 15),
        (b'{"faces": [0 1]}', 13),
        (b'{"name": "\xc3\xa4", }', 15),
        (b'{"name": "\xff"}', 10),
        (b"[1, 2]", 0),
        (b"null", 0),
        (b"{}", 0),
        (b'{"faces": []}', 0),
        (b"[" * 100_000, 0),
        (b'{"a":' * 100_000, 0),
        (b'{"scale": ' + b"9" * 5000 + b"}", 0),
    ],
)
def test_broken_json_says_at_which_byte(data, offset):
    with pytest.raises(GeometryError) as caught:
        read_tjs(data)
    assert (caught.value.format, caught.value.offset) == ("TJS", offset)
