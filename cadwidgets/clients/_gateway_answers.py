"""Reading the API gateway's JSON with tolerance: unknown members are ignored, missing ones are empty.

A member of the wrong type is a BadAnswer. Where the official documentation leaves a member's name open, the names that
the classic services use for the same thing are read too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cadwidgets.clients._http import Answer
from cadwidgets.contract.found import CatalogState, FoundPart, SupplierContact
from cadwidgets.contract.parts import CadFormat, CatalogInfo, Category, Configuration, PartRef, Product
from cadwidgets.errors import BadAnswer

Row = Mapping[str, Any]

FAMILY = ("partFamilyCode", "partID", "partId")
CATALOG = ("classificationCode", "classificationId", "manufacturerID")
TITLE = ("title", "label", "classificationLabel", "name")
UPDATED = ("updateDate", "updated", "lastUpdate")
_URL_NAMES = ("cadFileUrl", "url", "fileUrl", "path")
_TRUE, _FALSE = {"true", "1"}, {"false", "0"}


def bad(answer: Answer, what: str, why: str = "cannot be read") -> BadAnswer:
    """A success that is not what the contract says. The body is not repeated: nothing was taken out of it."""
    return BadAnswer(f"the gateway's answer with {what} {why}", url=answer.url, status=answer.status)


def body_of(answer: Answer, what: str) -> Any:
    """The JSON of a success. Raises BadAnswer."""
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        raise bad(answer, what, "is not JSON") from None


def mapping(value: object, answer: Answer, what: str) -> Row:
    """An object; one that is missing is empty."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise bad(answer, what)
    return value


def text_at(row: Row, answer: Answer, *names: str) -> str:
    """The first text among the members of these names; numbers become text, nothing becomes an empty text."""
    for name in names:
        value = row.get(name)
        if value is None or value == "":
            continue
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise bad(answer, name)
        return str(value)
    return ""


def flag(value: object, answer: Answer, what: str) -> bool | None:
    """True, "True", "false", 1, "0" and their like; None when there is no flag."""
    if value is None:
        return None
    text = str(value).strip().lower()
    if text not in _TRUE | _FALSE:
        raise bad(answer, what)
    return text in _TRUE


def rows(body: object, answer: Answer, what: str, *names: str) -> list[Row]:
    """The objects of a list that is the whole body, or a member of one of these names, or its only list."""
    if isinstance(body, dict):
        lists = [value for value in body.values() if isinstance(value, list)]
        named = next((body[name] for name in names if body.get(name) is not None), None)
        body = named if named is not None else lists[0] if len(lists) == 1 else []
    if body is None:
        return []
    if not isinstance(body, list) or not all(isinstance(row, dict) for row in body):
        raise bad(answer, what)
    return body


def read_formats(answer: Answer) -> tuple[CadFormat, ...]:
    """The formats of a part; the member that lists them may be missing."""
    body = body_of(answer, "the formats")
    listed = body if isinstance(body, list) else mapping(body, answer, "the formats").get("cadFormatList")
    return read_format_rows(listed, answer)


def read_format_rows(value: object, answer: Answer) -> tuple[CadFormat, ...]:
    """The formats in a ``cadFormatList``, which may be missing."""
    return tuple(_formats(rows(value, answer, "the formats"), answer))


def _formats(found: list[Row], answer: Answer) -> Iterator[CadFormat]:
    for row in found:
        number = text_at(row, answer, "cadFormatId")
        if not number.removeprefix("-").isdecimal():
            raise bad(answer, "the formats", "has one without its number")
        yield CadFormat(int(number), text_at(row, answer, "cadFormatName") or number)


def read_configurations(answer: Answer, part_id: str, classification_id: str) -> tuple[Configuration, ...]:
    """The part numbers of a family, named by selection path, else by the catalog that a row or the caller names."""
    what = "the part numbers"
    found = rows(body_of(answer, what), answer, what, "partNumberList", "partNumbers")
    return tuple(_configuration(row, answer, part_id, classification_id) for row in found)


def _configuration(row: Row, answer: Answer, part_id: str, classification_id: str) -> Configuration:
    number, path = text_at(row, answer, "partNumber"), text_at(row, answer, "selectionPath")
    catalog = text_at(row, answer, *CATALOG) or classification_id
    if not path and not (catalog and number):
        raise bad(
            answer, "the part numbers", "names neither a selection path nor a catalog, so no part follows from it"
        )
    family = text_at(row, answer, *FAMILY) or part_id
    part = PartRef(part_id=family, selection_path=path) if path else PartRef(catalog, number)
    return Configuration(number, part, _cad_available(row, answer))


def _cad_available(row: Row, answer: Answer) -> bool | None:
    """The CAD flag of a part number, whose exact name is not documented."""
    names = (name for name in row if "cad" in name.lower() and "avail" in name.lower())
    return flag(next((row[name] for name in names), None), answer, "the part numbers")


def read_found(answer: Answer) -> FoundPart:
    """A part number or an own code that the catalog has."""
    what = "the part"
    row = mapping(body_of(answer, what), answer, what)
    found = FoundPart(
        text_at(row, answer, "partNumber"),
        text_at(row, answer, *CATALOG),
        text_at(row, answer, *FAMILY),
        text_at(row, answer, "selectionPath"),
        text_at(row, answer, "version"),
    )
    if not (found.part_id and found.selection_path) and not (found.classification_id and found.part_number):
        raise bad(answer, what, "names no part")
    return found


