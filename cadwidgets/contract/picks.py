"""What somebody points at in a model: a face, an edge, a vertex or a part, as a service and a viewer both know it."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from cadwidgets.errors import RequestError

Point: TypeAlias = tuple[float, float, float]
"""In the model's unit and coordinates."""

KINDS = ("face", "edge", "vertex", "part")
MAX_PICKS = 16

_ALLOWED = f'a list in JSON of at most {MAX_PICKS}, each as ["face", 0, 3, [1.0, 2.0, 0.5]]: kind, part, number, point'


@dataclass(frozen=True)
class Pick:
    """A ``kind`` of thing in the part number ``part``, at a ``point`` on it.

    Parts count from 0 in the model's order, those without a face left out, as they do in a GLB. ``number`` is that of a
    face within its part, as a GLB's `_FACE_ID` tells it; -1 where it is not known: then the point tells which face, as
    it does for edges and vertices.
    """

    kind: str
    part: int
    point: Point
    number: int = -1


def picks_text(picks: Sequence[Pick]) -> str:
    """Picks as the option ``o.picks`` of a service holds them, points to nine digits."""
    rows = [[pick.kind, pick.part, pick.number, [float(f"{value:.9g}") for value in pick.point]] for pick in picks]
    return json.dumps(rows, separators=(",", ":"))


def read_picks(text: str) -> tuple[Pick, ...]:
    """The picks in such a text. Raises RequestError for anything else."""
    try:
        return _picks(json.loads(text))
    except (ValueError, TypeError, OverflowError, RecursionError):
        raise RequestError("o.picks is no list of picks", parameter="o.picks", value=text, allowed=_ALLOWED) from None


def _picks(rows: Any) -> tuple[Pick, ...]:
    """Raises ValueError, TypeError or OverflowError."""
    if not isinstance(rows, list) or not 0 < len(rows) <= MAX_PICKS:
        raise ValueError(rows)
    return tuple(_pick(*row) for row in rows)


def _pick(kind: object, part: object, number: object, point: object) -> Pick:
    whole = [value for value in (part, number) if isinstance(value, int) and not isinstance(value, bool)]
    if kind not in KINDS or len(whole) != 2 or whole[0] < 0 or whole[1] < -1 or not isinstance(point, list):
        raise ValueError(kind)
    x, y, z = (float(value) for value in point)
    if not all(map(math.isfinite, (x, y, z))):
        raise ValueError(point)
    return Pick(str(kind), whole[0], (x, y, z), whole[1])
