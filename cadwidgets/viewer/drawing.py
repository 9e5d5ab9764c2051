"""From arrays to pythreejs objects: one shaded mesh, one set of lines, each to be filled again with other arrays.

Every object stands at its own middle and its coordinates are relative to it, so that a model a kilometre from the
origin keeps its digits in float32.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pythreejs as three
from numpy.typing import NDArray

from cadwidgets.geometry.measure import bounds
from cadwidgets.geometry.mesh import Mesh

Array = NDArray[Any]
Place = tuple[float, float, float]


@dataclass(frozen=True)
class Content:
    """What one drawn object shows: its ``arrays`` by attribute, around the ``middle`` where it stands.

    The graphics card gets them as they are: float32 places and normals, uint32 indices, uint8 colours.
    """

    kind: type[three.Object3D]
    arrays: Mapping[str, Array]
    material: three.Material
    middle: Place
    traits: Mapping[str, Any] = field(default_factory=dict)

    def drawn(self) -> three.Object3D:
        """A new object that shows it. It is drawn also where three.js would still see the bounds of older arrays."""
        attributes = {name: _attribute(array) for name, array in self.arrays.items()}
        geometry = three.BufferGeometry(attributes=attributes)
        return self.kind(geometry, self.material, position=self.middle, frustumCulled=False, **self.traits)

    def fits(self, drawn: three.Object3D) -> bool:
        """Whether `fill` can have this object show it: pythreejs cannot add or take away attributes."""
        return type(drawn) is self.kind and drawn.geometry.attributes.keys() == self.arrays.keys()

    def fill(self, drawn: three.Object3D) -> None:
        """Have an object show it instead of what it showed; arrays that are the same are not sent again."""
        for name, array in self.arrays.items():
            drawn.geometry.attributes[name].array = array
        drawn.position, drawn.material = self.middle, self.material


def shaded(mesh: Mesh, plain: three.Material, painted: three.Material) -> Content:
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


def lines(segments: Array, material: three.Material, colors: Array | None = None, **traits: Any) -> Content:
    """Line segments (n, 2, 3), in the material's colour or in ``colors`` (n, 2, 3) uint8."""
    middle, position = centered(segments.reshape(-1, 3))
    arrays = {"position": position} if colors is None else {"position": position, "color": colors.reshape(-1, 3)}
    return Content(three.LineSegments, arrays, material, middle, traits)


def dashed(segments: Array, material: three.Material, **traits: Any) -> Content:
    """Line segments (n, 2, 3) with dashes that run on from one to the next, as long as the material says in diagonals
    of their bounding box."""
    middle, position = centered(segments.reshape(-1, 3))
    low, high = bounds(position) if len(position) else (np.zeros(3), np.ones(3))
    lengths = np.linalg.norm(np.diff(position.reshape(-1, 2, 3), axis=1)[:, 0], axis=1) / np.linalg.norm(high - low)
    ends = np.cumsum(lengths, dtype=np.float64)
    runs = np.stack((ends - lengths, ends), axis=1).reshape(-1).astype(np.float32)
    return Content(three.LineSegments, {"position": position, "lineDistance": runs}, material, middle, traits)


def centered(points: Array) -> tuple[Place, Array]:
    """(The middle of the bounding box to float32's digits, the points (n, 3) relative to it as float32)."""
    if not len(points):
        return (0.0, 0.0, 0.0), np.zeros((0, 3), np.float32)
    low, high = bounds(points)
    middle = ((low.astype(np.float64) + high) / 2).astype(np.float32)
    x, y, z = middle.tolist()
    return (x, y, z), np.subtract(points, middle, dtype=np.result_type(points, np.float32)).astype(
        np.float32, copy=False
    )


def empty(drawn: three.Object3D) -> None:
    """Let go of the arrays of an object that is not on screen."""
    for attribute in drawn.geometry.attributes.values():
        attribute.array = attribute.array[:0]


def release(drawn: three.Object3D) -> None:
    """Close what one drawn object holds alone, leaves first; its material is shared and stays."""
    for attribute in getattr(drawn.geometry, "attributes", {}).values():  # wide lines have none
        attribute.close()
    drawn.geometry.close()
    drawn.close()


def _triangles(mesh: Mesh, material: three.Material, **more: Array) -> Content:
    middle, position = centered(mesh.vertices)
    arrays: dict[str, Any] = {"position": position, "normal": mesh.normals, "index": mesh.triangles.reshape(-1)}
    return Content(three.Mesh, arrays | more, material, middle)


def _attribute(array: Array) -> three.BufferAttribute:
    # colours are bytes that mean 0..1, everything else means itself
    return three.BufferAttribute(array, normalized=array.dtype == np.uint8)
