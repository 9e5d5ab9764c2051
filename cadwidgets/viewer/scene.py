"""The scene: camera, light, renderer, and a frame that holds what is drawn.

The frame scales the fitted model's bounding sphere to radius 1 around the origin, so that the camera and its clipping
planes meet the same numbers whether the model is a micrometre or a mile.
"""

from __future__ import annotations

from math import dist, hypot

import numpy as np
import pythreejs as three

from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer import camera, drawing
from cadwidgets.viewer.axes import axes
from cadwidgets.viewer.grid import Ground
from cadwidgets.viewer.layer import Layer

EDGE_COLOR = "#243040"
GRID_COLOR = "#8792a0"

_CLEAR = 0.35
_NEAR, _FAR = 0.005, 100.0  # clipping planes, in distances from which the model is seen whole


def sphere_around(mesh: Mesh) -> tuple[camera.Vector, float]:
    """(Centre, radius) of a sphere about the middle of the bounding box that holds every triangle."""
    used = np.zeros(len(mesh.vertices), bool)
    used[mesh.triangles] = True
    middle, points = drawing.centered(mesh.vertices[used])
    radius = float(np.sqrt(np.max(np.einsum("ij,ij->i", points, points, dtype=np.float64), initial=0.0)))
    return middle, radius or 1.0


