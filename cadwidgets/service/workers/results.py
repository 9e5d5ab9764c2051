"""The result of a job: ``{"ok": {...}}`` or ``{"error": {...}}``, and the checks on one that a child sent.

A child runs a hostile script in the same process that writes the result, so any field may be forged. Only
known fields of the right kind pass, and texts lose what could steer a terminal.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from cadwidgets.service.workers.messages import RESULT_LIMIT, FrameBuffer, FrameError, Message

NO_RESULT = "the script's process ended without a valid result"
ERROR_KINDS = ("request", "syntax", "script", "timeout", "died", "memory", "geometry")
"""What can go wrong with a job: the values of an error's ``kind``."""

_OK: Message = {
    "file": None,
    "properties": {},
    "timings": {},
    "warnings": [],
    "unit": "mm",
    "fallback": False,
}
_IF_GIVEN: Message = {"schema": {}, "memo": {}}
_MEMO: Message = {"hits": 0, "misses": 0, "seconds_saved": 0.0, "reason": ""}
"""What a child remembered of its earlier builds; it is told, and nothing is decided by it."""
_ERROR: Message = {
    "kind": "",
    "message": "",
    "parameter": "",
    "value": None,
    "allowed": "",
    "line": 0,
    "column": 0,
    "excerpt": "",
    "output": "",
    "limit": 0.0,
}


def error_result(kind: str, message: str, **fields: Any) -> Message:
    """An error with every field: those not given are empty or 0."""
    return {"error": _ERROR | {"kind": kind, "message": message} | fields}


def sent_result(content: bytes, nonce: str) -> Message | None:
    """The one result that a child sent for the job of ``nonce``; None for none, several, or a broken one."""
    frames = FrameBuffer(RESULT_LIMIT)
    try:
        messages = list(frames.feed(content))
    except FrameError:
        return None
    if len(messages) != 1 or len(frames) or messages[0].pop("nonce", "") != nonce:
        return None
    return checked_result(messages[0])


def checked_result(message: Mapping[str, Any]) -> Message | None:
    """A child's result with every field present and its texts made plain; None when it is no result."""
    if set(message) == {"error"}:
        error = _completed(message["error"], _ERROR)
        return {"error": error} if error and error["kind"] in ERROR_KINDS else None
    if set(message) == {"ok"}:
        ok = _completed(message["ok"], _OK | _IF_GIVEN)
        if ok:
            ok = {name: value for name, value in ok.items() if value or name not in _IF_GIVEN}
        return {"ok": ok} if ok and _has_plain_values(ok) else None
    return None


def is_whole(job: Mapping[str, Any], ok: Mapping[str, Any]) -> bool:
    """Whether a checked ``ok`` has what those who gave ``job`` rely on: a file, a volume, a schema."""
    makes_file = job["op"] in ("build", "part")
    measured = job["op"] not in ("part", "measure") or _is_number(ok["properties"].get("volume"))
    read = job["op"] != "parameters" or "schema" in ok
    return (ok["file"] is not None) == makes_file and measured and read


def _completed(content: object, fields: Message) -> Message | None:
    if not isinstance(content, dict) or not set(content) <= set(fields):
        return None
    if not all(_fits(name, content[name], fields[name]) for name in content):
        return None
    texts = {name: plain(value) for name, value in content.items() if isinstance(value, str)}
    return fields | content | texts


def _fits(name: str, value: object, example: object) -> bool:
    if name == "value":
        return True
    if name == "file":
        return value is None or isinstance(value, str)
    if isinstance(example, float):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return type(value) is type(example)


def _has_plain_values(ok: Message) -> bool:
    """Whether the numbers are numbers and the warnings texts; makes the warnings plain."""
    numbers = all(map(_is_number, ok["timings"].values()))
    measures = all(_is_measure(value) for value in ok["properties"].values())
    texts = all(isinstance(text, str) for text in ok["warnings"])
    if texts:
        ok["warnings"] = [plain(text) for text in ok["warnings"]]
    return numbers and measures and texts and _has_plain_memo(ok)


def _has_plain_memo(ok: Message) -> bool:
    """Whether there is none, or one with every field; its numbers are finite and not negative."""
    if "memo" not in ok:
        return True
    memo = _completed(ok["memo"], _MEMO)
    if memo is None or not all(0 <= memo[name] < math.inf for name in ("hits", "misses", "seconds_saved")):
        return False
    ok["memo"] = memo
    return True


def _is_measure(value: object) -> bool:
    return all(map(_is_number, value)) if isinstance(value, list) else _is_number(value)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float))


_CONTROLS = [*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_DROPPED = dict.fromkeys(code for code in _CONTROLS if chr(code) not in "\n\t")


def plain(text: str) -> str:
    """``text`` without control characters, marks of writing direction and halves of surrogate pairs."""
    return text.translate(_DROPPED).encode("utf-8", "replace").decode("utf-8")
