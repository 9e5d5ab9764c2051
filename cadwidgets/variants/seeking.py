"""Goal seek: the value of one parameter at which a goal is reached, or a limit just met on its allowed side."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.contract.user_measures import UserMeasure
from cadwidgets.errors import Cancelled, RequestError
from cadwidgets.variants.expressions import numbers_of
from cadwidgets.variants.limits import TOLERANCE, Comparison, Limit
from cadwidgets.variants.samples import SAME, Interval, Samples
from cadwidgets.variants.seek_words import words
from cadwidgets.variants.space import Axis, Space, Within, axis_of
from cadwidgets.variants.trials import BudgetSpent, Evaluate, OnTrial, Trials, library, nothing_known

SCAN = 9
"""Values that are built first, all at once, to see where a goal is passed."""
ALL = 24
"""Up to so many whole numbers, sizes or choices are all built."""
ROUNDS = 12
"""How often the search looks where it may have missed something."""


@dataclass(frozen=True)
class Sought:
    """``row`` is the variant at which the goal is reached, else the one nearest to it.

    ``reached`` says whether it is, ``message`` says what was found in words, ``value`` is the parameter's,
    ``builds`` counts the variants that were asked for, and ``rows`` are all of them.
    """

    parameter: str
    value: Value
    row: DesignRow
    reached: bool
    message: str
    rows: tuple[DesignRow, ...]

    @property
    def builds(self) -> int:
        """How many variants were asked for."""
        return len(self.rows)


def seek(
    evaluate: Evaluate,
    schema: ParameterSchema,
    base: Mapping[str, object],
    parameter: str,
    goal: str,
    *,
    within: Within = None,
    tolerance: float = TOLERANCE,
    budget: int = 100,
    measures: Mapping[str, UserMeasure] | None = None,
    on_trial: OnTrial | None = None,
) -> Sought:
    """The value of ``parameter`` that reaches the ``goal`` ``mass == 1.2 kg``, or just meets ``mass <= 1.2 kg``.

    All others are kept as in ``base``. ``tolerance`` is relative; of several values that reach the goal it is
    the one nearest to that of ``base``.

    Raises RequestError for a goal, a parameter or a range that does not fit, and for a model of which nothing can be
    built or that does not tell what the goal names. A search that is cancelled, or has spent its ``budget`` of builds,
    returns the best that it knows, and says so; Cancelled is raised while that is nothing.
    """
    limit = _goal(goal, schema, measures)
    space = Space.of(schema, base, {parameter: within})
    search = _Seek(evaluate, space, limit, axis_of(schema, parameter, within), tolerance, budget, on_trial)
    return search.found()


def _goal(text: str, schema: ParameterSchema, measures: Mapping[str, UserMeasure] | None) -> Limit:
    limit = Limit.read(text, schema, measures, "goal")
    if len(limit.comparisons) != 1:
        message = f"{text!r} is more than one goal"
        raise RequestError(message, parameter="goal", value=text, allowed="one comparison, as in mass <= 1.2 kg")
    return limit


class _Seek:
    """One search along one axis."""

    def __init__(
        self,
        evaluate: Evaluate,
        space: Space,
        limit: Limit,
        axis: Axis,
        tolerance: float,
        budget: int,
        on_trial: OnTrial | None,
    ) -> None:
        self.space, self.limit, self.axis, self.tolerance = space, limit, axis, tolerance
        self.goal: Comparison = limit.comparisons[0]
        self.trials = Trials(evaluate, self._rank, budget, on_trial)
        self.span = space.bounds[0][1]
        self.samples = Samples(1.0 if axis.discrete else 0.0, self.span)
        self.start = axis.at(space.base[axis.name])

    def found(self) -> Sought:
        """Searches, and tells what came of it."""
        stopped = ""
        try:
            self._search()
        except BudgetSpent:
            stopped = f"stopped after {self.trials.budget} builds, its budget"
        except Cancelled:
            stopped = "cancelled"
            if not self.trials.rows:
                raise
        row = self.trials.best
        if row is None or math.isnan(self._apart(row)):
            raise nothing_known(self.trials.rows, self.limit.names, self.limit.measures)
        message = words(self.limit, self.axis, self.trials.rows, row, self.reached, stopped)
        return Sought(self.axis.name, row.values[self.axis.name], row, self.reached, message, self.trials.rows)

    @property
    def reached(self) -> bool:
        """Whether the best row meets the goal: an equality within the tolerance."""
        best = self.trials.best
        if best is None:
            return False
        return abs(self._apart(best)) <= self.tolerance if self.goal.relation == "==" else self.limit.holds(best)

    def _apart(self, row: DesignRow) -> float:
        if row.status != "ready":
            return math.nan
        return self.goal.apart(numbers_of(row, self.limit.measures))

    def _rank(self, row: DesignRow) -> tuple[float, ...]:
        """Rows that meet the goal first, as tightly as the tolerance asks; of equal ones the nearest to the base."""
        apart = self._apart(row)
        if math.isnan(apart):
            return (2.0,)
        allowed = self.goal.relation == "==" or self.limit.holds(row)
        distance = abs(self.axis.at(row.values[self.axis.name]) - self.start)
        return (0.0 if allowed else 1.0, max(abs(apart) - self.tolerance, 0.0), distance, abs(apart))

    def _search(self) -> None:
        self._build(self._first())
        if self.axis.discrete and not self.axis.ordered:
            return
        for _ in range(ROUNDS):
            before = len(self.trials.rows)
            brackets = self.samples.brackets()
            if brackets:
                self._close_in(brackets)
            elif not self._just_met():
                self._build([*self.samples.edges(), *self.samples.peaks()])
            if len(self.trials.rows) == before:
                return

    def _just_met(self) -> bool:
        best = self.trials.best
        return best is not None and self.reached and abs(self._apart(best)) <= self.tolerance

    def _first(self) -> list[float]:
        """The coordinates to begin with, the present one among them."""
        if self.axis.discrete and (len(self.axis.values) <= ALL or not self.axis.ordered):
            return [float(place) for place in range(len(self.axis.values))]
        places = [self.span * place / (SCAN - 1) for place in range(SCAN)]
        return sorted({float(round(at)) if self.axis.discrete else at for at in [*places, self.start]})

    def _build(self, places: Sequence[float]) -> list[float]:
        """How far the builds at these places are from the goal, or from the middle of what a limit tolerates."""
        rows = self.trials.build([self.space.values([at]) for at in places])
        aim = {"<=": 0.5, ">=": -0.5, "==": 0.0}[self.goal.relation] * self.tolerance
        misses = [self._apart(row) + (0.0 if self.axis.discrete else aim) for row in rows]
        self.samples.misses.update(zip(places, misses, strict=True))
        return misses

    def _close_in(self, brackets: list[Interval]) -> None:
        """Find the goal within all brackets at once, in batches; a build that fails ends it in its bracket."""
        if self.axis.discrete:
            self._build([at for ends in brackets for at in self.samples.quarters(ends)])
            return
        import numpy as np

        def misses(places: np.ndarray) -> np.ndarray:
            return np.array(self._build([float(at) for at in np.ravel(places)])).reshape(np.shape(places))

        lows, highs = np.array(brackets).T
        near = {"xatol": 0.5 * SAME * self.span, "xrtol": 0.0, "fatol": 0.4 * self.tolerance, "frtol": 0.0}
        library("optimize.elementwise").find_root(misses, (lows, highs), tolerances=near, maxiter=60)
