"""The keyboard moves the camera around the model; the browser's words are obeyed and nothing else is."""

from __future__ import annotations

from math import dist

import pytest

from cadwidgets.viewer.camera import VIEWS, turned
from cadwidgets.viewer.scene import Scene


@pytest.fixture
def scene(viewer, box) -> Scene:
    viewer.mesh = box()
    return viewer._scene


def press(viewer, key):
    viewer._beside._handle_custom_msg({"type": "key", "key": key}, [])


def test_arrows_go_round_the_model_and_back(viewer, scene):
    before, distance = scene.direction, scene.distance
    for key in ("ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"):
        press(viewer, key)
    assert scene.direction == pytest.approx(before)
    press(viewer, "ArrowRight")
    assert scene.direction != pytest.approx(before)
    assert scene.distance == pytest.approx(distance)


def test_twentyfour_steps_are_once_around(viewer, scene):
    before = scene.direction
    for _ in range(24):
        press(viewer, "ArrowRight")
    assert scene.direction == pytest.approx(before)


def test_up_ends_above_and_never_turns_over(viewer, scene):
    for _ in range(20):
        press(viewer, "ArrowUp")
    assert scene.direction[2] == pytest.approx(1.0)
    for _ in range(20):
        press(viewer, "ArrowDown")
    assert scene.direction[2] == pytest.approx(-1.0)


def test_plus_and_minus_go_nearer_and_away_and_not_through_the_model(viewer, scene):
    distance = scene.distance
    press(viewer, "+")
    assert scene.distance == pytest.approx(0.8 * distance)
    press(viewer, "-")
    assert scene.distance == pytest.approx(distance)
    for _ in range(100):
        press(viewer, "=")
    assert scene.distance == pytest.approx(scene.controls.minDistance)
    for _ in range(200):
        press(viewer, "-")
    assert scene.distance == pytest.approx(scene.controls.maxDistance)


@pytest.mark.parametrize(("key", "view"), [("0", "iso"), ("1", "front"), ("4", "right"), ("6", "bottom")])
def test_digits_look_from_the_sides(viewer, scene, key, view):
    press(viewer, key)
    assert scene.direction == pytest.approx(VIEWS[view], abs=1e-6)


def test_f_fits_and_keeps_the_direction(viewer, scene):
    distance, direction = scene.distance, scene.direction
    press(viewer, "+")
    press(viewer, "f")
    assert dist(scene.direction, direction) < 1e-6
    assert scene.distance == pytest.approx(distance)


def test_the_marker_looks_from_a_side(viewer, scene):
    viewer._beside._handle_custom_msg({"type": "view", "name": "left"}, [])
    assert scene.direction == pytest.approx(VIEWS["left"])


@pytest.mark.parametrize("message", [{}, {"type": "view", "name": "nowhere"}, {"type": "key"}, {"type": "close"}])
def test_what_is_no_word_of_ours_changes_nothing(viewer, scene, message):
    before = scene.direction, scene.distance
    viewer._beside._handle_custom_msg(message, [])
    assert (scene.direction, scene.distance) == before


def test_a_turn_about_z_keeps_the_height():
    x, y, z = turned((1.0, 0.0, 1.0), 90.0, 0.0)
    assert (x, y, z) == pytest.approx((0.0, 0.5**0.5, 0.5**0.5))
