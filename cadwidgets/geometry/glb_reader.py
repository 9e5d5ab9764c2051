"""GLB in: the triangles and lines of all nodes in one mesh."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.faults import check_amount, reading
from cadwidgets.geometry.glb_accessors import Document
from cadwidgets.geometry.glb_nodes import Matrix, placed
from cadwidgets.geometry.glb_parts import Json, unpacked
from cadwidgets.geometry.glb_primitives import Shape, shapes_of
from cadwidgets.geometry.grouping import joined
from cadwidgets.geometry.measure import unit as unit_vectors
from cadwidgets.geometry.mesh import Mesh, single


def read_glb(data: bytes) -> Mesh:
    """The mesh of a GLB: the triangles and lines of all nodes of its scene where they stand.

    Every primitive is a group with the name of its node, its colour and its opacity; lines become ``edges``,
    ``_FACE_ID`` becomes ``faces``. A file of `write_glb` comes back in the model's own numbers, axes and unit;
    any other one in metres and with Z upwards. Points, textures, skins and animations are left out. Raises
    GeometryError for broken files, and by name for sparse accessors, packed geometry (Draco, meshopt) and
    buffers that lie elsewhere.
    """
    with reading("GLB"):
        json, start, buffer = unpacked(data)
        document = Document(json, start, buffer)
        unit, nodes = placed(document)
        found: dict[int, list[Shape]] = {}
        meshes, elements = [], 0
        for node, matrix in nodes:
            for shape in _shapes(document, node, found):
                elements += shape.size
                check_amount(elements)
                meshes.append(_moved(shape.mesh(_name(node)), matrix))
        return replace(joined(meshes), unit=unit)


def _shapes(document: Document, node: Json, found: dict[int, list[Shape]]) -> list[Shape]:
    """The shapes of the node's mesh, read once however many nodes have it."""
    number = node.get("mesh")
    if number is None:
        return []
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise GeometryError("a node's mesh must be a whole number from 0")
    if number not in found:
        found[number] = shapes_of(document, number)
    return found[number]


def _name(node: Json) -> str:
    name = node.get("name")
    return name if isinstance(name, str) else ""


def _moved(mesh: Mesh, matrix: Matrix) -> Mesh:
    """The mesh where its node stands; a mirror image is turned inside out again."""
    if np.array_equal(matrix, np.eye(4)):
        return mesh
    turn = matrix[:3, :3]
    determinant = np.linalg.det(turn)
    return replace(
        mesh,
        vertices=_points(mesh.vertices, matrix),
        triangles=mesh.triangles[:, ::-1] if determinant < 0.0 else mesh.triangles,
        normals=None if mesh.normals is None else _turned(mesh.normals, turn, float(determinant)),
        edges=None if mesh.edges is None else _points(mesh.edges, matrix),
    )


def _points(points: NDArray[np.float32], matrix: Matrix) -> NDArray[np.float32]:
    return single(points.astype(np.float64) @ matrix[:3, :3].T + matrix[:3, 3])


def _turned(normals: NDArray[np.float32], turn: NDArray[np.float64], determinant: float) -> NDArray[Any]:
    """Normals go with the inverse transpose; one that is squeezed flat has none, and they stay."""
    if not np.isfinite(determinant) or abs(determinant) < np.finfo(np.float64).tiny:
        return normals
    return single(unit_vectors(normals.astype(np.float64) @ np.linalg.inv(turn)))
