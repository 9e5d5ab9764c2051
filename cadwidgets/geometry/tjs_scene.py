"""three.js JSON format 4: BufferGeometry, and trees of objects with matrices (Object, Scene)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import json_arrays, measure
from cadwidgets.geometry.grouping import NONE, Paint, grouped, joined, mixed_colors, packed_colors
from cadwidgets.geometry.mesh import Group, Mesh, single
from cadwidgets.geometry.tjs_model import model, paints_of
from cadwidgets.geometry.topology import Indices

MAX_TRIANGLES = 20_000_000
"""A small scene may show one large geometry many times; more triangles than this are refused."""

Matrix = NDArray[np.float64]


def read_format_4(document: Any) -> Mesh:
    """The mesh of a Geometry, a BufferGeometry, an Object or a Scene. Raises GeometryError."""
    if json_arrays.is_list(document.get("geometries")) or json_arrays.is_object(document.get("object")):
        return _scene(document)
    return _geometry(document, paints_of(document.get("materials")))


def _geometry(fields: Any, paints: list[Paint]) -> Mesh:
    data = json_arrays.obj(fields.get("data"), "data") if "data" in fields else fields
    if "attributes" in data:
        return _buffer_geometry(data, paints)
    if "vertices" in data and "faces" in data:
        return model(data, paints)
    kind = fields.get("type") or json_arrays.obj(fields.get("metadata"), "metadata").get("type")
    raise GeometryError(f"the geometry {str(kind)!r} holds dimensions only, no triangles")


def _buffer_geometry(data: Any, paints: list[Paint]) -> Mesh:
    attributes = json_arrays.obj(data.get("attributes"), "attributes")
    vertices = _attribute(attributes, "position")
    if vertices is None:
        raise GeometryError("a BufferGeometry without positions")
    triangles = _triangles(data, attributes, len(vertices))
    colors = _attribute(attributes, "color")
    look = np.full(len(triangles), NONE) if colors is None else _face_colors(colors, triangles)
    order, groups = grouped(_materials(data, len(triangles)), look, paints)
    normals = _attribute(attributes, "normal")
    return Mesh(
        single(vertices),
        triangles[order].astype(np.uint32),
        None if normals is None else single(normals),
        groups=groups,
    )


def _attribute(attributes: Any, name: str) -> NDArray[np.float64] | None:
    """(n, 3) numbers of an attribute, None when it is missing; normalized whole numbers become 0..1."""
    if attributes.get(name) is None:
        return None
    fields = json_arrays.obj(attributes.get(name), name)
    if fields.get("array") is None:
        raise GeometryError(f"the attribute {name} has no array")
    values = json_arrays.floats(fields.get("array"), name)
    size = json_arrays.whole(fields.get("itemSize"), "itemSize", 3)
    if size not in (3, 4) or values.size % size:
        raise GeometryError(f"{values.size} numbers in {name} with itemSize {size}", offset=values.size)
    return values.reshape(-1, size)[:, :3] / (_full_scale(str(fields.get("type"))) if fields.get("normalized") else 1)


def _full_scale(kind: str) -> int:
    """The largest number of a typed array of whole numbers, as in 255 for ``Uint8Array``; 1 for floats."""
    name = kind.lower().replace("clamped", "").removesuffix("array")
    return int(np.iinfo(name).max) if name in ("int8", "uint8", "int16", "uint16", "int32", "uint32") else 1


def _triangles(data: Any, attributes: Any, vertices: int) -> Indices:
    """(m, 3) from the index, in any of its places, or from consecutive vertices."""
    index = data.get("index") if data.get("index") is not None else attributes.get("index")
    if index is None:
        numbers = np.arange(vertices)
    else:
        values = index.get("array") if json_arrays.is_object(index) else index
        numbers = _with_offsets(json_arrays.integers(values, "index"), data)
    if numbers.size % 3:
        raise GeometryError(f"{numbers.size} indices are no triangles", offset=numbers.size // 3 * 3)
    bad = np.flatnonzero((numbers < 0) | (numbers >= vertices))
    if len(bad):
        raise GeometryError(f"index {numbers[bad[0]]}, there are {vertices} vertices", offset=int(bad[0]))
    return numbers.reshape(-1, 3)


def _with_offsets(index: Indices, data: Any) -> Indices:
    """The layout of 2014 (``drawcalls``, ``offsets``): ranges of the index count from an own vertex."""
    ranges = data.get("drawcalls") or data.get("offsets")
    shifted = index.copy()
    for part in json_arrays.objects(ranges, "offsets"):
        place = _range(part, len(index))
        shifted[place] = index[place] + json_arrays.whole(part.get("index"), "index", 0)
    return shifted


def _materials(data: Any, triangles: int) -> Indices:
    """The number of the material of every triangle, from the geometry's groups."""
    materials = np.full(triangles, NONE)
    for part in json_arrays.objects(data.get("groups"), "groups"):
        place = _range(part, 3 * triangles)
        number = json_arrays.whole(part.get("materialIndex"), "materialIndex", 0)
        materials[place.start // 3 : place.stop // 3] = max(number, NONE)
    return materials


def _range(fields: Any, size: int) -> slice:
    start = json_arrays.whole(fields.get("start"), "start", 0)
    count = json_arrays.whole(fields.get("count"), "count", size)
    if start < 0 or count < 0 or start > size:
        raise GeometryError(f"the range {start} + {count} is outside of {size} indices", offset=max(start, 0))
    return slice(start, min(start + count, size))


def _face_colors(colors: NDArray[np.float64], triangles: Indices) -> Indices:
    if triangles.max(initial=NONE) >= len(colors):
        raise GeometryError(f"{len(colors)} colours are fewer than the vertices", offset=len(colors))
    return mixed_colors(packed_colors(colors)[triangles])


@dataclass(frozen=True)
class _Shown:
    """A geometry that stands in the tree: its id, its materials' ids, its name and its place in the world."""

    geometry: str
    materials: tuple[str, ...]
    name: str
    matrix: Matrix


def _scene(document: Any) -> Mesh:
    geometries = {str(item.get("uuid")): item for item in json_arrays.objects(document.get("geometries"), "geometries")}
    listed = json_arrays.objects(document.get("materials"), "materials")
    ids = [str(item.get("uuid")) for item in listed]
    paints = dict(zip(ids, paints_of(document.get("materials")), strict=True))
    root = json_arrays.obj(document.get("object"), "object")
    if not root:
        return joined([_geometry(item, []) for item in geometries.values()])
    decoded: dict[tuple[str, tuple[str, ...]], Mesh] = {}
    meshes: list[Mesh] = []
    triangles = 0
    for shown in _walk(root):
        known = [paints.get(material, Paint()) for material in shown.materials]
        key = (shown.geometry, shown.materials)
        if shown.geometry not in geometries:
            raise GeometryError(f"the object {shown.name!r} names a geometry that is not there")
        if key not in decoded:
            decoded[key] = _geometry(geometries[shown.geometry], known)
        triangles += len(decoded[key].triangles)
        if triangles > MAX_TRIANGLES:
            raise GeometryError(f"the scene has more than {MAX_TRIANGLES} triangles")
        meshes.append(_placed(_named(decoded[key], shown.name, known), shown.matrix))
    return joined(meshes)


def _walk(root: Any) -> Iterator[_Shown]:
    """The objects with a geometry, parents before children; the tree may be as deep as the text allows."""
    waiting: list[tuple[Any, Matrix]] = [(root, np.eye(4))]
    while waiting:
        node, outer = waiting.pop()
        matrix = outer @ _matrix(node.get("matrix"))
        if node.get("geometry") is not None:
            name = node.get("name")
            yield _Shown(
                str(node.get("geometry")),
                _material_ids(node.get("material")),
                name if isinstance(name, str) else "",
                matrix,
            )
        waiting += [(child, matrix) for child in reversed(json_arrays.objects(node.get("children"), "children"))]


def _material_ids(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(item) for item in value) if json_arrays.is_list(value) else (str(value),)


def _matrix(value: Any) -> Matrix:
    """4 x 4 from 16 numbers, column by column; the identity when there is none."""
    if value is None:
        return np.eye(4)
    numbers = json_arrays.floats(value, "matrix")
    if numbers.size != 16:
        raise GeometryError(f"a matrix of {numbers.size} numbers", offset=numbers.size)
    return numbers.reshape(4, 4).T


def _named(mesh: Mesh, name: str, paints: list[Paint]) -> Mesh:
    """A mesh without groups becomes one group with the object's name and its material's colour."""
    if mesh.groups or not (name or paints):
        return mesh
    paint = paints[0] if paints else Paint()
    return replace(mesh, groups=(Group(name or paint.name, 0, len(mesh.triangles), paint.color),))


def _placed(mesh: Mesh, matrix: Matrix) -> Mesh:
    """The mesh moved into the world; a mirroring matrix also turns the triangles over."""
    if np.array_equal(matrix, np.eye(4)):
        return mesh
    linear = matrix[:3, :3]
    flipped = np.linalg.det(linear) < 0.0
    return replace(
        mesh,
        vertices=single(mesh.vertices @ linear.T + matrix[:3, 3]),
        triangles=mesh.triangles[:, ::-1] if flipped else mesh.triangles,
        normals=None if mesh.normals is None else single(_turned(mesh.normals, linear)),
    )


def _turned(normals: NDArray[np.float32], linear: Matrix) -> NDArray[np.float64]:
    """Normals follow the cofactor matrix: the inverse transposed, yet it exists for flattened objects too."""
    columns = linear.T
    cofactors = np.stack([np.cross(columns[1], columns[2]), np.cross(columns[2], columns[0]), np.cross(*columns[:2])])
    turned = normals @ cofactors * (np.sign(np.linalg.det(linear)) or 1.0)
    return measure.unit(turned)
