"""Which rows are equal: the same as by comparing each with each, also where hashes collide."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.geometry import equal_rows
from cadwidgets.geometry.equal_rows import first_equal

ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2**32 - 1) | st.integers(0, 2)), max_size=60)


def columns(rows):
    return list(np.array(rows, np.uint64).reshape(-1, 2).T)


@given(ROWS)
def test_each_row_finds_the_first_that_is_equal(rows):
    assert first_equal(columns(rows)).tolist() == [rows.index(row) for row in rows]


@pytest.mark.parametrize("hashed", [0, 7])
def test_rows_of_one_hash_are_told_apart_by_their_numbers(hashed, monkeypatch):
    monkeypatch.setattr(equal_rows, "_hashed", lambda columns: np.full(len(columns[0]), hashed << 40, np.uint64))
    rows = [(1, 2), (0, 5), (1, 2), (1, 3), (0, 5), (2, 2)]
    assert first_equal(columns(rows)).tolist() == [0, 1, 0, 3, 1, 5]
