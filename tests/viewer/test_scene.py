"""What the camera sees: the whole model after a fit, from the side asked for, whatever its size and place."""

from __future__ import annotations

from math import radians, tan

import numpy as np
import pytest

from cadwidgets.viewer.camera import VIEWS
from cadwidgets.viewer.scene import Scene, sphere_around

SIZES = [1e-3, 1.0, 1e6]


def _rotation(quaternion) -> np.ndarray:
    """The rotation matrix of a unit quaternion (x, y, z, w)."""
    x, y, z, w = quaternion
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )


def _seen(scene: Scene, points) -> tuple[np.ndarray, np.ndarray]:
    """(Places in the picture from -1 to 1 (n, 2), depths (n,)) of points in the model's coordinates."""
    world = np.asarray(points) * scene.frame.scale + np.array(scene.frame.position)
    local = (world - scene.camera.position) @ _rotation(scene.camera.quaternion)
    width, height, camera = scene.renderer.width, scene.renderer.height, scene.camera
    if hasattr(camera, "zoom") and not hasattr(camera, "fov"):
        return local[:, :2] * camera.zoom / (camera.right, camera.top), -local[:, 2]
    half = tan(radians(camera.fov) / 2)
    return local[:, :2] / -local[:, 2:] / (half * width / height, half), -local[:, 2]


@pytest.fixture(params=[(720, 480), (300, 600)], ids=["wide", "tall"])
def scene(request):
    return Scene(*request.param, "#808080")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("projection", ["perspective", "parallel"])
@pytest.mark.parametrize("size", SIZES)
def test_a_fitted_sphere_is_inside_the_picture_and_fills_it(scene, view, projection, size):
    rng = np.random.default_rng(1)
    center = size * np.array([3.0, -50.0, 7.0])
    surface = rng.normal(size=(2000, 3))
    surface = center + size * surface / np.linalg.norm(surface, axis=1, keepdims=True)
    scene.project(projection)
    scene.fit(tuple(center), size, VIEWS[view])
    places, depths = _seen(scene, surface)
    assert np.abs(places).max() < 1.0
    assert np.abs(places).max() > 0.85
    assert scene.camera.near < depths.min()
    assert depths.max() < scene.camera.far


@pytest.mark.parametrize(
    ("view", "right", "up"),
    [
        ("front", (1, 0, 0), (0, 0, 1)),
        ("back", (-1, 0, 0), (0, 0, 1)),
        ("left", (0, -1, 0), (0, 0, 1)),
        ("right", (0, 1, 0), (0, 0, 1)),
        ("top", (1, 0, 0), (0, 1, 0)),
        ("bottom", (1, 0, 0), (0, -1, 0)),
    ],
)
def test_named_views_look_along_the_axes(scene, view, right, up):
    scene.fit((0.0, 0.0, 0.0), 1.0, VIEWS[view])
    (center, to_right, to_up), _ = _seen(scene, [(0, 0, 0), right, up])
    assert center == pytest.approx((0.0, 0.0), abs=1e-9)
    assert to_right[0] > 0.3
    assert to_right[1] == pytest.approx(0.0, abs=1e-3)
    assert to_up[1] > 0.3
    assert to_up[0] == pytest.approx(0.0, abs=1e-3)


def test_z_points_up_and_x_to_the_right_in_the_iso_view(scene):
    scene.fit((0.0, 0.0, 0.0), 1.0, VIEWS["iso"])
    places, _ = _seen(scene, np.eye(3))
    assert places[0, 0] > 0
    assert places[2, 1] > 0
    assert places[2, 0] == pytest.approx(0.0, abs=1e-9)


def test_changing_the_projection_keeps_sizes_at_the_middle(scene):
    scene.fit((0.0, 0.0, 0.0), 1.0, VIEWS["front"])
    perspective, _ = _seen(scene, [(0.5, 0.0, 0.0)])
    scene.project("parallel")
    parallel, _ = _seen(scene, [(0.5, 0.0, 0.0)])
    assert parallel == pytest.approx(perspective)


def test_near_and_far_are_equally_large_in_parallel_projection(scene):
    scene.project("parallel")
    scene.fit((0.0, 0.0, 0.0), 1.0, VIEWS["front"])
    places, _ = _seen(scene, [(0.5, -0.9, 0.0), (0.5, 0.9, 0.0)])
    assert places[0] == pytest.approx(places[1], abs=1e-12)
    assert scene.renderer.camera is scene.camera
    assert scene.renderer.controls == [scene.controls]


def test_what_was_zoomed_in_parallel_projection_is_as_large_in_perspective(scene):
    scene.fit((0.0, 0.0, 0.0), 1.0, VIEWS["front"])
    scene.project("parallel")
    scene.zoom(0.5)
    near, _ = _seen(scene, [(0.1, 0.0, 0.0)])
    scene.project("perspective")
    assert _seen(scene, [(0.1, 0.0, 0.0)])[0] == pytest.approx(near)


def test_a_fit_without_a_direction_keeps_the_one_the_user_chose(scene):
    scene.camera.position, scene.controls.target = (3.0, 4.0, 1.0), (0.0, 0.0, 1.0)
    scene.fit((0.0, 0.0, 0.0), 5.0)
    assert scene.direction == pytest.approx((0.6, 0.8, 0.0))
    assert scene.controls.target == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("factor", [1e-3, 1e3, 1e6])
def test_the_far_plane_lies_behind_a_model_that_grew(scene, box, factor):
    scene.fit(*sphere_around(box()), VIEWS["iso"])
    grown = box((30.0 * factor, 20.0 * factor, 10.0 * factor))
    before = scene.camera.position, scene.camera.quaternion
    scene.show(grown, None, edges=True)
    _, depths = _seen(scene, grown.vertices)
    assert depths.max() < scene.camera.far
    assert (scene.camera.position, scene.camera.quaternion) == before


def test_the_sphere_holds_every_vertex(box):
    mesh = box((3.0, 4.0, 12.0), at=(100.0, 0.0, 0.0))
    center, radius = sphere_around(mesh)
    assert radius == pytest.approx(6.5)
    assert np.linalg.norm(mesh.vertices - center, axis=1).max() <= radius * (1 + 1e-6)


def test_what_is_seen_whole_still_is_in_a_narrower_picture(box):
    scene = Scene(720, 480, "#a9bdd2")
    scene.fit(*sphere_around(box()), VIEWS["iso"])
    share = scene.distance / scene._fitting
    scene.resize(300, 360)
    assert scene.distance / scene._fitting == pytest.approx(share)
    assert scene.direction == pytest.approx(VIEWS["iso"])
    scene.resize(720, 480)
    assert scene.distance / scene._fitting == pytest.approx(share)
