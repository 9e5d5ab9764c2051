"""What ``/openapi.json`` says of the routes of own catalogs."""

from __future__ import annotations

from typing import Any

from cadwidgets.contract.own_catalogs import MAX_FILE_BYTES, MAX_ROWS
from cadwidgets.service import openapi

_TEXT: openapi.Schema = {"type": "string"}
_COUNT: openapi.Schema = {"type": "integer", "minimum": 0}
_STATUSES = (400, 403, 404, 413)


def _object(**properties: openapi.Schema) -> openapi.Schema:
    return {"type": "object", "required": list(properties), "properties": properties}


def _keyed(**content: openapi.Schema) -> dict[str, Any]:
    """The header with the key, and a body of a media type."""
    body = {kind.replace("_", "/"): {"schema": schema} for kind, schema in content.items()}
    return openapi.KEY_QUERY | ({"requestBody": {"content": body, "required": True}} if body else {})


_ROW: openapi.Schema = {
    "type": "object",
    "additionalProperties": _TEXT,
    "description": "Texts by column: `part_number` (else the first column), `name`, `description`, `category`, "
    "`material`, `standard`, `mass_kg`, `file`; a column such as `length_mm` or `length [mm]` is a dimension, "
    "every other a property",
}
_TABLE = _object(title=_TEXT, rows={"type": "array", "maxItems": MAX_ROWS, "items": _ROW})
_CATALOG = _object(
    id=_TEXT, title=_TEXT, parts=_COUNT, files=_COUNT, updated={"type": "number"}, own={"type": "boolean"}
)
_PROBLEM = _object(row=_COUNT, part_number=_TEXT, problem=_TEXT)
_STEP: openapi.Schema = _TEXT | {
    "format": "binary",
    "description": f"A STEP file of at most {MAX_FILE_BYTES >> 20} MiB",
}

PUT = _keyed(application_json=_TABLE)
KEPT = openapi.answers(
    openapi.json_answer(
        "The catalog, the rows that are no parts, and the STEP files that are named: their SHA-256, or an empty text "
        "for one that is missing",
        catalog=_CATALOG,
        problems={"type": "array", "items": _PROBLEM},
        files={"type": "object", "additionalProperties": _TEXT},
    ),
    *_STATUSES,
)
PUT_FILE = {"requestBody": {"content": {"application/step": {"schema": _STEP}}, "required": True}}
PUT_FILE |= openapi.KEY_QUERY
KEPT_FILE = openapi.answers(
    openapi.json_answer("The file is kept", name=_TEXT, sha256=_TEXT, volume={"type": "number"}),
    *(*_STATUSES, 500, 502, 503, 504),
)
LIST = openapi.KEY_QUERY
LISTED = openapi.answers(
    openapi.json_answer("All own catalogs", catalogs={"type": "array", "items": _CATALOG}), 400, 403
)
DELETE = openapi.KEY_QUERY
DELETED = openapi.answers(openapi.json_answer("It is gone", id=_TEXT, deleted={"type": "boolean"}), *_STATUSES)
