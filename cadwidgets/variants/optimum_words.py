"""What an optimisation has found, in words, and what keeps it from being better."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.variants.descent import NEXT
from cadwidgets.variants.objective import Objective
from cadwidgets.variants.space import Axis, Space, shown

AGREE = 1e-3
"""Searches that end within this much of the best, relatively, came to the same optimum."""
AT_END = 1e-4
"""The part of a range within which a value is at its end."""


def active_of(objective: Objective, space: Space, row: DesignRow) -> tuple[str, ...]:
    """The limits that the row just meets, and the parameters at an end of their range."""
    limits = [limit.text for limit in objective.limits if limit.active(row)]
    ends = (_end(axis, at) for axis, at in zip(space.axes, space.point(row.values), strict=True) if axis.ordered)
    return (*limits, *filter(None, ends))


def _end(axis: Axis, at: float) -> str:
    last = len(axis.values) - 1.0 if axis.discrete else 1.0
    if at <= AT_END:
        return f"{axis.name} at its least, {shown(axis.value(0.0))}"
    return f"{axis.name} at its most, {shown(axis.value(last))}" if at >= last - AT_END else ""


def next_to_failures(space: Space, rows: Iterable[DesignRow], best: DesignRow) -> bool:
    """Whether a build has failed right next to the best."""
    place = space.point(best.values)
    failed = (space.point(row.values) for row in rows if row.status == "failed")
    return any(max(abs(at - here) for at, here in zip(point, place, strict=True)) < NEXT for point in failed)


def how_sure(
    objective: Objective, space: Space, row: DesignRow, ends: Sequence[DesignRow], converged: bool, all_built: bool
) -> str:
    """What is known of better variants: ``ends`` are where searches from different variants have come to."""
    if all_built:
        return "all variants were built"
    if not converged:
        return "the search has not come to its end"
    if not objective.holds(row):
        return "nothing near it exceeds them less"
    values = [objective.value(end) for end in ends if objective.holds(end)]
    if len(values) < 2 or space.discrete:
        return "nothing near it is better"
    best = min(values, key=lambda value: objective.sign * value)
    same = sum(abs(value - best) <= AGREE * (abs(best) or 1.0) for value in values)
    return f"nothing near it is better, and {same} of {len(ends)} searches came there"


def words(
    objective: Objective,
    space: Space,
    row: DesignRow,
    active: Sequence[str],
    rows: Sequence[DesignRow],
    how: Iterable[str],
) -> str:
    """The best variant in one sentence, with what is said of ``how`` it was found."""
    at = ", ".join(f"{axis.name} = {shown(row.values[axis.name])}" for axis in space.axes)
    best = f"{objective.expression.text} is {shown(objective.value(row))} at {at}"
    failed = sum(row.status == "failed" for row in rows)
    parts = [
        best
        if objective.holds(row)
        else f"no variant holds all limits; nearest to it: {best}, {_over(objective, row)}",
        *how,
        f"kept by {'; '.join(active)}" if active else "",
        f"{len(rows)} builds" + (f", {failed} of them failed" if failed else ""),
    ]
    return "; ".join(filter(None, parts))


def _over(objective: Objective, row: DesignRow) -> str:
    """Which limits do not hold, and by how much."""
    over = [(limit.text, limit.excess(row)) for limit in objective.limits if not limit.holds(row)]
    return ", ".join(f"beyond {text} by {excess:.2%}" for text, excess in over if not math.isnan(excess))
