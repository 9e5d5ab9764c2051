"""What failed so far of each parameter, in its own values and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cadwidgets.contract.parameters import Parameter, Value
from cadwidgets.contract.sizes import with_unit
from cadwidgets.modelscript.ranges import slider_range
from cadwidgets.variants.feasible import Along, Scale, Zone, failed_zones
from cadwidgets.variants.outcomes import Outcomes

_APART = 2
"""Choices are so far from each other, and places that touch only one: the order of choices means nothing."""


@dataclass(frozen=True)
class FailedRange:
    """From ``low`` to ``high`` so many ``builds`` failed, most often for this ``reason``.

    ``certain`` for builds with the same values of all other parameters; else those failed with whatever other values.
    """

    parameter: Parameter
    low: Value
    high: Value
    builds: int
    reason: str
    certain: bool

    @property
    def words(self) -> str:
        """``failed from 12 to 20 mm (3 builds): fillet failed``."""
        builds = "1 build" if self.builds == 1 else f"{self.builds} builds"
        told = builds if self.certain else f"{builds} with other values"
        return f"{'failed' if self.certain else 'probably fails'} {self._where} ({told}): {self.reason}"

    @property
    def _where(self) -> str:
        if self.parameter.kind == "bool":
            return "when on" if self.low else "when off"
        if isinstance(self.low, str):
            return f"with {self.low}"
        if self.low == self.high:
            return f"at {with_unit(_number(self.low), self.parameter.unit)}"
        return f"from {_number(self.low):.5g} to {_number(self.high):.5g} {self.parameter.unit}".rstrip()


def _number(value: Value) -> float:
    return float(value)  # type: ignore[arg-type]  # nothing else has a range


def failed_ranges(
    known: Outcomes,
    parameters: Sequence[Parameter],
    values: Mapping[str, Value],
    ends: Mapping[str, tuple[float, float]],
) -> dict[str, tuple[FailedRange, ...]]:
    """By parameter, what failed where all others are at ``values``; nothing of text and tuples.

    ``ends`` are those of sliders that have grown beyond their parameter's range.
    """
    along = known.along(values)
    found = {one.name: _ranges(known, one, along[one.name], ends.get(one.name)) for one in parameters if along}
    return {name: ranges for name, ranges in found.items() if ranges}


def _ranges(
    known: Outcomes, parameter: Parameter, builds: Along, ends: tuple[float, float] | None
) -> tuple[FailedRange, ...]:
    if parameter.kind in ("int", "float"):
        low, high, step = slider_range(parameter)
        low, high = ends or (low, high)
        whole = parameter.kind == "int"
        scale = Scale(low, high, 1 if whole else step, single=whole)
        cast = int if whole else float
        zones = failed_zones(builds, scale)
        return tuple(_told(known, parameter, zone, cast(zone.low), cast(zone.high)) for zone in zones)
    places = (False, True) if parameter.kind == "bool" else parameter.choices
    if not places:
        return ()
    apart = 1 if parameter.sizes else _APART
    scale = Scale(0, apart * (len(places) - 1), 1, single=True)
    return tuple(
        _told(known, parameter, zone, places[round(zone.low) // apart], places[round(zone.high) // apart])
        for zone in failed_zones(_placed(known, places, builds, apart), scale)
    )


def _placed(known: Outcomes, places: Sequence[Value], builds: Along, apart: int) -> Along:
    """The builds with values that are ``places``, by the number of the place."""
    numbers = np.array([known.number(place) for place in places])
    order = np.argsort(numbers)
    nearest = order[np.searchsorted(numbers[order], builds.values).clip(max=len(places) - 1)]
    is_one = numbers[nearest] == builds.values
    return Along(apart * nearest[is_one].astype(float), builds.failure[is_one], builds.here[is_one])


def _told(known: Outcomes, parameter: Parameter, zone: Zone, low: Value, high: Value) -> FailedRange:
    return FailedRange(parameter, low, high, zone.builds, known.text(zone.failure), zone.certain)
