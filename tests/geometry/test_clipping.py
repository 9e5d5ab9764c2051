"""What is left of triangles and lines on one side of a plane."""

from __future__ import annotations

import numpy as np
import pytest

from cadwidgets.geometry.clipping import clipped_lines, clipped_triangles

CORNERS = np.random.default_rng(4).normal(size=(500, 3, 3))


def areas(corners):
    return np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1) / 2


def test_both_sides_of_a_plane_together_are_the_triangles():
    height = CORNERS[:, :, 2] - 0.2
    above, owners = clipped_triangles(CORNERS, height)
    below, others = clipped_triangles(CORNERS, -height)
    together = np.bincount(owners, areas(above), 500) + np.bincount(others, areas(below), 500)
    assert together == pytest.approx(areas(CORNERS))
    assert above[:, :, 2].min() >= 0.2 - 1e-12
    assert below[:, :, 2].max() <= 0.2 + 1e-12


def test_pieces_are_turned_as_their_triangles_are():
    pieces, owners = clipped_triangles(CORNERS, CORNERS[:, :, 2])
    normals = [np.cross(one[:, 1] - one[:, 0], one[:, 2] - one[:, 0]) for one in (pieces, CORNERS)]
    assert np.einsum("ij,ij->i", normals[0], normals[1][owners]).min() > -1e-12


def test_lines_end_at_the_plane_and_those_beyond_are_gone():
    ends = np.array([[[0.0, 0, -1], [0, 0, 3]], [[1.0, 0, 2], [1, 0, 1]], [[2.0, 0, -1], [2, 0, -2]]])
    left, owners = clipped_lines(ends, ends[:, :, 2])
    assert owners.tolist() == [0, 1]
    assert left.tolist() == [[[0, 0, 0], [0, 0, 3]], [[1, 0, 2], [1, 0, 1]]]
