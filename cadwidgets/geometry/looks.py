"""Names, colours and opacities of triangles as the writers need them, and the solids of a mesh one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.topology import Indices

DEFAULT_COLOR = "#9ea8b5"
"""How a part is shown that has no colour of its own: a light steel grey."""
_NO_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML 1.0 (its section 2.2)."""
_SPARSE = 4


@dataclass(frozen=True)
class Look:
    """How triangles are told and shown: ``color`` is ``#rrggbb`` or empty, ``opacity`` 0 (clear) to 1."""

    name: str = ""
    color: str = ""
    opacity: float = 1.0

    @property
    def rgb(self) -> tuple[float, float, float]:
        """Red, green and blue (sRGB, 0..1) of the colour, or of the default one."""
        packed = int((self.color or DEFAULT_COLOR).removeprefix("#"), 16)
        return (packed >> 16 & 255) / 255.0, (packed >> 8 & 255) / 255.0, (packed & 255) / 255.0


@dataclass(frozen=True)
class Run:
    """Neighbouring triangles of one look: ``mesh.triangles[start:stop]``."""

    look: Look
    start: int
    stop: int


def look_of(group: Group) -> Look:
    """The group's look, its name fit to be written."""
    return Look(_writable(group.name), group.color, group.opacity)


def written(look: Look) -> Look:
    """The look, its name fit to be written."""
    return Look(_writable(look.name), look.color, look.opacity)


def name_of(mesh: Mesh, otherwise: str = "") -> str:
    """The first name among the mesh's groups, fit to be written."""
    return next((_writable(group.name) for group in mesh.groups if group.name), otherwise)


def _writable(name: str) -> str:
    """Characters that neither XML nor UTF-8 can hold are replaced: a script may give its parts any name."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", name)


def runs(mesh: Mesh) -> list[Run]:
    """All triangles in their order, in runs of one look; those outside of every group have a plain look."""
    looks = [*map(look_of, mesh.groups), Look()]
    found: list[Run] = []
    for number, start, stop in _pieces(mesh):
        if found and found[-1].look == looks[number]:
            start = found.pop().start
        found.append(Run(looks[number], start, stop))
    return found


def solids(mesh: Mesh) -> Iterator[tuple[Look, Mesh]]:
    """The triangles of every group (and those between groups) as a mesh of their own, without normals."""
    looks = [*map(look_of, mesh.groups), Look()]
    for number, start, stop in _pieces(mesh):
        vertices, triangles = compact(mesh.vertices, mesh.triangles[start:stop])
        yield looks[number], Mesh(vertices, triangles.astype(np.uint32), unit=mesh.unit)


def listed(looks: Sequence[Look]) -> dict[Look, int]:
    """Every different look with its number, in the order of their first use."""
    return {look: number for number, look in enumerate(dict.fromkeys(looks))}


def to_linear(srgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Components 0..1 of sRGB as linear light (IEC 61966-2-1)."""
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def to_srgb(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    """Components of linear light, clipped to 0..1, as sRGB."""
    light = np.clip(linear, 0.0, 1.0)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1.0 / 2.4) - 0.055)


def compact(vertices: NDArray[np.float32], triangles: NDArray[np.uint32]) -> tuple[NDArray[np.float32], Indices]:
    """The vertices that are used, in their order, and the triangles over them."""
    low, high = int(triangles.min(initial=len(vertices))), int(triangles.max(initial=0))
    if high - low >= _SPARSE * triangles.size:
        used, place = np.unique(triangles, return_inverse=True)
        return vertices[used], place.reshape(-1, 3)
    near = triangles.astype(np.int64) - low
    seen = np.zeros(max(high - low + 1, 0), np.bool_)
    seen[near] = True
    return vertices[low : high + 1][seen], (np.cumsum(seen) - 1)[near]


def _pieces(mesh: Mesh) -> Iterator[tuple[int, int, int]]:
    """(number of the group or -1, start, stop) of all triangles in order; the later of two groups wins."""
    owner = np.full(len(mesh.triangles), -1)
    for number, group in enumerate(mesh.groups):
        owner[group.start : group.start + group.count] = number
    starts = np.flatnonzero(np.diff(owner, prepend=-2))
    stops = np.append(starts[1:], len(owner))
    yield from zip(owner[starts].tolist(), starts.tolist(), stops.tolist(), strict=False)
