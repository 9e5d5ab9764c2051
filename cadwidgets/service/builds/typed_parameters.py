"""The parameter objects of ModelScript 1.0, as they are while a script runs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from numbers import Real
from typing import Any

from cadwidgets.contract.parameters import Parameter, Value
from cadwidgets.errors import RequestError

_BARE: Mapping[str, Parameter] = {
    "FloatParam": Parameter("", "float", 0.0),
    "IntParam": Parameter("", "int", 0),
    "IntegerParam": Parameter("", "int", 0),
    "BooleanParam": Parameter("", "bool", False),
}


class TypedParameter:
    """A parameter object; ``value`` is final as soon as it exists.

    Scripts read ``value`` while they are executed, so it is looked up by the variable's name, which was
    written into the constructor's call as ``_name``. ``bare`` is the kind of value, ``chosen`` the values by name.
    """

    bare: Parameter
    chosen: Mapping[str, Value]

    def __init__(self, default: Any = None, *ignored: Any, _name: str = "", **declared: Any) -> None:
        for name, value in declared.items():
            setattr(self, name, value)
        self.default = default
        self.value = self.chosen[_name] if _name in self.chosen else _default(self.bare, default, declared)


def _default(bare: Parameter, default: Any, declared: Mapping[str, Any]) -> Value:
    """The value that the schema says, too: the default, its preset, the first choice, the minimum, or zero."""
    presets, choices, low = (declared.get(name) for name in ("presets", "choices", "min"))
    candidates = [
        default,
        presets.get("default") if isinstance(presets, Mapping) else None,
        choices[0] if isinstance(choices, (list, tuple)) and choices else None,
        math.ceil(low) if bare.kind == "int" and isinstance(low, Real) else low,
    ]
    for raw in candidates:
        number = isinstance(raw, Real) and not isinstance(raw, (bool, int))
        with suppress(RequestError):
            if raw is not None:
                return bare.read(float(raw) if number else raw)
    return bare.default


def parameter_classes(chosen: Mapping[str, Value]) -> dict[str, type]:
    """The four classes, whose objects take their values from ``chosen``."""
    return {name: type(name, (TypedParameter,), {"bare": bare, "chosen": chosen}) for name, bare in _BARE.items()}
