"""What a catalog is made of: families, their configurations, and dimensions that say where they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cadwidgets.errors import NotFound

CLASSIFICATION_ID = "CADWIDGETS_STANDARD_PARTS"
"""The catalog's own name, so that nobody takes its parts for those of a supplier's catalog."""


@dataclass(frozen=True)
class Dimension:
    """One value of a table.

    ``basis`` says what the standard means by it (nominal, maximum, minimum, reference), ``source`` names the
    standard that defines it, and ``agreeing`` the independent public documents in which the same value was
    found. The texts of the standards themselves were not compared: `verified` is a vote of two, not a proof.
    """

    symbol: str
    label: str
    value: float
    basis: str
    source: str
    agreeing: tuple[str, ...] = ()
    unit: str = "mm"

    @property
    def verified(self) -> bool:
        """Whether two independent public documents state this value."""
        return len(self.agreeing) >= 2

    @property
    def text(self) -> str:
        """The value without superfluous digits: ``6``, ``0.15``."""
        return f"{self.value:.10g}"


@dataclass(frozen=True)
class Configuration:
    """One part number: ``configuration["d"]`` is the value of the dimension d in its unit."""

    part_number: str
    dimensions: tuple[Dimension, ...]

    def __getitem__(self, symbol: str) -> float:
        for dimension in self.dimensions:
            if dimension.symbol == symbol:
                return dimension.value
        raise KeyError(symbol)


@dataclass(frozen=True)
class Material:
    """A material and its density in kg/m³, with the public document that states it."""

    name: str
    density: float
    source: str


@dataclass(frozen=True, eq=False)
class Family:
    """A family of standard parts.

    ``surplus_volume`` tells how much of a configuration's simplified solid (mm³) the real part does not
    have, such as the grooves of a thread that is modelled as a plain cylinder: the mass is that of the real
    part.
    """

    id: str
    title: str
    description: str
    name: str
    standard: str
    material: Material
    configurations: tuple[Configuration, ...] = field(repr=False)
    surplus_volume: Callable[[Configuration], float] = field(default=lambda _: 0.0, repr=False)
    classification_id: str = CLASSIFICATION_ID

    def __post_init__(self) -> None:
        by_number = {configuration.part_number: configuration for configuration in self.configurations}
        object.__setattr__(self, "_by_number", by_number)

    @property
    def part_numbers(self) -> tuple[str, ...]:
        """The part numbers in catalog order."""
        return tuple(configuration.part_number for configuration in self.configurations)

    def configuration(self, part_number: str) -> Configuration:
        """The configuration of a part number, spelled exactly as in the catalog. Raises NotFound."""
        known: Mapping[str, Configuration] = self.__dict__["_by_number"]
        if part_number not in known:
            raise NotFound(f"{self.title} has no part number {part_number[:60]!r}")
        return known[part_number]

    def mass(self, part_number: str, volume: float) -> float:
        """The part's mass in grams, from the volume (mm³) of its simplified solid and the density."""
        real = volume - self.surplus_volume(self.configuration(part_number))
        return real * self.material.density * 1e-6
