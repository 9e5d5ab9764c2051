"""How the service says no: one plain line, or JSON for clients that ask for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from cadwidgets.errors import AuthError, Busy, NotFound, RequestError
from cadwidgets.service.idempotency import KeyReused
from cadwidgets.service.storage import STORAGE_STATUS, StorageFailed

STATUS = {
    "request": 400,
    "auth": 403,
    "forbidden": 403,
    "notfound": 404,
    "method": 405,
    "conflict": 409,
    "toolarge": 413,
    "toolong": 414,
    "largehead": 431,
    "syntax": 500,
    "script": 500,
    "geometry": 500,
    "memory": 500,
    "internal": 500,
    "died": 502,
    "busy": 503,
    "unavailable": 503,
    "timeout": 504,
    "storage": STORAGE_STATUS,
}
"""The HTTP status of each kind of error. 403, 404 and 50X are the contract's own, 400 is for what cannot be a build."""

_Told = RequestError | AuthError | NotFound | Busy | StorageFailed
JSON = "application/json"
PLAIN = "text/plain"
HTML = "text/html"


class Refused(Exception):
    """A request ends here: ``frame`` is a worker's error frame or has the same fields, ``headers`` go with it."""

    def __init__(self, kind: str, message: str, *, headers: Mapping[str, str] | None = None, **fields: Any) -> None:
        super().__init__(message)
        self.frame: Mapping[str, Any] = {"kind": kind, "message": message} | fields
        self.headers = dict(headers or {})

    @classmethod
    def by(cls, error: Mapping[str, Any]) -> Refused:
        """The same from a worker's error frame."""
        return cls(**{str(name): value for name, value in error.items()})

    @classmethod
    def because(cls, error: _Told) -> Refused:
        """The answer that tells ``error``."""
        if isinstance(error, RequestError):
            fields = {"parameter": error.parameter, "value": error.value, "allowed": error.allowed}
            return cls("conflict" if isinstance(error, KeyReused) else "request", str(error), **fields)
        if isinstance(error, Busy):
            return cls("busy", str(error), headers={"Retry-After": f"{max(1.0, error.retry_after):.0f}"})
        kinds = {AuthError: "auth", NotFound: "notfound", StorageFailed: "storage"}
        return cls(next(kind for known, kind in kinds.items() if isinstance(error, known)), str(error))


class RefusingRoute(APIRoute):
    """A route that answers when its handler raises Refused, RequestError, AuthError, NotFound, Busy, StorageFailed."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_or_refuse(request: Request) -> Response:
            try:
                return await handle(request)
            except (RequestError, AuthError, NotFound, Busy, StorageFailed) as error:
                return refusal(request, Refused.because(error))
            except Refused as refused:
                return refusal(request, refused)

        return handle_or_refuse


def refusal(request: Request, refused: Refused) -> Response:
    """The answer to a request that was refused."""
    status = STATUS[str(refused.frame["kind"])]
    if preferred(request, PLAIN, JSON) == JSON:
        return Response(json.dumps({"error": refused.frame}), status, refused.headers, JSON)
    return Response(one_line(refused.frame) + "\n", status, refused.headers, PLAIN)


def one_line(error: Mapping[str, Any]) -> str:
    """The error for people: what was wrong, where, and what is allowed."""
    text = str(error["message"])
    if error.get("line"):
        text += f" (line {error['line']}: {str(error.get('excerpt', '')).strip()[:200]})"
    if error.get("allowed"):
        text += f"; allowed: {error['allowed']}"
    # no control characters, no marks of writing direction: a terminal shows what is there
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def preferred(request: Request, *offers: str) -> str:
    """Which of the media types ``offers`` the client likes best, by its Accept header (RFC 9110, 12.5.1).

    Of equal quality, the one that is named more exactly; then the first, which also answers to "anything".
    """
    accept = request.headers.get("accept") or "*/*"
    ranges = [_media_range(part) for part in accept.split(",")]
    return max(offers, key=lambda offer: _liking(offer, ranges))  # of equals, max takes the first


def _media_range(text: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    quality = next((part[2:] for part in parameters if part.startswith("q=")), "1")
    try:
        return name, float(quality)
    except ValueError:  # a quality that is no number says nothing
        return name, 1.0


def _liking(offer: str, ranges: list[tuple[str, float]]) -> tuple[float, int]:
    """Quality and exactness of the most exact range that ``offer`` falls into."""
    kinds = ("*/*", offer.partition("/")[0] + "/*", offer)
    exactness, quality = max(
        ((kinds.index(name), quality) for name, quality in ranges if name in kinds), default=(0, 0.0)
    )
    return quality, exactness
