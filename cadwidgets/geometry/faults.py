"""How readers report broken input: one GeometryError with the format's name and the place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from cadwidgets.errors import GeometryError


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
