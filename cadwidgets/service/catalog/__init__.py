"""The embedded catalogs of parts: tables with a source for every value. No geometry here."""

from __future__ import annotations

from cadwidgets.service.catalog.bom import Attribute, attributes, bom_fields, designation
from cadwidgets.service.catalog.model import (
    BY_STANDARD_ID,
    CLASSIFICATION_ID,
    EXAMPLES_ID,
    Category,
    Component,
    Configuration,
    Contents,
    Dimension,
    Family,
    Material,
    Option,
    Selector,
    StepFile,
)
from cadwidgets.service.catalog.registry import (
    PART_VERSION,
    SHIPPED,
    Catalog,
    Catalogs,
    families,
    family,
)

__all__ = [
    "BY_STANDARD_ID",
    "CLASSIFICATION_ID",
    "EXAMPLES_ID",
    "PART_VERSION",
    "SHIPPED",
    "Attribute",
    "Catalog",
    "Catalogs",
    "Category",
    "Component",
    "Configuration",
    "Contents",
    "Dimension",
    "Family",
    "Material",
    "Option",
    "Selector",
    "StepFile",
    "attributes",
    "bom_fields",
    "designation",
    "families",
    "family",
]
