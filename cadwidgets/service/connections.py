"""The connections of a service: how many there may be, and how long a slow client is waited for.

uvicorn waits for ever for a head, a body, or a client that does not take its answer. A thousand such clients cost an
attacker nothing; here each of them is cut off in time, and until then the others are served.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

RETRY_SECONDS = 5
_LATE = b"HTTP/1.1 408 Request Timeout\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n"
    b"Retry-After: %d\r\n\r\ntoo many connections are open: try again\n" % RETRY_SECONDS
)
_LOOK_SECONDS = 0.25


@dataclass(frozen=True)
class Patience:
    """How many ``connections`` may be open, and how slow a client may be.

    A head has to be there after ``head_seconds``, counted from its connection or its first byte. A body and an answer
    have to move by ``bytes_per_second`` on average over every ``grace_seconds``. A connection that nobody asks anything
    on is kept for ``idle_seconds``.
    """

    connections: int
    head_seconds: float
    grace_seconds: float
    idle_seconds: float
    bytes_per_second: float = 8 << 10

    @classmethod
    def of(cls, seconds: float, connections: int) -> Patience:
        """Patience in proportion to the time that a head may take."""
        return cls(connections, head_seconds=seconds, grace_seconds=2 * seconds, idle_seconds=seconds / 2)


class Guard:
    """Watches all connections of a service. Belongs to one event loop."""

    def __init__(self, patience: Patience) -> None:
        self.patience = patience
        self._open: dict[GuardedConnection, None] = {}  # the one that was heard of last is the last
        self._next_look: asyncio.TimerHandle | None = None

    def admit(self, connection: GuardedConnection) -> bool:
        """Whether there is room for one more; the one that has asked for nothing for longest makes room."""
        if len(self._open) >= self.patience.connections and not self._make_room():
            return False
        self.note_request(connection)
        if self._next_look is None:
            self._look_later()
        return True

    def note_request(self, connection: GuardedConnection) -> None:
        """The connection is new, or a request is under way on it."""
        self._open.pop(connection, None)
        self._open[connection] = None

    def leave(self, connection: GuardedConnection) -> None:
        """The connection is closed."""
        self._open.pop(connection, None)

    def _make_room(self) -> bool:
        silent = next((connection for connection in self._open if connection.is_silent), None)
        if silent is None:
            return False
        self.leave(silent)
        silent.transport.abort()
        return True

    def _look_later(self) -> None:
        self._next_look = asyncio.get_running_loop().call_later(_LOOK_SECONDS, self._look)

    def _look(self) -> None:
        self._next_look = None
        now = time.monotonic()
        for connection in list(self._open):
            connection.look(now)
        if self._open:
            self._look_later()


@dataclass
class _Wait:
    """What a client is waited for, since when; ``rest`` is what is left to move of an answer at the beginning."""

    what: str
    since: float
    moved: int = 0
    rest: int = 0


class GuardedConnection(H11Protocol):
    """A connection that ends when its client is too slow."""

    def __init__(self, *arguments: Any, guard: Guard, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._guard = guard
        self._wait = _Wait("", 0.0)

    @property
    def is_silent(self) -> bool:
        """Whether no request is under way: no head has come in yet, or none after the last answer."""
        return self.conn.their_state is h11.IDLE or self.transport.is_closing()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """Take the connection, or tell that there are too many."""
        super().connection_made(transport)
        if not self._guard.admit(self):
            self._end_with(_FULL)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._guard.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what comes in of a body."""
        if self.transport.is_closing():
            return
        self._wait.moved += len(data)
        super().data_received(data)
        if not self.is_silent:
            self._guard.note_request(self)

    def look(self, now: float) -> None:
        """End the connection if its client is too slow."""
        what = self._waited_for()
        if what == self._wait.what and not (what and self._is_over(now)):
            return
        if what == self._wait.what and not self._has_moved_on():
            self._give_up(what)
            return
        self._wait = _Wait(what, now, rest=self.transport.get_write_buffer_size())

    def _waited_for(self) -> str:
        """``answer``, ``body`` or ``head`` while it is the client's turn, else nothing; uvicorn ends idleness."""
        if self.transport.is_closing() or self.flow.write_paused:
            return "answer"
        if self.conn.their_state is h11.SEND_BODY and not self.flow.read_paused:
            return "body"
        if self.conn.their_state is h11.IDLE and self.timeout_keep_alive_task is None:
            return "head"
        return ""

    def _is_over(self, now: float) -> bool:
        patience = self._guard.patience
        seconds = patience.head_seconds if self._wait.what == "head" else patience.grace_seconds
        return now - self._wait.since > seconds

    def _has_moved_on(self) -> bool:
        """Whether enough of a body or an answer has moved; a head has to be there as a whole."""
        patience, wait = self._guard.patience, self._wait
        moved = wait.moved if wait.what == "body" else wait.rest - self.transport.get_write_buffer_size()
        return wait.what != "head" and moved >= patience.bytes_per_second * patience.grace_seconds

    def _give_up(self, what: str) -> None:
        if what == "answer" or (what == "body" and self.cycle.response_started):
            self.transport.abort()
            return
        patience = self._guard.patience
        rule = f"within {patience.head_seconds:g} s" if what == "head" else f"{patience.bytes_per_second:g} bytes/s"
        self._end_with(_LATE + f"the request's {what} came too slowly; allowed: {rule}\n".encode())

    def _end_with(self, answer: bytes) -> None:
        self.transport.write(answer)
        self.transport.close()
