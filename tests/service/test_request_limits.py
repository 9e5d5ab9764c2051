"""What is too long, too large or no proper encoding: each has its status, and the connection is answered."""

from __future__ import annotations

import json
import urllib.parse
from typing import Any

import pytest
from plain_http import BOUNDARY, FORM, multipart, post, post_body, raw

BOX = "show_object(cq.Workplane().box(1, 2, 3))\n"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
MIB = 1 << 20


def target(service: Any, length: int) -> bytes:
    """A GET of exactly ``length`` bytes that builds: the script ends in a comment as long as it takes."""
    start = f"/parts/build?key={service.key}&type=STL&s={urllib.parse.quote(BOX)}%23"
    return f"GET {start}{'x' * (length - len(start))} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()


@pytest.mark.parametrize(
    ("length", "status"), [(4095, 200), (4096, 200), (4097, 414), (10 << 10, 414), (100 << 10, 414)]
)
def test_a_get_is_built_up_to_4096_bytes_and_is_414_above(service: Any, length: int, status: int) -> None:
    answered, body = raw(service, target(service, length))
    assert answered == status
    assert (b"4,096" in body) == (status == 414)


def test_the_first_of_several_faults_is_told_in_a_fixed_order(service: Any) -> None:
    large = "#" * (MIB + 1)
    assert raw(service, target(service, 5000).replace(service.key.encode(), b"wrong"))[0] == 414
    assert post(service, key="wrong", s=large).status == 413
    assert post(service, key="wrong", id="nosuchid").status == 403
    assert post(service, id="nosuchid").status == 400
    assert post(service, id="nosuchid", type="STL").status == 404


def test_a_script_of_1_mib_builds_and_a_longer_one_is_413(service: Any) -> None:
    longest = BOX + "#" * (MIB - len(BOX))
    assert post(service, s=longest, type="STL").status == 200
    reply = post(service, s=longest + "#", type="STL", accept="application/json")
    assert (reply.status, reply.error["parameter"]) == (413, "s")
    assert "1 MiB" in reply.error["allowed"]


def test_the_limit_of_a_script_counts_bytes_of_utf_8(service: Any) -> None:
    assert post(service, s=BOX + "#" + "é" * (MIB // 2 - len(BOX)), type="STL").status == 200
    assert post(service, s=BOX + "#" + "é" * (MIB // 2), type="STL").status == 413


@pytest.mark.parametrize(
    "fields",
    [{"length": "1" * 4097}, {"n" * 201: "1"}, {f"n{number}": "1" for number in range(301)}],
    ids=["value", "name", "many"],
)
def test_values_and_names_that_are_too_long_or_too_many_are_413(service: Any, fields: dict[str, str]) -> None:
    reply = post(service, s=BOX, type="STL", accept="application/json", **fields)
    assert reply.status == 413
    assert reply.error["allowed"].startswith(("at most", "names of at most"))


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(("kind", "size"), [(FORM, 9 * MIB), ("application/json", 20 * MIB), (MULTIPART, 40 * MIB)])
def test_a_body_that_is_too_large_is_answered_413_though_the_client_sends_all_of_it(
    service: Any, kind: str, size: int, chunked: bool
) -> None:
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {size}"
    head = f"POST /parts/build HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Api-Key: {service.key}\r\nContent-Type: {kind}\r\n"
    head = f"{head}{length}\r\n\r\n".encode()
    piece = b"x" * MIB
    pieces = [b"100000\r\n%b\r\n" % piece if chunked else piece] * (size // MIB)
    status, text = raw(service, head, *pieces, b"0\r\n\r\n" if chunked else b"")
    assert (status, text.count(b"\n")) == (413, 1)


def test_a_client_that_waits_for_a_word_is_refused_before_it_sends(service: Any) -> None:
    head = f"POST /parts/build HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FORM}\r\n"
    status, _ = raw(service, f"{head}Content-Length: {99 * MIB}\r\nExpect: 100-continue\r\n\r\n".encode())
    assert status == 413


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b'{"s": "a"} {}'),
        ("application/json", b'["s"]'),
        ("application/json", b'{"s": 1, "type": "STL"}'),
        ("application/json", b'{"s": "a", "type": ["STL"]}'),
        ("application/json", b'{"s": "\xff"}'),
        ("application/json", b'{"length": NaN}'),
        ("application/json", b"[" * 100_000),
        ("application/json", b'{"length": ' + b"1" * 5000 + b"}"),
        ("application/json", b'{"s": "\\ud800", "type": "STL"}'),
        (FORM, b"s=%zz"),
        (FORM, b"s=%"),
        (FORM, b"s=%ff%fe"),
        (FORM, b"s=\xff"),
        (FORM, b"%E4=1"),
        (FORM, b"s=1&files=text"),
        (MULTIPART, b"no boundary at all"),
        (MULTIPART, multipart([], {"s": BOX})[:-10]),
        (MULTIPART, multipart([], {"s": BOX}).replace(b'name="s"', b"nameless")),
        (MULTIPART, multipart([], {"s": "\xe4"}).replace(b"\xc3\xa4", b"\xe4")),
        (MULTIPART, multipart([("length", "a.txt", b"1")], {"s": BOX})),
        ("multipart/form-data", b"--x--"),
        ("multipart/form-data; boundary=" + "b" * 2000, b"--x--"),
        ("text/xml", b"<s/>"),
    ],
)
def test_what_is_no_proper_encoding_is_400_and_says_what_would_be(service: Any, kind: str, body: bytes) -> None:
    reply = post_body(service, kind, body)
    assert reply.status == 400, reply.text
    assert reply.error["allowed"]


def test_a_compressed_body_is_400(service: Any) -> None:
    head = f"POST /parts/build HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FORM}\r\nConnection: close\r\n"
    status, text = raw(service, f"{head}Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc".encode())
    assert (status, b"no compression" in text) == (400, True)


def test_a_query_that_is_no_utf_8_is_400(service: Any) -> None:
    for query in ("s=%ff", "s=%2", "%zz=1"):
        request = f"GET /parts/build?key={service.key}&{query} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        assert raw(service, request.encode())[0] == 400


def test_a_body_without_a_content_type_is_read_as_a_form(service: Any) -> None:
    body = urllib.parse.urlencode({"key": service.key, "s": BOX, "type": "STL"}).encode()
    head = "POST /parts/build HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    status, model = raw(service, f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    assert status == 200
    assert len(model) == 84 + 12 * 50


@pytest.mark.parametrize("path", ["/parts/parameters", "/accounts", "/keys", "/keys/test"])
def test_every_route_reads_its_body_as_strictly(service: Any, path: str) -> None:
    assert post_body(service, "application/json", b"{", path).status == 400
    long = json.dumps({"s": "#" * (MIB + 1)}).encode()
    assert post_body(service, "application/json", long, path).status == 413
