"""Bodies of one geometry: meshed once, shown wherever they stand as if each had been meshed for itself, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cadquery as cq
import numpy as np
import pytest
from OCP.BRep import BRep_Builder
from OCP.BRepMesh import BRepMesh_IncrementalMesh
from OCP.BRepTools import BRepTools
from OCP.gp import gp_Ax2, gp_Dir, gp_Pnt, gp_Trsf
from OCP.IMeshTools import IMeshTools_MeshAlgoType, IMeshTools_Parameters
from OCP.TopLoc import TopLoc_Location
from OCP.TopoDS import TopoDS_FrozenShape

from cadwidgets.errors import RequestError
from cadwidgets.geometry import measure
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.placed_parts import PlacedPart
from cadwidgets.service.builds import body_meshes, lines
from cadwidgets.service.builds import tessellate as module
from cadwidgets.service.builds.bodies import Body
from cadwidgets.service.builds.kept_meshes import KeptMeshes
from cadwidgets.service.builds.kernel_arrays import read_arrays
from cadwidgets.service.builds.meshing import FAST, THOROUGH, Fineness
from cadwidgets.service.builds.shapes import Part
from cadwidgets.service.builds.tessellate import tessellate
from cadwidgets.service.builds.write_options import WriteOptions


@pytest.fixture(autouse=True)
def kept(monkeypatch) -> KeptMeshes:
    """A memory of its own for each test."""
    fresh = KeptMeshes(64 << 20)
    monkeypatch.setattr(body_meshes, "KEPT", fresh)
    return fresh


@pytest.fixture
def meshed(monkeypatch) -> Iterator[list[object]]:
    """The algorithms with which the kernel's mesher was called, one for each body."""
    calls: list[object] = []
    real = body_meshes.mesh

    def mesh(body, fineness, algorithm) -> int:
        calls.append(algorithm)
        return real(body, fineness, algorithm)

    monkeypatch.setattr(body_meshes, "mesh", mesh)
    return calls


def wedge() -> cq.Solid:
    """A body without symmetry, with round faces."""
    return cq.Workplane().box(3, 2, 1).edges(">X and >Y").fillet(0.4).faces(">Z").workplane(offset=0).hole(0.5).val()


def placed(shape: cq.Shape, moved: gp_Trsf) -> cq.Shape:
    return cq.Shape.cast(shape.wrapped.Moved(TopLoc_Location(moved), False))


def mirror() -> gp_Trsf:
    moved = gp_Trsf()
    moved.SetMirror(gp_Ax2(gp_Pnt(5, 0, 0), gp_Dir(1, 0, 0)))
    return moved


def by_the_kernel(shape: cq.Shape, folder: Path, angle: float = 0.1) -> np.ndarray:
    """(m, 3, 3) the corners of all triangles of a shape that is meshed and read as one, where it stands."""
    parameters = IMeshTools_Parameters()
    parameters.MeshAlgo = IMeshTools_MeshAlgoType.IMeshTools_MeshAlgoType_Delabella
    parameters.Deflection, parameters.Angle, parameters.Relative, parameters.InParallel = 0.1, angle, True, False
    BRepTools.Clean_s(shape.wrapped)
    BRepMesh_IncrementalMesh(shape.wrapped, parameters)
    arrays = read_arrays(cq.Compound.makeCompound([shape]).wrapped, folder)  # whose place is nowhere else
    BRepTools.Clean_s(shape.wrapped)
    return arrays.vertices[arrays.triangles]


def parts_of(*shapes: cq.Shape, folder: Path, **options: object) -> list[PlacedPart]:
    return tessellate([Part(shape) for shape in shapes], WriteOptions(**options), folder, detailed=True)


def flat(*shapes: cq.Shape, folder: Path) -> list[Mesh]:
    return [part.flattened() for part in parts_of(*shapes, folder=folder)]


