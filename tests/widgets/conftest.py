"""Sources for the widgets: a service of ours, a foreign one, and one that nobody answers for."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from cadwidgets.sources import Sources, connect


@pytest.fixture
def ours(service: Any) -> Sources:
    """A team's own cadwidgets service."""
    return connect(build_url=service.url, build_key=service.key)


@pytest.fixture
def foreign(contract_server: Any) -> Sources:
    """A service that keeps only the contract, and charges every request."""
    return connect(build_url=contract_server.url, build_key=contract_server.key)


@pytest.fixture
def dead() -> Sources:
    """An address where nobody answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return connect(build_url=f"http://127.0.0.1:{free.getsockname()[1]}", build_key="k")
