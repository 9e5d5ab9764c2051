"""The scene: camera, light, renderer, and a frame that holds what is drawn.

The frame scales the fitted model's bounding sphere to radius 1 around the origin, so that the camera and its clipping
planes meet the same numbers whether the model is a micrometre or a mile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from math import dist, hypot

import numpy as np
import pythreejs as three

from cadwidgets.contract.picks import Point
from cadwidgets.contract.sections import Plane
from cadwidgets.contract.view_state import Camera
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer import drawing
from cadwidgets.viewer.axes import axes
from cadwidgets.viewer.camera import VIEWS, Vector, fit_distance, turned, unit
from cadwidgets.viewer.changing import ChangingParts
from cadwidgets.viewer.grid import Ground
from cadwidgets.viewer.layer import Layer
from cadwidgets.viewer.lens import Lens, Parallel, Perspective
from cadwidgets.viewer.marks import Mark
from cadwidgets.viewer.materials import Materials, sky


def sphere_around(*meshes: Mesh) -> tuple[Vector, float]:
    """(Centre, radius) of a sphere about the middle of the bounding box that holds every triangle."""
    middle, points = drawing.centered(np.concatenate([_used(mesh) for mesh in meshes]))
    radius = float(np.sqrt(np.max(np.einsum("ij,ij->i", points, points, dtype=np.float64), initial=0.0)))
    return middle, radius or 1.0


def _used(mesh: Mesh) -> drawing.Array:
    used = np.zeros(len(mesh.vertices), bool)
    used[mesh.triangles] = True
    points: drawing.Array = mesh.vertices[used]
    return points


class Scene:
    """What pythreejs draws: `renderer` is the widget to put on the page.

    `show`, `outline` and `lay` change what is drawn and leave the camera alone; `fit` and `project` move the camera.
    ``scale`` and ``position`` turn the model's coordinates into the camera's. The scenes of its ``company`` have the
    same frame and are seen from the same place; ``framed`` is called when the frame is another one.
    """

    def __init__(self, width: int, height: int, color: str) -> None:
        self.materials = Materials(color)
        self.frame = three.Group()
        # beside the frame's own traits, which a browser that has just been told of it tells back, a step behind
        self.scale, self.position = 1.0, (0.0, 0.0, 0.0)
        self._aspect = width / height
        self._lenses: dict[str, Lens] = {"perspective": Perspective(self._aspect), "parallel": Parallel(self._aspect)}
        self._lens = self._lenses["perspective"]
        self._shine()
        cameras = [lens.camera for lens in self._lenses.values()]
        self.renderer = three.Renderer(
            three.Scene(children=[*cameras, sky(), self.frame], background=None),
            self.camera,
            [self.controls],
            antialias=True,
            alpha=True,
            clearOpacity=0.0,
            localClippingEnabled=True,
            width=width,
            height=height,
        )
        self.company: tuple[Scene, ...] = ()
        self.framed: Callable[[], None] = lambda: None
        self._model, self._ground, self._caps, self._ghost = Layer(), Layer(), Layer(), Layer()
        self._haunting: Mesh | None = None
        self._changing = ChangingParts()
        self._pieces: tuple[Mesh, ...] = ()
        self._drawn_first: tuple[Mesh, dict[tuple[str, str], drawing.Content]] | None = None
        self._marks: tuple[three.Object3D, ...] = ()
        self._planes: tuple[Plane, ...] = ()
        self._ground_plan: Ground | None = None
        self._reach = 1.0  # of the model from the middle of the fitted one, in the camera's units
        self.fit((0.0, 0.0, 0.0), 1.0, VIEWS["iso"])

    def show(self, mesh: Mesh | None, ground: Ground | None, *, edges: bool) -> None:
        """Draw ``mesh`` on ``ground`` instead of the last ones; the camera stays."""
        self._reach = 1.0 if mesh is None else self._reach_of(mesh)
        if mesh is None:
            self._pieces = ()
        self._model.put(() if mesh is None else self._contents(mesh, edges))
        self._put_down(ground)
        self._swap()
        self._see_as_far_as_needed()

    def outline(self, *, edges: bool) -> None:
        """Draw the edges of what is on screen, or take them away."""
        self._model.keep(len(self._pieces))
        if edges:
            for piece in self._pieces:
                self._model.add(self._edges(piece))
        self._swap()

    def lay(self, ground: Ground | None) -> None:
        """Draw this ground instead of the last one."""
        self._put_down(ground)
        self._swap()

    def mark(self, marks: Sequence[Mark]) -> None:
        """Mark these instead of what was marked."""
        before, self._marks = self._marks, tuple(mark.drawn(self.materials) for mark in marks)
        self._swap()
        for drawn in before:
            drawing.release(drawn)

    def haunt(self, mesh: Mesh | None) -> None:
        """Draw ``mesh`` as a ghost around the model instead of the last one; the camera stays."""
        self._haunting = mesh
        self._ghost.put(() if mesh is None else self._ghostly(mesh))
        self._swap()
        self._ghost.close()  # it does not come back as often as a model: nothing is kept ready
        self._see_as_far_as_needed()

    def cut(self, planes: Sequence[Plane]) -> None:
        """Draw nothing beyond any of the planes; the faces of earlier ones go."""
        self._planes = tuple(planes)
        self._caps.put(())
        self._swap()
        self._cut()

    def cap(self, meshes: Sequence[Mesh]) -> None:
        """Draw the face of each section, a mesh for each of the planes."""
        pairs = zip(meshes, self.materials.caps, strict=False)
        self._caps.put([drawing.shaded(mesh, *pair) for mesh, pair in pairs if len(mesh.triangles)])
        self._swap()

    def in_view(self, point: Point) -> Vector:
        """A point of the model in the camera's coordinates."""
        x, y, z = (value * self.scale + move for value, move in zip(point, self.position, strict=True))
        return (x, y, z)

    def _cut(self) -> None:
        self.materials.cut(self._planes, self.scale, self.position)

    def watch(self, act: Callable[[], None]) -> None:
        """Have ``act`` called whenever something else is seen, or from elsewhere; many times while much changes."""
        for lens in self._lenses.values():
            lens.camera.observe(lambda _: act(), ["position", "quaternion", "zoom"])
        self.frame.observe(lambda _: act(), ["children", "scale", "position"])
        self.renderer.observe(lambda _: act(), ["camera", "width", "height"])
        for material in self.materials.all:
            changing = ["color", "opacity", "wireframe", "flatShading", "clippingPlanes"]
            material.observe(lambda _: act(), [name for name in changing if material.has_trait(name)])

    def rest(self) -> None:
        """Let go of what was made ready for the next model: there may not be one for a while."""
        for layer in self._layers:
            layer.rest()

    def close(self) -> None:
        """Give back what is not on screen; what is goes with the renderer."""
        for layer in self._layers:
            layer.close()
        for lens in self._lenses.values():
            if lens is not self._lens:
                lens.controls.close()
        self.materials.close()

    def fit(self, center: Vector, radius: float, direction: Vector | None = None) -> None:
        """See a sphere whole, from ``direction`` or from where the camera is."""
        direction = self.direction if direction is None else direction
        with ExitStack() as held:
            for scene in self._together:
                held.enter_context(scene.renderer.hold())
                scene._put_around(center, radius)
            self._stand((0.0, 0.0, 0.0), direction, self._fitting)

    def look(self, seen: Camera, center: Vector, radius: float) -> None:
        """See as from that camera a model within this sphere."""
        whole, reach = seen.distance / fit_distance(1.0), 1.0  # the radius of what would be seen whole at the target
        if whole < radius:  # the controls let nobody so near to a whole model
            reach, center, radius = (dist(center, seen.target) + radius) / whole, seen.target, whole
        direction = unit([a - b for a, b in zip(seen.position, seen.target, strict=True)])
        with ExitStack() as held:
            for scene in self._together:
                held.enter_context(scene.renderer.hold())
                scene._put_around(center, radius)
                scene._reach = reach
            self._stand(self.in_view(seen.target), direction, whole / radius * self._fitting)

    @property
    def seen_from(self) -> Camera:
        """The camera as `look` takes it."""
        x, y, z = ((value - move) / self.scale for value, move in zip(self.controls.target, self.position, strict=True))
        away = self.distance / self.scale * fit_distance(1.0) / self._fitting
        east, north, up = self.direction
        return Camera((x + away * east, y + away * north, z + away * up), (x, y, z))

    def _put_around(self, center: Vector, radius: float) -> None:
        """Have the frame make a sphere that of radius 1 around the origin."""
        self._reach = 1.0
        x, y, z = center
        self.scale, self.position = 1.0 / radius, (-x / radius, -y / radius, -z / radius)
        with self.frame.hold_sync():
            self.frame.scale, self.frame.position = (self.scale,) * 3, self.position
        self._cut()
        self.framed()

    def project(self, projection: str) -> None:
        """See in ``perspective`` or in ``parallel`` projection; what is at the camera's target keeps its size."""
        target, direction, distance = self.controls.target, self.direction, self.distance
        self._lens = self._lenses[projection]
        self._shine()
        self._stand(target, direction, distance)
        with self.renderer.hold_sync():
            self.renderer.camera, self.renderer.controls = self.camera, [self.controls]

    def _shine(self) -> None:
        """A camera that nobody looks through gives no light."""
        for lens in self._lenses.values():
            lens.camera.visible = lens is self._lens

    def turn(self, around: float, up: float) -> None:
        """Go round the target by so many degrees: to the right of the picture, and upwards."""
        self._stand(self.controls.target, turned(self.direction, around, up), self.distance)

    def zoom(self, factor: float) -> None:
        """Go nearer to the target (below 1) or away from it."""
        distance = self._lens.within(self.distance * factor)
        self._stand(self.controls.target, self.direction, distance)

    def resize(self, width: int, height: int) -> None:
        """Change the picture's size in CSS pixels; what was seen whole still is."""
        before = self._fitting
        self._aspect = width / height
        for lens in self._lenses.values():
            lens.resize(self._aspect)
        self.renderer.width, self.renderer.height = width, height
        if before != self._fitting:
            self._stand(self.controls.target, self.direction, self.distance * self._fitting / before)

    @property
    def direction(self) -> Vector:
        """The unit vector from the target to the camera."""
        return unit([a - b for a, b in zip(self.camera.position, self.controls.target, strict=True)])

    @property
    def distance(self) -> float:
        """From the camera to its target, in radii of the fitted model."""
        return self._lens.distance

    @property
    def aspect(self) -> float:
        """The picture's width by its height."""
        return self._aspect

    @property
    def parallel(self) -> bool:
        """Whether one sees in parallel projection."""
        return self._lens is self._lenses["parallel"]

    @property
    def camera(self) -> three.Camera:
        """The one that is looked through."""
        return self._lens.camera

    @property
    def controls(self) -> three.OrbitControls:
        """Those of the camera that is looked through."""
        return self._lens.controls

    @property
    def control_ids(self) -> list[str]:
        """How the browser knows the controls of the cameras of all projections."""
        return [f"IPY_MODEL_{lens.controls.model_id}" for lens in self._lenses.values()]

    def _contents(self, mesh: Mesh, edges: bool) -> list[drawing.Content]:
        """The triangles of each piece, then their edges."""
        self._pieces = self._changing.pieces(mesh)
        triangles = [self._once(piece, "triangles") for piece in self._pieces]
        return [*triangles, *(self._once(piece, "edges") for piece in self._pieces)] if edges else triangles

    def _once(self, piece: Mesh, what: str) -> drawing.Content:
        """What is drawn of a piece; that of the last one is the very same, by which its layer sees that it stays."""
        key, known = (what, self.materials.plain.color), self._drawn_first
        if piece is not self._pieces[0]:
            return self._triangles(piece) if what == "triangles" else self._edges(piece)
        if known is None or known[0] is not piece:
            self._drawn_first = known = piece, {}
        if key not in known[1]:
            known[1][key] = self._triangles(piece) if what == "triangles" else self._edges(piece)
        return known[1][key]

    def _triangles(self, mesh: Mesh) -> drawing.Content:
        return drawing.shaded(mesh, self.materials.plain, self.materials.painted)

    def _edges(self, mesh: Mesh) -> drawing.Content:
        return drawing.lines(mesh.edges if mesh.edges is not None else mesh.feature_edges(), self.materials.edge)

    def _ghostly(self, mesh: Mesh) -> list[drawing.Content]:
        surface = drawing.shaded(replace(mesh, groups=()), self.materials.ghost, self.materials.ghost)
        edges = mesh.edges if mesh.edges is not None else mesh.feature_edges()
        return [surface, drawing.dashed(edges, self.materials.ghost_edge, renderOrder=1)]

    def _put_down(self, ground: Ground | None) -> None:
        if ground == self._ground_plan:
            return
        self._ground_plan = ground
        if ground is None:
            self._ground.put(())
            return
        segments, colors = axes(ground)
        grid, arrows = ground.lines(), drawing.lines(segments, self.materials.axis, colors, renderOrder=1)
        self._ground.put((drawing.lines(grid, self.materials.grid), arrows))

    def _swap(self) -> None:
        # one assignment, so that no half of two models is ever drawn; only then may the rest go
        self.frame.children = (
            self._ground.shown + self._model.shown + self._caps.shown + self._ghost.shown + self._marks
        )
        for layer in self._layers:
            layer.clear_up()

    @property
    def _fitting(self) -> float:
        """The distance from which the fitted model is seen whole, in the narrowest of the pictures together."""
        return max(fit_distance(scene._aspect) for scene in self._together)

    @property
    def _together(self) -> tuple[Scene, ...]:
        return (self, *self.company)

    @property
    def _layers(self) -> tuple[Layer, ...]:
        return (self._model, self._ground, self._caps, self._ghost)

    def _stand(self, target: Vector, direction: Vector, distance: float) -> None:
        for scene in self._together:
            scene._lens.stand(target, direction, distance, self._fitting)
            scene._see_as_far_as_needed()

    def _see_as_far_as_needed(self) -> None:
        """Put the far plane behind everything, also behind a model that has outgrown the fitted one."""
        ghost = 0.0 if self._haunting is None else self._reach_of(self._haunting)
        self._lens.see(max(self._reach, ghost), self._fitting)

    def _reach_of(self, mesh: Mesh) -> float:
        low, high = np.array(mesh.bounding_box).reshape(2, 3)
        center, radius = ((low + high) / 2).tolist(), float(np.linalg.norm(high - low)) / 2
        return hypot(*self.in_view(center)) + radius * self.scale
