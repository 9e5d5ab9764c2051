"""GLB in: the triangles and lines of all nodes in one mesh."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.faults import check_amount, reading
from cadwidgets.geometry.glb_accessors import Document
from cadwidgets.geometry.glb_nodes import placed as standing
from cadwidgets.geometry.glb_parts import Json, unpacked
from cadwidgets.geometry.glb_primitives import Shape, shapes_of
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.placing import Placed, gathered

_NOWHERE_ELSE = np.eye(4)


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
        unit, nodes = standing(document)
        found: dict[int, list[Shape]] = {}
        placed, groups = [], _Groups()
        for node, matrix, part in nodes:
            for shape in _shapes(document, node, found):
                groups.add(shape, _name(node), part)
                placed.append(Placed(shape.mesh, None if np.array_equal(matrix, _NOWHERE_ELSE) else matrix))
        return gathered(placed, groups.found, unit)


class _Groups:
    """The groups of the shapes that stand one after the other; raises GeometryError where they come to too much."""

    def __init__(self) -> None:
        self.found: list[Group] = []
        self._part: int | None = None
        self._triangles = self._elements = 0

    def add(self, shape: Shape, name: str, part: int | None) -> None:
        """The pieces of one ``part`` are one group as far as they look alike."""
        self._elements += shape.size
        check_amount(self._elements)
        for group in shape.named_groups(name, self._triangles):
            if part is not None and part == self._part and self.found and _alike(self.found[-1], group):
                group = replace(group, start=self.found[-1].start, count=self.found.pop().count + group.count)
            self.found.append(group)
        self._triangles += shape.count
        self._part = part


def _alike(one: Group, other: Group) -> bool:
    return (one.name, one.color, one.opacity) == (other.name, other.color, other.opacity)


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
