"""The way down from one variant over the floats: COBYQA, which needs no slopes and keeps away from builds that fail."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.variants.limits import TOLERANCE
from cadwidgets.variants.objective import Objective
from cadwidgets.variants.space import Space
from cadwidgets.variants.trials import Trials, library

RADIUS = 0.1
"""How far from where it begins a way down looks first, as a part of each range."""
FINEST = 1e-5
"""How near to each other the last variants are that it looks at."""
INSIDE = 1e-7
"""How far within a limit, relatively, is aimed: what is found shall hold it, also when rounded."""
NEXT = 0.01
"""A build that failed within this part of the range is right next to another."""
RUNS = 3
"""How often at most it begins where it has ended, next to builds that fail, each time looking ten times nearer."""


class Descent:
    """Runs from ``point``, whose discrete coordinates are kept, one build after the other.

    ``best`` is what it has found, ``converged`` whether it has come to an end at which nothing gets better.
    """

    def __init__(self, trials: Trials, space: Space, objective: Objective, point: Sequence[float]) -> None:
        self._trials, self._space, self._objective = trials, space, objective
        self._point = list(point)
        self._floats = list(space.continuous)
        self._place = np.array([self._point[number] for number in self._floats])
        self._failed: list[np.ndarray] = []
        self._scale = 1.0
        self.best: DesignRow | None = None
        self.converged = False

    def run(self) -> None:
        """Down to the end. Raises as building does."""
        self._scale = abs(self._look(self._place)[0]) or 1.0
        for run in range(RUNS if self.best is not None else 0):
            before = self.best
            result = self._minimise(self._place, RADIUS / 10**run)
            if not self.blocked or self.best is before:
                self.converged = result.status == 0  # it came to the end of its looking nearer and nearer
                return

    @property
    def blocked(self) -> bool:
        """Whether builds fail right next to the best."""
        return any(np.max(np.abs(failed - self._place)) < NEXT for failed in self._failed)

    def _minimise(self, start: np.ndarray, radius: float) -> Any:
        optimize, limits = library("optimize"), self._objective.comparisons
        lowest = [0.0 if one.relation == "==" else INSIDE for one in limits]
        highest = [0.0 if one.relation == "==" else math.inf for one in limits]
        left = optimize.NonlinearConstraint(lambda place: self._look(place)[1:], lowest, highest)
        return optimize.minimize(
            lambda place: self._look(place)[0] / self._scale,
            start,
            bounds=optimize.Bounds(np.zeros_like(start), np.ones_like(start)),
            constraints=[left] if limits else (),
            method="COBYQA",
            options={
                "initial_tr_radius": radius,
                "final_tr_radius": FINEST,
                "feasibility_tol": 0.5 * TOLERANCE,
            },
        )

    def _look(self, place: np.ndarray) -> np.ndarray:
        """The objective, to be made small, and what every limit leaves, at one place; no numbers (nan) of a build that
        has failed: COBYQA then looks nearer to what it has."""
        point = list(self._point)
        for number, at in zip(self._floats, place, strict=True):
            point[number] = float(at)
        (row,) = self._trials.build([self._space.values(point)])
        rank, limits = self._objective.rank(row), self._objective.comparisons
        if math.isinf(rank[0]):
            self._failed.append(np.array(place))
            return np.full(1 + len(limits), math.nan)
        if self.best is None or rank < self._objective.rank(self.best):
            self.best, self._place = row, np.array(place)
        numbers = self._objective.numbers(row)
        left = [one.apart(numbers) if one.relation == "==" else -one.excess(numbers) for one in limits]
        return np.array([self._objective.sign * self._objective.value(row), *left])
