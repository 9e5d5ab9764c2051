"""What the handlers of both generations give back: a status, a body, its type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    """One answer; ``length`` is announced where it is not the body's own."""

    status: int
    body: bytes = b""
    content_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None


def as_json(status: int, said: object) -> Answer:
    return Answer(status, json.dumps(said, ensure_ascii=False).encode(), "application/json")


def as_text(status: int, said: str, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(status, said.encode(), "text/plain; charset=utf-8", headers or {})
