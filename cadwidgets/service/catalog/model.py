"""What a catalog is made of: families, their configurations, and dimensions that say where they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from cadwidgets.contract.part_details import NOT_READ
from cadwidgets.errors import NotFound

CLASSIFICATION_ID = "CADWIDGETS_STANDARD_PARTS"
"""The catalog's own name, so that nobody takes its parts for those of a supplier's catalog."""
BY_STANDARD_ID = "CADWIDGETS_BY_STANDARD"
"""The same parts, classified by the standards that they follow."""
EXAMPLES_ID = "CADWIDGETS_EXAMPLES"
"""A catalog of parts to try a program with, which are no standard parts."""


@dataclass(frozen=True)
class Category:
    """A category: its code (``CW.10.010``), which begins with that of its parent, and its title."""

    code: str
    title: str
    classification_id: str = CLASSIFICATION_ID

    @property
    def path(self) -> str:
        """The codes of its parents and its own, as the classic services write them: ``/CW.10/CW.10.010/``."""
        levels = self.code.split(".")
        return "/" + "".join(".".join(levels[: end + 1]) + "/" for end in range(1, len(levels)))

    @property
    def level(self) -> int:
        """1 for a category right below the catalog."""
        return self.code.count(".")


@dataclass(frozen=True, slots=True)
class Dimension:
    """One value of a table.

    ``basis`` says what the standard means by it (nominal, maximum, minimum, reference), or that no document was read
    for it: see `CHOSEN` and `CALCULATED`. ``source`` names the standard or the formula, ``agreeing`` the independent
    public documents in which the same value was found. The texts of the standards themselves were not compared:
    `verified` is a vote of two, not a proof.
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
    def doubtful(self) -> bool:
        """Whether a second document could confirm the value, and none is known."""
        return not self.verified and self.basis not in NOT_READ

    @property
    def text(self) -> str:
        """The value without superfluous digits: ``6``, ``0.15``."""
        return f"{self.value:.10g}"


@dataclass(frozen=True)
class Selector:
    """What a designer chooses a configuration by: a dimension (``unit`` set), or a word such as a series.

    ``kind`` is the contract's type of a parameter: boolean, integer, real or text. What is chosen by a text that is no
    dimension is told in the bill of materials, too.
    """

    symbol: str
    label: str
    kind: str = "real"
    unit: str = ""

    def shown(self, value: str) -> str:
        """A value as people read it: ``6 mm``."""
        return f"{value} {self.unit}".strip()


@dataclass(frozen=True)
class Option:
    """How a part is shown, which is no matter of its part number: such as a thread, simplified or real.

    The first of ``values`` is what is shown without being asked for; it stands in no selection path.
    """

    symbol: str
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Component:
    """A part of an assembly: the id of its family, its part number, and how many there are."""

    family_id: str
    part_number: str
    count: int = 1


@dataclass(frozen=True)
class Material:
    """A material and its density in kg/m³, with the public document that states it."""

    name: str
    density: float
    source: str


@dataclass(frozen=True, slots=True)
class StepFile:
    """The shape of a part as the owner of its catalog gave it: the SHA-256 of the file in hexadecimal, and the volume
    of its solids in mm³."""

    digest: str
    volume: float


@dataclass(frozen=True, slots=True)
class Configuration:
    """One part number: ``configuration["d"]`` is the value of the dimension d in its unit.

    ``selection`` has a value for each selector of its family, in their order; no two configurations of a family have
    the same. An assembly has ``components``. ``material`` is set where it differs within the family; ``properties``
    are further (label, text) pairs; ``options`` what is shown otherwise than by default, see `Family.shown`. A part of
    somebody's own catalog may have a ``name`` of its own, a ``mass`` in grams that is stated, and a STEP file.
    """

    part_number: str
    dimensions: tuple[Dimension, ...]
    selection: tuple[str, ...] = ()
    components: tuple[Component, ...] = ()
    material: Material | None = None
    properties: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    name: str = ""
    mass: float | None = None
    step: StepFile | None = None

    def __getitem__(self, symbol: str) -> float:
        for dimension in self.dimensions:
            if dimension.symbol == symbol:
                return dimension.value
        raise KeyError(symbol)

    def option(self, symbol: str) -> str:
        """What was chosen of an option; an empty text for its default."""
        return dict(self.options).get(symbol, "")


