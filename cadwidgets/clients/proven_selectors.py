"""CadQuery selectors of what somebody points at, proven at other builds of the same script."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from cadwidgets.clients._kin import Kin, PartFaces
from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.exact_measures import asked
from cadwidgets.contract.measures import Selector, Steps
from cadwidgets.contract.picks import Pick, picks_text
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import BadAnswer

MAX_TEXT = 3900
"""Characters of the selectors in one request: a service takes 4 KiB."""


def prove(
    build: BuildClient,
    request: BuildRequest,
    pick: Pick,
    others: Sequence[BuildRequest],
    cancel: threading.Event | None = None,
) -> Selector | None:
    """The simplest selector that chooses the picked face or edge alone in the model of ``request``, and at all
    ``others``, builds of the same script, alone what is the same there; where none does, the one that holds at most of
    them. None where no selector names it, and for vertices and parts.

    It steps from a Workplane of the part as it stands in the model. That it holds at another build is said only where
    there is no doubt: it chooses one, of the same shape with the same neighbours and, of several such, the one at the
    same place. Raises as `measure`.
    """
    steps, model = _suggested(build, request, pick, cancel)
    if model is None or not steps:
        return None
    held = dict.fromkeys(steps, 0)
    for other in others:
        for one in _holding(build, other, pick.part, steps, model, cancel):
            held[one] += 1
    best = max(steps, key=lambda one: held[one])  # of equals the first, which is the simplest
    return Selector(best, held[best], len(others))


@dataclass(frozen=True, eq=False)
class _Picked:
    kin: Kin
    faces: PartFaces


def _suggested(
    build: BuildClient, request: BuildRequest, pick: Pick, cancel: threading.Event | None
) -> tuple[list[Steps], _Picked | None]:
    told = asked(build, request, {"picks": picks_text([pick]), "selectors": "suggest"}, cancel)
    with _reading(build):
        (suggested,) = told["suggested"]
        steps = [tuple((str(method), str(text)) for method, text in one) for one in suggested["candidates"]]
        return list(dict.fromkeys(_few(pick.part, steps))), _picked(suggested["kin"], told, pick.part)


def _holding(
    build: BuildClient,
    request: BuildRequest,
    part: int,
    steps: Sequence[Steps],
    model: _Picked,
    cancel: threading.Event | None,
) -> list[Steps]:
    """Those that hold in the model of ``request``."""
    told = asked(build, request, {"selectors": _text(part, steps)}, cancel)
    with _reading(build):
        if str(part) not in told["parts"] or not model.faces.is_same_part(PartFaces.read(told["parts"][str(part)])):
            return []
        kins = [Kin.read(one["kin"]) if one["count"] == 1 and one["kin"] else None for one in told["selected"]]
        return [one for one, kin in zip(steps, kins, strict=True) if kin is not None and model.kin.is_same(kin)]


def _picked(kin: Mapping[str, Any] | None, told: Mapping[str, Any], part: int) -> _Picked | None:
    return None if kin is None else _Picked(Kin.read(kin), PartFaces.read(told["parts"][str(part)]))


def _few(part: int, steps: list[Steps]) -> list[Steps]:
    """As many as one request can hold."""
    while len(_text(part, steps)) > MAX_TEXT:
        steps = steps[:-1]
    return steps


def _text(part: int, steps: Sequence[Steps]) -> str:
    return json.dumps([[part, one] for one in steps], separators=(",", ":"))


@contextmanager
def _reading(build: BuildClient) -> Iterator[None]:
    """Raises BadAnswer where an answer is not what it should be."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise BadAnswer(f"these are no selectors: {error!r}", url=build.source, status=200) from None
