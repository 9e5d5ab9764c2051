"""What an optimisation has found, in words, and what keeps it from being better."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.variants.objective import Objective
from cadwidgets.variants.space import Axis, Space, shown

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
