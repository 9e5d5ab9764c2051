"""Which services are trusted over https: those of known authorities, and of the further ones that the user names."""

from __future__ import annotations

import hashlib
import http.server
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import trustme
from cryptography import x509

from cadwidgets.clients._http import HttpSession, Message, Patience, RemoteEndpoint
from cadwidgets.clients._retry import OURS
from cadwidgets.clients._transport import _trusting
from cadwidgets.errors import ConnectionFailed, RequestError


class _Yes(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "3")
        self.end_headers()
        self.wfile.write(b"yes")

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def secure_server(authority: trustme.CA) -> Iterator[str]:
    """A service on loopback whose certificate ``authority`` signed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Yes)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"https://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def hashed_name(authority: trustme.CA) -> str:
    """The name by which OpenSSL looks for an authority in a folder: a hash of its subject in lower case."""
    subject = x509.load_pem_x509_certificate(authority.cert_pem.bytes()).subject
    attributes = [x509.NameAttribute(a.oid, " ".join(str(a.value).lower().split())) for a in subject]
    encoded = x509.Name(attributes).public_bytes()
    content = encoded[2:] if encoded[1] < 128 else encoded[3:]
    return f"{int.from_bytes(hashlib.sha1(content, usedforsecurity=False).digest()[:4], 'little'):08x}.0"


def body_from(url: str) -> bytes:
    return HttpSession(RemoteEndpoint(url)).get("/").body


def test_a_certificate_of_an_unknown_authority_is_not_trusted_and_it_is_said(authority: trustme.CA) -> None:
    with (
        secure_server(authority) as url,
        pytest.raises(ConnectionFailed) as caught,
    ):
        body_from(url)
    assert "the certificate of 127.0.0.1" in str(caught.value)
    assert "not trusted" in str(caught.value)
    assert "SSL_CERT_FILE" in str(caught.value)


def test_an_untrusted_service_is_not_asked_again(authority: trustme.CA) -> None:
    told: list[str] = []
    with secure_server(authority) as url, pytest.raises(ConnectionFailed):
        HttpSession(RemoteEndpoint(url)).ask(Message("GET", "/"), Patience(20, retries=OURS, notice=told.append))
    assert told == []


def test_an_authority_in_a_file_is_trusted(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with secure_server(authority) as url:
        assert body_from(url) == b"yes"
        assert HttpSession(RemoteEndpoint("http://127.0.0.1:1")).download(f"{url}/x.zip") == b"yes"


def test_an_authority_in_a_folder_is_trusted(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority.cert_pem.write_to_path(tmp_path / hashed_name(authority))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    with secure_server(authority) as url:
        assert body_from(url) == b"yes"


def test_a_variable_that_is_set_later_holds_from_then_on(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with secure_server(authority) as url:
        with pytest.raises(ConnectionFailed):
            body_from(url)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        assert body_from(url) == b"yes"
        monkeypatch.delenv("SSL_CERT_FILE")
        with pytest.raises(ConnectionFailed):
            body_from(url)


def test_the_known_authorities_stay(authority: trustme.CA, tmp_path: Path) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    known = {cert["serialNumber"] for cert in _trusting("", "").get_ca_certs()}
    more = {cert["serialNumber"] for cert in _trusting(str(tmp_path / "ca.pem"), "").get_ca_certs()}
    assert len(known) > 50
    assert len(more - known) == 1
    assert known < more


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_a_variable_that_names_nothing_is_reported(
    variable: str, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "nothing"))
    with secure_server(authority) as url, pytest.raises(RequestError) as caught:
        body_from(url)
    assert caught.value.parameter == variable


def test_a_file_without_certificates_is_reported(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with secure_server(authority) as url, pytest.raises(RequestError, match="no usable certificates"):
        body_from(url)


def test_a_file_at_another_place_is_asked_for_by_its_name_at_the_address_that_answers(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name has two addresses here; at the first nobody listens, as in a network without IPv6."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    real = socket.getaddrinfo

    def two(host: str, *arguments: Any, **more: Any) -> Any:
        first, second = real("127.0.0.9", *arguments, **more), real("127.0.0.1", *arguments, **more)
        return first + second if host in ("localhost", "own.example") else real(host, *arguments, **more)

    monkeypatch.setattr(socket, "getaddrinfo", two)
    with secure_server(authority) as url:
        there = url.replace("127.0.0.1", "localhost")
        assert HttpSession(RemoteEndpoint("http://own.example")).download(f"{there}/x.zip") == b"yes"
