"""Requests about the catalog wait until its tables are read, in a thread: nobody else waits for that."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

_PATHS = ("/catalog", "/pictures", "/tpowebservices", "/v1", "/v2", "/v3")


class CatalogGate:
    """Has ``read`` done once, at the first request below one of the catalog's paths; if it fails, at the next again.

    Own catalogs of an earlier run are read then, row by row. Done in the event loop, it would hold up everything else.
    """

    def __init__(self, app: ASGIApp, read: Callable[[], object]) -> None:
        self._app = app
        self._read = read
        self._reading: asyncio.Task[object] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(_PATHS):
            await self._until_read()
        await self._app(scope, receive, send)

    async def _until_read(self) -> None:
        failed = self._reading is not None and self._reading.done() and self._reading.exception() is not None
        if self._reading is None or failed:
            self._reading = asyncio.create_task(asyncio.to_thread(self._read))
        await asyncio.shield(self._reading)  # who leaves does not stop it: others wait for it, too
