"""HTTP on the wire, and the only importer of httpx.

Requests run on one event loop in a background thread: so a blocking call can be cancelled from any thread, and has
one deadline over all of its parts. Nothing of httpx leaves this module.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import functools
import http.cookiejar
import logging
import os
import re
import ssl
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx

from cadwidgets._version import __version__
from cadwidgets.clients._addresses import checked_addresses
from cadwidgets.clients._body import ACCEPTED, ANSWER_BYTES, REFUSAL_BYTES, Body, CutShort
from cadwidgets.clients._retry import Failure
from cadwidgets.errors import BadAnswer, Cancelled, ConnectionFailed, RequestError, SourceError, TimedOut

BUILD_SECONDS = 180.0
"""The whole of one request, with all its attempts, may take this long: a build's own limit is 120 s."""
_HTTPS_PORT = 443
POLL_SECONDS = 0.05
"""How often somebody who waits looks whether it is still wanted."""

_SECRET_PARAMETER = re.compile(r"([?&](?:key|apikey|useremail)=)[^&#\s\"']*", re.IGNORECASE)
_PERSONAL = re.compile(r"(/CheckLogin/|/UserRegistration\?)[^#\s\"']*", re.IGNORECASE)


def redacted(url: object) -> str:
    """The URL with keys, mail addresses and other personal data replaced by ``***``."""
    return _PERSONAL.sub(r"\1***", _SECRET_PARAMETER.sub(r"\1***", str(url)))


def host_of(url: str) -> str:
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


@dataclass(frozen=True)
class Answer:
    """A complete answer of any status. ``url`` is redacted; header names are lower case.

    ``size`` is the number of bytes that came; ``body`` is empty where they went elsewhere.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    url: str = ""
    size: int = 0

    @property
    def text(self) -> str:
        """The body's beginning as one harmless line, for messages."""
        text = self.body[:2000].decode("utf-8", errors="replace")
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:500]


Progress = Callable[[int, int], None]
"""Called with the bytes that came and the bytes expected (0 = unknown)."""


class Sink(Protocol):
    """Takes the body of a successful answer as it comes, so that it is never in memory as a whole."""

    def restart(self) -> None:
        """A body begins; what came before belonged to an attempt that failed."""
        ...

    def write(self, chunk: bytes) -> None:
        """Take the next bytes."""
        ...


@dataclass(frozen=True)
class Receiver:
    """Who hears of an answer while it comes: ``progress`` of its bytes, ``sink`` gets the body of a 200.

    A success may have ``most`` bytes.
    """

    progress: Progress | None = None
    sink: Sink | None = None
    most: int = ANSWER_BYTES


_beginning = threading.Lock()


def _loop() -> asyncio.AbstractEventLoop:
    """The event loop of all requests; there is one, also when the first requests come from several threads at once."""
    with _beginning:
        return _running_loop()


@functools.cache
def _running_loop() -> asyncio.AbstractEventLoop:
    """An event loop on a daemon thread of its own."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="cadwidgets-http", daemon=True).start()
    return loop


_AUTHORITIES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
"""The standard variables that name further certificate authorities: a file, and a folder as OpenSSL hashes it."""


def _client() -> httpx.AsyncClient:
    """The client of all requests. A variable that changed meanwhile, as in a notebook's cell, holds from then on."""
    return _client_trusting(*(os.environ.get(name, "") for name in _AUTHORITIES))


@functools.cache
def _client_trusting(file: str, folder: str) -> httpx.AsyncClient:
    # no proxies and no netrc of the environment: they would see, or change, the keys of services on this machine
    timeout = httpx.Timeout(BUILD_SECONDS, connect=10.0)
    headers = {
        "User-Agent": f"cadwidgets/{__version__}",
        "Accept": "application/json, */*;q=0.5",
        "Accept-Encoding": ACCEPTED,
    }
    # cookies do not tell ports apart: those of one service on this machine would go to all others
    no_cookies = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=()))
    return httpx.AsyncClient(
        timeout=timeout,
        headers=headers,
        verify=_trusting(file, folder),
        cookies=no_cookies,
        trust_env=False,
        follow_redirects=False,
        event_hooks={"response": [_forget_redirect]},
    )


async def _forget_redirect(response: httpx.Response) -> None:
    """No redirect is followed, for the key would go along; httpx looks at its address all the same, and may fail."""
    response.headers.pop("Location", None)


def _trusting(file: str, folder: str) -> ssl.SSLContext:
    """The authorities that httpx knows, and those of the file and the folder. Raises RequestError for unusable ones."""
    context = httpx.create_ssl_context(trust_env=False)
    if file:
        _add_authorities(context, _AUTHORITIES[0], "cafile", file)
    if folder:
        _add_authorities(context, _AUTHORITIES[1], "capath", folder)
    return context


def _add_authorities(context: ssl.SSLContext, variable: str, kind: str, place: str) -> None:
    try:
        os.stat(place)  # OpenSSL does not mind a folder that is not there
        context.load_verify_locations(**{kind: place})
    except OSError as error:  # ssl.SSLError is one
        raise RequestError(
            f"{variable} names no usable certificates: {error.strerror or error}",
            parameter=variable,
            value=place,
            allowed="a file of certificates in PEM, or a folder of such files that OpenSSL has hashed",
        ) from None


Work = Callable[[], Coroutine[Any, Any, Answer]]
"""Begins one exchange; called on the loop, so that Ctrl-C in another thread finds nothing half begun."""


_BUSY = (429, 503)


