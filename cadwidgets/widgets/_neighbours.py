"""Where a slider may go next: the values beside the one that it was moved to."""

from __future__ import annotations

from cadwidgets.contract.parameters import Parameter, Value
from cadwidgets.modelscript.ranges import slider_range

_STEPS = (1, -1, 2)
"""On in the same direction, back where it came from, and a little further on."""


def neighbours(parameter: Parameter, before: Value, now: Value) -> list[Value]:
    """The values next to ``now`` that its slider has, likeliest first, for a slider that came from ``before``.

    Empty for what no slider moves through: text and tuples.
    """
    if parameter.kind in ("int", "float"):
        return _along_a_range(parameter, float(before), float(now))  # type: ignore[arg-type]  # numbers by their kind
    places = (False, True) if parameter.kind == "bool" else parameter.choices
    if now not in places or before not in places:
        return []
    at, direction = places.index(now), 1 if places.index(now) >= places.index(before) else -1
    wanted = (at + direction * step for step in _STEPS)
    return [places[place] for place in wanted if 0 <= place < len(places)]


def _along_a_range(parameter: Parameter, before: float, now: float) -> list[Value]:
    low, high, step = slider_range(parameter)
    whole = parameter.kind == "int"
    step = (max(step, 1) if whole else step) * (1 if now >= before else -1)
    values = (round(now + step * steps, 9) for steps in _STEPS)  # as the slider rounds
    return [int(value) if whole else value for value in values if low <= value <= high]
