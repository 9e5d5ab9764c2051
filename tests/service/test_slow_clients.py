"""Clients that are too slow or too many are cut off, and the others are served meanwhile."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from cadwidgets.service.connections import Guard, GuardedConnection, Patience
from cadwidgets.service.serve import bind

SHORT = Patience(connections=20, head_seconds=0.5, grace_seconds=0.5, idle_seconds=0.5, bytes_per_second=1000)
LARGE = 8 << 20
GET = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n"


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Reads a body; answers with its length, with much at /large, and late at /late."""
    if scope["type"] != "http":
        return
    length, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        length, more = length + len(message["body"]), message.get("more_body", False)
    if scope["path"] == "/late":
        await asyncio.sleep(1.5)
    body = bytes(LARGE) if scope["path"] == "/large" else str(length).encode()
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@contextmanager
def serving(patience: Patience) -> Iterator[int]:
    """The port of the application behind guarded connections."""
    listener = bind("127.0.0.1", 0)
    protocol: Any = partial(GuardedConnection, guard=Guard(patience))
    idle: Any = patience.idle_seconds
    config = uvicorn.Config(application, http=protocol, lifespan="off", log_level="error", timeout_keep_alive=idle)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving(SHORT) as port:
        yield port


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def rest(connection: socket.socket) -> bytes:
    """All that comes until the service closes."""
    answer = b""
    try:
        while data := connection.recv(1 << 16):
            answer += data
    except ConnectionResetError:  # cut off
        pass
    return answer


def answered(connection: socket.socket) -> bytes:
    """One whole answer on a connection that stays open."""
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(1 << 16)
    head, blank, body = answer.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(1 << 16)
    return head + blank + body


def drip(connection: socket.socket, text: bytes) -> float:
    """Send a byte now and then until the service closes; how long it took that."""
    start = time.monotonic()
    for place in range(200):
        try:
            connection.sendall(text[place % len(text) :][:1])
        except OSError:
            return time.monotonic() - start
        time.sleep(0.05)
    raise AssertionError("the service takes one byte after the other")


@pytest.mark.parametrize("sent", [*(pytest.param(each, marks=pytest.mark.long) for each in (b"", GET[:-2])), b"GET /"])
def test_a_head_that_does_not_end_is_408(port: int, sent: bytes) -> None:
    with connect(port) as connection:
        connection.sendall(sent)
        answer = rest(connection)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"within 0.5 s" in answer


@pytest.mark.long
def test_a_head_that_comes_byte_by_byte_is_cut_off_though_it_never_pauses(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        assert 0.4 < drip(connection, b"X: 1\r\n") < 5


@pytest.mark.long
def test_the_next_head_on_a_kept_connection_has_its_time_too(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(GET)
        assert answered(connection).endswith(b"0")
        connection.sendall(b"G")
        assert rest(connection).startswith(b"HTTP/1.1 408 ")


@pytest.mark.long
def test_a_body_that_comes_too_slowly_is_408_and_a_steady_one_is_read(port: int) -> None:
    with connect(port) as slow, connect(port) as steady:
        slow.sendall(POST % 5000 + b"x")
        steady.sendall(POST % 5000)
        for _ in range(10):
            steady.sendall(bytes(500))
            time.sleep(0.15)
        assert answered(steady).endswith(b"5000")
        answer = rest(slow)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"1000 bytes/s" in answer


@pytest.mark.long
def test_a_body_that_stops_is_408_however_fast_it_began(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(POST % LARGE + bytes(LARGE // 2))
        start = time.monotonic()
        assert rest(connection).startswith(b"HTTP/1.1 408 ")
        assert time.monotonic() - start < 5


def test_an_idle_connection_is_closed_without_a_word(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(GET)
        assert rest(connection).endswith(b"\r\n0")


@pytest.mark.long
def test_a_client_that_takes_nothing_of_its_answer_is_cut_off_and_a_steady_one_gets_all(port: int) -> None:
    ask = GET.replace(b"/ ", b"/large ")
    with connect(port) as slow, connect(port) as steady:
        for connection in (slow, steady):
            connection.sendall(ask)
        received = 0
        while received < LARGE:
            received += len(steady.recv(1 << 20))
            time.sleep(0.05)
        time.sleep(1)
        assert len(rest(slow)) < LARGE


@pytest.mark.long
def test_an_answer_that_takes_time_is_waited_for(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(GET.replace(b"/ ", b"/late "))
        assert answered(connection).endswith(b"0")


def test_silent_connections_make_room_for_one_that_asks(port: int) -> None:
    with ExitStack() as stack:
        silent = [stack.enter_context(connect(port)) for _ in range(60)]
        for connection in silent[:30]:
            connection.sendall(b"GET /")
        asking = stack.enter_context(connect(port))
        asking.sendall(GET)
        assert answered(asking).startswith(b"HTTP/1.1 200 ")


@pytest.mark.long
def test_when_all_connections_are_busy_the_next_is_told_when_to_come_again(port: int) -> None:
    with ExitStack() as stack:
        busy = [stack.enter_context(connect(port)) for _ in range(SHORT.connections)]
        for connection in busy:
            connection.sendall(GET.replace(b"/ ", b"/late "))
        time.sleep(0.3)
        answer = rest(stack.enter_context(connect(port)))
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert b"\r\nRetry-After: 5\r\n" in answer
        assert all(answered(connection).endswith(b"0") for connection in busy)


@pytest.mark.long
def test_a_thousand_slow_clients_do_not_keep_others_waiting() -> None:
    usual = Patience.of(seconds=3, connections=400)
    with serving(usual) as port, ExitStack() as stack:
        slow = [stack.enter_context(connect(port)) for _ in range(1000)]
        waits = []
        for connection in slow[::20]:
            with connect(port) as other:
                start = time.monotonic()
                other.sendall(GET)
                assert answered(other).startswith(b"HTTP/1.1 200 ")
                waits.append(time.monotonic() - start)
            try:
                connection.sendall(b"GET / HTTP/1.1\r\nX: ")
            except OSError:  # it made room already
                continue
        assert max(waits) < usual.head_seconds, "nobody waits until the slow ones are given up"
        ends = [rest(connection) for connection in slow]
    assert {end[:12] for end in ends} <= {b"", b"HTTP/1.1 408"}


@pytest.mark.long
def test_the_service_itself_cuts_slow_clients_off(start: Callable[..., Any], tmp_path: Path) -> None:
    service = start(tmp_path, "--client-seconds", "0.5", "--connections", "3")
    port = int(service.url.rpartition(":")[2])
    with ExitStack() as stack:
        silent = [stack.enter_context(connect(port)) for _ in range(10)]
        assert service.health["service"] == "cadwidgets"
        ends = [rest(connection) for connection in silent]
    assert sum(end.startswith(b"HTTP/1.1 408 ") for end in ends) <= 3
    assert {end[:12] for end in ends} <= {b"", b"HTTP/1.1 408"}
