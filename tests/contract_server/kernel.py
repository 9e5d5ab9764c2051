"""The CAD kernel of the contract-only server: one child process, started anew when it hangs or dies."""

from __future__ import annotations

import json
import select
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

WORKER = Path(__file__).with_name("kernel_worker.py")


class BuildError(Exception):
    """No model came out, whatever the reason."""


class Kernel:
    """Builds one model at a time, within ``timeout`` seconds; the first also waits for CadQuery's import."""

    def __init__(self, timeout: float = 60.0) -> None:
        self.timeout = timeout
        self._lock = threading.Lock()
        self._process = self._start()

    def build(self, script: str, kind: str, preset: str = "", values: Mapping[str, str] | None = None) -> bytes:
        """The bytes of the model in the contract's type ``kind``. Raises BuildError."""
        with self._lock, tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model"
            job = {
                "script": script,
                "preset": preset,
                "values": dict(values or {}),
                "type": kind,
                "path": str(path),
            }
            error = self._ask(job)
            if error or not path.exists():
                raise BuildError(error or "nothing was written")
            return path.read_bytes()

    def close(self) -> None:
        """End the worker."""
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()

    def _start(self) -> subprocess.Popen:
        command = [sys.executable, str(WORKER)]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def _ask(self, job: Mapping[str, object]) -> str:
        try:
            self._process.stdin.write(json.dumps(job).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            return self._restart("the worker was gone")
        ready, _, _ = select.select([self._process.stdout], [], [], self.timeout)
        if not ready:
            return self._restart("the build took too long")
        line = self._process.stdout.readline()
        return json.loads(line)["error"] if line else self._restart("the worker died")

    def _restart(self, reason: str) -> str:
        self.close()
        self._process = self._start()
        return reason
