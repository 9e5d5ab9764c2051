"""Segments that are one edge, and where edges end."""

from __future__ import annotations

import numpy as np
import pytest

from cadwidgets.viewer.picking.body import Body
from cadwidgets.viewer.picking.chains import ordered


def test_a_box_has_twelve_edges_and_eight_vertices_also_as_an_stl(box, soup):
    for mesh in (box(), soup(box()), box().with_edges()):
        chains = Body(mesh).chains
        assert len(np.unique(chains.edge)) == 12
        assert len(chains.points) == 8
        assert len(np.unique(chains.points, axis=0)) == 8


def test_a_circle_is_one_edge_that_ends_nowhere(tube):
    chains = Body(tube(sides=24)).chains
    assert len(np.unique(chains.edge)) == 2
    assert len(chains.points) == 0


def test_an_edge_that_is_there_twice_is_one(tube, box):
    mesh = box().with_edges()
    doubled = type(mesh)(mesh.vertices, mesh.triangles, edges=np.concatenate((mesh.edges, mesh.edges[:, ::-1])))
    chains = Body(doubled).chains
    assert len(chains.points) == 8
    assert np.bincount(chains.edge).tolist() == [2] * 12


@pytest.mark.parametrize("closed", [False, True])
def test_the_segments_of_an_edge_are_put_in_order(closed):
    angles = np.linspace(0.0, 2 * np.pi if closed else 3.0, 30)
    line = np.stack((np.cos(angles), np.sin(angles), angles * (not closed)), axis=1)
    line[-1] = line[0] if closed else line[-1]
    segments = np.stack((line[:-1], line[1:]), axis=1)
    segments[::3] = segments[::3, ::-1]
    path = ordered(np.random.default_rng(1).permutation(segments), 1e-6)
    assert len(path) == 30
    assert np.linalg.norm(np.diff(path, axis=0), axis=1) == pytest.approx(np.linalg.norm(line[1] - line[0]))
    assert np.array_equal(path[0], path[-1]) == closed
