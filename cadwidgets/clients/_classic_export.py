"""What SynchronizationData brings: a zip with tables of a whole catalog, or of a part of it."""

from __future__ import annotations

from dataclasses import replace

from cadwidgets.clients._classic_answer import checked
from cadwidgets.clients._classic_body import body_of
from cadwidgets.clients._classic_lists import CATALOG, FAMILY
from cadwidgets.clients._http import Answer
from cadwidgets.clients._json import TABLE_BYTES
from cadwidgets.clients._rows import Row, bad, rows, text_at
from cadwidgets.clients._zip import read_archive
from cadwidgets.contract.bom_text import BomField, BomText
from cadwidgets.contract.parts import Configuration, PartRef

EXPORT_FORMATS = ("json", "csv", "xml")
PART_NUMBERS = 5
"""The DataType of part numbers, which names each part by both of its pairs."""
_ZIP = b"PK"


def read_export(answer: Answer) -> tuple[tuple[str, bytes], ...]:
    """The members of the zip that is the body. Raises BadAnswer for anything else, and what an error object means."""
    if answer.status != 200 or not answer.body.startswith(_ZIP):
        checked(answer)
        raise bad(answer, "the exported data", "is no zip")
    return tuple(read_archive(answer.body).items())


def read_part_numbers(answer: Answer) -> list[Row]:
    """The rows of the first JSON member of a zip of part numbers."""
    what = "the part numbers"
    data = next((data for name, data in read_export(answer) if name.lower().endswith(".json")), None)
    body = None if data is None else body_of(replace(answer, body=data), TABLE_BYTES)
    if body is None:
        raise bad(answer, what, "holds no JSON")
    return rows(body, answer, what, "partnumberlist")


def configuration(row: Row, answer: Answer, part_id: str) -> Configuration:
    """The part number of a row, named by its selection path, else by the catalog that the row names."""
    number, path = text_at(row, answer, "partnumber"), text_at(row, answer, "selectionpath")
    catalog = text_at(row, answer, *CATALOG)
    if not path and not (catalog and number):
        raise bad(
            answer, "the part numbers", "names neither a selection path nor a catalog, so no part follows from it"
        )
    family = text_at(row, answer, *FAMILY) or part_id
    return Configuration(number, PartRef(part_id=family, selection_path=path) if path else PartRef(catalog, number))


def is_of(row: Row, answer: Answer, part_id: str) -> bool:
    """Whether a row is of this family, also where a service did not narrow its export."""
    return text_at(row, answer, *FAMILY) in ("", part_id)


def is_row_of(row: Row, answer: Answer, part: PartRef) -> bool:
    """Whether a row is this very part."""
    if part.part_number:
        catalog = text_at(row, answer, *CATALOG)
        return text_at(row, answer, "partnumber") == part.part_number and catalog in ("", part.classification_id)
    return is_of(row, answer, part.part_id) and text_at(row, answer, "selectionpath") == part.selection_path


def bom_of(row: Row, answer: Answer) -> BomText:
    """The attributes of a row; empty where it has none."""
    found = rows({"bomfields": row.get("bomfields")}, answer, "the attributes", "bomfields")
    fields = (
        BomField(
            text_at(line, answer, "label", "symbol"), text_at(line, answer, "value"), text_at(line, answer, "unit")
        )
        for line in found
    )
    return BomText(tuple(fields))
