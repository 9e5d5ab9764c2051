"""A server on loopback whose whole behaviour is one function of the test."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

Handler = http.server.BaseHTTPRequestHandler
Respond = Callable[[Handler], None]


@dataclass(frozen=True)
class Seen:
    """One request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: str


class Loopback:
    """Serves ``respond`` in threads of this process; ``seen`` are the requests that came, but those for /health.

    With ``ours`` it says at /health that it is a service of this project; otherwise it has no such page.
    """

    def __init__(self, respond: Respond, *, ours: bool = False, port: int = 0) -> None:
        self.seen: list[Seen] = []
        outer = self

        class One(Handler):
            def _take(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode("latin-1")
                if self.path == "/health":
                    answer(self, json.dumps({"service": "cadwidgets"}).encode(), 200 if ours else 404)
                    return
                outer.seen.append(Seen(self.command, self.path, dict(self.headers), body))
                try:
                    respond(self)
                except (BrokenPipeError, ConnectionResetError):  # the client left, as the test wants it
                    return

            def __getattr__(self, name: str) -> Callable[[], None]:
                if not name.startswith("do_"):
                    raise AttributeError(name)
                return self._take  # do_GET, do_POST, ...: all methods alike

            def log_message(self, *_: object) -> None:
                return

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", port), One)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()  # looks up so often
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"

    @property
    def bodies(self) -> list[str]:
        """The bodies that came."""
        return [seen.body for seen in self.seen]

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def loopback(respond: Respond, *, ours: bool = False) -> Iterator[Loopback]:
    """A `Loopback` for the block."""
    server = Loopback(respond, ours=ours)
    try:
        yield server
    finally:
        server.close()


def answer(handler: Handler, body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
    """A complete answer with its length announced."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def in_turn(*responds: Respond) -> Respond:
    """Each request gets the next behaviour; the last one stays."""
    left = list(responds)

    def respond(handler: Handler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return respond


def hang_up(handler: Handler) -> None:
    """The connection breaks without a byte of an answer."""
    handler.close_connection = True
    handler.connection.shutdown(2)
