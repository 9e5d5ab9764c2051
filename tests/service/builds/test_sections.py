"""Sections by the kernel: their areas follow from formulas, their caps lie in the plane and look along its normal."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from pathlib import Path

import cadquery as cq
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cadwidgets import samples
from cadwidgets.contract.sections import Plane, planes_text
from cadwidgets.errors import RequestError
from cadwidgets.geometry.carried_sections import carried_sections
from cadwidgets.geometry.glb import read_glb
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.nesting import areas
from cadwidgets.geometry.slicing import sliced
from cadwidgets.service.builds.sections import sections
from cadwidgets.service.builds.shapes import Part, bounding_box, volume
from cadwidgets.service.builds.tessellate import tessellate
from cadwidgets.service.builds.write_options import WriteOptions

X, Y, Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
BOX = cq.Workplane().box(10, 20, 30).val()
CYLINDER = cq.Workplane().cylinder(20, 5).val()
TUBE = cq.Workplane().circle(5).circle(3).extrude(20).val()
BALL = cq.Workplane().sphere(5).val()
TORUS = cq.Solid.makeTorus(10, 3)
PLATE = cq.Workplane().box(40, 40, 5).faces(">Z").workplane().rarray(10, 10, 4, 4).hole(5).val()
HOLED = 1600 - 16 * math.pi * 6.25


def area(shape: cq.Shape, normal: Sequence[float], offset: float) -> float:
    (section,) = sections([Part(shape)], [Plane((normal[0], normal[1], normal[2]), offset)])
    return math.fsum(section.areas)


@pytest.mark.parametrize(
    ("shape", "normal", "offset", "expected"),
    [
        (BOX, Z, 1.0, 200.0),
        (BOX, X, -2.0, 600.0),
        (BOX, (1, 1, 0), 0.0, 10 * math.sqrt(2) * 30),
        (cq.Workplane().box(2, 2, 2).val(), (1, 1, 1), 0.0, 3 * math.sqrt(3)),  # a regular hexagon of side sqrt(2)
        (cq.Workplane().box(2, 2, 2).val(), (1, 1, 1), 2.0, math.sqrt(3) / 2),  # a triangle of side sqrt(2)
        (CYLINDER, Z, 3.0, math.pi * 25),
        (CYLINDER, X, 3.0, 20 * 8),
        (CYLINDER, Y, 0.0, 20 * 10),
        (CYLINDER, (0, 1, 1), 0.0, math.pi * 25 * math.sqrt(2)),
        (TUBE, Z, 7.0, math.pi * 16),
        (TUBE, X, 0.0, 20 * 4),
        (TUBE, X, 4.0, 20 * 6),
        *((BALL, Z, height, math.pi * (25 - height**2)) for height in (-4.999, -3.0, 0.0, 4.0)),
        (BALL, (3, 4, 12), 13 * 3.0, math.pi * 16),
        (TORUS, Z, 0.0, math.pi * (169 - 49)),
        (TORUS, Z, 2.0, math.pi * ((10 + math.sqrt(5)) ** 2 - (10 - math.sqrt(5)) ** 2)),
        (TORUS, X, 0.0, 2 * math.pi * 9),
        (PLATE, Z, 0.0, HOLED),
        (PLATE, X, 15.0, 5 * (40 - 4 * 5)),
        (PLATE, X, 10.0, 5 * 40),
        (PLATE, X, 17.5, 5 * 40),  # touches the holes
    ],
)
def test_the_area_is_that_of_the_formula(
    shape: cq.Shape, normal: tuple[float, ...], offset: float, expected: float
) -> None:
    assert area(shape, normal, offset) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("shape", "normal", "offset", "expected"),
    [
        (BOX, Z, 15.0, 200.0),
        (BOX, (0, 0, -1), 15.0, 200.0),
        (BOX, Z, -15.0, 0.0),
        (BOX, (0, 0, -1), -15.0, 0.0),
        (PLATE, Z, 2.5, HOLED),
        (CYLINDER, Z, 10.0, math.pi * 25),
        (CYLINDER, Z, -10.0, 0.0),
        (BOX.fuse(cq.Workplane().box(4, 4, 40).val()), Z, 15.0, 200.0),  # a plane in its shoulder has all behind it
        (BOX.fuse(cq.Workplane().box(4, 4, 40).val()), (0, 0, -1), -15.0, 16.0),
        (BOX.rotate(cq.Vector(), cq.Vector(1, 2, 3), 33), None, 15.0, 200.0),
        (BOX.toNURBS(), Z, 15.0, 200.0),
        (BOX.toNURBS(), Z, -15.0, 0.0),
    ],
)
def test_a_plane_in_a_face_has_the_material_behind_it(
    shape: cq.Shape, normal: tuple[float, ...] | None, offset: float, expected: float
) -> None:
    up = cq.Workplane(cq.Face.makePlane(1, 1)).val().rotate(cq.Vector(), cq.Vector(1, 2, 3), 33).normalAt().toTuple()
    assert area(shape, normal or up, offset) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    ("shape", "normal", "offset"),
    [
        (CYLINDER, X, 5.0),
        (CYLINDER, X, -5.0),
        (BALL, Z, 5.0),
        (BALL, Y, -5.0),
        (TORUS, Z, 3.0),
        (TORUS, X, 13.0),
        (BOX, (1, 1, 0), 15.0),
        (BOX, Z, 99.0),
        (BOX, Z, -99.0),
    ],
)
def test_a_plane_that_only_touches_cuts_nothing(shape: cq.Shape, normal: tuple[float, ...], offset: float) -> None:
    assert area(shape, normal, offset) == 0.0


def test_solids_that_are_inside_out_are_cut_as_what_they_enclose() -> None:
    assert area(cq.Shape.cast(BALL.wrapped.Reversed()), Z, 3.0) == pytest.approx(math.pi * 16)
    hollow = cq.Workplane().sphere(5).cut(cq.Workplane().sphere(3)).val()
    assert area(hollow, X, 0.0) == pytest.approx(math.pi * 16)


def test_loose_faces_have_no_cap() -> None:
    shell = cq.Shell.makeShell(BOX.Faces())
    assert area(shell, Z, 0.0) == 0.0
    assert area(cq.Face.makePlane(5, 5), Z, 0.0) == 0.0
    assert area(cq.Compound.makeCompound([shell, BALL]), Z, 0.0) == pytest.approx(math.pi * 25)


def test_areas_along_an_axis_add_up_to_the_volume(run: Callable) -> None:
    """By Gauss-Legendre quadrature between the heights where the section may jump, those of the vertices."""
    parts = run(samples.bottle.text).parts
    (shape,) = (part.shape for part in parts)
    box = bounding_box(shape)
    heights = np.unique(np.round([box[2], box[5], *(vertex.toTuple()[2] for vertex in shape.Vertices())], 4))
    nodes, weights = np.polynomial.legendre.leggauss(4)
    total = 0.0
    for low, high in itertools.pairwise(heights):
        planes = [Plane(Z, (low + high) / 2 + node * (high - low) / 2) for node in nodes]
        found = [math.fsum(section.areas) for section in sections(parts, planes)]
        total += float(np.dot(found, weights)) * (high - low) / 2
    assert total == pytest.approx(volume(shape), rel=1e-3)


def test_a_gear_is_cut_as_its_triangles_are(run: Callable, tmp_path: Path) -> None:
    (part,) = run(samples.gear.text).parts
    mesh = mesh_of(part.shape, tmp_path)
    low, high = mesh.bounding_box[2], mesh.bounding_box[5]
    plane = Plane(Z, (low + 2 * high) / 3)
    expected = sum(areas(sliced(mesh, plane).loops, plane))
    assert area(part.shape, plane.normal, plane.offset) == pytest.approx(expected, rel=1e-3)


def test_a_tube_is_cut_along_as_pappus_says() -> None:
    """The half of a section through the axis, times the way of its centre, is the volume."""
    bent = cq.Workplane("XZ").center(12, 0).rect(3, 4).revolve(360, (-12, 0), (-12, 1)).val()
    assert area(bent, X, 0.0) / 2 * 2 * math.pi * 12 == pytest.approx(volume(bent), rel=1e-9)


def test_each_part_has_its_cap_in_its_look_and_equal_ones_share_it() -> None:
    ball = cq.Workplane().sphere(2).val()
    parts = [
        Part(ball.moved(cq.Location((5.0 * place, 0, 0))), f"ball {place}", "#336699", 0.5) for place in range(100)
    ]
    (section,) = sections([*parts, Part(BOX, "box", "#ff0000")], [Plane(Z, 1.0)])
    assert [(cap.name, cap.color, cap.opacity) for cap in section.caps] == [
        *((f"ball {place}", "#336699", 0.5) for place in range(100)),
        ("box", "#ff0000", 1.0),
    ]
    assert section.areas == pytest.approx([math.pi * 3] * 100 + [200.0])
    assert len({cap.shape.located(cq.Location()) for cap in section.caps[:100]}) == 1
    (few,) = sections(parts, [Plane(X, 0.5)])
    assert [cap.name for cap in few.caps] == ["ball 0"]


def test_turned_parts_are_cut_where_they_stand() -> None:
    rod = cq.Workplane().cylinder(20, 1).val()
    turned = rod.moved(cq.Location((3, 4, 5), (1, 0, 0), 60))
    (section,) = sections([Part(turned)], [Plane(Z, 5.0)])
    (x, y, z) = section.caps[0].shape.Center().toTuple()
    assert section.areas == pytest.approx([math.pi / math.cos(math.radians(60))])
    assert (x, y, z) == pytest.approx((3, 4, 5))


def test_what_is_cut_stays_as_it_was(run: Callable) -> None:
    shape = cq.Workplane().box(10, 10, 10).edges().fillet(1).val()
    before = [(edge.geomType(), edge.Length()) for edge in shape.Edges()]
    sections([Part(shape)], [Plane((1, 2, 3), 1.0), Plane(Z, 5.0)])
    assert shape.isValid()
    assert [(edge.geomType(), edge.Length()) for edge in shape.Edges()] == before


def mesh_of(shape: cq.Shape, folder: Path) -> Mesh:
    (part,) = tessellate([Part(shape)], WriteOptions.of("STL", {"angle": "0.05", "deflection": "0.01"}), folder)
    return part.flattened()


BODIES = {
    "ball": BALL,
    "torus": TORUS,
    "plate": PLATE,
    "rounded": cq.Workplane().box(10, 14, 18).edges().fillet(2).val(),
    "pierced": cq.Workplane().box(10, 10, 10).faces(">Z").hole(4).faces(">X").hole(3).val(),
    "twisted": cq.Workplane().rect(6, 9).twistExtrude(12, 70).val(),
}


@pytest.fixture(scope="module")
def meshes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Mesh]:
    return {name: mesh_of(shape, tmp_path_factory.mktemp("mesh")) for name, shape in BODIES.items()}


@settings(max_examples=40)
@given(
    st.sampled_from(sorted(BODIES)),
    st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda normal: math.hypot(*normal) > 0.2),
    st.floats(-0.7, 0.7),
)
@example("ball", (1.0, 1.192092896e-07, -1.0), 0.5)
def test_the_kernel_and_a_fine_mesh_agree(
    meshes: dict[str, Mesh], name: str, normal: tuple[float, float, float], share: float
) -> None:
    mesh = meshes[name]
    corners = mesh.vertices @ np.array(Plane(normal, 0.0).normal)
    plane = Plane(Plane(normal, 0.0).normal, float(corners.mean() + share * np.ptp(corners) / 2))
    expected = sum(areas(sliced(mesh, plane).loops, plane))
    around = sum(
        float(np.linalg.norm(loop - np.roll(loop, 1, axis=0), axis=1).sum()) for loop in sliced(mesh, plane).loops
    )
    assert area(BODIES[name], plane.normal, plane.offset) == pytest.approx(expected, abs=1e-3 + 0.02 * around)


@pytest.mark.parametrize("tilt", [0.0, 1.2e-7, 3e-7, 5e-7, 1e-3])
def test_a_cap_looks_along_the_normal_from_whichever_side_the_kernel_finds_it(tilt: float) -> None:
    plane = Plane((1.0, tilt, -1.0), 3.0)
    (section,) = sections([Part(BALL)], [plane])
    (face,) = section.caps[0].shape.Faces()
    assert section.areas[0] == pytest.approx(math.pi * (25 - plane.offset**2), rel=1e-6)
    assert np.dot(face.normalAt().toTuple(), plane.normal) == pytest.approx(1.0)


ASSEMBLY = """
lid = cq.Workplane().box(40, 40, 4).translate((0, 0, 12))
case = cq.Workplane().box(40, 40, 20).faces(">Z").shell(-2)
both = cq.Assembly(name="case").add(case, name="body", color=cq.Color(0, 0, 1)).add(lid, name="lid")
show_object(both)
"""


def built(run_job, folder: Path, script: str, *planes: Plane, **options: str) -> bytes:
    given = {"planes": planes_text(planes), **options}
    frame = run_job({"op": "build", "script": script, "type": "SECTION", "options": given}, folder).frame
    assert "ok" in frame, frame
    return (folder / frame["ok"]["file"]).read_bytes()


def test_a_worker_writes_the_caps_of_each_plane_and_their_areas(run_job, tmp_path: Path) -> None:
    planes = [Plane(X, 0.0), Plane((0, 1, 1), 3.0), Plane(Z, 12.0)]
    data = built(run_job, tmp_path, ASSEMBLY, *planes)
    told = carried_sections(data)
    assert [name for name, _ in told[0]] == ["case/body", "case/lid"]
    assert dict(told[0])["case/lid"] == pytest.approx(160.0)
    assert dict(told[0])["case/body"] == pytest.approx(40 * 2 + 2 * 18 * 2)
    assert told[2] == (("case/lid", pytest.approx(1600.0)),)
    mesh = read_glb(data)
    assert [group.name for group in mesh.groups] == [name for parts in told for name, _ in parts]
    assert mesh.groups[0].color == "#0000ff"
    groups = iter(mesh.groups)
    for plane, parts in zip(planes, told, strict=True):
        for _, size in parts:
            group = next(groups)
            corners = mesh.vertices[mesh.triangles[group.start : group.start + group.count]].astype(float)
            assert np.abs(corners @ np.array(plane.normal) - plane.offset).max() < 1e-5 * 60
            doubled = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
            assert (doubled @ np.array(plane.normal)).min() > 0.0
            assert np.linalg.norm(doubled, axis=1).sum() / 2 == pytest.approx(size, rel=1e-5)
            corner = mesh.triangles[group.start : group.start + group.count].reshape(-1)
            assert mesh.normals is not None
            assert mesh.normals[corner] == pytest.approx(np.tile(plane.normal, (len(corner), 1)), abs=1e-5)
    assert mesh.edges is not None


def test_a_plane_that_cuts_nothing_is_an_answer(run_job, tmp_path: Path) -> None:
    data = built(run_job, tmp_path, ASSEMBLY, Plane(Z, 500.0))
    assert carried_sections(data) == ((),)
    assert len(read_glb(data).triangles) == 0


def test_tolerances_hold_for_caps(run_job, tmp_path: Path) -> None:
    script = "show_object(cq.Workplane().sphere(5))"
    counts = []
    for angle in ("0.5", "0.01"):
        (tmp_path / angle).mkdir()
        counts.append(len(read_glb(built(run_job, tmp_path / angle, script, Plane(Z, 1.0), angle=angle)).triangles))
    assert 4 * counts[0] < counts[1]


def test_a_section_needs_planes_and_no_other_type_has_them(run_job, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"o\.planes"):
        WriteOptions.of("SECTION", {})
    with pytest.raises(RequestError, match=r"GLB does not have the option o\.planes"):
        WriteOptions.of("GLB", {"planes": "[[[0, 0, 1], 5]]"})
    job = {"op": "build", "script": ASSEMBLY, "type": "SECTION", "options": {"planes": "[[[0, 0, 0], 1]]"}}
    assert run_job(job, tmp_path).frame["error"]["kind"] == "request"
