"""How readers report broken input: one GeometryError with the format's name and the place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cadwidgets.errors import GeometryError


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Name the format in a GeometryError that comes from a part which does not know it, as `Mesh` does not."""
    try:
        yield
    except GeometryError as error:
        if error.format:
            raise
        raise GeometryError(f"{name}: {error}", format=name, offset=error.offset) from None
