"""Planes that cut a model, as a service and a viewer both know them."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cadwidgets.contract.picks import Point
from cadwidgets.errors import RequestError

MAX_PLANES = 3

_UNIT = 1e-12
_ALLOWED = f"a list in JSON of 1 to {MAX_PLANES}, each as [[0, 0, 1], 5.0]: a normal and the offset along it"


@dataclass(frozen=True)
class Plane:
    """The points p with normal·p = offset, in the model's unit and coordinates.

    A section keeps what lies behind it, normal·p <= offset. ``normal`` becomes a unit vector, ``offset`` is divided by
    its length, too: the points stay the same. Raises RequestError for a normal without a direction and for numbers
    that are not finite.
    """

    normal: Point
    offset: float

    def __post_init__(self) -> None:
        length = math.hypot(*self.normal)
        if not (0.0 < length < math.inf and math.isfinite(self.offset / length)):
            raise _refused("a plane needs a normal with a direction, and finite numbers", [self.normal, self.offset])
        if abs(length - 1.0) > _UNIT:  # what is a unit vector stays to the bit
            x, y, z = (value / length for value in self.normal)
            object.__setattr__(self, "normal", (x, y, z))
            object.__setattr__(self, "offset", self.offset / length)


def planes_text(planes: Sequence[Plane]) -> str:
    """Planes as the option ``o.planes`` of a service holds them."""
    return json.dumps([[list(plane.normal), plane.offset] for plane in planes], separators=(",", ":"))


def read_planes(text: str) -> tuple[Plane, ...]:
    """The planes in such a text. Raises RequestError for anything else."""
    try:
        return _planes(json.loads(text))
    except (ValueError, TypeError, OverflowError, RecursionError):
        raise _refused("o.planes is no list of planes", text) from None


def _planes(rows: Any) -> tuple[Plane, ...]:
    """Raises ValueError, TypeError or OverflowError."""
    if not isinstance(rows, list) or not 0 < len(rows) <= MAX_PLANES:
        raise ValueError(rows)
    return tuple(_plane(*row) for row in rows)


def _plane(normal: object, offset: object) -> Plane:
    if not isinstance(normal, list):
        raise TypeError(normal)
    x, y, z = map(_number, normal)
    return Plane((x, y, z), _number(offset))


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)


def _refused(message: str, value: object) -> RequestError:
    return RequestError(message, parameter="o.planes", value=value, allowed=_ALLOWED)
