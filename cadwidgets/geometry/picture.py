"""PNG pictures of meshes, drawn by this package alone: no graphics card, no window system."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cadwidgets.contract.options import VIEWS
from cadwidgets.geometry.looks import Look, runs
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.painting import FINER, Faces, Painting, Spots, Strokes, on_ground, painted
from cadwidgets.geometry.png import write_png
from cadwidgets.geometry.raster import Floats

MAX_PIXELS = 4096 * 4096

_MARGIN = 0.06
_UP = {"top": (0.0, 1.0, 0.0), "bottom": (0.0, -1.0, 0.0)}
_EYES = {
    "iso": (1.0, -1.0, 1.0),
    "front": (0.0, -1.0, 0.0),
    "back": (0.0, 1.0, 0.0),
    "left": (-1.0, 0.0, 0.0),
    "right": (1.0, 0.0, 0.0),
    "top": (0.0, 0.0, 1.0),
    "bottom": (0.0, 0.0, -1.0),
}
"""The direction from the model to the eye by view; Z points upwards, and the front looks along Y."""
_LIGHTS = ((0.58, (-0.25, 0.85, 0.45)), (0.38, (0.80, 0.05, 0.55)))
"""Strength and direction of the lights (right, up, towards the eye). Their light is spread over more than the half
that they see, growing with the square: no surface shows where a light begins."""
_EVERYWHERE = 0.40
_INK = np.array([0.10, 0.12, 0.15])
_INK_OPACITY = 0.8
_LINE_LEAD = 0.004
"""An edge lies as deep as its faces; this share of the model's depth decides that it is in front."""
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


def render_png(
    meshes: Sequence[Mesh], width: int = 800, height: int = 600, view: str = "iso", background: str = ""
) -> bytes:
    """A PNG of the meshes in parallel projection, filling the picture but for a margin.

    Surfaces are smooth where the mesh has normals that are (and are shaded by creases where it has none), groups
    have their colour and opacity, ``edges`` are drawn in ink where they are not hidden. ``view``: one of
    `contract.options.VIEWS`; ``background``: ``#rrggbb``, or empty for a transparent one. Raises ValueError for an
    unknown view, a size beyond 1 to 16 million pixels, a background that is no colour, and when there is nothing to
    draw.
    """
    if view not in VIEWS:
        raise ValueError(f"there is no view {view!r}; use one of {', '.join(VIEWS)}")
    if background and not _COLOR.fullmatch(background):
        raise ValueError(f"the background {background!r} is no colour like #ffffff")
    if width < 1 or height < 1 or width * height > MAX_PIXELS:
        raise ValueError(f"a picture cannot have {width} x {height} pixels; at most {MAX_PIXELS} in all")
    painting = _painting(meshes, width * FINER, height * FINER, view)
    ground = np.array(Look("", background).rgb) if background else None
    bands = (on_ground(rows, ground) for rows in painted(painting, width, height))
    return write_png(bands, height, width, 3 if background else 4)


def _painting(meshes: Sequence[Mesh], width: int, height: int, view: str) -> Painting:
    axes = _axes(view)
    shaded = [mesh if mesh.normals is not None else mesh.with_normals() for mesh in meshes]
    points = _stacked([mesh.vertices[mesh.triangles] for mesh in shaded], 3) @ axes.T
    normals = _stacked([mesh.normals[mesh.triangles] for mesh in shaded if mesh.normals is not None], 3) @ axes.T
    lines = _stacked([mesh.edges for mesh in meshes if mesh.edges is not None], 2) @ axes.T
    looks = [look for mesh in meshes for look in _looks(mesh)]
    paints = np.array([[*look.rgb, look.opacity] for look, _ in looks]).reshape(-1, 4)
    paints = np.repeat(paints, [count for _, count in looks], axis=0)
    if not len(points) and not len(lines):
        raise ValueError("there is nothing to draw: the model has no triangles")
    frame = _Frame.around(np.concatenate([points.reshape(-1, 3), lines.reshape(-1, 3)]), width, height)
    ends = frame.on_screen(lines) + np.array([0.0, 0.0, _LINE_LEAD])
    ink = Strokes(ends, np.broadcast_to(_INK, (len(ends), 3)), _INK_OPACITY)
    return Painting(Faces.plain(frame.on_screen(points), normals, paints[:, :3], paints[:, 3]), (ink,), _lit)


def _lit(spots: Spots) -> Floats:
    """Both sides of a surface are lit alike."""
    normals = spots.normals * np.where(spots.normals[:, 2:] < 0.0, -1.0, 1.0)
    light = np.full(len(normals), _EVERYWHERE)
    for strength, direction in _LIGHTS:
        light += strength * (0.5 + 0.5 * (normals @ (np.array(direction) / np.linalg.norm(direction)))) ** 2
    shown: Floats = spots.colors * light[:, None]
    return shown


def _looks(mesh: Mesh) -> list[tuple[Look, int]]:
    return [(run.look, run.stop - run.start) for run in runs(mesh)]


def _stacked(arrays: Sequence[NDArray[np.float32]], corners: int) -> Floats:
    return np.concatenate([np.zeros((0, corners, 3)), *arrays]).astype(np.float64)


def _axes(view: str) -> Floats:
    """The directions to the right, upwards and towards the eye as rows."""
    eye = np.array(_EYES[view]) / np.linalg.norm(_EYES[view])
    right = np.cross(_UP.get(view, (0.0, 0.0, 1.0)), eye)
    right /= np.linalg.norm(right)
    return np.stack([right, np.cross(eye, right), eye])


@dataclass(frozen=True, eq=False)
class _Frame:
    """How the model fits onto the screen: pixels per unit, its middle, its depth."""

    scale: Floats
    middle: Floats
    screen: Floats

    @classmethod
    def around(cls, points: Floats, width: int, height: int) -> _Frame:
        """Equal scales to the right and downwards; a model without any size is a point in the middle."""
        low, high = points.min(axis=0), points.max(axis=0)
        size = np.where(high > low, high - low, 0.0)
        room = np.array([width, height]) * (1.0 - 2.0 * _MARGIN)
        sides = [room[side] / size[side] for side in (0, 1) if size[side] > 0.0]
        scale = min(sides) if sides else 1.0
        depth = 1.0 / size[2] if size[2] > 0.0 else 1.0
        return cls(np.array([scale, -scale, depth]), (low + high) / 2.0, np.array([width / 2.0, height / 2.0, 0.5]))

    def on_screen(self, points: Floats) -> Floats:
        placed: Floats = (points - self.middle) * self.scale + self.screen
        return placed
