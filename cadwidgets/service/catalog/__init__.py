"""The embedded catalogs of parts: tables with a source for every value. No geometry here."""

from __future__ import annotations

from cadwidgets.service.catalog.bom import Attribute, attributes, bom_fields
from cadwidgets.service.catalog.model import (
    CLASSIFICATION_ID,
    EXAMPLES_ID,
    Category,
    Component,
    Configuration,
    Dimension,
    Family,
    Material,
    Option,
    Selector,
)
from cadwidgets.service.catalog.registry import (
    CATALOGS,
    PART_VERSION,
    Catalog,
    catalog_of,
    families,
    families_in,
    families_of,
    family,
    find,
    find_family,
    find_plain,
)

__all__ = [
    "CATALOGS",
    "CLASSIFICATION_ID",
    "EXAMPLES_ID",
    "PART_VERSION",
    "Attribute",
    "Catalog",
    "Category",
    "Component",
    "Configuration",
    "Dimension",
    "Family",
    "Material",
    "Option",
    "Selector",
    "attributes",
    "bom_fields",
    "catalog_of",
    "families",
    "families_in",
    "families_of",
    "family",
    "find",
    "find_family",
    "find_plain",
]
