"""What the API gateway's refusals mean. Its error bodies are not documented: problem details, other JSON or plain text.

The codes of each call are those of the official tests (github.com/TraceParts/python).
"""

from __future__ import annotations

from typing import Any

from cadwidgets.clients._http import Answer
from cadwidgets.clients._json import parsed
from cadwidgets.clients._refusals import plain_line
from cadwidgets.clients._retry import asked_pause
from cadwidgets.errors import AuthError, BadAnswer, Busy, NotFound, SourceError, TimedOut

_RETRY_SECONDS = 60.0
_SPOKEN = ("detail", "title", "message", "error", "messageError")
"""Where a refusal's words stand: the members of problem details (RFC 9457), and what others use."""


def refusal(answer: Answer, what: str, cause: str = "") -> SourceError:
    """The error that an answer other than a success is; ``what`` was asked for, such as ``the formats``.

    ``cause`` are words for what a plain 500 of this call probably means: the gateway gives it for some bad arguments.
    """
    status, said = answer.status, spoken(answer) or "no reason given"
    where: dict[str, Any] = {"url": answer.url, "status": status}
    if status in (401, 403):
        return AuthError(f"the gateway refused the key or the tenant: {said}", **where)
    if status == 404:
        return NotFound(f"the gateway does not have {what}: {said}", **where)
    if status == 408:
        return TimedOut(f"the gateway took too long for {what}: {said}", **where)
    if status in (429, 503):
        pause = asked_pause(answer.headers)
        return Busy(
            f"the gateway is at its limit: {said}", retry_after=_RETRY_SECONDS if pause is None else pause, **where
        )
    if status == 400:
        return SourceError(
            f"the gateway found something missing or wrong in what was asked for {what}: {said}", **where
        )
    if status >= 500:
        hint = f"; the likely cause is {cause}" if cause and status == 500 else ""
        return SourceError(f"the gateway failed ({status}) when asked for {what}{hint}: {said}", **where)
    return BadAnswer(f"the gateway answered {status} when asked for {what}: {said}", **where)


def spoken(answer: Answer) -> str:
    """What a refusal says, as one line."""
    try:
        body = parsed(answer.body)
    except ValueError:
        return plain_line(answer.text)
    if isinstance(body, dict):
        body = next((body[name] for name in _SPOKEN if isinstance(body.get(name), str) and body[name].strip()), None)
    return plain_line(body) if isinstance(body, str) else plain_line(answer.text)
