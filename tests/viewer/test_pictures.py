"""Pictures of a viewer without a browser: what they show, how large it is, and what cannot be drawn."""

from __future__ import annotations

import io
import threading
from math import asin, pi, radians, sqrt, tan

import numpy as np
import pytest
from PIL import Image, ImageSequence

from cadwidgets.contract.sections import Plane
from cadwidgets.errors import Cancelled, RequestError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.camera import FIELD_OF_VIEW
from cadwidgets.viewer.viewer import Viewer


def pixels(data):
    """(height, width, 4) of a picture."""
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGBA")).astype(int)


def area(shown):
    """Pixels that are covered, in parts where they are half transparent."""
    return shown[:, :, 3].sum() / 255


@pytest.fixture
def ball():
    """``ball(radius)``: triangles whose corners are on a sphere around the origin."""

    def make(radius=10.0, rings=96):
        polar, around = np.meshgrid(np.linspace(0, pi, rings + 1), np.linspace(0, 2 * pi, 2 * rings + 1), indexing="ij")
        points = radius * np.stack([np.sin(polar) * np.cos(around), np.sin(polar) * np.sin(around), np.cos(polar)], -1)
        number = np.arange(points.size // 3).reshape(polar.shape)
        a, b, c, d = number[:-1, :-1], number[1:, :-1], number[1:, 1:], number[:-1, 1:]
        triangles = np.concatenate([np.stack(corners, -1).reshape(-1, 3) for corners in ((a, b, c), (a, c, d))])
        return Mesh(points.reshape(-1, 3), triangles)

    return make


@pytest.fixture
def bare():
    """``bare(mesh, **traits)``: a viewer that draws nothing but faces, 400 pixels wide and 300 high."""

    def make(mesh, **traits):
        return Viewer(mesh, **{"width": 400, "height": 300, "edges": False, "grid": False} | traits)

    return make


@pytest.mark.parametrize(
    ("asked", "given"),
    [((), (400, 300)), ((200,), (200, 150)), ((0, 600), (800, 600)), ((33, 77), (33, 77)), ((1, 1), (1, 1))],
)
def test_a_picture_is_as_large_as_it_is_asked_for(bare, box, asked, given):
    assert Image.open(io.BytesIO(bare(box()).png(*asked))).size == given


def test_a_ball_in_perspective_covers_its_circle(bare, ball):
    """Seen from a distance d the outline of a ball of radius 1 is a cone with the sine 1 / d."""
    viewer = bare(ball())
    distance = sqrt(sum(value**2 for value in viewer._scene.camera.position))
    focus = 150 / tan(radians(FIELD_OF_VIEW / 2))
    shown = pixels(viewer.png(background="transparent"))
    assert area(shown) == pytest.approx(pi * (focus * tan(asin(1 / distance))) ** 2, rel=0.005)


def test_a_box_in_parallel_projection_covers_the_sum_of_its_sides(bare, box):
    viewer = bare(box((30.0, 20.0, 10.0)), parallel=True)
    scene, shown = viewer._scene, pixels(viewer.png(background="transparent"))
    sides = sum(abs(a * b) for a, b in zip(scene.direction, (200.0, 300.0, 600.0), strict=True))
    pixels_per_unit = 150 * scene.camera.zoom * scene.frame.scale[0]
    assert area(shown) == pytest.approx(sides * pixels_per_unit**2, rel=0.005)


def test_edges_and_grid_are_drawn_or_not(bare, box):
    faces = pixels(bare(box()).png(background="transparent"))
    assert area(pixels(bare(box(), grid=True).png(background="transparent"))) > 1.02 * area(faces)
    lined = pixels(bare(box(), edges=True).png(background="transparent"))
    assert (lined[:, :, :3].sum(axis=2)[lined[:, :, 3] == 255] < 200).sum() > 200


def test_the_background_is_a_theme_a_color_or_none(bare, box):
    viewer = bare(box())
    assert pixels(viewer.png(background="transparent"))[0, 0].tolist() == [0, 0, 0, 0]
    assert pixels(viewer.png(background="#123456"))[-1, -1].tolist() == [0x12, 0x34, 0x56, 255]
    assert pixels(viewer.png())[0, 0].min() > 250
    assert pixels(viewer.png(background="dark"))[:, 0, :3].max() < 70


def test_parts_have_their_colors_and_can_be_hidden_and_moved_apart(box):
    parts = {"red": box(), "green": box(at=(0.0, 0.0, 30.0))}
    viewer = Viewer(parts, colors=["#ff0000", "#00ff00"], width=300, height=300, grid=False, edges=False)
    seen = pixels(viewer.png(background="transparent"))
    apart = _of_color(seen, 0), _of_color(seen, 1)
    assert min(apart) > 2000
    viewer.hide("green")
    seen = pixels(viewer.png(background="transparent"))
    assert (_of_color(seen, 0) >= apart[0], _of_color(seen, 1)) == (True, 0)
    viewer.show_all()
    viewer.spread = 0.3
    rows = [np.nonzero(_colored(pixels(viewer.png(background="transparent")), one))[0].mean() for one in (0, 1)]
    assert rows[0] - rows[1] > 100, "the upper one went up"


def _colored(shown, channel):
    return (shown[:, :, channel] > 60) & (shown[:, :, 1 - channel] < 40) & (shown[:, :, 3] == 255)


def _of_color(shown, channel):
    return int(_colored(shown, channel).sum())


def test_a_section_takes_half_of_a_ball(bare, ball):
    viewer = bare(ball(), parallel=True)
    viewer.view("top")
    whole = area(pixels(viewer.png(background="transparent")))
    viewer._scene.cut([Plane((1.0, 0.0, 0.0), 0.0)])
    shown = pixels(viewer.png(background="transparent"))
    assert area(shown) == pytest.approx(whole / 2, rel=0.005)
    assert shown[:, 203:, 3].max() == 0


def test_what_is_clear_lets_through_and_wires_leave_gaps(bare, box):
    clear = pixels(bare(box(), clear=True).png(background="transparent"))
    assert clear[150, 200, 3] == pytest.approx(255 * (1 - 0.65**2), abs=2)  # the front and the back
    solid, wires = bare(box()), bare(box(), wires=True)
    assert area(pixels(wires.png(background="transparent"))) < 0.2 * area(pixels(solid.png(background="transparent")))


def test_a_picture_of_another_shape_shows_the_whole_model_too(bare, box):
    viewer = bare(box())
    for size in ((400, 100), (100, 400), (300, 300)):
        shown = pixels(viewer.png(*size, background="transparent"))[:, :, 3]
        assert max(shown[0].max(), shown[-1].max(), shown[:, 0].max(), shown[:, -1].max()) == 0
        assert (shown > 0).sum() > 1000


def test_from_inside_a_model_its_walls_are_seen(bare, ball):
    """What is behind the eye, and what reaches there, is cut off before it."""
    viewer = bare(ball())
    viewer._scene.camera.position = (0.1, 0.0, 0.0)
    assert area(pixels(viewer.png(background="transparent"))) == 400 * 300


def test_without_a_model_there_is_the_ground(viewer):
    assert area(pixels(viewer.png(300, 200, background="transparent"))) > 500


@pytest.mark.parametrize(
    ("options", "parameter"),
    [
        ({"width": 8193}, "width"),
        ({"height": -1}, "height"),
        ({"width": 2.5}, "width"),
        ({"width": True}, "width"),
        ({"height": 8000}, "width"),
        ({"background": "white"}, "background"),
    ],
)
def test_a_picture_that_cannot_be_made_says_what_can(bare, box, options, parameter):
    with pytest.raises(RequestError) as refused:
        bare(box()).png(**options)
    assert refused.value.parameter == parameter
    assert refused.value.allowed


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_a_turntable_goes_once_around_and_loops(box, kind, tmp_path):
    viewer, told = Viewer(box(), width=400, height=300), []
    data = viewer.turntable(
        tmp_path / f"turn.{kind}", frames=12, seconds=2.5, width=120, progress=lambda *counts: told.append(counts)
    )
    assert (tmp_path / f"turn.{kind}").read_bytes() == data
    turn = Image.open(io.BytesIO(data))
    frames = [np.asarray(frame.convert("RGB")).astype(int) for frame in ImageSequence.Iterator(turn)]
    assert (turn.format, turn.size, turn.n_frames, turn.info["loop"]) == (kind.upper(), (120, 90), 12, 0)
    assert _seconds(turn) == pytest.approx(2.5)
    assert told == [(done, 12) for done in range(13)]
    steps = [np.abs(one - other).mean() for one, other in zip(frames, frames[1:] + frames[:1], strict=True)]
    assert min(steps) > 0.5, "no picture stands twice, also not at the seam"
    assert steps[-1] < 2.0 * float(np.median(steps)), "and none is left out there"


def _seconds(turn):
    total = 0
    for number in range(turn.n_frames):
        turn.seek(number)
        turn.load()
        total += turn.info["duration"]
    return total / 1000


def test_all_pictures_of_a_gif_have_one_palette(box):
    data = Viewer(box(), width=400, height=300).turntable(frames=8, width=120)
    palettes = [data[place + 9] & 0x80 for place in _image_descriptors(data)]
    assert palettes == [0] * 8, "none has colours of its own"
    frames = [np.asarray(one.convert("RGB")) for one in ImageSequence.Iterator(Image.open(io.BytesIO(data)))]
    assert len({frame[:, 0].tobytes() for frame in frames}) == 1, "what does not move does not flicker"


def _image_descriptors(data):
    """Where the pictures of a GIF begin (GIF89a specification, section 20)."""
    place = 13 + 3 * 2 ** ((data[10] & 7) + 1)
    while data[place] != 0x3B:
        if data[place] == 0x2C:
            yield place
            place += 10 + 1
        else:
            place += 2
        while data[place]:
            place += data[place] + 1
        place += 1


def test_a_transparent_gif_has_no_trace_of_the_picture_before(box):
    data = Viewer(box(), width=400, height=300, grid=False).turntable(frames=4, width=120, background="transparent")
    turn = Image.open(io.BytesIO(data))
    shown = [np.asarray(frame.convert("RGBA"))[:, :, 3] for frame in ImageSequence.Iterator(turn)]
    assert all(set(np.unique(frame)) == {0, 255} for frame in shown)
    covered = [int((frame > 0).sum()) for frame in shown]
    assert covered[0] == pytest.approx(covered[2], rel=0.03), "half a turn shows a box as large"


def test_a_turntable_ends_when_nobody_wants_it_any_more(box):
    cancel, told = threading.Event(), []

    def progress(done, of):
        told.append(done)
        if done == 2:
            cancel.set()

    with pytest.raises(Cancelled):
        Viewer(box(), width=200, height=150).turntable(frames=20, width=60, progress=progress, cancel=cancel)
    assert told == [0, 1, 2]


@pytest.mark.parametrize(
    ("options", "parameter"),
    [
        ({"kind": "mp4"}, "kind"),
        ({"path": "turn.avi"}, "kind"),
        ({"frames": 1}, "frames"),
        ({"frames": 400, "width": 4000, "seconds": 60}, "frames"),
        ({"seconds": 0.1}, "seconds"),
        ({"background": "no"}, "background"),
        ({"width": 9000}, "width"),
    ],
)
def test_a_turntable_that_cannot_be_made_says_what_can(box, options, parameter):
    with pytest.raises(RequestError) as refused:
        Viewer(box(), width=400, height=300).turntable(**options)
    assert refused.value.parameter == parameter
    assert refused.value.allowed


def test_a_turn_of_the_camera_is_a_turn_of_the_model(bare, box):
    """A quarter turn of a camera shows what a model that is turned back shows."""
    viewer = bare(box((30.0, 20.0, 10.0), at=(-15.0, -10.0, -5.0)))
    data = viewer.turntable(frames=4, width=400, kind="webp")
    viewer.mesh = box((20.0, 30.0, 10.0), at=(-10.0, -15.0, -5.0))
    turned = pixels(viewer.png())[:, :, :3]
    turn = Image.open(io.BytesIO(data))
    turn.seek(1)
    shown = np.asarray(turn.convert("RGB")).astype(int)
    assert (np.abs(shown - turned).sum(axis=2) > 60).mean() < 0.01
