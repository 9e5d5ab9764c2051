"""GLB out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import orjson

from cadwidgets.geometry.glb_chunks import Chunk, chunk_of
from cadwidgets.geometry.glb_parts import LINES, MODEL_AXES, Json, packed
from cadwidgets.geometry.looks import Look, listed, name_of, to_linear, written
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.placed_parts import PlacedPart
from cadwidgets.geometry.placing import Matrix
from cadwidgets.units import MILLIMETRES, length_unit

_EDGES = {
    "name": "edges",
    "pbrMetallicRoughness": {"baseColorFactor": [0.0, 0.0, 0.0, 1.0], "metallicFactor": 0.0, "roughnessFactor": 1.0},
}


def write_glb(meshes: Sequence[Mesh], unit: str = "", extras: Mapping[str, Any] | None = None) -> bytes:
    """A GLB with a node for every mesh, named after its first group.

    The format counts in metres and has Y upwards: one root node turns and scales the model, so that the
    vertices keep their numbers; the unit is noted in ``asset.extras``, beside ``extras``, which are plain JSON.
    Every look of a mesh is a primitive of triangles, its ``edges`` are a primitive of lines; all share vertices
    with normals (made where the mesh has none) and, where the mesh has ``faces``, the face's number as
    ``_FACE_ID``, for which vertices that several faces use are split. ``unit`` is that of the coordinates
    (default: the first mesh's own, else ``mm``).
    Equal meshes give equal bytes. Raises ValueError for an unknown unit, more than 2**24 faces and more than 4 GiB.
    """
    name = length_unit(unit or next((mesh.unit for mesh in meshes if mesh.unit), "mm"))
    chunks = [chunk_of(mesh) for mesh in meshes]
    document = _Document([look for chunk in chunks for look, _ in chunk.triangles], chunks)
    nodes = [document.node(name_of(mesh), chunk) for mesh, chunk in zip(meshes, chunks, strict=True)]
    return document.file(nodes, name, extras)


def write_glb_parts(parts: Sequence[PlacedPart], unit: str, extras: Mapping[str, Any] | None = None) -> bytes:
    """A GLB like that of `write_glb` with a node for every part, each mesh being there once however often it stands.

    A part of several pieces is a node with one child for each of them, of the same name. A mesh that parts of several
    colours share is there once for each colour, over the same stretch of the buffer: the buffer holds the stretches
    of the meshes in the order in which they come first.
    """
    name = length_unit(unit)
    chunks = [piece.shared.chunk for part in parts for piece in part.pieces]
    document = _Document([part.look for part in parts], chunks)
    nodes = [document.part(part) for part in parts]
    return document.file(nodes, name, extras)


class _Document:
    """The lists of a glTF while they grow; ``_pieces`` is the binary buffer in pieces of whole 4 bytes."""

    def __init__(self, looks: Sequence[Look], chunks: Sequence[Chunk]) -> None:
        self._pieces: list[bytes] = []
        self._length = 0
        self._views: list[Json] = []
        self._accessors: list[Json] = []
        self._meshes: list[Json] = []
        self._firsts: dict[int, int] = {}
        self._shared: dict[tuple[int, Look], int] = {}
        self._looks = listed([Look("", look.color, look.opacity) for look in looks])
        self._materials = [_material(look) for look in self._looks]
        if any(chunk.edges is not None for chunk in chunks):
            self._materials.append(_EDGES)

    def file(self, nodes: Sequence[Json], unit: str, extras: Mapping[str, Any] | None) -> bytes:
        """The whole file; ``nodes`` stand below the root, their own children within them."""
        root: Json = {"name": "model", "rotation": MODEL_AXES, "scale": [MILLIMETRES[unit] / 1000.0] * 3}
        asset = {"version": "2.0", "generator": "cadwidgets", "extras": {**(extras or {}), "unit": unit}}
        listed_nodes = _numbered(root | ({"children": nodes} if nodes else {}))
        whole = {"asset": asset, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": listed_nodes, **self._lists()}
        return packed(orjson.dumps(whole), self._pieces)

    def node(self, name: str, chunk: Chunk) -> Json:
        """A node of the mesh; one that has nothing to show is a node all the same."""
        named: Json = {"name": name} if name else {}
        primitives = list(self._primitives(chunk, name))
        if not primitives:
            return named
        self._meshes.append(named | {"primitives": primitives})
        return named | {"mesh": len(self._meshes) - 1}

    def part(self, part: PlacedPart) -> Json:
        """A node of the part; its children, if it has several pieces, stand in it as objects."""
        look = written(part.look)
        named: Json = {"name": look.name} if look.name else {}
        pieces = [named | self._standing(piece.shared.chunk, look) | _where(piece.place) for piece in part.pieces]
        return pieces[0] if len(pieces) == 1 else named | {"children": pieces}

    def _standing(self, chunk: Chunk, look: Look) -> Json:
        key = (id(chunk), Look("", look.color, look.opacity))
        if key not in self._shared:
            primitives = list(self._primitives(chunk, "", key[1]))
            self._meshes.append(({"name": look.name} if look.name else {}) | {"primitives": primitives})
            self._shared[key] = len(self._meshes) - 1
        return {"mesh": self._shared[key]}

    def _lists(self) -> Json:
        """What the document holds; the format forbids empty lists."""
        found: Json = {
            "meshes": self._meshes,
            "materials": self._materials,
            "accessors": self._accessors,
            "bufferViews": self._views,
            "buffers": [{"byteLength": self._length}] if self._length else [],
        }
        return {name: items for name, items in found.items() if items}

    def _primitives(self, chunk: Chunk, name: str, painted: Look | None = None) -> Iterator[Json]:
        """The primitives of a mesh, all in one look if it is ``painted``; ``extras`` tell names other than ``name``."""
        first = self._first(chunk)
        attributes = {attribute: first + number for attribute, number in chunk.attributes.items()}
        for look, indices in chunk.triangles:
            shown = painted or look
            material = self._looks[Look("", shown.color, shown.opacity)]
            primitive: Json = {"attributes": attributes, "indices": first + indices, "material": material}
            yield primitive | ({} if shown.name == name else {"extras": {"name": shown.name}})
        if chunk.edges is not None:
            ends = {"POSITION": first + chunk.edges}
            yield {"attributes": ends, "material": len(self._materials) - 1, "mode": LINES}

    def _first(self, chunk: Chunk) -> int:
        """The number of the chunk's first accessor; the first time, the chunk is added."""
        if id(chunk) in self._firsts:
            return self._firsts[id(chunk)]
        first = self._firsts[id(chunk)] = len(self._accessors)
        self._accessors += [{**item, "bufferView": first + item["bufferView"]} for item in chunk.accessors]
        self._views += [{**view, "byteOffset": self._length + view["byteOffset"]} for view in chunk.views]
        self._pieces += chunk.pieces
        self._length += chunk.size
        return first


def _numbered(root: Json) -> list[Json]:
    """The nodes of a tree one after the other, children before their own children, each naming its by number."""
    nodes = [root]
    for node in nodes:  # grows while it is walked through
        children = node.get("children", [])
        if children:
            node["children"] = list(range(len(nodes), len(nodes) + len(children)))
            nodes += children
    return nodes


def _where(place: Matrix | None) -> Json:
    if place is None:
        return {}
    if np.array_equal(place[:3, :3], np.eye(3)):
        return {"translation": place[:3, 3].tolist()}
    return {"matrix": place.T.reshape(-1).tolist()}


def _material(look: Look) -> Json:
    """Colours of the format are linear; ``extras`` tells that a look has no colour of its own."""
    factor = [*np.round(to_linear(np.array(look.rgb)), 6).tolist(), look.opacity]
    surface = {"baseColorFactor": factor, "metallicFactor": 0.0, "roughnessFactor": 0.6}
    material: Json = {"name": look.color or "plain", "pbrMetallicRoughness": surface, "doubleSided": True}
    if look.opacity < 1.0:
        material["alphaMode"] = "BLEND"
    return material if look.color else material | {"extras": {"color": ""}}
