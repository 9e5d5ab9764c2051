"""The embedded service as the notebook sees it: find it, start it, and start it again when it is gone.

One service process serves all notebooks of the user. Whoever needs it first starts it; the others find it through a
run-time file that only the user may read. It ends by itself when idle.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from cadwidgets._version import __version__
from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients._json import parsed
from cadwidgets.errors import CadWidgetsError, SourceError
from cadwidgets.settings import Secret

START_SECONDS = 60.0
"""How long the service's process may take until it listens (the CAD kernel loads after that)."""
IDLE_SECONDS = 15 * 60
"""The service ends after this many seconds without a request."""
NAME = "embedded service"
_HANDED_ON = ("CADWIDGETS_ISOLATION", "CADWIDGETS_ALLOW_ROOT")
"""Variables that are settings of the service itself."""


@dataclass(frozen=True)
class Running:
    """A service process that answered."""

    url: str
    key: Secret
    pid: int
    version: str


class EmbeddedEndpoint:
    """The address of the embedded service of one data folder. Thread-safe.

    ``starting`` says that it is being found or started just now.
    """

    name = NAME
    embedded = True

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir
        self._lock = threading.Lock()
        self._running: Running | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self.starting = False

    @property
    def runtime_file(self) -> Path:
        """Where the running service wrote its address and key (readable by the user only)."""
        return self._folder / "embedded.json"

    @property
    def log_file(self) -> Path:
        """What the service process printed."""
        return self._folder / "embedded.log"

    def locate(self) -> tuple[str, Secret]:
        """The service's URL and key; starts it if it does not run. Raises SourceError if it cannot be started."""
        with self._lock:
            if self._running is None:
                self.starting = True
                try:
                    self._running = self._find_or_start()
                finally:
                    self.starting = False
            return self._running.url, self._running.key

    def recover(self) -> bool:
        """Forget the address, so that the next `locate` finds or starts the service anew."""
        with self._lock:
            self._running = None
        return True

    def stop(self) -> bool:
        """End the service if it runs; False if it did not."""
        with self._lock:
            running, self._running = self._find(), None
        if running is not None:
            os.kill(running.pid, signal.SIGTERM)
        return running is not None

    def _find_or_start(self) -> Running:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(self._folder / "embedded.lock", timeout=2 * START_SECONDS):
            return self._find() or self._start()

    def _find(self) -> Running | None:
        """The service that the run-time file speaks of, if it answers and is of this version."""
        running = self._find_any()
        return running if running is not None and running.version == __version__ else None

    def _find_any(self) -> Running | None:
        """The service that the run-time file speaks of, if it answers."""
        try:
            said = json.loads(self.runtime_file.read_text("utf-8"))
            running = Running(said["url"], Secret(said["key"]), int(said["pid"]), str(said.get("version")))
        except (OSError, ValueError, KeyError, TypeError):  # none was started, or it left half a file behind
            return None
        return running if _answers(running) else None

    def _start(self) -> Running:
        if importlib.util.find_spec("cadquery") is None:
            raise SourceError(
                "the embedded service needs the CAD kernel, which is not installed here: "
                'pip install "cadwidgets[local]", or set CADWIDGETS_BUILD_URL to a service elsewhere'
            )
        older = self._find_any()
        if older is not None:  # of another version, left from before an upgrade: only one may work in the folder
            os.kill(older.pid, signal.SIGTERM)
        self.runtime_file.unlink(missing_ok=True)
        self._process = self._spawn()
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise SourceError(f"the embedded service did not start: {self._last_words()}")
            running = self._find()
            if running is not None:
                return running
            time.sleep(0.05)
        self._process.kill()
        raise SourceError(f"the embedded service did not start within {START_SECONDS:g} s; see {self.log_file}")

    def _spawn(self) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "cadwidgets",
            "serve",
            "--port",
            "0",
            "--idle-exit",
            str(IDLE_SECONDS),
            "--classic-limit",
            "0",
            "--gateway-limit",
            "0",
            "--stop-seconds",
            "5",  # the next one, of another version perhaps, waits for its folder
        ]
        # a folder of its own: a service that the user starts beside it works in the data folder itself
        command += ["--data-dir", str(self._folder / "embedded"), "--runtime-file", str(self.runtime_file)]
        # the key travels in the environment: a command line can be read by every user of the machine
        env = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("CADWIDGETS_") or name in _HANDED_ON
        }
        env["CADWIDGETS_SERVE_KEY"] = secrets.token_hex(16)
        with self.log_file.open("wb") as log:
            return subprocess.Popen(
                command, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def _last_words(self) -> str:
        lines = self.log_file.read_text("utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else "it ended without a message"


def _answers(running: Running) -> bool:
    """Whether it is there, and not about to end."""
    try:
        answer = HttpSession(RemoteEndpoint(running.url)).get("health", timeout=5.0)
        said = parsed(answer.body) if answer.status == 200 else {}
        return isinstance(said, dict) and said.get("pid") == running.pid and not said.get("stopping")
    except (CadWidgetsError, ValueError):  # nobody there, or somebody else on the port: not our service
        return False


@functools.cache
def embedded(data_dir: Path) -> EmbeddedEndpoint:
    """The one endpoint of a data folder in this process."""
    return EmbeddedEndpoint(data_dir)
