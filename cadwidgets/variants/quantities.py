"""The units that numbers in a limit may have: what each is a unit of, and what it is in the basic ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cadwidgets.contract.design_row import RESULTS
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.user_measures import UserMeasure
from cadwidgets.units import MILLIMETRES, length_unit


@dataclass(frozen=True)
class Unit:
    """A unit by its powers of length, mass and angle; ``factor`` is what one of it is in mm, kg and degrees."""

    length: float = 0.0
    mass: float = 0.0
    angle: float = 0.0
    factor: float = 1.0

    def __mul__(self, other: Unit) -> Unit:
        factor = self.factor * other.factor
        return Unit(self.length + other.length, self.mass + other.mass, self.angle + other.angle, factor)

    def __pow__(self, power: float) -> Unit:
        return Unit(self.length * power, self.mass * power, self.angle * power, self.factor**power)

    def fits(self, other: Unit) -> bool:
        """Whether both are units of the same quantity, such as two lengths."""
        powers = (self.length - other.length, self.mass - other.mass, self.angle - other.angle)
        return all(abs(power) < 1e-9 for power in powers)

    @property
    def names(self) -> str:
        """The units that fit this one, for people; for a ratio there are none."""
        return ", ".join(name for name, unit in UNITS.items() if unit.fits(self)) or "a plain number, without a unit"


def _table() -> dict[str, Unit]:
    lengths = {name: Unit(length=1, factor=factor) for name, factor in MILLIMETRES.items()}
    powers = {f"{name}{power}": unit**power for power in (2, 3, 4, 5) for name, unit in lengths.items()}
    litres = {"ml": 1e3, "cl": 1e4, "dl": 1e5, "l": 1e6}
    masses = {"mg": 1e-6, "g": 1e-3, "kg": 1.0, "t": 1e3, "oz": 0.028349523125, "lb": 0.45359237}
    angles = {"deg": 1.0, "rad": 57.29577951308232}
    return {
        **lengths,
        **powers,
        **{name: Unit(length=3, factor=factor) for name, factor in litres.items()},
        **{name: Unit(mass=1, factor=factor) for name, factor in masses.items()},
        **{name: Unit(angle=1, factor=factor) for name, factor in angles.items()},
    }


UNITS: Mapping[str, Unit] = _table()
"""Every unit by name; a pound is 0.45359237 kg exactly (international agreement of 1959)."""
_SUPERSCRIPTS = str.maketrans("²³⁴⁵", "2345")
_OTHER_NAMES = {"°": "deg", "L": "l", "lbs": "lb"}
_POWER = re.compile(r"(?P<length>.*?)\^?(?P<power>[2345]?)")
_FACTS = {"area": 2, "length": 1, "volume": 3, "radius": 1, "x": 1, "y": 1, "z": 1}
"""The powers of length that the facts of a measure have; ``count`` has none."""


def unit_named(text: str) -> Unit | None:
    """The unit that ``text`` names, as in ``cm³``, ``in^2`` or ``kg``; None for any other word."""
    name = text.strip().translate(_SUPERSCRIPTS)
    name = _OTHER_NAMES.get(name, name)
    if name in UNITS:
        return UNITS[name]
    match = _POWER.fullmatch(name)
    try:
        return UNITS[length_unit(match["length"]) + match["power"]] if match else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Columns:
    """What a limit may name: the numbers of a design table, each with its unit; None for one that has no unit.

    ``length`` is the model's own unit of length, ``others`` are the parameters that are no numbers, each with its kind.
    """

    units: Mapping[str, Unit | None]
    length: Unit
    others: Mapping[str, str]

    @classmethod
    def of(cls, schema: ParameterSchema, measures: Mapping[str, UserMeasure] | None = None) -> Columns:
        """The columns of a model's variants. Of equal names a measure goes before a parameter, that before a result."""
        length = UNITS[schema.unit]
        results = {name: unit_named(unit.replace("{}", schema.unit)) for name, unit in RESULTS.items()}
        numeric = {parameter.name: parameter for parameter in schema.parameters if _is_number(parameter.default)}
        parameters = {name: unit_named(parameter.unit) for name, parameter in numeric.items()}
        told = {name: length ** _FACTS.get(measure.fact, 0) for name, measure in (measures or {}).items()}
        others = {parameter.name: parameter.kind for parameter in schema.parameters if parameter.name not in numeric}
        return cls({**results, **parameters, **told}, length, others)

    def basic(self, unit: Unit) -> Unit:
        """The unit of the same quantity in which the model's own numbers are."""
        return self.length**unit.length * Unit(mass=unit.mass, angle=unit.angle)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)