@dataclass(frozen=True)
class Attempt:
    """One attempt's end: its answer, or the error that it is; ``failure`` is None where another makes no sense."""

    outcome: Answer | Exception
    failure: Failure | None = None


def attempt(work: Work, seconds: float, cancel: threading.Event | None, url: str, limit: float) -> Attempt:
    """Run ``work`` on the loop for at most ``seconds`` of the ``limit`` that the whole request has."""
    loop, left = _loop(), threading.Event()
    future = asyncio.run_coroutine_threadsafe(_guarded(work, seconds, (cancel or left, left)), loop)
    try:
        outcome = future.result()
    except BaseException:  # Ctrl-C while waiting: the request must have ended before anybody cleans up after it
        left.set()
        concurrent.futures.wait([future])
        raise
    if isinstance(outcome, Answer):
        return Attempt(outcome, Failure.BUSY if outcome.status in _BUSY else None)
    return Attempt(_failure(outcome, limit, url), _kind(outcome))


async def _guarded(work: Work, seconds: float, cancels: tuple[threading.Event, ...]) -> Answer | Exception:
    task = asyncio.ensure_future(work())
    deadline = asyncio.get_running_loop().time() + seconds
    while not task.done():
        left = deadline - asyncio.get_running_loop().time()
        if left <= 0 or any(cancel.is_set() for cancel in cancels):
            task.cancel()
            await asyncio.wait({task})
            return TimeoutError() if left <= 0 else Cancelled("cancelled")
        await asyncio.wait({task}, timeout=min(left, POLL_SECONDS))
    error = task.exception()
    if error is None:
        return task.result()
    if isinstance(error, Exception):
        return error
    raise error


def _untrusted(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    """The certificate's refusal that stands behind an error of httpx, if one does."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error


def _kind(error: Exception) -> Failure | None:
    if _untrusted(error):
        return None
    if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout)):
        return Failure.NOBODY
    if isinstance(error, (httpx.TimeoutException, httpx.UnsupportedProtocol)):
        return None
    return Failure.BROKEN if isinstance(error, (httpx.TransportError, CutShort)) else None


def _failure(error: Exception, limit: float, url: str) -> Exception:
    host = host_of(url)
    if isinstance(error, CutShort):
        return BadAnswer(f"{host} did not send everything: the file was cut short after {error} bytes", url=url)
    if isinstance(error, (TimeoutError, httpx.ReadTimeout, httpx.WriteTimeout, httpx.PoolTimeout)):
        return TimedOut(f"{host} did not answer within {limit:g} s", url=url, limit=limit)
    if refused := _untrusted(error):
        return ConnectionFailed(
            f"the certificate of {host} is not trusted: {refused.verify_message or 'it cannot be verified'}; "
            f"{_AUTHORITIES[0]} may name a file with the authority that signed it",
            url=url,
        )
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


async def fetch(url: str, base: str, to: Receiver) -> Answer:
    """GET the file at a URL that the service at ``base`` named. Raises BadAnswer for one that is not safe to ask.

    Anything may stand at the very service. Elsewhere it takes https, no password, and an address that is not this
    machine's or its network's; the connection goes to the address that was looked at.
    """
    target, own = httpx.URL(url), httpx.URL(base)
    if target.userinfo != own.userinfo:
        raise BadAnswer(f"the answer points to an address with a password at {host_of(url)}", url=redacted(url))
    if (target.scheme, target.host, target.port) == (own.scheme, own.host, own.port):
        return await exchange("GET", url, to)
    if target.scheme != "https":
        raise BadAnswer(
            f"the answer points to an unsafe address, which is not https: {host_of(url)}", url=redacted(url)
        )
    *others, last = await checked_addresses(target.host, target.port or _HTTPS_PORT, own.host)
    headers, names = {"Host": target.netloc.decode("ascii")}, {"sni_hostname": target.host}
    get = functools.partial(exchange, "GET", to=to, headers=headers, extensions=names)
    for address in others:
        with contextlib.suppress(httpx.ConnectError, httpx.ConnectTimeout):  # a network may lack IPv6, or IPv4
            return await get(target.copy_with(host=address))
    return await get(target.copy_with(host=last))


async def exchange(method: str, url: str | httpx.URL, to: Receiver, **arguments: Any) -> Answer:
    """Send one request and read its answer. ``arguments`` are httpx's own."""
    async with _client().stream(method, url, **arguments) as response:
        headers = {name.lower(): value for name, value in response.headers.items()}
        coding, shown = headers.get("content-encoding", "").strip().lower(), redacted(response.url)
        expected = 0 if coding else int(headers.get("content-length") or 0)
        content = bytearray()
        sink = to.sink if response.status_code == 200 else None
        if sink is not None:
            sink.restart()
        body = Body(coding, to.most if response.is_success else REFUSAL_BYTES, shown)
        async for piece in _pieces(response, body):
            if sink is None:
                content += piece
            else:
                sink.write(piece)
            if to.progress is not None:
                to.progress(body.come, expected)
        return Answer(response.status_code, headers, bytes(content), shown, body.come)


async def _pieces(response: httpx.Response, body: Body) -> AsyncIterator[bytes]:
    """The body, unpacked. Raises CutShort when it ends too soon, and BadAnswer when it does not end."""
    try:
        async for data in response.aiter_raw():
            for piece in body.pieces(data):
                yield piece
    except (httpx.NetworkError, httpx.RemoteProtocolError):
        raise CutShort(body.come) from None
    body.end()
