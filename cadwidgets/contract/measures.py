"""What was measured: what a picked thing is, how two of them stand to each other, and how a script can name one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from cadwidgets.contract.picks import Point

Steps: TypeAlias = tuple[tuple[str, str], ...]
"""One method of a CadQuery Workplane after the other, with its selector: (("faces", "|Z"), ("faces", ">Z"))."""


@dataclass(frozen=True)
class Facts:
    """What a picked thing is, in the model's unit; None for what it does not have.

    ``kind`` is that of the pick; ``type`` is the kernel's word for the geometry: PLANE, CYLINDER, CONE, SPHERE, TORUS,
    BEZIER, BSPLINE, LINE, CIRCLE, ELLIPSE, ..., VERTEX, or PART. ``direction`` is a unit vector: the outward normal of
    a plane, the axis of a cylinder, cone, torus or circle, the direction of a line. ``center`` is that of mass, of a
    circle or a sphere the centre itself. ``path`` are points along an edge, in its order.
    """

    kind: str
    type: str
    part: str
    center: Point
    area: float | None = None
    length: float | None = None
    volume: float | None = None
    radius: float | None = None
    direction: Point | None = None
    path: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Relation:
    """How two picked things stand to each other.

    ``distance`` is the shortest, from ``start`` on the first to ``end`` on the second. ``angle`` in degrees, 0 to 90,
    between their ``direction``s as lines without a sense (between a line and a plane: to the plane itself); None where
    one has none. ``centers`` is the distance of their centres; ``axes`` that of two parallel axes, of which a
    straight edge is one, else None.
    """

    distance: float
    start: Point
    end: Point
    centers: float
    angle: float | None = None
    axes: float | None = None


@dataclass(frozen=True)
class Measurement:
    """The facts of each pick and, of the last two if there are two, the relation. ``exact``: by the kernel, of the
    exact geometry; else of triangles, which differ from it by their deflection."""

    facts: tuple[Facts, ...]
    relation: Relation | None = None
    exact: bool = True

    def to_json(self) -> dict[str, Any]:
        """As `from_json` reads it."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Measurement:
        """Raises KeyError, TypeError or ValueError for anything that `to_json` does not give."""
        relation = data["relation"]
        return cls(
            tuple(Facts(**{name: _read(name, value) for name, value in facts.items()}) for facts in data["facts"]),
            None if relation is None else Relation(**{name: _read(name, value) for name, value in relation.items()}),
            bool(data["exact"]),
        )


@dataclass(frozen=True)
class Selector:
    """How a CadQuery script names a picked face or edge: ``steps`` from the part's Workplane.

    It chose that one thing alone in the model itself, and in ``held`` of ``tried`` other builds of the same script.
    """

    steps: Steps
    held: int = 0
    tried: int = 0

    def __str__(self) -> str:
        """As it is written in a script: ``.faces("|Z").faces(">Z")``."""
        return "".join(f'.{method}("{text}")' for method, text in self.steps)


def _read(name: str, value: Any) -> Any:
    """A field as it is: a text, a point, points, a number, or None. Raises TypeError or ValueError."""
    if value is None:
        return None
    if name in ("kind", "type", "part"):
        return str(value)
    if name in ("center", "direction", "start", "end"):
        return point(value)
    return tuple(map(point, value)) if name == "path" else finite(value)


def point(values: Any) -> Point:
    """Three finite numbers. Raises TypeError or ValueError for anything else."""
    x, y, z = map(finite, values)
    return (x, y, z)


def finite(value: Any) -> float:
    """A number that is one. Raises TypeError or ValueError for anything else."""
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{number} is no measure")
    return number