def test_equal_bodies_are_meshed_once_and_shared(meshed: list[object], tmp_path: Path) -> None:
    shape = wedge()
    parts = parts_of(*(shape.moved(cq.Location((5 * at, 0, 0))) for at in range(4)), wedge(), folder=tmp_path)
    assert meshed == [FAST, FAST]
    first, *others, other = [piece.shared for part in parts for piece in part.pieces]
    assert all(shared is first for shared in others)
    assert other is not first


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(lambda shape: shape.moved(cq.Location((7, -2, 0.5))), id="moved"),
        pytest.param(lambda shape: shape.moved(cq.Location((7, -2, 0.5), (1, 2, 3), 50)), id="turned"),
        pytest.param(lambda shape: placed(shape, mirror()), id="mirrored"),
        pytest.param(lambda shape: cq.Shape.cast(shape.wrapped.Reversed()), id="reversed"),
        pytest.param(lambda shape: cq.Shape.cast(placed(shape, mirror()).wrapped.Reversed()), id="mirrored, reversed"),
        pytest.param(lambda shape: cq.Compound.makeCompound([shape, shape.moved(cq.Location((9, 0, 0)))]), id="two"),
        pytest.param(
            lambda shape: cq.Compound.makeCompound(shape.Faces()[:4]).moved(cq.Location((1, 1, 1))), id="open"
        ),
        pytest.param(
            lambda shape: cq.Compound.makeCompound([shape, *shape.Faces()[:2]]).moved(cq.Location((0, 4, 0))),
            id="with loose faces",
        ),
    ],
)
def test_a_body_stands_as_the_kernel_itself_has_it(place, tmp_path: Path) -> None:
    """Its points; which of two diagonals the mesher takes depends on the last digit."""
    shape = wedge()
    there = place(shape)
    wanted = by_the_kernel(there, tmp_path)
    _, found = flat(shape, there, folder=tmp_path)
    one, other = found.vertices[found.triangles].reshape(-1, 3), wanted.reshape(-1, 3)
    apart = np.abs(np.unique(one, axis=0)[:, None] - np.unique(other, axis=0)[None]).max(axis=2)
    assert max(apart.min(axis=0).max(), apart.min(axis=1).max()) < 4e-6
    assert found.volume == pytest.approx(measure.signed_volume(wanted.astype(float)), rel=1e-4)
    assert found.area == pytest.approx(measure.area(wanted.astype(float)), rel=1e-4)


def test_a_body_turned_inside_out_is_another_one(tmp_path: Path) -> None:
    shape = wedge()
    one, other = flat(shape, cq.Shape.cast(shape.wrapped.Reversed()), folder=tmp_path)
    assert one.volume == pytest.approx(-other.volume)
    assert one.volume > 0


def test_edges_and_normals_go_with_their_body(tmp_path: Path) -> None:
    shape, turn = wedge(), cq.Location((7, -2, 0.5), (1, 2, 3), 50)
    one, other = flat(shape, shape.moved(turn), folder=tmp_path)
    turned = np.array([[turn.wrapped.Transformation().Value(row, column) for column in (1, 2, 3)] for row in (1, 2, 3)])
    assert other.normals == pytest.approx(one.normals @ turned.T, abs=1e-6)
    assert other.edges == pytest.approx(one.edges @ turned.T + (7, -2, 0.5), abs=1e-5)


@pytest.mark.parametrize("away", [0, 40, 4000])
def test_alone_or_small_in_its_model_a_body_has_the_mesh_that_the_kernel_gives_it(away: int, tmp_path: Path) -> None:
    screw = cq.Workplane().rect(3, 1).twistExtrude(5, 90).val()
    model = [screw, cq.Solid.makeBox(1, 1, 1).moved(cq.Location((away, 0, 0)))]
    wanted = by_the_kernel(cq.Compound.makeCompound(model), tmp_path, angle=0.5)
    found = parts_of(*model, folder=tmp_path, angle=0.5)[0].flattened()
    assert np.array_equal(found.vertices[found.triangles], wanted[: len(found.triangles)])


def test_the_size_of_the_model_counts_in_steps_up_to_four_times_the_body() -> None:
    body = Body.of(cq.Solid.makeBox(1, 2, 3).wrapped, True)
    reaches = [Fineness.of(WriteOptions(), body, 3.0 * ratio).reach / body.reach for ratio in (0.5, 1, 1.4, 1.5, 3, 9)]
    assert reaches == pytest.approx([1, 1, 1, 2**0.5, 2**1.5, 4])
    assert Fineness.of(WriteOptions(deflection=0.1), body, 9.0) == Fineness(0.1, 0.1, 0.0)


def test_a_body_made_far_away_and_brought_back_keeps_its_shape(tmp_path: Path) -> None:
    far = wedge().moved(cq.Location((1e6, 0, 0))).copy(False)
    baked = cq.Shape.cast(far.wrapped).transformGeometry(cq.Matrix())
    back = cq.Location((-1e6, 0, 0))
    one, other = flat(baked.moved(back), baked.moved(back * cq.Location((0, 9, 0))), folder=tmp_path)
    for mesh in (one, other):
        assert mesh.is_watertight
        assert mesh.volume == pytest.approx(wedge().Volume(), rel=1e-3)


