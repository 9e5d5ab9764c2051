"""What the OpenAPI page says of the routes of stored models: their bodies, and every status they answer with."""

from __future__ import annotations

from typing import Any

from cadwidgets.modelscript.about import MAX_TITLE

_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "number"}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 1}
_HTML: dict[str, Any] = {"text/html": {"schema": _TEXT}}


def _object(required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required.split()}


def _json(description: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}, **more}}


def _query(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "required": False, "schema": schema}


_ERROR = _object("error", error=_object("kind message", kind=_TEXT, message=_TEXT))
_REFUSALS = {
    "400": "The request cannot be carried out: the parameter, its value, and what is allowed",
    "403": "The key is missing or wrong, or the model belongs to another account",
    "404": "There is no such model",
    "413": "The script, a file or the body is too large",
    "500": "The script does not parse, or the model cannot be built",
    "502": "The worker died",
    "503": "Too many jobs are waiting, or no worker starts",
    "504": "The worker took too long",
}


def _refusals(*statuses: str, **more: Any) -> dict[str, Any]:
    content = {"text/plain": {"schema": _TEXT}, **more}
    return {status: _json(_REFUSALS[status], _ERROR, **content) for status in statuses}


_MODEL = {"id": _TEXT, "version": _COUNT, "title": _TEXT, "url": _TEXT}
_DATED = {"description": _TEXT, "created": _NUMBER, "updated": _NUMBER}
_PUBLISHED = _json("The model as it is kept now", _object("id version title url", **_MODEL))
_FIELDS = {
    "key": _TEXT,
    "s": {"type": "string", "minLength": 1, "description": "The ModelScript"},
    "id": {"type": "string", "description": "The model to which this becomes the next version"},
    "title": {"type": "string", "maxLength": MAX_TITLE, "description": "Else the script's own first line"},
}
_FORM = _object("s", **_FIELDS)
_FILES = {"type": "array", "items": {"type": "string", "format": "binary"}, "maxItems": 32}
_KEY_HEADER = {"name": "X-Api-Key", "in": "header", "required": False, "schema": _TEXT}
_KEY = [_query("key", "The key, unless it is in the header", type="string"), _KEY_HEADER]
_VERSION = _query("version", "Which version; 0 is the latest", type="integer", minimum=0, maximum=10**9)

PUBLISH: dict[str, Any] = {
    "parameters": [_KEY_HEADER],
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {"schema": _FORM},
            "multipart/form-data": {"schema": _object("s", **_FIELDS, files=_FILES)},
            "application/json": {"schema": _FORM},
        },
    },
    "responses": {
        "200": _PUBLISHED,
        "201": _PUBLISHED,
        **_refusals("400", "403", "404", "413", "500", "502", "503", "504"),
    },
}
LIST: dict[str, Any] = {
    "parameters": [
        _query("q", "Words that a model must have", type="string", maxLength=200),
        _query("limit", "At most so many", type="integer", minimum=1, maximum=1000),
        _query("offset", "Leave out so many first", type="integer", minimum=0, maximum=10**9),
        *_KEY,
    ],
    "responses": {
        "200": _json(
            "The models, and how many there are in all",
            _object(
                "models total",
                models={
                    "type": "array",
                    "items": _object("id version title", **_MODEL, **_DATED, own={"type": "boolean"}),
                },
                total={"type": "integer"},
            ),
            **_HTML,
        ),
        **_refusals("400", "403", "500", "502", "503", "504"),
    },
}
SHOW: dict[str, Any] = {
    "parameters": [_VERSION, _query("preset", "The preset whose values fill the page's form in", type="string")],
    "responses": {
        "200": _json(
            "One version of the model",
            _object(
                "id version versions title script schema url formats",
                **_MODEL,
                **_DATED,
                versions={"type": "array", "items": _object("version created", version=_COUNT, created=_NUMBER)},
                script=_TEXT,
                files={"type": "array", "items": _TEXT},
                schema={"type": "object"},
                formats={"type": "array", "items": _TEXT},
            ),
            **_HTML,
        ),
        **_refusals("400", "404", "500", "502", "503", "504", **_HTML),
    },
}
PICTURE: dict[str, Any] = {
    "parameters": [_VERSION],
    "responses": {
        "200": {"description": "The picture", "content": {"image/png": {}}},
        **_refusals("400", "404", "500", "502", "503", "504", **{"image/svg+xml": {}}),
    },
}
DELETE: dict[str, Any] = {
    "parameters": _KEY,
    "responses": {
        "200": _json("It is deleted", _object("id deleted", id=_TEXT, deleted={"type": "boolean"})),
        **_refusals("400", "403", "404", "413"),
    },
}
