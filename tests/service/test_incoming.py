"""Long bodies: the key comes first, strangers get little memory, and what is refused is not kept."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from plain_http import BOUNDARY, multipart, post_body, raw, send
from starlette.applications import Starlette
from starlette.requests import Request

from cadwidgets.errors import AuthError
from cadwidgets.service.answers import Refused
from cadwidgets.service.incoming import STRANGERS_BYTES, Room, Rooms, whole_body

BOX = "show_object(cq.Workplane().box(1, 2, 3))\n"
MIB = 1 << 20
LARGE = ("files", "large.step", b"x" * (12 * MIB))
KIND = f"multipart/form-data; boundary={BOUNDARY}"


def request(rooms: Rooms, *chunks: bytes, **headers: str) -> tuple[Request, list[bytes]]:
    """A request whose body is ``chunks``, and those of them that nobody has read yet."""
    left = list(chunks)

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0)
        chunk = left.pop(0)
        return {"type": "http.request", "body": chunk, "more_body": bool(left)}

    app = Starlette()
    app.state.rooms = rooms
    fields = [(name.encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "headers": fields, "app": app}, receive), left


def room_left(room: Room) -> int:
    """How much is free: the most that can be taken."""
    low, high = 0, 1 << 30
    while low < high:
        middle = (low + high + 1) // 2
        try:
            room.take(middle)
        except Refused:
            high = middle - 1
        else:
            room.free(middle)
            low = middle
    return low


def knock_of_nobody(start: bytes) -> None:
    raise AuthError("the key is missing", status=403)


@pytest.mark.parametrize("limit", [100, 10 * MIB])
def test_a_refused_body_is_read_on_and_its_room_is_given_back(limit: int) -> None:
    rooms = Rooms()
    before = room_left(rooms.strangers)
    asked, left = request(rooms, *[bytes(MIB)] * 20)
    with pytest.raises(Refused, match="too large"):
        asyncio.run(whole_body(asked, limit, stranger=True))
    assert left == []
    assert room_left(rooms.strangers) == before


def test_a_stranger_is_asked_for_a_key_once_the_body_gets_long() -> None:
    rooms, knocks = Rooms(), []
    before = room_left(rooms.strangers)

    def knock(start: bytes) -> None:
        knocks.append(len(start))
        raise AuthError("nobody", status=403)

    asked, left = request(rooms, *[bytes(MIB)] * 20)
    with pytest.raises(AuthError, match="nobody"):
        asyncio.run(whole_body(asked, 40 * MIB, stranger=True, knock=knock))
    assert (knocks, left) == ([STRANGERS_BYTES], [])
    assert room_left(rooms.strangers) == before


def test_strangers_share_little_room_and_take_none_of_the_others() -> None:
    rooms = Rooms()
    count = room_left(rooms.strangers) // (4 * MIB)

    async def all_at_once() -> list[Any]:
        many = [request(rooms, *[bytes(MIB)] * 8)[0] for _ in range(count)]
        asking = [whole_body(each, 8 * MIB, stranger=True) for each in many]
        known = whole_body(request(rooms, *[bytes(MIB)] * 30)[0], 32 * MIB)
        return await asyncio.gather(*asking, known, return_exceptions=True)

    *strangers, known = asyncio.run(all_at_once())
    assert len(known) == 30 * MIB
    refused = [each for each in strangers if isinstance(each, Refused)]
    assert 0 < len(refused) < count
    assert {each.frame["kind"] for each in refused} == {"busy"}
    assert all(each.headers["Retry-After"] for each in refused)


def test_a_key_that_is_wrong_is_told_before_a_waiting_client_sends() -> None:
    asked, left = request(Rooms(), bytes(MIB), expect="100-continue")
    with pytest.raises(AuthError):
        asyncio.run(whole_body(asked, 40 * MIB, refusal=AuthError("wrong", status=403)))
    assert len(left) == 1


def test_a_long_form_is_read_when_its_key_comes_first(service: Any) -> None:
    body = multipart([LARGE], {"key": service.key, "s": BOX, "type": "nonsense"})
    reply = send("POST", f"{service.url}/parts/build", body, {"Content-Type": KIND, "Accept": "application/json"})
    assert (reply.status, reply.error["parameter"]) == (400, "type")  # so it was read to its end
    assert post_body(service, KIND, multipart([LARGE], {"s": BOX, "type": "nonsense"})).status == 400


@pytest.mark.parametrize("fields", [{}, {"key": "wrong"}])
def test_a_long_form_without_a_good_key_at_its_beginning_is_403(service: Any, fields: dict[str, str]) -> None:
    body = multipart([LARGE], fields)
    reply = send("POST", f"{service.url}/parts/build", body, {"Content-Type": KIND, "Accept": "application/json"})
    assert reply.status == 403
    assert fields or "as a field before the files" in reply.error["message"]


def test_a_wrong_key_ahead_of_a_body_is_403_whatever_the_body_says(service: Any) -> None:
    for body in (b"{", b"%zz", bytes(MIB)):
        reply = send("POST", f"{service.url}/parts/build?key=wrong", body)
        assert reply.status == 403


def test_a_form_of_a_million_pairs_is_413_at_once(service: Any) -> None:
    reply = post_body(service, "application/x-www-form-urlencoded", b"a=1&" * MIB)
    assert (reply.status, reply.error["kind"]) == (413, "toolarge")


def test_too_many_headers_are_431(service: Any) -> None:
    many = "".join(f"X-{number}: 1\r\n" for number in range(101))
    long = f"X-Long: {'x' * (40 << 10)}\r\n"
    for headers in (many, long):
        head = f"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}Connection: close\r\n\r\n"
        status, text = raw(service, head.encode())
        assert (status, b"at most 100 headers" in text) == (431, True)


def test_a_request_to_speak_another_protocol_is_answered_as_any_other(service: Any) -> None:
    head = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: upgrade, close\r\nUpgrade: websocket\r\n"
    status, text = raw(service, f"{head}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {'A' * 22}==\r\n\r\n".encode())
    assert (status, b'"service":"cadwidgets"' in text) == (200, True)


def test_a_request_that_names_no_host_is_400(service: Any) -> None:
    for version in ("1.0", "1.1"):
        assert raw(service, f"GET /health HTTP/{version}\r\nConnection: close\r\n\r\n".encode())[0] == 400
