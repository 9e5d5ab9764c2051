"""HTTP as any program speaks it: nothing but the standard library, and raw sockets where that is too polite."""

from __future__ import annotations

import json
import socket
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BOUNDARY = "the-boundary-of-the-tests"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Reply:
    """What came back; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> dict[str, Any]:
        return dict(self.json["error"])


def send(
    method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None, timeout: float = 60
) -> Reply:
    request = urllib.request.Request(url, body, dict(headers or {}), method=method)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return Reply(answer.status, _lower(answer.headers), answer.read())
    except urllib.error.HTTPError as error:
        return Reply(error.code, _lower(error.headers), error.read())


def _lower(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def fetch(url: str, headers: Mapping[str, str] | None = None, **query: str) -> Reply:
    """A GET of any address."""
    return send("GET", f"{url}?{urllib.parse.urlencode(query)}" if query else url, headers=headers)


def post(
    service: Any,
    path: str = "/parts/build",
    accept: str = "*/*",
    headers: Mapping[str, str] | None = None,
    timeout: float = 60,
    **fields: str,
) -> Reply:
    """A form with the service's key, unless ``fields`` hold another one."""
    data = urllib.parse.urlencode({"key": service.key, **fields}).encode()
    return send("POST", service.url + path, data, {"Accept": accept, **(headers or {})}, timeout)


def get(service: Any, path: str = "/parts/build", accept: str = "*/*", **fields: str) -> Reply:
    query = urllib.parse.urlencode({"key": service.key, **fields})
    return send("GET", f"{service.url}{path}?{query}", headers={"Accept": accept})


def post_body(service: Any, content_type: str, body: bytes, path: str = "/parts/build", query: str = "") -> Reply:
    """Any body; the key is in the header, errors come as JSON."""
    headers = {"Content-Type": content_type, "X-Api-Key": service.key, "Accept": "application/json"}
    return send("POST", service.url + path + query, body, headers)


def post_json(service: Any, said: object, path: str = "/parts/build") -> Reply:
    return post_body(service, "application/json", json.dumps(said).encode(), path)


def post_files(service: Any, files: Sequence[tuple[str, str, bytes]], /, **fields: str) -> Reply:
    """A multipart form with these files, each a field's name, a file's name and its content."""
    return post_body(service, f"multipart/form-data; boundary={BOUNDARY}", multipart(files, fields))


def multipart(files: Sequence[tuple[str, str, bytes]], fields: Mapping[str, str]) -> bytes:
    parts = [(f'name="{name}"', text.encode()) for name, text in fields.items()]
    parts += [(f'name="{field}"; filename="{name}"', content) for field, name, content in files]
    body = b"".join(
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
        for head, content in parts
    )
    return body + f"--{BOUNDARY}--\r\n".encode()


def raw(service: Any, *pieces: bytes) -> tuple[int, bytes]:
    """Send the pieces as they are; the status and the rest of the answer until the service closes the connection."""
    host, port = service.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        for piece in pieces:
            connection.sendall(piece)
        answer = b""
        while data := connection.recv(1 << 16):
            answer += data
    return int(answer.split(b" ", 2)[1]), answer.partition(b"\r\n\r\n")[2]
