"""What every request meets before its route: limits of its head, and answers to what no route takes or ends well."""

from __future__ import annotations

import logging
import time
import traceback
from typing import Protocol

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cadwidgets.service.answers import Refused, refusal

MAX_TARGET_BYTES = 4096
"""The contract limits the URL of a GET to 4 K."""
MAX_HEADERS = 100
MAX_HEADER_BYTES = 32 << 10
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_KINDS = {400: "request", 403: "auth", 404: "notfound", 405: "method"}
_log = logging.getLogger(__name__)


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


class LimitHead:
    """Answers 414 to a GET whose target (path and query as they were sent) is too long, 431 to too many headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = _refused_head(scope) if scope["type"] == "http" else None
        if refused is None:
            await self._app(scope, receive, send)
        else:
            await refusal(Request(scope), refused)(scope, receive, send)


def _refused_head(scope: Scope) -> Refused | None:
    if scope["method"] == "GET" and _target_length(scope) > MAX_TARGET_BYTES:
        allowed = f"at most {MAX_TARGET_BYTES:,} bytes; a POST may be longer"
        return Refused("toolong", "the URL is too long", allowed=allowed)
    headers = scope["headers"]
    if len(headers) > MAX_HEADERS or sum(len(name) + len(value) for name, value in headers) > MAX_HEADER_BYTES:
        allowed = f"at most {MAX_HEADERS} headers of {MAX_HEADER_BYTES:,} bytes in all"
        return Refused("largehead", "the headers are too many or too long", allowed=allowed)
    return None


def _target_length(scope: Scope) -> int:
    query = scope["query_string"]
    return len(scope["raw_path"]) + (1 + len(query) if query else 0)


class AnswerCrashes:
    """Answers 500 to a request whose route fails for a reason of ours, and logs where, without a word of the request.

    The words of an exception may quote what was sent, a key for example: they are told to nobody.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_on(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except Exception as error:  # the border of a request: whatever it is, the next request is served
            _log.error("%s at %s\n%s", _kind(error), _route(scope), "".join(traceback.format_tb(error.__traceback__)))
            if scope["type"] != "http":  # the application's own start or end failed: it must not go on
                raise
            if not started:  # else the connection is closed, and the client sees that its answer is not whole
                refused = Refused("internal", "an error inside the service")
                await refusal(Request(scope), refused)(scope, receive, send)


def _kind(error: Exception) -> str:
    """What failed; of the words, only those of the operating system, which quote nothing."""
    system = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{system}"


def _route(scope: Scope) -> str:
    """The route's path as it is declared: what was sent in its place may be a mail address."""
    return f"{scope.get('method', '')} {getattr(scope.get('route'), 'path', '(no route)')}"


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
