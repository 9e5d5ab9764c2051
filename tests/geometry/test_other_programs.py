"""What somebody else's programs make of our files: the same body, the same names, the same colours."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from other_programs import (
    assimp_info,
    assimp_volume,
    khronos_messages,
    khronos_report,
    legacy_three,
    lib3mf_model,
    trimesh_of,
)

from cadwidgets.geometry.amf import write_amf
from cadwidgets.geometry.glb import write_glb
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.stl import write_stl
from cadwidgets.geometry.stl_text import write_ascii_stl
from cadwidgets.geometry.threemf import write_3mf
from cadwidgets.geometry.tjs import write_tjs


@pytest.fixture
def parts(box, sphere):
    """A red box with edges and face numbers, and a half transparent blue ball inside of its own."""
    solid = replace(box(), edges=box().feature_edges(), faces=np.arange(12) // 2)
    solid = replace(solid, groups=(Group("base", 0, 12, "#ff0000"),), unit="mm")
    ball = sphere(24, 0.4)
    moved = replace(ball, vertices=ball.vertices + np.float32([5, 1, 1]))
    return [solid, replace(moved, groups=(Group("ball", 0, len(ball.triangles), "#0000ff", 0.5),))]


@pytest.fixture
def volume(parts):
    return sum(part.volume for part in parts)


def saved(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_a_glb_passes_the_khronos_validator_without_a_message(parts, box, sphere):
    report = khronos_report(write_glb(parts))
    assert report["issues"]["messages"] == []
    assert report["info"]["totalTriangleCount"] == sum(len(part.triangles) for part in parts)
    for plain in ([], [box()], [sphere(200)], [parts[0].welded().with_normals()]):
        assert khronos_messages(write_glb(plain, unit="in")) == []


def test_the_validator_sees_a_bound_that_is_wrong(box):
    (message,) = khronos_messages(write_glb([box()]).replace(b'"max":[1.0', b'"max":[9.0'))
    assert "ACCESSOR_MAX_MISMATCH" in message


def test_trimesh_reads_a_closed_body_in_metres_from_a_glb(parts, volume):
    body = trimesh_of(write_glb(parts), "glb")
    assert body.is_watertight
    assert body.volume == pytest.approx(volume * 1e-9)


def test_assimp_reads_names_and_bounds_from_a_glb(parts, tmp_path):
    info = assimp_info(saved(tmp_path, "a.glb", write_glb(parts)))
    assert info.names == ("model", "base", "ball")
    assert (info.low, info.high) == (pytest.approx((0, 0, -0.002)), pytest.approx((0.0054, 0.003, 0), abs=1e-9))


@pytest.mark.parametrize("write", [write_stl, write_ascii_stl])
def test_trimesh_and_assimp_read_a_closed_body_from_an_stl(parts, volume, tmp_path, write):
    body = trimesh_of(write(parts), "stl")
    assert body.is_watertight
    assert body.volume == pytest.approx(volume)
    assert assimp_volume(saved(tmp_path, "a.stl", write(parts))) == pytest.approx(volume)


def test_assimp_reads_every_object_of_an_amf(parts, volume, tmp_path):
    path = saved(tmp_path, "a.amf", write_amf(parts))
    info = assimp_info(path)
    assert (info.meshes, info.faces) == (2, sum(len(part.triangles) for part in parts))
    assert assimp_volume(path) == pytest.approx(volume)


def test_assimp_reads_every_object_of_a_3mf(parts, volume, tmp_path):
    path = saved(tmp_path, "a.3mf", write_3mf(parts))
    assert assimp_info(path).meshes == 2
    assert assimp_volume(path) == pytest.approx(volume)


def test_lib3mf_reads_a_3mf_strictly_without_a_warning(parts, soup):
    model = lib3mf_model(write_3mf([parts[0], soup(parts[1])], unit="in"))
    assert (model.unit, model.items) == ("inch", 2)
    assert [(item.name, item.triangles, item.is_solid, item.colors) for item in model.objects] == [
        ("base", 12, True, ["#ff0000ff"]),
        ("ball", len(parts[1].triangles), True, ["#0000ff80"]),
    ]
    assert [item.volume for item in model.objects] == pytest.approx([part.volume for part in parts])


def test_lib3mf_sees_the_looks_of_an_object_of_several(box):
    groups = (Group("lid", 0, 4, "#ff8000"), Group("body", 4, 8, "#0a0b0c"))
    model = lib3mf_model(write_3mf([replace(box(), groups=groups)]))
    assert model.objects[0].colors == ["#ff8000ff", "#0a0b0cff"]


def test_names_of_any_kind_are_read_from_a_3mf(box):
    name = "Größe <3> & \"more\" 'x'"
    model = lib3mf_model(write_3mf([replace(box(), groups=(Group(name, 0, 12),))]))
    assert model.objects[0].name == name


def test_three_js_reads_the_vertices_faces_and_materials_of_a_tjs(parts, volume):
    model = legacy_three(write_tjs(parts))
    assert np.array_equal(model.vertices.astype(np.float32), np.concatenate([part.vertices for part in parts]))
    assert model.volume == pytest.approx(volume)
    shown = [(item["name"], item["color"], item["opacity"], item["transparent"]) for item in model.materials]
    assert shown == [("base", "#ff0000", 1.0, False), ("ball", "#0000ff", 0.5, True)]
    assert model.face_materials.tolist() == [0] * 12 + [1] * len(parts[1].triangles)


def test_three_js_reads_a_tjs_of_one_plain_part_and_of_none(box):
    model = legacy_three(write_tjs(box()))
    assert model.volume == pytest.approx(6.0)
    assert len(model.materials) == 1
    assert len(legacy_three(write_tjs(Mesh(np.zeros((0, 3)), np.zeros((0, 3), np.uint32)))).faces) == 0
