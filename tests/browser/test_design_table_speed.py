"""How soon the rows of a large design table are there: for a machine that does nothing else."""

from __future__ import annotations

import pytest
from grid_timing import percentile, times_of_table

MOST_MILLISECONDS = 200


@pytest.mark.release
def test_a_sort_or_a_scroll_step_of_ten_thousand_variants_shows_its_rows_at_once() -> None:
    times = times_of_table(10_000)
    assert times.most_rows < 1_000
    assert len(times.all_scrolls) == 200
    assert percentile(times.sorts, 95) < MOST_MILLISECONDS
    assert percentile(times.all_scrolls, 95) < MOST_MILLISECONDS
