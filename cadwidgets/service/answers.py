"""How the service says no: one plain line, or JSON for clients that ask for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response

STATUS = {
    "request": 400,
    "auth": 403,
    "notfound": 404,
    "toolarge": 413,
    "syntax": 500,
    "script": 500,
    "geometry": 500,
    "memory": 500,
    "died": 502,
    "busy": 503,
    "unavailable": 503,
    "timeout": 504,
}
"""The HTTP status of each kind of error. 403, 404 and 50X are the contract's own, 400 is for what cannot be a build."""


def refusal(request: Request, error: Mapping[str, Any], *, headers: Mapping[str, str] | None = None) -> Response:
    """The answer to a request that failed with ``error`` (a worker's error frame, or the same fields)."""
    status = STATUS[str(error["kind"])]
    if "application/json" in request.headers.get("accept", ""):
        body = json.dumps({"error": dict(error)})
        return Response(body, status, dict(headers or {}), "application/json")
    return Response(one_line(error) + "\n", status, dict(headers or {}), "text/plain; charset=utf-8")


def one_line(error: Mapping[str, Any]) -> str:
    """The error for people: what was wrong, where, and what is allowed."""
    text = str(error["message"])
    if error.get("line"):
        text += f" (line {error['line']}: {str(error.get('excerpt', '')).strip()})"
    if error.get("allowed"):
        text += f"; allowed: {error['allowed']}"
    return " ".join(text.split())
