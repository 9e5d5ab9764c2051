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
        for number, (node, matrix, part) in enumerate(nodes):
            for shape in _shapes(document, node, found):
                groups.add(shape, _name(node), ("part", part) if part is not None else ("node", number))
                placed.append(Placed(shape.mesh, None if np.array_equal(matrix, _NOWHERE_ELSE) else matrix))
        return gathered(placed, groups.named, unit)


class _Groups:
    """The groups of the shapes that stand one after the other; raises GeometryError where they come to too much."""

    def __init__(self) -> None:
        self.found: list[Group] = []
        self._node: object = None
        self._part = -1
        self._triangles = self._edges = self._elements = 0

    @property
    def named(self) -> list[Group]:
        """All of them; none where there is one part that has neither a name nor a look of its own."""
        return self.found if self._part > 0 or any(group.name or group.color for group in self.found) else []

    def add(self, shape: Shape, name: str, node: object) -> None:
        """The pieces of one ``node``, a part, are one group as far as they look alike."""
        self._elements += shape.size
        check_amount(self._elements)
        again = node == self._node
        self._part, self._node = self._part + (not again), node
        edges = self._edges, sum(map(len, shape.edges))
        for group in shape.named_groups(name, self._triangles):
            group = replace(group, edges=edges, part=self._part)
            if again and self.found and _alike(self.found[-1], group):
                group = _both(self.found.pop(), group)
            self.found.append(group)
            edges = sum(edges), 0  # the first group has them all
        self._triangles += shape.count
        self._edges += sum(map(len, shape.edges))


def _both(one: Group, next_one: Group) -> Group:
    return replace(one, count=one.count + next_one.count, edges=(one.edges[0], one.edges[1] + next_one.edges[1]))


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
