"""Counts what a service sends: a relay on loopback between a client and the service, which changes nothing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_CHUNK = 1 << 16


@dataclass
class Relay:
    """``url`` is the service's as seen through it; ``sent`` the bytes that came back so far, heads included."""

    url: str
    sent: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def count(self, size: int) -> None:
        with self._lock:
            self.sent += size


@contextmanager
def relayed(url: str) -> Iterator[Relay]:
    """A relay to the service at ``url``; it takes no more connections once the block ends."""
    address = urlsplit(url)
    target = (str(address.hostname), int(address.port or 80))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        relay = Relay(f"http://127.0.0.1:{listener.getsockname()[1]}")
        threading.Thread(target=_accept, args=(listener, target, relay), daemon=True).start()
        yield relay


def _accept(listener: socket.socket, target: tuple[str, int], relay: Relay) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:  # the listener was closed: the block has ended
            return
        service = socket.create_connection(target)
        for end in (client, service):  # small answers must not wait for one another
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for source, sink, count in ((client, service, None), (service, client, relay.count)):
            threading.Thread(target=_pump, args=(source, sink, count), daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket, count: object) -> None:
    """Everything from one end to the other until the first has no more."""
    try:
        while data := source.recv(_CHUNK):
            if callable(count):
                count(len(data))
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:  # one end hung up, which ends this direction
        return
