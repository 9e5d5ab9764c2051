"""The values of a parameter as one line of text, as a command line has them: ``20:5:80``, ``20:80``, ``2,4,6``."""

from __future__ import annotations

from typing import Any

import numpy as np

from cadwidgets.contract.parameters import Parameter
from cadwidgets.errors import RequestError
from cadwidgets.modelscript.ranges import slider_range
from cadwidgets.variants.plan import MAX_VARIANTS

ALL = "all"
_ALLOWED = "low:step:high, low:high, values with commas between, or all"


def read_axis(parameter: Parameter, text: str, *, spread: bool) -> Any:
    """What `planned` takes: ``low:step:high`` as in a script's own ranges, ``low:high`` in steps of the slider (or the
    range itself where points are ``spread`` over it), values with commas between, or ``all``.

    Raises RequestError.
    """
    if text.strip() == ALL:
        return ...
    if parameter.kind not in ("int", "float"):
        return [text] if parameter.kind == "tuple" else text.split(",")
    if ":" not in text:
        return [part.strip() for part in text.split(",")]
    numbers = _numbers(parameter, text)
    low, high = numbers[0], numbers[-1]
    if spread:
        return (low, high)
    step = numbers[1] if len(numbers) == 3 else slider_range(parameter).step
    if parameter.kind == "int":
        step = max(step, 1.0)
    if step <= 0 or high < low or (high - low) / step > MAX_VARIANTS:
        raise _wrong(parameter, text)
    values = low + step * np.arange(int((high - low) / step + 1e-9) + 1)
    return [round(value, 9) for value in values.tolist()]


def _numbers(parameter: Parameter, text: str) -> list[float]:
    try:
        numbers = [float(part) for part in text.split(":")]
    except ValueError:
        raise _wrong(parameter, text) from None
    if len(numbers) not in (2, 3) or not np.isfinite(numbers).all():
        raise _wrong(parameter, text)
    return numbers


def _wrong(parameter: Parameter, text: str) -> RequestError:
    return RequestError(f"{parameter.name}={text[:60]} is no range", parameter="--vary", value=text, allowed=_ALLOWED)
