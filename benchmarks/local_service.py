"""A service of our own on loopback with all that belongs to it, and one drag of a slider through it."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "facts"))
from relay import Relay, relayed
from running_service import start_service, stop_service

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.requests import BuildRequest

KEY = "bench_key"
HEALTH_TRIES = 12
"""The client waits some seconds each time."""


@dataclass(frozen=True)
class Answered:
    """One build over HTTP: wall seconds from the request to its arrays, bytes on the line, what the service told."""

    seconds: float
    sent: int
    triangles: int
    cached: bool
    timings: Mapping[str, float]


@dataclass(frozen=True)
class Service:
    """A running service behind a relay that counts."""

    client: BuildClient
    relay: Relay

    def arrays(self, script: str, values: Mapping[str, Any]) -> Answered:
        """Build for the viewer and read the arrays."""
        request = BuildRequest.of(script=script, type="GLB", values=values)
        before, start = self.relay.sent, time.perf_counter()
        model = self.client.build(request)
        triangles = len(model.mesh.triangles)
        seconds = time.perf_counter() - start
        return Answered(seconds, self.relay.sent - before, triangles, model.cached, model.timings)


@contextmanager
def service() -> Iterator[Service]:
    """A service in a process and a folder of its own, sandbox and all; gone when the block ends."""
    with direct() as url, relayed(url) as relay:
        client = BuildClient.at(relay.url, KEY)
        _wait_until_known(client)
        yield Service(client, relay)


@contextmanager
def direct() -> Iterator[str]:
    """The URL of such a service, with nothing in between; `KEY` is its key."""
    with tempfile.TemporaryDirectory() as folder:
        running = start_service(Path(folder), KEY, log=Path(folder) / "log")
        try:
            yield running.url
        finally:
            stop_service(running)


def _wait_until_known(client: BuildClient) -> None:
    """Until it has said that it is ours: on a busy machine it may at first take longer than the client waits."""
    for _ in range(HEALTH_TRIES):
        if client.is_ours():
            return
    raise RuntimeError("the service does not say what it is")
