"""From triangles and lines on the screen to pixels: hidden surfaces, transparency, smooth outlines. Numpy alone.

Who paints decides where things are on the screen and how surfaces are lit. The screen's x runs to the right, y
downwards, both in samples, of which a pixel has `FINER` in both directions; depth grows towards the eye, from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from cadwidgets.geometry.raster import Band, Floats, Fragments, Indices, line_fragments, triangle_fragments, weights

FINER = 2
"""Every pixel is the mean of so many samples in both directions: smooth outlines."""
_EVERY = [(across, down) for down in range(FINER) for across in range(FINER)]
"""The places of a pixel's samples."""
Light: TypeAlias = Callable[["Spots"], Floats]
"""Gives the colours (n, 3) of spots of surfaces, sRGB 0..1 and what is beyond it."""

_SAMPLES_AT_ONCE = 1 << 17  # a band that fits into a processor's cache is painted faster, and holds little memory
_LAYERS = 24
_DEPTH_STEPS = (1 << 31) - 1
_NUMBER_BITS = np.uint64(32)


@dataclass(frozen=True, eq=False)
class Faces:
    """Triangles on the screen: ``corners`` (m, 3, 3), their ``normals`` (m, 3, 3) as the eye has them, ``colors``
    (m, 3) sRGB 0..1, ``opacity`` (m,); ``nearness`` (m, 3), the inverse of the corners' distance from an eye that sees
    in perspective, up to a factor; ``lit`` (m,): a triangle that no light falls on has its colour everywhere."""

    corners: Floats
    normals: Floats
    colors: Floats
    opacity: Floats
    nearness: Floats
    lit: NDArray[np.bool_]

    @classmethod
    def plain(cls, corners: Floats, normals: Floats, colors: Floats, opacity: Floats) -> Faces:
        """Lit triangles in parallel projection."""
        count = len(corners)
        return cls(corners, normals, colors, opacity, np.ones((count, 3)), np.ones(count, np.bool_))

    @cached_property
    def rows(self) -> tuple[Floats, Floats]:
        """Between which y each triangle is: (m,) the least, and (m,) the greatest."""
        y = self.corners[:, :, 1]
        return y.min(axis=1, initial=np.inf), y.max(axis=1, initial=-np.inf)


@dataclass(frozen=True, eq=False)
class Strokes:
    """Lines on the screen: ``ends`` (e, 2, 3), ``colors`` (e, 3) sRGB 0..1, so many samples wide. Two equal ends are a
    point. ``above``: nothing hides them."""

    ends: Floats
    colors: Floats
    opacity: float
    width: int = FINER
    above: bool = False

    @property
    def is_solid(self) -> bool:
        """Whether it hides what is behind it."""
        return self.opacity >= 1.0 and not self.above


@dataclass(frozen=True, eq=False)
class Spots:
    """Where surfaces are seen: ``normals`` (n, 3) of unit length, ``colors`` (n, 3), and the
    samples ``x`` and ``y``."""

    normals: Floats
    colors: Floats
    x: Floats
    y: Floats


@dataclass(frozen=True, eq=False)
class Painting:
    """What is on the screen, and the light on it. Later strokes lie on earlier ones."""

    faces: Faces
    strokes: tuple[Strokes, ...]
    light: Light


