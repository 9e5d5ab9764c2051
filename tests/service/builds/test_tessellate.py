"""Triangles of the kernel as meshes: closed, facing outwards, on their faces, with the edges of the model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cadquery as cq
import numpy as np
import pytest
from OCP.BRepExtrema import BRepExtrema_DistShapeShape

from cadwidgets.errors import RequestError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.service.builds import tessellate as module
from cadwidgets.service.builds.body_meshes import Maker
from cadwidgets.service.builds.failures import Failure
from cadwidgets.service.builds.shapes import Part
from cadwidgets.service.builds.tessellate import tessellate
from cadwidgets.service.builds.triangle_estimate import fewest_triangles
from cadwidgets.service.builds.triangulation import Triangulation
from cadwidgets.service.builds.write_options import WriteOptions

CUBE = cq.Solid.makeBox(1, 1, 1)
SHAPES = {
    "box": cq.Solid.makeBox(1, 2, 3),
    "cylinder": cq.Solid.makeCylinder(1, 2),
    "cone with a tip": cq.Solid.makeCone(2, 0, 3),
    "sphere": cq.Solid.makeSphere(1, angleDegrees1=-90),
    "torus": cq.Solid.makeTorus(5, 1),
    "rounded": cq.Workplane().box(1, 2, 3).fillet(0.2).val(),
    "drilled and mirrored": cq.Workplane().box(9, 9, 3).faces(">Z").workplane().hole(4).val().mirror("XZ"),
    "scaled": cq.Solid.makeCone(2, 1, 3).scale(2.5),
    "turned": cq.Solid.makeCone(2, 1, 3).moved(cq.Location((5, 0, 0), (1, 1, 0), 30)),
}


def meshes_of(*parts: Part, folder: Path, **options: float) -> list[Mesh]:
    return [part.flattened() for part in tessellate(parts, WriteOptions.of("GLB", options), folder, detailed=True)]


@pytest.fixture(params=SHAPES)
def shape(request) -> cq.Shape:
    return SHAPES[request.param]


def test_a_closed_solid_gives_a_closed_mesh_that_faces_outwards(shape, tmp_path: Path) -> None:
    (mesh,) = meshes_of(Part(shape), folder=tmp_path)
    assert mesh.is_watertight
    assert mesh.volume == pytest.approx(shape.Volume(), rel=0.005)
    assert list(tmp_path.iterdir()) == []


def test_every_triangle_lies_on_the_face_whose_number_it_has(shape, tmp_path: Path) -> None:
    (mesh,) = meshes_of(Part(shape), folder=tmp_path)
    faces = shape.Faces()
    assert set(mesh.faces) == set(range(len(faces)))
    for number, face in enumerate(faces):
        triangle = mesh.vertices[mesh.triangles[np.flatnonzero(mesh.faces == number)]]
        for corners in triangle[:: max(1, len(triangle) // 5)]:
            centroid = cq.Vertex.makeVertex(*corners.mean(axis=0).tolist())
            assert BRepExtrema_DistShapeShape(face.wrapped, centroid.wrapped).Value() < 0.05


def test_normals_are_those_of_the_surface_and_point_outwards(shape, tmp_path: Path) -> None:
    (mesh,) = meshes_of(Part(shape), folder=tmp_path)
    corners = mesh.vertices[mesh.triangles].astype(float)
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    length = np.linalg.norm(flat, axis=1)
    flat = flat[length > 1e-9] / length[length > 1e-9, None]
    assert np.linalg.norm(mesh.normals, axis=1) == pytest.approx(1.0, abs=1e-6)
    assert np.einsum("mj,mkj->mk", flat, mesh.normals[mesh.triangles[length > 1e-9]]).min() > 0.2


def test_the_normals_of_a_sphere_are_exact(tmp_path: Path) -> None:
    (mesh,) = meshes_of(Part(SHAPES["sphere"]), folder=tmp_path, angle=0.5)
    assert mesh.normals == pytest.approx(mesh.vertices, abs=1e-5)


@pytest.mark.parametrize(
    ("name", "length"),
    [("box", 24.0), ("cylinder", 4 * np.pi), ("cone with a tip", 4 * np.pi), ("sphere", 0.0), ("torus", 0.0)],
)
def test_edges_are_those_of_the_model_without_seams_and_tips(name: str, length: float, tmp_path: Path) -> None:
    (mesh,) = meshes_of(Part(SHAPES[name]), folder=tmp_path)
    found = np.linalg.norm(mesh.edges[:, 1] - mesh.edges[:, 0], axis=1).sum()
    assert found == pytest.approx(length, rel=1e-3)


def test_every_edge_is_there_once(tmp_path: Path) -> None:
    (mesh,) = meshes_of(Part(CUBE), folder=tmp_path)
    assert len({tuple(sorted(map(tuple, edge))) for edge in mesh.edges.tolist()}) == len(mesh.edges) == 12


def test_solids_that_touch_are_closed_each_for_itself(tmp_path: Path) -> None:
    touching = cq.Compound.makeCompound([CUBE, CUBE.moved(cq.Location((1, 0, 0)))])
    (mesh,) = meshes_of(Part(touching, "pair", "#112233", 0.5), folder=tmp_path)
    assert [(group.name, group.color, group.opacity, group.count) for group in mesh.groups] == [
        ("pair", "#112233", 0.5, 12)
    ] * 2
    for group in mesh.groups:
        one = replace(mesh, triangles=mesh.triangles[group.start : group.start + group.count], groups=(), faces=None)
        assert one.is_watertight
        assert one.volume == pytest.approx(1.0)


def test_a_part_is_a_mesh_with_faces_edges_and_groups_of_its_own(tmp_path: Path) -> None:
    parts = [Part(shape, name) for name, shape in SHAPES.items()]
    together = meshes_of(*parts, folder=tmp_path)
    assert [mesh.groups[0].name for mesh in together] == list(SHAPES)
    for part, mesh in zip(parts, together, strict=True):
        assert mesh.volume == pytest.approx(part.shape.Volume(), rel=0.005)
        assert mesh.faces.max() == len(part.shape.Faces()) - 1
        low, high = mesh.edges.reshape(-1, 3).min(axis=0, initial=9), mesh.edges.reshape(-1, 3).max(axis=0, initial=-9)
        assert np.all(low >= np.minimum(mesh.bounding_box[:3], 9))
        assert np.all(high <= np.maximum(mesh.bounding_box[3:], -9))


def test_one_geometry_at_many_places_is_shown_at_all_of_them(tmp_path: Path) -> None:
    parts = [Part(CUBE.moved(cq.Location((2 * number, 0, 0)))) for number in range(5)]
    meshes = meshes_of(*parts, Part(CUBE), folder=tmp_path)
    assert [mesh.bounding_box[0] for mesh in meshes] == [0.0, 2.0, 4.0, 6.0, 8.0, 0.0]


def test_faces_without_a_solid_are_a_group_behind_the_solids(tmp_path: Path) -> None:
    sheet = cq.Face.makePlane(2, 3).moved(cq.Location((0, 0, 5)))
    (mesh,) = meshes_of(Part(cq.Compound.makeCompound([sheet, CUBE])), folder=tmp_path)
    assert [group.count for group in mesh.groups] == [12, 2]


def test_only_those_who_show_them_pay_for_normals_and_edges(tmp_path: Path) -> None:
    (part,) = tessellate([Part(cq.Solid.makeBox(1, 1, 1))], WriteOptions(), tmp_path)
    mesh = part.flattened()
    assert (mesh.normals, mesh.edges) == (None, None)
    assert len(mesh.faces) == 12


def test_a_smaller_deflection_brings_the_mesh_closer(tmp_path: Path) -> None:
    ball = cq.Solid.makeSphere(10, angleDegrees1=-90)
    sizes = (1, 0.1, 0.01)
    meshes = [meshes_of(Part(ball), folder=tmp_path, deflection=size, angle=1.5)[0] for size in sizes]
    missing = [ball.Volume() - mesh.volume for mesh in meshes]
    assert missing[0] > 5 * missing[1] > 25 * missing[2] > 0
    assert missing[2] < 4 * np.pi * 100 * 0.01


def test_a_smaller_angle_gives_more_triangles(tmp_path: Path) -> None:
    meshes = [meshes_of(Part(SHAPES["cylinder"]), folder=tmp_path, angle=angle)[0] for angle in (0.5, 0.1, 0.02)]
    counts = [len(mesh.triangles) for mesh in meshes]
    assert counts[0] * 3 < counts[1] < counts[2] / 3


def test_a_deflection_below_the_floor_is_refused_with_the_floor(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        meshes_of(Part(cq.Solid.makeBox(3, 4, 12)), folder=tmp_path, deflection=1.2e-4)
    assert (caught.value.parameter, caught.value.value) == ("o.deflection", 1.2e-4)
    assert "0.00013" in caught.value.allowed
    assert meshes_of(Part(cq.Solid.makeBox(3, 4, 12)), folder=tmp_path, deflection=1.31e-4)


@pytest.mark.parametrize(("options", "name"), [({"deflection": 0.01}, "o.deflection"), ({"angle": 0.05}, "o.angle")])
def test_too_many_triangles_are_the_matter_of_the_option_that_asked(
    options: dict[str, float], name: str, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(module, "MAX_TRIANGLES", 100)
    with pytest.raises(RequestError, match="more than the 100") as caught:
        meshes_of(Part(SHAPES["sphere"]), folder=tmp_path, **options)
    assert caught.value.parameter == name
    assert list(tmp_path.iterdir()) == []


def test_too_many_triangles_without_an_option_are_the_matter_of_the_model(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(module, "MAX_TRIANGLES", 100)
    with pytest.raises(Failure, match="choose a larger"):
        meshes_of(Part(SHAPES["sphere"]), folder=tmp_path)


def test_too_many_triangles_are_refused_before_they_are_made_where_that_can_be_told(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(Maker, "meshes", lambda *_: pytest.fail("it was meshed"))
    balls = cq.Compound.makeCompound([cq.Solid.makeSphere(5).moved(cq.Location((11 * at, 0, 0))) for at in range(60)])
    with pytest.raises(RequestError, match=r"more than 5,9\d\d,\d\d\d triangles, more than the 5,000,000") as caught:
        meshes_of(Part(balls), folder=tmp_path, angle=0.01)
    assert caught.value.parameter == "o.angle"


@pytest.mark.parametrize("angle", [1.5, 0.5, 0.1, pytest.param(0.05, marks=pytest.mark.long)])
def test_no_more_triangles_are_foretold_than_there_will_be(angle: float, tmp_path: Path) -> None:
    more = {
        "small ball": cq.Workplane().sphere(0.01).val(),
        "thin ring": cq.Solid.makeTorus(10, 0.01),
        "ring": cq.Solid.makeTorus(10, 2),
        "ball with a hole": cq.Workplane().sphere(5).cut(cq.Workplane().box(5, 5, 50)).val(),
        "rounded": cq.Workplane().box(10, 10, 10).edges().fillet(2).val(),
        "rest of a ball": cq.Workplane().sphere(5).cut(cq.Workplane().box(9.9, 9.9, 9.9)).val(),
    }
    for shape in {**SHAPES, **more}.values():
        made = sum(len(mesh.triangles) for mesh in meshes_of(Part(shape), folder=tmp_path, angle=angle))
        assert fewest_triangles(shape.wrapped, angle) <= made


def test_an_edge_alone_has_no_surface(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="no surface"):
        meshes_of(Part(cq.Edge.makeLine(cq.Vector(0, 0, 0), cq.Vector(1, 0, 0))), folder=tmp_path)


def test_a_solid_that_got_no_triangles_is_not_closed() -> None:
    corners = np.array([(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)], np.float32)
    tetrahedron = np.array([(0, 2, 1), (0, 1, 3), (1, 2, 3), (2, 0, 3)], np.uint32)
    none = np.zeros(4, np.int64)
    found = Triangulation(corners, corners, tetrahedron, none, none, face_body=np.array([0, 1]))
    assert found.closed(np.array([True, True])).tolist() == [True, False]
    opened = replace(found, triangles=tetrahedron[:3], triangle_face=none[:3])
    assert not opened.closed(np.array([True, True])).any()
