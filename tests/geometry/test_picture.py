"""Pictures: what is where, in which colour, in front of what. Read by Pillow."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from cadwidgets.contract.options import VIEWS
from cadwidgets.geometry import painting, raster
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.geometry.picture import render_png


def pixels(data):
    """(height, width, channels) of a PNG."""
    return np.asarray(Image.open(io.BytesIO(data))).astype(int)


def painted(mesh, color, opacity=1.0, shift=(0, 0, 0)):
    groups = (Group("", 0, len(mesh.triangles), color, opacity),)
    return replace(mesh, vertices=mesh.vertices + np.float32(shift), groups=groups)


def sides(shown):
    """(left, top, right, bottom) of what is not transparent."""
    rows, columns = np.nonzero(shown[:, :, 3])
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


@pytest.mark.parametrize(
    ("view", "size"),
    [("front", (2, 6)), ("back", (2, 6)), ("left", (4, 6)), ("right", (4, 6)), ("top", (2, 4)), ("bottom", (2, 4))],
)
def test_every_side_fills_the_picture_in_its_true_proportions(box, view, size):
    left, top, right, bottom = sides(pixels(render_png([box(2, 4, 6)], 300, 300, view)))
    assert (right - left) / (bottom - top) == pytest.approx(size[0] / size[1], abs=0.02)
    assert bottom - top == pytest.approx(0.88 * 300, abs=1)
    assert left + right == pytest.approx(300, abs=2)


def test_a_ball_covers_the_area_of_a_disc(sphere):
    shown = pixels(render_png([sphere(60)], 200, 200))
    assert shown[:, :, 3].sum() / 255 == pytest.approx(np.pi * 88**2, rel=0.005)


@pytest.mark.parametrize(
    ("view", "right", "up"),
    [
        ("front", (1, 0, 0), (0, 0, 1)),
        ("back", (-1, 0, 0), (0, 0, 1)),
        ("left", (0, -1, 0), (0, 0, 1)),
        ("right", (0, 1, 0), (0, 0, 1)),
        ("top", (1, 0, 0), (0, 1, 0)),
        ("bottom", (1, 0, 0), (0, -1, 0)),
        ("iso", (1, 1, 0), (-1, 1, 1)),
    ],
)
def test_directions_are_where_a_draughtsman_expects_them(sphere, view, right, up):
    """A red ball to the right and a green one above a blue one."""
    balls = [("#0000ff", (0, 0, 0)), ("#ff0000", right), ("#00ff00", up)]
    shown = pixels(render_png([painted(sphere(12, 0.3), color, 1.0, place) for color, place in balls], 200, 200, view))
    row, column = np.mgrid[:200, :200]
    (red_x, red_y), (green_x, green_y), (blue_x, blue_y) = (
        (np.average(column, weights=shown[:, :, channel]), np.average(row, weights=shown[:, :, channel]))
        for channel in range(3)
    )
    assert (red_x > blue_x + 20, red_y) == (True, pytest.approx(blue_y, abs=2))
    assert (green_x, green_y < blue_y - 20) == (pytest.approx(blue_x, abs=2), True)


def test_all_views_of_the_contract_are_drawn(box):
    assert len({render_png([box()], 40, 30, view) for view in VIEWS}) >= 4


def test_what_is_nearer_hides_what_is_behind(box):
    """Seen from the front: a small red box before a large green one, whatever their order."""
    near, far = painted(box(1, 1, 1), "#ff0000", shift=(1, -5, 1)), painted(box(3, 3, 3), "#00ff00")
    for order in ([near, far], [far, near]):
        middle = pixels(render_png(order, 90, 90, "front"))[45, 45]
        assert middle[0] > 100
        assert middle[1] == middle[2] == 0


def test_a_transparent_part_lets_through_what_lies_behind(box):
    near = painted(box(1, 1, 1), "#ff0000", 0.5, (1, -5, 1))
    shown = pixels(render_png([painted(box(3, 3, 3), "#00ff00"), near], 90, 90, "front"))
    assert shown[45, 45, 0] > shown[45, 45, 1] > 40  # two red walls over a green one
    assert shown[45, 45, 3] == 255
    alone = pixels(render_png([near], 90, 90, "front"))
    assert alone[45, 45, 3] == pytest.approx(0.75 * 255, abs=1)  # front and back wall: 1 - 0.5 * 0.5


def test_edges_are_dark_where_they_are_seen_and_absent_where_they_are_hidden(box):
    solid = box(2, 2, 2)
    line = np.array([[[-1, y, 1], [3, y, 1]] for y in (1,)], np.float32)  # runs through the box
    shown = pixels(render_png([replace(painted(solid, "#ffffff"), edges=line)], 202, 202, "front", "#ffffff"))
    row = shown[99:104, :, 0].min(axis=0)
    assert row[15:30].max() < 180
    assert row[60:140].min() > 200


def test_the_background_is_transparent_or_the_color_that_is_asked_for(box):
    assert pixels(render_png([box()], 40, 30))[0, 0].tolist() == [0, 0, 0, 0]
    shown = pixels(render_png([box()], 40, 30, background="#fedcba"))
    assert shown.shape == (30, 40, 3)
    assert shown[0, 0].tolist() == [0xFE, 0xDC, 0xBA]


def test_a_smooth_surface_shades_without_steps_and_a_box_with_one_tone_per_side(sphere, box):
    ball = pixels(render_png([sphere(60)], 200, 200, background="#ffffff"))[30:170, 100, 0]
    assert np.abs(np.diff(ball)).max() <= 4
    assert len(np.unique(pixels(render_png([box()], 200, 200, "front"))[50:150, 100, 0])) == 1


def test_equal_meshes_give_equal_bytes(sphere):
    assert render_png([sphere(10)], 80, 60) == render_png([sphere(10)], 80, 60)


def test_a_large_picture_is_drawn_in_bands_that_fit_together(box, sphere, monkeypatch):
    """What is too much for one go looks the same when it is drawn a few rows at a time."""
    parts = [box().with_edges(), painted(sphere(20), "#3080d0", 0.5, (0, 1, 3))]
    whole = render_png(parts, 100, 80)
    monkeypatch.setattr(painting, "_SAMPLES_AT_ONCE", 3 * 400)
    monkeypatch.setattr(raster, "_AT_ONCE", 500)
    assert render_png(parts, 100, 80) == whole


@pytest.mark.filterwarnings("error")
def test_meshes_without_an_extent_are_a_picture_all_the_same(box):
    flat = Mesh(box().vertices * np.float32([1, 1, 0]), box().triangles)
    point = Mesh(np.ones((3, 3)), np.array([[0, 1, 2]]))
    for mesh in (flat, flat.with_edges(), point, replace(point, edges=np.ones((1, 2, 3)))):
        for view in VIEWS:
            assert pixels(render_png([mesh], 40, 30, view)).shape == (30, 40, 4)


@pytest.mark.parametrize("meshes", [[], [Mesh(np.zeros((0, 3)), np.zeros((0, 3), np.uint32))]])
def test_nothing_to_draw_is_an_error(meshes):
    with pytest.raises(ValueError, match="nothing to draw"):
        render_png(meshes)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"view": "behind"}, "'behind'; use one of iso, front"),
        ({"width": 0}, "0 x 600"),
        ({"width": 5000, "height": 5000}, "at most"),
        ({"background": "white"}, "'white' is no colour"),
    ],
)
def test_what_cannot_be_drawn_says_what_would_be_right(box, options, message):
    with pytest.raises(ValueError, match=message):
        render_png([box()], **options)
