"""What the option ``o.selectors`` asks: selectors of what was picked, or what such selectors choose in this model."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from cadquery.occ_impl.shapes import geom_LUT_EDGE, geom_LUT_FACE

from cadwidgets.contract.measures import Steps
from cadwidgets.errors import RequestError
from cadwidgets.service.builds.exact.candidates import candidates
from cadwidgets.service.builds.exact.finding import Found
from cadwidgets.service.builds.exact.kin import KinPart
from cadwidgets.service.builds.exact.seen import Seen, SeenPart
from cadwidgets.service.builds.shapes import Part

SUGGEST = "suggest"
_MOST = 32
_MOST_STEPS = 6
_TYPES = "|".join(sorted({*geom_LUT_EDGE.values(), *geom_LUT_FACE.values()}))
_SIMPLE = re.compile(rf"(>>|<<|[<>])(XY|XZ|YZ|X|Y|Z)(\[-?[0-9]{{1,3}}\])?|[|#+-](XY|XZ|YZ|X|Y|Z)|%({_TYPES})")
"""The part of CadQuery's grammar that is understood here: one selector each, which is quickly parsed."""
_ALLOWED = (
    f'{SUGGEST}, or a list in JSON of at most {_MOST}, each as [0, [["faces", "|Z"], ["faces", ">Z"]]]: the part, and '
    f"at most {_MOST_STEPS} of the methods faces and edges with a simple selector of CadQuery"
)


class Selecting:
    """Answers for the visible ``parts`` of a model; what it knows of a part is found out once."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._known: dict[int, _Known] = {}

    def answer(self, asked: str, found: Sequence[Found]) -> dict[str, Any]:
        """``candidates`` and ``kin`` of each of the ``found``, or ``selected`` for each row asked; ``parts``: what is
        known of those that matter. Raises RequestError."""
        if asked == SUGGEST:
            answer: dict[str, Any] = {"suggested": [self._suggest(one) for one in found]}
        else:
            answer = {"selected": [self._select(part, steps) for part, steps in read_selectors(asked)]}
        return answer | {"parts": {str(number): known.told for number, known in self._known.items()}}

    def _suggest(self, found: Found) -> dict[str, Any]:
        if found.pick.kind not in ("face", "edge"):
            return {"candidates": [], "kin": None}
        known = self._of(found.pick.part)
        seen = known.seen.find(found.shape)
        if seen is None:
            return {"candidates": [], "kin": None}
        return {"candidates": candidates(known.seen, seen), "kin": known.kin.kin(seen)}

    def _select(self, number: int, steps: Steps) -> dict[str, Any]:
        if number >= len(self._parts):
            return {"count": 0, "kin": None}
        known = self._of(number)
        chosen = known.seen.chosen(steps)
        return {"count": len(chosen), "kin": known.kin_of_one(chosen, steps)}

    def _of(self, number: int) -> _Known:
        if number not in self._known:
            self._known[number] = _Known(self._parts[number], len(self._parts))
        return self._known[number]


class _Known:
    def __init__(self, part: Part, parts: int) -> None:
        self._part, self._parts = part, parts
        self.seen = SeenPart(part.shape)

    @cached_property
    def kin(self) -> KinPart:
        return KinPart(self.seen)

    @property
    def told(self) -> dict[str, Any]:
        return {"name": self._part.name, "parts": self._parts, "faces": self.kin.faces()}

    def kin_of_one(self, chosen: Sequence[Seen], steps: Steps) -> dict[str, Any] | None:
        """None unless a Workplane of the part chooses one, and the same."""
        real = self.seen.workplanes.chosen(steps) if len(chosen) == 1 else []
        if len(real) != 1 or not real[0].isSame(chosen[0].shape):
            return None
        return self.kin.kin(chosen[0])


def read_selectors(text: str) -> list[tuple[int, Steps]]:
    """(The number of a part, the steps) for each row of the text. Raises RequestError for anything else."""
    try:
        return _rows(json.loads(text))
    except (ValueError, TypeError, RecursionError):
        raise RequestError(
            "o.selectors is no list of selectors", parameter="o.selectors", value=text, allowed=_ALLOWED
        ) from None


def _rows(rows: Any) -> list[tuple[int, Steps]]:
    """Raises ValueError or TypeError."""
    if not isinstance(rows, list) or not 0 < len(rows) <= _MOST:
        raise ValueError(rows)
    return [(_number(part), _steps(steps)) for part, steps in rows]


def _number(part: object) -> int:
    if isinstance(part, bool) or not isinstance(part, int) or part < 0:
        raise ValueError(part)
    return part


def _steps(steps: object) -> Steps:
    if not isinstance(steps, list) or not 0 < len(steps) <= _MOST_STEPS:
        raise ValueError(steps)
    return tuple(_step(*step) for step in steps)


def _step(method: object, text: object) -> tuple[str, str]:
    if method not in ("faces", "edges") or not isinstance(text, str) or not _SIMPLE.fullmatch(text):
        raise ValueError(method)
    return str(method), text
