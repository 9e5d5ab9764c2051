"""One model of three.js JSON model format 3 (and the Geometry of format 4, which has the same lists)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry import json_arrays, measure
from cadwidgets.geometry.grouping import NONE, Paint, grouped, hex_color, mixed_colors, packed_colors
from cadwidgets.geometry.mesh import Group, Mesh, single
from cadwidgets.geometry.tjs_faces import Faces, decode
from cadwidgets.geometry.topology import Indices, numbered

MAX_MATERIALS = 10_000
"""Each costs time, used or not."""
_HIGHEST_COLOR = 0xFFFFFF


def model(fields: Any, paints: Sequence[Paint]) -> Mesh:
    """The mesh of the lists ``vertices``, ``normals``, ``colors``, ``uvs``, ``faces``; groups by look."""
    scale = json_arrays.number(fields.get("scale"), "scale", 1.0) or 1.0
    vertices = triples(fields, "vertices")
    if scale != 1.0:
        vertices = vertices / scale
    normals = triples(fields, "normals")
    colors = json_arrays.floats(fields.get("colors"), "colors")
    limits = {"vertices": len(vertices), "normals": len(normals), "colors": len(colors)}
    faces = decode(json_arrays.integers(fields.get("faces"), "faces"), _uv_layers(fields.get("uvs")), limits)
    order, groups = _looks(faces, colors, paints)
    if faces.normals is None:
        return Mesh(single(vertices), faces.corners[order].astype(np.uint32), groups=groups)
    vertices, triangles, normals = _split(vertices, normals, faces.corners, faces.normals)
    return Mesh(single(vertices), triangles[order].astype(np.uint32), single(normals), groups=groups)


def triples(fields: Any, name: str) -> NDArray[np.float64]:
    """The list ``name`` as (n, 3); empty when it is missing. Raises GeometryError."""
    values = json_arrays.floats(fields.get(name), name)
    if values.size % 3:
        raise GeometryError(f"{values.size} numbers in {name} are no triples", offset=values.size // 3 * 3)
    return values.reshape(-1, 3)


def paints_of(materials: Any) -> list[Paint]:
    """Name and colour of the materials of format 3 (floats 0..1) and of format 4 (packed integer)."""
    listed = json_arrays.objects(materials, "materials")
    if len(listed) > MAX_MATERIALS:
        raise GeometryError(f"there are {len(listed)} materials, more than {MAX_MATERIALS}", offset=MAX_MATERIALS)
    return [_paint(item, place) for place, item in enumerate(listed)]


def _paint(fields: Any, place: int) -> Paint:
    name = fields.get("DbgName") or fields.get("name")
    label = name if isinstance(name, str) else f"material {place}"
    color = fields.get("color")
    if isinstance(color, int) and 0 <= color <= _HIGHEST_COLOR:
        return Paint(label, hex_color(color), _opacity(fields, "opacity"))
    diffuse = json_arrays.floats(fields.get("colorDiffuse"), "colorDiffuse")
    shown = hex_color(int(packed_colors(diffuse[None, :3])[0])) if diffuse.size >= 3 else ""
    return Paint(label, shown, _opacity(fields, "transparency"))


def _opacity(fields: Any, name: str) -> float:
    """In both formats 1 is opaque, also under the name ``transparency``; it counts where ``transparent`` is set."""
    if fields.get("transparent") is not True:
        return 1.0
    return min(max(json_arrays.number(fields.get(name), name, 1.0), 0.0), 1.0)


def _uv_layers(uvs: Any) -> int:
    """Empty layers are no layers; a flat list of numbers is one."""
    if uvs is None:
        return 0
    if not json_arrays.is_list(uvs):
        raise GeometryError("uvs is no list")
    if len(uvs) and not json_arrays.is_list(uvs[0]):
        return 1
    return sum(1 for layer in uvs if json_arrays.is_list(layer) and len(layer))


def _looks(
    faces: Faces, colors: NDArray[np.float64], paints: Sequence[Paint]
) -> tuple[Indices | slice, tuple[Group, ...]]:
    """The order of the triangles by look, and its groups; without any look all stays as it is."""
    own = _colors_of(faces, colors)
    if faces.materials is None and own is None:
        return slice(None), ()
    none = np.full(len(faces.corners), NONE)
    return grouped(none if faces.materials is None else faces.materials, none if own is None else own, paints)


def _colors_of(faces: Faces, colors: NDArray[np.float64]) -> Indices | None:
    """0xRRGGBB per triangle, or NONE; None when no triangle has one."""
    if faces.colors is None:
        return None
    highest = int(faces.colors.max())
    packed = np.append(_packed(colors, highest), NONE)  # so that the index NONE, the last, gives NONE
    return mixed_colors(packed[faces.colors])


def _packed(colors: NDArray[np.float64], highest: int) -> Indices:
    """0xRRGGBB from either form found in files: packed integers, or three floats 0..1 per colour."""
    bright = colors > 1.0
    if len(colors) != highest + 1 and not bright.any() and len(colors) % 3 == 0 and len(colors) // 3 > highest:
        return packed_colors(colors.reshape(-1, 3))
    bad = np.flatnonzero((colors != np.rint(colors)) | (colors < 0) | (colors > _HIGHEST_COLOR))
    if len(bad):
        raise GeometryError(f"{colors[bad[0]]} is no colour 0xRRGGBB", offset=int(bad[0]))
    return colors.astype(np.int64)


def _split(
    vertices: NDArray[np.float64], normals: NDArray[np.float64], corners: Indices, numbers: Indices
) -> tuple[NDArray[np.float64], Indices, NDArray[np.float64]]:
    """One vertex for every pair of vertex and normal that occurs; a missing normal is the triangle's."""
    flat = measure.unit(measure.area_vectors(vertices[corners]))
    own = len(normals) + np.arange(len(flat))
    normal = np.where(numbers == NONE, own[:, None], numbers).reshape(-1)
    normals = np.concatenate((normals, flat))
    corner = corners.reshape(-1)
    first, place = numbered((corner * len(normals) + normal).astype(np.uint64))
    return vertices[corner[first]], place.reshape(-1, 3), normals[normal[first]]
