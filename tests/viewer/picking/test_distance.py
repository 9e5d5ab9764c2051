"""The shortest distance of two sets of triangles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadwidgets.viewer.picking.distance import closest
from cadwidgets.viewer.picking.near_triangles import nearest_pair

_seeds = st.integers(0, 2**32 - 1)


def _cloud(random, count, spread, size, at=0.0):
    """Small triangles, of which some are segments and some are points."""
    found = random.normal(size=(count, 1, 3)) * spread + random.normal(size=(count, 3, 3)) * size
    found[::5, 2] = found[::5, 1]
    found[::7, 1:] = found[::7, :1]
    found[:, :, 0] += at
    return found


def _on(triangles, point):
    """How far a point is from triangles, by the points of a fine grid in each."""
    return closest(np.repeat(point[None, None], 3, axis=1), triangles)[0]


@settings(max_examples=60, deadline=None)
@given(_seeds, st.sampled_from([1e-6, 1.0, 1e6]))
def test_no_two_points_of_a_pair_are_nearer_and_the_found_ones_are_on_them(seed, scale):
    random = np.random.default_rng(seed)
    one, other = (random.normal(size=(1, 3, 3)) * scale for _ in range(2))
    distance, start, end = nearest_pair(one, other)
    weights = random.dirichlet(np.full(3, 0.5), (2, 400))
    some, others = weights[0] @ one[0], weights[1] @ other[0]
    assert distance <= np.linalg.norm(some[:, None] - others, axis=2).min() * (1 + 1e-9)
    assert np.linalg.norm(start - end) == pytest.approx(distance, abs=1e-12 * scale)
    for triangle, point in ((one[0], start), (other[0], end)):
        share = np.linalg.lstsq(np.vstack((triangle.T / scale, np.ones(3))), [*(point / scale), 1.0], rcond=None)[0]
        assert share.min() >= -1e-6
        assert share @ triangle == pytest.approx(point, abs=1e-6 * scale)


@settings(max_examples=40, deadline=None)
@given(_seeds, st.floats(0.0, 10.0))
def test_the_search_finds_what_comparing_all_pairs_finds(seed, at):
    random = np.random.default_rng(seed)
    one, other = _cloud(random, 120, 1.0, 0.1), _cloud(random, 150, 1.0, 0.2, at)
    every = nearest_pair(np.repeat(one, len(other), axis=0), np.tile(other, (len(one), 1, 1)))[0]
    distance, start, end = closest(one, other)
    assert distance == pytest.approx(every, rel=1e-8, abs=1e-12)
    assert max(_on(one, start), _on(other, end)) <= 1e-9


def test_what_crosses_without_a_corner_near_has_no_distance():
    flat = np.array([[(-9.0, -9, 0), (9, -9, 0), (0, 9, 0)]])
    upright = np.array([[(0.0, 0, -5), (0, 0, 5), (0, 0, 5)]])
    for pair in ((flat, upright), (upright, flat)):
        distance, start, end = closest(*pair)
        assert distance == 0
        assert start.tolist() == end.tolist() == [0, 0, 0]


def test_fine_parallel_sheets_are_compared_in_bounded_time():
    x, y = np.meshgrid(np.arange(150.0), np.arange(150.0), indexing="ij")
    corner = np.stack((x, y, np.zeros_like(x)), axis=-1).reshape(-1, 1, 3)
    sheet = corner + np.array([(0, 0, 0), (1, 0, 0), (0, 1, 0)])
    distance, start, end = closest(sheet, sheet[:, ::-1] + (0.3, 0.3, 5.0))
    assert distance == pytest.approx(5.0)
    assert start[:2] == pytest.approx(end[:2])
