"""The embedded catalog of standard parts: tables with a source for every value. No geometry here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from cadwidgets.contract.bom import BomField
from cadwidgets.errors import NotFound
from cadwidgets.service.catalog import deep_groove_bearing, iso4762
from cadwidgets.service.catalog.languages import DEFAULT, translated
from cadwidgets.service.catalog.model import CLASSIFICATION_ID, Configuration, Dimension, Family, Material

__all__ = [
    "CLASSIFICATION_ID",
    "Configuration",
    "Dimension",
    "Family",
    "Material",
    "bom_fields",
    "families",
    "family",
    "find",
    "find_family",
]


@cache
def families() -> tuple[Family, ...]:
    """All families, in catalog order."""
    return (iso4762.family(), deep_groove_bearing.family())


def family(family_id: str) -> Family:
    """The family of that id. Raises NotFound."""
    for known in families():
        if known.id == family_id:
            return known
    raise NotFound(f"there is no part family {family_id[:60]!r}")


def find(classification_id: str, part_number: str) -> tuple[Family, Configuration]:
    """The part that a classification and a part number name, both spelled exactly. Raises NotFound."""
    for known in families():
        if known.classification_id == classification_id and part_number in known.part_numbers:
            return known, known.configuration(part_number)
    raise NotFound(f"there is no part {part_number[:60]!r} in the catalog {classification_id[:60]!r}")


def find_family(part_id: str) -> Family:
    """The family of a part id. Raises NotFound."""
    for known in families():
        if known.part_id == part_id:
            return known
    raise NotFound(f"there is no part family {part_id[:60]!r}")


@dataclass(frozen=True)
class Catalog:
    """A catalog: its classification id, its title, and when its contents last changed (ISO 8601)."""

    classification_id: str
    title: str
    updated: str


CATALOGS = (Catalog(CLASSIFICATION_ID, "cadwidgets standard parts", "2026-11-24T00:00:00Z"),)


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
    configuration = part_family.configuration(part_number)
    sizes = (Attribute(size.symbol, size.label, size.text, size.unit, "Real") for size in configuration.dimensions)
    weight = () if mass is None else (Attribute("MASS", "Mass (calculated)", f"{mass:.3g}", "g", "Real"),)
    lines = (
        Attribute("PARTNUMBER", "Part number", part_number),
        Attribute("DESIGNATION", "Designation", f"{translated(part_family.name, language)} {part_number}"),
        Attribute("STANDARD", "Standard", part_family.standard),
        Attribute("MATERIAL", "Material", translated(part_family.material.name, language)),
        *sizes,
        *weight,
        Attribute("CATALOG", "Catalog", part_family.classification_id),
    )
    return tuple(replace(line, label=translated(line.label, language)) for line in lines)


def bom_fields(
    part_family: Family, part_number: str, mass: float | None = None, language: str = DEFAULT
) -> tuple[BomField, ...]:
    """The same as the BOM text has it."""
    return tuple(
        BomField(line.label, line.value, line.unit) for line in attributes(part_family, part_number, mass, language)
    )
