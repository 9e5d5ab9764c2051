"""What ``/openapi.json`` says of the routes of stored models: parameters, bodies and answers."""

from __future__ import annotations

from typing import Any

from cadwidgets.modelscript.about import MAX_TITLE
from cadwidgets.service import openapi

_TEXT: dict[str, Any] = {"type": "string"}
_TEXTS: dict[str, Any] = {"type": "array", "items": _TEXT}
_SECONDS: dict[str, Any] = {"type": "number", "description": "Unix seconds; 0 for a shipped sample"}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 1}
_VERSION = {"version": {"type": "integer", "minimum": 0, "maximum": 10**9, "description": "0 is the latest"}}
_MODEL = {"id": _TEXT, "version": _COUNT, "title": _TEXT, "url": _TEXT}
_DATED = _MODEL | {"description": _TEXT, "created": _SECONDS, "updated": _SECONDS}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _json(words: str, /, **properties: Any) -> dict[str, Any]:
    """As `openapi.json_answer`, also with a property called description."""
    return {"description": words, "content": {"application/json": {"schema": _object(**properties)}}}


def _also(answer: dict[str, Any], media_type: str) -> dict[str, Any]:
    return answer | {"content": answer["content"] | {media_type: {"schema": _TEXT}}}


def _of_model(said: dict[str, Any]) -> dict[str, Any]:
    return openapi.in_path("model_id", "The id of a stored model", said)


_KEPT = _json("The model as it is kept now", **_MODEL)
PUBLISH = openapi.body(
    openapi.KEY_FIELD
    | {
        "s": _TEXT | {"minLength": 1, "description": "A whole ModelScript, at most 1 MiB"},
        "id": _TEXT | {"description": "The model of which this becomes the next version"},
        "title": _TEXT | {"maxLength": MAX_TITLE, "description": "Else the script's own first line"},
    },
    files=True,
    required=["s"],
    additionalProperties=False,
)
PUBLISHED = openapi.answers(_KEPT, 400, 403, 404, 413, 414, 500, 502, 503, 504, 507, status=201) | {200: _KEPT}

SEARCH = openapi.query(
    openapi.KEY_FIELD
    | {
        "q": _TEXT | {"maxLength": 200, "description": "Words that a model must have"},
        "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "description": "At most so many"},
        "offset": {"type": "integer", "minimum": 0, "maximum": 10**9, "description": "Leave out so many first"},
    }
)
_LISTED = {"type": "array", "items": _object(**_DATED, own={"type": "boolean"})}
_FOUND = _json("The models, and how many there are in all", models=_LISTED, total={"type": "integer"})
FOUND = openapi.answers(_also(_FOUND, "text/html"), 400, 403, 414, 500, 502, 503, 504)

SHOW = _of_model(openapi.query(_VERSION | {"preset": _TEXT | {"description": "Fills the form of the page in"}}))
_SHOWN = _json(
    "One version of the model",
    **_DATED,
    versions={"type": "array", "items": _object(version=_COUNT, created=_SECONDS)},
    script=_TEXT,
    files=_TEXTS,
    schema={"type": "object"},
    formats=_TEXTS,
)
SHOWN = openapi.answers(_also(_SHOWN, "text/html"), 400, 404, 414, 500, 502, 503, 504)
SHOWN[404] = _also(SHOWN[404], "text/html")

DRAW = _of_model(openapi.query(_VERSION))
_DRAWN = {"description": "The picture", "content": {"image/png": {"schema": _TEXT | {"format": "binary"}}}}
DRAWN = openapi.answers(_DRAWN, 400, 404, 414, 500, 502, 503, 504)
DRAWN |= {status: _also(DRAWN[status], "image/svg+xml") for status in (500, 502, 503, 504)}

DELETE = _of_model(openapi.query(openapi.KEY_FIELD))
DELETED = openapi.answers(_json("It is gone", id=_TEXT, deleted={"type": "boolean"}), 400, 403, 404, 413)
