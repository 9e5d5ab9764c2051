"""The ground: round steps, whole multiples, under the model, never too many lines."""

from __future__ import annotations

from math import floor, log10

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.viewer.axes import COLORS, axes
from cadwidgets.viewer.grid import Ground, round_step

LENGTHS = st.floats(1e-6, 1e9)
PLACES = st.floats(-1e6, 1e6)


@given(LENGTHS)
def test_a_step_is_1_2_or_5_times_a_power_of_ten(length):
    step = round_step(length)
    assert round(step / 10.0 ** floor(log10(step) + 1e-9), 9) in (1.0, 2.0, 5.0)
    assert length * (1 - 1e-9) <= step <= 2.5 * length


@pytest.mark.parametrize(("length", "step"), [(0.3, 0.5), (1.0, 1.0), (1.1, 2.0), (7.0, 10.0), (0.1 + 0.2 - 0.1, 0.2)])
def test_the_step_is_the_next_round_number(length, step):
    assert round_step(length) == step


@given(LENGTHS, LENGTHS, PLACES, PLACES, PLACES)
def test_the_grid_reaches_beyond_the_model_with_few_lines(width, depth, x, y, z):
    ground = Ground.under((x, y, z, x + width, y + depth, z + width))
    low, high = ground.corners
    assert low[0] <= x
    assert low[1] <= y
    assert high[0] >= x + width
    assert high[1] >= y + depth
    assert low[2] == high[2] == z
    assert len(ground.lines()) <= 36


def test_grid_lines_lie_on_multiples_of_the_step():
    lines = Ground.under((3.0, -7.0, 2.0, 48.0, 21.0, 9.0)).lines()
    assert lines.shape[1:] == (2, 3)
    along_y = lines[lines[:, 0, 0] == lines[:, 1, 0]]
    assert np.array_equal(along_y[:, 0, 0] % 5.0, np.zeros(len(along_y)))
    assert np.all(lines[:, :, 2] == 2.0)


def test_a_flat_point_has_a_ground_too():
    assert Ground.under((1.0, 1.0, 1.0, 1.0, 1.0, 1.0)).step == 0.1


def test_axes_are_drawn_through_the_origin_where_the_grid_holds_it():
    near, far = Ground.under((-5.0, -5.0, 0.0, 5.0, 5.0, 5.0)), Ground.under((1e5, 1e5, 0.0, 1e5 + 10, 1e5 + 10, 5.0))
    segments, colors = axes(near)
    assert segments.shape == colors.shape == (len(segments), 2, 3)
    assert len(segments) == len(axes(far)[0]) + 2
    long_x = segments[np.argmax(np.abs(segments[:, 1, 0] - segments[:, 0, 0]))]
    assert np.array_equal(long_x[:, 1], [0.0, 0.0])
    assert {tuple(color) for color in colors[:, 0]} == set(COLORS.values())
