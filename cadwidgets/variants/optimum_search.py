"""The strategy of an optimisation: which variants are built next, and when nothing near the best can be better."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.variants.descent import Descent
from cadwidgets.variants.objective import Objective
from cadwidgets.variants.space import Space
from cadwidgets.variants.survey import Survey
from cadwidgets.variants.trials import Trials

STARTS = 3
"""From so many variants the search goes down, as long as the budget allows."""
APART = 0.2
"""How far from each other, in parts of the ranges, ways down begin."""
DESCENT = 16
"""About how many builds a way down takes for each float."""
SURVEY = 5
"""So many variants are built first at least; that is what generations need."""


class OptimumSearch:
    """One search; what it has found so far is in its ``trials``.

    ``ends`` are where ways down have ended, ``all_built`` says that there are no other variants.
    """

    def __init__(self, trials: Trials, space: Space, objective: Objective, seed: int) -> None:
        self.trials, self.space, self.objective = trials, space, objective
        self._survey = Survey(trials, space, objective, seed)
        self._settled: DesignRow | None = None
        self.ends: list[DesignRow] = []
        self.all_built = False

    @property
    def converged(self) -> bool:
        """Whether the search for the best so far has come to its end."""
        return self._settled is not None and self._settled is self.trials.best

    def run(self) -> None:
        """Search to the end. Raises BudgetSpent, and what evaluating raises."""
        if not self.space.continuous and self._combinations <= self.trials.budget:
            self.trials.build([self.space.values(point) for point in self._every(range(len(self.space.axes)))])
            self.all_built = True
            self._settle()
            return
        points = self._surveyed()
        if not self.space.discrete:
            self._from_several(points)
        elif self.space.continuous and self._combinations * self._cost <= self.trials.left:
            self._settle(self._down(self._every(self.space.discrete)))
        else:
            self._survey.evolve(self._ranked(points), self.trials.left // 2)
            self._settle(self._from_neighbours())

    def _settle(self, converged: bool = True) -> None:
        """Note that the best has been proven to be the best near it, if it has."""
        if converged:
            self._settled = self.trials.best

    def _surveyed(self) -> list[list[float]]:
        """Variants all over the space, which are built; more of them where all of the first fail."""
        count = max(min(4 * len(self.space.axes) + 4, self.trials.budget // 4), SURVEY)
        points = self._survey.spread(count)
        self.trials.build([self.space.values(point) for point in points])
        if all(row.status != "ready" for row in self.trials.rows):
            points += self._survey.spread(max(self.trials.left // 2, 1) + 1)
            self.trials.build([self.space.values(point) for point in points])
        return points

    @property
    def _combinations(self) -> int:
        """How many there are of all values of the discrete axes."""
        return math.prod(len(self.space.axes[place].values) for place in self.space.discrete)

    @property
    def _cost(self) -> int:
        """About how many builds a way down takes."""
        return DESCENT * len(self.space.continuous)

    def _every(self, places: Iterable[int]) -> Iterable[list[float]]:
        """The best point with every combination of what the axes at these places may be."""
        best = self._best_point
        chosen = list(places)
        for values in itertools.product(*(range(len(self.space.axes[place].values)) for place in chosen)):
            yield _with(best, dict(zip(chosen, map(float, values), strict=True)))

    @property
    def _best_point(self) -> list[float]:
        best = self.trials.best
        return self.space.point(self.space.base if best is None else best.values)

    def _ranked(self, points: Iterable[Sequence[float]]) -> list[Sequence[float]]:
        """The points that were built, the best first."""
        built = list(points)
        rows = self.trials.build([self.space.values(point) for point in built])
        order = sorted(range(len(built)), key=lambda number: self.objective.rank(rows[number]))
        return [built[number] for number in order]

    def _down(self, points: Iterable[Sequence[float]]) -> bool:
        """Down from all these points, one after the other; whether all that could be built came to their ends."""
        converged = True
        for point in points:
            descent = Descent(self.trials, self.space, self.objective, point)
            descent.run()
            if descent.best is not None:
                self.ends.append(descent.best)
                converged = converged and descent.converged
        return converged

    def _from_several(self, points: Sequence[Sequence[float]]) -> None:
        """Down from the best of these points, then from good ones far from it, as long as the budget allows."""
        starts: list[Sequence[float]] = []
        for point in self._ranked(points):
            if self._usable(point) and all(math.dist(point, other) > APART for other in starts):
                starts.append(point)
        self._settle(self._down(starts[:1]))
        for start in starts[1:STARTS]:
            before = self.trials.best
            if self.trials.left < self._cost:
                return
            self._settle(self._down([start]) and self.trials.best is not before)

    def _usable(self, point: Sequence[float]) -> bool:
        row = self.trials.build([self.space.values(point)])[0]
        return not math.isinf(self.objective.violation(row))

    def _from_neighbours(self) -> bool:
        """Down from the best, and from what differs from it in one step of one discrete axis, until none is better."""
        tried: set[tuple[float, ...]] = set()
        converged = not self.space.continuous or self._down([self._best_point])
        while True:
            before, best = self.trials.best, self._best_point
            tried.add(self._discrete(best))
            around = [point for point in self._next_to(best) if self._discrete(point) not in tried]
            tried.update(map(self._discrete, around))
            self.trials.build([self.space.values(point) for point in around])
            if self.space.continuous:
                converged = self._down(around) and converged
            if self.trials.best is before:
                return converged

    def _discrete(self, point: Sequence[float]) -> tuple[float, ...]:
        return tuple(point[place] for place in self.space.discrete)

    def _next_to(self, point: list[float]) -> Iterable[list[float]]:
        """Points with another value of one discrete axis: the next ones of an ordered one, else all."""
        for place in self.space.discrete:
            axis, at = self.space.axes[place], point[place]
            values = (at - 1, at + 1) if axis.ordered else map(float, range(len(axis.values)))
            yield from (_with(point, {place: to}) for to in values if to != at and 0 <= to < len(axis.values))


def _with(point: Sequence[float], changed: Mapping[int, float]) -> list[float]:
    """The point with other coordinates at some places."""
    return [changed.get(place, at) for place, at in enumerate(point)]
