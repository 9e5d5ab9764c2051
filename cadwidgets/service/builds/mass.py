"""The mass of a model whose script says what it is made of. Without that there is none: it is never 0."""

from __future__ import annotations

from collections.abc import Callable

from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.errors import NotFound
from cadwidgets.service.catalog.materials import material_named
from cadwidgets.units import MILLIMETRES


def density(schema: ParameterSchema, warn: Callable[[str], None]) -> float | None:
    """kg/m³: the density that the script gives, else its material's. None without either, and a warning."""
    if schema.density:
        return schema.density
    if not schema.material:
        return None
    try:
        return material_named(schema.material).density
    except NotFound as error:
        warn(f"there is no mass: {error}; or write # @density 1240 kg/m3")
        return None


def mass(volume: float, schema: ParameterSchema, warn: Callable[[str], None]) -> float | None:
    """The mass in kg of ``volume``, which is in the script's unit of length cubed. None when it is not known."""
    known = density(schema, warn)
    if known is None:
        return None
    if volume <= 0:
        warn("there is no mass: the model has no solid with a positive volume")
        return None
    metres = MILLIMETRES[schema.unit] / 1000
    return volume * metres**3 * known
