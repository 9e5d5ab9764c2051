"""All that the service tells of one part: technical data with source and basis, formats, names, mass and picture."""

from __future__ import annotations

from typing import Any

from cadwidgets.service import catalog
from cadwidgets.service.catalog import Configuration, Dimension, Family
from cadwidgets.service.catalog.formats import FORMATS
from cadwidgets.service.catalog.languages import translated
from cadwidgets.service.part_pictures import picture_path

Row = dict[str, Any]
_TOLD_ELSEWHERE = ("PARTNUMBER", "DESIGNATION", "STANDARD", "MATERIAL", "UNVERIFIED", "CATALOG")


def details_row(family: Family, configuration: Configuration, mass: float | None, base_url: str, language: str) -> Row:
    """The part as `cadwidgets.contract.part_details.PartDetails` reads it; ``mass`` in grams."""
    number = configuration.part_number
    lines = {line.symbol: line for line in catalog.attributes(family, number, None, language)}
    texts = [line for symbol, line in lines.items() if line.kind == "Text" and symbol not in _TOLD_ELSEWHERE]
    return {
        "part_number": number,
        "title": f"{translated(family.name, language)} {number}",
        "description": translated(family.description, language),
        "standard": family.standard,
        "material": lines["MATERIAL"].value,
        "classification_id": family.classification_id,
        "part_id": family.part_id,
        "selection_path": family.selection_path(configuration),
        "dimensions": [_dimension_row(size, language) for size in configuration.dimensions],
        "properties": {line.label: line.value for line in texts},
        "formats": [{"id": known.id, "label": known.label} for known in FORMATS],
        "mass": mass,
        "picture_url": base_url + picture_path(family, number),
    }


def _dimension_row(size: Dimension, language: str) -> Row:
    return {
        "symbol": size.symbol,
        "label": translated(size.label, language),
        "value": size.value,
        "unit": size.unit,
        "basis": size.basis,
        "source": size.source,
        "agreeing": list(size.agreeing),
        "verified": size.verified,
    }
