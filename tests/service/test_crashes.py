"""A route that fails for a reason of ours: the client hears that, the log where, and nobody what was sent."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from cadwidgets.service.front import AnswerCrashes

SCOPE = {"type": "http", "method": "GET", "path": "/secret-path", "query_string": b"", "headers": []}


def answers(error: Exception, *before: dict[str, Any]) -> list[dict[str, Any]]:
    """What is sent when the application sends ``before`` and then fails."""
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def application(scope: Any, receive: Any, send: Any) -> None:
        for message in before:
            await send(message)
        raise error

    receive: Any = None
    asyncio.run(AnswerCrashes(application)(dict(SCOPE), receive, send))
    return sent


@pytest.mark.parametrize("error", [ValueError("secret"), KeyError("secret"), OSError(28, "No space left", "secret")])
def test_the_log_says_what_failed_and_where_but_not_a_word_of_the_request(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        start, body = answers(error)
    assert (start["status"], body["body"]) == (500, b"an error inside the service\n")
    assert type(error).__name__ in caplog.text
    assert "test_crashes.py" in caplog.text
    assert "secret" not in caplog.text
    assert ("No space left" in caplog.text) == isinstance(error, OSError)


def test_an_answer_that_has_begun_is_not_begun_again() -> None:
    begun = {"type": "http.response.start", "status": 200, "headers": []}
    assert answers(ValueError(), begun) == [begun]
