"""A request's body on its way into memory: no longer than it may be, and from a stranger only so much."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fastapi import Request
from starlette.requests import ClientDisconnect

from cadwidgets.errors import AuthError
from cadwidgets.service.answers import Refused

STRANGERS_BYTES = 8 << 20
"""So much is read of a body before its key has to be known: a script with its key behind it fits in."""
_DRAINED_BYTES = 64 << 20
"""So much of a body that is refused is read on and dropped: a client that sends all before it listens hears why."""
_RETRY_SECONDS = 2

Knock = Callable[[bytes], None]
"""Looks for the key in the beginning of a body. Raises AuthError, Refused."""


class Room:
    """The memory that all bodies take together while they come in. Belongs to one event loop."""

    def __init__(self, limit: int) -> None:
        self._left = limit

    def take(self, size: int) -> None:
        """Take so many bytes. Raises Refused when there are too few left."""
        if size > self._left:
            wait = {"Retry-After": str(_RETRY_SECONDS), "Connection": "close"}
            raise Refused("busy", "too many large requests are coming in: try again", headers=wait)
        self._left -= size

    def free(self, size: int) -> None:
        """Give so many bytes back."""
        self._left += size


class Rooms:
    """Strangers cannot take the room of those whose key is known already."""

    def __init__(self) -> None:
        self.known = Room(512 << 20)
        self.strangers = Room(128 << 20)


class _Body:
    """What has come in so far, or why no more of it is wanted."""

    def __init__(self, limit: int, room: Room, knock: Knock | None) -> None:
        self._limit, self._room, self._knock = limit, room, knock
        self.content = bytearray()
        self.refusal: Refused | AuthError | None = None

    def add(self, chunk: bytes) -> None:
        """Keep one more piece, unless the body is refused."""
        if self.refusal is not None:
            return
        try:
            self._check(len(self.content) + len(chunk))
            self._room.take(len(chunk))
            self.content += chunk
        except (Refused, AuthError) as refusal:
            self.refuse(refusal)

    def _check(self, length: int) -> None:
        if length > self._limit:
            raise too_large(self._limit)
        if length > STRANGERS_BYTES and self._knock is not None:
            knock, self._knock = self._knock, None
            knock(bytes(self.content))

    def refuse(self, refusal: Refused | AuthError) -> None:
        """Forget what has come in."""
        self.refusal = refusal
        self._room.free(len(self.content))
        self.content.clear()

    @contextmanager
    def in_room(self) -> Iterator[None]:
        """The room is given back at the end."""
        try:
            yield
        finally:
            self._room.free(len(self.content))


async def whole_body(
    request: Request,
    limit: int,
    *,
    stranger: bool = False,
    knock: Knock | None = None,
    refusal: AuthError | None = None,
) -> bytes:
    """The body, unless it is longer than ``limit`` or a ``refusal`` is known already: then the rest is dropped first.

    ``knock`` looks for a stranger's key as soon as the body gets long. Raises Refused, AuthError.
    """
    rooms: Rooms = request.app.state.rooms
    body = _Body(limit, rooms.strangers if stranger else rooms.known, knock)
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        body.refuse(too_large(limit))
    if refusal is not None:
        body.refuse(refusal)
    with body.in_room():
        if body.refusal is None or "expect" not in request.headers:  # else the client waits for a word: it gets that
            await _receive(request, body)
        if body.refusal is not None:
            raise body.refusal
        return bytes(body.content)


async def _receive(request: Request, body: _Body) -> None:
    length = 0
    try:
        async for chunk in request.stream():
            length += len(chunk)
            body.add(chunk)
            if length > _DRAINED_BYTES:
                break
    except ClientDisconnect:
        raise Refused("request", "the body ended before its announced length") from None


def too_large(limit: int) -> Refused:
    """What is said to a body that is longer than ``limit`` bytes."""
    size = f"{limit >> 20} MiB" if limit >> 20 else f"{limit >> 10} KiB"
    return Refused("toolarge", "the body is too large", allowed=f"at most {size}", headers={"Connection": "close"})
