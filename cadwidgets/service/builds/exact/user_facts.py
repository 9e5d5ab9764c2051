"""A user's measures of a model: a number of what CadQuery's selectors choose in the whole of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import cadquery as cq
import numpy as np
from cadquery.selectors import StringSyntaxSelector
from pyparsing import ParseBaseException

from cadwidgets.contract.measures import Steps
from cadwidgets.contract.user_measures import UserMeasure
from cadwidgets.service.builds.exact.facts import center_of, length_of, radius_of
from cadwidgets.service.builds.shapes import area, volume

_SAME = 1e-6
"""Relative difference of radii that are one."""
_SIZES: Mapping[str, Any] = {
    "faces": area,
    "edges": cq.Edge.Length,
    "vertices": lambda vertex: 1.0,
    "solids": lambda solid: abs(volume(solid)),
}
"""How much each of the chosen things counts for their common centre, by the method that chooses them."""
_SUMS: Mapping[str, Mapping[str, Any]] = {
    "area": {"faces": area, "solids": area},
    "length": {"faces": length_of, "edges": cq.Edge.Length},
    "volume": {"solids": volume},
}
"""The facts that are sums, each with the methods whose things have it."""


class _Unmeasured(Exception):
    """Why there is no number, in words."""


def measured(shape: cq.Shape, measures: Mapping[str, UserMeasure]) -> tuple[dict[str, float], dict[str, str]]:
    """The numbers by the measures' names, and for those that have none why not. Raises nothing of a measure's own."""
    whole, numbers, problems = cq.Workplane(shape), dict[str, float](), dict[str, str]()
    for name, measure in measures.items():
        try:
            numbers[name] = _number(measure, _chosen(whole, measure.steps))
        except _Unmeasured as why:
            problems[name] = str(why)
        except Exception as error:  # whatever the kernel makes of a face or an edge that somebody's words have chosen
            problems[name] = f"it cannot be measured: {type(error).__name__}: {error}"[:300]
    return numbers, problems


def _chosen(plane: cq.Workplane, steps: Steps) -> list[Any]:
    """What a Workplane has after the steps. What chooses among nothing chooses nothing, where CadQuery fails."""
    for method, text in steps:
        plane = getattr(plane, method)()
        if not plane.vals():
            return []
        plane = plane.newObject(_filtered(plane.vals(), text)) if text else plane
    return list(plane.vals())


def _filtered(things: list[Any], text: str) -> list[Any]:
    try:
        return list(StringSyntaxSelector(text).filter(things))
    except ParseBaseException as error:
        raise _Unmeasured(f"{text[:80]!r} is no selector of CadQuery, from character {error.loc + 1} on") from None
    except (IndexError, ValueError) as error:
        raise _Unmeasured(f"{text[:80]!r} chooses nothing: {error}") from None


def _number(measure: UserMeasure, chosen: Sequence[Any]) -> float:
    if measure.fact == "count":
        return float(len(chosen))
    if not chosen:
        raise _Unmeasured("the selectors choose nothing")
    kind = measure.steps[-1][0]
    if measure.fact == "radius":
        number = _radius(kind, chosen)
    elif measure.fact in _SUMS:
        number = _sum(measure.fact, kind, chosen)
    else:
        number = _center(kind, chosen)["xyz".index(measure.fact)]
    if not math.isfinite(number):
        raise _Unmeasured(f"the {measure.fact} is not a finite number")
    return number


def _sum(fact: str, kind: str, chosen: Sequence[Any]) -> float:
    size = _SUMS[fact].get(kind)
    if size is None:
        raise _Unmeasured(f"{kind} have no {fact}; {' and '.join(_SUMS[fact])} have one")
    return math.fsum(map(size, chosen))


def _radius(kind: str, chosen: Sequence[Any]) -> float:
    found = [radius for radius in map(radius_of, chosen) if radius is not None]
    if len(found) < len(chosen):
        raise _Unmeasured(f"{len(chosen) - len(found)} of the {len(chosen)} {kind} chosen have no radius")
    if not math.isclose(min(found), max(found), rel_tol=_SAME):
        raise _Unmeasured(f"the {len(chosen)} {kind} chosen have radii from {min(found):g} to {max(found):g}")
    return found[0]


def _center(kind: str, chosen: Sequence[Any]) -> list[float]:
    weights = np.array([_SIZES[kind](thing) for thing in chosen])
    if not weights.sum():
        raise _Unmeasured(f"the {kind} chosen have no size, and so no centre")
    middle: list[float] = np.average([center_of(thing) for thing in chosen], axis=0, weights=weights).tolist()
    return middle
