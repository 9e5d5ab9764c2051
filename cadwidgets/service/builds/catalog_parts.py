"""``part("ISO 4762", "M6x20")`` inside a script: a part of the catalog, made in the script's own process."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cadquery as cq
from OCP.gp import gp_Trsf, gp_Vec

from cadwidgets.errors import NotFound, RequestError
from cadwidgets.service import catalog
from cadwidgets.service.builds.families import build_part
from cadwidgets.service.builds.likeness import Likeness
from cadwidgets.service.builds.memo.operations import MEMO
from cadwidgets.service.builds.shapes import joined, shapes_of, volume
from cadwidgets.service.catalog import Configuration, Family
from cadwidgets.service.catalog.sized_part import find_part
from cadwidgets.units import MILLIMETRES

_OURS = "part() has the parts that come with the service; those of own catalogs are not known in scripts"


@dataclass(frozen=True, eq=False)
class MadePart:
    """A part of the catalog as a script got it: ``thing`` is ``factor`` times as large as it is in mm."""

    family: Family
    configuration: Configuration
    thing: cq.Workplane | cq.Assembly
    factor: float = 1.0

    @property
    def part_number(self) -> str:
        """What it is ordered by."""
        return self.configuration.part_number

    @property
    def is_assembly(self) -> bool:
        """Whether it has components of its own."""
        return isinstance(self.thing, cq.Assembly)

    @cached_property
    def likeness(self) -> Likeness:
        """How it is known again, wherever the script puts it."""
        return Likeness(joined(shapes_of(self.thing)))

    @cached_property
    def mass_kg(self) -> float | None:
        """What one weighs, as the catalog says it; None for an assembly, which weighs what its components weigh."""
        if self.configuration.components:
            return None
        if self.configuration.options:  # the catalog weighs the part as it is shown by default
            return mass_kg(self.family, self.part_number)
        return self.family.mass(self.part_number, _volume(self.thing) / self.factor**3) / 1000.0


class CatalogParts:
    """The parts of the catalog that one run of a script asks for; each is made once."""

    def __init__(self, unit: str = "mm") -> None:
        self._factor = 1.0 / MILLIMETRES[unit]
        self._made: dict[tuple[str, Configuration], MadePart] = {}

    def __iter__(self) -> Iterator[MadePart]:
        return iter(self._made.values())

    def part(self, standard: str, size: str | float = "", **options: Any) -> cq.Workplane | cq.Assembly:
        """A part of the catalog at the origin, in the script's unit, to be placed: ``part("ISO 4762", "M6x20")``.

        Or by words that name a family and sizes that only one of its parts has: ``part("deep-groove bearing", d=25,
        series="62", seal="2RS")``; a word of Python gets an underscore, as in ``class_="8.8"``. Options choose how it
        is shown: ``thread="real"``. An assembly of the catalog is a cq.Assembly, all else a Workplane with one shape.
        Raises NotFound and RequestError, see `find_part`.
        """
        if not isinstance(standard, str):
            raise RequestError("a part is named by a text", parameter="standard", value=standard, allowed="ISO 4762")
        try:
            family, configuration = find_part(load_families(), standard, size, options)
        except NotFound as error:
            raise NotFound(f"{error}. {_OURS}") from None
        key = (family.id, configuration)
        if key not in self._made:
            order = (family.id, configuration.part_number, dict(configuration.options), self._factor)
            thing = _built(*order) if configuration.components else cq.Workplane(MEMO.make(_shape, *order))
            self._made[key] = MadePart(family, configuration, thing, self._factor)
        return _copy(self._made[key].thing)


def load_families() -> tuple[Family, ...]:
    """The families that scripts may take parts of, read when they are first asked for."""
    return catalog.SHIPPED.every_family


def mass_kg(family: Family, part_number: str) -> float:
    """What a part that is no assembly weighs, as the catalog says it."""
    return family.mass(part_number, _volume(build_part(family.id, part_number))) / 1000.0


def _volume(thing: cq.Workplane | cq.Assembly) -> float:
    return math.fsum(volume(solid) for shape in shapes_of(thing) for solid in shape.Solids())


def _copy(thing: cq.Workplane | cq.Assembly) -> cq.Workplane | cq.Assembly:
    """Another object with the same shapes: what the script adds to one is not in the next."""
    return thing._copy() if isinstance(thing, cq.Assembly) else cq.Workplane(thing.val())


def _shape(family_id: str, part_number: str, options: dict[str, Any], factor: float) -> cq.Shape:
    return joined(shapes_of(_built(family_id, part_number, options, factor)))


def _built(family_id: str, part_number: str, options: dict[str, Any], factor: float) -> cq.Workplane | cq.Assembly:
    return _in_unit(build_part(family_id, part_number, options), factor)


def _in_unit(thing: cq.Workplane | cq.Assembly, factor: float) -> cq.Workplane | cq.Assembly:
    """The same part with lengths times ``factor``; a Workplane holds one shape then."""
    if isinstance(thing, cq.Assembly):
        return thing if factor == 1.0 else _scaled(thing, factor)
    shape = joined(shapes_of(thing))
    return cq.Workplane(shape if factor == 1.0 else shape.scale(factor))


def _scaled(node: cq.Assembly, factor: float) -> cq.Assembly:
    shape = joined(shapes_of(node.obj)).scale(factor) if node.obj is not None else None
    scaled = cq.Assembly(shape, _scaled_place(node.loc, factor), node.name, node.color, node.material, node.metadata)
    for child in node.children:
        scaled.add(_scaled(child, factor))
    return scaled


def _scaled_place(place: cq.Location, factor: float) -> cq.Location:
    motion: gp_Trsf = place.wrapped.Transformation()
    x, y, z = (factor * motion.TranslationPart().Coord(axis) for axis in (1, 2, 3))
    motion.SetTranslationPart(gp_Vec(x, y, z))
    return cq.Location(motion)
