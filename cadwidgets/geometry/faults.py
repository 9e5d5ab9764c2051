"""How readers report broken input: one GeometryError with the format's name and the place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from cadwidgets.errors import GeometryError

MAX_ELEMENTS = 40_000_000
"""Vertices, triangles and segments of a file whose few bytes can repeat them without end; more are refused."""


def check_amount(elements: int) -> None:
    """Raises GeometryError for more than `MAX_ELEMENTS`."""
    if elements > MAX_ELEMENTS:
        raise GeometryError(
            f"the file repeats its parts into more than {MAX_ELEMENTS} vertices and triangles", offset=0
        )


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Name the format in a GeometryError from a part that does not know it, as `Mesh` does not.

    Numbers that grow too large become inf without a warning here: `Mesh` refuses them.
    """
    try:
        with np.errstate(over="ignore", invalid="ignore"):
            yield
    except GeometryError as error:
        if error.format:
            raise
        raise GeometryError(f"{name}: {error}", format=name, offset=error.offset) from None
