"""What a catalog is made of: families, their configurations, and dimensions that say where they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cadwidgets.errors import NotFound

CLASSIFICATION_ID = "CADWIDGETS_STANDARD_PARTS"
"""The catalog's own name, so that nobody takes its parts for those of a supplier's catalog."""
EXAMPLES_ID = "CADWIDGETS_EXAMPLES"
"""A catalog of parts to try a program with, which are no standard parts."""


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
class Selector:
    """What a designer chooses a configuration by: a dimension (``unit`` set), or a word such as a series.

    ``kind`` is the contract's type of a parameter: boolean, integer, real or text.
    """

    symbol: str
    label: str
    kind: str = "real"
    unit: str = ""

    def shown(self, value: str) -> str:
        """A value as people read it: ``6 mm``."""
        return f"{value} {self.unit}".strip()


@dataclass(frozen=True)
class Component:
    """A part of an assembly: the id of its family, its part number, and how many there are."""

    family_id: str
    part_number: str
    count: int = 1


@dataclass(frozen=True)
class Configuration:
    """One part number: ``configuration["d"]`` is the value of the dimension d in its unit.

    ``selection`` has a value for each selector of its family, in their order; no two configurations of a family have
    the same. An assembly has ``components``.
    """

    part_number: str
    dimensions: tuple[Dimension, ...]
    selection: tuple[str, ...] = ()
    components: tuple[Component, ...] = ()

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
    part. An assembly has no ``material`` of its own: its components have theirs. ``part_id`` has the form of
    TraceParts' own (NN-DDMMYYYY-NNNNNN) and never changes; ``category`` is the code of a category of the catalog.
    """

    id: str
    part_id: str
    category: str
    title: str
    description: str
    name: str
    standard: str
    material: Material | None
    selectors: tuple[Selector, ...]
    configurations: tuple[Configuration, ...] = field(repr=False)
    surplus_volume: Callable[[Configuration], float] = field(default=lambda _: 0.0, repr=False)
    classification_id: str = CLASSIFICATION_ID

    def __post_init__(self) -> None:
        by_number = {configuration.part_number: configuration for configuration in self.configurations}
        object.__setattr__(self, "_by_number", by_number)
        by_path = {self.selection_path(configuration): configuration for configuration in self.configurations}
        object.__setattr__(self, "_by_path", by_path)

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

    def selection_path(self, configuration: Configuration) -> str:
        """The opaque name of a configuration within its family, as in ``d=6 mm|l=20 mm|``. It never changes."""
        pairs = zip(self.selectors, configuration.selection, strict=True)
        return "".join(f"{selector.symbol}={selector.shown(value)}|" for selector, value in pairs)

    def configured(self, selection_path: str) -> Configuration:
        """The configuration of a selection path; of an empty one, the default. Raises NotFound."""
        known: Mapping[str, Configuration] = self.__dict__["_by_path"]
        if not selection_path:
            return self.configurations[0]
        if selection_path not in known:
            raise NotFound(f"{self.title} has no configuration {selection_path[:120]!r}")
        return known[selection_path]

    def mass(self, part_number: str, volume: float) -> float:
        """The part's mass in grams, from the volume (mm³) of its simplified solid and the density.

        Raises ValueError for an assembly, which weighs what its components weigh.
        """
        if self.material is None:
            raise ValueError(f"{self.title} have no density of their own: add the masses of their components")
        real = volume - self.surplus_volume(self.configuration(part_number))
        return real * self.material.density * 1e-6
