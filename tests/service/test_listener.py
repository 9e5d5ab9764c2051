"""The socket that the service listens on."""

from __future__ import annotations

import asyncio
import socket

import pytest

from cadwidgets.service.serve import bind


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_answers_are_sent_at_once_not_held_back_for_a_full_packet(host: str) -> None:
    with bind(host, 0) as listener:
        assert asyncio.run(accepted_option(listener)) != 0


async def accepted_option(listener: socket.socket) -> int:
    """TCP_NODELAY of a connection that a server on asyncio accepted."""
    told: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def accepted(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        told.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async with await asyncio.start_server(accepted, sock=listener):
        _reader, writer = await asyncio.open_connection(*listener.getsockname()[:2])
        writer.close()
        return await told
