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


def _keyed(media_type: str, schema: openapi.Schema) -> dict[str, Any]:
    """The key, and a body of a media type."""
    content = {media_type: {"schema": schema}}
    return openapi.KEY_QUERY | {"requestBody": {"content": content, "required": True}}


_ROW: openapi.Schema = {
    "type": "object",
    "additionalProperties": _TEXT,
    "description": "Texts by column: `part_number` (else the first column), `name`, `description`, `category`, "
    "`material`, `standard`, `mass_kg`, `file`; a column such as `length_mm` or `length [mm]` is a dimension, "
    "every other a property",
}
_ROWS: openapi.Schema = {"type": "array", "items": _ROW, "description": f"At most {MAX_ROWS:,}"}
_TABLE = _object(rows=_ROWS) | {"properties": {"rows": _ROWS, "title": _TEXT}}
_CATALOG = _object(
    id=_TEXT, title=_TEXT, parts=_COUNT, files=_COUNT, updated={"type": "number"}, own={"type": "boolean"}
)
_PROBLEM = _object(row=_COUNT, part_number=_TEXT, problem=_TEXT)
_STEP: openapi.Schema = _TEXT | {
    "format": "binary",
    "description": f"A STEP file of at most {MAX_FILE_BYTES >> 20} MiB",
}

PUT = _keyed("application/json", _TABLE)
KEPT = openapi.answers(
    openapi.json_answer(
        "The catalog, the rows that are no parts, and the STEP files that are named: their SHA-256, or an empty text "
        "for one that is missing",
        catalog=_CATALOG,
        problems={"type": "array", "items": _PROBLEM},
        files={"type": "object", "additionalProperties": _TEXT},
    ),
    *(*_STATUSES, 503, 507),
)
PUT_FILE = _keyed("application/octet-stream", _STEP)
KEPT_FILE = openapi.answers(
    openapi.json_answer("The file is kept", name=_TEXT, sha256=_TEXT, volume={"type": "number"}),
    *(*_STATUSES, 500, 502, 503, 504, 507),
)
LIST = openapi.KEY_QUERY
LISTED = openapi.answers(
    openapi.json_answer("All own catalogs", catalogs={"type": "array", "items": _CATALOG}), 400, 403
)
DELETE = openapi.KEY_QUERY
DELETED = openapi.answers(openapi.json_answer("It is gone", id=_TEXT, deleted={"type": "boolean"}), *_STATUSES)
