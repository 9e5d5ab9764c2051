"""From a shot to what is on the screen: cut, placed, and as near as the eye sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cadwidgets.geometry.clipping import clipped_lines, clipped_triangles
from cadwidgets.geometry.painting import FINER, Faces, Painting, Spots, Strokes
from cadwidgets.geometry.raster import Floats
from cadwidgets.viewer.picking.eye import Eye
from cadwidgets.viewer.stills.light import Light
from cadwidgets.viewer.stills.shot import Drawn, Shot

_LEAD_PIXELS = 1.5
"""Lines lie on faces, and marks do: so much nearer to the eye they are in front of them, also of steep ones."""
_PLACE, _NORMAL, _COLOR = slice(0, 3), slice(3, 6), slice(6, 9)


@dataclass(frozen=True, eq=False)
class Seen:
    """Pieces of one drawn thing (m, k corners, 9): place and normal in the camera's axes, colour (sRGB, 0..1)."""

    drawn: Drawn
    corners: Floats


def painting_of(shot: Shot, width: int, height: int) -> Painting:
    """What is to be painted of a shot, in a picture of ``width`` times ``height`` pixels."""
    eye = shot.camera.eye(width * FINER, height * FINER)
    light, thickness = Light(eye), max(1.0, height / shot.camera.height) * FINER
    seen = [_seen(one, eye) for one in shot.drawn]
    surfaces = [one for one in seen if one.corners.shape[1] == 3 and not one.drawn.look.wires]
    depths = _Depths.of(surfaces or seen)
    strokes = [_strokes(one, eye, depths, light, thickness) for one in seen if one not in surfaces]
    return Painting(_faces(surfaces, eye, depths), tuple(strokes), light)


def _seen(drawn: Drawn, eye: Eye) -> Seen:
    look = drawn.look
    places = eye.seen(drawn.points.astype(np.float64) + drawn.middle)
    normals = np.zeros((len(places), 3)) if drawn.normals is None else eye.turned(drawn.normals)
    colors = np.broadcast_to(np.array(list(bytes.fromhex(look.color[1:]))) / 255.0, (len(places), 3))
    colors = colors if drawn.colors is None else colors * drawn.colors / 255.0
    corners = np.concatenate([places, normals, colors], axis=1)[drawn.pieces]
    if look.flat:
        across = np.cross(corners[:, 1, _PLACE] - corners[:, 0, _PLACE], corners[:, 2, _PLACE] - corners[:, 0, _PLACE])
        corners[:, :, _NORMAL] = across[:, None]
    for height in _heights(drawn, eye):
        corners = _clipped(corners, corners[:, :, _PLACE] @ height[:3] + height[3])
    return Seen(drawn, corners)


def _heights(drawn: Drawn, eye: Eye) -> Iterator[Floats]:
    """(4,) for each plane that cuts: the height over it of a place p in the camera's axes is p @ [:3] + [3]."""
    yield np.array([0.0, 0.0, -1.0, -eye.near])
    for normal, constant in drawn.look.planes:
        yield np.append(eye.turned(normal), float(np.dot(normal, eye.position)) + constant)


def _clipped(corners: Floats, height: Floats) -> Floats:
    if (height >= 0.0).all():
        return corners
    if corners.shape[1] == 1:
        return corners[height[:, 0] >= 0.0]
    return (clipped_triangles if corners.shape[1] == 3 else clipped_lines)(corners, height)[0]


@dataclass(frozen=True)
class _Depths:
    """The inverse distances between which the surfaces are: they become the depths 0 and 1."""

    least: float
    most: float

    @classmethod
    def of(cls, seen: list[Seen]) -> _Depths:
        depths = np.concatenate([np.ones(0), *(-one.corners[:, :, 2].reshape(-1) for one in seen)])
        near, far = (1.0, 1.0) if not len(depths) else (float(depths.min()), float(depths.max()))
        return cls(1.0 / far, 1.0 / near)

    def on_screen(self, places: Floats, eye: Eye, lead: float) -> Floats:
        """Places (..., 3) in the camera's axes on the screen, nearer by so many pixels than they are."""
        pixels, depth = eye.pixels(places)
        nearer = 1.0 / np.maximum(depth - lead * eye.pixel_size(depth), 1e-9)
        share = (nearer - self.least) / ((self.most - self.least) or 1.0)
        return np.concatenate([pixels, np.maximum(share, 0.0)[..., None]], axis=-1)  # lines also lie behind all faces


def _faces(surfaces: list[Seen], eye: Eye, depths: _Depths) -> Faces:
    looks, sizes = [one.drawn.look for one in surfaces], [len(one.corners) for one in surfaces]
    leads = [0.0 if look.lit else _LEAD_PIXELS * FINER for look in looks]
    placed = [depths.on_screen(one.corners[:, :, _PLACE], eye, lead) for one, lead in zip(surfaces, leads, strict=True)]
    screen = np.concatenate([np.zeros((0, 3, 3)), *placed])
    corners = np.concatenate([np.zeros((0, 3, 9)), *(one.corners for one in surfaces)])
    return Faces(
        screen,
        corners[:, :, _NORMAL] * _facing(screen)[:, None, None],
        corners[:, 0, _COLOR],
        np.repeat([look.opacity for look in looks], sizes),
        -1.0 / corners[:, :, 2],
        np.repeat(np.array([look.lit for look in looks], np.bool_), sizes),
    )


def _facing(screen: Floats) -> Floats:
    """Per triangle 1 where its front is seen, whose corners run counter-clockwise, and -1 where its back is."""
    (x1, y1), (x2, y2) = ((screen[:, corner, :2] - screen[:, 0, :2]).T for corner in (1, 2))
    facing: Floats = np.where(x1 * y2 - x2 * y1 > 0.0, -1.0, 1.0)  # y runs downwards
    return facing


def _strokes(seen: Seen, eye: Eye, depths: _Depths, light: Light, thickness: float) -> Strokes:
    corners, look = seen.corners, seen.drawn.look
    screen = depths.on_screen(corners[:, :, _PLACE], eye, _LEAD_PIXELS * FINER)
    colors = corners[:, 0, _COLOR]
    if look.wires:
        normals = corners[:, :, _NORMAL].mean(axis=1) * _facing(screen)[:, None]
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
        x, y, _ = screen.mean(axis=1).T
        colors = np.repeat(np.clip(light(Spots(normals, colors, x, y)), 0.0, 1.0), 3, axis=0)
        screen = screen[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2, 3)
    ends = screen if screen.shape[1] == 2 else np.repeat(screen, 2, axis=1)
    return Strokes(ends, colors, look.opacity, max(round(look.width * thickness), 1), look.above)
