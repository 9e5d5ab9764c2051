"""What of an assembly is sent to the browser again: the parts that change, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from cadwidgets.geometry.grouping import joined
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.viewer.changing import ChangingParts
from cadwidgets.viewer.scene import Scene

PARTS = 10


@pytest.fixture
def row(box: Callable[..., Mesh]) -> Callable[..., Mesh]:
    """``row(3.0, 2.0)``: ten boxes, the last of them so long, the one before it so high; edges are theirs."""

    def made(length: float = 1.0, height: float = 1.0, colors: tuple[str, ...] = ()) -> Mesh:
        found = []
        for number in range(PARTS):
            size = (1.0, length if number == PARTS - 1 else 1.0, height if number == PARTS - 2 else 1.0)
            one = box(size, at=(2.0 * number, 0.0, 0.0)).drawable()
            color = colors[number] if number < len(colors) else ""
            group = Group(f"box {number}", 0, len(one.triangles), color, edges=(0, len(one.edges)), part=0)
            found.append(Mesh(one.vertices, one.triangles, one.normals, one.edges, (group,)))
        return joined(found)

    return made


def _sizes(pieces: tuple[Mesh, ...]) -> list[int]:
    return [len(piece.triangles) // 12 for piece in pieces]


def test_what_never_changed_is_the_very_same_piece_from_the_second_change_on(row) -> None:
    changing = ChangingParts()
    assert _sizes(changing.pieces(row())) == [PARTS]
    first = changing.pieces(row(2.0))
    second = changing.pieces(row(3.0))
    assert _sizes(first) == _sizes(second) == [PARTS - 1, 1]
    assert second[0] is first[0]
    assert second[1].bounding_box == pytest.approx((18.0, 0.0, 0.0, 19.0, 3.0, 1.0))
    assert len(second[1].vertices) == 24, "only the points that the part has"
    assert len(second[1].edges) == 12


def test_the_pieces_are_the_whole_model(row) -> None:
    changing = ChangingParts()
    for mesh in (row(), row(2.0), row(2.0, 5.0), row(2.0, 5.0)):
        pieces = changing.pieces(mesh)
        assert sum(piece.volume for piece in pieces) == pytest.approx(mesh.volume)
        assert sum(len(piece.edges) for piece in pieces) == len(mesh.edges)
    assert _sizes(pieces) == [PARTS - 2, 2]


def test_another_colour_is_a_change(row) -> None:
    changing = ChangingParts()
    changing.pieces(row(colors=("#ff0000",)))
    resting, moved = changing.pieces(row(colors=("#00ff00",)))
    assert [group.name for group in moved.groups] == ["box 0"]
    assert len(resting.groups) == PARTS - 1


@pytest.mark.parametrize("other", ["one part", "another part", "no names", "most parts"])
def test_a_model_of_other_parts_is_drawn_as_a_whole(row, box, other) -> None:
    changing = ChangingParts()
    changing.pieces(row())
    mesh = row()
    if other == "one part":
        mesh = box().drawable()
    elif other == "another part":
        mesh = Mesh(*_arrays(mesh), (*mesh.groups[:-1], Group("bar", 108, 12, edges=(108, 12), part=99)))
    elif other == "no names":
        mesh = Mesh(*_arrays(mesh))
    else:
        mesh = Mesh(mesh.vertices * np.float32(2.0), *_arrays(mesh)[1:3], mesh.edges, mesh.groups)
    (piece,) = changing.pieces(mesh)
    assert piece is mesh


def test_a_scene_sends_one_part_of_ten_and_keeps_the_object_of_the_others(row) -> None:
    scene = Scene(300, 200, "#a9bdd2")
    shown = []
    for length in (1.0, 2.0, 3.0, 4.0, 5.0):
        scene.show(row(length), None, edges=True)
        shown.append(scene.frame.children)
    assert [len(children) for children in shown] == [2, 4, 4, 4, 4], "triangles and edges of each piece"
    assert shown[2][0] is shown[3][0] is shown[4][0], "the others"
    assert shown[2][1] is shown[4][1] is not shown[3][1], "the part, by turns"
    assert len(shown[4][1].geometry.attributes["position"].array) == 24
    scene.outline(edges=False)
    assert len(scene.frame.children) == 2
    scene.outline(edges=True)
    assert len(scene.frame.children) == 4


def _arrays(mesh: Mesh) -> tuple[np.ndarray, ...]:
    return mesh.vertices, mesh.triangles, mesh.normals, mesh.edges
