"""All that the service tells of one part: technical data with source and basis, what can be configured, formats,
names, mass and picture."""

from __future__ import annotations

from typing import Any

from cadwidgets.service import catalog
from cadwidgets.service.catalog import Configuration, Dimension
from cadwidgets.service.catalog.configurator import Configured, Setting
from cadwidgets.service.catalog.formats import formats_of
from cadwidgets.service.catalog.languages import translated
from cadwidgets.service.catalog.own_rows import PROPERTIES
from cadwidgets.service.part_pictures import picture_path

Row = dict[str, Any]
_TOLD_ELSEWHERE = ("PARTNUMBER", "DESIGNATION", "STANDARD", "MATERIAL", "UNVERIFIED", "CATALOG")


def details_row(part: Configured, mass: float | None, base_url: str, language: str) -> Row:
    """The part as `cadwidgets.contract.part_details.PartDetails` reads it; ``mass`` in grams."""
    family, configuration = part.family, part.configuration
    number = configuration.part_number
    lines = catalog.attributes(family, number, mass, language)
    materials = [line.value for line in lines if line.symbol == "MATERIAL"]
    texts = [line for line in lines if line.kind == "Text" and line.symbol not in _TOLD_ELSEWHERE]
    return {
        "part_number": number,
        "title": catalog.designation(family, configuration, language),
        "description": translated(family.description, language),
        "standard": family.standard or _stated(configuration, "standard"),
        "material": materials[0] if materials else _stated(configuration, "material"),
        "classification_id": family.classification_id,
        "part_id": family.part_id,
        "selection_path": part.selection_path,
        "options": dict(configuration.options),
        "dimensions": [_dimension_row(size, language) for size in configuration.dimensions],
        "properties": {line.label: line.value for line in texts},
        "bom": [{"label": line.label, "value": line.value, "unit": line.unit} for line in lines],
        # the parts of an imported family are chosen by their numbers alone: thousands of choices, nothing to configure
        "parameters": [] if family.imported else [_parameter_row(setting, language) for setting in part.settings],
        "messages": list(part.errors),
        "formats": [{"id": known.id, "label": known.label} for known in formats_of(family, configuration)],
        "mass": mass,
        "picture_url": base_url + picture_path(family, number) if family.has_cad(configuration) else "",
    }


def _stated(configuration: Configuration, column: str) -> str:
    """What the owner of a catalog wrote in one of the columns that have a meaning."""
    return dict(configuration.properties).get(PROPERTIES[column], "")


def _parameter_row(setting: Setting, language: str) -> Row:
    selector = setting.selector
    return {
        "symbol": selector.symbol,
        "label": translated(selector.label, language),
        "kind": selector.kind,
        "value": setting.value,
        "choices": [[choice, selector.shown(choice)] for choice in setting.choices],
        "editable": False,
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
