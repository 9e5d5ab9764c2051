"""What every test may rely on: a clean environment, and a foreign service on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import embedded_service
import hypothesis
import pytest
from server import ContractServer  # tests/contract_server, on the path by pyproject.toml

hypothesis.settings.register_profile("any machine", deadline=None)  # no test depends on how fast a machine is
hypothesis.settings.load_profile("any machine")


@pytest.fixture(scope="session", autouse=True)
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No setting of the machine reaches a test; an embedded service works in a folder of the run and ends."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("CADWIDGETS_")]:
        if name != "CADWIDGETS_CHROMIUM":
            del os.environ[name]
    folder = tmp_path_factory.mktemp("cadwidgets")
    os.environ["CADWIDGETS_DATA_DIR"] = str(folder / "data")
    os.environ["CADWIDGETS_CONFIG"] = str(folder / "none.toml")
    yield
    embedded_service.stop(folder / "data")
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="session")
def shared_contract_server() -> Iterator[ContractServer]:
    """One server for the whole run: its kernel takes seconds to start."""
    server = ContractServer(key="contract_canary_key")
    yield server
    server.close()


@pytest.fixture
def contract_server(shared_contract_server: ContractServer) -> ContractServer:
    """A Build Service and both generations of TraceParts that keep their contract and no more; nothing counted yet.

    ``.url``, ``.traceparts_url``, ``.key``; ``.builds``, ``.cad_requests``, ``.requests``; ``.spend_quota()``
    """
    shared_contract_server.reset()
    return shared_contract_server


@dataclass(frozen=True)
class RunningService:
    """A ``cadwidgets serve`` of its own process, as somebody else's program sees it."""

    url: str
    key: str
    process: subprocess.Popen[bytes]
    data_dir: Path

    @property
    def health(self) -> dict[str, object]:
        """What it says of itself."""
        with urllib.request.urlopen(f"{self.url}/health", timeout=30) as answer:
            return dict(json.load(answer))

    @property
    def builds(self) -> int:
        """How many models it has built."""
        return int(str(self.health["builds"]))

    @property
    def answers(self) -> int:
        """How many models it has delivered: built, or taken from its cache."""
        health = self.health
        return int(str(health["builds"])) + int(str(health["cached"]))


def start_service(data_dir: Path, key: str = "test-key", *options: str) -> RunningService:
    """Start ``cadwidgets serve`` on a free port and wait until it listens."""
    runtime_file = data_dir / "runtime.json"
    command = [sys.executable, "-m", "cadwidgets", "serve", "--port", "0", "--key", key]
    command += ["--data-dir", str(data_dir), "--runtime-file", str(runtime_file), *options]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not runtime_file.exists():
        assert process.poll() is None, "the service ended before it listened"
        assert time.monotonic() < deadline, "the service does not listen"
        time.sleep(0.05)
    return RunningService(json.loads(runtime_file.read_text())["url"], key, process, data_dir)


def stop_service(service: RunningService) -> None:
    """End the service and wait for its end."""
    service.process.terminate()
    service.process.wait(timeout=30)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory, clean_environment: None) -> Iterator[RunningService]:
    """One service for the whole run: its kernel takes seconds to start. ``.url``, ``.key``, ``.builds``"""
    running = start_service(
        tmp_path_factory.mktemp("service"), "test-key", "--classic-limit", "0", "--gateway-limit", "0"
    )
    yield running
    stop_service(running)


@pytest.fixture
def start(clean_environment: None) -> Iterator[Callable[..., RunningService]]:
    """Starts services that one test may harm, as `start_service`; whatever still runs is ended."""
    started: list[RunningService] = []

    def start_one(data_dir: Path, *options: str) -> RunningService:
        (data_dir / "runtime.json").unlink(missing_ok=True)
        started.append(start_service(data_dir, "test-key", *options))
        return started[-1]

    yield start_one
    for running in started:
        stop_service(running)


@pytest.fixture
def own_service(tmp_path: Path, clean_environment: None) -> Iterator[RunningService]:
    """A service that one test may harm; it stops a build after 3 seconds."""
    running = start_service(tmp_path, "test-key", "--build-seconds", "3")
    yield running
    stop_service(running)
