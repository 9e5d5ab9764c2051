"""A page of rows in the order of a column."""

from __future__ import annotations

import numpy as np

from cadwidgets.errors import RequestError
from cadwidgets.service.search.index import SearchIndex

PART_NUMBER = "part_number"
"""What rows can be sorted by beside their columns."""
_SHOWN_NAMES = 40


def sorted_page(index: SearchIndex, rows: np.ndarray, sort: str, start: int, size: int) -> np.ndarray:
    """``size`` of the rows from the place ``start`` on, when they are sorted by a column's name, or by ``part_number``.

    A ``-`` before it turns the order round; rows without a value come last in either. Equal rows stay in theirs.
    Raises RequestError for a name that is none.
    """
    keys = _keys(index, rows, sort)
    stop = min(start + size, len(rows))
    if start >= stop:
        return rows[:0]
    places = keys.astype(np.int64) * len(rows) + np.arange(len(rows))  # all differ, and say where the row was
    # only what is shown is sorted: of a million rows, the whole would take several times as long
    shown = np.partition(places, (start, stop - 1))[start:stop]
    page: np.ndarray = rows[np.sort(shown) % len(rows)]
    return page


def _keys(index: SearchIndex, rows: np.ndarray, sort: str) -> np.ndarray:
    """For each row a number that ascends in the order that is wanted."""
    name = sort if sort in index.columns else sort.removeprefix("-")
    keys: np.ndarray
    if name == PART_NUMBER:
        keys = _turned(index.number_ranks, name != sort)[rows]
    elif column := index.columns.get(name):
        ranks = _turned(column.ranks, name != sort)
        keys = np.concatenate([[len(ranks)], ranks])[column.codes[rows]]
    else:
        raise _unknown(index, sort)
    return keys


def _turned(ranks: np.ndarray, descending: bool) -> np.ndarray:
    turned: np.ndarray = len(ranks) - 1 - ranks if descending else ranks
    return turned


def _unknown(index: SearchIndex, sort: str) -> RequestError:
    return RequestError(
        f"parts cannot be sorted by {sort[:80]!r}",
        parameter="sort",
        value=sort[:80],
        allowed=", ".join([PART_NUMBER, *index.columns][:_SHOWN_NAMES]) + "; with - before it, descending",
    )
