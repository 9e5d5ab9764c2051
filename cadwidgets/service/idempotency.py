"""Calls that may be repeated: the header by which a client says that two of its calls are one and the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cadwidgets.errors import RequestError

HEADER = "Idempotency-Key"
KEPT_SECONDS = 24 * 3600.0
"""So long a call may be repeated; then its key is free again."""
_LONGEST = 200


class KeyReused(RequestError):
    """The key was sent before, with another request."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"this {HEADER} was sent with another request before",
            parameter=HEADER,
            value=key,
            allowed="the same request again, or a new key for a new one",
        )


@dataclass(frozen=True)
class Repeat:
    """The ``key`` of a call, empty without one, and the ``digest`` of all that it says, an API key left out."""

    key: str = ""
    digest: str = ""


def read_repeat(headers: Mapping[str, str], said: Mapping[str, Any]) -> Repeat:
    """The key in ``headers`` (names in lower case or any) of a call that says ``said``. Raises RequestError."""
    key = headers.get(HEADER)
    if key is None:
        return Repeat()
    if not (1 <= len(key) <= _LONGEST and key.isascii() and key.isprintable()):
        allowed = f"1 to {_LONGEST} printable characters (ASCII)"
        raise RequestError(f"the {HEADER} cannot be used", parameter=HEADER, value=key[:80], allowed=allowed)
    return Repeat(key, digest_of(said))


def digest_of(said: Mapping[str, Any]) -> str:
    """SHA-256 over texts, numbers, flags and bytes by name, in hexadecimal."""
    text = json.dumps(said, sort_keys=True, default=lambda content: hashlib.sha256(content).hexdigest())
    return hashlib.sha256(text.encode()).hexdigest()
