"""What the headers of a built model tell: properties, timings, warnings, cache, quota."""

from __future__ import annotations

import re
from typing import Any, TypedDict

from cadwidgets.clients._http import Answer
from cadwidgets.clients._json import parsed
from cadwidgets.errors import BadAnswer


class Facts(TypedDict):
    """The fields of a BuildFacts beside its request."""

    properties: dict[str, object]
    timings: dict[str, float]
    warnings: tuple[str, ...]
    cached: bool
    builds_left: int | None


def read_facts(answer: Answer, seconds: float) -> Facts:
    """What a service told about a build that took so many ``seconds`` from the call to the last byte; all but that is
    missing from one that keeps only the contract.

    Raises BadAnswer for a header that is not what it should be.
    """
    left = answer.headers.get("x-builds-left", "")
    return {
        "properties": _json_header(answer, "x-build-properties", {}),
        "timings": _timings(answer.headers.get("server-timing", ""), seconds),
        "warnings": tuple(map(str, _json_header(answer, "x-build-warnings", []))),
        "cached": answer.headers.get("x-build-cache", "").strip().lower() == "hit",
        "builds_left": int(left) if re.fullmatch("[0-9]{1,18}", left) else None,
    }


def _json_header(answer: Answer, name: str, default: Any) -> Any:
    try:
        value = parsed(answer.headers.get(name, "null").encode())
    except ValueError:
        raise BadAnswer(f"the header {name} is not JSON", url=answer.url, status=answer.status) from None
    return value if isinstance(value, type(default)) else default


def _timings(header: str, seconds: float) -> dict[str, float]:
    """Seconds by stage from a Server-Timing header (milliseconds there, W3C Server Timing), and what it leaves of all
    the ``seconds`` as ``send``."""
    told = {name: float(ms) / 1000 for name, ms in re.findall(r"(\w+);dur=(\d{1,12}(?:\.\d{1,12})?)(?![\d.])", header)}
    return told | {"send": max(0.0, seconds - told.get("total", 0.0))}
