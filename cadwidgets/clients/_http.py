"""Requests to one service: its address and key, attempts, and one deadline over all of them.

Keys are added here, at the last moment, and taken out of every text that a service sends back with a refusal.
"""

from __future__ import annotations

import concurrent.futures
import functools
import json
import logging
import math
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from urllib.parse import quote, quote_plus

from cadwidgets.clients._body import FILE_BYTES
from cadwidgets.clients._retry import NEVER, Failure, Retries, asked_pause
from cadwidgets.clients._transport import (
    BUILD_SECONDS,
    POLL_SECONDS,
    Attempt,
    Receiver,
    Work,
    attempt,
    exchange,
    fetch,
    host_of,
)
from cadwidgets.clients._transport import Answer as Answer
from cadwidgets.clients._transport import Progress as Progress
from cadwidgets.clients._transport import Sink as Sink
from cadwidgets.clients._transport import redacted as redacted
from cadwidgets.errors import Cancelled, RequestError, SourceError
from cadwidgets.settings import Secret

KEY_HEADER = "X-Api-Key"
"""Where this project's own services look for a key that is in no form."""
REPEAT_HEADER = "Idempotency-Key"
_SHORTEST_KEY = 4

_log = logging.getLogger(__name__)

Notice = Callable[[str], None]
"""Called with what is going on, in words: that a request is asked again, and why."""
Fields = Mapping[str, str | list[str]]
"""Fields of a query; one that has a list comes once for each of its texts."""
Files = Sequence[tuple[str, tuple[str, bytes]]]
"""Fields of a multipart body: (field, (file name, bytes))."""


class Endpoint(Protocol):
    """Where a service is, and its key. ``locate`` may start the service; ``recover`` finds it anew after a failure."""

    def locate(self) -> tuple[str, Secret]:
        """The base URL without a trailing slash, and the key."""
        ...

    def recover(self) -> bool:
        """Try to bring a service back that nobody answers for; True if another attempt makes sense."""
        ...

    @property
    def name(self) -> str:
        """What people call it: ``embedded service``, or the host."""
        ...

    @property
    def embedded(self) -> bool:
        """Whether it is the user's own embedded service."""
        ...

    @property
    def starting(self) -> bool:
        """Whether it is being found or started just now."""
        ...


@dataclass(frozen=True)
class RemoteEndpoint:
    """A service at a fixed address."""

    base_url: str
    key: Secret = field(default_factory=Secret)

    def locate(self) -> tuple[str, Secret]:
        return self.base_url.rstrip("/"), self.key

    def recover(self) -> bool:
        return False

    @property
    def name(self) -> str:
        return host_of(self.base_url)

    @property
    def embedded(self) -> bool:
        return False

    @property
    def starting(self) -> bool:
        return False


@dataclass(frozen=True)
class Message:
    """What is sent to a path below the base. ``key_in`` is ``query``, ``form``, ``json``, ``header`` or nothing.

    ``content`` is a body of bytes as they are, ``json`` one of JSON, sent as ``json_type`` if that is given; ``bearer``
    travels in the Authorization header. ``repeat_key`` says to a service of ours that all attempts are one call,
    ``headers`` what else it is told.
    ``secrets`` are further texts, such as mail addresses, that no refusal may repeat.
    """

    method: str
    path: str
    query: Fields = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    files: Files = ()
    key_in: str = ""
    key_name: str = ""
    json: Mapping[str, Any] | None = field(default=None, repr=False)
    bearer: Secret = field(default_factory=Secret)
    secrets: tuple[Secret, ...] = ()
    json_type: str = ""
    content: bytes | None = field(default=None, repr=False)
    repeat_key: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def send(self, base: str, key: Secret, to: Receiver) -> Work:
        """The exchange with the service at ``base``."""
        secret = {self.key_name: key.reveal()}
        arguments: dict[str, Any] = {"params": {**self.query, **(secret if self.key_in == "query" else {})}}
        form = {**(secret if self.key_in == "form" else {}), **self.form}
        if form:
            arguments["data"] = form
        if self.files:
            arguments["files"] = list(self.files)
        if self.json is not None:
            arguments["json"] = {**self.json, **(secret if self.key_in == "json" else {})}
        if self.content is not None:
            arguments["content"] = self.content
        arguments["headers"] = self._headers(key)
        return functools.partial(exchange, self.method, f"{base}/{self.path.lstrip('/')}", to, **arguments)

    def _headers(self, key: Secret) -> dict[str, str]:
        headers = {**self.headers, **({"Content-Type": self.json_type} if self.json_type else {})}
        if self.repeat_key:
            headers[REPEAT_HEADER] = self.repeat_key
        if self.key_in == "header" and key:
            _check_header(key)
            headers[self.key_name] = key.reveal()
        if self.bearer:
            _check_header(self.bearer)
            headers["Authorization"] = f"Bearer {self.bearer.reveal()}"
        return headers


