"""What a model is made of. Where nothing says it, there is no mass: it is never 0."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.errors import NotFound
from cadwidgets.service.catalog.materials import material_named


@dataclass(frozen=True)
class Substance:
    """What a thing is made of, as the script calls it; ``density`` in kg/m³ is None where it is not known."""

    name: str = ""
    density: float | None = None


def substance_of(schema: ParameterSchema, warn: Callable[[str], None]) -> Substance:
    """With the density that the script gives, else its material's. Without either there is none, and a warning."""
    if schema.density or not schema.material:
        return Substance(schema.material, schema.density or None)
    try:
        return Substance(schema.material, material_named(schema.material).density)
    except NotFound as error:
        warn(f"there is no mass: {error}; or write # @density 1240 kg/m3")
        return Substance(schema.material)
