"""Asking for the sizes that a script refers to."""

from __future__ import annotations

import threading

from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.sized_parameters import with_sizes
from cadwidgets.contract.sizes import Sizes
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
