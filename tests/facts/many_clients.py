"""Clients by the hundred in one process, each on a connection of its own that it keeps."""

from __future__ import annotations

import asyncio
import time
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Told:
    """An answer; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


@dataclass
class Client:
    """One of many. A connection that the service closed between two requests is opened again, once."""

    url: str
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(default=None, repr=False)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._close()

    async def get(self, path: str, headers: Mapping[str, str] | None = None, **query: str) -> Told:
        return await self._ask("GET", f"{path}?{urllib.parse.urlencode(query)}", headers or {}, b"")

    async def post(self, path: str, headers: Mapping[str, str] | None = None, **fields: str) -> Told:
        body = urllib.parse.urlencode(fields).encode()
        return await self._ask("POST", path, {"Content-Type": FORM, **(headers or {})}, body)

    async def _ask(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Told:
        known = {"Host": "127.0.0.1", "Content-Length": str(len(body)), "Accept": "application/json", **headers}
        head = f"{method} {target} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in known.items())
        kept, start = self._streams is not None, time.monotonic()
        try:
            told = await self._exchange(head.encode() + b"\r\n" + body)
        except (asyncio.IncompleteReadError, ConnectionError):
            self._close()
            if not kept:
                raise
            told = await self._exchange(head.encode() + b"\r\n" + body)
        return Told(*told, time.monotonic() - start)

    async def _exchange(self, data: bytes) -> tuple[int, dict[str, str], bytes]:
        if self._streams is None:
            address: Any = urllib.parse.urlsplit(self.url)
            self._streams = await asyncio.open_connection(address.hostname, address.port, limit=1 << 20)
        reader, writer = self._streams
        writer.write(data)
        await writer.drain()
        line, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in lines)}
        status = int(line.split(" ")[1])
        body = b"" if status == 204 else await reader.readexactly(int(headers["content-length"]))
        if headers.get("connection") == "close":
            self._close()
        return status, headers, body

    def _close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None
