"""The way down from one variant: SLSQP over the floats, with slopes from neighbours that are built together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.variants.objective import Objective
from cadwidgets.variants.space import Space
from cadwidgets.variants.trials import Trials, library

STEP = 1e-4
"""How far a neighbour is, as a part of the range: the kernel's exact numbers are smooth far below that."""
INSIDE = 1e-7
"""How far within a limit, relatively, is aimed: what is found shall hold it, also when rounded."""
ACCURACY = 1e-8
NEAREST = 1e-3
"""Part of the range within which a build that fails ends the way down."""
RUNS = 16
SMALL = 1e-7
"""What is better by less, relatively, is no better."""
STALL = 20
"""After so many looks, with none better, a way down has come to its end."""


class _Stalled(Exception):
    """Nothing has got better for long."""


class _Failed(Exception):
    """The build at ``place`` failed: the way down has to stay clear of it."""

    def __init__(self, place: np.ndarray) -> None:
        super().__init__(place)
        self.place = place


class Descent:
    """Runs from ``point``, a variant that was built; its discrete coordinates are kept.

    ``best`` is what it has found, ``blocked`` says that builds fail right next to it.
    """

    def __init__(self, trials: Trials, space: Space, objective: Objective, point: Sequence[float]) -> None:
        self._trials, self._space, self._objective = trials, space, objective
        self._point = list(point)
        self._floats = list(space.continuous)
        self._seen: dict[bytes, np.ndarray] = {}
        self._place = np.array([])
        self.best: DesignRow | None = None
        self._scale = 1.0
        self._idle = 0
        self.blocked = False

    def run(self) -> bool:
        """Whether it came to an end at which nothing gets better, as far as the slopes tell.

        A build that fails has no numbers: the search goes on around the best that it has, less far than to there.
        """
        center = np.array([self._point[place] for place in self._floats])
        try:
            self._scale = abs(self._look(center)[0]) or 1.0
        except _Failed:
            return False
        reach = 1.0
        for _ in range(RUNS):
            try:
                result = self._minimise(center, reach)
            except _Failed as failed:
                center = self._place
                reach = 0.5 * float(np.max(np.abs(failed.place - center)))
                self.blocked = reach < NEAREST
                if self.blocked:
                    return True
                continue
            except _Stalled:
                return self.best is not None and self._objective.holds(self.best)
            moved = float(np.max(np.abs(result.x - center)))
            center = np.array(result.x)
            if moved < 0.99 * reach:  # else it went as far as it might
                return bool(result.success)
        return False

    def _minimise(self, center: np.ndarray, reach: float) -> Any:
        limits = [
            {
                "type": "eq" if one.relation == "==" else "ineq",
                "fun": lambda place, number=number: self._look(place)[number],
                "jac": lambda place, number=number: self._slopes(place)[number],
            }
            for number, one in enumerate(self._objective.comparisons, 1)
        ]
        low, high = np.clip(center - reach, 0.0, 1.0), np.clip(center + reach, 0.0, 1.0)
        return library("optimize").minimize(
            lambda place: self._look(place)[0] / self._scale,
            center,
            jac=lambda place: self._slopes(place)[0] / self._scale,
            bounds=list(zip(low, high, strict=True)),
            constraints=limits,
            method="SLSQP",
            options={"ftol": ACCURACY, "maxiter": 60},
        )

    def _look(self, place: np.ndarray) -> np.ndarray:
        """The objective, to be made small, and what every limit leaves, at one place."""
        if self._idle > STALL:
            raise _Stalled
        self._idle += 1
        return self._build([place])[0]

    def _build(self, places: Sequence[np.ndarray]) -> list[np.ndarray]:
        rows = self._trials.build([self._space.values(self._full(place)) for place in places])
        return [self._told(place, row) for place, row in zip(places, rows, strict=True)]

    def _full(self, place: np.ndarray) -> list[float]:
        point = list(self._point)
        for number, at in zip(self._floats, place, strict=True):
            point[number] = float(at)
        return point

    def _told(self, place: np.ndarray, row: DesignRow) -> np.ndarray:
        rank = self._objective.rank(row)
        if math.isinf(rank[0]):
            raise _Failed(np.array(place))
        if self.best is None or rank < self._objective.rank(self.best):
            if self.best is None or _better(rank, self._objective.rank(self.best)):
                self._idle = 0
            self.best, self._place = row, np.array(place)
        numbers = self._objective.numbers(row)
        left = [
            one.apart(numbers) if one.relation == "==" else -one.excess(numbers) - INSIDE
            for one in self._objective.comparisons
        ]
        return np.array([self._objective.sign * self._objective.value(row), *left])

    def _slopes(self, place: np.ndarray) -> np.ndarray:
        """How all of `_look` changes with every float, in rows by what changes: central differences, or at an end of
        the range those of three builds on one side, all in one batch."""
        key = place.tobytes()
        if key not in self._seen:
            axes = np.eye(len(place))
            steps = np.array([_steps(at) for at in place])
            here = self._look(place)
            places = [place + step * axis for side in steps.T for step, axis in zip(side, axes, strict=True)]
            near, far = np.split(np.array(self._build(places)), 2)
            first, second = steps[:, :1], steps[:, 1:]
            # the slope at 0 of the parabola through (0, here), (first, near) and (second, far)
            slopes = (near - here) * second / first - (far - here) * first / second
            self._seen[key] = (slopes / (second - first)).T
        return self._seen[key]


def _better(rank: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether a rank is smaller by more than what nobody would notice."""
    (over, value), (other_over, other_value) = rank, other
    return other_over - over > SMALL or (over <= other_over and other_value - value > SMALL * abs(other_value))


def _steps(at: float) -> tuple[float, float]:
    """Where the two neighbours are along an axis: on both sides, unless that leaves the range."""
    return (STEP, 2 * STEP) if at < STEP else (-STEP, -2 * STEP) if at > 1 - STEP else (STEP, -STEP)
