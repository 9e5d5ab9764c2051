"""Where points are in the picture, and which ray a pixel sees."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.viewer import camera
from cadwidgets.viewer.picking import Eye
from cadwidgets.viewer.viewer import Viewer

_numbers = st.floats(-1.0, 1.0)
_vectors = st.tuples(_numbers, _numbers, _numbers).filter(lambda vector: np.linalg.norm(vector) > 0.1)


def test_right_is_right_up_is_up_and_the_middle_is_the_middle(box, eye_on):
    mesh = box((2.0, 2.0, 2.0), at=(99.0, -1.0, -1.0))
    pixels, depths = eye_on(mesh, "front").project([(100, 0, 0), (100.5, 0, 0), (100, 0, 0.5), (100, -1, 0)])
    assert pixels[0] == pytest.approx((360, 240))
    assert pixels[1, 0] > 370
    assert pixels[1, 1] == pytest.approx(240)
    assert pixels[2, 1] < 230
    assert pixels[2, 0] == pytest.approx(360)
    assert depths[3] < depths[0]


def test_half_the_field_of_view_ends_at_the_rim_of_the_picture():
    eye = Eye((0.0, 0.0, 5.0), (0.0, 0.0, 0.0, 1.0), 60.0, 1.5, 480.0)
    up = 5.0 * np.tan(np.radians(30.0))
    pixels, depths = eye.project([(0.0, up, 0.0), (1.5 * up, -up, 0.0)])
    assert pixels == pytest.approx(np.array([(360.0, 0.0), (720.0, 480.0)]))
    assert depths == pytest.approx([5.0, 5.0])
    assert float(eye.pixel_size(5.0)) == pytest.approx(2 * up / 480)


def test_what_is_behind_the_camera_has_no_pixel():
    pixels, depths = Eye((0.0, 0.0, 5.0), (0.0, 0.0, 0.0, 1.0), 60.0, 1.5, 480.0).project([(0.0, 0.0, 6.0)])
    assert np.isnan(pixels).all()
    assert depths == pytest.approx([-1.0])


@given(_vectors, _vectors, st.sampled_from([1e-6, 1.0, 1e6]), st.floats(0, 720), st.floats(0, 480), st.floats(1, 50))
def test_points_on_the_ray_through_a_pixel_are_seen_at_that_pixel(direction, at, size, x, y, far):
    offset = tuple(10.0 * value for value in at)
    turned = camera.orientation(camera.unit(direction))
    eye = Eye(tuple(7.0 * value for value in direction), turned, 30.0, 1.5, 480.0, 1.0 / size, offset)
    start, ways = eye.rays([(x, y)])
    pixels, depths = eye.project(start + far * size * ways)
    assert pixels[0] == pytest.approx((x, y), abs=1e-6)
    assert depths[0] <= far * (1 + 1e-9)


@pytest.mark.parametrize("parallel", [False, True])
def test_the_camera_of_a_viewer_is_such_an_eye(box, parallel):
    viewer = Viewer(box((30.0, 20.0, 10.0), at=(500.0, 0.0, 0.0)), width=720, height=480, parallel=parallel)
    viewer.view("right")
    camera_, frame = viewer._scene.camera, viewer._scene.frame
    told = {"position": camera_.position, "quaternion": camera_.quaternion, "width": 720, "height": 480}
    told |= {"fov": 0, "zoom": camera_.zoom} if parallel else {"fov": camera_.fov}
    eye = viewer._eye(told)
    assert (eye.scale, eye.offset) == (frame.scale[0], tuple(frame.position))
    pixels, _ = eye.project([(515, 10, 5), (530, 20, 5), (530, 10, 10)])
    assert pixels[0] == pytest.approx((360, 240), abs=1e-6)
    assert pixels[1, 0] > 400, "from the right, y grows to the right"
    assert pixels[2, 1] < 220