@dataclass(frozen=True, eq=False)
class Family:
    """A family of standard parts.

    ``surplus_volume`` tells how much of a configuration's simplified solid (mm³) the real part does not
    have, such as the grooves of a thread that is modelled as a plain cylinder: the mass is that of the real
    part. An assembly has no ``material`` of its own: its components have theirs. ``part_id`` has the form of
    TraceParts' own (NN-DDMMYYYY-NNNNNN) and never changes; ``category`` is the code of a category of the catalog. The
    parts of an ``imported`` family have the shapes of their STEP files, and none without.
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
    options: tuple[Option, ...] = ()
    classification_id: str = CLASSIFICATION_ID
    imported: bool = False

    @cached_property
    def _by_number(self) -> Mapping[str, Configuration]:
        return {configuration.part_number: configuration for configuration in self.configurations}

    @cached_property
    def _by_path(self) -> Mapping[str, Configuration]:
        return {self.selection_path(configuration): configuration for configuration in self.configurations}

    @property
    def part_numbers(self) -> tuple[str, ...]:
        """The part numbers in catalog order."""
        return tuple(configuration.part_number for configuration in self.configurations)

    def has(self, part_number: str) -> bool:
        """Whether the family has a part number, spelled exactly."""
        return part_number in self._by_number

    def configuration(self, part_number: str) -> Configuration:
        """The configuration of a part number, spelled exactly as in the catalog. Raises NotFound."""
        if part_number not in self._by_number:
            raise NotFound(f"{self.title} has no part number {part_number[:60]!r}")
        return self._by_number[part_number]

    def selection_path(self, configuration: Configuration) -> str:
        """The opaque name of a configuration within its family, as in ``d=6 mm|l=20 mm|``. It never changes."""
        pairs = zip(self.selectors, configuration.selection, strict=True)
        shown = "".join(f"{symbol}={value}|" for symbol, value in configuration.options)
        return "".join(f"{selector.symbol}={selector.shown(value)}|" for selector, value in pairs) + shown

    def configured(self, selection_path: str) -> Configuration:
        """The configuration of a selection path, options included; of an empty one, the default. Raises NotFound.

        A path that ends before the last selectors means the first configuration that begins so: a family may gain
        selectors, and the paths that somebody stored before go on to work.
        """
        if selection_path in self._by_path:
            return self._by_path[selection_path]
        chosen, options = self._split(selection_path)
        for path, configuration in self._by_path.items():
            if path.startswith(chosen):
                return self.shown(configuration, options)
        raise NotFound(f"{self.title} has no configuration {selection_path[:120]!r}")

    def _split(self, selection_path: str) -> tuple[str, dict[str, str]]:
        """What the selectors and the options of a path are. Raises NotFound for text that is no path."""
        steps = selection_path.split("|")
        if steps.pop():
            raise NotFound(f"{self.title} has no configuration {selection_path[:120]!r}")
        symbols = {option.symbol for option in self.options}
        options = dict(step.split("=", 1) for step in steps if step.partition("=")[0] in symbols)
        return "".join(f"{step}|" for step in steps if step.partition("=")[0] not in symbols), options

    def shown(self, configuration: Configuration, options: Mapping[str, str]) -> Configuration:
        """The configuration with options set, for example ``{"thread": "real"}``. Raises NotFound for unknown ones."""
        known = {option.symbol: option.values for option in self.options}
        for symbol, value in options.items():
            if value not in known.get(symbol, ()):
                raise NotFound(f"{self.title} cannot be shown with {symbol[:40]} = {value[:40]!r}")
        merged = dict(configuration.options) | dict(options)
        changed = tuple((each, merged[each]) for each in known if merged.get(each, known[each][0]) != known[each][0])
        return replace(configuration, options=changed)

    def has_cad(self, configuration: Configuration) -> bool:
        """Whether there is a shape of the part, and so CAD files and pictures."""
        return configuration.step is not None or not self.imported

    def material_of(self, configuration: Configuration) -> Material | None:
        """What a part is made of; None for an assembly, whose components have materials of their own."""
        return configuration.material or self.material

    def mass(self, part_number: str, volume: float) -> float:
        """The part's mass in grams, from the volume (mm³) of its simplified solid and the density.

        Raises ValueError for an assembly, which weighs what its components weigh.
        """
        configuration = self.configuration(part_number)
        material = self.material_of(configuration)
        if material is None:
            raise ValueError(f"{self.title} have no density of their own: add the masses of their components")
        return (volume - self.surplus_volume(configuration)) * material.density * 1e-6


class Contents(NamedTuple):
    """What a catalog is made of: its categories, each before those below it, and its families, in catalog order."""

    categories: tuple[Category, ...]
    families: tuple[Family, ...]
