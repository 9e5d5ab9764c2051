"""Messages between the service, its zygote and the children: JSON objects behind a 4-byte big-endian length.

Every direction has its own limit, checked before a body is kept. There is no pickle: what a hostile script's
process sends is data.
"""

from __future__ import annotations

import asyncio
import json
import os
import struct
from collections.abc import Iterator, Mapping
from typing import Any

JOB_LIMIT = 16 << 20
"""Bytes of a message from the service to the zygote: a script and its values, also when JSON escapes all of them."""
HANDED_ON_LIMIT = JOB_LIMIT + (1 << 10)
"""Bytes of a job on its way from the zygote to a child, which is told a little more."""
RESULT_LIMIT = 64 << 10
"""Bytes of a child's one result."""
OUTCOME_LIMIT = 256 << 10
"""Bytes of a message from the zygote to the service."""

_HEADER = struct.Struct(">I")

Message = dict[str, Any]


class FrameError(Exception):
    """A frame is longer than its limit, cut short, or not a JSON object."""


def encode(message: Mapping[str, Any], limit: int) -> bytes:
    """The frame of ``message``. Raises FrameError when it is no JSON or longer than ``limit`` bytes."""
    try:
        text = json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        raise FrameError(f"the message is no JSON: {error}") from None
    body = text.encode("utf-8", "surrogatepass")  # a script may hold half of a surrogate pair
    _check_length(len(body), limit)
    return _HEADER.pack(len(body)) + body


def decode(body: bytes) -> Message:
    """The JSON object in a frame's body. Raises FrameError for anything else, NaN and infinity included."""
    try:
        message = json.loads(body.decode("utf-8", "surrogatepass"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise FrameError(f"the frame holds no JSON: {error}") from None
    if not isinstance(message, dict):
        raise FrameError("the frame holds no JSON object")
    return message


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _check_length(length: int, limit: int) -> None:
    if length > limit:
        raise FrameError(f"a frame of {length} bytes is longer than the {limit} allowed")


class FrameBuffer:
    """Bytes as they arrive on a non-blocking pipe, handed out as whole messages."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._bytes = bytearray()

    def __len__(self) -> int:
        """The bytes of a frame that is not complete yet."""
        return len(self._bytes)

    def feed(self, data: bytes) -> Iterator[Message]:
        """Take ``data`` and yield every message that is complete now. Raises FrameError."""
        self._bytes += data
        while len(self._bytes) >= _HEADER.size:
            end = _HEADER.size + self._length()
            if len(self._bytes) < end:
                return
            body = bytes(self._bytes[_HEADER.size : end])
            del self._bytes[:end]
            yield decode(body)

    def _length(self) -> int:
        length: int = _HEADER.unpack_from(self._bytes)[0]
        _check_length(length, self._limit)
        return length


def begins_with_frame(content: bytes | bytearray, limit: int) -> bool:
    """Whether a whole frame has arrived, or what is longer than ``limit`` and so never becomes one."""
    if len(content) < _HEADER.size:
        return False
    length: int = _HEADER.unpack_from(content)[0]
    return length > limit or len(content) >= _HEADER.size + length


def write_frame(fd: int, message: Mapping[str, Any], limit: int) -> None:
    """Write one frame to a blocking pipe, whole. Raises FrameError, and OSError when the reader is gone."""
    rest = memoryview(encode(message, limit))
    while rest:
        rest = rest[os.write(fd, rest) :]


async def send(writer: asyncio.StreamWriter, message: Mapping[str, Any], limit: int) -> None:
    """Write one frame to an asyncio stream. Raises FrameError; ConnectionError when the reader is gone."""
    writer.write(encode(message, limit))
    await writer.drain()


async def receive(reader: asyncio.StreamReader, limit: int) -> Message | None:
    """The next message of an asyncio stream, None at its end. Raises FrameError for a broken frame."""
    try:
        header = await reader.readexactly(_HEADER.size)
        length: int = _HEADER.unpack(header)[0]
        _check_length(length, limit)
        return decode(await reader.readexactly(length))
    except asyncio.IncompleteReadError as error:
        if error.partial or error.expected != _HEADER.size:
            raise FrameError("the stream ended inside a frame") from None
        return None
