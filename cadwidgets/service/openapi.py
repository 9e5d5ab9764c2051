"""What ``/openapi.json`` says: parameters, bodies and answers, each declared once and shared by the routes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI

from cadwidgets.contract.files import MAX_FILES
from cadwidgets.contract.options import OPTION_PREFIX, OPTIONS
from cadwidgets.contract.parameters import RESERVED, Parameter
from cadwidgets.contract.requests import CONTRACT_FORMATS, FORMATS
from cadwidgets.service.build_headers import CONTENT_TYPES
from cadwidgets.service.idempotency import HEADER
from cadwidgets.service.priority import HEADER as PRIORITY

Answers = dict[int | str, dict[str, Any]]
Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_SCALARS: list[Schema] = [{"type": kind} for kind in ("string", "number", "boolean")]
_SAYABLE: Schema = {"anyOf": [*_SCALARS, {"type": "array", "items": {"anyOf": _SCALARS}}]}
_WORDS = {
    400: "The request cannot be met; the answer names the parameter, its value and what is allowed",
    403: "The key is missing, wrong or disabled, the account cannot execute any more downloads, or another page asks",
    404: "There is no such thing",
    409: "The Idempotency-Key was sent with another request before",
    413: "The script, a value, a file or the whole body is too large",
    414: "The target of a GET is longer than 4,096 bytes",
    500: "The script failed, or its model cannot be written",
    502: "The script took its process down",
    503: "Too many builds are waiting, or no worker can be started; see Retry-After",
    504: "The build took longer than it may",
    507: "The disk of the service is nearly full, or fails",
}
_ERROR: Schema = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["kind", "message"],
            "properties": {
                "kind": _TEXT,
                "message": _TEXT,
                "parameter": _TEXT,
                "value": {},
                "allowed": _TEXT,
                "line": {"type": "integer"},
                "column": {"type": "integer"},
                "excerpt": _TEXT,
                "output": _TEXT,
                "limit": {"type": "number"},
            },
        }
    },
}
_KEY: Schema = _TEXT | {"description": "The API key; it may come in the header `X-Api-Key` instead"}


def refusals(*statuses: int) -> Answers:
    """The answers with these statuses: one plain line, or JSON for who prefers it."""
    content = {"text/plain": {"schema": _TEXT}, "application/json": {"schema": _ERROR}}
    return {status: {"description": _WORDS[status], "content": content} for status in statuses}


def answers(success: dict[str, Any], *statuses: int, status: int = 200) -> Answers:
    """The answer when all goes well, and the refusals with these statuses."""
    return refusals(*statuses) | {status: success}


def json_answer(description: str, **properties: Schema) -> dict[str, Any]:
    """An answer that is a JSON object with these properties, all of them always there."""
    schema = {"type": "object", "required": list(properties), "properties": properties}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def body(fields: Mapping[str, Schema], *, files: bool = False, **more: Any) -> dict[str, Any]:
    """A body of these fields in every encoding that is read; ``more`` is what else holds for the object."""
    schema = {"type": "object", "additionalProperties": _SAYABLE} | more
    upload = {"type": "array", "items": {"type": "string", "format": "binary"}, "maxItems": MAX_FILES}
    in_json = {name: _in_json(name, field) for name, field in fields.items()}
    contents = {
        "application/x-www-form-urlencoded": dict(fields),
        "multipart/form-data": dict(fields) | ({"files": upload} if files else {}),
        "application/json": in_json,
    }
    content = {kind: {"schema": schema | {"properties": properties}} for kind, properties in contents.items()}
    return {"requestBody": {"content": content, "required": "required" in more}, "parameters": [_KEY_HEADER]}


def _in_json(name: str, schema: Schema) -> Schema:
    """In JSON, a text of our own additions may also be a number and so on: it is read as the form would send it."""
    is_open = schema.get("type") == "string" and name not in RESERVED and "enum" not in schema
    return {**_SAYABLE, "description": schema.get("description", "")} if is_open else schema


def query(fields: Mapping[str, Schema], required: Sequence[str] = ()) -> dict[str, Any]:
    """The same fields in the query string."""
    parameters = [_parameter(name, "query", schema) for name, schema in fields.items()]
    for parameter in parameters:
        parameter["required"] = parameter["name"] in required
    return {"parameters": [*parameters, _KEY_HEADER]}


def in_path(name: str, description: str, more: Mapping[str, Any]) -> dict[str, Any]:
    """``more`` with a part of the path, too."""
    schema = _TEXT | {"description": description}
    parameters = [_parameter(name, "path", schema) | {"required": True}, *more.get("parameters", ())]
    return dict(more) | {"parameters": parameters}


def _parameter(name: str, where: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": where, "schema": schema}


def _option(option: Parameter) -> Schema:
    kinds = {"float": "number", "int": "integer", "bool": "boolean", "choice": "string", "text": "string"}
    schema: Schema = {"type": kinds[option.kind], "default": option.default, "description": option.description}
    if option.choices:
        schema["enum"] = list(option.choices)
    limits = {"minimum": option.minimum, "maximum": option.maximum}
    return schema | {name: limit for name, limit in limits.items() if limit is not None}


_KEY_HEADER = _parameter("X-Api-Key", "header", _TEXT)
REPEAT_HEADER = _parameter(
    HEADER,
    "header",
    _TEXT
    | {
        "minLength": 1,
        "maxLength": 200,
        "description": "Chosen at random for one call, and sent again when the call is repeated because its answer was "
        "lost: within 24 hours the same call with the same key gets the same answer and is charged once",
    },
)
_MODEL_FIELDS: dict[str, Schema] = {
    "key": _KEY,
    "s": _TEXT | {"description": "A whole ModelScript, at most 1 MiB; beats `id`"},
    "id": _TEXT
    | {"minLength": 1, "description": "The id of a stored model (7 to 9 letters and digits), or the URL of its page"},
}
_BUILD_FIELDS = _MODEL_FIELDS | {
    "type": _TEXT
    | {
        "enum": list(FORMATS),
        "description": f"The format, in any case. The contract's own: {', '.join(CONTRACT_FORMATS)}",
    },
    "preset": _TEXT | {"description": "A preset of the script, applied before single values"},
    **{OPTION_PREFIX + option.name: _option(option) for option in OPTIONS.parameters},
}
_VALUE: Schema = {
    "description": "A parameter of the model by its own name, or as `p.NAME`, also when its name is taken",
    **_SAYABLE,
}
_VALUES_QUERY = {
    "name": "values",
    "in": "query",
    "style": "form",
    "explode": True,
    "description": _VALUE["description"],
    "schema": {"type": "object", "additionalProperties": _TEXT},
}
_HEADERS = {
    "Server-Timing": "How long it took: wait, worker and its stages, or cache; and total",
    "ETag": "A hash of the whole model, whatever part of it is sent",
    "X-Build-Properties": "Measures of the model, as JSON",
    "X-Build-Warnings": "What was noticed, as a JSON list",
    "X-Build-Isolation": "How the script was confined, L0 to L3, as /health tells",
    "X-Build-Session": "warm when the process had built this very script for this account before, else cold",
    "X-Build-Output": "`fallback` when the script showed no model and one was found",
    "X-Build-Cache": "`hit` for an answer that was built before and is not charged, else `miss`",
    "X-Builds-Left": "How many builds the account has left, if it has a quota",
}
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_MODEL = {
    "description": "The model in the format that was asked for",
    "content": {kind.partition(";")[0]: {} if "json" in kind else _BINARY for kind in CONTENT_TYPES.values()},
    "headers": {name: {"description": text, "schema": _TEXT} for name, text in _HEADERS.items()},
}
_PART = _MODEL | {
    "description": "A GLB without those of its meshes that the models named in `Delta-Base` have (RFC 3229)",
    "content": {"model/gltf-binary": _BINARY},
}
_UNCHANGED = {"description": "The model is one of those that were named in `If-None-Match`"}
BUILD_ANSWERS: Answers = answers(_MODEL, 400, 403, 404, 409, 413, 414, 500, 502, 503, 504, 507) | {
    226: _PART,
    304: _UNCHANGED,
}
_HELD_HEADERS = [
    _parameter(
        "A-IM",
        "header",
        _TEXT | {"description": "`glb-meshes`: of a GLB, only the meshes that the client does not hold may be sent"},
    ),
    _parameter(
        "If-None-Match",
        "header",
        _TEXT
        | {"description": "With `A-IM: glb-meshes`, the entity tags of the GLBs that the client holds, at most 16"},
    ),
]
_PRIORITY_HEADER = _parameter(
    PRIORITY,
    "header",
    _TEXT
    | {
        "description": "`u=7`: a build in the background (RFC 9218), which runs while nothing else does, makes way "
        "with 503, and may spend no quota"
    },
)
_QUERY_PARAMETERS = query(_BUILD_FIELDS, required=["type"])["parameters"]
BUILD_QUERY = {"parameters": [*_QUERY_PARAMETERS, REPEAT_HEADER, *_HELD_HEADERS, _VALUES_QUERY]}
_ONE_MODEL = [{"required": ["s"]}, {"required": ["id"]}]
_BUILD_BODY = body(_BUILD_FIELDS, files=True, required=["type"], anyOf=_ONE_MODEL, additionalProperties=_VALUE)
BUILD_BODY = _BUILD_BODY | {"parameters": [*_BUILD_BODY["parameters"], REPEAT_HEADER, *_HELD_HEADERS, _PRIORITY_HEADER]}
MODEL_BODY = body(_MODEL_FIELDS, files=True, required=[], anyOf=_ONE_MODEL)
_SCHEMA = json_answer(
    "The parameters, in the order of the script",
    parameters={"type": "array", "items": {"type": "object"}},
    presets={"type": "object"},
    dialect=_TEXT,
    unit=_TEXT,
    warnings={"type": "array", "items": _TEXT},
)
SCHEMA_ANSWERS = answers(_SCHEMA, 400, 403, 404, 413, 500, 502, 503, 504)
KEY_FIELD = {"key": _KEY}
KEY_QUERY = query(KEY_FIELD)


def described(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """``app.openapi`` without what FastAPI adds by itself: no request here is ever answered with 422."""
    make = app.openapi

    def openapi() -> dict[str, Any]:
        document = make()
        for path in document["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
        schemes = document.setdefault("components", {}).setdefault("securitySchemes", {})
        schemes["bearer"] = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
        for name in ("HTTPValidationError", "ValidationError"):
            document.get("components", {}).get("schemas", {}).pop(name, None)
        return document

    return openapi
