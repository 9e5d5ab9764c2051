"""The Pareto front: the variants of which none is better in one objective without being worse in another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cadwidgets.errors import RequestError

Sense: TypeAlias = Literal["min", "max"]
"""Whether smaller or larger is better."""
_BLOCK = 256
"""Rows that are compared at once: a front of 10,000 in four objectives takes 10 MB."""


def front(values: NDArray[np.floating], senses: Sequence[Sense]) -> NDArray[np.bool_]:
    """Which rows of ``values`` (n, k) are on the front, each objective with its sense: (n,).

    A row dominates another if it is as good in every objective and better in one. Rows that are the same do not
    dominate each other: all of them are on the front, or none. A row with a NaN is not on it and dominates none.
    For two objectives it takes O(n log n). Raises RequestError for another number of senses than of objectives, for
    none, and for what is no sense.
    """
    values = np.asarray(values, np.float64)
    if values.ndim != 2 or values.shape[1] != len(senses) or not len(senses):
        raise RequestError(f"{len(senses)} senses for values of shape {values.shape}", parameter="senses", value=senses)
    if not set(senses) <= {"min", "max"}:
        raise RequestError("an objective is min or max", parameter="senses", value=senses, allowed="min, max")
    costs = np.where([sense == "min" for sense in senses], values, -values) + 0.0
    whole = ~np.isnan(costs).any(axis=1)
    on_front = np.zeros(len(costs), np.bool_)
    if whole.any():
        different, places = np.unique(costs[whole], axis=0, return_inverse=True)
        on_front[whole] = _least(different)[places.reshape(-1)]
    return on_front


def _least(rows: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which of these rows no other dominates; they are all different, and sorted: one is dominated by earlier ones."""
    if rows.shape[1] > 2:
        return _least_of_many(rows)
    last = rows[:, -1]
    before = np.concatenate([[np.inf], np.minimum.accumulate(last)[:-1]])
    kept = last < before
    kept[0] = True  # though it may be infinite
    if rows.shape[1] == 1:
        kept[1:] = False
    return kept


def _least_of_many(rows: NDArray[np.float64]) -> NDArray[np.bool_]:
    kept = np.zeros(len(rows), np.bool_)
    for start in range(0, len(rows), _BLOCK):
        block = np.arange(start, min(start + _BLOCK, len(rows)))
        block = block[~_dominated(rows[block], rows[kept])]
        kept[block] = ~_dominated(rows[block], rows[block])
    return kept


def _dominated(rows: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which rows (n, k) any of the others (m, k) dominates."""
    as_good = np.ones((len(rows), len(others)), np.bool_)
    better = np.zeros_like(as_good)
    for row, other in zip(rows.T, others.T, strict=True):
        as_good &= other <= row[:, None]
        better |= other < row[:, None]
    dominated: NDArray[np.bool_] = np.logical_or.reduce(as_good & better, axis=1)
    return dominated
