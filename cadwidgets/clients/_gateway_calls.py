"""One call to the API gateway: the token in its header, a busy gateway waited for, no secret in what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from threading import Event
from typing import Any

from cadwidgets.clients._gateway_token import SAMPLE_TYPE, TokenKeeper, authorised
from cadwidgets.clients._http import Answer, HttpSession, Message, Notice, Patience
from cadwidgets.clients._parts import CALL_SECONDS
from cadwidgets.clients._retry import Retries
from cadwidgets.settings import Secret


class GatewayCalls:
    """Calls to one gateway for one tenant. Safe to use from several threads.

    ``retries`` say how a busy gateway is waited for, at most ``seconds`` in all; every wait is told to ``notice``.
    """

    def __init__(self, http: HttpSession, tenant: Secret, email: Secret, retries: Retries, notice: Notice) -> None:
        self._http = http
        self._tokens = TokenKeeper(http, tenant)
        self._secrets = (tenant, email)
        self._retries = retries
        self._notice = notice

    def get(
        self,
        path: str,
        query: Mapping[str, str] | None = None,
        *,
        secrets: tuple[Secret, ...] = (),
        seconds: float,
        cancel: Event | None = None,
    ) -> Answer:
        """The answer of any status, but a 401 only after the token was renewed.

        ``secrets`` are texts, beside the key, the tenant and the client's mail address, that no refusal may repeat.
        """
        return self._send("GET", path, query or {}, None, seconds, cancel, secrets)

    def post(
        self,
        path: str,
        *,
        json: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
        secrets: tuple[Secret, ...] = (),
        seconds: float,
        cancel: Event | None = None,
    ) -> Answer:
        """As `get`, with a JSON body if there is one."""
        return self._send("POST", path, query or {}, json, seconds, cancel, secrets)

    def _send(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        json: Mapping[str, Any] | None,
        seconds: float,
        cancel: Event | None,
        secrets: tuple[Secret, ...],
    ) -> Answer:
        patience = Patience(seconds, cancel, self._retries, self._notice, CALL_SECONDS)
        hidden = (*self._secrets, *secrets)

        def send(token: Secret) -> Answer:
            message = Message(method, path, query, json=json, bearer=token, secrets=hidden)
            answer = self._http.ask(message, patience)
            if answer.status == 415 and json is not None:
                answer = self._http.ask(replace(message, json_type=SAMPLE_TYPE), patience)
            return answer

        return authorised(self._tokens, patience, send)
