"""The sizes that a script refers to: asked for, and the parts that have those of now."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.contract.sized_parameters import with_sizes
from cadwidgets.contract.sizes import Sizes, size_of
from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources


def bound_to_sizes(schema: ParameterSchema, source: Sources, cancel: threading.Event) -> ParameterSchema:
    """In the background: the schema with sizes; where they cannot be had, a number stays one and a warning says why."""

    def find(reference: str) -> Sizes:
        catalog = source.sizes
        if catalog is None:
            message = f"nobody here knows the sizes of {reference}"
            raise RequestError(message, parameter="source", allowed="a cadwidgets service that builds or has the parts")
        return catalog.sizes(reference, cancel=cancel)

    return with_sizes(schema, find)


def part_numbers(schema: ParameterSchema, params: Mapping[str, Value]) -> dict[str, tuple[str, ...]]:
    """By parameter that is bound to sizes, the numbers of all parts that have its present one."""
    bound = [parameter for parameter in schema.parameters if parameter.sizes]
    sizes = {
        parameter.name: size_of(parameter.sizes, float(params[parameter.name]))  # type: ignore[arg-type]  # no tuple
        for parameter in bound
    }
    return {name: size.part_numbers if size else () for name, size in sizes.items()}
