"""A schema from values alone, for a stored model whose service does not tell its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cadwidgets.contract.parameters import Kind, Parameter, ParameterSchema
from cadwidgets.errors import RequestError
from cadwidgets.modelscript.ranges import invent

_KINDS: dict[type, Kind] = {bool: "bool", int: "int", float: "float", str: "text", tuple: "tuple"}


def schema_of_values(values: Mapping[str, Any]) -> ParameterSchema:
    """One parameter per value, of the value's own kind, with an invented range; a `Parameter` is taken as it is.

    Raises RequestError for a value that no parameter can have.
    """
    return ParameterSchema(tuple(_parameter(name, value) for name, value in values.items()))


def _parameter(name: str, value: Any) -> Parameter:
    if isinstance(value, Parameter):
        return value
    if type(value) not in _KINDS:
        raise RequestError(
            f"{name} = {value!r} is no value of a parameter",
            parameter=name,
            value=value,
            allowed="a number, true or false, a text, or a tuple of numbers",
        )
    return invent(Parameter(name, _KINDS[type(value)], value))
