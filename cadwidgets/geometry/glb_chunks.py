"""A mesh as its stretch of a GLB's buffer, with what describes it there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cadwidgets.geometry.glb_parts import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER, MAX_FACE, Json
from cadwidgets.geometry.looks import Look, runs
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.topology import numbered

_COMPONENTS = {"|u1": 5121, "<u2": 5123, "<u4": 5125, "<f4": 5126}
_SHAPES = {1: "SCALAR", 3: "VEC3"}
_ROWS = 64


@dataclass(frozen=True, eq=False)
class Chunk:
    """``pieces``: bytes, one after the other and each of whole 4 bytes. ``views`` and ``accessors`` of a glTF count
    from the chunk's own beginning. ``triangles``: the look and the accessor of the indices of each run of triangles;
    all have the same ``attributes``. ``edges``: the accessor of the ends of lines, if there are any."""

    pieces: list[bytes] = field(default_factory=list)
    views: list[Json] = field(default_factory=list)
    accessors: list[Json] = field(default_factory=list)
    attributes: dict[str, int] = field(default_factory=dict)
    triangles: list[tuple[Look, int]] = field(default_factory=list)
    edges: int | None = None

    @property
    def size(self) -> int:
        """How many bytes it takes."""
        return sum(map(len, self.pieces))


def chunk_of(mesh: Mesh) -> Chunk:
    """The mesh with normals of length 1, and its ``faces`` as an attribute ``_FACE_ID``.

    Raises ValueError for more than 2**24 faces.
    """
    chunk = Chunk()
    if len(mesh.triangles):
        _add_triangles(chunk, mesh)
    if mesh.edges is None or not len(mesh.edges):
        return chunk
    edges = _add_points(chunk, mesh.edges.reshape(-1, 3))
    return Chunk(chunk.pieces, chunk.views, chunk.accessors, chunk.attributes, chunk.triangles, edges)


def _add_triangles(chunk: Chunk, mesh: Mesh) -> None:
    vertices, normals, faces, triangles = _shaded(mesh)
    chunk.attributes["POSITION"] = _add_points(chunk, vertices)
    chunk.attributes["NORMAL"] = _add(chunk, normals, ARRAY_BUFFER)
    if faces is not None:
        chunk.attributes["_FACE_ID"] = _add(chunk, faces, ARRAY_BUFFER)
    for run in runs(mesh):
        indices = triangles[run.start : run.stop].astype(_index_type(len(vertices))).reshape(-1)
        chunk.triangles.append((run.look, _add(chunk, indices, ELEMENT_ARRAY_BUFFER)))


def _add_points(chunk: Chunk, points: NDArray[np.float32]) -> int:
    low, high = _bounds(points)
    return _add(chunk, points, ARRAY_BUFFER, {"min": low.tolist(), "max": high.tolist()})


def _add(chunk: Chunk, array: NDArray[Any], target: int, bounds: Json | None = None) -> int:
    """The number of a new accessor with a view of its own; views begin at whole 4 bytes."""
    little = array.astype(array.dtype.newbyteorder("<"), copy=False)
    data = little.tobytes()
    last = chunk.views[-1] if chunk.views else None
    start = last["byteOffset"] + last["byteLength"] if last else 0
    view = {"buffer": 0, "byteOffset": start + -start % 4, "byteLength": len(data), "target": target}
    shape = _SHAPES[array.shape[1] if array.ndim > 1 else 1]
    accessor = {"componentType": _COMPONENTS[little.dtype.str], "count": len(array), "type": shape}
    chunk.pieces.append(data + bytes(-len(data) % 4) if len(data) % 4 else data)
    chunk.views.append(view)
    chunk.accessors.append({"bufferView": len(chunk.views) - 1, **accessor, **(bounds or {})})
    return len(chunk.accessors) - 1


def _bounds(points: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The smallest and the largest coordinates. Many rows are taken for one long one, which is ten times faster."""
    even = len(points) // _ROWS * _ROWS
    long = np.ascontiguousarray(points[:even]).reshape(-1, 3 * _ROWS)
    rest = points[even:]
    if not even:
        return rest.min(axis=0), rest.max(axis=0)
    low, high = long.min(axis=0).reshape(-1, 3), long.max(axis=0).reshape(-1, 3)
    return np.concatenate((low, rest)).min(axis=0), np.concatenate((high, rest)).max(axis=0)


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
    return (mesh.vertices, normals, faces, triangles) if kept is None else (*_at(kept, mesh, normals), faces, triangles)


def _at(
    kept: NDArray[np.integer[Any]], mesh: Mesh, normals: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return mesh.vertices[kept], normals[kept]


def _per_face(
    mesh: Mesh, faces: NDArray[np.uint32]
) -> tuple[NDArray[np.integer[Any]] | None, NDArray[np.float32], NDArray[np.integer[Any]]]:
    """(The vertices to keep, each one's face, the triangles over them); None for all where no two faces share one."""
    corner, face = mesh.triangles.reshape(-1), np.repeat(faces, 3)
    of_vertex = np.zeros(len(mesh.vertices), np.uint32)
    of_vertex[corner] = face
    if np.array_equal(of_vertex[corner], face):
        return None, of_vertex.astype(np.float32), mesh.triangles
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
