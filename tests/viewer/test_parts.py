"""The parts of a mesh: which there are, the mesh without some, and all of them moved apart."""

from __future__ import annotations

import numpy as np
import pytest

from cadwidgets.errors import RequestError
from cadwidgets.geometry.glb import read_glb, write_glb
from cadwidgets.geometry.grouping import joined
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.viewer.parts import parts_of, spread, without
from cadwidgets.viewer.visibility import Visibility


@pytest.fixture
def three(box) -> Mesh:
    """A lid, a body of two colours, and a foot, ten apart."""
    lid = box((1, 1, 1), groups=(Group("lid", 0, 12, edges=(0, 12), part=0),)).drawable()
    looks = (Group("body", 0, 6, "#ff0000", edges=(0, 12), part=0), Group("body", 6, 6, "#0000ff", part=0))
    body = box((1, 1, 1), at=(10, 0, 0), groups=looks).drawable()
    foot = box((1, 1, 1), at=(20, 0, 0), groups=(Group("foot", 0, 12, edges=(0, 12), part=0),)).drawable()
    return joined([lid, body, foot])


def test_groups_of_one_part_are_one_part(three):
    parts = parts_of(three)
    assert [(part.path, len(part.groups)) for part in parts] == [("lid", 1), ("body", 2), ("foot", 1)]


def test_parts_of_one_name_are_told_apart_by_a_number(box):
    mesh = joined([box(at=(40 * number, 0, 0), groups=(Group("screw", 0, 12),)) for number in range(3)])
    assert [part.path for part in parts_of(mesh)] == ["screw (1)", "screw (2)", "screw (3)"]


def test_a_mesh_without_groups_has_no_parts(box):
    assert parts_of(box()) == ()


def test_without_a_part_its_triangles_and_edges_are_gone_and_no_vertex_is_another(three):
    left = without(three, parts_of(three), {"body"})
    assert left.volume == pytest.approx(2.0)
    assert left.vertices is three.vertices or np.array_equal(left.vertices, three.vertices)
    assert left.edges is not None
    assert len(left.edges) == 24
    assert not np.any((left.edges[:, :, 0] > 5) & (left.edges[:, :, 0] < 15))
    assert [(group.name, group.start, group.count, group.edges) for group in left.groups] == [
        ("lid", 0, 12, (0, 12)),
        ("foot", 12, 12, (12, 12)),
    ]


def test_edges_that_nobody_owns_are_left_out_with_the_first_hidden_part(box):
    mesh = joined([box(groups=(Group("a", 0, 12),)), box(at=(50, 0, 0), groups=(Group("b", 0, 12),))]).with_edges()
    assert without(mesh, parts_of(mesh), {"a"}).edges is None, "the viewer finds the creases then"
    assert without(mesh, parts_of(mesh), set()) is mesh


def test_triangles_of_no_part_stay(box):
    mesh = box(groups=(Group("top", 0, 4),))
    assert len(without(mesh, parts_of(mesh), {"top"}).triangles) == 8


def test_parts_move_away_from_the_middle_as_they_are_with_their_edges(three):
    apart = spread(three, parts_of(three), 0.5)
    assert apart.volume == pytest.approx(three.volume)
    assert apart.is_watertight
    low, *_ = apart.vertices[:8].min(axis=0)
    assert low == pytest.approx(0 - 0.5 * 10)
    assert apart.vertices[24:48] == pytest.approx(three.vertices[24:48]), "what is in the middle stays"
    assert apart.edges[:12] == pytest.approx(three.edges[:12] - np.float32([5, 0, 0]))
    assert spread(three, parts_of(three), 0.0) is three


def test_parts_that_share_vertices_are_not_torn(box):
    mesh = box(groups=(Group("a", 0, 6), Group("b", 6, 6)))
    apart = spread(mesh, parts_of(mesh), 1.0)
    for group in mesh.groups:
        mine = slice(group.start, group.start + group.count)
        before, after = mesh.vertices[mesh.triangles[mine]], apart.vertices[apart.triangles[mine]]
        steps = (after - before).reshape(-1, 3)
        assert steps == pytest.approx(np.tile(steps[0], (len(steps), 1)))


def test_the_parts_of_a_glb_know_their_edges(three):
    again = read_glb(write_glb([without(three, parts_of(three), {"body"}), three]))
    assert sum(group.edges[1] for group in again.groups) == len(again.edges)


@pytest.fixture
def visibility(three) -> Visibility:
    return Visibility(parts_of(three))


def test_hiding_isolating_and_showing_can_be_undone_step_by_step(visibility):
    visibility.hide("lid")
    visibility.only("foot")
    visibility.show("lid")
    assert visibility.hidden == ("body",)
    seen = []
    while visibility.can_undo:
        visibility.undo()
        seen.append(visibility.hidden)
    assert seen == [("lid", "body"), ("lid",), ()]
    visibility.redo()
    visibility.redo()
    assert visibility.hidden == ("lid", "body")
    visibility.show_all()
    visibility.redo()
    assert visibility.hidden == (), "what is done anew takes the place of what was undone"


def test_what_changes_nothing_need_not_be_undone(visibility):
    visibility.show("lid")
    visibility.undo()
    assert not visibility.can_undo


def test_a_path_means_all_that_is_below_it(box):
    names = ("gearbox/lid/plate", "gearbox/lid/screw", "gearbox/body", "gear")
    mesh = joined([box(at=(40 * n, 0, 0), groups=(Group(name, 0, 12),)) for n, name in enumerate(names)])
    visibility = Visibility(parts_of(mesh))
    visibility.hide("gearbox/lid")
    assert visibility.hidden == names[:2]
    visibility.only("gearbox")
    assert visibility.hidden == ("gear",)
    with pytest.raises(RequestError, match="no part 'gea'"):
        visibility.hide("gea")
