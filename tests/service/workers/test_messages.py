"""Frames: what goes in comes out, and what is not a frame is refused."""

from __future__ import annotations

import asyncio
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.service.workers.messages import (
    FrameBuffer,
    FrameError,
    decode,
    encode,
    receive,
    write_frame,
)

_FINITE = st.floats(allow_nan=False, allow_infinity=False)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | _FINITE | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), _JSON, max_size=4), st.integers(1, 50))
def test_messages_survive_arriving_in_pieces(message: dict, size: int) -> None:
    data = encode(message, 1 << 20) * 2
    buffer = FrameBuffer(1 << 20)
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    assert [found for piece in pieces for found in buffer.feed(piece)] == [message, message]
    assert len(buffer) == 0


def test_the_length_is_four_bytes_big_endian() -> None:
    assert encode({"a": 1}, 100) == b"\x00\x00\x00\x07" + b'{"a":1}'


def test_half_of_a_surrogate_pair_comes_through() -> None:
    frame = encode({"script": "\ud800"}, 100)
    assert decode(frame[4:]) == {"script": "\ud800"}


def test_a_message_longer_than_its_limit_is_not_written() -> None:
    assert encode({"a": "x" * 10}, 18)
    with pytest.raises(FrameError, match="longer"):
        encode({"a": "x" * 11}, 18)


def test_a_frame_that_announces_too_much_is_refused_before_its_body_comes() -> None:
    with pytest.raises(FrameError, match="longer"):
        list(FrameBuffer(1000).feed(b"\x7f\xff\xff\xff"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nothing",
        b"[1]",
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b"\xff",
        b"[" * 60_000,
        b'{"a":' + b"9" * 50_000 + b"}",
    ],
)
def test_a_body_that_is_no_json_object_is_refused(body: bytes) -> None:
    with pytest.raises(FrameError):
        decode(body)


@pytest.mark.parametrize("message", [{"a": float("nan")}, {"a": {1, 2}}, {"a": b"bytes"}])
def test_what_json_cannot_say_is_not_written(message: dict) -> None:
    with pytest.raises(FrameError):
        encode(message, 1000)


def test_a_message_goes_through_a_pipe() -> None:
    reader, writer = os.pipe()
    write_frame(writer, {"a": [1, 2.5, None]}, 1000)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        assert list(FrameBuffer(1000).feed(stream.read())) == [{"a": [1, 2.5, None]}]


def test_a_stream_gives_messages_then_none() -> None:
    assert asyncio.run(_received(encode({"a": 1}, 100) + encode({"b": 2}, 100))) == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize("cut", [1, 3, 4, 5, 10])
def test_a_stream_that_ends_inside_a_frame_is_broken(cut: int) -> None:
    with pytest.raises(FrameError, match="ended inside"):
        asyncio.run(_received(encode({"a": "bcd"}, 100)[:cut]))


async def _received(data: bytes) -> list[dict]:
    stream = asyncio.StreamReader()
    stream.feed_data(data)
    stream.feed_eof()
    messages = []
    while (message := await receive(stream, 100)) is not None:
        messages.append(message)
    return messages
