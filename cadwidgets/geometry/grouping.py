"""Putting triangles in order: ranges of one material or colour, and several meshes in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.placing import Placed, gathered
from cadwidgets.geometry.topology import Indices

NONE = -1
"""In place of the number of a material or a colour: there is none."""
_COLORS = 1 << 24
_MANY = 256


@dataclass(frozen=True)
class Paint:
    """A material as far as a mesh knows it: its name, its colour (``#rrggbb`` or empty) and its opacity (0..1)."""

    name: str = ""
    color: str = ""
    opacity: float = 1.0


def hex_color(packed: int) -> str:
    """``#rrggbb`` from 0xRRGGBB."""
    return f"#{packed:06x}"


def packed_colors(rgb: NDArray[np.float64]) -> Indices:
    """0xRRGGBB from (n, 3) red, green, blue in 0..1; what lies outside is clipped."""
    red, green, blue = np.rint(np.clip(rgb, 0.0, 1.0) * 255.0).astype(np.int64).T
    packed: Indices = red << 16 | green << 8 | blue
    return packed


def mixed_colors(packed: Indices) -> Indices:
    """One colour per triangle from those of its corners (m, 3): their mean; NONE where a corner has none.

    More than 256 different results (a gradient) are rounded to 6 steps of red, green and blue, so that a mesh
    never falls into thousands of groups.
    """
    mean = (packed[:, :, None] >> np.array([16, 8, 0]) & 255).mean(axis=1) / 255.0
    mixed = packed_colors(mean)
    if len(np.unique(mixed)) > _MANY:
        mixed = packed_colors(np.rint(mean * 5.0) / 5.0)
    return np.where((packed == NONE).any(axis=1), NONE, mixed)


def grouped(materials: Indices, colors: Indices, paints: Sequence[Paint]) -> tuple[Indices, tuple[Group, ...]]:
    """The order of triangles in which equal looks stand together, and the groups of that order.

    ``materials`` (m,) numbers into ``paints``, ``colors`` (m,) 0xRRGGBB that win over the material's; NONE
    where there is none. Triangles without any look, when all are so, keep their order and get no group.
    """
    known = np.where(materials < len(paints), materials, NONE)
    numbers = (known + 1) * (_COLORS + 1) + colors + 1
    if not numbers.any():
        return np.arange(len(materials)), ()
    looks, look = np.unique(numbers, return_inverse=True)
    order = np.argsort(look, kind="stable")
    counts = np.bincount(look, minlength=len(looks))
    starts = np.cumsum(counts) - counts
    ranges = zip(looks.tolist(), starts.tolist(), counts.tolist(), strict=True)
    return order, tuple(_group(look, start, count, paints) for look, start, count in ranges)


def _group(look: int, start: int, count: int, paints: Sequence[Paint]) -> Group:
    material, color = divmod(look, _COLORS + 1)
    paint = paints[material - 1] if material else Paint()
    shown = hex_color(color - 1) if color else paint.color
    return Group(paint.name or shown, start, count, shown, paint.opacity)


def joined(meshes: Sequence[Mesh]) -> Mesh:
    """All meshes in one, in this order, their groups kept; normals and faces only if every mesh has them.

    Face numbers count on from mesh to mesh, so that no two meshes share one.
    """
    if len(meshes) == 1:
        return meshes[0]
    return gathered([Placed(mesh) for mesh in meshes], shifted_groups(meshes), meshes[0].unit if meshes else "")


def compacted(mesh: Mesh) -> Mesh:
    """The mesh without the points that no triangle uses."""
    used, place = np.unique(mesh.triangles, return_inverse=True)
    normals = None if mesh.normals is None else mesh.normals[used]
    return replace(
        mesh, vertices=mesh.vertices[used], normals=normals, triangles=place.reshape(-1, 3).astype(np.uint32)
    )


def shifted_groups(meshes: Sequence[Mesh]) -> tuple[Group, ...]:
    """The groups of all meshes, as they are when their triangles stand one after the other."""
    found: list[Group] = []
    triangle = edge = part = 0
    for mesh in meshes:
        found += [
            replace(
                group,
                start=group.start + triangle,
                edges=(group.edges[0] + edge, group.edges[1]),
                part=None if group.part is None else group.part + part,
            )
            for group in mesh.groups
        ]
        triangle += len(mesh.triangles)
        edge += 0 if mesh.edges is None else len(mesh.edges)
        part += 1 + max((group.part or 0 for group in mesh.groups), default=0)
    return tuple(found)