def _check_header(key: Secret) -> None:
    text = key.reveal()
    if not (text.isascii() and text.isprintable() and " " not in text):
        raise RequestError(
            "the key holds characters that no key has", parameter="key", allowed="letters, digits and underscores"
        )


@dataclass(frozen=True)
class Patience:
    """How long a request may take with all its attempts, who may end it, and when it is asked again.

    ``each`` bounds a single attempt, where the whole may last longer because a busy service is waited for.
    """

    seconds: float = BUILD_SECONDS
    cancel: threading.Event | None = None
    retries: Retries = NEVER
    notice: Notice = _log.info
    each: float = math.inf


class HttpSession:
    """Blocking requests to one service. Safe to use from several threads; statuses are the caller's to judge."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def __repr__(self) -> str:
        return f"HttpSession({self.endpoint.name})"

    def get(
        self,
        path: str,
        params: Mapping[str, str] | None = None,
        *,
        secret_param: str = "",
        timeout: float | None = None,
        cancel: threading.Event | None = None,
    ) -> Answer:
        """GET ``path`` below the base; the key goes into the query as ``secret_param`` if that is given."""
        message = Message("GET", path, params or {}, key_in="query" if secret_param else "", key_name=secret_param)
        return self.ask(message, Patience(timeout or BUILD_SECONDS, cancel))

    def post(
        self,
        path: str,
        form: Mapping[str, str],
        *,
        secret_param: str = "key",  # noqa: S107 - the parameter's name, and no password
        timeout: float | None = None,
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
    ) -> Answer:
        """POST a form to ``path`` below the base; the key goes into the body as ``secret_param``."""
        message = Message("POST", path, form=form, key_in="form", key_name=secret_param)
        return self.ask(message, Patience(timeout or BUILD_SECONDS, cancel), Receiver(progress))

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Fields | None = None,
        form: Mapping[str, str] | None = None,
        files: Files = (),
        json: Mapping[str, Any] | None = None,
        content: bytes | None = None,
        patience: Patience = Patience(60.0),
    ) -> Answer:
        """Use this project's own API: the key travels in a header, as no form or query of other methods would do."""
        message = Message(
            method, path, query or {}, form or {}, files, "header", KEY_HEADER, json=json, content=content
        )
        return self.ask(message, patience)

    def download(self, url: str, *, progress: Progress | None = None, cancel: threading.Event | None = None) -> bytes:
        """The bytes behind a file URL that an answer named, used verbatim and without the key.

        Raises BadAnswer for an address that is neither at the very service nor a safe one with https, and SourceError
        unless the status is 200.
        """
        return self._fetch(url, Receiver(progress, most=FILE_BYTES), cancel).body

    def download_to(
        self, url: str, sink: Sink, *, progress: Progress | None = None, cancel: threading.Event | None = None
    ) -> int:
        """As `download`, into ``sink`` as the bytes come. Returns their number."""
        return self._fetch(url, Receiver(progress, sink, FILE_BYTES), cancel).size

    def _fetch(self, url: str, to: Receiver, cancel: threading.Event | None) -> Answer:
        work = functools.partial(fetch, url, self.locate(cancel)[0], to)
        answer = _answer(attempt(work, BUILD_SECONDS, cancel, redacted(url), BUILD_SECONDS))
        if answer.status != 200:
            raise SourceError(
                f"the file could not be downloaded (status {answer.status}): {answer.text}",
                url=answer.url,
                status=answer.status,
            )
        return answer

    def ask(self, message: Message, patience: Patience, to: Receiver = Receiver()) -> Answer:  # noqa: B008 - frozen
        """The answer to ``message``, whatever its status. Raises SourceError and its kinds, or Cancelled."""
        base, key = self.locate(patience.cancel)
        deadline = time.monotonic() + patience.seconds
        failed = 0
        while True:
            left = min(deadline - time.monotonic(), patience.each)
            limit = min(patience.seconds, patience.each)
            ended = attempt(message.send(base, key, to), left, patience.cancel, base, limit)
            failed += 1
            pause = self._pause(ended, failed, patience)
            if pause is None or time.monotonic() + pause > deadline:
                return _without(_answer(ended), (key, message.bearer, *message.secrets))
            _wait(pause, patience.cancel)
            base, key = self.locate(patience.cancel)

    def _pause(self, ended: Attempt, failed: int, patience: Patience) -> float | None:
        """How long to wait before another attempt; None if there is none. Says so before it waits."""
        if ended.failure is None:
            return None
        headers = ended.outcome.headers if isinstance(ended.outcome, Answer) else {}
        pause = patience.retries.pause(ended.failure, failed, asked_pause(headers))
        repeatable = ended.failure is Failure.NOBODY or patience.retries.repeatable
        if ended.failure is not Failure.BUSY and self.endpoint.recover() and failed == 1 and repeatable:
            pause = 0.0  # a service that we start anew is there when it is located
        if pause is not None:
            patience.notice(f"{self.endpoint.name}: {ended.failure.value}; asked again in {pause:.1f} s")
        return pause

    def locate(self, cancel: threading.Event | None) -> tuple[str, Secret]:
        """The address and the key. Whoever cancels need not wait for a service that is still being started."""
        if cancel is None:
            return self.endpoint.locate()
        found = _threads().submit(self.endpoint.locate)
        while not found.done():
            if cancel.is_set():
                raise Cancelled("cancelled")
            concurrent.futures.wait([found], timeout=POLL_SECONDS)
        return found.result()


