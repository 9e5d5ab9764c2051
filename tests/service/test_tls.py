"""``cadwidgets serve`` over https: real certificates, real links, and the errors of half a certificate."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import trustme

from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.clients.traceparts_gateway import TracePartsGateway
from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL, tenant_of
from cadwidgets.contract.parts import PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import ConnectionFailed, RequestError
from cadwidgets.service.serve import read_certificate
from cadwidgets.settings import Secret

SCREW = PartRef("CADWIDGETS_STANDARD_PARTS", "ISO 4762 M6x20")


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The options of a service whose authority is trusted here."""
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    chain.write_bytes(b"".join(part.bytes() for part in issued.cert_chain_pems))
    issued.private_key_pem.write_to_path(str(key))
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return ["--tls-cert", str(chain), "--tls-key", str(key)]


@pytest.mark.long
def test_both_generations_work_over_https(start: Callable[..., Any], tmp_path: Path, certificate: list[str]) -> None:
    service = start(tmp_path, *certificate)
    assert service.url.startswith("https://127.0.0.1:")
    http = HttpSession(RemoteEndpoint(service.url, Secret(service.key)))
    classic = TracePartsClassic(http, email=EMBEDDED_EMAIL)
    job = classic.wait(classic.request(CadRequest(SCREW, 902)))
    assert job.url.startswith(service.url)
    gateway = TracePartsGateway(http, tenant=tenant_of(LOCAL), email=EMBEDDED_EMAIL)
    assert gateway.download(SCREW, "STL").files == classic.download(SCREW, "STL").files


def test_a_certificate_that_nobody_vouches_for_is_told(
    start: Callable[..., Any], tmp_path: Path, certificate: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    service = start(tmp_path, *certificate)
    monkeypatch.delenv("SSL_CERT_FILE")
    client = TracePartsClassic(HttpSession(RemoteEndpoint(service.url, Secret("k"))), email=EMBEDDED_EMAIL)
    with pytest.raises(ConnectionFailed, match="certificate"):
        client.formats()


@pytest.mark.parametrize("left", [["--tls-cert", "chain.pem"], ["--tls-key", "key.pem"]])
def test_half_a_certificate_is_told(tmp_path: Path, left: list[str], clean_environment: None) -> None:
    ran = serve(tmp_path, *left)
    assert ran.returncode == 2
    assert "is missing; allowed: --tls-cert and --tls-key, or neither" in ran.stderr


def test_a_file_that_is_no_certificate_is_told(tmp_path: Path, clean_environment: None) -> None:
    (tmp_path / "no.pem").write_text("nothing")
    ran = serve(tmp_path, "--tls-cert", str(tmp_path / "no.pem"), "--tls-key", str(tmp_path / "no.pem"))
    assert ran.returncode == 2
    assert "the certificate cannot be used" in ran.stderr


@pytest.mark.parametrize("option", ["--tls-cert", "--tls-key"])
def test_a_file_that_is_not_there_is_told_by_its_option(certificate: list[str], tmp_path: Path, option: str) -> None:
    files = dict(zip(certificate[::2], map(Path, certificate[1::2]), strict=True)) | {option: tmp_path / "no.pem"}
    with pytest.raises(RequestError, match="No such file") as raised:
        read_certificate(files["--tls-cert"], files["--tls-key"])
    assert (raised.value.parameter, raised.value.value) == (option, str(tmp_path / "no.pem"))


def serve(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """A ``cadwidgets serve`` that is expected to end at once."""
    command = [sys.executable, "-m", "cadwidgets", "serve", "--port", "0", "--data-dir", str(folder), *options]
    return subprocess.run(command, text=True, capture_output=True, timeout=60)
