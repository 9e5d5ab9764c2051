"""The best variant on the steps of the sliders: nice numbers near an optimum, each verified by a build."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import Value
from cadwidgets.variants.objective import Objective
from cadwidgets.variants.space import Axis, Space
from cadwidgets.variants.trials import Trials

RINGS = (1, 2)
"""How many steps farther than the nearest ones is looked, until one variant holds all limits."""
BATCH = 64
"""Variants of one ring that are built: of more, those nearest to the optimum."""


def snapped(trials: Trials, space: Space, objective: Objective, best: DesignRow) -> DesignRow | None:
    """The best variant on the steps around ``best`` that holds all limits; None if none near it does.

    A float without a step of its own stays as it is. Raises BudgetSpent.
    """
    for ring in RINGS:
        rows = trials.build(_around(space, best, ring))
        holding = [row for row in rows if objective.holds(row)]
        if holding:
            return min(holding, key=objective.rank)
    return None


def builds_for(space: Space) -> int:
    """How many builds the first ring takes at most."""
    return min(1 << 2 * len(_stepped(space)), BATCH)  # four values of each float


def _stepped(space: Space) -> list[Axis]:
    return [axis for axis in space.axes if not axis.discrete and axis.parameter.step]


def _around(space: Space, best: DesignRow, ring: int) -> list[dict[str, Value]]:
    """All variants whose floats are on steps next to the best one's, up to ``ring`` farther, the nearest first."""
    stepped = _stepped(space)
    choices = [_steps(axis, float(best.values[axis.name]), ring) for axis in stepped]  # type: ignore[arg-type]
    widths = [axis.high - axis.low for axis in stepped]
    present = [float(best.values[axis.name]) for axis in stepped]  # type: ignore[arg-type]

    def apart(values: Sequence[float]) -> float:
        pairs = zip(values, present, widths, strict=True)
        return sum(((value - now) / width) ** 2 for value, now, width in pairs)

    nearest = sorted(itertools.product(*choices), key=apart)[:BATCH]
    names = [axis.name for axis in stepped]
    return [{**best.values, **dict(zip(names, values, strict=True))} for values in nearest]


def _steps(axis: Axis, value: float, ring: int) -> list[float]:
    """The values on the slider's steps around one, without what binary fractions leave: 0.30000000000000004."""
    step, first = float(axis.parameter.step or 1), float(axis.parameter.minimum or 0)
    places = range(math.floor((value - first) / step) - ring, math.ceil((value - first) / step) + ring + 1)
    found = (float(f"{first + place * step:.12g}") for place in places)
    return [one for one in found if axis.low <= one <= axis.high] or [value]
