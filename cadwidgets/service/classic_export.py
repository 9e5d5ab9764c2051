"""The zip of a SynchronizationData call: one kind of data of the whole catalog, as JSON, XML or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cadwidgets.service import catalog
from cadwidgets.service.catalog import Catalogs, Family
from cadwidgets.service.catalog.languages import translated
from cadwidgets.service.classic_catalog import (
    Rows,
    catalog_rows,
    categories_in,
    category_rows,
    chosen_catalogs,
    families_in,
    product_rows,
    supplier_info,
)
from cadwidgets.service.classic_request import ClassicCall, ClassicError, or_not_found
from cadwidgets.service.classic_xml import to_xml
from cadwidgets.service.part_files import archive

_CONTENTS = ("", "2D", "3D", "DOC")


@dataclass(frozen=True)
class Export:
    """What is exported, narrowed to a catalog, a path of categories and a family where they are not empty."""

    catalogs: Catalogs
    data_type: str
    classification_id: str
    class_path: str
    part_id: str
    contents: str
    supplier: bool
    system_bom: bool
    language: str
    base_url: str

    @property
    def families(self) -> list[Family]:
        """The families that are left."""
        chosen = families_in(self.catalogs, self.classification_id, self.class_path)
        return [known for known in chosen if self.part_id in ("", known.part_id)]


def read_export(catalogs: Catalogs, call: ClassicCall, base_url: str) -> Export:
    """The checked parameters: 400 for a kind of data that there is not, 404 for what narrows to nothing known."""
    query = call.query
    wanted = Export(
        catalogs,
        query.needed("DataType"),
        query["CatalogID"],
        query["ClassPath"],
        query["PartId"],
        query["CatalogsContentType"].upper(),
        query.flag("SupplierInfo"),
        query.flag("SystemBOM"),
        call.language,
        base_url,
    )
    if wanted.data_type not in _DATA:
        raise ClassicError(400, f"DataType is none of {', '.join(_DATA)}")
    if wanted.contents not in _CONTENTS:
        raise ClassicError(400, "CatalogsContentType is none of 2D, 3D, DOC")
    _check_part(wanted)
    return wanted


def exported(wanted: Export, form: str, account: str) -> bytes:
    """The zip, with one member named ``Ws<Something>Data_<account>_<language>.<form>``."""
    kind, key, rows = _DATA[wanted.data_type]
    name = f"Ws{kind}Data"
    data = _written(name, key, rows(wanted), form)
    return archive({f"{name}_{account}_{wanted.language}.{form}": data})


def _check_part(wanted: Export) -> None:
    _ = wanted.families  # an unknown catalog or path is 404 for every kind of data
    if wanted.part_id:
        with or_not_found():
            wanted.catalogs.find_family(wanted.part_id)


def _written(name: str, key: str, rows: Rows, form: str) -> bytes:
    if form == "xml":
        return to_xml(name, {key: rows})
    if form == "json":
        return json.dumps(rows, ensure_ascii=False).encode()
    target = io.StringIO()
    writer = csv.DictWriter(target, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows({column: _cell(value) for column, value in row.items()} for row in rows)
    return target.getvalue().encode()


def _cell(value: object) -> object:
    """A table has no tables inside: what is nested stands in its cell as JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def _catalogs(wanted: Export) -> Rows:
    if wanted.contents in ("2D", "DOC"):  # all there is here are solids
        return []
    known = chosen_catalogs(wanted.catalogs, wanted.classification_id)
    return catalog_rows(known, wanted.language, supplier=wanted.supplier)


def _categories(wanted: Export) -> Rows:
    known = categories_in(wanted.catalogs, wanted.classification_id, wanted.class_path)
    return category_rows(wanted.catalogs, known, wanted.language)


def _products(wanted: Export) -> Rows:
    return product_rows(wanted.catalogs, wanted.families, wanted.base_url, wanted.language)


def _product_categories(wanted: Export) -> Rows:
    return [
        {
            "partID": item.part_id,
            "classificationId": item.classification_id,
            "path": wanted.catalogs.category_of(item).path,
        }
        for item in wanted.families
    ]


def _part_numbers(wanted: Export) -> Rows:
    """Both names of every part."""
    return [
        {
            "classificationId": family.classification_id,
            "partNumber": item.part_number,
            "PartID": family.part_id,
            "SelectionPath": family.selection_path(item),
        }
        | ({"bomFields": _bom(family, item.part_number, wanted.language)} if wanted.system_bom else {})
        for family in wanted.families
        for item in family.configurations
    ]


def _bom(family: Family, part_number: str, language: str) -> Rows:
    """Without the mass, for which every part would have to be built."""
    return [
        {"symbol": line.symbol, "label": line.label, "type": line.kind, "value": line.value, "unit": line.unit}
        for line in catalog.attributes(family, part_number, None, language)
    ]


def _supplier_contacts(wanted: Export) -> Rows:
    known = chosen_catalogs(wanted.catalogs, wanted.classification_id)
    return [
        {
            "classificationId": item.classification_id,
            "title": translated(item.title, wanted.language),
            **supplier_info(item, wanted.language),
        }
        for item in known
    ]


_DATA: Mapping[str, tuple[str, str, Callable[[Export], Rows]]] = {
    "1": ("Catalogs", "classificationList", _catalogs),
    "2": ("Categories", "categorieList", _categories),
    "3": ("Products", "productList", _products),
    "4": ("ProductCategories", "productCategoryList", _product_categories),
    "5": ("PartNumbers", "partNumberList", _part_numbers),
    "8": ("SupplierContacts", "supplierContactList", _supplier_contacts),
}
"""DataType: what its file is called, its list in XML, and its rows."""
