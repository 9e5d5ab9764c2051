"""Optimisation over real builds: the least or the most of an expression within limits, over several parameters."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.user_measures import UserMeasure
from cadwidgets.errors import Cancelled, RequestError
from cadwidgets.variants.objective import Objective
from cadwidgets.variants.optimum_search import OptimumSearch
from cadwidgets.variants.optimum_words import active_of, how_sure, next_to_failures, words
from cadwidgets.variants.snapping import builds_for, snapped
from cadwidgets.variants.space import Space, Vary
from cadwidgets.variants.trials import BudgetSpent, Evaluate, OnTrial, Trials, nothing_known

CANCELLED = "cancelled"


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
    search = OptimumSearch(Trials(evaluate, objective.rank, budget, on_trial), space, objective, seed)
    return _found(search, bool(snap))


def _found(search: OptimumSearch, snap: bool) -> Optimum:
    """Runs the search, brings what it has found to steps, and tells all of that."""
    trials, space, objective = search.trials, search.space, search.objective
    kept = min(builds_for(space), trials.budget // 2) if snap else 0
    trials.budget -= kept
    stopped, converged = _stopped(trials, search.run), search.converged
    trials.budget += kept
    steps: list[DesignRow] = []
    if snap and trials.best is not None and stopped != CANCELLED:
        best = trials.best
        stopped = _stopped(trials, lambda: steps.extend(snapped(trials, space, objective, best))) or stopped
    row = steps[0] if steps else trials.best
    if row is None or math.isinf(objective.violation(row)):
        raise nothing_known(trials.rows, objective.names, objective.measures)
    how = [
        stopped,
        "builds fail right next to it" if next_to_failures(space, trials.rows, row) else "",
        how_sure(objective, space, row, search.ends, converged, search.all_built),
        "no variant on the sliders' steps near it is known to hold all limits" if snap and not steps else "",
    ]
    active = active_of(objective, space, row)
    message = words(objective, space, row, active, trials.rows, how)
    return Optimum(row, objective.value(row), objective.holds(row), active, converged, message, trials.rows)


def _stopped(trials: Trials, step: Callable[[], None]) -> str:
    """Why a step of a search had to stop before its end, in words. Raises Cancelled while nothing is known."""
    try:
        step()
    except BudgetSpent:
        return f"the budget of {trials.budget} builds was spent"
    except Cancelled:
        if trials.best is None:
            raise
        return CANCELLED
    return ""
