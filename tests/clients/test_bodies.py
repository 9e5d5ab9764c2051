"""Packed bodies: unpacked in pieces and within limits, whatever the other side says of them."""

from __future__ import annotations

import gzip
import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Handler, Respond, answer, loopback

from cadwidgets.clients import _body
from cadwidgets.clients._body import MAX_RATIO, Body, CutShort
from cadwidgets.clients._http import Answer, HttpSession, RemoteEndpoint
from cadwidgets.errors import BadAnswer

DENSE = bytes(2 << 20)
BOMB = gzip.compress(bytes(200 << 20), 1)


def asked(respond: Respond) -> Answer:
    with loopback(respond) as server:
        return HttpSession(RemoteEndpoint(server.url)).get("x")


def packed(data: bytes, coding: str = "gzip") -> Respond:
    return lambda handler: answer(handler, data, headers={"Content-Encoding": coding})


def unpacked(body: Body, data: bytes, step: int) -> bytes:
    pieces = [piece for at in range(0, len(data), step) for piece in body.pieces(data[at : at + step])]
    body.end()
    return b"".join(pieces)


@pytest.mark.parametrize(
    ("coding", "pack"), [("gzip", gzip.compress), ("X-GZip ", gzip.compress), ("deflate", zlib.compress)]
)
def test_a_packed_answer_is_unpacked(coding: str, pack: object) -> None:
    got = asked(packed(pack(DENSE), coding))  # type: ignore[operator]
    assert (got.body, got.size) == (DENSE, len(DENSE))


@given(st.binary(max_size=300), st.integers(1, 50), st.sampled_from(["gzip", "deflate", "", "identity"]))
def test_any_body_in_any_pieces_comes_out_as_it_was(data: bytes, step: int, coding: str) -> None:
    pack = {"gzip": gzip.compress, "deflate": zlib.compress}.get(coding, bytes)
    body = Body(coding, 1000, "")
    assert unpacked(body, pack(data), step) == data
    assert body.come == len(data)


@given(st.binary(min_size=1, max_size=300), st.data())
def test_a_packing_that_ends_too_soon_is_noticed(data: bytes, draw: st.DataObject) -> None:
    whole = gzip.compress(data)
    cut = whole[: draw.draw(st.integers(1, len(whole) - 1))]
    with pytest.raises(CutShort):
        unpacked(Body("gzip", 1000, ""), cut, 7)


def test_a_packed_answer_that_is_cut_is_no_answer() -> None:
    with pytest.raises(BadAnswer, match="cut short"):
        asked(packed(gzip.compress(random.Random(0).randbytes(100_000))[:50_000]))  # noqa: S311 - reproducible


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress", "\x7f"])
def test_a_packing_that_was_not_asked_for_is_refused(coding: str) -> None:
    with pytest.raises(BadAnswer, match="not asked for"):
        asked(packed(b"x", coding))


def test_a_damaged_packing_is_refused() -> None:
    data = bytearray(gzip.compress(b"solid" * 1000))
    data[-6] ^= 1  # in its checksum
    with pytest.raises(BadAnswer, match="damaged"):
        asked(packed(bytes(data)))


def test_a_bomb_is_refused_long_before_its_end() -> None:
    come: list[int] = []
    body = Body("gzip", 512 << 20, "")
    with pytest.raises(BadAnswer, match=f"more than {MAX_RATIO} times"):
        come += [len(piece) for piece in body.pieces(BOMB)]
    assert body.come <= max(100 * len(BOMB), 8 << 20) + (1 << 20) < 200 << 20
    with pytest.raises(BadAnswer, match="looks like a trap"):
        asked(packed(BOMB))


def test_no_answer_is_longer_than_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(bytes(100_000))

    with pytest.raises(BadAnswer, match="longer than 64 MiB"):
        asked(endless)
    with pytest.raises(BadAnswer, match="longer than 1 MiB"):
        asked(lambda handler: answer(handler, bytes(_body.REFUSAL_BYTES + 1), 500))
