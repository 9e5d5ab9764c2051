"""A face is the same one for who counts triangles and for the kernel, and so are its measures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import cadquery as cq
import numpy as np
import pytest
from numpy.typing import NDArray

from cadwidgets.contract.picks import Pick, picks_text
from cadwidgets.geometry.measure import area_vectors, corners
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.service.builds.exact.finding import find, visible
from cadwidgets.service.builds.parts import parts_of
from cadwidgets.service.builds.shapes import Part

PLATE = cq.Workplane().box(10, 20, 3).faces(">Z").workplane().hole(4).edges("|Z").fillet(1)


def turned() -> cq.Assembly:
    """The same body at turned, moved and mirrored places."""
    whole = cq.Assembly()
    for place in range(4):
        whole.add(PLATE, loc=cq.Location((15 * place, 0, 3 * place), (1, 1, 0), 35 * place))
    return whole.add(PLATE.mirror("YZ").translate((0, 40, 0))).add(PLATE.mirror("XY").translate((0, 80, 0)))


def several_solids() -> cq.Shape:
    box = cq.Solid.makeBox(1, 1, 1)
    cone = cq.Solid.makeCone(2, 0, 3).moved(cq.Location((9, 0, 0)))
    loose = cq.Face.makePlane(2, 3).moved(cq.Location((0, 0, 9)))
    return cq.Compound.makeCompound([box, loose, box.moved(cq.Location((3, 0, 0), (0, 0, 1), 20)), cone])


MODELS: dict[str, Any] = {
    "one body at many places": turned,
    "several solids and a loose face": several_solids,
    "a sketch": lambda: cq.Sketch().rect(3, 4).circle(1, mode="s"),
    "round things": lambda: [cq.Solid.makeSphere(3, angleDegrees1=-90), cq.Solid.makeTorus(9, 2)],
    "a loft": lambda: cq.Workplane().rect(4, 6).workplane(offset=5).circle(2).loft(),
    "a shelled, chamfered box": lambda: cq.Workplane().box(9, 8, 7).edges("|Z").chamfer(1).faces(">Z").shell(-0.5),
    "what has no face among the parts": lambda: [
        cq.Assembly().add(cq.Edge.makeCircle(3)).add(PLATE).add(cq.Workplane().sphere(2).translate((20, 0, 0)))
    ],
}


@pytest.mark.parametrize("name", MODELS)
def test_every_face_measures_what_its_triangles_do(name: str, export_parts: Any) -> None:
    parts = parts_in(MODELS[name]())
    mesh = read_mesh(export_parts(parts, "GLB", deflection=0.005).read_bytes(), "GLB")
    counted = 0
    for part, number, triangles in faces_in(mesh):
        vectors = area_vectors(triangles) / 2
        areas = np.linalg.norm(vectors, axis=1)
        largest = triangles[areas.argmax()].mean(axis=0)
        facts = measured(export_parts, parts, Pick("face", part, tuple(largest.tolist()), number))
        assert facts["area"] == pytest.approx(areas.sum(), rel=0.02), (part, number)
        if facts["type"] != "SPHERE":
            assert facts["center"] == pytest.approx(np.average(triangles.mean(axis=1), axis=0, weights=areas), abs=0.05)
        if facts["type"] == "PLANE":
            assert facts["direction"] == pytest.approx(vectors.sum(axis=0) / areas.sum(), abs=1e-4)
        counted += 1
    assert counted == sum(len(part.shape.Faces()) for part in visible(parts))


def faces_in(mesh: Mesh) -> Iterator[tuple[int, int, NDArray[np.float64]]]:
    """(Number of the part, of a face in it, its triangles (m, 3, 3)), as a viewer counts them."""
    assert mesh.faces is not None
    for part in sorted({group.part for group in mesh.groups}):
        spans = [range(group.start, group.start + group.count) for group in mesh.groups if group.part == part]
        mine = np.concatenate([np.array(span) for span in spans])
        numbers = mesh.faces[mine] - mesh.faces[mine].min()
        for number in np.unique(numbers).tolist():
            triangles = mesh.triangles[mine[numbers == number]]
            yield part, number, corners(mesh.vertices, triangles).astype(np.float64)


def parts_in(thing: Any) -> list[Part]:
    """Each with a name, by which the parts of a file are told apart."""
    return [replace(part, name=f"part {number}") for number, part in enumerate(parts_of(thing))]


def measured(export_parts: Any, parts: list[Part], pick: Pick) -> dict[str, Any]:
    (facts,) = json.loads(export_parts(parts, "MEASURE", picks=picks_text([pick])).read_bytes())["facts"]
    return dict(facts)


def test_points_on_the_drawn_edges_find_edges_that_go_through_them(export_parts: Any) -> None:
    parts = parts_in(turned())
    mesh = read_mesh(export_parts(parts, "GLB", deflection=0.005).read_bytes(), "GLB")
    group = next(group for group in mesh.groups if group.part == 2)
    assert mesh.edges is not None
    first, count = group.edges
    for ends in mesh.edges[first : first + count : 7].astype(float):
        point = tuple(ends.mean(axis=0).tolist())
        edge = find(visible(parts), Pick("edge", 2, point)).shape
        assert isinstance(edge, cq.Edge)
        assert edge.distance(cq.Vertex.makeVertex(*point)) < 0.01


def test_no_edge_is_found_where_a_face_meets_itself() -> None:
    ball = [Part(cq.Solid.makeSphere(3, angleDegrees1=-90))]
    with pytest.raises(Exception, match="no edge"):
        find(ball, Pick("edge", 0, (3.0, 0.0, 0.0)))
    rod = [Part(cq.Solid.makeCylinder(3, 9))]
    assert {find(rod, Pick("edge", 0, (3.0, 0.0, z))).shape.geomType() for z in (0.0, 0.05, 8.95, 9.0)} == {"CIRCLE"}
