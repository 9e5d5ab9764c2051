"""Eyes on models, and bodies that formulas describe."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.viewer import camera
from cadwidgets.viewer.picking import Eye

HEIGHT, ASPECT = 480.0, 1.5


def _eye_on(
    mesh: Mesh, view: str | tuple[float, float, float] = "iso", *, fov: float = 30.0, nearer: float = 1.0
) -> Eye:
    low, high = np.array(mesh.bounding_box).reshape(2, 3)
    middle, radius = (low + high) / 2, float(np.linalg.norm(high - low)) / 2
    direction = camera.VIEWS[view] if isinstance(view, str) else camera.unit(view)
    distance = camera.fit_distance(ASPECT)
    position = tuple(nearer * distance * value for value in direction)
    offset = tuple((-middle / radius).tolist())
    turned = camera.orientation(direction)
    return Eye(position, turned, fov, ASPECT, HEIGHT, 1.0 / radius, offset, near=0.005 * distance)


def _tube(radius: float, height: float, sides: int, at: tuple[float, float, float]) -> Mesh:
    angles = np.arange(sides) * 2 * np.pi / sides
    ring = np.stack((np.cos(angles) * radius, np.sin(angles) * radius, np.zeros(sides)), axis=1)
    points = np.concatenate((ring, ring + np.array((0, 0, height)), [[0, 0, 0], [0, 0, height]])) + at
    here, after = np.arange(sides), np.roll(np.arange(sides), -1)
    around = [np.stack((here, after, after + sides), 1), np.stack((here, after + sides, here + sides), 1)]
    bottom = np.stack((after, here, np.full(sides, 2 * sides)), 1)
    top = np.stack((here + sides, after + sides, np.full(sides, 2 * sides + 1)), 1)
    edges = np.concatenate((points[np.stack((here, after), 1)], points[np.stack((here, after), 1) + sides]))
    faces = np.repeat([0, 1, 2], [2 * sides, sides, sides])
    return Mesh(points, np.concatenate((*around, bottom, top)), edges=edges, faces=faces)


def _ball(radius: float, rings: int) -> Mesh:
    down, around = np.arange(1, rings) * np.pi / rings, np.arange(2 * rings) * np.pi / rings
    flat = np.outer(np.sin(down), np.ones(2 * rings))
    ring = np.stack((flat * np.cos(around), flat * np.sin(around), np.outer(np.cos(down), np.ones(2 * rings))), axis=-1)
    points = np.concatenate((ring.reshape(-1, 3), [[0, 0, 1], [0, 0, -1]])) * radius
    here = np.arange(len(points) - 2).reshape(rings - 1, -1)
    after = np.roll(here, -1, axis=1)
    quads = np.stack((here[:-1], here[1:], after[1:], after[:-1]), axis=-1).reshape(-1, 4)
    top = np.stack((np.full(2 * rings, len(points) - 2), here[0], after[0]), axis=1)
    bottom = np.stack((np.full(2 * rings, len(points) - 1), after[-1], here[-1]), axis=1)
    return Mesh(points, np.concatenate((quads[:, :3], quads[:, [0, 2, 3]], top, bottom)))


@pytest.fixture
def eye_on() -> Callable[..., Eye]:
    """``eye_on(mesh, view)``: the eye of a picture of 720 x 480 pixels that shows a mesh whole."""
    return _eye_on


@pytest.fixture
def tube() -> Callable[..., Mesh]:
    """``tube(radius, height, sides)``: a cylinder with its wall as face 0, its bottom 1, its top 2, and two circles."""

    def make(radius=5.0, height=20.0, sides=48, at=(0.0, 0.0, 0.0)) -> Mesh:
        return _tube(radius, height, sides, at)

    return make


@pytest.fixture
def ball() -> Callable[..., Mesh]:
    """``ball(radius, rings)``: around the origin, without face numbers."""

    def make(radius=10.0, rings=24) -> Mesh:
        return _ball(radius, rings)

    return make


@pytest.fixture
def soup() -> Callable[[Mesh], Mesh]:
    """A mesh as an STL has it: every triangle with vertices of its own, and neither edges nor faces."""

    def make(mesh: Mesh) -> Mesh:
        corners = mesh.vertices[mesh.triangles].reshape(-1, 3)
        return Mesh(corners, np.arange(len(corners)).reshape(-1, 3), groups=mesh.groups)

    return make


@pytest.fixture
def cell(box) -> Callable[..., Mesh]:
    """``cell(name, size, at)``: a box that is one part, with six exact faces of two triangles, and its edges."""

    def make(name="cell", size=(30.0, 20.0, 10.0), at=(0.0, 0.0, 0.0)) -> Mesh:
        group = Group(name, 0, 12, edges=(0, 12), part=0)
        return box(size, at, faces=np.repeat(np.arange(6), 2), groups=(group,)).with_edges()

    return make
