"""A ``cadwidgets serve`` in a process of its own, for tests that speak to it over HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
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


def start_service(data_dir: Path, key: str = "test-key", *options: str, log: Path | None = None) -> RunningService:
    """Start ``cadwidgets serve`` on a free port and wait until it listens; what it prints goes into ``log``, if any."""
    runtime_file = data_dir / "runtime.json"
    command = [sys.executable, "-m", "cadwidgets", "serve", "--port", "0", "--key", key]
    command += ["--data-dir", str(data_dir), "--runtime-file", str(runtime_file), *options]
    output = log.open("wb") if log else None
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    if output:
        output.close()  # the process has its own
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
