"""What a parameter moves: found by comparing the model on screen with one that differs in that parameter alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cadwidgets.contract.parameters import Parameter, Value
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import Busy, CadWidgetsError, Cancelled
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.face_changes import FaceChanges
from cadwidgets.viewer.lighting import Lights
from cadwidgets.viewer.proven_dimension import proven
from cadwidgets.widgets._activity import rest
from cadwidgets.widgets._choice import Choice
from cadwidgets.widgets._neighbours import neighbours
from cadwidgets.widgets._variant import Variant

_REMEMBERED = 8
_TRIES, _AGAIN_SECONDS = 6, 0.4
"""So often, and so long after each other, a service that has something else to do is asked again."""
_MOST_TRIANGLES = 1_000_000
"""Of all variants that are remembered."""


class Remembered:
    """The last variants that were drawn, the latest first, as far as they are not too large to be kept."""

    def __init__(self) -> None:
        self._variants: list[Variant] = []

    def add(self, variant: Variant) -> None:
        """It is on screen; a finer mesh takes the place of a coarser one."""
        others = [one for one in self._variants if not one.is_same(variant)]
        room, kept = _MOST_TRIANGLES - len(variant.mesh.triangles), [variant]
        for one in others[: _REMEMBERED - 1]:
            room -= len(one.mesh.triangles)
            if room >= 0:
                kept.append(one)
        self._variants = kept

    def beside(self, variant: Variant, name: str) -> Variant | None:
        """The nearest one that differs in one parameter alone, and is as fine."""
        found = [one for one in self._variants if one.level == variant.level and _differs_in(one, variant) == {name}]
        return min(found, key=lambda one: _gap(one.params[name], variant.params[name]), default=None)


@dataclass(frozen=True, eq=False)
class Question:
    """What the parameter moves in ``shown``. ``known`` is a variant beside it, if there is one; else one of the
    ``neighbours``, by the parameter's value, is built where the service has nothing else to do."""

    shown: Variant
    parameter: Parameter
    unit: str
    known: Variant | None
    neighbours: Mapping[Value, Choice]


@dataclass(frozen=True, eq=False)
class Answer:
    """``lights`` for the viewer, and how many faces move and are only cut anew; None where nothing is known beside."""

    lights: Lights | None
    moved: int = 0
    reshaped: int = 0

    def text(self, parameter: Parameter) -> str:
        """In words, for the line below the picture."""
        title = parameter.title
        if self.lights is None:
            return f"{title}: nothing is built yet that differs in it alone"
        if not self.moved and not self.reshaped:
            return f"{title} moves nothing here"
        anew = (
            f", {self.reshaped} more {'has' if self.reshaped == 1 else 'have'} another outline" if self.reshaped else ""
        )
        return f"{title} moves {self.moved} {'face' if self.moved == 1 else 'faces'}{anew}"


def beside(choice: Choice, parameter: Parameter) -> dict[Value, Choice]:
    """Where the parameter may go next, in both directions, likeliest first."""
    now = choice.params[parameter.name]
    values = neighbours(parameter, now, now)[:2]
    return {value: replace(choice, params={**choice.params, parameter.name: value}) for value in values}


def answered(question: Question, cancel: threading.Event) -> Answer:
    """In the background. Raises Cancelled once nobody wants it any more."""
    found = _neighbour(question, cancel)
    if found is None:
        return Answer(None)
    value, mesh = found
    if cancel.is_set():
        raise Cancelled("another parameter is pointed at")
    shown = question.shown
    changes = FaceChanges.between(shown.mesh, mesh)
    now = changes.now
    length = _lengths(question, value)
    lights = Lights(
        shown.mesh,
        now.triangles(changes.moved),
        now.triangles(changes.reshaped),
        proven(changes, *length) if length else None,
    )
    return Answer(lights, int(changes.moved.sum()), int(changes.reshaped.sum()))


def _neighbour(question: Question, cancel: threading.Event) -> tuple[Value, Mesh] | None:
    name, shown = question.parameter.name, question.shown
    if question.known is not None:
        return question.known.params[name], question.known.mesh
    for value, choice in question.neighbours.items():
        like = shown.result.request
        request = replace(choice.file(like.type), options=like.options)
        try:
            return value, _built(choice, request, cancel).mesh
        except (Busy, Cancelled):
            return None
        except CadWidgetsError:  # a value with which there is no model: told to whoever really chooses it
            continue
    return None


def _built(choice: Choice, request: BuildRequest, cancel: threading.Event) -> BuiltModel:
    """The model, as soon as the service has nothing else to do. Raises Busy once that takes too long."""
    for _ in range(_TRIES):
        try:
            return choice.client.build(request, cancel=cancel, background=True)
        except Busy:
            rest(cancel, _AGAIN_SECONDS)
    return choice.client.build(request, cancel=cancel, background=True)


def _lengths(question: Question, other: Value) -> Sequence[float]:
    """The parameter's value in both builds, if it may be a length of the model's unit."""
    parameter, now = question.parameter, question.shown.params[question.parameter.name]
    numbers = [float(value) for value in (now, other) if isinstance(value, int | float) and not isinstance(value, bool)]
    return numbers if len(numbers) == 2 and parameter.unit in ("", question.unit) else ()


def _differs_in(one: Variant, other: Variant) -> set[str]:
    return set(_differences(one.params, other.params))


def _differences(one: Mapping[str, Value], other: Mapping[str, Value]) -> Iterator[str]:
    for name in one.keys() | other.keys():
        if name not in one or name not in other or one[name] != other[name]:
            yield name


def _gap(one: Value, other: Value) -> float:
    both = isinstance(one, int | float) and isinstance(other, int | float)
    return abs(float(one) - float(other)) if both else 0.0  # type: ignore[arg-type]  # numbers both
