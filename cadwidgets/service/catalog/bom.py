"""What the bill of materials says of a part of the catalog, in every language of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cadwidgets.contract.bom import BomField
from cadwidgets.service.catalog.languages import DEFAULT, translated
from cadwidgets.service.catalog.model import Configuration, Family
from cadwidgets.service.catalog.registry import family

LABELS = ("Part number", "Designation", "Standard", "Material", "Mass (calculated)", "Component", "Catalog")
"""The labels that do not come from a family's dimensions."""


@dataclass(frozen=True)
class Attribute:
    """A line of a part's bill of materials. ``symbol`` is the same in every language; ``kind`` is Text or Real."""

    symbol: str
    label: str
    value: str
    unit: str = ""
    kind: str = "Text"


def attributes(
    part_family: Family, part_number: str, mass: float | None = None, language: str = DEFAULT
) -> tuple[Attribute, ...]:
    """What the bill of materials says of a part; ``mass`` in grams, see `Family.mass`."""

    def line(symbol: str, label: str, value: str, unit: str = "", kind: str = "Text") -> Attribute:
        return Attribute(symbol, translated(label, language), value, unit, kind)

    configuration = part_family.configuration(part_number)
    return (
        line("PARTNUMBER", "Part number", part_number),
        line("DESIGNATION", "Designation", f"{translated(part_family.name, language)} {part_number}"),
        line("STANDARD", "Standard", part_family.standard),
        line("MATERIAL", "Material", _materials(part_family, configuration, language)),
        *(line(size.symbol, size.label, size.text, size.unit, "Real") for size in configuration.dimensions),
        *(() if mass is None else (line("MASS", "Mass (calculated)", f"{mass:.3g}", "g", "Real"),)),
        *_components(configuration, language),
        line("CATALOG", "Catalog", part_family.classification_id),
    )


def bom_fields(
    part_family: Family, part_number: str, mass: float | None = None, language: str = DEFAULT
) -> tuple[BomField, ...]:
    """The same as the BOM text has it."""
    return tuple(
        BomField(line.label, line.value, line.unit) for line in attributes(part_family, part_number, mass, language)
    )


def _materials(part_family: Family, configuration: Configuration, language: str) -> str:
    """The material, or those of an assembly's components, each named once."""
    own = part_family.material
    if own is not None:
        return translated(own.name, language)
    parts = (family(component.family_id) for component in configuration.components)
    return ", ".join(dict.fromkeys(translated(part.material.name, language) for part in parts if part.material))


def _components(configuration: Configuration, language: str) -> Iterator[Attribute]:
    word = translated("Component", language)
    for place, component in enumerate(configuration.components, start=1):
        yield Attribute(f"COMPONENT{place}", f"{word} {place}", f"{component.count} x {component.part_number}")
