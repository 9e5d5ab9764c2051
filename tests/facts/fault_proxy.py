"""A proxy on loopback that spoils what it passes on, in the ways in which networks and servers do.

It knows nothing of HTTP: a fault is what happens to the bytes that come back, or to the connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_CHUNK = 1 << 14
_AT_ONCE = 1 << 30


@dataclass(frozen=True)
class Fault:
    """What happens to an answer. Seconds, bytes, and bytes per second; the default spoils nothing.

    ``latency`` and as much again by chance (``jitter``) come before each piece of at most ``slice`` bytes, which are
    ``rate`` bytes a second. After ``cut_after`` bytes the connection ends: as if all were sent, or by ``reset``.
    ``silent`` takes the request and never answers, ``refuses`` ends each connection at once, ``lingers`` keeps it open
    for so long behind the end. ``swaps`` replaces one text by another, as in a wrong length.
    """

    latency: float = 0.0
    jitter: float = 0.0
    slice: int = _CHUNK
    rate: float = 0.0
    cut_after: int = _AT_ONCE
    reset: bool = False
    silent: bool = False
    refuses: bool = False
    lingers: float = 0.0
    swaps: tuple[bytes, bytes] = (b"", b"")


class FaultProxy:
    """Passes connections on to a port of this machine, each spoiled by what ``choose`` gives for it."""

    def __init__(self, port: int, choose: Callable[[], Fault], seed: int = 0) -> None:
        self._target = port
        self._choose = choose
        self._chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        started = asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(started, self._loop).result(10)
        self.port: int = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        """End all connections."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    async def _end(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault = self._choose()
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):  # one side left, as it may, or all is over
            if not fault.refuses:
                await self._between(fault, reader, writer)
        if fault.reset or fault.refuses:
            _reset(writer)
        writer.close()

    async def _between(self, fault: Fault, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if fault.silent:
            await reader.read()  # until the client gives up
            return
        upstream, to_upstream = await asyncio.open_connection("127.0.0.1", self._target)
        asking = asyncio.ensure_future(_pass_on(reader, to_upstream))
        try:
            await self._spoil(fault, upstream, writer)
            await asyncio.sleep(fault.lingers)
        finally:
            asking.cancel()
            to_upstream.close()

    async def _spoil(self, fault: Fault, upstream: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        left = fault.cut_after
        while left > 0 and (data := await upstream.read(_CHUNK)):
            data = data.replace(*fault.swaps) if fault.swaps[0] else data
            for at in range(0, min(len(data), left), fault.slice):
                piece = data[at : min(at + fault.slice, left)]
                pause = len(piece) / fault.rate if fault.rate else 0.0
                await asyncio.sleep(pause + fault.latency + self._chance.random() * fault.jitter)
                writer.write(piece)
                await writer.drain()
            left -= len(data)


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(_CHUNK):
        writer.write(data)
        await writer.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    """Let closing the connection send RST."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@contextmanager
def spoiled(port: int, choose: Callable[[], Fault], seed: int = 0) -> Iterator[FaultProxy]:
    """A `FaultProxy` for the block."""
    proxy = FaultProxy(port, choose, seed)
    try:
        yield proxy
    finally:
        proxy.close()
