"""How a part of the catalog stands in a bill of materials."""

from __future__ import annotations

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.parts import PartRef
from cadwidgets.service import catalog
from cadwidgets.service.builds.catalog_parts import MadePart, mass_kg
from cadwidgets.service.catalog import Component, Configuration, Family
from cadwidgets.service.catalog.languages import DEFAULT, translated


def made_line(part: MadePart) -> BomLine:
    """One of a part; an assembly of the catalog has its components below it."""
    return _line(part.family, part.configuration, part.mass_kg, tuple(map(_component, part.configuration.components)))


def _component(known: Component) -> BomLine:
    family = catalog.family(known.family_id)
    configuration = family.configuration(known.part_number)
    weight = mass_kg(family, known.part_number)
    return _line(family, configuration, weight, quantity=float(known.count))


def _line(
    family: Family,
    configuration: Configuration,
    weight: float | None,
    children: tuple[BomLine, ...] = (),
    quantity: float = 1.0,
) -> BomLine:
    material = family.material_of(configuration)
    return BomLine(
        part_number=configuration.part_number,
        name=translated(configuration.name or family.name, DEFAULT),
        quantity=quantity,
        standard=family.standard,
        material=material.name if material else "",
        mass_kg=weight,
        source=family.classification_id,
        attributes=tuple((size.label, size.text, size.unit) for size in configuration.dimensions),
        part=PartRef(classification_id=family.classification_id, part_number=configuration.part_number),
        children=children,
    )
