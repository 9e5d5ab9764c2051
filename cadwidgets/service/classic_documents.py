"""What the OpenAPI page says of the classic calls: their parameters, which come in any case, and their answers."""

from __future__ import annotations

from typing import Any

from cadwidgets.service import openapi
from cadwidgets.service.classic_request import NUMBER_PAIR, PATH_PAIR

COMMON = ("ApiKey", "Format", "Language", "ActiveJsonLight", "https")
PAIRS = (*PATH_PAIR, *NUMBER_PAIR)
TEXT: openapi.Schema = {"type": "string"}
FLAG: openapi.Schema = {"enum": ["True", "False"]}

_ERROR = {"type": "object", "required": ["codeError", "messageError"]} | {
    "properties": {"codeError": TEXT, "messageError": TEXT}
}
_WORDS = {
    400: "A parameter is missing or not allowed",
    403: "The ApiKey is missing or wrong",
    404: "There is no such thing: catalog, part, format, user or job",
    408: "The file was not ready in time: the same call may be repeated",
    409: "The Idempotency-Key was sent with another request before",
    503: "Too many calls or jobs: later again, see Retry-After",
    507: "The disk of the service is nearly full, or fails",
}


def documented(*names: str, repeatable: bool = False) -> dict[str, Any]:
    """The parameters: read by hand, because their names come in any case."""
    parameters: list[openapi.Schema] = [{"name": name, "in": "query", "schema": TEXT} for name in (*COMMON, *names)]
    return {"parameters": [*parameters, openapi.REPEAT_HEADER] if repeatable else parameters}


def answers(content: dict[str, Any], *statuses: int) -> openapi.Answers:
    """The answer when all goes well, and the error objects: the usual ones and those with ``statuses``."""
    documents: openapi.Answers = {200: content}
    for status in (400, 403, 404, 503, *statuses):
        documents[status] = _answer(_WORDS[status], _ERROR)
    return documents


def either(description: str, schema: openapi.Schema) -> dict[str, Any]:
    """An answer in JSON by this schema, or in XML with the same content."""
    return _answer(description, schema)


def an_object(required: tuple[str, ...] = (), **properties: openapi.Schema) -> openapi.Schema:
    """A JSON object; without ``required``, all of its properties are always there."""
    return {"type": "object", "required": list(required or properties), "properties": properties}


def list_of(**properties: openapi.Schema) -> openapi.Schema:
    """A JSON array of such objects."""
    return {"type": "array", "items": an_object((), **properties)}


def _answer(description: str, schema: openapi.Schema) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}, "application/xml": {}}}
