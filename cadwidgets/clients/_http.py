"""HTTP for all clients, and the only importer of httpx.

Requests run on one event loop in a background thread: so a blocking call can be cancelled from any thread, and has
one deadline over all of its parts. Keys are added here, at the last moment, and taken out of every URL that is
logged, shown or put on an exception.
"""

from __future__ import annotations

import asyncio
import functools
import logging
import re
import threading
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import httpx

from cadwidgets._version import __version__
from cadwidgets.errors import BadAnswer, Cancelled, ConnectionFailed, SourceError, TimedOut
from cadwidgets.settings import Secret

MAX_BODY_BYTES = 512 << 20
"""No answer may be longer than this after decompression."""
BUILD_SECONDS = 180.0
"""The whole of one request may take this long: a build's own limit is 120 s."""
_CHUNK_POLL_SECONDS = 0.05

_SECRET_PARAMETER = re.compile(r"([?&](?:key|apikey|useremail)=)[^&#\s\"']*", re.IGNORECASE)
_T = TypeVar("_T")


def redacted(url: object) -> str:
    """The URL with the values of keys and mail addresses replaced by ``***``."""
    return _SECRET_PARAMETER.sub(r"\1***", str(url))


def _host(url: str) -> str:
    """Host and port of a URL, without user and password; of text that is no URL, the text."""
    found = re.match(r"\w+://(?:[^/@]*@)?([^/?#]+)", url)
    return found[1] if found else url


class _RedactUrls(logging.Filter):
    """httpx logs every URL at INFO: keep the keys out of that record."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(redacted(arg) if isinstance(arg, httpx.URL) else arg for arg in record.args)
        return True


logging.getLogger("httpx").addFilter(_RedactUrls())


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
        return _host(self.base_url)

    @property
    def embedded(self) -> bool:
        return False


@dataclass(frozen=True)
class Answer:
    """A complete answer of any status. ``url`` is redacted; header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    url: str = ""

    @property
    def text(self) -> str:
        """The body's beginning as one harmless line, for messages."""
        text = self.body[:2000].decode("utf-8", errors="replace")
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:500]


Progress = Callable[[int, int], None]
"""Called with the bytes that came and the bytes expected (0 = unknown)."""


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

        def send(base: str, key: Secret) -> Coroutine[Any, Any, Answer]:
            query = dict(params or {})
            if secret_param:
                query[secret_param] = key.reveal()
            return _exchange("GET", f"{base}/{path.lstrip('/')}", params=query)

        return self._attempt(send, timeout, cancel)

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

        def send(base: str, key: Secret) -> Coroutine[Any, Any, Answer]:
            data = {secret_param: key.reveal(), **form}
            return _exchange("POST", f"{base}/{path.lstrip('/')}", data=data, progress=progress)

        return self._attempt(send, timeout, cancel)

    def download(self, url: str, *, progress: Progress | None = None, cancel: threading.Event | None = None) -> bytes:
        """The bytes behind a file URL, used verbatim and without the key. Raises SourceError unless it is 200."""
        answer = _run(_exchange("GET", url, progress=progress), BUILD_SECONDS, cancel, redacted(url))
        if answer.status != 200:
            raise SourceError(
                f"the file could not be downloaded (status {answer.status}): {answer.text}",
                url=answer.url,
                status=answer.status,
            )
        return answer.body

    def _attempt(
        self,
        send: Callable[[str, Secret], Coroutine[Any, Any, Answer]],
        timeout: float | None,
        cancel: threading.Event | None,
    ) -> Answer:
        base, key = self.endpoint.locate()
        try:
            return _run(send(base, key), timeout or BUILD_SECONDS, cancel, base)
        except ConnectionFailed:
            if not self.endpoint.recover():
                raise
        base, key = self.endpoint.locate()
        return _run(send(base, key), timeout or BUILD_SECONDS, cancel, base)


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


@functools.cache
def _loop() -> asyncio.AbstractEventLoop:
    """The event loop of all requests, on a daemon thread of its own."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="cadwidgets-http", daemon=True).start()
    return loop


@functools.cache
def _client() -> httpx.AsyncClient:
    # no environment proxies: they would see the keys of services on this machine
    timeout = httpx.Timeout(BUILD_SECONDS, connect=10.0)
    headers = {"User-Agent": f"cadwidgets/{__version__}", "Accept": "application/json, */*;q=0.5"}
    return httpx.AsyncClient(timeout=timeout, headers=headers, trust_env=False, follow_redirects=False)


def _run(work: Coroutine[Any, Any, Answer], limit: float, cancel: threading.Event | None, shown_url: str) -> Answer:
    """Run ``work`` on the loop; map what can go wrong. Nothing of httpx is on what is raised."""
    future = asyncio.run_coroutine_threadsafe(_guarded(work, limit, cancel), _loop())
    outcome = future.result()
    if isinstance(outcome, Answer):
        return outcome
    raise _failure(outcome, limit, shown_url)


async def _guarded(
    work: Coroutine[Any, Any, Answer], limit: float, cancel: threading.Event | None
) -> Answer | Exception:
    task = asyncio.ensure_future(work)
    deadline = asyncio.get_running_loop().time() + limit
    while not task.done():
        left = deadline - asyncio.get_running_loop().time()
        if left <= 0 or (cancel is not None and cancel.is_set()):
            task.cancel()
            await asyncio.wait({task})
            return TimeoutError() if left <= 0 else Cancelled("cancelled")
        await asyncio.wait({task}, timeout=min(left, _CHUNK_POLL_SECONDS) if cancel else left)
    error = task.exception()
    if error is None:
        return task.result()
    if isinstance(error, Exception):
        return error
    raise error


def _failure(error: Exception, limit: float, url: str) -> Exception:
    host = _host(url)
    if isinstance(error, (TimeoutError, httpx.ReadTimeout, httpx.WriteTimeout, httpx.PoolTimeout)):
        return TimedOut(f"{host} did not answer within {limit:g} s", url=url, limit=limit)
    if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout)):
        return ConnectionFailed(
            f"nobody answers at {host}: does the service run there, and is the address right?", url=url
        )
    if isinstance(error, httpx.TransportError):
        return ConnectionFailed(f"the connection to {host} broke: {type(error).__name__}", url=url)
    if isinstance(error, httpx.InvalidURL):
        return SourceError(f"{url!r} is not a usable address", url=url)
    if isinstance(error, httpx.HTTPError):
        return BadAnswer(f"{host} gave no proper answer: {type(error).__name__}", url=url)
    return error


async def _exchange(method: str, url: str, *, progress: Progress | None = None, **arguments: Any) -> Answer:
    async with _client().stream(method, url, **arguments) as response:
        expected = int(response.headers.get("content-length") or 0)
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > MAX_BODY_BYTES:
                raise BadAnswer(f"the answer is longer than {MAX_BODY_BYTES >> 20} MiB", url=redacted(url))
            if progress is not None:
                progress(len(body), expected)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, bytes(body), redacted(response.url))
