"""What an answer other than a success means: our service explains itself in JSON, others by status and text."""

from __future__ import annotations

import contextlib
import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from cadwidgets.clients._http import Answer
from cadwidgets.clients._json import parsed
from cadwidgets.clients._retry import asked_pause
from cadwidgets.errors import (
    AuthError,
    BadAnswer,
    BuildRefused,
    Busy,
    CadWidgetsError,
    NotFound,
    RequestError,
    ScriptError,
    ScriptSyntaxError,
    ScriptTimeout,
    WorkerDied,
)

_UNSEEN = re.compile(r"<(head|script|style|svg)\b.*?(</\1\s*>|$)|<!--.*?(-->|$)", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*(>|$)")
_LONGEST_TEXT = 300
_LONGEST_OUTPUT = 100_000
"""What a script printed may be so long; the service keeps less."""


def raise_for(answer: Answer) -> NoReturn:
    """Raise what an answer other than a success means."""
    try:
        said = parsed(answer.body)
        error = said["error"]
        message = harmless(str(error["message"]))
    except (ValueError, KeyError, TypeError):  # a plain body: all that the contract promises
        raise _by_status(answer, plain_line(answer.text)) from None
    raise _by_kind(error, message) or _by_status(answer, message)


def json_of(answer: Answer) -> Any:
    """The JSON of a successful answer of our own API. Raises what a refusal means, and BadAnswer for no JSON."""
    if not 200 <= answer.status < 300:
        raise_for(answer)
    try:
        return parsed(answer.body) if answer.body.strip() else {}
    except ValueError as error:
        raise BadAnswer(f"the service did not answer in JSON: {error}", url=answer.url, status=answer.status) from None


@contextlib.contextmanager
def unreadable(answer: Answer, what: str) -> Iterator[None]:
    """What goes wrong while an answer's JSON is taken apart is a BadAnswer: ``what`` cannot be read."""
    try:
        yield
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, CadWidgetsError):  # a refusal, which is a ValueError too
            raise
        raise BadAnswer(f"{what} cannot be read", url=answer.url, status=answer.status) from None


def plain_line(text: str) -> str:
    """What a body says, as one line of at most 300 characters: a page's visible text, or its title if it has none."""
    if "<" in text:
        title = _TITLE.search(text)
        seen = _TAG.sub(" ", _UNSEEN.sub(" ", text))
        text = html.unescape(seen if seen.strip() else title[1] if title else "")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST_TEXT]


def harmless(text: str) -> str:
    """A text of several lines without what steers a terminal or turns the writing round, and not without end."""
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text[:_LONGEST_OUTPUT])


def _by_kind(error: Mapping[str, Any], message: str) -> CadWidgetsError | None:
    kind = error.get("kind")
    output = harmless(str(error.get("output", "")))
    place: dict[str, Any] = {
        "line": int(error.get("line") or 0),
        "column": int(error.get("column") or 0),
        "excerpt": harmless(str(error.get("excerpt", ""))),
        "output": output,
    }
    if kind == "request":
        return RequestError(
            message,
            parameter=harmless(str(error.get("parameter", ""))),
            value=error.get("value"),
            allowed=harmless(str(error.get("allowed", ""))),
        )
    if kind == "syntax":
        return ScriptSyntaxError(message, **place)
    if kind == "timeout":
        return ScriptTimeout(message, limit=float(error.get("limit") or 0), output=output)
    if kind in ("died", "memory"):
        return WorkerDied(message, output=output)
    if kind in ("script", "geometry"):
        return ScriptError(message, **place)
    return None


def _by_status(answer: Answer, text: str) -> CadWidgetsError:
    where: dict[str, Any] = {"url": answer.url, "status": answer.status}
    if answer.status == 403:
        return AuthError(text or "the key is wrong, or its account cannot download any more", **where)
    if answer.status == 404:
        return NotFound(text or "there is no such model", **where)
    if answer.status in (400, 413, 414, 422):
        return RequestError(text or f"the request was refused (status {answer.status})")
    if answer.status == 503:
        return Busy(text or "the service is busy", retry_after=asked_pause(answer.headers) or 1.0, **where)
    if answer.status >= 500:
        return BuildRefused(text or f"the service could not build the model ({answer.status})", **where)
    return BadAnswer(f"unexpected status {answer.status}: {text}", **where)
