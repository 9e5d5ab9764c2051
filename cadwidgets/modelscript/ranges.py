"""Sensible slider ranges where a script declares none: round steps, and the default is inside."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from cadwidgets.contract.parameters import Parameter

ANGLE_WORDS = {"angle", "angles", "deg", "degrees", "rotation", "rotate", "tilt", "twist", "azimuth"}
COUNT_WORDS = {"count", "n", "num", "number", "teeth", "holes", "rows", "cols", "columns", "sides", "steps"}

_TINY, _HUGE = 1e-9, 1e300
"""Numbers beyond these get the range of zero, or one that ends at the number itself."""


class Range(NamedTuple):
    """What a slider needs: both ends, inclusive, and the step between two positions."""

    low: float
    high: float
    step: float


def invent(parameter: Parameter) -> Parameter:
    """The parameter with a range where it declares no bound, or with a step where it declares both bounds."""
    if not _numbers(parameter):
        return parameter
    if parameter.minimum is None and parameter.maximum is None:
        low, high, step = _invented(parameter)
        return replace(parameter, minimum=low, maximum=high, step=parameter.step or step, invented=True)
    if parameter.step is None and parameter.minimum is not None and parameter.maximum is not None:
        return replace(parameter, step=_declared_step(parameter, parameter.minimum, parameter.maximum))
    return parameter


def slider_range(parameter: Parameter) -> Range:
    """A complete range for a number or tuple, also where only one bound is declared; it contains the default.

    Raises ValueError for a parameter without numbers.
    """
    numbers = _numbers(parameter)
    if not numbers:
        raise ValueError(f"{parameter.name} has no numbers to slide over")
    guess = _invented(parameter)
    low = guess.low if parameter.minimum is None else parameter.minimum
    high = guess.high if parameter.maximum is None else parameter.maximum
    low, high = min(low, *numbers), max(high, *numbers)
    if low >= high:  # a lone bound beyond the guess
        low, high = (low, low + 10) if parameter.maximum is None else (high - 10, high)
    return Range(low, high, parameter.step or _declared_step(parameter, low, high))


def _numbers(parameter: Parameter) -> tuple[float, ...]:
    if parameter.kind == "tuple" and isinstance(parameter.default, tuple):
        return parameter.default
    if parameter.kind in ("int", "float") and isinstance(parameter.default, (int, float)):
        return (parameter.default,)
    return ()


def _invented(parameter: Parameter) -> Range:
    numbers = _numbers(parameter)
    words = set(re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1_\2", parameter.name).lower()))
    size = max(abs(number) for number in numbers)
    whole = parameter.kind == "int" or (bool(words & COUNT_WORDS) and all(n == int(n) for n in numbers))
    if words & ANGLE_WORDS and size <= 360:
        found = _angles(numbers)
    elif size < _TINY:
        found = _around_zero(whole, counting=bool(words & COUNT_WORDS) and min(numbers) >= 0)
    elif whole and min(numbers) > 0 and size <= 200:
        found = Range(1, max(10, 2 * size), 1)
    else:
        found = _twice(numbers, size, whole)
    return Range(*map(int, found)) if parameter.kind == "int" else found


def _angles(numbers: tuple[float, ...]) -> Range:
    step = nice_step(1, numbers)
    if min(numbers) >= 0:
        return Range(0.0, 360.0, step)
    turn = 180.0 if max(map(abs, numbers)) <= 180 else 360.0
    return Range(-turn, turn, step)


def _around_zero(whole: bool, counting: bool) -> Range:
    return Range(0 if counting else -10, 10, 1 if whole else 0.1)


def _twice(numbers: tuple[float, ...], size: float, whole: bool) -> Range:
    """From nothing, or from the negative end, to twice the default; both ends on the step."""
    step = max(1.0, nice_step(size / 100, numbers)) if whole else nice_step(size / 40, numbers)
    high = size if size > _HUGE else float(_ceiling(2 * _exact(size), _exact(step)))
    if min(numbers) <= 0:
        return Range(-high, high, step)
    return Range(min(step, *numbers), high, step)


def _declared_step(parameter: Parameter, low: float, high: float) -> float:
    inside = [number for number in _numbers(parameter) if low <= number <= high]
    marks = [_exact(mark) - _exact(low) for mark in (high, *inside)]
    if parameter.kind == "int":
        return int(max(1.0, nice_step((high - low) / 100, marks))) if high - low > 200 else 1
    return nice_step(min(high / 100 - low / 100, _HUGE) or 1.0, marks)


def nice_step(largest: float, marks: Iterable[float | Decimal]) -> float:
    """The largest of 1, 2, 5, 10, ... and their decimal fractions up to ``largest`` that divides every mark.

    Looks through four decades; where none divides, the largest one.
    """
    ladder = list(_ladder(_exact(largest)))
    exact = [_exact(mark) for mark in marks]
    return float(next((step for step in ladder if _divides(step, exact)), ladder[0]))


def _ladder(largest: Decimal) -> Iterator[Decimal]:
    top = largest.adjusted()
    for exponent in range(top, top - 4, -1):
        for digit in (5, 2, 1):
            step = Decimal(digit).scaleb(exponent)
            if step <= largest:
                yield step


def _divides(step: Decimal, marks: list[Decimal]) -> bool:
    return all((mark / step) == (mark / step).to_integral_value() for mark in marks)


def _ceiling(number: Decimal, step: Decimal) -> Decimal:
    return math.ceil(number / step) * step


def _exact(number: float | Decimal) -> Decimal:
    """The decimal number that was written, as in 0.1, not its nearest binary fraction."""
    return number if isinstance(number, Decimal) else Decimal(repr(number))
