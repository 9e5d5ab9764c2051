"""Reading the lists of the classic services with tolerance: catalogs, categories, products, formats, languages, parts.

Names are in lower case here (see `_classic_body`). Where the documentation leaves one open, likely ones are read.
"""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.clients._classic_answer import checked
from cadwidgets.clients._classic_body import row_of
from cadwidgets.clients._http import Answer
from cadwidgets.clients._rows import Row, bad, flag, rows, text_at, whole_number
from cadwidgets.contract.found import CatalogState, FoundPart
from cadwidgets.contract.parts import CadFormat, CatalogInfo, Category, ConfiguredPart, PartRef, Product
from cadwidgets.errors import BadAnswer

CATALOG = ("classificationid", "catalogid", "classificationcode", "manufacturerid")
FAMILY = ("partid", "productid", "product", "partfamilycode")
_TITLE = ("title", "caption", "label", "name")
_UPDATED = ("updated", "lastupdate", "updatedate")
_PICTURE = ("pictureurl", "partpictureurl")
_SHORTEST = 2
"""Past the last page of the products a body may be shorter than this."""


def read_formats(answer: Answer) -> tuple[CadFormat, ...]:
    """What a CADFormatsList or a CADdataAvailability answer lists."""
    what = "the formats"
    found = rows(checked(answer), answer, what, "cadformatlist")
    try:
        return tuple(CadFormat(int(row["cadformatid"]), str(row["cadformatname"])) for row in found)
    except (TypeError, KeyError, ValueError):
        raise bad(answer, what) from None


def read_catalogs(answer: Answer) -> tuple[CatalogInfo, ...]:
    """The catalogs."""
    found = rows(checked(answer), answer, "the catalogs", "classificationlist", "cataloglist")
    return tuple(
        CatalogInfo(
            text_at(row, answer, *CATALOG),
            text_at(row, answer, *_TITLE),
            text_at(row, answer, *_PICTURE),
            text_at(row, answer, *_UPDATED),
        )
        for row in found
    )


def read_categories(answer: Answer, catalog: str) -> tuple[Category, ...]:
    """The categories of a catalog. The list's name is misspelled in the contract."""
    found = rows(checked(answer), answer, "the categories", "categorielist", "categorylist")
    return tuple(
        Category(
            text_at(row, answer, "path"),
            text_at(row, answer, *_TITLE),
            text_at(row, answer, *CATALOG) or catalog,
            _level(row, answer),
            text_at(row, answer, *_PICTURE),
        )
        for row in found
    )


def _level(row: Row, answer: Answer) -> int:
    level = whole_number(text_at(row, answer, "level") or "1")
    if level is None:
        raise bad(answer, "the categories")
    return level


def read_products(answer: Answer) -> tuple[Product, ...]:
    """The part families of one page; none past the last one, where next to nothing or no list may come."""
    if answer.status == 200 and len(answer.body.strip()) < _SHORTEST:
        return ()
    return tuple(
        Product(
            text_at(row, answer, *FAMILY),
            text_at(row, answer, *_TITLE),
            text_at(row, answer, "partpictureurl", "pictureurl"),
            text_at(row, answer, *_UPDATED),
        )
        for row in rows(checked(answer), answer, "the products", "productlist")
    )


def read_languages(answer: Answer) -> Mapping[str, str]:
    """The languages: their codes and labels. The answer is not documented: a list of rows, or of codes."""
    body = checked(answer)
    listed = body.get("languagelist", body.get("languages")) if isinstance(body, dict) else body
    if isinstance(listed, list) and all(isinstance(item, str) for item in listed):
        return {code: code for code in listed}
    found = rows(body, answer, "the languages", "languagelist", "languages")
    codes = [text_at(row, answer, "language", "code", "languageid", "id") for row in found]
    if not all(codes):
        raise bad(answer, "the languages", "has one without its code")
    return {code: text_at(row, answer, *_TITLE) or code for code, row in zip(codes, found, strict=True)}


def read_found(answer: Answer, catalog: str) -> FoundPart:
    """A part number that the catalog has."""
    row = row_of(checked(answer), answer, "the part")
    found = FoundPart(
        text_at(row, answer, "partnumber"),
        text_at(row, answer, *CATALOG) or catalog,
        text_at(row, answer, *FAMILY),
        text_at(row, answer, "selectionpath"),
        text_at(row, answer, "version"),
    )
    if not (found.part_id and found.selection_path) and not found.part_number:
        raise bad(answer, "the part", "names none")
    return found


def read_state(answer: Answer, catalog: str) -> CatalogState:
    """What is told of one catalog; its own id is the one that was asked for, if none is told."""
    row = row_of(checked(answer), answer, "the catalog")
    return CatalogState(text_at(row, answer, *CATALOG) or catalog, text_at(row, answer, *_UPDATED))


def read_part_data(answer: Answer, part: PartRef) -> ConfiguredPart:
    """A part as its page shows it: titles and picture."""
    row = row_of(checked(answer), answer, "the part")
    info = row.get("partinfo", row)
    if not isinstance(info, dict):
        raise bad(answer, "the part")
    return ConfiguredPart(
        part,
        text_at(info, answer, "titlepart", *_TITLE),
        text_at(info, answer, "description") or text_at(info, answer, "longdescription"),
        text_at(info, answer, "partnumber") or part.part_number,
        text_at(info, answer, *reversed(_PICTURE)),
    )


def read_registered(answer: Answer) -> bool:
    """What CheckLogin and UserRegistration say."""
    body = checked(answer)
    said = flag(body.get("registered"), answer, "the account") if isinstance(body, dict) else None
    if said is None:
        raise BadAnswer(
            "the catalog's answer does not say whether there is an account", url=answer.url, status=answer.status
        )
    return said
