"""What moves between two builds, on models with known answers, and the dimensions that are proven by it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.face_changes import FaceChanges, present
from cadwidgets.viewer.proven_dimension import Dimension, proven

BLOCK = """
width, height, hole, corner, at = 40.0, 20.0, 8.0, 4.0, 0.0
block = cq.Workplane().box(width, 30, height).edges("|Z").fillet(corner)
show_object(block.faces(">Z").workplane().hole(hole).translate((at, 0, 0)))
"""
FIRST = {"width": 40.0, "height": 20.0, "hole": 8.0, "corner": 4.0, "at": 0.0}


@pytest.fixture(scope="module")
def built(service: Any) -> Any:
    """``built(hole=9)``: the mesh of the block."""
    client, known = BuildClient.at(service.url, service.key), {}

    def mesh(script: str = BLOCK, kind: str = "GLB", **values: float) -> Mesh:
        key = (script, kind, tuple(sorted(values.items())))
        if key not in known:
            text = script
            if values:  # a tuple of constants has no parameters that a service knows
                told = {**FIRST, **values}
                text = script.replace(
                    "= 40.0, 20.0, 8.0, 4.0, 0.0", "= " + ", ".join(str(told[name]) for name in FIRST)
                )
            known[key] = client.build(BuildRequest.of(script=text, type=kind)).mesh
        return known[key]

    return mesh


def kinds(changes: FaceChanges, faces: np.ndarray) -> list[str]:
    """What the faces are: x, y and z for planes, o for round ones."""
    table = changes.now
    names = [
        "xyz"[int(np.argmax(np.abs(table.normal[face])))] if table.planar[face] else "o" for face in range(table.count)
    ]
    return sorted(name for name, one in zip(names, faces, strict=True) if one)


KNOWN = [
    ("hole", 9.0, ["o"], ["z", "z"]),
    ("height", 21.0, ["z", "z"], ["o"] * 5 + ["x", "x", "y", "y"]),
    ("width", 41.0, ["o"] * 4 + ["x", "x"], ["y", "y", "z", "z"]),
    ("corner", 5.0, ["o"] * 4, ["x", "x", "y", "y", "z", "z"]),
    ("at", 1.0, ["o"] * 5 + ["x", "x"], ["y", "y", "z", "z"]),
]


@pytest.mark.parametrize(("name", "value", "moved", "reshaped"), KNOWN)
def test_a_parameter_moves_exactly_these_faces_and_cuts_those_anew(built, name, value, moved, reshaped):
    changes = FaceChanges.between(built(), built(**{name: value}))
    assert (kinds(changes, changes.moved), kinds(changes, changes.reshaped)) == (moved, reshaped)


@pytest.mark.parametrize("kind", ["TJS", "STL"])
@pytest.mark.parametrize(
    ("name", "value", "moved", "reshaped"),
    [
        ("hole", 9.0, ["o"], ["z", "z"]),
        ("height", 21.0, ["z", "z"], ["o", "x", "x", "y", "y"]),
        ("width", 41.0, ["x", "x"], ["y", "y", "z", "z"]),
    ],
)
def test_triangles_without_exact_faces_tell_it_where_faces_meet_in_creases(built, kind, name, value, moved, reshaped):
    sharp = BLOCK.replace('.edges("|Z").fillet(corner)', "")
    changes = FaceChanges.between(built(sharp, kind), built(sharp, kind, **{name: value}))
    assert (kinds(changes, changes.moved), kinds(changes, changes.reshaped)) == (moved, reshaped)


@pytest.mark.parametrize("kind", ["GLB", "STL"])
def test_the_same_model_has_no_changes(built, kind):
    changes = FaceChanges.between(built(kind=kind), built(kind=kind))
    assert not changes.moved.any()
    assert not changes.reshaped.any()


def test_a_face_that_another_build_does_not_have_has_moved(built):
    plain = built("show_object(cq.Workplane().box(40, 30, 20))")
    holed = built('show_object(cq.Workplane().box(40, 30, 20).faces(">Z").workplane().hole(8))')
    there, back = FaceChanges.between(holed, plain), FaceChanges.between(plain, holed)
    assert kinds(there, there.moved) == ["o"]
    assert kinds(there, there.reshaped) == ["z", "z"]
    assert (kinds(back, back.moved), kinds(back, back.reshaped)) == ([], ["z", "z"])


def test_changes_are_those_of_the_part_that_has_them(built):
    script = """
show_object(cq.Workplane().box(10, 10, {height}), name="a")
show_object(cq.Workplane().box(10, 10, 10).translate((20, 0, 0)), name="b")
"""
    changes = FaceChanges.between(built(script.format(height=10)), built(script.format(height=12)))
    centers = changes.now.center[changes.moved | changes.reshaped] * changes.now.scale.length + changes.now.scale.middle
    assert len(centers) == 6
    assert (centers[:, 0] < 6).all()


def test_of_150_holes_none_has_moved_when_their_plate_grows_thicker_and_all_when_they_grow_wider(built):
    script = """
