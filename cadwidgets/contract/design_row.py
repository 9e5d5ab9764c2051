"""A variant of a model as the row of a design table: the values that were chosen, and what came of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from cadwidgets.contract.bom import total_costs
from cadwidgets.contract.parameters import Value
from cadwidgets.contract.properties import ModelProperties

Status: TypeAlias = Literal["waiting", "building", "ready", "failed", "cancelled"]
FINAL = ("ready", "failed")
"""States in which a row is done."""

RESULTS: Mapping[str, str] = {
    "volume": "{}³",
    "area": "{}²",
    "mass": "kg",
    "size_x": "{}",
    "size_y": "{}",
    "size_z": "{}",
    "center_x": "{}",
    "center_y": "{}",
    "center_z": "{}",
    "moment_x": "{}⁵",
    "moment_y": "{}⁵",
    "moment_z": "{}⁵",
    "cost": "",
}
"""The results of every model, each with its unit; ``{}`` stands for the model's unit of length."""


@dataclass(frozen=True)
class DesignRow:
    """``values`` of all parameters, and the ``results`` of building them by name: those of `RESULTS` that are known,
    and the user's measures.

    ``moment_x`` and so on are about axes through the centre of volume, of unit density. ``cost`` is the cost of the
    bill of materials in ``currency``, where all of it is known and in one. ``error`` says why a row has failed, or what
    of it could not be measured, ``kind`` names the sort of failure as a service does. ``seconds`` is what the build
    took from the call to its answer, ``cached`` that the service had it already.
    """

    values: Mapping[str, Value]
    results: Mapping[str, float] = field(default_factory=dict)
    status: Status = "waiting"
    error: str = ""
    kind: str = ""
    seconds: float | None = None
    cached: bool = False
    currency: str = ""

    @property
    def done(self) -> bool:
        """Whether it has been built, or has failed."""
        return self.status in FINAL

    def built(self, properties: ModelProperties, seconds: float, *, cached: bool = False) -> DesignRow:
        """The row with what came of its build."""
        costs = total_costs(properties.bom or ())
        cost = {
            currency: total.value for currency, total in costs.items() if total.complete and total.value is not None
        }
        results = results_of(properties) | ({"cost": next(iter(cost.values()))} if len(cost) == 1 else {})
        problems = "; ".join(f"{name}: {why}" for name, why in properties.problems.items())
        currency = next(iter(cost), "") if "cost" in results else ""
        return replace(
            self,
            results=results,
            status="ready",
            error=problems,
            kind="",
            seconds=seconds,
            cached=cached,
            currency=currency,
        )

    def failed(self, error: str, kind: str) -> DesignRow:
        """The row with the reason why it could not be built, and the sort of it."""
        return replace(self, results={}, status="failed", error=error, kind=kind)


def results_of(properties: ModelProperties) -> dict[str, float]:
    """The results that the properties of a model tell, by name; the user's measures are among them."""
    xmin, ymin, zmin, xmax, ymax, zmax = properties.bounding_box
    found: dict[str, float | None] = {"volume": properties.volume, "area": properties.area, "mass": properties.mass}
    found |= {"size_x": xmax - xmin, "size_y": ymax - ymin, "size_z": zmax - zmin}
    if properties.center is not None and properties.inertia is not None:
        found |= {f"center_{axis}": place for axis, place in zip("xyz", properties.center, strict=True)}
        found |= {f"moment_{axis}": properties.inertia[at][at] for at, axis in enumerate("xyz")}
    told = {**found, **properties.measures}
    return {name: value for name, value in told.items() if value is not None and math.isfinite(value)}


def row_key(values: Mapping[str, Value]) -> tuple[tuple[str, Value], ...]:
    """What makes two rows the same variant: the values, whatever their order; 4.0 is 4."""
    return tuple(sorted((name, tuple(value) if isinstance(value, list) else value) for name, value in values.items()))
