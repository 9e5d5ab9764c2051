"""What is known along one parameter: where a goal is missed by how much, and where to look next."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

Interval: TypeAlias = tuple[float, float]
SAME = 1e-8
"""The part of a range within which two values are one: a goal that is passed between them is passed in a jump."""
NARROW = 1e-3
"""The part of a range below which the border of a zone that fails, or a peak, is not looked at more closely."""


@dataclass
class Samples:
    """``misses`` by coordinate: what a build is above the goal (negative: below it), nan where it has failed.

    ``step`` is the smallest distance of two coordinates: 1 where only whole ones are, else 0.
    """

    step: float
    span: float
    misses: dict[float, float] = field(default_factory=dict)

    def _pairs(self) -> Iterator[tuple[Interval, Interval]]:
        """Neighbouring coordinates, each pair with their misses."""
        ordered = sorted(self.misses)
        return (((low, high), (self.misses[low], self.misses[high])) for low, high in pairwise(ordered))

    def brackets(self) -> list[Interval]:
        """Neighbours that were both built, and between which the goal is passed."""
        return [ends for ends, misses in self._pairs() if misses[0] * misses[1] < 0 and self._wide(ends)]

    def _wide(self, ends: Interval, least: float = SAME) -> bool:
        """Whether there is room between them."""
        return ends[1] - ends[0] > max(self.step, least * self.span)

    def edges(self) -> list[float]:
        """Where to look at the borders of zones that fail: in the middle of neighbours of which one has failed."""
        found = [
            (abs(misses[0] if math.isnan(misses[1]) else misses[1]), self._middle(ends))
            for ends, misses in self._pairs()
            if math.isnan(misses[0]) != math.isnan(misses[1]) and self._wide(ends, NARROW)
        ]
        return [middle for _, middle in sorted(found)[:2]]  # nearest to the goal first

    def peaks(self) -> list[float]:
        """Where to look around the coordinate that is nearest to the goal, unless it is an end or next to a failure."""
        ordered = sorted(self.misses)
        nearest = min(ordered, key=lambda at: abs(self.misses[at]) if not math.isnan(self.misses[at]) else math.inf)
        place = ordered.index(nearest)
        around = list(pairwise(ordered[max(place - 1, 0) : place + 2]))
        if len(around) < 2 or any(math.isnan(self.misses[at]) for ends in around for at in ends):
            return []
        return [self._middle(ends) for ends in around if self._wide(ends, NARROW)]

    def _middle(self, ends: Interval) -> float:
        middle = (ends[0] + ends[1]) / 2
        return float(round(middle)) if self.step else middle

    def quarters(self, ends: Interval) -> list[float]:
        """Whole coordinates that divide an interval into about four."""
        parts = (ends[0] + (ends[1] - ends[0]) * part / 4 for part in (1, 2, 3))
        return sorted({float(round(part)) for part in parts} - set(ends))
