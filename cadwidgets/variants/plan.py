"""Which variants are to be built: a grid, pairs, or points spread over ranges."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import EllipsisType
from typing import Any, Literal, TypeAlias

import numpy as np

from cadwidgets.contract.design_row import row_key
from cadwidgets.contract.parameters import Parameter, ParameterSchema, Value
from cadwidgets.errors import RequestError
from cadwidgets.modelscript.ranges import slider_range

How: TypeAlias = Literal["grid", "zip", "random", "lhs"]
MAX_VARIANTS = 100_000
DEFAULT_COUNT = 100
_SPREAD = ("random", "lhs")


def planned(
    schema: ParameterSchema,
    base: Mapping[str, Value],
    vary: Mapping[str, Any],
    how: str = "grid",
    *,
    count: int | None = None,
    seed: int = 0,
) -> list[dict[str, Value]]:
    """The values of all parameters of each variant, no two alike, in the order in which they are built.

    ``vary`` names for each parameter what it is to be: a list, a range, an array, or one value. ``grid`` takes every
    combination, the last parameter changing fastest; ``zip`` the first of each, then the second, and so on. ``random``
    and ``lhs`` (a Latin hypercube, McKay, Beckman and Conover, 1979: in each of ``count`` equal parts of an axis lies
    one point) spread ``count`` points, the same for the same ``seed``: there a tuple (low, high) of a number is the
    range between, and ``...`` all that is declared. Numbers in a range keep to the step of their slider where the
    script declares one. All else is as in ``base``.

    Raises RequestError for a name or value that does not fit, and for more than 100,000 variants.
    """
    _check(schema, vary, how, count)
    if how in _SPREAD:
        points = _spread(schema, vary, how, DEFAULT_COUNT if count is None else count, seed)
    else:
        points = _listed(schema, vary, how)
    variants = ({**base, **point} for point in points)
    return list({row_key(variant): variant for variant in variants}.values())


def _check(schema: ParameterSchema, vary: Mapping[str, Any], how: str, count: int | None) -> None:
    if how not in ("grid", "zip", *_SPREAD):
        raise RequestError(f"how = {how!r} is not known", parameter="how", value=how, allowed="grid, zip, random, lhs")
    if not vary:
        raise RequestError("nothing is varied", parameter="vary", allowed='values by parameter: {"width": [40, 60]}')
    for name in vary:
        if name not in schema.names:
            known = ", ".join(schema.names) or "none: this model has no parameters"
            raise RequestError(f"there is no parameter {name!r}", parameter=name, value=vary[name], allowed=known)
    if count is not None and how not in _SPREAD:
        raise RequestError(f"how = {how!r} takes no count", parameter="count", value=count, allowed="random or lhs")
    if count is not None and not 1 <= count <= MAX_VARIANTS:
        allowed = f"a whole number from 1 to {MAX_VARIANTS:,}"
        raise RequestError(f"{count} is no number of variants", parameter="count", value=count, allowed=allowed)


def _listed(schema: ParameterSchema, vary: Mapping[str, Any], how: str) -> Iterator[dict[str, Value]]:
    axes = [_values(schema[name], wanted) for name, wanted in vary.items()]
    if how == "zip":
        lengths = {name: len(axis) for name, axis in zip(vary, axes, strict=True) if len(axis) != 1}
        if len(set(lengths.values())) > 1:
            told = ", ".join(f"{name} has {length}" for name, length in lengths.items())
            raise RequestError(
                f"values for zip must be equally many: {told}", parameter="vary", allowed="equal lengths"
            )
        most = max(lengths.values(), default=1)
        rows: Iterable[tuple[Value, ...]] = zip(
            *(axis * most if len(axis) == 1 else axis for axis in axes), strict=True
        )
    else:
        _check_number(math.prod(map(len, axes)))
        rows = itertools.product(*axes)
    return (dict(zip(vary, row, strict=True)) for row in rows)


def _check_number(variants: int) -> None:
    if variants > MAX_VARIANTS:
        message = f"these are {variants:,} variants"
        allowed = f'at most {MAX_VARIANTS:,}; how="lhs" spreads fewer over the same ranges'
        raise RequestError(message, parameter="vary", allowed=allowed)


def _values(parameter: Parameter, wanted: Any) -> list[Value]:
    """What a parameter is to be, checked."""
    if isinstance(wanted, EllipsisType):
        listed: Sequence[Any] = _all(parameter)
    elif isinstance(wanted, str) or not isinstance(wanted, Iterable) or _is_one_tuple(parameter, wanted):
        listed = [wanted]
    else:
        listed = list(itertools.islice(wanted, MAX_VARIANTS + 1))
    if not listed:
        raise RequestError(f"{parameter.name} has no values", parameter=parameter.name, allowed=parameter.allowed)
    _check_number(len(listed))
    return [parameter.check(_plain(value)) for value in listed]


def _is_one_tuple(parameter: Parameter, wanted: Any) -> bool:
    """Whether these numbers are one value of a parameter that is a tuple itself."""
    return parameter.kind == "tuple" and isinstance(wanted, tuple) and not any(isinstance(v, Iterable) for v in wanted)


def _all(parameter: Parameter) -> Sequence[Any]:
    """Every value that a parameter can have, where they can be counted."""
    if parameter.kind == "bool":
        return (False, True)
    if parameter.kind == "choice":
        return parameter.choices
    if parameter.kind in ("int", "float"):
        low, high, step = slider_range(parameter)
        step = max(step, 1) if parameter.kind == "int" else step
        return [low + step * at for at in range(1 + int((high - low) / step + 1e-9))]
    allowed = "a list of values"
    raise RequestError(f"{parameter.name} has no range", parameter=parameter.name, value=..., allowed=allowed)


def _plain(value: Any) -> Any:
    """A number of numpy or pandas as Python has it."""
    return value.item() if isinstance(value, np.generic) else value


def _spread(
    schema: ParameterSchema, vary: Mapping[str, Any], how: str, count: int, seed: int
) -> Iterator[dict[str, Value]]:
    axes = [_axis(schema[name], wanted) for name, wanted in vary.items()]
    rng = np.random.default_rng(seed)
    places = rng.random((count, len(axes)))
    if how == "lhs":
        parts = rng.permuted(np.tile(np.arange(count)[:, None], len(axes)), axis=0)
        places = (parts + places) / count
    for point in places.tolist():
        yield {name: axis(place) for name, axis, place in zip(vary, axes, point, strict=True)}


def _axis(parameter: Parameter, wanted: Any) -> Callable[[float], Value]:
    """From a place, 0 to below 1, to a value: along a range, or one of those listed."""
    if parameter.kind in ("int", "float"):
        if isinstance(wanted, EllipsisType):
            return _along(parameter, *slider_range(parameter)[:2])
        if isinstance(wanted, tuple):
            if len(wanted) != 2:
                raise RequestError(
                    f"{parameter.name} = {wanted!r} is no range",
                    parameter=parameter.name,
                    value=wanted,
                    allowed="(low, high), or a list of values to choose from",
                )
            low, high = (float(parameter.check(_plain(end))) for end in wanted)  # type: ignore[arg-type]  # by its kind
            return _along(parameter, min(low, high), max(low, high))
    values = _values(parameter, wanted)
    return lambda place: values[int(place * len(values))]


def _along(parameter: Parameter, low: float, high: float) -> Callable[[float], Value]:
    if parameter.kind == "int":
        return lambda place: int(low + place * (high - low + 1))  # every whole number has an equal part
    step = 0.0 if parameter.invented else parameter.step or 0.0
    start = parameter.minimum if parameter.minimum is not None else low

    def along(place: float) -> Value:
        value = low + place * (high - low)
        if 0 < step < high - low:
            value = min(max(start + step * round((value - start) / step), low), high)
        return round(value, 9)

    return along
