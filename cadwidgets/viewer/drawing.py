"""From arrays to pythreejs objects: one shaded mesh, one set of lines.

Every object stands at its own middle and its coordinates are relative to it, so that a model a kilometre from the
origin keeps its digits in float32.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pythreejs as three
from numpy.typing import NDArray

from cadwidgets.geometry.mesh import Mesh

Array = NDArray[Any]


def shaded(mesh: Mesh, plain: three.Material, painted: three.Material) -> three.Mesh:
    """The triangles of ``mesh``: ``plain`` or, where groups have colours, ``painted`` with a colour per vertex.

    Triangles without a group's colour get the plain material's. Normals are made where the mesh has none.
    """
    mesh = mesh if mesh.normals is not None else mesh.with_normals()
    if not any(group.color for group in mesh.groups):
        return _triangles(mesh, plain)
    mesh, colors = split_by_color(mesh, plain.color)
    return _triangles(mesh, painted, color=colors)


def split_by_color(mesh: Mesh, rest: str) -> tuple[Mesh, Array]:
    """Give every triangle its own group's colour: vertices between colours are split.

    Returns the mesh and the sRGB colours of its vertices (n, 3) uint8. ``rest`` (``#rrggbb``) colours the triangles
    of no group and of groups without a colour.
    """
    palette = [rest, *(group.color or rest for group in mesh.groups)]
    paint = np.zeros(len(mesh.triangles), np.int64)
    for number, group in enumerate(mesh.groups, start=1):
        paint[group.start : group.start + group.count] = number
    corners = mesh.triangles.reshape(-1).astype(np.int64) * len(palette) + np.repeat(paint, 3)
    pairs, place = np.unique(corners, return_inverse=True)
    vertex, color = np.divmod(pairs, len(palette))
    normals = None if mesh.normals is None else mesh.normals[vertex]
    split = replace(
        mesh, vertices=mesh.vertices[vertex], normals=normals, triangles=place.reshape(-1, 3).astype(np.uint32)
    )
    return split, np.array([list(bytes.fromhex(text[1:])) for text in palette], np.uint8)[color]


def lines(segments: Array, material: three.Material, colors: Array | None = None, **traits: Any) -> three.LineSegments:
    """Line segments (n, 2, 3), in the material's colour or in ``colors`` (n, 2, 3) uint8."""
    middle, position = centered(segments.reshape(-1, 3))
    arrays = {"position": position} if colors is None else {"position": position, "color": colors.reshape(-1, 3)}
    return three.LineSegments(_geometry(arrays), material, position=middle, **traits)


def centered(points: Array) -> tuple[tuple[float, float, float], Array]:
    """(The middle of the bounding box, the points relative to it as (n, 3) float32)."""
    if not len(points):
        return (0.0, 0.0, 0.0), np.zeros((0, 3), np.float32)
    middle = (points.min(axis=0).astype(np.float64) + points.max(axis=0)) / 2
    x, y, z = middle.tolist()
    return (x, y, z), (points - middle).astype(np.float32)


def release(drawn: three.Object3D) -> None:
    """Close what one drawn object holds alone, leaves first; its material is shared and stays."""
    for attribute in drawn.geometry.attributes.values():
        attribute.close()
    drawn.geometry.close()
    drawn.close()


def _triangles(mesh: Mesh, material: three.Material, **more: Array) -> three.Mesh:
    middle, position = centered(mesh.vertices)
    arrays = {"position": position, "normal": mesh.normals, "index": mesh.triangles.reshape(-1), **more}
    return three.Mesh(_geometry(arrays), material, position=middle)


def _geometry(arrays: Mapping[str, Any]) -> three.BufferGeometry:
    return three.BufferGeometry(attributes={name: _attribute(array) for name, array in arrays.items()})


def _attribute(array: Array) -> three.BufferAttribute:
    # colours are bytes that mean 0..1, everything else means itself
    return three.BufferAttribute(array, normalized=array.dtype == np.uint8)
