"""Keys go to the service that they are for, and nowhere else; files come only from where it is safe to ask."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from loopback import Handler, Loopback, answer, loopback

from cadwidgets.clients._addresses import checked_addresses
from cadwidgets.clients._http import Answer, HttpSession, Message, Patience, RemoteEndpoint
from cadwidgets.errors import BadAnswer, CadWidgetsError, ConnectionFailed, SourceError
from cadwidgets.settings import Secret

KEY = "canary_key_1234"
CALLS: dict[str, Callable[[HttpSession], Answer]] = {
    "form": lambda session: session.post("x", {"s": "1"}),
    "query": lambda session: session.get("x", secret_param="key"),
    "header": lambda session: session.call("PUT", "x", content=b"1"),
    "json": lambda session: session.ask(Message("POST", "x", key_in="json", key_name="apiKey", json={}), Patience(9)),
    "bearer": lambda session: session.ask(Message("GET", "x", bearer=Secret(KEY)), Patience(9)),
    "download": lambda session: session.ask(Message("GET", "x"), Patience(9)),
}
PLACES = [
    "http://127.0.0.1:{other}/x",
    "https://127.0.0.1:{other}/x",
    "//127.0.0.1:{other}/x",
    "http://localhost:{other}/x",
    "http://[::1]:{other}/x",
    "http://127.0.0.1:{own}@127.0.0.1:{other}/x",
    "http://user:password@127.0.0.1:{own}/x",
    "/x",
    "x?key=changed",
    "file:///etc/passwd",
    "ftp://127.0.0.1:{other}/x",
    "javascript:alert(1)",
    "http://127.0.0.1:{own}\\@127.0.0.1:{other}/x",
    "",
]


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Loopback]:
    """Another service, which must hear of nothing."""
    with loopback(lambda handler: answer(handler, b"caught")) as server:
        yield server


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("status", [302, 307])
def test_no_redirect_is_followed_wherever_it_leads(elsewhere: Loopback, place: str, status: int) -> None:
    def redirect(handler: Handler) -> None:
        own = handler.server.server_address[1]
        answer(handler, b"", status, {"Location": place.format(other=elsewhere.port, own=own)})

    with loopback(redirect) as server:
        session = HttpSession(RemoteEndpoint(server.url, Secret(KEY)))
        for call in CALLS.values():
            assert call(session).status == status
        with pytest.raises(SourceError, match=str(status)):
            session.download(f"{server.url}/file.zip")
        assert len(server.seen) == len(CALLS) + 1
    assert elsewhere.seen == []


def test_a_file_of_the_very_service_is_fetched_without_the_key() -> None:
    with loopback(lambda handler: answer(handler, b"zip")) as server:
        session = HttpSession(RemoteEndpoint(f"{server.url}/base", Secret(KEY)))
        assert session.download(f"{server.url}/a%20b|c.zip?x=1%2F2") == b"zip"
    assert server.seen[0].path in ("/a%20b%7Cc.zip?x=1%2F2", "/a%20b|c.zip?x=1%2F2")
    assert KEY not in str(server.seen)


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1:{other}/x",
        "http://user:password@127.0.0.1:{own}/x",
        "http://127.0.0.1:{own}@127.0.0.1:{other}/x",
        "http://127.0.0.1:{own}\\@127.0.0.1:{other}/x",
        "http://localhost:{own}/x",
        "file:///etc/passwd",
        "//127.0.0.1:{own}/x",
        "/x",
        "ftp://127.0.0.1/x",
        "https://user@example.com/x",
        "https://169.254.169.254/latest/meta-data/",
        "https://[fe80::1]/",
        "https://[::ffff:169.254.169.254]/",
        "https://10.1.2.3/x",
        "https://192.168.1.1/x",
        "https://[fd00::1]/x",
        "https://127.0.0.2:{other}/x",
        "https://0.0.0.0:{other}/x",
        "https://2130706434:{other}/x",
        "https://0x7f.2:{other}/x",
        "https://[64:ff9b::7f00:2]/x",
        "https://[2002:0a00:0001::]/x",
        "https://224.0.0.1/x",
        "https:///x",
        "http://[::1",
        "",
    ],
)
def test_a_link_to_an_unsafe_place_is_not_asked(elsewhere: Loopback, place: str) -> None:
    with loopback(lambda handler: answer(handler, b"caught")) as server:
        session = HttpSession(RemoteEndpoint(server.url, Secret(KEY)))
        with pytest.raises(SourceError) as caught:
            session.download(place.format(other=elsewhere.port, own=server.port))
    assert server.seen == elsewhere.seen == []
    assert "password" not in str(caught.value)[-60:].partition("with a password")[2]


def may_ask(host: str, own_host: str) -> bool:
    try:
        return bool(asyncio.run(checked_addresses(host, 443, own_host)))
    except BadAnswer:
        return False


def test_public_places_may_be_asked_by_the_address_that_was_looked_at() -> None:
    assert asyncio.run(checked_addresses("93.184.215.14", 443, "127.0.0.1")) == ["93.184.215.14"]
    assert may_ask("2606:2800:21f:cb07:6820:80da:af6b:8b2c", "127.0.0.1")
    assert may_ask("64:ff9b::5db8:d70e", "10.0.0.1"), "the same public place, seen from a network without IPv4"


def test_a_service_in_a_private_network_may_point_into_it_and_to_itself_only() -> None:
    assert may_ask("10.9.9.9", "192.168.1.5")
    assert may_ask("127.0.0.1", "localhost")
    assert not may_ask("127.0.0.1", "192.168.1.5")
    assert not may_ask("169.254.169.254", "192.168.1.5")
    assert not may_ask("192.168.1.5", "93.184.215.14")
    assert not may_ask("localhost", "93.184.215.14")


def test_a_name_that_nobody_knows_is_told() -> None:
    with pytest.raises(ConnectionFailed, match=r"nowhere\.invalid"):
        asyncio.run(checked_addresses("nowhere.invalid", 443, "127.0.0.1"))


def test_proxies_and_passwords_of_the_environment_are_left_alone(
    elsewhere: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would see every key, or send a password of the user's along."""
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    (tmp_path / "netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{elsewhere.port}")
    with loopback(lambda handler: answer(handler, b"yes")) as server:
        assert HttpSession(RemoteEndpoint(server.url, Secret(KEY))).post("x", {}).body == b"yes"
    assert "Authorization" not in server.seen[0].headers
    assert base64.b64encode(b"me:secret").decode() not in str(server.seen)
    assert elsewhere.seen == []


def test_a_cookie_is_never_sent_back() -> None:
    with loopback(lambda handler: answer(handler, b"yes", headers={"Set-Cookie": "id=1; Path=/"})) as server:
        session = HttpSession(RemoteEndpoint(server.url))
        session.get("x")
        session.get("x")
    assert all("Cookie" not in seen.headers for seen in server.seen)


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Length": "9" * 5000},
        {"Content-Length": "-1"},
        {"X-Long": "x" * 200_000},
        {f"X-{number}": "x" * 1000 for number in range(200)},
        {"Transfer-Encoding": "chunked, gzip"},
        {"Bad Name": "1"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_broken_headers_are_an_error_of_ours(headers: dict[str, str]) -> None:
    with loopback(lambda handler: answer(handler, b"x", headers=headers)) as server, pytest.raises(CadWidgetsError):
        HttpSession(RemoteEndpoint(server.url)).get("x")