def test_only_an_open_body_is_meshed_again(meshed: list[object], monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(
        body_meshes.Triangulation,
        "closed",
        lambda self, solids: solids & (np.arange(len(solids)) != 1) if len(solids) > 1 else solids,
    )
    parts_of(wedge(), cq.Solid.makeSphere(1), wedge(), folder=tmp_path)
    assert meshed == [FAST, FAST, FAST, THOROUGH]


def test_what_the_thorough_mesher_makes_no_better_stays(meshed: list[object], monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(body_meshes.Triangulation, "closed", lambda self, solids: solids & False)
    shape = wedge()
    wanted = by_the_kernel(shape, tmp_path)
    (found,) = flat(shape, folder=tmp_path)
    assert meshed == [FAST, THOROUGH]
    assert np.array_equal(found.vertices[found.triangles], wanted)


def test_triangles_count_wherever_they_stand(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "MAX_TRIANGLES", 100)
    box = cq.Solid.makeBox(1, 1, 1)
    assert len(parts_of(*(box.moved(cq.Location((2 * at, 0, 0))) for at in range(8)), folder=tmp_path)) == 8
    with pytest.raises(RequestError, match="108 triangles, more than the 100"):
        tessellate(
            [Part(box.moved(cq.Location((2 * at, 0, 0)))) for at in range(9)],
            WriteOptions.of("GLB", {"angle": 0.1}),
            tmp_path,
        )


def test_bodies_of_a_part_that_stand_once_are_one_mesh(tmp_path: Path) -> None:
    box = cq.Solid.makeBox(1, 1, 1)
    twice = [box.moved(cq.Location((at, 5, 0))) for at in (2, 4)]
    (part,) = parts_of(cq.Compound.makeCompound([wedge(), cq.Solid.makeSphere(1), *twice, wedge()]), folder=tmp_path)
    assert [len(piece.shared.mesh.groups) for piece in part.pieces] == [2, 1, 1, 1]
    mesh = part.flattened()
    assert [group.count for group in mesh.groups][2:4] == [12, 12]
    assert set(mesh.faces) == set(range(int(mesh.faces.max()) + 1))


def test_a_shape_has_no_mesh_when_it_was_shown(tmp_path: Path) -> None:
    shape = wedge()
    before = shape.BoundingBox().DiagonalLength
    parts_of(shape, folder=tmp_path)
    assert shape.BoundingBox().DiagonalLength == before
    assert not BRepTools.Triangulation_s(shape.wrapped, 1e9)


@pytest.mark.parametrize(
    "shape", [wedge(), cq.Compound.makeCompound([wedge(), *wedge().Faces()[:2]])], ids=["solid", "solid and faces"]
)
def test_a_body_that_was_shown_is_not_meshed_again(shape: cq.Shape, meshed: list[object], tmp_path: Path) -> None:
    first = parts_of(shape, folder=tmp_path)
    count = len(meshed)
    second = parts_of(shape, folder=tmp_path)
    assert len(meshed) == count
    for one, other in zip(first[0].pieces, second[0].pieces, strict=True):
        assert np.array_equal(one.shared.mesh.vertices, other.shared.mesh.vertices)


def test_a_body_that_only_moved_is_not_meshed_again(meshed: list[object], tmp_path: Path) -> None:
    shape, ground = wedge(), cq.Solid.makeBox(50, 50, 1)
    for at in range(3):
        one, _ = flat(shape.moved(cq.Location((at, 0, 2))), ground, folder=tmp_path)
        assert one.bounding_box[0] == pytest.approx(at - 1.5)
    assert len(meshed) == 2


@pytest.mark.parametrize("options", [{"angle": 0.3}, {"deflection": 0.01}])
def test_another_fineness_is_another_mesh(options, meshed: list[object], tmp_path: Path) -> None:
    shape = wedge()
    parts_of(shape, folder=tmp_path)
    parts_of(shape, folder=tmp_path, **options)
    assert len(meshed) == 2


def test_a_plain_mesh_has_no_normals_though_a_detailed_one_is_kept(meshed: list[object], tmp_path: Path) -> None:
    shape = wedge()
    detailed = parts_of(shape, folder=tmp_path)[0].flattened()
    plain = tessellate([Part(shape)], WriteOptions(), tmp_path)[0].flattened()
    assert (plain.normals, plain.edges, len(meshed)) == (None, None, 1)
    assert np.array_equal(plain.vertices, detailed.vertices)
    assert parts_of(shape, folder=tmp_path)[0].flattened().normals is not None


def test_the_kernel_lets_nobody_change_a_shape_that_was_shown(tmp_path: Path) -> None:
    faces = cq.Solid.makeBox(1, 1, 1).Faces()
    compound = cq.Compound.makeCompound(faces[:4]).wrapped
    BRep_Builder().Add(compound, faces[4].wrapped)
    parts_of(cq.Shape.cast(compound), folder=tmp_path)
    with pytest.raises(TopoDS_FrozenShape):
        BRep_Builder().Add(compound, faces[5].wrapped)


def test_the_meshes_used_last_are_kept_within_the_limit(monkeypatch, meshed: list[object], tmp_path: Path) -> None:
    one, two, three = wedge(), wedge(), wedge()
    size = parts_of(one, folder=tmp_path)[0].pieces[0].shared.size
    monkeypatch.setattr(body_meshes, "KEPT", KeptMeshes(2 * size + size // 2))
    for shape in (one, two, one, three, one, two):
        parts_of(shape, folder=tmp_path)
    assert len(meshed) == 1 + 4, "one, two, three, and two again, which was not used for longest"
    assert len(body_meshes.KEPT) == 2


def test_lines_are_found_the_same_where_their_numbers_do_not_fit(monkeypatch, tmp_path: Path) -> None:
    (wanted,) = flat(wedge(), folder=tmp_path)
    monkeypatch.setattr(lines, "_BITS", 8)
    (found,) = flat(wedge(), folder=tmp_path)
    assert np.array_equal(found.edges, wanted.edges)
