"""The parameters that a search varies, and from where to where: points of numbers that stand for variants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from cadwidgets.contract.parameters import Parameter, ParameterSchema, Value
from cadwidgets.errors import RequestError

Within: TypeAlias = Sequence[object] | None
"""From where to where a number may go, or which of its choices a choice may be; None for all that is declared."""
Vary: TypeAlias = Sequence[str] | Mapping[str, Within]
"""The names of the parameters to vary, perhaps each with `Within`."""


@dataclass(frozen=True)
class Axis:
    """One varied parameter. A float goes from ``low`` to ``high``; any other has ``values``, in their order."""

    parameter: Parameter
    low: float = 0.0
    high: float = 0.0
    values: Sequence[Value] = ()

    @property
    def name(self) -> str:
        """The parameter's."""
        return self.parameter.name

    @property
    def discrete(self) -> bool:
        """Whether its values can be counted."""
        return bool(self.values)

    @property
    def ordered(self) -> bool:
        """Whether what comes of a value lies, as far as anybody knows, between what comes of its neighbours."""
        return not self.discrete or self.parameter.kind == "int" or bool(self.parameter.sizes)

    def value(self, at: float) -> Value:
        """The value at a coordinate: 0 to 1 along a float, else the place among the values."""
        if self.discrete:
            return self.values[min(max(round(at), 0), len(self.values) - 1)]
        return min(max(self.low + at * (self.high - self.low), self.low), self.high)

    def at(self, value: Value) -> float:
        """The coordinate of a value, or of the nearest that the axis has."""
        if self.discrete:
            return float(min(range(len(self.values)), key=lambda place: _apart(self.values[place], value)))
        return min(max((float(value) - self.low) / (self.high - self.low), 0.0), 1.0)  # type: ignore[arg-type]

    @property
    def shown(self) -> str:
        """Where it may go, for people: ``from 2 to 10``."""
        if not self.discrete or self.ordered:
            first, last = (self.values[0], self.values[-1]) if self.discrete else (self.low, self.high)
            return f"from {shown(first)} to {shown(last)}"
        return "among " + ", ".join(map(str, self.values))


def axis_of(schema: ParameterSchema, name: str, within: Within = None) -> Axis:
    """The axis of one parameter. Raises RequestError where there is none, or it has no such range."""
    schema.check({} if name in schema.names else {name: None})
    parameter = schema[name]
    if parameter.kind in ("text", "tuple"):
        allowed = "parameters that are numbers, choices, or true or false"
        raise RequestError(f"a {parameter.kind} cannot be varied", parameter=name, allowed=allowed)
    if parameter.kind in ("bool", "choice"):
        values = tuple(parameter.choices) or (False, True)
        return Axis(parameter, values=values if within is None else tuple(parameter.check(one) for one in within))
    low, high = (parameter.minimum, parameter.maximum) if within is None else _ends(parameter, within)
    if low is None or high is None:
        raise RequestError(f"{name} has no range of its own", parameter=name, allowed=f'within: {{"{name}": (1, 10)}}')
    if parameter.kind == "int":
        return Axis(parameter, values=range(int(low), int(high) + 1))
    return Axis(parameter, float(low), float(high))


def _ends(parameter: Parameter, within: Sequence[object]) -> tuple[float, float]:
    allowed = f"the smallest and the largest value, within {parameter.allowed}"
    if len(within) != 2 or isinstance(within, str):
        raise RequestError(f"{within!r} is no range", parameter=parameter.name, value=within, allowed=allowed)
    low, high = (float(parameter.check(end)) for end in within)  # type: ignore[arg-type]
    if not (low < high or (low == high and parameter.kind == "int")):
        message = f"{low:g} to {high:g} is no range"
        raise RequestError(message, parameter=parameter.name, value=within, allowed=allowed)
    return low, high


@dataclass(frozen=True)
class Space:
    """All varied parameters, and the values that the others keep."""

    base: Mapping[str, Value]
    axes: tuple[Axis, ...]

    @classmethod
    def of(cls, schema: ParameterSchema, base: Mapping[str, object], vary: Vary) -> Space:
        """Raises RequestError for a name, a value or a range that does not fit."""
        ranges = dict(vary) if isinstance(vary, Mapping) else dict.fromkeys([vary] if isinstance(vary, str) else vary)
        if not ranges:
            raise RequestError("nothing is to be varied", parameter="vary", allowed=", ".join(schema.names))
        schema.check({name: value for name, value in base.items() if name not in schema.names})
        values = {name: schema[name].read(value) for name, value in base.items()}
        axes = tuple(axis_of(schema, name, within) for name, within in ranges.items())
        return cls({**schema.defaults, **values}, axes)

    @property
    def continuous(self) -> tuple[int, ...]:
        """The places of the axes that are floats."""
        return tuple(place for place, axis in enumerate(self.axes) if not axis.discrete)

    @property
    def discrete(self) -> tuple[int, ...]:
        """The places of all others."""
        return tuple(place for place, axis in enumerate(self.axes) if axis.discrete)

    @property
    def bounds(self) -> list[tuple[float, float]]:
        """The smallest and the largest coordinate of every axis."""
        return [(0.0, len(axis.values) - 1.0 if axis.discrete else 1.0) for axis in self.axes]

    def values(self, point: Sequence[float]) -> dict[str, Value]:
        """The variant at a point."""
        return {**self.base, **{axis.name: axis.value(at) for axis, at in zip(self.axes, point, strict=True)}}

    def point(self, values: Mapping[str, Value]) -> list[float]:
        """Where a variant is, or the nearest point that the space has."""
        return [axis.at(values[axis.name]) for axis in self.axes]


def _apart(one: Value, other: Value) -> float:
    """How far a value is from another: numbers by their distance, anything else is the same or not."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other)
    return 0.0 if one == other else 1.0


def shown(value: object) -> str:
    """A value as people read it."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)
