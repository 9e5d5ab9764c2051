"""What a goal seek has found, in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.variants.expressions import numbers_of
from cadwidgets.variants.limits import Limit
from cadwidgets.variants.space import Axis, shown


def words(
    limit: Limit, axis: Axis, rows: Sequence[DesignRow], best: DesignRow, reached: bool, stopped: str = ""
) -> str:
    """The end of a search in one sentence: what is reached where, or what the values on the way gave instead."""
    name, left = axis.name, limit.comparisons[0].left.text
    is_now = f"{left} is {shown(_left(limit, best))}"
    at = f"{name} = {shown(best.values[name])}"
    found = sorted(value for value in (_left(limit, row) for row in rows) if not math.isnan(value))
    seen = f"{left} goes from {shown(found[0])} to {shown(found[-1])}"
    ready = [row for row in rows if row.status == "ready"]
    if not reached:
        text = f"no value {axis.shown} reaches {limit.text}: {seen}; nearest at {at}, where {is_now}"
    elif limit.comparisons[0].relation != "==" and all(map(limit.holds, ready)):
        text = f"{limit.text} holds at every value that was built {axis.shown}: {seen}; nearest to it at {at}"
    else:
        text = f"{limit.text} is met at {at}, where {is_now}"
    passed = "" if reached else _passed(limit, axis, rows)
    return "; ".join(part for part in (stopped, text, passed, _failures(axis, rows)) if part)


def _passed(limit: Limit, axis: Axis, rows: Sequence[DesignRow]) -> str:
    """Where the goal is passed all the same: in a jump, or where builds fail."""
    goal, name = limit.comparisons[0], axis.name
    ready = sorted((row for row in rows if row.status == "ready"), key=lambda row: axis.at(row.values[name]))
    for low, high in pairwise(ready):
        apart = [goal.apart(numbers_of(row, limit.measures)) for row in (low, high)]
        if apart[0] * apart[1] >= 0 or math.isnan(sum(apart)):
            continue
        first, last = (axis.at(row.values[name]) for row in (low, high))
        if any(first < axis.at(row.values[name]) < last for row in rows):
            return f"it is passed where builds fail, between {shown(low.values[name])} and {shown(high.values[name])}"
        ends = [shown(row.values[name]) for row in (low, high)]
        where = f"at {ends[0]}" if ends[0] == ends[1] else f"between {ends[0]} and {ends[1]}"
        return f"it is passed in a jump from {shown(_left(limit, low))} to {shown(_left(limit, high))} {where}"
    return ""


def _left(limit: Limit, row: DesignRow) -> float:
    return limit.comparisons[0].left.value(numbers_of(row, limit.measures)) if row.status == "ready" else math.nan


def _failures(axis: Axis, rows: Sequence[DesignRow]) -> str:
    failed = [row for row in rows if row.status != "ready"]
    if not failed:
        return ""
    places = sorted((row.values[axis.name] for row in failed), key=axis.at)
    zone = f"from {shown(places[0])} to {shown(places[-1])}" if len(failed) > 1 else f"at {shown(places[0])}"
    return f"{len(failed)} of {len(rows)} builds failed, {zone}: {failed[0].error}"
