"""SynchronizationData of the classic services: a zip with one table as csv, json or xml.

What the reference leaves open and this server chose: ids are spelled ``partId`` and ``selectionPath``, the csv is
cp1252 with semicolons, the xml's rows are ``row`` elements, the account in the member's name is 4711, types 6, 7
and 10 of the old page are 400, and so is narrowing to a catalog that is not there.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

import stock
from answers import Answer
from classic_answer import error

NAMES = {"1": "Catalogs", "2": "Categories", "3": "Products", "4": "ProductCategories", "5": "PartNumbers"}
NAMES |= {"8": "SupplierContacts"}
Row = dict[str, str]


def synchronization_data(query: Mapping[str, str]) -> Answer:
    """The table of one ``DataType``."""
    form, kind = query.get("format", "").lower(), query.get("datatype", "")
    if form not in ("xml", "json", "csv"):
        return error(400, "Format must be xml, json or csv.")
    if kind not in NAMES or query.get("catalogid", stock.CLASSIFICATION) != stock.CLASSIFICATION:
        return error(400, "The data type or the catalog does not exist.", form)
    rows = _rows(kind, query.get("partid", ""), query.get("classpath", ""), query.get("systembom") == "1")
    text = {"json": _json, "csv": _csv, "xml": _xml}[form](rows)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"Ws{NAMES[kind]}Data_4711_{query.get('language', 'en')}.{form}", text)
    return Answer(200, packed.getvalue(), "application/octet-stream")


def _rows(kind: str, part_id: str, path: str, system_bom: bool) -> list[Row]:
    catalog = {"catalogId": stock.CLASSIFICATION}
    families = [family for family in stock.FAMILIES if part_id in ("", family)]
    families = families if stock.CATEGORY_PATH.startswith(path) else []
    if kind == "1":
        return [catalog | {"title": stock.TITLE, "updated": stock.UPDATED}]
    if kind == "2":
        return [catalog | {"path": stock.CATEGORY_PATH, "title": stock.CATEGORY_TITLE}]
    if kind == "3":
        return [catalog | {"partId": family, "title": stock.FAMILIES[family]} for family in families]
    if kind == "4":
        return [catalog | {"partId": family, "path": stock.CATEGORY_PATH} for family in families]
    if kind == "8":
        return [catalog | {"name": stock.MANUFACTURER} | stock.CONTACT]
    return [_numbered(part, system_bom) for part in stock.PARTS if part.family in families]


def _numbered(part: stock.Part, system_bom: bool) -> Row:
    row = {"partNumber": part.number, "partId": part.family, "selectionPath": part.selection_path}
    return row | ({symbol: value for symbol, _, _, value, _ in part.attributes} if system_bom else {})


def _json(rows: list[Row]) -> bytes:
    return json.dumps(rows, ensure_ascii=False).encode()


def _csv(rows: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else [], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("cp1252")


def _xml(rows: list[Row]) -> bytes:
    fields = ("".join(f"<{name}>{escape(value)}</{name}>" for name, value in row.items()) for row in rows)
    return ("<rows>" + "".join(f"<row>{row}</row>" for row in fields) + "</rows>").encode()
