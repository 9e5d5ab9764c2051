"""Requests end in an answer or in an error of ours, in time, and the key stays out of everything that is shown."""

from __future__ import annotations

import http.server
import logging
import socket
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from loopback import Respond, Seen, answer, loopback  # tests/contract_server, on the path by pyproject.toml

from cadwidgets.clients._http import HttpSession, RemoteEndpoint, redacted
from cadwidgets.errors import BadAnswer, CadWidgetsError, Cancelled, ConnectionFailed, SourceError, TimedOut
from cadwidgets.settings import Secret

KEY = "canary_key_1234"


@contextmanager
def serving(respond: Respond) -> Iterator[tuple[HttpSession, list[Seen]]]:
    """A session with a server on loopback, and the requests that the server saw."""
    with loopback(respond) as server:
        yield HttpSession(RemoteEndpoint(server.url, Secret(KEY))), server.seen


def test_a_post_carries_the_key_in_its_body_and_not_in_its_url() -> None:
    with serving(lambda handler: answer(handler, b"solid")) as (session, seen):
        got = session.post("parts/build", {"s": "a+b & c\r\n", "type": "STL"})
    assert (got.status, got.body) == (200, b"solid")
    assert [request.body for request in seen] == [f"key={KEY}&s=a%2Bb+%26+c%0D%0A&type=STL"]
    assert KEY not in got.url


def test_a_get_that_needs_the_key_in_its_query_shows_it_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), serving(lambda h: answer(h, b"{}", 403)) as (session, seen):
        got = session.get("DownloadCADPath", {"UserEmail": "a@b.example"}, secret_param="ApiKey")
    assert KEY in seen[0].path
    shown = f"{got!r} {got.url} {session!r} {caplog.text}"
    assert KEY not in shown
    assert "a%40b.example" not in shown
    assert "HTTP Request" in caplog.text, "the log was looked at"


def test_a_status_is_an_answer_and_no_exception() -> None:
    with serving(lambda handler: answer(handler, b"no\nsuch\x1b[31m model", 404)) as (session, _):
        got = session.get("x")
    assert got.status == 404
    assert got.text == "no such [31m model"


def test_nobody_there_is_told_with_the_host_and_without_the_key() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    session = HttpSession(RemoteEndpoint(f"http://127.0.0.1:{port}", Secret(KEY)))
    with pytest.raises(ConnectionFailed, match=f"127.0.0.1:{port}") as caught:
        session.get("x", secret_param="key")
    assert KEY not in "".join(traceback.format_exception(caught.value))
    assert caught.value.__context__ is None


def test_a_drip_feed_does_not_outlive_the_total_deadline() -> None:
    def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b".")
            handler.wfile.flush()
            time.sleep(0.05)

    with (
        serving(drip) as (session, _),
        pytest.raises(TimedOut) as caught,
    ):
        session.get("x", timeout=0.4)
    assert caught.value.limit == 0.4


def test_a_body_that_is_cut_short_is_no_answer() -> None:
    def cut(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"half")
        handler.close_connection = True

    with serving(cut) as (session, _), pytest.raises(BadAnswer, match="cut short after 4 bytes"):
        session.get("x")


def test_cancelling_ends_a_request_that_is_waiting_for_its_answer() -> None:
    released = threading.Event()
    arrived = threading.Event()

    def never(handler: http.server.BaseHTTPRequestHandler) -> None:
        arrived.set()
        released.wait(30)

    cancel = threading.Event()
    with serving(never) as (session, _):
        threading.Thread(target=lambda: (arrived.wait(10), cancel.set()), daemon=True).start()
        with pytest.raises(Cancelled):
            session.post("x", {}, cancel=cancel)
        released.set()


def test_a_redirect_is_not_followed_and_the_key_goes_to_nobody_else() -> None:
    def redirect(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "http://127.0.0.1:9/elsewhere")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    with serving(redirect) as (session, seen):
        assert session.post("x", {}).status == 302
    assert len(seen) == 1


def test_a_download_reports_its_progress_and_refuses_any_status_but_200() -> None:
    steps: list[tuple[int, int]] = []
    with serving(lambda handler: answer(handler, b"x" * 300_000)) as (session, seen):
        base, _ = session.endpoint.locate()
        data = session.download(f"{base}/files/a|b=c.zip", progress=lambda got, of: steps.append((got, of)))
    assert len(data) == 300_000
    assert steps[-1] == (300_000, 300_000)
    assert KEY not in f"{seen[0]}"
    with serving(lambda handler: answer(handler, b"gone", 410)) as (session, _):
        base, _ = session.endpoint.locate()
        with pytest.raises(SourceError, match="410"):
            session.download(f"{base}/x")


@pytest.mark.parametrize("url", ["http://h/x?key=abc&id=1", "http://h/x?a=1&ApiKey=abc", "http://h/?UserEmail=abc#f"])
def test_redaction_takes_out_keys_and_mail_addresses_only(url: str) -> None:
    assert "abc" not in redacted(url)
    assert redacted(url).replace("***", "abc") == url


@pytest.mark.parametrize("url", ["no url", "http://", "ftp://127.0.0.1/x", "http://[::1"])
def test_an_unusable_address_is_an_error_of_ours(url: str) -> None:
    with pytest.raises(CadWidgetsError):
        HttpSession(RemoteEndpoint(url)).get("x")
