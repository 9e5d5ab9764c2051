"""Reading the API gateway's JSON with tolerance: unknown members are ignored, missing ones are empty.

A member of the wrong type is a BadAnswer. Where the official documentation leaves a member's name open, the names that
the classic services use for the same thing are read too.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.clients._http import Answer
from cadwidgets.clients._json import parsed
from cadwidgets.clients._rows import Row, bad, flag, json_body, mapping, rows, text_at, whole_number
from cadwidgets.contract.found import CatalogState, FoundPart, SupplierContact
from cadwidgets.contract.parts import CadFormat, CatalogInfo, Category, Configuration, PartRef, Product

FAMILY = ("partFamilyCode", "partID", "partId")
CATALOG = ("classificationCode", "classificationId", "manufacturerID")
TITLE = ("title", "label", "classificationLabel", "categoryLabel", "name")
_CATEGORY = ("categoryCode", "path", "code")
_CATEGORY_LISTS = ("categoryList", "categorieList", "categories")
UPDATED = ("updateDate", "updated", "lastUpdate")
_URL_NAMES = ("cadFileUrl", "url", "fileUrl", "path")


def read_formats(answer: Answer) -> tuple[CadFormat, ...]:
    """The formats of a part; the member that lists them may be missing."""
    body = json_body(answer, "the formats")
    listed = body if isinstance(body, list) else mapping(body, answer, "the formats").get("cadFormatList")
    return read_format_rows(listed, answer)


def read_format_rows(value: object, answer: Answer) -> tuple[CadFormat, ...]:
    """The formats in a ``cadFormatList``, which may be missing."""
    return tuple(_formats(rows(value, answer, "the formats"), answer))


def _formats(found: list[Row], answer: Answer) -> Iterator[CadFormat]:
    for row in found:
        number = whole_number(text_at(row, answer, "cadFormatId"))
        if number is None:
            raise bad(answer, "the formats", "has one without its number")
        yield CadFormat(number, text_at(row, answer, "cadFormatName") or str(number))


def read_configurations(answer: Answer, part_id: str, classification_id: str) -> tuple[Configuration, ...]:
    """The part numbers of a family, named by selection path, else by the catalog that a row or the caller names."""
    what = "the part numbers"
    found = rows(json_body(answer, what), answer, what, "partNumberList", "partNumbers")
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
    row = mapping(json_body(answer, what), answer, what)
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
    found = rows(json_body(answer, what), answer, what, "catalogList", "classificationList")
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
    body = json_body(answer, "the catalog")
    row = (rows(body, answer, "the catalog") or [{}])[0] if isinstance(body, list) else body
    row = mapping(row, answer, "the catalog")
    return CatalogState(text_at(row, answer, *CATALOG) or catalog, text_at(row, answer, *UPDATED))


def read_categories(answer: Answer, catalog: str) -> tuple[Category, ...]:
    """The categories of a catalog."""
    return read_category_rows(json_body(answer, "the categories"), answer, catalog)


def read_category_rows(body: object, answer: Answer, catalog: str) -> tuple[Category, ...]:
    """Categories from a list, or from an object that holds one."""
    found = rows(body, answer, "the categories", *_CATEGORY_LISTS)
    return tuple(
        Category(
            text_at(row, answer, *_CATEGORY),
            text_at(row, answer, *TITLE),
            text_at(row, answer, *CATALOG) or catalog,
            _level(row, answer),
            text_at(row, answer, "pictureUrl", "categoryPictureUrl"),
        )
        for row in found
    )


def _level(row: Row, answer: Answer) -> int:
    level = whole_number(text_at(row, answer, "level") or "1")
    if level is None:
        raise bad(answer, "the categories")
    return level


def read_products(answer: Answer) -> tuple[Product, ...]:
    """The part families of a listing. An empty body lists none: so an unknown catalog is answered (documented)."""
    return read_product_rows(json_body(answer, "the products") if answer.body.strip() else [], answer)


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
    """Both listings of one answer: two lists in an object, or one list, where rows with a family are products.

    A product's row may name its category too; each category is listed once.
    """
    what = "the products and categories"
    body = json_body(answer, what) if answer.body.strip() else []
    named = body if isinstance(body, dict) else {}
    found = rows(body, answer, what, "productList", "products")
    found = found + rows({name: named.get(name) for name in _CATEGORY_LISTS}, answer, what, *_CATEGORY_LISTS)
    families = [row for row in found if text_at(row, answer, *FAMILY)]
    categories = [row for row in found if text_at(row, answer, *_CATEGORY)]
    unique = {text_at(row, answer, *_CATEGORY): row for row in reversed(categories)}
    ordered = [row for row in categories if unique[text_at(row, answer, *_CATEGORY)] is row]
    titled = [row if not text_at(row, answer, *FAMILY) else _of_category(row) for row in ordered]
    return read_product_rows(families, answer), read_category_rows(titled, answer, catalog)


def _of_category(row: Row) -> Row:
    """What a product's row tells of its category: the members that are called after it."""
    return {name: value for name, value in row.items() if name.lower().startswith("categor")}


def read_contact(answer: Answer) -> SupplierContact:
    """Who supplies a catalog; its members are not documented, so that all texts are kept under their own names."""
    what = "the contact"
    row = mapping(json_body(answer, what), answer, what)
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
    row = mapping(json_body(answer, "the languages"), answer, "the languages")
    return {code: text_at(row, answer, code) or code for code in row}


def read_request_id(answer: Answer) -> str:
    """The id of a CAD request: a bare integer."""
    said = json_body(answer, "the CAD request's id")
    text = said.strip() if isinstance(said, str) else str(said) if type(said) is int else ""
    if not (text.isascii() and text.isdecimal()):
        raise bad(answer, "the CAD request's id", "is no integer")
    return text


def read_file_url(answer: Answer) -> str:
    """The address of the zip: a JSON string, or the first address in an object; also a text that is no JSON."""
    try:
        said = parsed(answer.body)
    except ValueError:
        said = answer.body.decode("utf-8", errors="replace")
    candidates = [said]
    if isinstance(said, dict):
        candidates = [*(said.get(name) for name in _URL_NAMES), *said.values()]
    for value in candidates:
        if isinstance(value, str) and value.lower().startswith("http") and len(value.split()) == 1:
            return value.strip()
    raise bad(answer, "the CAD file's address", "names none")
