"""The XML form of a classic answer: the names of the JSON in PascalCase, its lists as containers of named items."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any

_NAMES = {"jobId": "JobID"}
"""Where the contract spells a name of its own."""
_ITEMS = {
    "filesPath": "FilePath",
    "cadFormatList": "CadFormat",
    "languageList": "Language",
    "classificationList": "Classification",
    "categorieList": "Categorie",
    "productList": "Product",
    "productCategoryList": "ProductCategory",
    "partNumberList": "Part",
    "supplierContactList": "SupplierContact",
    "bomFields": "BomField",
}
"""What an item of each list is called."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_xml(root: str, content: Mapping[str, Any]) -> bytes:
    """The document, in UTF-8. Texts are escaped once, by the writer; what XML cannot hold becomes U+FFFD."""
    element = ET.Element(root)
    _fill(element, content)
    document: bytes = ET.tostring(element, encoding="utf-8", xml_declaration=True)
    return document


def name_of(key: str) -> str:
    """The element of a JSON key: ``filesPath`` is ``FilesPath``, ``jobId`` is ``JobID``."""
    return _NAMES.get(key, key[:1].upper() + key[1:])


def _fill(element: ET.Element, content: Mapping[str, Any]) -> None:
    for key, value in content.items():
        child = ET.SubElement(element, name_of(key))
        if isinstance(value, Mapping):
            _fill(child, value)
        elif isinstance(value, list):
            for item in value:
                _fill(ET.SubElement(child, _ITEMS[key]), item)
        else:  # a bool reads "True" or "False", as the flags do
            child.text = _NOT_IN_XML.sub("�", str(value))