plate = cq.Workplane().box(160, 110, {thick}).translate((0, 0, {thick} / 2))
show_object(plate.faces(">Z").workplane().rarray(10, 10, 15, 10).hole({hole}))
"""
    first = built(script.format(thick=5, hole=4))
    thicker = FaceChanges.between(first, built(script.format(thick=6, hole=4)))
    assert (kinds(thicker, thicker.moved), kinds(thicker, thicker.reshaped)) == (["z"], ["o"] * 150 + list("xxyy"))
    wider = FaceChanges.between(first, built(script.format(thick=5, hole=5)))
    assert (kinds(wider, wider.moved), kinds(wider, wider.reshaped)) == (["o"] * 150, ["z", "z"])


def test_a_ball_has_moved_when_it_grows_and_not_when_it_is_cut_elsewhere(built):
    script = """
ball = cq.Workplane().sphere({radius})
show_object(ball.cut(cq.Workplane().box(40, 40, 40).translate((0, 0, -20 - {low}))))
"""
    first = built(script.format(radius=10, low=4))
    cut, grown = (FaceChanges.between(first, built(script.format(**more))) for more in CUTS)
    assert (kinds(cut, cut.moved), kinds(cut, cut.reshaped)) == (["z"], ["o"])
    assert (kinds(grown, grown.moved), kinds(grown, grown.reshaped)) == (["o"], ["z"])


CUTS = ({"radius": 10, "low": 5}, {"radius": 11, "low": 4})
LENGTHS = [
    ("width", 41.0, 40.0, ""),
    ("height", 21.0, 20.0, ""),
    ("hole", 9.0, 8.0, "\u2300\u00a0"),
    ("corner", 5.0, 4.0, "R\u00a0"),
]


@pytest.mark.parametrize(("name", "value", "length", "sign"), LENGTHS)
def test_a_length_that_is_in_the_model_and_follows_is_its_dimension(built, name, value, length, sign):
    changes = FaceChanges.between(built(), built(**{name: value}))
    found = proven(changes, length, value)
    assert isinstance(found, Dimension)
    assert (found.length, found.sign) == (length, sign)
    start, end = found.segments[0]
    assert np.linalg.norm(end - start) == pytest.approx(length, rel=1e-5)
    axis = {"width": 0, "height": 2}.get(name)
    assert axis is None or abs(end - start)[axis] == pytest.approx(length, rel=1e-5)


@pytest.mark.parametrize(
    ("name", "value", "told", "other"),
    [
        ("width", 41.0, 20.0, 21.0),  # the height has this value, and does not move
        ("width", 41.0, 40.0, 42.0),  # it moves, and by something else
        ("hole", 9.0, 3.0, 3.5),
        ("at", 1.0, 0.0, 1.0),
        ("width", 40.0, 40.0, 41.0),
    ],
)
def test_what_is_not_proven_is_not_drawn(built, name, value, told, other):
    assert proven(FaceChanges.between(built(), built(**{name: value})), told, other) is None


def test_the_depth_of_a_pocket_and_the_width_of_a_slot_are_dimensions_too(built):
    script = """
slot = cq.Workplane().box({width}, 60, {depth}).translate((0, 0, 10 - {depth} / 2))
show_object(cq.Workplane().box(40, 30, 20).cut(slot))
"""
    first = built(script.format(width=10, depth=6))
    for (width, depth), (value, other) in {(11, 6): (10.0, 11.0), (10, 7): (6.0, 7.0)}.items():
        found = proven(FaceChanges.between(first, built(script.format(width=width, depth=depth))), value, other)
        assert found is not None
        assert found.length == value


@pytest.mark.release
def test_half_a_million_triangles_are_compared():
    side = 500
    x, y = np.meshgrid(np.linspace(0, 100, side + 1), np.linspace(0, 100, side + 1))
    vertices = np.column_stack((x.ravel(), y.ravel(), np.sin(x.ravel())))
    corner = (np.arange(side)[:, None] * (side + 1) + np.arange(side)).ravel()
    triangles = np.concatenate(
        [
            np.column_stack((corner, corner + 1, corner + side + 2)),
            np.column_stack((corner, corner + side + 2, corner + side + 1)),
        ]
    )
    faces = np.tile(np.arange(side * side) // 10, 2)
    mesh = Mesh(vertices, triangles, faces=faces)
    other = Mesh(vertices + (vertices[:, :1] > 50) * (0, 0, 1), triangles, faces=faces)
    changes = FaceChanges.between(mesh, other)
    assert changes.moved[changes.now.center[:, 0] > 0.01].all()
    assert not (changes.moved | changes.reshaped)[changes.now.center[:, 0] < -0.5].any()


def test_rows_are_found_among_others_wherever_they_stand():
    rows = np.random.default_rng(1).normal(size=(2000, 6))
    order = np.random.default_rng(2).permutation(2000)
    near = rows[order] + np.random.default_rng(3).uniform(-1e-6, 1e-6, rows.shape)
    assert present(rows, near, 2e-6).all()
    assert not present(rows + 1e-3, near, 2e-6).any()
    assert not present(np.full((3, 6), np.nan), near, 1.0).any()
    assert not present(rows, near[:0], 1.0).any()
