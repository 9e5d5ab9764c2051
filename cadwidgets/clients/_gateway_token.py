"""The bearer token of the API gateway: asked for once for all threads, kept until shortly before it expires.

Documented at developers.traceparts.com (v2/RequestToken): a tenant's UUID and the API key are exchanged for a token of
24 hours. It opens the owner's whole account, so it stays inside a `Secret` in the kernel.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from cadwidgets.clients._gateway_refusals import refusal
from cadwidgets.clients._http import Answer, HttpSession, Message, Patience
from cadwidgets.clients._rows import json_body, mapping, text_at
from cadwidgets.clients._transport import POLL_SECONDS
from cadwidgets.errors import BadAnswer, Cancelled, RequestError
from cadwidgets.settings import Secret

_PATH = "v2/RequestToken"
SAMPLE_TYPE = "application/*+json"
"""What the official samples send as the type of a body; plain JSON is sent first, as the RFC has it."""
_EARLY_SECONDS, _SHORTEST_SECONDS, _UNKNOWN_SECONDS = 60.0, 60.0, 3600.0


@dataclass(frozen=True)
class _Held:
    """A token, for whom it was made (the service's base and the key), and until when it is used (Unix seconds)."""

    token: Secret
    owner: tuple[str, Secret]
    until: float


class TokenKeeper:
    """The token of one tenant at one service. Safe to use from several threads: one asks, the others wait for it."""

    def __init__(self, http: HttpSession, tenant: Secret) -> None:
        self._http = http
        self.tenant = tenant
        self._lock = threading.Lock()
        self._held: _Held | None = None

    def token(self, patience: Patience) -> Secret:
        """The token to use now. Raises AuthError for a wrong key or tenant, SourceError and its kinds, Cancelled."""
        owner = self._http.locate(patience.cancel)
        with _held(self._lock, patience.cancel):
            held = self._held
            if held is None or held.owner != owner or time.time() >= held.until:  # another key: a service anew
                held = self._held = self._request(owner, patience)
            return held.token

    def forget(self, token: Secret) -> None:
        """Do not use ``token`` again; another one that came meanwhile is kept."""
        with self._lock:
            if self._held is not None and self._held.token == token:
                self._held = None

    def _request(self, owner: tuple[str, Secret], patience: Patience) -> _Held:
        if not self.tenant:
            raise RequestError(
                "the API gateway needs the tenant's id", parameter="tenant", allowed="the tenantUid, a UUID"
            )
        answer = self._http.ask(self._message(), patience)
        if answer.status == 415:
            answer = self._http.ask(self._message(SAMPLE_TYPE), patience)
        if answer.status != 200:
            raise refusal(answer, "a token")
        said = mapping(json_body(answer, "the token"), answer, "the token")
        token = text_at(said, answer, "token")
        if not token or not (token.isascii() and token.isprintable()) or " " in token:
            raise BadAnswer("the gateway's answer holds no usable token", url=answer.url, status=answer.status)
        return _Held(Secret(token), owner, time.time() + seconds_to_keep(text_at(said, answer, "expiryDate")))

    def _message(self, json_type: str = "") -> Message:
        body = {"tenantUid": self.tenant.reveal()}
        return Message(
            "POST", _PATH, key_in="json", key_name="apiKey", json=body, secrets=(self.tenant,), json_type=json_type
        )


def seconds_to_keep(expiry_date: str, now: datetime | None = None) -> float:
    """How long a token is used: until a minute before its ISO 8601 date, but a minute at least; else one hour.

    A date without an offset is one of UTC.
    """
    try:
        expires = datetime.fromisoformat(expiry_date)
    except ValueError:
        return _UNKNOWN_SECONDS
    expires = expires if expires.tzinfo else expires.replace(tzinfo=UTC)
    return max((expires - (now or datetime.now(UTC))).total_seconds() - _EARLY_SECONDS, _SHORTEST_SECONDS)


@contextmanager
def _held(lock: threading.Lock, cancel: threading.Event | None) -> Iterator[None]:
    """Hold the lock; whoever cancels need not wait until another thread has its token."""
    while not lock.acquire(timeout=-1 if cancel is None else POLL_SECONDS):
        if cancel is not None and cancel.is_set():
            raise Cancelled("cancelled")
    try:
        yield
    finally:
        lock.release()


def authorised(keeper: TokenKeeper, patience: Patience, send: Callable[[Secret], Answer]) -> Answer:
    """The answer to what ``send`` sends with a token; a 401 renews the token, once, and sends again."""
    token = keeper.token(patience)
    answer = send(token)
    if answer.status != 401:
        return answer
    keeper.forget(token)
    token = keeper.token(patience)
    answer = send(token)
    if answer.status == 401:
        keeper.forget(token)
    return answer
