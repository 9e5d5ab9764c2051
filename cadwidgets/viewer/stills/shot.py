"""A shot: what a scene shows and from where, as values that do not change when the scene does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import Any

import numpy as np
import pythreejs as three
from numpy.typing import NDArray

from cadwidgets.viewer.camera import Quaternion, Vector, fit_distance
from cadwidgets.viewer.lens import AWAY
from cadwidgets.viewer.picking.eye import Eye
from cadwidgets.viewer.scene import Scene

Array = NDArray[Any]


@dataclass(frozen=True)
class Look:
    """How something is drawn. ``color`` is ``#rrggbb``; ``planes`` cut it: (normal, constant) in the camera's units,
    what has normal·p + constant < 0 is not there; ``width`` of lines and points in CSS pixels."""

    color: str
    opacity: float
    planes: tuple[tuple[Vector, float], ...] = ()
    lit: bool = False
    wires: bool = False
    flat: bool = False
    width: float = 1.0
    above: bool = False
    order: int = 0


@dataclass(frozen=True, eq=False)
class Drawn:
    """``points`` (n, 3) around ``middle``, with their ``colors`` (n, 3) uint8 and ``normals``, where they have any.

    ``pieces`` (m, k): the points of each triangle (k = 3), line (2) or single point (1).
    """

    look: Look
    middle: Vector
    points: Array
    pieces: Array
    colors: Array | None = None
    normals: Array | None = None


@dataclass(frozen=True)
class Camera:
    """Where one looks from: as `Eye`, with the ``target`` that one looks at, and the ``zoom`` of a camera in parallel
    projection, whose ``fov`` is 0. ``width`` and ``height`` are those of the picture in CSS pixels."""

    position: Vector
    quaternion: Quaternion
    target: Vector
    fov: float
    zoom: float
    near: float
    scale: float
    offset: Vector
    width: int
    height: int

    def eye(self, width: int, height: int) -> Eye:
        """Seen in a picture of another size: what is whole in the one is whole in the other, too."""
        aspect = width / height
        farther = fit_distance(aspect) / fit_distance(self.width / self.height)
        if not self.fov:
            half = farther / self.zoom
            return Eye.parallel(self.position, self.quaternion, half, aspect, height, self.scale, self.offset, AWAY)
        x, y, z = (t + farther * (p - t) for p, t in zip(self.position, self.target, strict=True))
        return Eye((x, y, z), self.quaternion, self.fov, aspect, height, self.scale, self.offset, self.near)

    def turned(self, degrees: float) -> Camera:
        """The same after a way round the target, to the right of the picture."""
        c, s = cos(radians(degrees)), sin(radians(degrees))
        (tx, ty, tz), (x, y, z) = self.target, (p - t for p, t in zip(self.position, self.target, strict=True))
        position = (tx + c * x - s * y, ty + s * x + c * y, tz + z)
        c, s = cos(radians(degrees) / 2), sin(radians(degrees) / 2)
        x, y, z, w = self.quaternion
        return replace(self, position=position, quaternion=(c * x - s * y, c * y + s * x, c * z + s * w, c * w - s * z))


@dataclass(frozen=True, eq=False)
class Shot:
    """What is drawn, in the order in which it is, and the camera."""

    drawn: tuple[Drawn, ...]
    camera: Camera


def shot_of(scene: Scene) -> Shot:
    """What a scene shows now; it holds the scene's arrays, which are never changed, only exchanged."""
    drawn = [_drawn(item) for item in scene.frame.children]
    order = sorted(drawn, key=lambda one: (one.look.order, one.look.opacity < 1.0))
    return Shot(tuple(one for one in order if len(one.pieces)), _camera(scene))


def _camera(scene: Scene) -> Camera:
    seen, renderer = scene.camera, scene.renderer
    return Camera(
        tuple(seen.position),
        tuple(seen.quaternion),
        tuple(scene.controls.target),
        getattr(seen, "fov", 0.0),
        seen.zoom,
        seen.near,
        scene.scale,
        scene.position,
        int(renderer.width),
        int(renderer.height),
    )


def _drawn(item: three.Object3D) -> Drawn:
    look, middle = _look(item), tuple(item.position)
    if isinstance(item, three.LineSegments2):
        points = item.geometry.positions.reshape(-1, 3)
        return Drawn(look, middle, points, _in_turn(points, 2))
    arrays = {name: attribute.array for name, attribute in item.geometry.attributes.items()}
    points, corners = arrays["position"], {three.Mesh: 3, three.LineSegments: 2, three.Points: 1}[type(item)]
    pieces = arrays["index"].reshape(-1, 3) if "index" in arrays else _in_turn(points, corners)
    return Drawn(look, middle, points, pieces, arrays.get("color"), arrays.get("normal"))


def _in_turn(points: Array, corners: int) -> Array:
    return np.arange(len(points)).reshape(-1, corners)


def _look(item: three.Object3D) -> Look:
    material = item.material
    lit = isinstance(material, three.MeshStandardMaterial)
    return Look(
        material.color,
        material.opacity if material.transparent else 1.0,
        tuple((tuple(plane.normal), plane.constant) for plane in material.clippingPlanes or ()),
        lit,
        lit and material.wireframe,
        lit and material.flatShading,
        getattr(material, "size", getattr(material, "linewidth", 1.0)),
        not material.depthTest,
        item.renderOrder,
    )
