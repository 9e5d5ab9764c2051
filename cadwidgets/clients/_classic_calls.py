"""One call to a classic web service: key and mail masked, a busy service waited for, a 408 asked once more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from threading import Event

from cadwidgets.clients._classic_answer import error_code
from cadwidgets.clients._classic_body import body_of
from cadwidgets.clients._http import Answer, HttpSession, Message, Notice, Patience, masked
from cadwidgets.clients._parts import CALL_SECONDS
from cadwidgets.clients._retry import Retries
from cadwidgets.settings import Secret

KEY = "ApiKey"
SERVICES = "tpowebservices"
TIMED_OUT = 408


class ClassicCalls:
    """Calls to the classic services at one address. Safe to use from several threads.

    ``retries`` say how a busy service is waited for, at most ``seconds`` in all; every wait is told to ``notice``.
    """

    def __init__(self, http: HttpSession, email: Secret, retries: Retries, notice: Notice) -> None:
        self._http = http
        self._email = email
        self._retries = retries
        self._notice = notice

    def get(
        self,
        name: str,
        query: Mapping[str, str],
        *,
        seconds: float,
        cancel: Event | None = None,
        secrets: tuple[Secret, ...] = (),
        again: bool = True,
    ) -> Answer:
        """The answer of any status; one that timed out (408) is asked for once more, if it may be asked ``again``.

        ``secrets`` are texts, beside the key and the client's mail address, that no refusal may repeat.
        """
        base, key = self._http.locate(cancel)
        path = name if base.lower().endswith(f"/{SERVICES}") else f"{SERVICES}/{name}"
        hidden = (self._email, *secrets)
        message = Message("GET", path, query, key_in="query", key_name=KEY, secrets=hidden)
        patience = Patience(seconds, cancel, self._retries, self._notice, CALL_SECONDS)
        answer = self._http.ask(message, patience)
        if again and code_of(answer) == TIMED_OUT:
            self._notice(f"{self._http.endpoint.name}: {name} took too long; asked once more")
            answer = self._http.ask(message, patience)
        if b"codeerror" in answer.body.lower():  # an error object, under whatever status
            answer = replace(answer, body=masked(answer.body, (key, *hidden)))
        return answer


def code_of(answer: Answer) -> int:
    """The status, or the code of an error object, which may come under another one."""
    if b"codeerror" not in answer.body.lower():
        return answer.status
    body = body_of(answer)
    return error_code(body, answer.status) if isinstance(body, dict) and "codeerror" in body else answer.status
