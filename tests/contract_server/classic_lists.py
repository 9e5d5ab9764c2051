"""The classic list services: formats, languages, catalogs, categories, products, part numbers.

What the reference leaves open and this server chose:

- CADFormatsList in version 2 is an object with ``cadFormatList``, ``viewerAvailability`` is a text
- LanguagesList is an object with ``languageList``; availability answers have ``classificationId``, ``partId``,
  ``partNumber``, ``version`` and ``selectionPath``
- past the last page ProductsList is an empty object; flags like ``published`` are texts
- CADFormatAvailability is not served: nothing is known of its answer
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import stock
from answers import Answer
from classic_answer import error, said
from picture import FAMILY_PICTURE, PART_PICTURE

Fields = Mapping[str, str]
LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français"}


def has_one_pair(query: Fields) -> bool:
    """Whether exactly one pair is there, and whole."""
    pairs = ("partid", "selectionpath"), ("classificationid", "partnumber")
    given = [[bool(query.get(name)) for name in pair] for pair in pairs]
    return sorted(map(sum, given)) == [0, 2]


def part_of(query: Fields) -> stock.Part | None:
    """The part that the pair names."""
    if query.get("partid"):
        return stock.by_path(query["partid"], query.get("selectionpath", ""))
    return stock.by_number(query.get("classificationid", ""), query.get("partnumber", ""))


def cad_formats_list(query: Fields, base_url: str) -> Answer:
    """Without a part, all formats of the key."""
    if not any(query.get(name) for name in ("partid", "selectionpath", "classificationid", "partnumber")):
        listed = _formats(tuple(stock.CAD_FORMATS))
    elif isinstance(part := _asked(query), Answer):
        return part
    else:
        listed = _formats(part.formats)
    body = {"cadFormatList": listed} if query.get("version") == "2" else listed
    return said(200, body, query["format"], "WsCADFormatsList")


def cad_data_availability(query: Fields, base_url: str) -> Answer:
    part = _asked(query)
    if isinstance(part, Answer):
        return part
    body = {"viewerAvailability": "False", "cadFormatList": _formats(part.formats)}
    return said(200, body, query["format"], "WsCADdataAvailability")


def languages_list(query: Fields, base_url: str) -> Answer:
    listed = [{"language": code, "caption": caption} for code, caption in LANGUAGES.items()]
    return said(200, {"languageList": listed}, query["format"], "WsLanguagesList")


def catalogs_list(query: Fields, base_url: str) -> Answer:
    """One catalog, with part numbers (class type 2); its supplier on request."""
    row: dict[str, object] = {"classificationId": stock.CLASSIFICATION, "title": stock.TITLE, "classType": 2}
    row |= {"pictureUrl": base_url + FAMILY_PICTURE, "published": "True", "updated": stock.UPDATED}
    if query.get("supplierinfo") == "1":
        row["supplier"] = stock.CONTACT
    return said(200, {"classificationList": [row]}, query["format"], "WsCatalogsList")


def categories_list(query: Fields, base_url: str) -> Answer:
    """The key is spelled ``categorieList`` in the contract."""
    if query.get("classificationid") != stock.CLASSIFICATION:
        return _no_catalog(query, "classificationid")
    row = {
        "path": stock.CATEGORY_PATH,
        "title": stock.CATEGORY_TITLE,
        "pathCaption": f"{stock.TITLE} > {stock.CATEGORY_TITLE}",
        "classificationId": stock.CLASSIFICATION,
        "pictureUrl": base_url + FAMILY_PICTURE,
        "level": 3,
        "description": "",
    }
    return said(200, {"categorieList": [row]}, query["format"], "WsCategoriesList")


def products_list(query: Fields, base_url: str) -> Answer:
    """``Size`` products of one page; the path narrows."""
    if query.get("classificationid") != stock.CLASSIFICATION:
        return _no_catalog(query, "classificationid")
    size, page = query.get("size") or "30000", query.get("page") or "1"
    if not (size + page).isdigit() or not int(size) or not int(page):
        return error(400, "Size and Page are numbers from 1 on.", query["format"])
    inside = stock.CATEGORY_PATH.startswith(query.get("path") or "/")
    rows = [_product(family, base_url) for family in stock.FAMILIES] if inside else []
    rows = rows[int(size) * (int(page) - 1) : int(size) * int(page)]
    return said(200, {"productList": rows} if rows else {}, query["format"], "WsProductsList")


def catalog_availability(query: Fields, base_url: str) -> Answer:
    if query.get("catalog", "").lower() not in stock.ALIASES:
        return _no_catalog(query, "catalog")
    body = {"classificationId": stock.CLASSIFICATION, "updated": stock.UPDATED}
    return said(200, body, query["format"], "WsCatalogAvailability")


def part_number_availability(query: Fields, base_url: str) -> Answer:
    """``SearchPNAliases=1`` ignores punctuation, ``PartNumberDetails=1`` adds version and path."""
    if query.get("catalog", "").lower() not in stock.ALIASES:
        return _no_catalog(query, "catalog")
    if not query.get("partnumber"):
        return error(400, "The parameter partnumber is missing.", query["format"])
    part = stock.by_code(query["partnumber"], loose=query.get("searchpnaliases") == "1")
    if part is None:
        return error(404, "The part number does not exist.", query["format"])
    body = {"classificationId": stock.CLASSIFICATION, "partId": part.family, "partNumber": part.number}
    if query.get("partnumberdetails") == "1":
        body |= {"version": "3", "selectionPath": part.selection_path}
    return said(200, body, query["format"], "WsPartNumberAvailability")


def part_number_data(query: Fields, base_url: str) -> Answer:
    part = _asked(query)
    if isinstance(part, Answer):
        return part
    info = {
        "titlePart": part.title,
        "description": stock.FAMILIES[part.family],
        "longDescription": "",
        "partPictureUrl": base_url + PART_PICTURE,
        "version": "3",
    }
    body = {"globalInfo": {"partInfo": info | _manufacturer(base_url)}, "manufacturerInfo": stock.CONTACT}
    return said(200, body, query["format"], "WsPartNumberData")


LISTS: dict[str, Callable[[Fields, str], Answer]] = {
    "CADFormatsList": cad_formats_list,
    "CADdataAvailability": cad_data_availability,
    "LanguagesList": languages_list,
    "CatalogsList": catalogs_list,
    "CategoriesList": categories_list,
    "ProductsList": products_list,
    "CatalogAvailability": catalog_availability,
    "PartNumberAvailability": part_number_availability,
    "PartNumberData": part_number_data,
}


def _asked(query: Fields) -> stock.Part | Answer:
    if not has_one_pair(query):
        return error(400, "Exactly one pair names the part.", query["format"])
    return part_of(query) or error(404, "The part does not exist.", query["format"])


def _no_catalog(query: Fields, name: str) -> Answer:
    status = 404 if query.get(name) else 400
    return error(status, "The catalog does not exist.", query["format"])


def _formats(numbers: tuple[int, ...]) -> list[dict[str, object]]:
    return [{"cadFormatId": number, "cadFormatName": stock.CAD_FORMATS[number][0]} for number in numbers]


def _manufacturer(base_url: str) -> dict[str, str]:
    return {
        "manufacturerID": "VERTRAG",
        "manufacturerName": stock.MANUFACTURER,
        "manufacturerPictureUrl": base_url + FAMILY_PICTURE,
    }


def _product(family: str, base_url: str) -> dict[str, object]:
    row = {"partID": family, "title": stock.FAMILIES[family], "partPictureUrl": base_url + PART_PICTURE}
    return row | _manufacturer(base_url) | {"published": "True", "updated": stock.UPDATED}
