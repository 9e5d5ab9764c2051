"""The embedded catalog of standard parts: tables with a source for every value. No geometry here."""

from __future__ import annotations

from functools import cache

from cadwidgets.contract.bom import BomField
from cadwidgets.errors import NotFound
from cadwidgets.service.catalog import deep_groove_bearing, iso4762
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


def bom_fields(part_family: Family, part_number: str, mass: float | None = None) -> tuple[BomField, ...]:
    """What the bill of materials says of a part; ``mass`` in grams, see `Family.mass`."""
    configuration = part_family.configuration(part_number)
    sizes = (BomField(size.label, size.text, size.unit) for size in configuration.dimensions)
    weight = () if mass is None else (BomField("Mass (calculated)", f"{mass:.3g}", "g"),)
    return (
        BomField("Part number", part_number),
        BomField("Designation", f"{part_family.name} {part_number}"),
        BomField("Standard", part_family.standard),
        BomField("Material", part_family.material.name),
        *sizes,
        *weight,
        BomField("Catalog", part_family.classification_id),
    )
