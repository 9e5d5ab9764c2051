"""What the classic list calls tell of the catalogs: their categories, families, parts and formats, as JSON."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import Any

from cadwidgets.service import catalog
from cadwidgets.service.catalog import Catalog, Catalogs, Category, Configuration, Family
from cadwidgets.service.catalog.formats import PartFormat
from cadwidgets.service.catalog.languages import LANGUAGES, translated
from cadwidgets.service.classic_request import ClassicError, or_not_found
from cadwidgets.service.part_pictures import picture_path

Rows = list[dict[str, Any]]

CLASS_TYPE = 2
"""The contract's type of a catalog that has part numbers."""
_NO_PICTURE = ""


def find_catalog(catalogs: Catalogs, classification_id: str) -> Catalog:
    """The catalog of that id, or an error 404."""
    with or_not_found():
        return catalogs.catalog_of(classification_id)


def chosen_catalogs(catalogs: Catalogs, classification_id: str) -> list[Catalog]:
    """The catalog of that id, or all for an empty one; an error 404 for an unknown one."""
    return [find_catalog(catalogs, classification_id)] if classification_id else list(catalogs)


def families_in(catalogs: Catalogs, classification_id: str = "", path: str = "") -> list[Family]:
    """The families of a catalog (of all, without one) below a path of categories; 404 for what there is not."""
    codes = _codes_below(catalogs, path)
    chosen = (item for known in chosen_catalogs(catalogs, classification_id) for item in known.contents.families)
    return [known for known in chosen if codes is None or known.category in codes]


def categories_in(catalogs: Catalogs, classification_id: str = "", path: str = "") -> list[Category]:
    """The categories of a catalog below a path, itself included; 404 for what there is not."""
    codes = _codes_below(catalogs, path)
    chosen = (item for known in chosen_catalogs(catalogs, classification_id) for item in known.contents.categories)
    return [known for known in chosen if codes is None or known.code in codes]


def catalog_rows(known: Sequence[Catalog], language: str, *, supplier: bool = False) -> Rows:
    """Catalogs, on request with their supplier."""
    return [
        {
            "classificationId": item.classification_id,
            "title": translated(item.title, language),
            "pictureUrl": _NO_PICTURE,
            "published": item.published,
            "updated": item.updated,
            "classType": CLASS_TYPE,
        }
        | ({"supplierInfo": supplier_info(item, language)} if supplier else {})
        for item in known
    ]


def category_rows(catalogs: Catalogs, known: Sequence[Category], language: str) -> Rows:
    """Categories; the caption of a path has the titles where the path has the codes."""
    titles = {item.code: translated(item.title, language) for item in _all_categories(catalogs)}
    return [
        {
            "path": item.path,
            "title": titles[item.code],
            "pathCaption": "/" + "".join(f"{titles[code]}/" for code in item.path.strip("/").split("/")),
            "classificationId": item.classification_id,
            "pictureUrl": _NO_PICTURE,
            "level": item.level,
            "description": titles[item.code],
        }
        for item in known
    ]


def product_rows(catalogs: Catalogs, known: Sequence[Family], base_url: str, language: str) -> Rows:
    """Families, which the contract calls products."""
    return [
        {
            "partID": item.part_id,
            "title": translated(item.title, language),
            **manufacturer(home),
            "partPictureUrl": base_url + picture_path(item),
            "published": home.published,
            "updated": home.updated,
        }
        for item in known
        for home in [catalogs.catalog_of(item.classification_id)]
    ]


def format_rows(known: Sequence[PartFormat]) -> Rows:
    """CAD formats."""
    return [{"cadFormatId": item.id, "cadFormatName": item.label} for item in known]


def language_rows() -> Rows:
    """The languages of the labels."""
    return [{"language": code, "title": title} for code, title in LANGUAGES.items()]


def part_info(
    home: Catalog, family: Family, part: Configuration, base_url: str, language: str, *, as_html: bool
) -> dict[str, Any]:
    """What is told of one part; ``as_html``: texts that can stand in a page as they are."""
    description = translated(family.description, language)
    shown = html.escape if as_html else str
    return {
        "titlePart": shown(catalog.designation(family, part, language)),
        "description": shown(translated(family.title, language)),
        "longDescription": shown(description),
        "partPictureUrl": base_url + picture_path(family, part.part_number),
        "version": catalog.PART_VERSION,
        **manufacturer(home),
        "manufacturerName": shown(home.manufacturer),
    }


def manufacturer(home: Catalog) -> dict[str, Any]:
    """Whose parts those of a catalog are: the id is that of the catalog."""
    names = {"manufacturerID": home.classification_id, "manufacturerName": home.manufacturer}
    return names | {"manufacturerPictureUrl": _NO_PICTURE}


def supplier_info(known: Catalog, language: str) -> dict[str, Any]:
    """Whom to ask about a catalog: nobody has an address here."""
    return {"description": translated(known.supplier, language)}


def find_number(
    catalogs: Catalogs, classification_id: str, part_number: str, *, aliases: bool
) -> tuple[Family, Configuration]:
    """The part of a catalog that has this number, with ``aliases`` whatever its blanks and punctuation; or 404."""
    with or_not_found():
        return (catalogs.find_plain if aliases else catalogs.find)(classification_id, part_number)


def _all_categories(catalogs: Catalogs) -> Iterator[Category]:
    return (item for known in catalogs for item in known.contents.categories)


def _codes_below(catalogs: Catalogs, path: str) -> set[str] | None:
    """The codes of a category and all below it; None for the root of a catalog."""
    if not path.strip("/"):
        return None
    whole = f"/{path.strip('/')}/"
    codes = {known.code for known in _all_categories(catalogs) if known.path.startswith(whole)}
    if not codes:
        raise ClassicError(404, f"there is no category {path[:120]!r}")
    return codes