@functools.cache
def _threads() -> concurrent.futures.ThreadPoolExecutor:
    return concurrent.futures.ThreadPoolExecutor(thread_name_prefix="cadwidgets-locate")


def _wait(seconds: float, cancel: threading.Event | None) -> None:
    if cancel is None:
        time.sleep(seconds)
    elif cancel.wait(seconds):
        raise Cancelled("cancelled")


def _answer(ended: Attempt) -> Answer:
    if isinstance(ended.outcome, Answer):
        return ended.outcome
    raise ended.outcome


def _without(answer: Answer, secrets: Sequence[Secret]) -> Answer:
    """An answer as it may be shown: some services repeat the key that they refuse. A success is left alone."""
    return answer if 200 <= answer.status < 300 else replace(answer, body=masked(answer.body, secrets))


def masked(body: bytes, secrets: Sequence[Secret]) -> bytes:
    """A body with ``***`` instead of the secrets, in whatever spelling they stand there."""
    for text in (secret.reveal() for secret in secrets):
        if len(text) >= _SHORTEST_KEY:
            for form in {text, quote(text, safe=""), quote_plus(text), json.dumps(text)[1:-1]}:
                body = re.sub(re.escape(form.encode()), b"***", body, flags=re.IGNORECASE)
    return body


class ServiceClient:
    """What the clients of all services have in common: one session, and a name for people."""

    def __init__(self, http: HttpSession) -> None:
        self._http = http

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.source})"

    @property
    def source(self) -> str:
        """What people call the service: ``embedded service``, or its host."""
        return self._http.endpoint.name

    @property
    def embedded(self) -> bool:
        """Whether this is the user's own embedded service."""
        return self._http.endpoint.embedded

    @property
    def starting(self) -> bool:
        """Whether the embedded service is being found or started just now; never of another one."""
        return self._http.endpoint.starting