def read_catalogs(answer: Answer) -> tuple[CatalogInfo, ...]:
    """The catalogs."""
    what = "the catalogs"
    found = rows(body_of(answer, what), answer, what, "catalogList", "classificationList")
    return tuple(
        CatalogInfo(
            text_at(row, answer, *CATALOG),
            text_at(row, answer, *TITLE),
            text_at(row, answer, "pictureUrl", "classificationPictureUrl"),
            text_at(row, answer, *UPDATED),
        )
        for row in found
    )


def read_state(answer: Answer, catalog: str) -> CatalogState:
    """What is told of one catalog: an object, or a list with it; its own id is the one that was asked for."""
    body = body_of(answer, "the catalog")
    row = (rows(body, answer, "the catalog") or [{}])[0] if isinstance(body, list) else body
    row = mapping(row, answer, "the catalog")
    return CatalogState(text_at(row, answer, *CATALOG) or catalog, text_at(row, answer, *UPDATED))


def read_categories(answer: Answer, catalog: str) -> tuple[Category, ...]:
    """The categories of a catalog."""
    return read_category_rows(body_of(answer, "the categories"), answer, catalog)


def read_category_rows(body: object, answer: Answer, catalog: str) -> tuple[Category, ...]:
    """Categories from a list, or from an object that holds one."""
    found = rows(body, answer, "the categories", "categoryList", "categorieList", "categories")
    return tuple(
        Category(
            text_at(row, answer, "categoryCode", "path", "code"),
            text_at(row, answer, *TITLE),
            text_at(row, answer, *CATALOG) or catalog,
            _level(row, answer),
            text_at(row, answer, "pictureUrl", "categoryPictureUrl"),
        )
        for row in found
    )


def _level(row: Row, answer: Answer) -> int:
    text = text_at(row, answer, "level") or "1"
    if not text.isdecimal():
        raise bad(answer, "the categories")
    return int(text)


def read_products(answer: Answer) -> tuple[Product, ...]:
    """The part families of a listing. An empty body lists none: so an unknown catalog is answered (documented)."""
    return read_product_rows(body_of(answer, "the products") if answer.body.strip() else [], answer)


def read_product_rows(body: object, answer: Answer) -> tuple[Product, ...]:
    """Part families from a list, or from an object that holds one."""
    found = rows(body, answer, "the products", "productList", "products")
    return tuple(
        Product(
            text_at(row, answer, *FAMILY),
            text_at(row, answer, *TITLE),
            text_at(row, answer, "partFamilyPictureUrl", "partPictureUrl", "pictureUrl"),
            text_at(row, answer, *UPDATED),
        )
        for row in found
    )


def read_products_and_categories(answer: Answer, catalog: str) -> tuple[tuple[Product, ...], tuple[Category, ...]]:
    """Both listings of one answer: two lists in an object, or one list, where rows with a family are products."""
    what = "the products and categories"
    body = body_of(answer, what) if answer.body.strip() else []
    if isinstance(body, list):
        found = rows(body, answer, what)
        families = [row for row in found if text_at(row, answer, *FAMILY)]
        others = [row for row in found if not text_at(row, answer, *FAMILY)]
        return read_product_rows(families, answer), read_category_rows(others, answer, catalog)
    row = mapping(body, answer, what)
    products: object = next((row[name] for name in ("productList", "products") if name in row), [])
    categories: object = next(
        (row[name] for name in ("categoryList", "categorieList", "categories") if name in row), []
    )
    return read_product_rows(products, answer), read_category_rows(categories, answer, catalog)


def read_contact(answer: Answer) -> SupplierContact:
    """Who supplies a catalog; its members are not documented, so that all texts are kept under their own names."""
    what = "the contact"
    row = mapping(body_of(answer, what), answer, what)
    details = {name: str(value) for name, value in row.items() if isinstance(value, (str, int, float)) and value != ""}
    return SupplierContact(
        text_at(row, answer, "companyName", "name", "title", "classificationLabel"),
        _texts(row, answer, "emails", "email"),
        _texts(row, answer, "webSites", "websites", "webSite", "website", "url"),
        text_at(row, answer, "address"),
        details,
    )


def _texts(row: Row, answer: Answer, *names: str) -> tuple[str, ...]:
    """The texts of the first member that is there: a list of them, or one."""
    value: object = next((row[name] for name in names if row.get(name)), [])
    listed = value if isinstance(value, list) else [value]
    texts = [text for text in listed if isinstance(text, str)]
    if len(texts) != len(listed):
        raise bad(answer, "the contact")
    return tuple(filter(str.strip, texts))


def read_languages(answer: Answer) -> dict[str, str]:
    """The languages: their codes and labels."""
    row = mapping(body_of(answer, "the languages"), answer, "the languages")
    return {code: text_at(row, answer, code) or code for code in row}


def read_request_id(answer: Answer) -> str:
    """The id of a CAD request: a bare integer."""
    said = body_of(answer, "the CAD request's id")
    text = said.strip() if isinstance(said, str) else str(said) if type(said) is int else ""
    if not (text.isascii() and text.isdecimal()):
        raise bad(answer, "the CAD request's id", "is no integer")
    return text


def read_file_url(answer: Answer) -> str:
    """The address of the zip: a JSON string, or the first address in an object; also a text that is no JSON."""
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        said = answer.body.decode("utf-8", errors="replace")
    candidates = [said]
    if isinstance(said, dict):
        candidates = [*(said.get(name) for name in _URL_NAMES), *said.values()]
    for value in candidates:
        if isinstance(value, str) and value.lower().startswith("http") and len(value.split()) == 1:
            return value.strip()
    raise bad(answer, "the CAD file's address", "names none")
