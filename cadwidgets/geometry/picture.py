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
from cadwidgets.geometry.png import write_png
from cadwidgets.geometry.raster import Band, Floats, Fragments, Indices, line_fragments, triangle_fragments, weights

MAX_PIXELS = 4096 * 4096

_FINER = 2
"""Every pixel is the mean of so many samples in both directions: smooth outlines."""
_SAMPLES_AT_ONCE = 1 << 21
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
_LAYERS = 24
_DEPTH_STEPS = (1 << 31) - 1
_NUMBER_BITS = np.uint64(32)
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
    scene = _Scene.of(meshes, width * _FINER, height * _FINER, view)
    rows = max(_SAMPLES_AT_ONCE // (width * _FINER**2), 1)
    bands = [Band(width * _FINER, top * _FINER, min(top + rows, height) * _FINER) for top in range(0, height, rows)]
    picture = np.concatenate([_smaller(_painted(scene, band), band) for band in bands])
    return write_png(_on(picture, background).reshape(height, width, -1))


@dataclass(frozen=True, eq=False)
class _Scene:
    """What is drawn, on the screen: ``corners`` (m, 3, 3), their ``normals`` (m, 3, 3) as seen from the eye, ``colors``
    (m, 3) sRGB 0..1, ``opacity`` (m,), ``lines`` (e, 2, 3)."""

    corners: Floats
    normals: Floats
    colors: Floats
    opacity: Floats
    lines: Floats

    @classmethod
    def of(cls, meshes: Sequence[Mesh], width: int, height: int, view: str) -> _Scene:
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
        return cls(frame.on_screen(points), normals, paints[:, :3], paints[:, 3], frame.on_screen(lines))


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


def _painted(scene: _Scene, band: Band) -> Floats:
    """The band's samples (n, 4): red, green, blue times opacity, and opacity."""
    solid = scene.opacity >= 1.0
    nearest = _nearest(scene, np.flatnonzero(solid), band)
    picture = np.zeros((band.size, 4))
    _add_solid(picture, scene, (nearest & np.uint64(0xFFFFFFFF)).astype(np.int64) - 1, band)
    depth = (nearest >> _NUMBER_BITS).astype(np.float64) / _DEPTH_STEPS
    if not solid.all():
        _add_clear(picture, scene, np.flatnonzero(~solid), depth, band)
    _add_lines(picture, scene, depth, band)
    return picture


def _add_solid(picture: Floats, scene: _Scene, owner: Indices, band: Band) -> None:
    """Paint every sample with its triangle, -1 being none; pixels of one triangle are shaded once, in their middle."""
    shape = _samples(band)
    samples = owner.reshape(shape)
    first = samples[:, :1, :, :1]
    whole = (samples == first).all(axis=(1, 3))
    row, column = np.nonzero(whole & (first[:, 0, :, 0] >= 0))
    x, y = (place.astype(np.float64) * _FINER + _FINER / 2.0 for place in (column, row))
    painted = picture.reshape(*shape, 4)
    colors = _shaded(scene, samples[row, 0, column, 0], x, y + band.top)
    painted[row, :, column, :, :3] = colors[:, None, None]
    rest = np.flatnonzero((~np.broadcast_to(whole[:, None, :, None], shape) & (samples >= 0)).reshape(-1))
    picture[rest, :3] = _shaded(scene, owner[rest], *_middles(rest, band))
    picture[owner >= 0, 3] = 1.0


def _samples(band: Band) -> tuple[int, int, int, int]:
    """The band's samples as rows of pixels, their rows, columns of pixels, their columns."""
    return ((band.bottom - band.top) // _FINER, _FINER, band.width // _FINER, _FINER)


def _middles(sample: Indices, band: Band) -> tuple[Floats, Floats]:
    """Where samples of the band are on the screen: (x, y)."""
    row, column = np.divmod(sample, band.width)
    return column + 0.5, row + (band.top + 0.5)


def _nearest(scene: _Scene, chosen: Indices, band: Band) -> NDArray[np.uint64]:
    """Per pixel the depth of the nearest triangle above 32 bits of its number plus 1; 0 where there is none."""
    found = np.zeros(band.size, np.uint64)
    for part in triangle_fragments(scene.corners[chosen], band):
        depth = np.rint(np.clip(part.depth, 0.0, 1.0) * _DEPTH_STEPS).astype(np.uint64)
        np.maximum.at(found, part.pixel, depth << _NUMBER_BITS | (chosen[part.owner] + 1).astype(np.uint64))
    return found


def _shaded(scene: _Scene, owner: Indices, x: Floats, y: Floats) -> Floats:
    """The colours (n, 3) of triangles at points of the screen, both sides of a surface lit alike."""
    shares = weights(scene.corners[owner], x, y)
    normals = np.einsum("nc,nck->nk", shares, scene.normals[owner])
    normals *= np.where(normals[:, 2:] < 0.0, -1.0, 1.0)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    light = np.full(len(owner), _EVERYWHERE)
    for strength, direction in _LIGHTS:
        light += strength * (0.5 + 0.5 * (normals @ (np.array(direction) / np.linalg.norm(direction)))) ** 2
    shown: Floats = np.clip(scene.colors[owner] * light[:, None], 0.0, 1.0)
    return shown


def _add_clear(picture: Floats, scene: _Scene, chosen: Indices, depth: Floats, band: Band) -> None:
    """Lay the transparent triangles over the solid ones, the farthest first, at most the nearest 24 of a pixel."""
    parts = [_in_front(part, depth, 0.0) for part in triangle_fragments(scene.corners[chosen], band)]
    pixel = np.concatenate([part.pixel for part in parts])
    owner = chosen[np.concatenate([part.owner for part in parts])]
    order = np.lexsort((-np.concatenate([part.depth for part in parts]), pixel))
    pixel, owner = pixel[order], owner[order]
    begins = np.flatnonzero(np.diff(pixel, prepend=-1))
    rank = np.arange(len(pixel)) - np.repeat(begins, np.diff(begins, append=len(pixel)))
    for layer in range(min(int(rank.max(initial=-1)), _LAYERS - 1), -1, -1):
        here = rank == layer
        colors = _shaded(scene, owner[here], *_middles(pixel[here], band))
        _lay(picture, pixel[here], colors, scene.opacity[owner[here]])


def _add_lines(picture: Floats, scene: _Scene, depth: Floats, band: Band) -> None:
    covered = np.zeros(band.size, np.bool_)
    for part in line_fragments(scene.lines, band, _FINER):
        covered[_in_front(part, depth, _LINE_LEAD).pixel] = True
    pixel = np.flatnonzero(covered)
    _lay(picture, pixel, _INK, np.full(len(pixel), _INK_OPACITY))


def _in_front(part: Fragments, depth: Floats, lead: float) -> Fragments:
    """The samples that nothing solid hides."""
    seen = part.depth + lead >= depth[part.pixel]
    return Fragments(part.pixel[seen], part.owner[seen], part.depth[seen])


def _lay(picture: Floats, pixel: Indices, colors: Floats, opacity: Floats) -> None:
    """Lay colours over different pixels (Porter and Duff's "over", colours multiplied by opacity)."""
    share = opacity[:, None]
    picture[pixel] = picture[pixel] * (1.0 - share)
    picture[pixel, :3] += colors * share
    picture[pixel, 3] += opacity


def _smaller(picture: Floats, band: Band) -> Floats:
    """The mean of the samples of every pixel: (rows, width, 4)."""
    mean: Floats = picture.reshape(*_samples(band), 4).mean(axis=(1, 3))
    return mean


def _on(picture: Floats, background: str) -> NDArray[np.uint8]:
    """Bytes: on the background, or with the opacity as fourth channel."""
    opacity = picture[..., 3:]
    if background:
        shown = picture[..., :3] + (1.0 - opacity) * np.array(Look("", background).rgb)
    else:
        colors = picture[..., :3] / np.where(opacity > 0.0, opacity, 1.0)
        shown = np.concatenate([colors, opacity], axis=-1)
    pixels: NDArray[np.uint8] = np.rint(np.clip(shown, 0.0, 1.0) * 255.0).astype(np.uint8)
    return pixels
