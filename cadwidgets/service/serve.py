"""Run the service in this process: bind, tell where, serve until stopped."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import FrameType

import uvicorn

from cadwidgets._version import __version__
from cadwidgets.errors import RequestError
from cadwidgets.service.app import LOOPBACK, Service, ServiceSettings, create_app
from cadwidgets.service.connections import Guard, GuardedConnection, Patience

_OTHER_DESCRIPTORS = 100
"""So many the service needs for itself: workers, database, log."""
_log = logging.getLogger(__name__)
_HEADER_BYTES = 256 << 10
"""So much of a request's head is read: a target that is much too long still gets its proper answer, 414."""


@dataclass(frozen=True)
class Certificate:
    """The files of a certificate chain and of its private key, both PEM."""

    chain: Path
    key: Path


def read_certificate(chain: Path | None, key: Path | None) -> Certificate | None:
    """The certificate of these files, None without any. Raises RequestError for half of it and for unusable files."""
    if chain is None and key is None:
        return None
    if chain is None or key is None:
        missing = "--tls-cert" if chain is None else "--tls-key"
        raise RequestError(f"{missing} is missing", parameter=missing, allowed="--tls-cert and --tls-key, or neither")
    for option, file in (("--tls-cert", chain), ("--tls-key", key)):
        try:
            file.read_bytes()
        except OSError as error:
            raise _unusable(option, file, str(error.strerror)) from None
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(chain, key)
    except ssl.SSLError as error:
        raise _unusable("--tls-cert", chain, error.reason or str(error)) from None
    return Certificate(chain, key)


def _unusable(option: str, file: Path, why: str) -> RequestError:
    return RequestError(
        f"the certificate cannot be used: {why}",
        parameter=option,
        value=str(file),
        allowed="a certificate chain and its private key as PEM files",
    )


def serve(
    settings: ServiceSettings,
    *,
    patience: Patience,
    host: str = "127.0.0.1",
    port: int = 8765,
    certificate: Certificate | None = None,
    runtime_file: Path | None = None,
    announce: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve until a signal or idleness ends it; ``announce`` gets the URL once the port is bound.

    With a ``certificate`` it speaks https only. ``patience`` says how many clients there may be, and how slow. ``port``
    0 takes a free one. ``runtime_file`` receives URL, key and process id for the user's notebooks. On a ``host`` that
    is not loopback, all scripts count as remote ones. Raises RequestError for a host or a port that cannot be had.
    """
    name = f"[{host}]" if ":" in host else host
    if host not in LOOPBACK:
        isolation = replace(settings.isolation, remote=True)
        settings = replace(settings, isolation=isolation, names=(*settings.names, name))
    listener = bind(host, port)
    url = f"{'https' if certificate else 'http'}://{name}:{listener.getsockname()[1]}"
    service = Service(settings)
    if service.pool.confinement.refusal:
        _log.warning(service.pool.confinement.refusal)
    app = create_app(service, stop=lambda: _stop(server))
    server = _PatientServer(_config(app, certificate, patience), service)
    # before the server listens to signals, and when it hands one on at its end: in good order, not by the default
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    announce(url)
    if runtime_file is None:
        server.run(sockets=[listener])
        return
    _write_private(runtime_file, {"url": url, "key": settings.keys[0], "pid": os.getpid(), "version": __version__})
    try:
        server.run(sockets=[listener])
    finally:
        _remove_own(runtime_file)


class _PatientServer(uvicorn.Server):
    """Lets what is under way come to its end when the first signal comes, and answers meanwhile that the service is
    stopping; a second signal ends it at once."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self._service.stopping:
            self.force_exit = True
            super().handle_exit(sig, frame)
        self._service.stop()

    async def on_tick(self, counter: int) -> bool:
        return await super().on_tick(counter) or await self._service.ended()


def _stop(server: uvicorn.Server) -> None:
    server.should_exit = True


def _config(app: object, certificate: Certificate | None, patience: Patience) -> uvicorn.Config:
    # no access log: a GET carries its key in the URL
    return uvicorn.Config(
        app,  # type: ignore[arg-type]  # a FastAPI application is an ASGI application
        http=partial(GuardedConnection, guard=Guard(_affordable(patience))),  # type: ignore[arg-type]  # a protocol
        ws="none",  # nothing here speaks it, and a connection that is handed over is watched by nobody
        access_log=False,
        log_level="error",  # a warning for each request that is none would let anybody fill the log
        h11_max_incomplete_event_size=_HEADER_BYTES,
        timeout_keep_alive=patience.idle_seconds,  # type: ignore[arg-type]  # it takes parts of seconds, too
        timeout_graceful_shutdown=5,  # for the last answers to be sent: builds have come to their end before
        server_header=False,
        ssl_certfile=certificate.chain if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
    )


def _affordable(patience: Patience) -> Patience:
    """No more connections than there are descriptors: each takes one, and its request may take another."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return patience
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * patience.connections + _OTHER_DESCRIPTORS
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        return replace(patience, connections=max(1, (soft - _OTHER_DESCRIPTORS) // 2))
    return patience


def bind(host: str, port: int) -> socket.socket:
    """The listening socket to serve on. Raises RequestError for a port that cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends at once, without waiting for a full packet, only where the protocol is named: else an answer on a
    # kept connection is held back for the client's delayed acknowledgement, 40 ms on Linux
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # from here on a client waits for the first answer instead of being refused
    except OSError as error:
        listener.close()
        raise RequestError(
            f"port {port} of {host} cannot be used: {error.strerror}",
            parameter="port",
            value=port,
            allowed="a free port, or 0, and an address of this machine",
        ) from None
    return listener


def _write_private(path: Path, content: dict[str, object]) -> None:
    """Write for the user's eyes only, and whole or not at all."""
    partial = path.with_suffix(".part")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(content, file)
    partial.replace(path)


def _remove_own(path: Path) -> None:
    """Remove the run-time file unless a newer service has written its own meanwhile."""
    try:
        if json.loads(path.read_text("utf-8")).get("pid") == os.getpid():
            path.unlink()
    except (OSError, ValueError):  # it is gone already, or no longer ours
        return
