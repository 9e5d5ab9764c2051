"""The primitives of a glTF mesh as triangles, lines and looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import json_arrays
from cadwidgets.geometry.faults import check_amount
from cadwidgets.geometry.glb_accessors import Document, whole
from cadwidgets.geometry.glb_parts import Json
from cadwidgets.geometry.grouping import NONE, Paint, grouped, hex_color, mixed_colors, packed_colors
from cadwidgets.geometry.looks import to_srgb
from cadwidgets.geometry.mesh import Group, Mesh, single
from cadwidgets.geometry.topology import Indices, distinct_corners

_POINTS, _TRIANGLES = 0, 4
_OF_VERTICES = ("POSITION", "NORMAL", "_FACE_ID")
_WHITE = np.ones(4)
_UNPACKERS = ("KHR_draco_mesh_compression", "EXT_meshopt_compression", "KHR_meshopt_compression")


@dataclass
class Shape:
    """Triangles over the same vertices (``count`` of them), and lines. Groups without a name get that of their node."""

    vertices: NDArray[np.float32]
    normals: NDArray[np.float32] | None
    face_ids: NDArray[np.uint32] | None
    triangles: list[Indices] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    edges: list[NDArray[np.float32]] = field(default_factory=list)
    count: int = 0

    @property
    def size(self) -> int:
        """Vertices, triangles and segments."""
        return len(self.vertices) + self.count + sum(map(len, self.edges))

    @cached_property
    def mesh(self) -> Mesh:
        """The mesh without its groups, made once however often it stands."""
        triangles = np.concatenate([np.zeros((0, 3), np.uint32), *self.triangles]).astype(np.uint32, copy=False)
        return Mesh(
            self.vertices,
            triangles,
            self.normals,
            np.concatenate(self.edges) if self.edges else None,
            faces=None if self.face_ids is None else self.face_ids[triangles[:, 0]],
        )

    def named_groups(self, name: str, start: int) -> list[Group]:
        """The groups from triangle ``start`` on, called ``name`` where they have no name of their own."""
        return [
            replace(group, name=group.name or name or group.color, start=group.start + start) for group in self.groups
        ]


def shapes_of(document: Document, number: int) -> list[Shape]:
    """The shapes of a mesh: one for all primitives that share their vertices; its lines go with the first."""
    mesh = document.item("meshes", number)
    shapes: dict[tuple[int | None, ...], Shape] = {}
    edges, amount = [], 0
    for primitive in json_arrays.objects(mesh.get("primitives"), "primitives"):
        _refuse_packed(primitive)
        mode = whole(primitive, "mode", _TRIANGLES)
        attributes = json_arrays.obj(primitive.get("attributes"), "attributes")
        if mode in _CORNERS:
            key = tuple(whole(attributes, name) if name in attributes else None for name in _OF_VERTICES)
            if key not in shapes:
                shapes[key] = _shape(document, attributes)
                amount += len(shapes[key].vertices)
            amount += _add_triangles(document, shapes[key], primitive, _CORNERS[mode])
        elif mode in _ENDS:
            edges.append(_segments(document, primitive, _ENDS[mode]))
            amount += len(edges[-1])
        elif mode != _POINTS:
            raise GeometryError(f"primitives of mode {mode} are not known")
        check_amount(amount)
    found = list(shapes.values()) or [Shape(*_nothing())]
    found[0].edges = edges
    return found


def _segments(document: Document, primitive: Json, ends: Callable[[Indices], Indices]) -> NDArray[np.float32]:
    points = _vertices(document, json_arrays.obj(primitive.get("attributes"), "attributes"))
    segments: NDArray[np.float32] = points[ends(_order(document, primitive, len(points)))]
    return segments


def _nothing() -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.uint32]]:
    """No vertices, with normals and faces, so that those of other meshes stay when they are joined."""
    return np.zeros((0, 3), np.float32), np.zeros((0, 3), np.float32), np.zeros(0, np.uint32)


def _refuse_packed(primitive: Json) -> None:
    for name in json_arrays.obj(primitive.get("extensions"), "extensions"):
        if name in _UNPACKERS:
            raise GeometryError(f"the geometry is packed with {name}, which is not read here")


def _shape(document: Document, attributes: Json) -> Shape:
    vertices = _vertices(document, attributes)
    normals = single(document.array(whole(attributes, "NORMAL"), (3,))) if "NORMAL" in attributes else None
    face_ids = _face_ids(document.array(whole(attributes, "_FACE_ID"), (1,))) if "_FACE_ID" in attributes else None
    if face_ids is not None and len(face_ids) != len(vertices):
        raise GeometryError(f"{len(vertices)} vertices cannot have {len(face_ids)} face numbers")
    return Shape(vertices, normals, face_ids)


def _vertices(document: Document, attributes: Json) -> NDArray[np.float32]:
    return single(document.array(whole(attributes, "POSITION"), (3,)))


def _face_ids(numbers: NDArray[Any]) -> NDArray[np.uint32]:
    flat = numbers.reshape(-1)
    if not np.all((flat >= 0) & (flat < 1 << 32) & (flat == np.rint(flat))):
        raise GeometryError("_FACE_ID holds something that is no number of a face")
    return flat.astype(np.uint32)


def _add_triangles(document: Document, shape: Shape, primitive: Json, corners: Callable[[Indices], Indices]) -> int:
    """Add the primitive's triangles and groups to the shape; returns how many triangles."""
    triangles = corners(_order(document, primitive, len(shape.vertices)))
    attributes, paint = primitive["attributes"], _paint(document, primitive)
    groups: tuple[Group, ...] = (Group(paint.name, 0, len(triangles), paint.color, paint.opacity),)
    if "COLOR_0" in attributes:
        colors = _vertex_colors(document, whole(attributes, "COLOR_0"), _factor(document, primitive))
        if len(colors) != len(shape.vertices):
            raise GeometryError(f"{len(shape.vertices)} vertices cannot have {len(colors)} colours")
        looks = np.full(len(triangles), 0 if paint.name else NONE)
        order, groups = grouped(looks, mixed_colors(colors[triangles]), [paint])
        triangles = triangles[order]
    shape.groups += [replace(group, start=group.start + shape.count) for group in groups]
    shape.triangles.append(triangles)
    shape.count += len(triangles)
    return len(triangles)


