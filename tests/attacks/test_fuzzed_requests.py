"""Whatever is sent to the service, it answers at once, in what it says it answers in, and stays as it was."""

from __future__ import annotations

import http.client
import io
import json
import socket
import time
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from odd_requests import OddRequest, OddRequests
from plain_http import post, send
from running_service import RunningService

from cadwidgets.contract.accounts import tenant_of

SEED = 20261129
LATEST_SECONDS = 1.0


class Wire:
    """A connection that is kept as long as the service keeps it."""

    def __init__(self, running: RunningService) -> None:
        host, port = running.url.removeprefix("http://").split(":")
        self._address = (host, int(port))
        self._socket: socket.socket | None = None

    def ask(self, request: OddRequest) -> tuple[int, str, bytes, float]:
        """Status, content type and body of the answer, and after how many seconds it was whole."""
        start = time.monotonic()
        try:
            told = self._exchange(request.data)
        except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected):
            self.close()  # the service had ended the kept connection meanwhile
            start = time.monotonic()
            told = self._exchange(request.data)
        if not request.whole:
            self.close()  # what follows an odd head may be taken for another request
        return *told, time.monotonic() - start

    def _exchange(self, data: bytes) -> tuple[int, str, bytes]:
        if self._socket is None:
            self._socket = socket.create_connection(self._address, timeout=60)
        self._socket.sendall(data)
        answer = http.client.HTTPResponse(self._socket, method=data.split(b" ", 1)[0].decode("latin-1"))
        answer.begin()
        body = answer.read()
        if answer.will_close:
            self.close()
        return answer.status, answer.headers.get("Content-Type", ""), body

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket = None


def check_content(kind: str, body: bytes) -> None:
    """The body is what its type says. Raises ValueError and its like."""
    name = kind.partition(";")[0]
    if name.endswith("json") and "three" not in name:
        json.loads(body)
    elif name.endswith("xml"):
        ElementTree.fromstring(body)
    elif name == "application/zip":
        zipfile.ZipFile(io.BytesIO(body)).testzip()
    elif name.startswith("text/"):
        body.decode("utf-8")
    elif name == "image/png" and not body.startswith(b"\x89PNG"):
        raise ValueError("no PNG")


def problem_of(wire: Wire, request: OddRequest) -> str:
    """What is wrong about the answer to ``request``; empty if nothing is."""
    try:
        status, kind, body, seconds = wire.ask(request)
    except (OSError, http.client.HTTPException) as error:
        wire.close()
        return f"no answer: {error!r}"
    documented = request.works or kind == "application/problem+json"  # the gateway's own, for unknown languages
    if status >= 500 and (not documented or b"inside the service" in body):
        return f"status {status}: {body[:300]!r}"
    if not 200 <= status < 600:
        return f"status {status}"
    try:
        check_content(kind, body)
    except (ValueError, SyntaxError, zipfile.BadZipFile) as error:
        return f"no {kind}: {error!r}: {body[:300]!r}"
    if seconds > LATEST_SECONDS and not request.works and wire.ask(request)[3] > LATEST_SECONDS:  # twice is no chance
        return f"after {seconds:.1f} s"
    return ""


def prepared(start: Callable[..., RunningService], folder: Path) -> tuple[RunningService, OddRequests]:
    """A service whose indexes are warm, and requests with the key of an account that may little."""
    running = start(folder, "--classic-limit", "0", "--gateway-limit", "0", "--build-seconds", "10")
    for path, fields in (("/accounts", {"name": "ann"}), ("/keys", {"account": "ann"})):
        made = post(running, path, **fields)
    key = made.json["key"]
    table = json.dumps({"rows": [{"part_number": "1", "title": "x"}]}).encode()
    assert send("PUT", f"{running.url}/catalog/own/of_another", table, {"X-Api-Key": running.key}).status == 200
    token = send(
        "POST", f"{running.url}/v2/RequestToken", json.dumps({"tenantUid": tenant_of("ann"), "apiKey": key}).encode()
    )
    for path in ("/catalog/search?q=screw", "/parts", "/catalog/families"):
        assert send("GET", running.url + path, headers={"X-Api-Key": key}).status == 200
    return running, OddRequests(SEED, key, token.json["token"])


@pytest.mark.parametrize(
    "count",
    [pytest.param(10_000, marks=pytest.mark.long), pytest.param(100_000, marks=pytest.mark.release)],
)
def test_odd_requests_are_answered_at_once_and_harm_nothing(start: Any, tmp_path: Path, count: int) -> None:
    running, requests = prepared(start, tmp_path)
    pid, wire, problems = running.health["pid"], Wire(running), []
    for number in range(count):
        if problem := problem_of(wire, requests[number]):
            problems.append(
                f"OddRequests({SEED})[{number}], {requests[number].kind}: {problem}\n  {requests[number].data!r}"
            )
        assert len(problems) < 20, "\n".join(problems)
    wire.close()
    assert not problems, "\n".join(problems)
    assert running.health["pid"] == pid
    assert post(running, s="show_object(cq.Workplane().box(1, 2, 3))", type="STL").status == 200