def painted(painting: Painting, width: int, height: int) -> Iterator[Floats]:
    """Some rows of the picture at a time, from the top: (rows, width, 4), red, green, blue times opacity, and opacity.

    What one can see through is painted on what one cannot, the farthest faces first and the strokes last.
    """
    rows = max(_SAMPLES_AT_ONCE // (width * FINER**2), 1)
    for top in range(0, height, rows):
        band = Band(width * FINER, top * FINER, min(top + rows, height) * FINER)
        yield _smaller(_band(painting, band), band)


def on_ground(rows: Floats, ground: Floats | None) -> NDArray[np.uint8]:
    """Painted rows as bytes (rows, width, 3): on the colours (..., 3), sRGB 0..1, of what is behind; without any there
    are four channels, the last one the opacity."""
    opacity = rows[..., 3:]
    if ground is None:
        shown = np.concatenate([rows[..., :3] / np.where(opacity > 0.0, opacity, 1.0), opacity], axis=-1)
    else:
        shown = rows[..., :3] + (1.0 - opacity) * ground
    pixels: NDArray[np.uint8] = np.rint(np.clip(shown, 0.0, 1.0) * 255.0).astype(np.uint8)
    return pixels


def _band(painting: Painting, band: Band) -> Floats:
    """The band's samples (n, 4)."""
    faces = painting.faces
    low, high = faces.rows
    here, solid = (high >= band.top) & (low <= band.bottom), faces.opacity >= 1.0
    nearest = _nearest(faces, np.flatnonzero(here & solid), band)
    picture = np.zeros((band.size, 4))
    _add_solid(picture, painting, (nearest & np.uint64(0xFFFFFFFF)).astype(np.int64) - 1, band)
    depth = (nearest >> _NUMBER_BITS).astype(np.float64) / _DEPTH_STEPS
    first = [strokes for strokes in painting.strokes if strokes.is_solid]
    for strokes in first:
        _add_strokes(picture, strokes, depth, band)
    if not solid.all():
        _add_clear(picture, painting, np.flatnonzero(here & ~solid), depth, band)
    for strokes in painting.strokes:
        if strokes not in first:
            _add_strokes(picture, strokes, depth, band)
    return picture


def _add_solid(picture: Floats, painting: Painting, owner: Indices, band: Band) -> None:
    """Paint every sample with its triangle, -1 being none; pixels of one triangle are shaded once, in their middle."""
    shape = _samples(band)
    samples = owner.reshape(shape)
    first = samples[:, 0, :, 0]
    whole = np.ones(first.shape, np.bool_)
    for across, down in _EVERY[1:]:
        whole &= samples[:, down, :, across] == first
    row, column = np.nonzero(whole & (first >= 0))
    x, y = (place.astype(np.float64) * FINER + FINER / 2.0 for place in (column, row))
    canvas = picture.reshape(*shape, 4)
    colors = _shaded(painting, samples[row, 0, column, 0], x, y + band.top)
    canvas[row, :, column, :, :3] = colors[:, None, None]
    rest = np.flatnonzero((~np.broadcast_to(whole[:, None, :, None], shape) & (samples >= 0)).reshape(-1))
    picture[rest, :3] = _shaded(painting, owner[rest], *_middles(rest, band))
    picture[owner >= 0, 3] = 1.0


def _samples(band: Band) -> tuple[int, int, int, int]:
    """The band's samples as rows of pixels, their rows, columns of pixels, their columns."""
    return ((band.bottom - band.top) // FINER, FINER, band.width // FINER, FINER)


def _middles(sample: Indices, band: Band) -> tuple[Floats, Floats]:
    """Where samples of the band are on the screen: (x, y)."""
    row, column = np.divmod(sample, band.width)
    return column + 0.5, row + (band.top + 0.5)


def _nearest(faces: Faces, chosen: Indices, band: Band) -> NDArray[np.uint64]:
    """Per sample the depth of the nearest triangle above 32 bits of its number plus 1; 0 where there is none."""
    found = np.zeros(band.size, np.uint64)
    for part in triangle_fragments(faces.corners[chosen], band):
        depth = np.rint(np.clip(part.depth, 0.0, 1.0) * _DEPTH_STEPS).astype(np.uint64)
        np.maximum.at(found, part.pixel, depth << _NUMBER_BITS | (chosen[part.owner] + 1).astype(np.uint64))
    return found


def _shaded(painting: Painting, owner: Indices, x: Floats, y: Floats) -> Floats:
    """The colours (n, 3) of triangles at points of the screen."""
    faces = painting.faces
    shares = weights(faces.corners[owner], x, y) * faces.nearness[owner]
    normals = np.einsum("nc,nck->nk", shares, faces.normals[owner])
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
    colors, lit = faces.colors[owner], faces.lit[owner]
    shown = painting.light(Spots(normals, colors, x, y)) if lit.any() else colors
    clipped: Floats = np.clip(np.where(lit[:, None], shown, colors), 0.0, 1.0)
    return clipped


def _add_clear(picture: Floats, painting: Painting, chosen: Indices, depth: Floats, band: Band) -> None:
    """Lay the transparent triangles over the solid ones, the farthest first, at most the nearest 24 of a sample."""
    faces = painting.faces
    parts = [_in_front(part, depth) for part in triangle_fragments(faces.corners[chosen], band)]
    if not parts:
        return
    pixel = np.concatenate([part.pixel for part in parts])
    owner = chosen[np.concatenate([part.owner for part in parts])]
    order = np.lexsort((-np.concatenate([part.depth for part in parts]), pixel))
    pixel, owner = pixel[order], owner[order]
    begins = np.flatnonzero(np.diff(pixel, prepend=-1))
    rank = np.arange(len(pixel)) - np.repeat(begins, np.diff(begins, append=len(pixel)))
    for layer in range(min(int(rank.max(initial=-1)), _LAYERS - 1), -1, -1):
        here = rank == layer
        colors = _shaded(painting, owner[here], *_middles(pixel[here], band))
        _lay(picture, pixel[here], colors, faces.opacity[owner[here]])


def _add_strokes(picture: Floats, strokes: Strokes, depth: Floats, band: Band) -> None:
    """Each sample has the colour of the last stroke on it; solid strokes hide what is drawn after them and behind."""
    owner, before = np.full(band.size, -1, np.int64), depth.copy()
    for part in _stroked(strokes, band):
        seen = part if strokes.above else _in_front(part, before)
        np.maximum.at(owner, seen.pixel, seen.owner)
        if strokes.is_solid:
            np.maximum.at(depth, seen.pixel, seen.depth)
    pixel = np.flatnonzero(owner >= 0)
    _lay(picture, pixel, strokes.colors[owner[pixel]], np.full(len(pixel), strokes.opacity))


def _stroked(strokes: Strokes, band: Band) -> Iterator[Fragments]:
    if strokes.width <= FINER:
        yield from line_fragments(strokes.ends, band, strokes.width)
        return
    for part in triangle_fragments(_ribbons(strokes.ends, strokes.width / 2.0), band):
        yield Fragments(part.pixel, part.owner // 2, part.depth)


def _ribbons(ends: Floats, half: float) -> Floats:
    """Two triangles (2e, 3, 3) for every line, which goes on for half its width at either end."""
    way = ends[:, 1, :2] - ends[:, 0, :2]
    length = np.linalg.norm(way, axis=1, keepdims=True)
    along = half * np.where(length > 0.0, way / np.maximum(length, 1e-12), (1.0, 0.0))
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    corners = [(0, -along - across), (0, across - along), (1, along - across), (1, along + across)]
    placed = np.stack([ends[:, end] + np.pad(step, ((0, 0), (0, 1))) for end, step in corners], axis=1)
    return placed[:, [[0, 1, 2], [2, 1, 3]]].reshape(-1, 3, 3)


def _in_front(part: Fragments, depth: Floats) -> Fragments:
    """The samples that nothing solid hides."""
    seen = part.depth >= depth[part.pixel]
    return Fragments(part.pixel[seen], part.owner[seen], part.depth[seen])


def _lay(picture: Floats, pixel: Indices, colors: Floats, opacity: Floats) -> None:
    """Lay colours over different pixels (Porter and Duff's "over", colours multiplied by opacity)."""
    share = opacity[:, None]
    picture[pixel] = picture[pixel] * (1.0 - share)
    picture[pixel, :3] += colors * share
    picture[pixel, 3] += opacity


def _smaller(picture: Floats, band: Band) -> Floats:
    """The mean of the samples of every pixel: (rows, width, 4)."""
    samples = picture.reshape(*_samples(band), 4)
    mean: Floats = np.add.reduce([samples[:, down, :, across] for across, down in _EVERY]) / FINER**2
    return mean
