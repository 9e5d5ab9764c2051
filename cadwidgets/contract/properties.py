"""What a model is in numbers: its mass properties, what it is made of, and what a user has measured by selector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_json import lines_from_json, to_json
from cadwidgets.contract.measures import finite, point
from cadwidgets.contract.picks import Point
from cadwidgets.contract.results import Box

Inertia: TypeAlias = tuple[Point, Point, Point]
"""A symmetric matrix of second moments of volume."""


@dataclass(frozen=True)
class ModelProperties:
    """The numbers of a model, in its own unit of length.

    ``bounding_box`` is (xmin, ymin, zmin, xmax, ymax, zmax). ``center`` is the centre of the solids' volume and
    ``inertia`` the matrix of their moments about it, along the axes, of unit density: length to the power of 5 (times
    a density it is the moment of mass); both are None for a model without a solid. ``mass`` in kg and ``bom`` are None
    where they are not known. ``measures`` are the user's numbers by name, ``problems`` says of those that could not be
    measured why. ``exact``: of the solid itself, else of its triangles.
    """

    volume: float
    area: float
    bounding_box: Box
    center: Point | None = None
    inertia: Inertia | None = None
    mass: float | None = None
    bom: tuple[BomLine, ...] | None = None
    measures: Mapping[str, float] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    exact: bool = True

    def to_json(self) -> dict[str, Any]:
        """As `from_json` reads it."""
        return {
            "volume": self.volume,
            "area": self.area,
            "bounding_box": list(self.bounding_box),
            "center": self.center,
            "inertia": self.inertia,
            "mass": self.mass,
            "bom": None if self.bom is None else to_json(self.bom),
            "measures": dict(self.measures),
            "problems": dict(self.problems),
            "exact": self.exact,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ModelProperties:
        """Raises KeyError, TypeError or ValueError for anything that `to_json` does not give."""
        xmin, ymin, zmin, xmax, ymax, zmax = map(finite, data["bounding_box"])
        return cls(
            finite(data["volume"]),
            finite(data["area"]),
            (xmin, ymin, zmin, xmax, ymax, zmax),
            None if data["center"] is None else point(data["center"]),
            None if data["inertia"] is None else _matrix(data["inertia"]),
            None if data["mass"] is None else finite(data["mass"]),
            None if data["bom"] is None else lines_from_json(data["bom"]),
            {str(name): finite(value) for name, value in data["measures"].items()},
            {str(name): str(why) for name, why in data["problems"].items()},
            bool(data["exact"]),
        )


def _matrix(rows: Any) -> Inertia:
    first, second, third = map(point, rows)
    return (first, second, third)
