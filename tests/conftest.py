"""What every test may rely on: a clean environment, and a foreign service on loopback."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import embedded_service
import hypothesis
import pytest
from running_service import RunningService, start_service, stop_service  # tests/facts, on the path, too
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
    os.environ["CADWIDGETS_ALLOW_ROOT"] = "1"  # root tests where there is no bubblewrap, too
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

    def start_one(data_dir: Path, *options: str, below: Sequence[str] = ()) -> RunningService:
        (data_dir / "runtime.json").unlink(missing_ok=True)
        started.append(start_service(data_dir, "test-key", *options, below=below))
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
