"""Optimisation over real builds: the least or the most of an expression within limits, over several parameters."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.user_measures import UserMeasure
from cadwidgets.errors import Cancelled, RequestError
from cadwidgets.variants.descent import Descent
from cadwidgets.variants.objective import Objective
from cadwidgets.variants.optimum_words import active_of, words
from cadwidgets.variants.snapping import builds_for, snapped
from cadwidgets.variants.space import Space, Vary
from cadwidgets.variants.survey import Survey
from cadwidgets.variants.trials import BudgetSpent, Evaluate, OnTrial, Trials, nothing_known

STARTS = 3
"""From so many variants the search goes down, as long as the budget allows."""
AGREE = 1e-3
"""Ways down that end within this much of the best, relatively, came to the same optimum."""
APART = 0.2
"""How far from each other, in parts of the ranges, ways down begin."""
CANCELLED = "cancelled"
DESCENT = 16
"""About how many builds a way down takes for each float."""


@dataclass(frozen=True)
class Optimum:
    """``row`` is the best variant, ``objective`` what is minimised or maximised of it.

    ``holds`` says whether it holds all limits; where no variant does, it is the one that exceeds them least. ``active``
    names the limits and ends of ranges that keep it from being better, ``converged`` says that the search came to its
    end: nothing near is better, which does not rule out that something far is. ``message`` says all that in words,
    ``rows`` are all variants that were built, in their order.
    """

    row: DesignRow
    objective: float
    holds: bool
    active: tuple[str, ...]
    converged: bool
    message: str
    rows: tuple[DesignRow, ...]

    @property
    def builds(self) -> int:
        """How many variants were asked for."""
        return len(self.rows)


def optimise(
    evaluate: Evaluate,
    schema: ParameterSchema,
    base: Mapping[str, object],
    vary: Vary,
    *,
    minimise: str = "",
    maximise: str = "",
    limits: Sequence[str] = (),
    budget: int = 200,
    seed: int = 0,
    snap: Literal["", "step"] = "",
    measures: Mapping[str, UserMeasure] | None = None,
    on_trial: OnTrial | None = None,
) -> Optimum:
    """The variant with the least ``minimise`` or the most ``maximise`` that holds all ``limits``.

    ``vary`` names the parameters, perhaps each with its range; the others are kept as in ``base``. The search starts
    from ``base`` and from variants all over the space, ``seed`` decides which. ``snap="step"`` brings the floats to the
    steps of their sliders in the end. ``on_trial(row, best)`` hears of every build.

    Raises RequestError for anything that does not fit, and for a model of which nothing can be built or that does not
    tell what is named. A search that is cancelled, or has spent its ``budget`` of builds, returns the best that it
    knows, and says so; Cancelled is raised while that is nothing.
    """
    if snap not in ("", "step"):
        raise RequestError(f"{snap!r} is no way to snap", parameter="snap", value=snap, allowed="step, or nothing")
    if budget < 1:
        raise RequestError(f"{budget} builds are none", parameter="budget", value=budget, allowed="at least 1")
    objective = Objective.read(minimise, maximise, limits, schema, measures)
    space = Space.of(schema, base, vary)
    return _Search(Trials(evaluate, objective.rank, budget, on_trial), space, objective, seed).found(bool(snap))


class _Search:
    """One search; what it has found so far is in its trials."""

    def __init__(self, trials: Trials, space: Space, objective: Objective, seed: int) -> None:
        self.trials, self.space, self.objective = trials, space, objective
        self.survey = Survey(trials, space, objective, seed)
        self.converged = False
        self.ends: list[DesignRow] = []
        self.snapped: DesignRow | None = None
        self.all_built = self.blocked = False

    def found(self, snap: bool) -> Optimum:
        """Searches, and tells what came of it."""
        kept = min(builds_for(self.space), self.trials.budget // 2) if snap else 0
        self.trials.budget -= kept
        stopped = self._stopped(self._search)
        self.trials.budget += kept
        if snap and stopped != CANCELLED:
            stopped = self._stopped(self._snap) or stopped
        row = self.snapped or self.trials.best
        if row is None or math.isinf(self.objective.violation(row)):
            raise nothing_known(self.trials.rows, self.objective.names, self.objective.measures)
        active = active_of(self.objective, self.space, row)
        converged = self.converged and stopped != CANCELLED
        unsnapped = snap and self.snapped is None
        how = [
            stopped,
            "builds fail right next to it" if self.blocked else "",
            self._how_sure(row, converged),
            "no variant on the sliders' steps near it is known to hold all limits" if unsnapped else "",
        ]
        message = words(self.objective, self.space, row, active, self.trials.rows, how)
        holds = self.objective.holds(row)
        return Optimum(row, self.objective.value(row), holds, active, converged, message, self.trials.rows)

    def _stopped(self, step: Callable[[], None]) -> str:
        """Why a step of the search had to stop before its end, in words. Raises Cancelled while nothing is known."""
        try:
            step()
        except BudgetSpent:
            return f"the budget of {self.trials.budget} builds was spent"
        except Cancelled:
            if self.trials.best is None:
                raise
            return CANCELLED
        return ""

    def _search(self) -> None:
        if not self.space.continuous and self._combinations <= self.trials.budget:
            self.trials.build([self.space.values(point) for point in self._every(range(len(self.space.axes)))])
            self.converged = self.all_built = True
            return
        points = self._surveyed()
        if not self.space.discrete:
            self._from_several(points)
        elif self.space.continuous and self._combinations * self._cost <= self.trials.left:
            self.converged = self._down(self._every(self.space.discrete))
        else:
            self.survey.evolve(self._ranked(points), self.trials.left // 2)
            self.converged = self._from_neighbours()

    def _surveyed(self) -> list[list[float]]:
        """Variants all over the space, which are built; more of them where all of the first fail."""
        count = max(min(4 * len(self.space.axes) + 4, self.trials.budget // 4), 2)
        points = self.survey.spread(count)
        self.trials.build([self.space.values(point) for point in points])
        if all(row.status != "ready" for row in self.trials.rows):
            points += self.survey.spread(max(self.trials.left // 2, 1) + 1)
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
            if descent.best is self.trials.best:
                self.blocked = descent.blocked
        return converged

    def _from_several(self, points: Sequence[Sequence[float]]) -> None:
        """Down from the best of these points, then from good ones far from it, as long as the budget allows."""
        starts: list[Sequence[float]] = []
        for point in self._ranked(points):
            if self._usable(point) and all(math.dist(point, other) > APART for other in starts):
                starts.append(point)
        self.converged = self._down(starts[:1])
        for start in starts[1:STARTS]:
            before = self.trials.best
            if self.trials.left < self._cost:
                return
            converged = self._down([start])
            self.converged = self.converged if self.trials.best is before else converged

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

    def _how_sure(self, row: DesignRow, converged: bool) -> str:
        """What is known of better variants, in words."""
        if self.all_built:
            return "all variants were built"
        if not converged:
            return "the search has not come to its end"
        if not self.objective.holds(row):
            return "nothing near it exceeds them less"
        if self.space.discrete or len(self.ends) < 2:
            return "nothing near it is better"
        values = [self.objective.value(end) for end in self.ends if self.objective.holds(end)]
        best = min(values, key=lambda value: self.objective.sign * value, default=math.nan)
        same = sum(abs(value - best) <= AGREE * (abs(best) or 1.0) for value in values)
        return f"nothing near it is better, and {same} of {len(self.ends)} searches came there"

    def _snap(self) -> None:
        if self.trials.best is not None:
            self.snapped = snapped(self.trials, self.space, self.objective, self.trials.best)


def _with(point: Sequence[float], changed: Mapping[int, float]) -> list[float]:
    """The point with other coordinates at some places."""
    return [changed.get(place, at) for place, at in enumerate(point)]