def _order(document: Document, primitive: Json, vertices: int) -> Indices:
    """The numbers of the primitive's vertices in their order."""
    if "indices" not in primitive:
        return np.arange(vertices)
    numbers = document.array(whole(primitive, "indices"), (1,)).reshape(-1)
    if numbers.dtype.kind != "u":
        raise GeometryError("indices are no whole numbers from 0")
    if len(numbers) and int(numbers.max()) >= vertices:
        place = int(np.argmax(numbers >= vertices))
        raise GeometryError(f"a primitive uses vertex {numbers[place]}, there are {vertices}", offset=place)
    return numbers


def _multiple(order: Indices, size: int) -> Indices:
    if len(order) % size:
        raise GeometryError(f"{len(order)} vertices cannot be parted into groups of {size}", offset=len(order))
    return order.reshape(-1, size)


def _strip(order: Indices) -> Indices:
    """Every second triangle of a strip is wound the other way; those without an area only turn the corner."""
    place = np.arange(max(len(order) - 2, 0))
    odd = place % 2
    triangles = np.stack([order[place], order[place + 1 + odd], order[place + 2 - odd]], axis=-1)
    return triangles[distinct_corners(triangles)]


def _fan(order: Indices) -> Indices:
    place = np.arange(max(len(order) - 2, 0))
    return np.stack([order[place + 1], order[place + 2], order[place * 0]], axis=-1)


_CORNERS: dict[int, Callable[[Indices], Indices]] = {4: lambda order: _multiple(order, 3), 5: _strip, 6: _fan}
"""The triangles (m, 3) of an order of vertices, by mode."""
_ENDS: dict[int, Callable[[Indices], Indices]] = {
    1: lambda order: _multiple(order, 2),
    2: lambda order: np.stack([order, np.roll(order, -1)], axis=-1),
    3: lambda order: np.stack([order[:-1], order[1:]], axis=-1),
}
"""The segments (e, 2) of an order of vertices, by mode."""


def _paint(document: Document, primitive: Json) -> Paint:
    """Colour and opacity of the primitive's material; the name only where our own writer notes one."""
    extras = primitive.get("extras")
    name = extras.get("name") if isinstance(extras, dict) else None
    label = name if isinstance(name, str) else ""
    if "material" not in primitive:
        return Paint(label)
    material = document.item("materials", whole(primitive, "material"))
    factor = _factor(document, primitive)
    clear = material.get("alphaMode") == "BLEND"
    color = "" if material.get("extras") == {"color": ""} else hex_color(int(_packed(factor[None, :3])[0]))
    return Paint(label, color, float(np.clip(factor[3], 0.0, 1.0)) if clear else 1.0)


def _factor(document: Document, primitive: Json) -> NDArray[np.float64]:
    """Red, green, blue and opacity of the primitive's material in linear light."""
    if "material" not in primitive:
        return _WHITE
    material = document.item("materials", whole(primitive, "material"))
    surface = json_arrays.obj(material.get("pbrMetallicRoughness"), "pbrMetallicRoughness")
    factor = json_arrays.floats(surface.get("baseColorFactor", [1.0] * 4), "baseColorFactor")
    if len(factor) != 4:
        raise GeometryError(f"baseColorFactor has {len(factor)} numbers instead of 4")
    return factor


def _vertex_colors(document: Document, number: int, factor: NDArray[np.float64]) -> Indices:
    """0xRRGGBB per vertex, times the material's colour, as the format has it."""
    colors = document.array(number, (3, 4))[:, :3].astype(np.float64)
    return _packed(np.nan_to_num(colors) * factor[:3])


def _packed(linear: NDArray[np.float64]) -> Indices:
    return packed_colors(to_srgb(linear))
