"""The sliders of a saved page: which values each has, and which builds that takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias, TypeVar

from cadwidgets.contract.parameters import Parameter, ParameterSchema, Value
from cadwidgets.errors import RequestError
from cadwidgets.modelscript.ranges import slider_range
from cadwidgets.viewer.saved.contents import Slider

STEPS = 7
_Number = TypeVar("_Number", int, float)
Wanted: TypeAlias = Sequence[str] | Mapping[str, Sequence[object]]
"""The names of parameters, or by each name its values."""


@dataclass(frozen=True)
class SavedSliders:
    """``sliders`` with their values; with ``grid`` every combination of them is built, else each by itself, with the
    others where they are now."""

    sliders: tuple[Slider, ...]
    grid: bool

    @classmethod
    def of(
        cls, schema: ParameterSchema, params: Mapping[str, Value], wanted: Wanted, steps: int, *, grid: bool
    ) -> SavedSliders:
        """Sliders with at most ``steps`` values where none are given, the present one among them.

        Raises RequestError for a name that there is not, a value that is not allowed, and what no slider moves through.
        """
        if isinstance(wanted, str) or steps < 2:
            allowed = "a list of names, or a dict of values by name, and at least 2 steps"
            raise RequestError("these are no sliders", parameter="sliders", value=wanted, allowed=allowed)
        given = wanted if isinstance(wanted, Mapping) else dict.fromkeys(wanted)
        return cls(tuple(_slider(schema, params, name, some, steps) for name, some in given.items()), grid)

    @property
    def present(self) -> str:
        """The key of the present model."""
        return _key(slider.at for slider in self.sliders)

    def builds(self) -> Iterator[tuple[str, dict[str, Value]]]:
        """The key of each build in the page, and the values that it takes; the present one first."""
        now = tuple(slider.at for slider in self.sliders)
        places = [range(len(slider.values)) for slider in self.sliders]
        if self.grid:
            others = list(product(*places))
        else:
            others = [(*now[:n], at, *now[n + 1 :]) for n, some in enumerate(places) for at in some]
        for places_of_all in dict.fromkeys([now, *others]):
            pairs = zip(self.sliders, places_of_all, strict=True)
            yield _key(places_of_all), {slider.name: slider.values[at] for slider, at in pairs}


def _slider(
    schema: ParameterSchema, params: Mapping[str, Value], name: str, given: Sequence[object] | None, steps: int
) -> Slider:
    now = params[name] if name in schema.names else None
    checked = [schema.check({name: value})[name] for value in ([] if given is None else given)]
    if now is None:
        schema.check({name: now})  # raises: there is no such parameter
        raise RequestError(f"{name} has no value", parameter=name)
    parameter = schema[name]
    values = _with(parameter, list(dict.fromkeys(checked)), now) if given is not None else along(parameter, now, steps)
    return Slider(name, parameter.title, parameter.unit, tuple(values), values.index(now))


def _with(parameter: Parameter, values: list[Value], now: Value) -> list[Value]:
    """Values in order, the present one among them."""
    if now not in values:
        values.append(now)
    if parameter.kind in ("int", "float"):
        return sorted(values)
    places = (False, True) if parameter.kind == "bool" else parameter.choices
    return sorted(values, key=lambda value: places.index(value) if value in places else len(places))


def along(parameter: Parameter, now: Value, steps: int) -> list[Value]:
    """At most ``steps`` values that a slider has, evenly along it, with ``now`` in place of the one next to it.

    Raises RequestError for text and tuples.
    """
    if parameter.kind in ("text", "tuple"):
        allowed = "a parameter with a number, a choice, or yes and no"
        message = f"no slider moves through the values of {parameter.name}"
        raise RequestError(message, parameter="sliders", value=parameter.name, allowed=allowed)
    if parameter.kind in ("int", "float"):
        return _numbers(parameter, now, steps)
    places: list[Value] = [False, True] if parameter.kind == "bool" else list(parameter.choices)
    if now not in places:
        places.append(now)
    chosen = _evenly(len(places), steps)
    return [places[at] for at in _among(chosen, places.index(now))]


def _numbers(parameter: Parameter, now: Value, steps: int) -> list[Value]:
    low, high, step = slider_range(parameter)
    whole = parameter.kind == "int"
    step = max(step, 1) if whole else step
    positions = _evenly(int((high - low) / step + 1e-9) + 1, steps)
    values = [round(low + step * at, 9) for at in positions]  # as the slider rounds
    numbers = [int(value) if whole else float(value) for value in values]
    return list(_among(numbers, int(now) if whole else float(now)))  # type: ignore[arg-type]  # a number by its kind


def _evenly(count: int, steps: int) -> list[int]:
    """At most ``steps`` numbers below ``count``, the first and the last among them."""
    steps = min(steps, count)
    return [round(at * (count - 1) / max(steps - 1, 1)) for at in range(steps)]


def _among(numbers: Sequence[_Number], now: _Number) -> list[_Number]:
    """Numbers in order with ``now`` in place of the nearest one, which is an end only where there is nothing else."""
    if now in numbers:
        return list(numbers)
    away = [abs(number - now) for number in numbers[1:-1] or numbers]
    found = list(numbers)
    found[away.index(min(away)) + (1 if len(numbers) > 2 else 0)] = now
    return sorted(found)


def _key(places: Iterator[int] | Sequence[int]) -> str:
    return ",".join(map(str, places))