class Scene:
    """What pythreejs draws: `renderer` is the widget to put on the page.

    `show`, `outline` and `lay` change what is drawn and leave the camera alone; `fit` and `project` move the camera.
    ``frame.scale`` and ``frame.position`` turn the model's coordinates into the camera's.
    """

    def __init__(self, width: int, height: int, color: str) -> None:
        self.plain = _surface(color=color)
        self.painted = _surface(color="#ffffff", vertexColors="VertexColors")
        self.edge = three.LineBasicMaterial(color=EDGE_COLOR)
        self.grid = three.LineBasicMaterial(color=GRID_COLOR, transparent=True, opacity=0.38, depthWrite=False)
        self.axis = three.LineBasicMaterial(vertexColors="VertexColors", transparent=True, opacity=0.9)
        self.frame = three.Group()
        self.camera = _camera(width / height)
        self.controls = three.OrbitControls(self.camera, screenSpacePanning=True)
        self.renderer = three.Renderer(
            three.Scene(children=[self.camera, _sky(), self.frame], background=None),
            self.camera,
            [self.controls],
            antialias=True,
            alpha=True,
            clearOpacity=0.0,
            width=width,
            height=height,
        )
        self._model, self._ground = Layer(), Layer()
        self._ground_plan: Ground | None = None
        self._reach = 1.0  # of the model from the middle of the fitted one, in the camera's units
        self.fit((0.0, 0.0, 0.0), 1.0, camera.VIEWS["iso"])

    def show(self, mesh: Mesh | None, ground: Ground | None, *, edges: bool) -> None:
        """Draw ``mesh`` on ``ground`` instead of the last ones; the camera stays."""
        self._reach = 1.0 if mesh is None else self._reach_of(mesh)
        self._model.put(() if mesh is None else self._contents(mesh, edges))
        self._put_down(ground)
        self._swap()
        self._see_as_far_as_needed()

    def outline(self, mesh: Mesh | None, *, edges: bool) -> None:
        """Draw the edges of the ``mesh`` on screen, or take them away."""
        self._model.keep(1)
        if mesh is not None and edges:
            self._model.add(self._edges(mesh))
        self._swap()

    def lay(self, ground: Ground | None) -> None:
        """Draw this ground instead of the last one."""
        self._put_down(ground)
        self._swap()

    def rest(self) -> None:
        """Let go of what was made ready for the next model: there may not be one for a while."""
        self._model.rest()
        self._ground.rest()

    def close(self) -> None:
        """Give back what is not on screen; what is goes with the renderer."""
        self._model.close()
        self._ground.close()

    def fit(self, center: camera.Vector, radius: float, direction: camera.Vector | None = None) -> None:
        """See a sphere whole, from ``direction`` or from where the camera is."""
        self._reach = 1.0
        direction = self.direction if direction is None else direction
        with self.renderer.hold():
            with self.frame.hold_sync():
                self.frame.scale = (1.0 / radius,) * 3
                self.frame.position = tuple(-value / radius for value in center)
            self.controls.target = (0.0, 0.0, 0.0)
            self._stand((0.0, 0.0, 0.0), direction, self._fitting)

    def project(self, projection: str) -> None:
        """Change the field of view; what is at the camera's target keeps its size."""
        fov = camera.FIELDS_OF_VIEW[projection]
        distance = camera.same_size_distance(self.distance, self.camera.fov, fov)
        self.camera.fov = fov
        self._stand(self.controls.target, self.direction, distance)

    def turn(self, around: float, up: float) -> None:
        """Go round the target by so many degrees: to the right of the picture, and upwards."""
        self._stand(self.controls.target, camera.turned(self.direction, around, up), self.distance)

    def zoom(self, factor: float) -> None:
        """Go nearer to the target (below 1) or away from it."""
        nearest, farthest = self.controls.minDistance, self.controls.maxDistance
        self._stand(self.controls.target, self.direction, min(max(self.distance * factor, nearest), farthest))

    def shade(self, *, clear: bool, wires: bool, flat: bool) -> None:
        """How triangles are drawn: so that one sees through them, as their edges alone, each with one normal."""
        for material in (self.plain, self.painted):
            with material.hold_sync():
                material.transparent, material.opacity, material.depthWrite = clear, _CLEAR if clear else 1.0, not clear
                material.wireframe, material.flatShading = wires, flat

    def resize(self, width: int, height: int) -> None:
        """Change the picture's size in CSS pixels; what was seen whole still is."""
        before = self._fitting
        self.camera.aspect = width / height
        self.renderer.width, self.renderer.height = width, height
        if before != self._fitting:
            self._stand(self.controls.target, self.direction, self.distance * self._fitting / before)

    @property
    def direction(self) -> camera.Vector:
        """The unit vector from the target to the camera."""
        return camera.unit([a - b for a, b in zip(self.camera.position, self.controls.target, strict=True)])

    @property
    def distance(self) -> float:
        """From the camera to its target, in radii of the fitted model."""
        return dist(self.camera.position, self.controls.target)

    @property
    def materials(self) -> tuple[three.Material, ...]:
        """All materials, also those that nothing on screen uses now."""
        return self.plain, self.painted, self.edge, self.grid, self.axis

    def _contents(self, mesh: Mesh, edges: bool) -> list[drawing.Content]:
        triangles = drawing.shaded(mesh, self.plain, self.painted)
        return [triangles, self._edges(mesh)] if edges else [triangles]

    def _edges(self, mesh: Mesh) -> drawing.Content:
        return drawing.lines(mesh.edges if mesh.edges is not None else mesh.feature_edges(), self.edge)

    def _put_down(self, ground: Ground | None) -> None:
        if ground == self._ground_plan:
            return
        self._ground_plan = ground
        if ground is None:
            self._ground.put(())
            return
        segments, colors = axes(ground)
        grid, arrows = ground.lines(), drawing.lines(segments, self.axis, colors, renderOrder=1)
        self._ground.put((drawing.lines(grid, self.grid), arrows))

    def _swap(self) -> None:
        # one assignment, so that no half of two models is ever drawn; only then may the rest go
        self.frame.children = self._ground.shown + self._model.shown
        self._ground.clear_up()
        self._model.clear_up()

    @property
    def _fitting(self) -> float:
        """The distance from which the fitted model is seen whole."""
        return camera.fit_distance(self.camera.fov, self.camera.aspect)

    def _stand(self, target: camera.Vector, direction: camera.Vector, distance: float) -> None:
        with self.camera.hold_sync():
            self.camera.position = tuple(t + distance * d for t, d in zip(target, direction, strict=True))
            self.camera.quaternion = camera.orientation(direction)
            self.camera.near = _NEAR * self._fitting
            self._see_as_far_as_needed()
        with self.controls.hold_sync():
            self.controls.minDistance, self.controls.maxDistance = 2 * self.camera.near, self.camera.far / 2

    def _see_as_far_as_needed(self) -> None:
        """Put the far plane behind everything, also behind a model that has outgrown the fitted one."""
        self.camera.far = max(_FAR * self._fitting, dist(self.camera.position, (0.0, 0.0, 0.0)) + self._reach)

    def _reach_of(self, mesh: Mesh) -> float:
        low, high = np.array(mesh.bounding_box).reshape(2, 3)
        center, radius = ((low + high) / 2).tolist(), float(np.linalg.norm(high - low)) / 2
        scale = self.frame.scale[0]
        middle = [c * scale + p for c, p in zip(center, self.frame.position, strict=True)]
        return hypot(*middle) + radius * scale


def _surface(**traits: object) -> three.Material:
    return three.MeshStandardMaterial(
        roughness=0.55,
        metalness=0.05,
        side="DoubleSide",  # open shells and files with inside-out triangles show too
        polygonOffset=True,  # pushes faces behind the edges drawn on them
        polygonOffsetFactor=1.0,
        polygonOffsetUnits=1.0,
        **traits,
    )


def _sky() -> three.HemisphereLight:
    """Even light, brighter from above, that leaves no side black."""
    return three.HemisphereLight("#ffffff", "#a4abb6", intensity=0.64, position=(0.0, 0.0, 1.0))


def _camera(aspect: float) -> three.PerspectiveCamera:
    """A camera that carries a lamp: the side one looks at is lit from the upper left."""
    key = three.DirectionalLight(
        color="#ffffff",
        intensity=0.46,
        position=(-0.3e6, 0.4e6, 1e6),  # so far away that its direction is the same for every lens
        # a light without a shadow of its own makes pythreejs report an error in the browser's console
        shadow=three.DirectionalLightShadow(),
    )
    fov = camera.FIELDS_OF_VIEW["perspective"]
    return three.PerspectiveCamera(fov=fov, aspect=aspect, up=(0.0, 0.0, 1.0), children=[key])
