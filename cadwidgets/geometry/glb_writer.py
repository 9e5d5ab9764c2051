"""GLB out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from cadwidgets.geometry.glb_parts import (
    ARRAY_BUFFER,
    ELEMENT_ARRAY_BUFFER,
    LINES,
    MAX_FACE,
    MODEL_AXES,
    Json,
    packed,
)
from cadwidgets.geometry.looks import Look, listed, name_of, runs, to_linear
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.topology import numbered
from cadwidgets.units import MILLIMETRES, length_unit

_COMPONENTS = {"|u1": 5121, "<u2": 5123, "<u4": 5125, "<f4": 5126}
_SHAPES = {1: "SCALAR", 3: "VEC3"}
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
    document = _Document(meshes)
    nodes = [document.node(mesh) for mesh in meshes]
    root: Json = {"name": "model", "rotation": MODEL_AXES, "scale": [MILLIMETRES[name] / 1000.0] * 3}
    if nodes:
        root["children"] = list(range(1, len(nodes) + 1))
    asset = {"version": "2.0", "generator": "cadwidgets", "extras": {**(extras or {}), "unit": name}}
    whole = {"asset": asset, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [root, *nodes], **document.lists()}
    return packed(orjson.dumps(whole), document.chunks)


class _Document:
    """The lists of a glTF while they grow; ``chunks`` is the binary buffer in pieces of whole 4 bytes."""

    def __init__(self, meshes: Sequence[Mesh]) -> None:
        self.chunks: list[bytes] = []
        self._length = 0
        self._views: list[Json] = []
        self._accessors: list[Json] = []
        self._meshes: list[Json] = []
        looks = [run.look for mesh in meshes for run in runs(mesh)]
        self._looks = listed([Look("", look.color, look.opacity) for look in looks])
        self._materials = [_material(look) for look in self._looks]
        if any(mesh.edges is not None and len(mesh.edges) for mesh in meshes):
            self._materials.append(_EDGES)

    def lists(self) -> Json:
        """What the document holds; the format forbids empty lists."""
        found: Json = {
            "meshes": self._meshes,
            "materials": self._materials,
            "accessors": self._accessors,
            "bufferViews": self._views,
            "buffers": [{"byteLength": self._length}] if self._length else [],
        }
        return {name: items for name, items in found.items() if items}

    def node(self, mesh: Mesh) -> Json:
        """A node of the mesh; one that has nothing to show is a node all the same."""
        name = name_of(mesh)
        named: Json = {"name": name} if name else {}
        primitives = [*self._triangles(mesh, name), *self._lines(mesh)]
        if not primitives:
            return named
        self._meshes.append(named | {"primitives": primitives})
        return named | {"mesh": len(self._meshes) - 1}

    def _triangles(self, mesh: Mesh, name: str) -> list[Json]:
        if not len(mesh.triangles):
            return []
        vertices, normals, faces, triangles = _shaded(mesh)
        attributes = {"POSITION": self._positions(vertices), "NORMAL": self._add(normals, ARRAY_BUFFER)}
        if faces is not None:
            attributes["_FACE_ID"] = self._add(faces, ARRAY_BUFFER)
        primitives = []
        for run in runs(mesh):
            indices = triangles[run.start : run.stop].astype(_index_type(len(vertices))).reshape(-1)
            number = self._add(indices, ELEMENT_ARRAY_BUFFER)
            material = self._looks[Look("", run.look.color, run.look.opacity)]
            primitive: Json = {"attributes": attributes, "indices": number, "material": material}
            primitives.append(primitive | ({} if run.look.name == name else {"extras": {"name": run.look.name}}))
        return primitives

    def _lines(self, mesh: Mesh) -> list[Json]:
        if mesh.edges is None or not len(mesh.edges):
            return []
        attributes = {"POSITION": self._positions(mesh.edges.reshape(-1, 3))}
        return [{"attributes": attributes, "material": len(self._materials) - 1, "mode": LINES}]

    def _positions(self, points: NDArray[np.float32]) -> int:
        bounds = {"min": points.min(axis=0).tolist(), "max": points.max(axis=0).tolist()}
        return self._add(points, ARRAY_BUFFER, bounds)

    def _add(self, array: NDArray[Any], target: int, bounds: Json | None = None) -> int:
        """The number of a new accessor with a view of its own; views begin at whole 4 bytes."""
        little = array.astype(array.dtype.newbyteorder("<"), copy=False)
        data = little.tobytes()
        view = {"buffer": 0, "byteOffset": self._length, "byteLength": len(data), "target": target}
        shape = _SHAPES[array.shape[1] if array.ndim > 1 else 1]
        accessor = {"componentType": _COMPONENTS[little.dtype.str], "count": len(array), "type": shape}
        self.chunks.append(data + bytes(-len(data) % 4))
        self._length += len(self.chunks[-1])
        self._views.append(view)
        self._accessors.append({"bufferView": len(self._views) - 1, **accessor, **(bounds or {})})
        return len(self._accessors) - 1


def _index_type(vertices: int) -> type[np.unsignedinteger[Any]]:
    """The smallest type of which the largest number, reserved by the format, is not needed."""
    if vertices <= 0xFF:
        return np.uint8
    return np.uint16 if vertices <= 0xFFFF else np.uint32


def _shaded(
    mesh: Mesh,
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32] | None, NDArray[np.integer[Any]]]:
    """(Vertices, their unit normals, their faces' numbers or None, the triangles over them)."""
    if mesh.normals is None:
        return _shaded(mesh.with_normals())
    normals = _unit(mesh.normals)
    if mesh.faces is None:
        return mesh.vertices, normals, None, mesh.triangles
    if int(mesh.faces.max(initial=0)) > MAX_FACE:
        raise ValueError(f"a GLB cannot number more than {MAX_FACE} faces")
    kept, faces, triangles = _per_face(mesh, mesh.faces)
    return mesh.vertices[kept], normals[kept], faces, triangles


def _per_face(
    mesh: Mesh, faces: NDArray[np.uint32]
) -> tuple[NDArray[np.integer[Any]], NDArray[np.float32], NDArray[np.integer[Any]]]:
    """(The vertices to keep, each one's face, the triangles over them); as it was where no two faces share one."""
    corner, face = mesh.triangles.reshape(-1), np.repeat(faces, 3)
    of_vertex = np.zeros(len(mesh.vertices), np.uint32)
    of_vertex[corner] = face
    if np.array_equal(of_vertex[corner], face):
        return np.arange(len(mesh.vertices)), of_vertex.astype(np.float32), mesh.triangles
    keys = corner.astype(np.uint64) << np.uint64(32) | face.astype(np.uint64)
    first, place = numbered(keys)
    return corner[first], face[first].astype(np.float32), place.reshape(-1, 3)


def _unit(normals: NDArray[np.float32]) -> NDArray[np.float32]:
    """Normals of length 1, which the format demands; a vertex without any gets one that points upwards."""
    length = np.sqrt(np.einsum("ij,ij->i", normals, normals, dtype=np.float64))
    wrong = np.flatnonzero(np.abs(length - 1.0) > 1e-4)
    if not len(wrong):
        return normals
    mended = normals.copy()
    mended[wrong] = normals[wrong] / np.where(length[wrong] > 0.0, length[wrong], 1.0)[:, None]
    mended[length == 0.0] = (0.0, 0.0, 1.0)
    return mended


def _material(look: Look) -> Json:
    """Colours of the format are linear; ``extras`` tells that a look has no colour of its own."""
    factor = [*np.round(to_linear(np.array(look.rgb)), 6).tolist(), look.opacity]
    surface = {"baseColorFactor": factor, "metallicFactor": 0.0, "roughnessFactor": 0.6}
    material: Json = {"name": look.color or "plain", "pbrMetallicRoughness": surface, "doubleSided": True}
    if look.opacity < 1.0:
        material["alphaMode"] = "BLEND"
    return material if look.color else material | {"extras": {"color": ""}}
