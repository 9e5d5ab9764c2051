"""Where a search begins: variants all over the space, and those that a generation after the other makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from cadwidgets.variants.limits import Comparison
from cadwidgets.variants.objective import Objective, violation
from cadwidgets.variants.space import Space
from cadwidgets.variants.trials import Trials, library

LOOSE = 0.01
"""How far apart, relatively, equal sides may be while generations look for the right whole numbers and choices."""


class Survey:
    """Chooses variants by a ``seed``, and leaves out those of which the values alone tell that limits do not hold."""

    def __init__(self, trials: Trials, space: Space, objective: Objective, seed: int) -> None:
        self._trials, self._space, self._objective, self._seed = trials, space, objective, seed
        self._told = [one for one in objective.comparisons if _names(one) <= space.base.keys() - objective.measures]

    def spread(self, count: int) -> list[list[float]]:
        """That many points spread evenly over the space (a Latin hypercube), moved to where the limits hold that the
        values alone decide; the variant to begin with is the first."""
        low, high = np.array(self._space.bounds).T
        sampler = library("stats.qmc").LatinHypercube(len(low), rng=np.random.default_rng(self._seed))
        points = [self._space.point(self._space.base), *(low + sampler.random(count - 1) * (high - low)).tolist()]
        return [self._moved(point) for point in points]

    def _moved(self, point: list[float]) -> list[float]:
        """The nearest point that keeps the limits that need no build; the same one if there is none."""
        floats = list(self._space.continuous)
        if not floats or all(violation(one, self._values(point)) == 0 for one in self._told):
            return point
        start = np.array(point)

        def full(place: np.ndarray) -> list[float]:
            moved = start.copy()
            moved[floats] = place
            return [float(at) for at in moved]

        limits = [
            {
                "type": "eq" if one.relation == "==" else "ineq",
                "fun": lambda place, one=one: -_signed(one) * one.apart(self._values(full(place))),
            }
            for one in self._told
        ]
        result = library("optimize").minimize(
            lambda place: float(np.sum((place - start[floats]) ** 2)),
            start[floats],
            bounds=[(0.0, 1.0)] * len(floats),
            constraints=limits,
            method="SLSQP",
        )
        return full(np.clip(result.x, 0.0, 1.0)) if result.success else point

    def _values(self, point: Sequence[float]) -> dict[str, float]:
        values = self._space.values(point)
        return {name: float(value) for name, value in values.items() if isinstance(value, int | float)}

    def evolve(self, points: Sequence[Sequence[float]], builds: int) -> None:
        """Differential evolution over all axes from these points, for about that many builds.

        A build that failed exceeds a limit of its own, and a variant of which the values alone exceed limits is
        none: nothing is made up for either. Equal sides need not be equal yet.
        """
        optimize = library("optimize")
        limits = self._objective.comparisons
        allowed = [0.0, *(LOOSE if one.relation == "==" else 0.0 for one in limits)]
        optimize.differential_evolution(
            lambda places: self._values_of(places),
            self._space.bounds,
            init=np.array(points),
            integrality=[axis.discrete for axis in self._space.axes],
            constraints=optimize.NonlinearConstraint(self._excesses, -np.inf, allowed),
            maxiter=max(builds // len(points), 1),
            rng=np.random.default_rng(self._seed),
            tol=1e-6,
            polish=False,
            vectorized=True,
            updating="deferred",
        )

    def _rows(self, places: np.ndarray) -> list[Any]:
        """The rows at the columns of ``places``; None for those that limits rule out by their values."""
        points = np.asarray(places).T.tolist()
        wanted = [self._allowed(point) for point in points]
        built = iter(
            self._trials.build([self._space.values(p) for p, want in zip(points, wanted, strict=True) if want])
        )
        return [next(built) if want else None for want in wanted]

    def _allowed(self, point: Sequence[float]) -> bool:
        values = self._values(point)
        return all(violation(one, values) <= (LOOSE if one.relation == "==" else 0.0) for one in self._told)

    def _values_of(self, places: np.ndarray) -> np.ndarray:
        rows = self._rows(places)
        return np.array([self._objective.rank(row)[1] if row is not None else np.inf for row in rows])

    def _excesses(self, places: np.ndarray) -> np.ndarray:
        """By how much each limit is exceeded, in its column of ``places``; the first row counts what is no variant."""
        single = np.ndim(places) == 1
        columns = np.reshape(places, (len(self._space.axes), -1))
        limits = self._objective.comparisons
        found = np.zeros((1 + len(limits), columns.shape[1]))
        for column, (row, place) in enumerate(zip(self._rows(columns), columns.T.tolist(), strict=True)):
            known = row is not None and self._objective.violation(row) < np.inf
            found[0, column] = 0.0 if known else 1.0
            numbers = self._objective.numbers(row) if known else self._values(place)
            for number, one in enumerate(limits, 1):
                found[number, column] = violation(one, numbers) if known or one in self._told else 0.0
        return found[:, 0] if single else found


def _names(one: Comparison) -> frozenset[str]:
    return one.left.names | one.right.names


def _signed(one: Comparison) -> float:
    return -1.0 if one.relation == ">=" else 1.0
