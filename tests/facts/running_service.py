"""A ``cadwidgets serve`` in a process of its own, for tests that speak to it over HTTP."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


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


@dataclass(frozen=True)
class LaunchedService:
    """A service whose process has been started and that may not listen yet."""

    key: str
    process: subprocess.Popen[bytes]
    data_dir: Path

    def listened(self) -> RunningService:
        """The service once it listens."""
        runtime_file = self.data_dir / "runtime.json"
        deadline = time.monotonic() + 60
        while not runtime_file.exists():
            assert self.process.poll() is None, "the service ended before it listened"
            assert time.monotonic() < deadline, "the service does not listen"
            time.sleep(0.05)
        return RunningService(json.loads(runtime_file.read_text())["url"], self.key, self.process, self.data_dir)


def launch_service(
    data_dir: Path, key: str = "test-key", *options: str, below: Sequence[str] = (), log: Path | None = None
) -> LaunchedService:
    """Start ``cadwidgets serve`` on a free port.

    ``below`` is a command that runs its arguments as another user or with fewer rights. What the service prints goes
    to ``log``.
    """
    runtime_file = data_dir / "runtime.json"
    runtime_file.unlink(missing_ok=True)
    command = [*below, sys.executable, "-m", "cadwidgets", "serve", "--port", "0", "--key", key]
    command += ["--data-dir", str(data_dir), "--runtime-file", str(runtime_file), *options]
    with log.open("ab") if log else contextlib.nullcontext() as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    return LaunchedService(key, process, data_dir)


def start_service(
    data_dir: Path, key: str = "test-key", *options: str, below: Sequence[str] = (), log: Path | None = None
) -> RunningService:
    """As `launch_service`, and wait until it listens."""
    return launch_service(data_dir, key, *options, below=below, log=log).listened()


def stop_service(service: RunningService) -> None:
    """End the service and wait for its end."""
    service.process.terminate()
    service.process.wait(timeout=60)
