"""The areas that a file of the type SECTION carries: in the GLB's ``asset.extras``, as its writer noted them."""

from __future__ import annotations

import math
from typing import Any, TypeAlias

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.carried_bom import extras_of

PartAreas: TypeAlias = tuple[tuple[str, float], ...]
"""(Name, area of its cap) of each part that a plane cuts, in the order of the file's nodes."""


def carried_sections(data: bytes) -> tuple[PartAreas, ...]:
    """The parts that each plane cuts, plane after plane. Raises GeometryError for anything else."""
    told = extras_of(data).get("sections")
    try:
        return tuple(tuple(_part(*part) for part in section["parts"]) for section in told)  # type: ignore[union-attr]
    except (TypeError, KeyError, ValueError, OverflowError):
        raise GeometryError("the GLB tells no areas of a section", format="SECTION") from None


def _part(name: Any, area: Any) -> tuple[str, float]:
    size = float(area)
    if not isinstance(name, str) or not math.isfinite(size) or size < 0.0:
        raise ValueError(name)
    return name, size
