"""A schema from values alone, for a stored model whose service does not tell its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cadwidgets.contract.parameters import Parameter, ParameterSchema
from cadwidgets.errors import RequestError
from cadwidgets.modelscript.constants import kind_of
from cadwidgets.modelscript.ranges import invent


def schema_of_values(values: Mapping[str, Any]) -> ParameterSchema:
    """One parameter per value, which is its default, with an invented range; a `Parameter` is taken as it is.

    Raises RequestError for a value that is no number, text, boolean, or list or tuple of numbers.
    """
    return ParameterSchema(tuple(_parameter(name, value) for name, value in values.items()))


def _parameter(name: str, value: Any) -> Parameter:
    if isinstance(value, Parameter):
        return value
    default = tuple(value) if isinstance(value, list) else value
    kind = kind_of(default)
    if kind is None:
        allowed = "a number, a text, true or false, or several numbers"
        message = f"{name} = {value!r} cannot be a parameter"
        raise RequestError(message, parameter=name, value=value, allowed=allowed)
    return invent(Parameter(name, kind, default))
