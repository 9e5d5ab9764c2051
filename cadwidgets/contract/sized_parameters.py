"""Parameters bound to the sizes of a catalog: what a script may only refer to, and who knows the catalog can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from cadwidgets.contract.parameters import Parameter, ParameterSchema, Value
from cadwidgets.contract.sizes import Size, Sizes
from cadwidgets.errors import CadWidgetsError, Cancelled, RequestError
from cadwidgets.units import MILLIMETRES

FindSizes = Callable[[str], Sizes]
"""Finds what a reference such as ``deep-groove bearing.d`` names; raises CadWidgetsError."""


def references(schema: ParameterSchema) -> tuple[str, ...]:
    """What the parameters refer to, each reference once."""
    return tuple(dict.fromkeys(parameter.catalog for parameter in schema.parameters if parameter.catalog))


def with_sizes(schema: ParameterSchema, find: FindSizes) -> ParameterSchema:
    """The schema in which every parameter that refers to a catalog is a choice of its sizes.

    A reference that leads nowhere binds nobody: its parameter stays a number, and a warning says why. A default or
    a preset that is no size stays as the script has it, and a warning names the nearest sizes. Raises Cancelled.
    """
    warnings = list(schema.warnings)
    parameters = []
    for parameter in schema.parameters:
        try:
            parameters.append(_sized(parameter.unsized, schema.unit, find) if parameter.catalog else parameter)
        except Cancelled:
            raise
        except CadWidgetsError as error:
            parameters.append(parameter.unsized)
            warnings.append(f"{parameter.name} takes any number: {_told(error)}")
    sized = replace(schema, parameters=tuple(parameters))
    warnings += [f"{where}{_told(error)}" for where, error in _misfits(sized)]
    return replace(sized, warnings=tuple(dict.fromkeys(warnings)))


def check_sizes(schema: ParameterSchema, values: Mapping[str, Value]) -> None:
    """Raises RequestError for a default that counts, or a preset's value, that is none of its parameter's sizes."""
    for parameter in schema.parameters:
        if parameter.sizes:
            parameter.read(values.get(parameter.name, parameter.default))


def _sized(parameter: Parameter, length_unit: str, find: FindSizes) -> Parameter:
    found = find(parameter.catalog)
    unit = parameter.unit or (length_unit if found.unit in MILLIMETRES else found.unit)
    sizes = tuple(size for size in found.in_unit(unit) if parameter.invented or parameter.contains(size.value))
    if not sizes:
        message = f"no size of {parameter.catalog} is within the bounds of {parameter.name}"
        raise RequestError(message, parameter=parameter.name, value=parameter.catalog, allowed=parameter.allowed)
    return replace(parameter, kind="choice", unit=unit, sizes=sizes, choices=_choices(parameter, sizes))


def _choices(parameter: Parameter, sizes: tuple[Size, ...]) -> tuple[Value, ...]:
    """Whole numbers where the script's is one and all sizes are: it may count with it."""
    values = tuple(size.value for size in sizes)
    whole = isinstance(parameter.default, int) and all(value.is_integer() for value in values)
    return tuple(map(int, values)) if whole else values


def _misfits(schema: ParameterSchema) -> Iterator[tuple[str, RequestError]]:
    """What the script itself says that is no size: where, and why not."""
    said = [("", schema.defaults), *((f"the preset {name!r}: ", values) for name, values in schema.presets.items())]
    for where, values in said:
        for parameter in schema.parameters:
            try:
                if parameter.sizes and parameter.name in values:
                    parameter.read(values[parameter.name])
            except RequestError as error:
                yield where, error


def _told(error: CadWidgetsError) -> str:
    """The error in one line, with what is allowed."""
    allowed = error.allowed if isinstance(error, RequestError) else ""
    return f"{error}; allowed: {allowed}" if allowed else str(error)
