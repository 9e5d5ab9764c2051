"""What every request meets before its route: the limit of its target, and answers to what no route takes."""

from __future__ import annotations

import time
from typing import Protocol

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Receive, Scope, Send

from cadwidgets.service.answers import Refused, refusal

MAX_TARGET_BYTES = 4096
"""The contract limits the URL of a GET to 4 K."""
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_KINDS = {400: "request", 403: "auth", 404: "notfound", 405: "method"}


class Use(Protocol):
    """Who wants to know whether the service is in use."""

    active: int
    last_used: float


class NoteUse:
    """Notes that the service is in use, from a request's first byte to its answer's last."""

    def __init__(self, app: ASGIApp, use: Use) -> None:
        self._app = app
        self._use = use

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # the application's own start and end are no use
            await self._app(scope, receive, send)
            return
        self._use.active += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._use.active -= 1
            self._use.last_used = time.monotonic()


class LimitTarget:
    """Answers 414 to a GET whose target (path and query as they were sent) is too long."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET" and _target_length(scope) > MAX_TARGET_BYTES:
            allowed = f"at most {MAX_TARGET_BYTES:,} bytes; a POST may be longer"
            answer = refusal(Request(scope), Refused("toolong", "the URL is too long", allowed=allowed))
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _target_length(scope: Scope) -> int:
    query = scope["query_string"]
    return len(scope["raw_path"]) + (1 + len(query) if query else 0)


def answer_errors(app: FastAPI) -> None:
    """Let the framework's own refusals read like ours; what they carry as headers stays."""

    @app.exception_handler(HTTPException)
    async def refuse(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = ", ".join(_methods(app, request.scope))
        kind = _KINDS.get(error.status_code)
        if kind is None:
            return Response(f"{error.detail}\n", error.status_code, headers, "text/plain")
        return refusal(request, Refused(kind, _message(error, request), headers=headers))

    @app.exception_handler(RequestValidationError)
    async def refuse_unreadable(request: Request, error: RequestValidationError) -> Response:
        problem = error.errors()[0]
        name = str(problem["loc"][-1])
        return refusal(request, Refused("request", f"{name}: {problem['msg']}", parameter=name))


def _message(error: HTTPException, request: Request) -> str:
    if error.status_code == 404 and error.detail == "Not Found":
        return f"there is nothing at {request.url.path[:200]}"
    if error.status_code == 405:
        return f"{request.method} is not possible here"
    return str(error.detail)


def _methods(app: FastAPI, scope: Scope) -> list[str]:
    """Every method that some route takes at the request's path."""
    return [
        method
        for method in _METHODS
        if any(route.matches(dict(scope) | {"method": method})[0] == Match.FULL for route in app.routes)
    ]
