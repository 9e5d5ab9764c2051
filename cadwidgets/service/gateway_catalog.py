"""What the gateway tells of catalogs, categories, families and part numbers, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cadwidgets.errors import NotFound
from cadwidgets.service import catalog
from cadwidgets.service.catalog import Catalog, Catalogs, Category, Configuration, Family
from cadwidgets.service.catalog.configurator import Configured
from cadwidgets.service.catalog.formats import formats_of
from cadwidgets.service.catalog.languages import DEFAULT, translated
from cadwidgets.service.gateway_request import or_not_found
from cadwidgets.service.part_pictures import picture_path

Row = dict[str, Any]
DELIVERED_AS_FILE = 0
"""The ``deliveryMethod`` of every format: a finished file, never a script."""


def find_catalog(catalogs: Catalogs, classification_code: str) -> Catalog:
    """The catalog of that code, or an error 404."""
    with or_not_found():
        return catalogs.catalog_of(classification_code)


def catalog_row(known: Catalog, language: str = DEFAULT) -> Row:
    """A catalog; an unchanged ``updateDate`` means that nothing in it has changed."""
    return {
        "classificationCode": known.classification_id,
        "title": translated(known.title, language),
        "updateDate": known.updated,
    }


def contact_row(known: Catalog) -> Row:
    """Who supplies a catalog: nobody has an address here."""
    told = {"companyName": known.title, "description": known.supplier}
    return {"classificationCode": known.classification_id, **told, "address": "", "emails": [], "webSites": []}


def category_rows(known: Catalog, language: str = DEFAULT) -> list[Row]:
    """The categories of a catalog, each before those below it."""
    return [_category_row(category, language) for category in known.contents.categories]


def _category_row(known: Category, language: str) -> Row:
    parent, _, _ = known.code.rpartition(".")
    return {
        "categoryCode": known.code,
        "title": translated(known.title, language),
        "level": known.level,
        "parentCategoryCode": parent if known.level > 1 else "",
        "classificationCode": known.classification_id,
    }


def product_rows(catalogs: Catalogs, families: Sequence[Family], base_url: str, language: str = DEFAULT) -> list[Row]:
    """Part families."""
    return [
        {
            "partFamilyCode": family.part_id,
            "title": translated(family.title, language),
            "description": translated(family.description, language),
            "categoryCode": family.category,
            "classificationCode": family.classification_id,
            "partFamilyPictureUrl": base_url + picture_path(family),
            "updateDate": catalogs.catalog_of(family.classification_id).updated,
        }
        for family in families
    ]


def part_row(family: Family, configuration: Configuration) -> Row:
    """The names of one part."""
    return {
        "partFamilyCode": family.part_id,
        "classificationCode": family.classification_id,
        "partNumber": configuration.part_number,
        "selectionPath": family.selection_path(configuration),
        "version": catalog.PART_VERSION,
    }


def find_number(
    catalogs: Catalogs, classification_code: str, part_number: str, *, plain: bool
) -> tuple[Family, Configuration]:
    """The part of a catalog that has this number, with ``plain`` whatever its blanks and . - / +; or an error 404."""
    with or_not_found():
        return (catalogs.find_plain if plain else catalogs.find)(classification_code, part_number)


def families_in(catalogs: Catalogs, classification_code: str, category_code: str) -> tuple[Family, ...]:
    """The families of a catalog or of one of its categories; none for what there is not, as documented."""
    try:
        return catalogs.families_in(classification_code, category_code)
    except NotFound:
        return ()


def format_rows(family: Family, configuration: Configuration) -> list[Row]:
    """The CAD formats of a part."""
    return [
        {"cadFormatId": known.id, "cadFormatName": known.label, "deliveryMethod": DELIVERED_AS_FILE}
        for known in formats_of(family, configuration)
    ]


def configured_row(catalogs: Catalogs, shown: Configured, mass: float | None, base_url: str, language: str) -> Row:
    """All that Configure and UpdateConfiguration tell of a configuration."""
    family, number = shown.family, shown.configuration.part_number
    info = {
        "title": translated(family.title, language),
        "description": catalog.designation(family, shown.configuration, language),
        "longDescription": translated(family.description, language),
        "classificationLabel": translated(catalogs.catalog_of(family.classification_id).title, language),
        "partFamilyPictureUrl": base_url + picture_path(family),
        "partNumberPictureUrl": base_url + picture_path(family, number),
        "selectionPath": shown.selection_path,
        "partNumber": number,
    }
    return {
        "globalInfo": {"partFamilyInfo": info, "configurationErrors": list(shown.errors)},
        "configuratorList": _parameter_rows(shown, language),
        "bomFields": [
            {"symbol": line.symbol, "label": line.label, "type": line.kind, "value": line.value, "unit": line.unit}
            for line in catalog.attributes(family, number, mass, language)
        ],
        "cadFormatList": format_rows(family, shown.configuration),
        "documentList": {"partFamilyDocumentList": [], "technicalDocumentList": []},
        "currentConfigurationLinkList": {"links": []},
    }


def _parameter_rows(shown: Configured, language: str) -> list[Row]:
    return [
        {
            "symbol": setting.selector.symbol,
            "label": translated(setting.selector.label, language),
            "type": setting.selector.kind,
            "value": setting.value,
            "displayValue": setting.selector.shown(setting.value),
            "editable": False,
            "values": [{"value": choice, "displayValue": setting.selector.shown(choice)} for choice in setting.choices],
        }
        for setting in shown.settings
    ]
