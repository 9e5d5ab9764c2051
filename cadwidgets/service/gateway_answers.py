"""How the API gateway answers: JSON, and problems (RFC 9457) for all that is refused."""

from __future__ import annotations

import http
import math
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from cadwidgets.service import openapi
from cadwidgets.service.gateway_request import GatewayError
from cadwidgets.service.storage import STORAGE_STATUS, StorageFailed

TEXT: openapi.Schema = {"type": "string"}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT},
}
_WORDS = {
    400: "A parameter is missing or cannot be used",
    401: "The token is missing, wrong or has expired",
    404: "There is no such thing",
    429: "More calls than the key may make in an hour, or too many CAD requests under way: see Retry-After",
    500: "A language or a format that is not known, or a job that failed",
    409: "The Idempotency-Key was sent with another request before",
    503: "The service is stopping: see Retry-After",
    507: "The disk of the service is nearly full, or fails",
}


class GatewayRoute(APIRoute):
    """A route whose GatewayErrors, and a failing disk, become problems."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_or_refuse(request: Request) -> Response:
            try:
                return await handle(request)
            except GatewayError as error:
                return _problem(error)
            except StorageFailed as error:
                return _problem(GatewayError(STORAGE_STATUS, str(error)))

        return handle_or_refuse


def _problem(error: GatewayError) -> Response:
    title = http.HTTPStatus(error.status).phrase
    body = {"type": "about:blank", "title": title, "status": error.status, "detail": str(error)}
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else {}
    if error.retry_after:
        headers["Retry-After"] = str(math.ceil(error.retry_after))
    return JSONResponse(body, error.status, headers, "application/problem+json")


def documented(
    *names: str, body: openapi.Schema | None = None, token: bool = True, repeatable: bool = False
) -> dict[str, Any]:
    """The parameters for the OpenAPI page: read by hand, because their names come in any case."""
    extra: dict[str, Any] = {"parameters": [{"name": name, "in": "query", "schema": TEXT} for name in names]}
    if repeatable:
        extra["parameters"].append(openapi.REPEAT_HEADER)
    if body is not None:
        extra["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    if token:
        extra["security"] = [{"bearer": []}]
    return extra


def answers(schema: openapi.Schema, *statuses: int, success: int = 200) -> openapi.Answers:
    """The answer when all goes well, and the problems with ``statuses``."""
    documents: openapi.Answers = {success: {"description": "The answer", "content": _json(schema)}}
    for status in statuses:
        content = {"application/problem+json": {"schema": _PROBLEM}}
        documents[status] = {"description": _WORDS[status], "content": content}
    return documents


def _json(schema: openapi.Schema) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
