"""Who asks for the catalog waits until it is read; who asks for something else does not."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from cadwidgets.service.catalog_gate import CatalogGate


class Reading:
    """Reads until it is let go; ``times`` is how often it was begun."""

    def __init__(self, *failures: Exception) -> None:
        self.times = 0
        self.go_on = threading.Event()
        self._failures = list(failures)

    def __call__(self) -> None:
        self.times += 1
        self.go_on.wait(timeout=30)
        if self._failures:
            raise self._failures.pop(0)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Notes the paths that come through."""
    receive.append(scope["path"])


def ask(gate: CatalogGate, path: str, seen: list[str]) -> asyncio.Task[None]:
    receive: Any = seen
    send: Any = None
    return asyncio.ensure_future(gate({"type": "http", "path": path}, receive, send))


def test_only_requests_for_the_catalog_wait_and_it_is_read_once() -> None:
    async def scene() -> None:
        seen: list[str] = []
        reading = Reading()
        gate = CatalogGate(application, reading)
        waiting = [ask(gate, path, seen) for path in ("/catalog/search", "/v2/Search/CatalogList")]
        await asyncio.wait_for(ask(gate, "/health", seen), 5)
        assert seen == ["/health"]
        waiting[0].cancel()
        reading.go_on.set()
        await waiting[1]
        await ask(gate, "/tpowebservices/CatalogsList", seen)
        assert (seen[1:], reading.times) == (["/v2/Search/CatalogList", "/tpowebservices/CatalogsList"], 1)

    asyncio.run(scene())


def test_a_reading_that_fails_is_done_again_for_the_next() -> None:
    async def scene() -> None:
        seen: list[str] = []
        reading = Reading(OSError("the disk is gone"))
        reading.go_on.set()
        gate = CatalogGate(application, reading)
        with pytest.raises(OSError, match="the disk"):
            await ask(gate, "/catalog/search", seen)
        await ask(gate, "/catalog/search", seen)
        assert (seen, reading.times) == (["/catalog/search"], 2)

    asyncio.run(scene())
