"""The gateway's lists: languages, catalogs, categories, products, part numbers, availability, contact.

What the reference leaves open and this server chose:

- ``CatalogList`` is a bare array, the other lists are the one array in an object; dates are ISO 8601 without a zone
- names of fields that the reference does not tell are made of its own words; titles come in German only
- ``selectionPath`` is null where a part number has no files; ``version`` is a number
- the codes of availability are found by any alias of the catalog, or by its classification code
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import stock
from answers import Answer, as_json
from gateway_parts import LANGUAGES, Refused, culture_of, needed

Fields = Mapping[str, str]
NOTHING = Answer(200)


def supported_languages(fields: Fields) -> Answer:
    return as_json(200, LANGUAGES)


def catalog_list(fields: Fields) -> Answer:
    """Unknown languages are a 500, as documented."""
    culture_of(fields, 500)
    return as_json(200, [{"classificationCode": stock.CLASSIFICATION, "label": stock.TITLE} | _updated()])


def category_list(fields: Fields) -> Answer:
    _known(needed(fields, "classificationCode"))
    culture_of(fields, 500)
    return as_json(200, {"categories": [_category()]})


def product_list(fields: Fields) -> Answer:
    """What is not known, or an empty category, is an empty body and no error."""
    known = needed(fields, "cultureInfo") in LANGUAGES, needed(fields, "classificationCode") == stock.CLASSIFICATION
    if not all(known) or fields.get("categoryCode", stock.CATEGORY) != stock.CATEGORY:
        return NOTHING
    return as_json(200, {"products": [_product(family) for family in stock.FAMILIES]} | _updated())


def product_and_category_list(fields: Fields) -> Answer:
    _known(needed(fields, "classificationCode"))
    family = fields.get("partFamilyCode")
    if family and family not in stock.FAMILIES:
        raise Refused(404, "Not found.")
    families = [family] if family else list(stock.FAMILIES)
    return as_json(200, {"products": [_product(family) | _category() for family in families]})


def part_number_list(fields: Fields) -> Answer:
    """The numbers of a family with their paths; a code that is no number of the documented form is 400."""
    family = needed(fields, "partFamilyCode")
    if len(family.split("-")) != 3:
        raise Refused(400, "partFamilyCode is malformed.")
    if family not in stock.FAMILIES:
        raise Refused(404, "Not found.")
    own = {part.number: code for code, part in stock.OWN_CODES.items()} if _true(fields, "returnYourOwnCodes") else {}
    return as_json(200, {"partNumbers": [_numbered(part, own) for part in stock.of_family(family)]})


def part_number_availability(fields: Fields) -> Answer:
    number = needed(fields, "partNumber")
    _alias(fields)
    return _available(stock.by_code(number, loose=_true(fields, "removeChar")))


def own_code_availability(fields: Fields) -> Answer:
    code = needed(fields, "yourOwnCode")
    _alias(fields)
    return _available(stock.OWN_CODES.get(code))


def catalog_availability(fields: Fields) -> Answer:
    _alias(fields)
    return as_json(200, {"classificationCode": stock.CLASSIFICATION} | _updated())


def contact(fields: Fields) -> Answer:
    _known(needed(fields, "classificationCode"))
    return as_json(200, {"name": stock.MANUFACTURER} | stock.CONTACT)


ENDPOINTS: dict[tuple[str, str], Callable[[Fields], Answer]] = {
    ("GET", "v2/SupportedLanguages"): supported_languages,
    ("GET", "v2/Search/CatalogList"): catalog_list,
    ("GET", "v2/Search/CategoryList"): category_list,
    ("GET", "v2/Search/ProductList"): product_list,
    ("GET", "v2/Search/ProductAndCategoryList"): product_and_category_list,
    ("GET", "v1/Search/PartNumberList"): part_number_list,
    ("GET", "v2/Search/PartNumber/Availability"): part_number_availability,
    ("GET", "v2/Search/YourOwnCode/Availability"): own_code_availability,
    ("GET", "v2/Search/Catalog/Availability"): catalog_availability,
    ("GET", "v1/Contact/Catalog"): contact,
}


def _known(classification: str) -> None:
    if classification != stock.CLASSIFICATION:
        raise Refused(404, "Not found.")


def _alias(fields: Fields) -> None:
    if needed(fields, "catalog").lower() not in stock.ALIASES:
        raise Refused(404, "Not found.")


def _true(fields: Fields, name: str) -> bool:
    return fields.get(name, "").lower() == "true"


def _updated() -> dict[str, str]:
    return {"updateDate": stock.UPDATED}


def _category() -> dict[str, str]:
    return {"categoryCode": stock.CATEGORY, "categoryLabel": stock.CATEGORY_TITLE}


def _product(family: str) -> dict[str, str]:
    return {"partFamilyCode": family, "title": stock.FAMILIES[family]}


def _numbered(part: stock.Part, own: Mapping[str, str]) -> dict[str, object]:
    said = {"partNumber": part.number, "selectionPath": part.selection_path, "cadAvailability": bool(part.formats)}
    return said | ({"yourOwnCode": own[part.number]} if part.number in own else {})


def _available(part: stock.Part | None) -> Answer:
    if part is None:
        raise Refused(404, "Not found.")
    said = {
        "partFamilyCode": part.family,
        "classificationCode": stock.CLASSIFICATION,
        "partNumber": part.number,
        "selectionPath": part.selection_path if part.formats else None,
        "version": 3,
    }
    return as_json(200, said)
